"""What happened to what a number counts: the verb's lemma, as a word that can be compared.

"went missing", "are missing" and "were reported missing" are all ``go missing``; "the death of 20
people" and "20 people died" are both ``die``.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from toolkit.extract import syntax
from toolkit.extract.figures.governing import (
    PHRASAL,
    STATES,
    TAKEN,
    TELLING,
    governing_verb,
    word_before,
)
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.nouns import STATE_NOUNS, is_death_toll, singular  # fmt: skip
from toolkit.extract.figures.tokens import is_crowded
from toolkit.extract.figures.verbs import VERB_FORMS, is_past_form, verb_lemma
from toolkit.extract.lexicon import read_rows

LEXICON: dict[str, dict[str, str]] = {}
for _row in read_rows("events"):
    LEXICON.setdefault(_row["kind"], {})[_row["word"]] = _row["event"]
NOUNS = LEXICON["noun"]
LIGHT, RAISING = frozenset(LEXICON["light"]), frozenset(LEXICON["raising"])
HALF_LIGHT = frozenset(LEXICON["half"])
SETTLED = frozenset(LEXICON["settled"])

COUNTED_EVENTS = frozenset(
    "death fatality killing murder drowning suicide injury arrest abduction kidnapping execution"
    " detention deportation disappearance birth".split()
)
"""Nouns that are themselves what happened when they are counted: "20 deaths"."""

MODIFIER = frozenset({"amod", "acl", "acl:relcl", "relcl"})


def find_event(counted: Counted) -> str | None:
    """The event of a counted noun phrase, or None where the words name none.

    The clause in which the figure is an argument of the verb comes first, then a noun that stands
    for the event ("the death of 20 people"), then a participle or relative clause beside the noun.
    """
    behind = _right_behind(counted)
    if behind is not None:
        return behind
    own = counted.head.lemma_.lower()
    if own in COUNTED_EVENTS:
        return NOUNS[own]
    if is_death_toll(counted.head):
        return "die"
    if counted.head.lower_ in STATE_NOUNS:
        return STATES.get(counted.head.lower_)
    top, verb = counted.top, governing_verb(counted)
    if verb is None or not syntax.is_verb(verb):
        verb = _verb_of_measured(counted) or verb
    if is_crowded(top) or is_crowded(counted.head) or (verb is not None and is_crowded(verb)):
        return None
    event = None
    if verb is not None and not _is_negated(verb):
        left = _left_behind(counted) if verb_lemma(verb) in LEAVING else None
        event = left or _of_lives(verb, counted) or event_of(verb, counted.top)
    noun = event or _nominal(top) or _nominal_before(counted)
    return noun or _beside(counted.head) or _beside(top) or _after(counted)


def _verb_of_measured(counted: Counted) -> Token | None:
    """As in "10 percent of the *requests* were approved", with the share hung elsewhere."""
    head = counted.head
    if head.i <= counted.top.i:
        return None
    while head.dep_ == "compound" and head.head.i == head.i + 1:
        head = head.head
    if head.dep_ not in syntax.SUBJECT or not syntax.is_verb(head.head):
        return None
    return head.head


LEAVING = frozenset("leave find report declare pronounce fear presume believe".split())


def _left_behind(counted: Counted) -> str | None:
    """As in "left 20 people *dead*", "reported 20 people *missing*"."""
    doc = counted.head.doc
    return STATES.get(doc[counted.end].lower_) if counted.end < len(doc) else None


LIVES = frozenset({"life", "lives"})
ENDING_LIVES = frozenset({"claim", "take", "cost", "lose"})


def _of_lives(verb: Token, counted: Counted) -> str | None:
    """As in "20 people lost their lives" and "the flood claimed 20 lives": they died."""
    lost = counted.head.lower_ in LIVES or any(
        child.dep_ in syntax.OBJECT and child.lower_ in LIVES for child in verb.children
    )
    return "die" if lost and verb_lemma(verb) in ENDING_LIVES else None


def _right_behind(counted: Counted) -> str | None:
    """As in "40 boats *needed*, of which 12 were bought": a headline's participle and a comma."""
    doc = counted.head.doc
    if counted.end + 1 >= len(doc) or doc[counted.end].tag_ != "VBN":
        return None
    participle, mark = doc[counted.end], doc[counted.end + 1]
    alone = mark.text == "," and participle.lower_ not in SETTLED
    return event_of(participle) if alone and participle.head.i == counted.head.i else None


