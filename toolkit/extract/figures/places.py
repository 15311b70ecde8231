"""Where a figure holds: the place that its own clause names with a preposition of place."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.nouns import singular
from toolkit.extract.figures.tokens import is_crowded
from toolkit.extract.spans import Cast

LOCATIVE = frozenset(
    "in at near across around outside inside throughout within off along off on above".split()
)


def place_of(verb: Token | None, counted: Counted, cast: Cast) -> str | None:
    """The entity of the place where what is counted happened.

    Args:
        verb: The verb of which the figure is an argument, if there is one.
        counted: What is counted.
        cast: The document's names.

    Returns:
        The id of a place that a phrase of place on the verb or the noun names, the nearest first.
    """
    anchors = [counted.head, counted.top]
    anchors += [clause for clause in counted.head.children if clause.dep_ in ("acl", "acl:relcl")]
    if verb is not None:
        anchors += [verb, *(_complements(verb))]
    for anchor in anchors:
        if is_crowded(anchor):
            continue
        for phrase in syntax.obliques(anchor):
            found = _place_of_phrase(phrase, cast)
            if found is not None:
                return found
    return None


HAPPENINGS = frozenset(
    "attack bombing raid strike airstrike clash fire blaze crash explosion blast accident collision"
    " storm flood earthquake landslide collapse avalanche shooting derailment".split()
)
"""Nouns whose place is the place of what happened in them: "hurt in a crash in Bergen"."""
COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
AREAS = frozenset("district province region area city town village county suburb".split())


def _place_of_phrase(phrase: syntax.Oblique, cast: Cast) -> str | None:
    """The place of "in Bergen", "in the Bergen district", "south of Bergen", "in a fire in Bergen".

    "In a hotel in Bergen" names none: the hotel is the place, and it has no name.
    """
    head = phrase.head
    if head.lower_ in COMPASS:
        return _nested(head, frozenset({"of"}), cast)
    if phrase.preposition in LOCATIVE and head.lower_ in AREAS:
        names = (child for child in head.lefts if child.dep_ == "compound")
        return next((found for child in names if (found := _place(child, cast))), None)
    happening = singular(head.lower_) in HAPPENINGS
    if happening and phrase.preposition in {*LOCATIVE, "by", "after", "during"}:
        return _nested(head, LOCATIVE, cast)
    return _place(head, cast) if phrase.preposition in LOCATIVE else None


def _nested(noun: Token, prepositions: frozenset[str], cast: Cast) -> str | None:
    phrases = [part for part in syntax.obliques(noun) if part.preposition in prepositions]
    return next((found for part in phrases if (found := _place(part.head, cast))), None)


def _complements(verb: Token) -> list[Token]:
    return syntax.children(verb, syntax.OPEN_COMPLEMENT)


def _place(head: Token, cast: Cast) -> str | None:
    """The place that a noun names itself; a name inside a larger phrase does not count."""
    mention = cast.covering(head.idx)
    if mention is None or mention.kind != "name":
        return None
    entity = cast.entity(mention.entity_id)
    return entity.entity_id if entity.type == "place" else None
