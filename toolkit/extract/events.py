"""What happened to what a number counts: the verb's lemma, as a word that can be compared.

"went missing", "are missing" and "were reported missing" are all ``go missing``; "the death of 20
people" and "20 people died" are both ``die``.
"""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.counted import Counted
from toolkit.extract.lexicon import read_rows

LEXICON: dict[str, dict[str, str]] = {}
for _row in read_rows("events"):
    LEXICON.setdefault(_row["kind"], {})[_row["word"]] = _row["event"]
NOUNS, STATES, TAKEN = LEXICON["noun"], LEXICON["state"], LEXICON["taken"]
LIGHT, RAISING = frozenset(LEXICON["light"]), frozenset(LEXICON["raising"])
SETTLED = frozenset(LEXICON["settled"])

COUNTED_EVENTS = frozenset(
    "death fatality killing murder drowning suicide injury arrest abduction kidnapping execution"
    " detention deportation disappearance".split()
)
"""Nouns that are themselves what happened when they are counted: "20 deaths"."""

MODIFIER = frozenset({"amod", "acl", "acl:relcl", "relcl"})
ARGUMENT = syntax.SUBJECT | syntax.OBJECT


def find_event(counted: Counted) -> str | None:
    """The event of a counted noun phrase, or None where the words name none.

    The clause in which the figure is an argument of the verb comes first, then a participle or
    relative clause beside the noun, then a noun that stands for the event.
    """
    own = counted.head.lemma_.lower()
    if own in COUNTED_EVENTS:
        return NOUNS[own]
    top = counted.top
    event = None if top.i != counted.head.i and _is_part(counted) else _as_argument(top)
    return event or _beside(counted.head) or _beside(top) or _nominal(top)


def governing_verb(top: Token) -> Token | None:
    """The verb of which a phrase is an argument, through coordination."""
    token = top
    for _ in range(6):
        if token.dep_ in ARGUMENT:
            return token.head
        if token.dep_ not in syntax.CONJUNCT or token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_part(counted: Counted) -> bool:
    """Whether the number hangs in the sentence through something else than an argument."""
    return governing_verb(counted.top) is None


def _as_argument(top: Token) -> str | None:
    verb = governing_verb(top)
    if verb is None or _is_negated(verb):
        return None
    return event_of(verb, top)


def _is_negated(verb: Token) -> bool:
    return any(
        child.lower_ in ("not", "n't", "n’t", "never") and child.dep_ in ("advmod", "neg")
        for child in verb.children
    )


def event_of(verb: Token, argument: Token | None = None) -> str | None:
    """The event that a verb (or a predicate) names, with what belongs to it."""
    state = STATES.get(verb.lower_)
    if state is not None:
        return state
    for child in verb.children:
        if child.dep_ in syntax.OPEN_COMPLEMENT | syntax.PREDICATE | {"advmod", "obl", "ccomp"}:
            if child.lower_ in ("missing", "dead") and child.i > verb.i:
                return STATES[child.lower_]
    lemma = verb.lemma_.lower()
    if lemma in ("take", "commit", "hold"):
        taken = _taken(verb)
        if taken is not None:
            return taken
    if lemma in RAISING:
        inner = syntax.child(verb, syntax.OPEN_COMPLEMENT)
        if inner is not None and inner.i != (argument.i if argument is not None else -1):
            if syntax.is_verb(inner):
                return event_of(inner)
        if lemma in ("believe", "think", "know", "estimate", "expect", "consider", "use", "need"):
            return None
    if not syntax.is_verb(verb) or lemma in LIGHT:
        return _complement_event(verb, argument)
    particle = syntax.child(verb, syntax.PARTICLE)
    return f"{lemma} {particle.lower_}" if particle is not None else lemma


def _taken(verb: Token) -> str | None:
    """"taken prisoner", "taken as prisoners of war", "took 20 people hostage"."""
    for child in verb.children:
        event = TAKEN.get(child.lemma_.lower())
        if event is not None and child.i > verb.i:
            return event
    return None


def _complement_event(verb: Token, argument: Token | None) -> str | None:
    """"had 20 people killed", "left 20 people dead": the participle behind a light verb's object."""
    if argument is None:
        return None
    for child in verb.children:
        if child.dep_ in syntax.OPEN_COMPLEMENT and child.tag_ == "VBN" and child.i > argument.i:
            return child.lemma_.lower()
    return None


def _beside(noun: Token) -> str | None:
    """A participle, an adjective of state or a relative clause on the noun itself."""
    for child in noun.children:
        if child.dep_ not in MODIFIER:
            continue
        if child.lower_ in STATES:
            return STATES[child.lower_]
        if child.dep_ == "amod" and child.tag_ != "VBN":
            continue
        if not syntax.is_verb(child) and child.tag_ != "VBN":
            continue
        if _is_negated(child) or child.lower_ in SETTLED:
            continue
        event = event_of(child)
        if event is not None:
            return event
    return None


def _nominal(top: Token) -> str | None:
    """"the death of 20 people", "the release of the 12 hostages"."""
    head = top.head
    case = syntax.child(top, frozenset({"case"}))
    of_phrase = case is not None and case.lower_ == "of"
    if head.dep_ in syntax.PREPOSITION and head.lower_ == "of":
        head, of_phrase = head.head, True
    if not of_phrase and top.dep_ not in syntax.POSSESSIVE:
        return None
    event = NOUNS.get(head.lemma_.lower())
    if event is None and head.tag_ == "VBG" and syntax.is_verb(head):
        return head.lemma_.lower()
    return event
