"""Where a figure holds: the place that its own clause names with a preposition of place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.governing import STATES
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.nouns import singular
from toolkit.extract.figures.tokens import is_crowded
from toolkit.extract.figures.verbs import verb_lemma
from toolkit.extract.lexicon import read_rows
from toolkit.extract.spans import Cast

_WORDS = read_rows("place_words")


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _WORDS if row["kind"] == kind)


LOCATIVE = _words("locative")
"""Prepositions behind which a place stands: "in Bergen", "near Bergen"."""
REMOVING = _words("removing")
"""Verbs whose "from" says where it happened: "evicted from Bergen", not "came from Bergen"."""
HAPPENINGS = _words("happening")
"""Nouns whose place is the place of what happened in them: "hurt in a crash in Bergen"."""
GATHERINGS = _words("gathering")
"""Nouns for what people come to: "attended a meeting in Bergen"."""
AREAS = _words("area")
"""Nouns that a name of a place stands before: "the Bergen district"."""
SETTLEMENTS = _words("settlement")
"""Nouns whose name follows with "of": "the town of Bergen", not "the port of Bergen"."""
EDGES = _words("edge")
"""Parts of a place that have no name: "the outskirts of Bergen", "north of Bergen"."""

OF = frozenset({"of"})


def place_of(verb: Token | None, counted: Counted, cast: Cast) -> str | None:
    """The entity of the place where what is counted happened.

    Args:
        verb: The verb of which the figure is an argument, if there is one.
        counted: What is counted.
        cast: The document's names.

    Returns:
        The id of a place that a phrase of place on the noun or the verb names, the nearest first;
        else the one of what did it ("a fire in Bergen killed 20 people") and the one that a clause
        with "where" belongs to.
    """
    for anchor in _anchors(verb, counted):
        if is_crowded(anchor):
            continue
        for phrase in syntax.obliques(anchor):
            found = _place_of_phrase(phrase, anchor, cast)
            if found is not None:
                return found
        for child in anchor.children:
            if child.lower_ in EDGES and (found := _nested(child, OF, cast)) is not None:
                return found  # "20 boats sank *south of Bergen*"
    if verb is None:
        return _place_of_opening(counted.top, cast)
    return (
        _place_of_gathering(verb, cast)
        or _place_of_cause(verb, cast)
        or _place_of_relative(verb, cast)
        or _place_of_frame(verb, cast)
    )


def _anchors(verb: Token | None, counted: Counted) -> Iterator[Token]:
    """What a phrase of place may hang on, the nearest first."""
    yield counted.head
    yield counted.top
    yield from (clause for clause in counted.head.children if clause.dep_ in CLAUSES)
    if verb is not None:
        yield verb
        yield from syntax.children(verb, syntax.OPEN_COMPLEMENT)
        yield from _sharing(verb)
        for each in (verb, *_sharing(verb)):
            yield from _occasions(each)
    else:
        yield from _occasions(counted.head)


def _sharing(verb: Token) -> Iterator[Token]:
    """The participles that share a verb's phrases: "20 were killed and 40 *hurt* in Bergen"."""
    for joined in syntax.later_conjuncts(verb):
        if _shares(joined):
            yield joined
        elif joined.pos_ == "NUM":
            yield from filter(_shares, joined.rights)
    clauses = syntax.children(verb, syntax.ADVERBIAL_CLAUSE)
    yield from (clause for clause in clauses if _shares(clause) and not any(clause.lefts))


def _occasions(verb: Token) -> Iterator[Token]:
    """The verb of "20 people were hurt *when a bus crashed in Bergen*"."""
    for clause in verb.children:
        if clause.dep_ not in syntax.ADVERBIAL_CLAUSE or not syntax.is_verb(clause):
            continue
        if any(child.lower_ in ("when", "after", "as", "while") for child in clause.lefts):
            yield clause


CLAUSES = syntax.NOUN_CLAUSE | syntax.RELATIVE_CLAUSE


def _shares(joined: Token) -> bool:
    """Whether a participle has no auxiliary of its own."""
    participle = joined.tag_ == "VBN" or joined.lower_ in STATES
    return participle and syntax.child(joined, syntax.AUXILIARY) is None


def _place_of_cause(verb: Token, cast: Cast) -> str | None:
    """As in "a fire in Bergen killed 20 people", "the attack in Bergen which killed 20"."""
    cause = syntax.subject(verb)
    if cause is None or cause.i > verb.i:
        return None
    nearest = cause
    while cause.dep_ in syntax.OBLIQUE and cause.head.pos_ in ("NOUN", "PROPN"):
        cause = cause.head  # the parse hangs "which killed 20" on "Bergen", not on "the attack"
    if singular(cause.lower_) in HAPPENINGS:
        return _nested(cause, LOCATIVE, cast) or _place_between(cause, verb, cast)
    relative = verb.dep_ in syntax.RELATIVE_CLAUSE or syntax.first_conjunct(verb).dep_ in (
        syntax.RELATIVE_CLAUSE
    )
    placed = syntax.child(cause, frozenset({"case"}))
    if not relative or placed is None or placed.lower_ not in LOCATIVE:
        return None  # "Norway, which caught 20 whales"
    return _place_or_area(cause, cast) or _place(nearest, cast)