def _after(counted: Counted) -> str | None:
    """A bare participle right behind the phrase: "thousands of families *driven* from ..."."""
    doc = counted.head.doc
    before = word_before(counted)
    reduced = before is not None and before.pos_ == "ADP"  # "one of 40 people shot by police"
    for token in doc[counted.end : counted.end + 3]:
        by = any(found.lower_ == "by" for found in doc[token.i + 1 : token.i + 4])
        if token.tag_ == "VBN" or (reduced and by and token.tag_ == "VBD"):
            return None if token.lower_ in SETTLED else event_of(token)
        if token.pos_ != "ADV":
            break
    return None


def _is_negated(verb: Token) -> bool:
    return any(
        child.lower_ in ("not", "n't", "n’t") and child.dep_ in ("advmod", "neg")
        for child in verb.children
    )


def event_of(verb: Token, argument: Token | None = None) -> str | None:
    """The event that a verb (or a predicate) names, with what belongs to it."""
    lemma = verb_lemma(verb)
    fixed = _state(verb) or (_taken(verb) if lemma in ("take", "commit", "hold") else None)
    if fixed is not None:
        return fixed
    inner = _governed(verb, argument) if lemma in RAISING else None
    if inner is not None:
        return event_of(inner)
    if lemma in ("find", "add") and argument is not None and _is_found(verb, argument):
        return lemma
    told = argument is not None and argument.dep_ in syntax.PASSIVE_SUBJECT and lemma in TOLD
    if (lemma in TELLING and not told) or lemma in NEVER_EVENTS:
        return None
    light = lemma in LIGHT or (lemma in HALF_LIGHT and not _is_subject(verb, argument))
    headline = verb.lower_ in VERB_FORMS and argument is not None and argument.i > verb.i
    left = verb.lower_ == "left" and syntax.child(verb, syntax.SUBJECT) is not None
    is_verb = syntax.is_verb(verb) or is_past_form(verb.lower_) or headline or left
    if not is_verb or light:
        return _complement_event(verb, argument)
    return lemma if lemma in HALF_LIGHT else _with_particle(verb, lemma, argument)


def _governed(verb: Token, argument: Token | None) -> Token | None:
    """The verb inside "were forced *to leave*" and "forced 300 families *to leave*"."""
    inner = syntax.child(verb, syntax.OPEN_COMPLEMENT)
    if inner is None and argument is not None:
        inner = next((c for c in argument.rights if c.dep_ == "acl" and c.tag_ == "VB"), None)
    return inner if inner is not None and syntax.is_verb(inner) else None


def _is_found(verb: Token, argument: Token) -> bool:
    """As in "found 40 boats", "added 40 boats", not "40 percent agree, a poll found"."""
    if argument.dep_ in syntax.OBJECT:
        return argument.i > verb.i
    auxiliary = syntax.child(verb, syntax.PASSIVE_AUXILIARY)
    return argument.dep_ in syntax.PASSIVE_SUBJECT and auxiliary is not None


def _is_subject(verb: Token, argument: Token | None) -> bool:
    """Whether the figure does it, or has it done to it: "20 calls were made", "20 fans saw it"."""
    return argument is not None and argument.i < verb.i and argument.dep_ not in syntax.OBJECT


def _with_particle(verb: Token, lemma: str, argument: Token | None) -> str:
    """The verb with the particle that belongs to it: "laid off", "took in 300 people".

    Not the "up" of "supports up to 300 people", which belongs to the number, nor the "off" of
    "drowned off Bergen".
    """
    particle = syntax.child(verb, syntax.PARTICLE)
    after = verb.doc[particle.i + 1 : particle.i + 2] if particle is not None else None
    placed = after is not None and _places(after, verb, argument)
    if particle is not None and particle.tag_ == "RP" and not placed:
        return f"{lemma} {particle.lower_}"
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if argument is None or following is None:
        return lemma
    joined = f"{lemma} {following.lower_}"
    if argument.i < following.i:
        behind = verb.doc[following.i + 1 : following.i + 2].text
        carried = following.lower_ in CARRIED and behind != "of"
        passive = argument.dep_ in syntax.PASSIVE_SUBJECT
        return joined if carried and passive and joined in PHRASAL else lemma
    beside = following.head.i == argument.i or following.dep_ in ("advmod", "case", "mark")
    return joined if joined in PHRASAL and beside and argument.i - following.i < 12 else lemma