def _place_of_frame(verb: Token, cast: Cast) -> str | None:
    """As in "In Bergen, they met and *freed* 20 people", "a bomb went off in Bergen, *killing* 20".

    What opens the sentence holds for every verb that is joined to the first; what stands behind
    that verb only for a participle that tells what came of it.
    """
    for _ in range(3):
        above, comes_of_it = verb.head, verb.dep_ in syntax.ADVERBIAL_CLAUSE and verb.tag_ == "VBG"
        joined = verb.dep_ in syntax.CONJUNCT | syntax.PARATAXIS
        if above.i >= verb.i or not (comes_of_it or joined) or is_crowded(above):
            return None
        subject = syntax.child(above, syntax.SUBJECT)
        for phrase in syntax.obliques(above):
            opens = subject is not None and phrase.head.i < subject.i
            if (opens or comes_of_it) and phrase.head.i < verb.i:
                found = _place_of_phrase(phrase, above, cast)
                if found is not None:
                    return found
        verb = above
    return None


def _place_of_opening(noun: Token, cast: Cast) -> str | None:
    """As in "In Bergen, fares were paid for *20 sailors*": a phrase of the same clause."""
    opening = noun
    while opening.dep_ in syntax.OBLIQUE and opening.head.pos_ in ("NOUN", "PROPN"):
        opening = opening.head
    verb = opening.head
    subject = syntax.child(verb, syntax.SUBJECT)
    if opening.dep_ not in syntax.OBLIQUE or not syntax.is_verb(verb) or subject is None:
        return None
    fronted = (phrase for phrase in syntax.obliques(verb) if phrase.head.i < subject.i)
    found = (_place_of_phrase(phrase, verb, cast) for phrase in fronted)
    return next(filter(None, found), None)


def _place_of_gathering(verb: Token, cast: Cast) -> str | None:
    """As in "20 states attended the conference in Bergen"."""
    for noun in syntax.children(verb, syntax.OBJECT):
        if singular(noun.lower_) in GATHERINGS:
            return _nested(noun, LOCATIVE, cast)
    return None


def _place_between(cause: Token, verb: Token, cast: Cast) -> str | None:
    """The same where the parse takes the name for a part of the verb."""
    for token in verb.doc[cause.i + 1 : min(verb.i, cause.i + LONGEST_PHRASE)]:
        if token.lower_ in LOCATIVE and (found := _place(token.nbor(1), cast)) is not None:
            return found
    return None


LONGEST_PHRASE = 12
"""Tokens between what did it and its verb, at most."""


def _place_of_relative(verb: Token, cast: Cast) -> str | None:
    """As in "in Bergen, *where* 20 people were hurt"."""
    opened = any(child.lower_ == "where" for child in verb.children)
    if not opened or verb.dep_ not in syntax.RELATIVE_CLAUSE | syntax.ADVERBIAL_CLAUSE:
        return None
    return None if _is_several(verb.head) else _place_or_area(verb.head, cast)


def _place_of_phrase(phrase: syntax.Oblique, anchor: Token, cast: Cast) -> str | None:
    """The place of "in Bergen", "in the Bergen district", "south of Bergen", "in a fire in Bergen".

    Two places at once are none.
    """
    head = phrase.head
    if _is_several(head):
        return None
    if head.lower_ in EDGES:
        return _nested(head, OF, cast)
    if phrase.preposition in LOCATIVE or _is_removed(phrase, anchor):
        inside = _nested(head, LOCATIVE, cast) if head.pos_ == "NOUN" else None
        return _place_or_area(head, cast) or inside
    happening = singular(head.lower_) in HAPPENINGS
    if happening and phrase.preposition in ("by", "after", "during"):
        return _nested(head, LOCATIVE, cast)
    return None


def _is_removed(phrase: syntax.Oblique, anchor: Token) -> bool:
    return phrase.preposition == "from" and verb_lemma(anchor) in REMOVING


def _place_or_area(head: Token, cast: Cast) -> str | None:
    """The place that a noun names, or the name before it or behind its "of"."""
    named = _place(head, cast)
    if named is not None:
        return named
    if head.lower_ in SETTLEMENTS:
        found = _nested(head, OF, cast)
        if found is not None:
            return found
    if head.lower_ not in AREAS:
        return None
    names = (child for child in head.lefts if child.dep_ == "compound")
    return next((found for child in names if (found := _place(child, cast))), None)


def _nested(noun: Token, prepositions: frozenset[str], cast: Cast) -> str | None:
    """The place of a phrase inside a phrase: "a crash at a crossing in Bergen"."""
    for phrase in syntax.obliques(noun):
        if phrase.preposition not in prepositions or _is_several(phrase.head):
            continue
        found = _place_or_area(phrase.head, cast)
        if found is None and phrase.head.pos_ == "NOUN" and phrase.head.i > noun.i:
            found = _nested(phrase.head, LOCATIVE, cast)
        if found is not None:
            return found
    return None


def _is_several(head: Token) -> bool:
    """As in "in Bergen and Oslo": the place of neither."""
    return any(joined.pos_ == "PROPN" for joined in syntax.later_conjuncts(head))


def _place(head: Token, cast: Cast) -> str | None:
    """The place that a noun names itself; a name inside a larger phrase does not count."""
    mention = cast.covering(head.idx)
    if mention is None or mention.kind != "name":
        return None
    entity = cast.entity(mention.entity_id)
    return entity.entity_id if entity.type == "place" else None