def _places(after: Span, verb: Token, argument: Token | None) -> bool:
    """Whether what stands behind a particle makes a preposition of it."""
    if after.text == "to":
        return True
    name = any(token.pos_ == "PROPN" and token.dep_ in syntax.OBJECT for token in after)
    return name and argument is not None and argument.i < verb.i


CARRIED = frozenset({"away", "back", "behind", "down", "off", "out"})
"""Particles behind a passive verb, where "in" and "on" tell a place: "were taken in 20 buses"."""
TOLD = frozenset({"warn", "inform", "tell"})
"""Verbs of saying whose passive subject is spoken to: "40 owners were warned"."""
NEVER_EVENTS = frozenset("believe think know estimate expect consider use need want".split())


BECOME = frozenset({"missing", "dead", "homeless"})
FALLEN = frozenset({"ill", "sick"})


def _state(verb: Token) -> str | None:
    """What became of someone by an adjective: "are missing", "fell ill", "found dead"."""
    if verb.lower_ in STATES:
        return STATES[verb.lower_]
    labels = syntax.OPEN_COMPLEMENT | syntax.PREDICATE | {"advmod", "obl", "ccomp"}
    for child in verb.children:
        if child.dep_ in labels and child.lower_ in BECOME and child.i > verb.i:
            return STATES[child.lower_]
        if child.lower_ in FALLEN and verb_lemma(verb) in ("fall", "take", "become"):
            return "fall ill"
    return None


def _taken(verb: Token) -> str | None:
    """As in "taken prisoner", "taken as prisoners of war", "took 20 people hostage"."""
    for child in verb.children:
        event = TAKEN.get(child.lemma_.lower())
        if event is not None and child.i > verb.i:
            return event
    return None


def _complement_event(verb: Token, argument: Token | None) -> str | None:
    """As in "had 20 people killed": the participle behind a light verb's object."""
    if argument is None:
        return None
    for child in verb.children:
        if child.dep_ in syntax.OPEN_COMPLEMENT and child.tag_ == "VBN" and child.i > argument.i:
            return verb_lemma(child)
    return None


def _beside(noun: Token) -> str | None:
    """A participle, an adjective of state or a relative clause on the noun itself."""
    for child in noun.children:
        if child.dep_ not in MODIFIER:
            continue
        if child.lower_ in STATES:
            return STATES[child.lower_]
        if child.dep_ == "amod" and (child.tag_ != "VBN" or _is_hyphened(child)):
            continue
        if child.pos_ == "NUM" or (not syntax.is_verb(child) and child.tag_ != "VBN"):
            continue
        if _is_negated(child) or child.lower_ in SETTLED:
            continue
        event = event_of(child)
        if event is not None:
            return event
    return None


def _is_hyphened(participle: Token) -> bool:
    """As in "state-held buildings": the participle describes, it does not report."""
    return participle.i > 0 and participle.doc[participle.i - 1].text in ("-", "‐", "‑")


def _nominal(top: Token) -> str | None:
    """As in "the death of 20 people", "the release of the 12 hostages"."""
    head = top.head
    case = syntax.child(top, frozenset({"case"}))
    of_phrase = case is not None and case.lower_ == "of"
    if head.dep_ in syntax.PREPOSITION and head.lower_ == "of":
        head, of_phrase = head.head, True
    if not of_phrase and top.dep_ not in syntax.POSSESSIVE:
        return None
    return _event_of_noun(head)


def _nominal_before(counted: Counted) -> str | None:
    """The same where the parse has hung the phrase elsewhere: the words before it tell."""
    case = word_before(counted)
    if case is None or case.lower_ != "of" or case.i == 0:
        return None
    return _event_of_noun(case.doc[case.i - 1])


def _event_of_noun(noun: Token) -> str | None:
    event = NOUNS.get(noun.lemma_.lower()) or NOUNS.get(singular(noun.lower_))
    if event is not None or not noun.lower_.endswith("ing"):
        return event
    return verb_lemma(noun) if syntax.is_verb(noun) else VERB_FORMS.get(noun.lower_)
