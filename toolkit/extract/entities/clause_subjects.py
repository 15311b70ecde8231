"""Who is the subject of the clause that a pronoun stands in."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities.references import Scene

POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})

ASKING = frozenset(
    "urge ask tell order invite persuade press call want help allow force encourage require "
    "advise warn beg implore push expect enable instruct request "
    "press mandate task appeal authorise authorize".split()
)
"""Verbs whose object is to do what follows: "urged Norway to open its ports"."""

PRAISING = frozenset(
    "thank praise commend congratulate credit applaud laud salute honour honor blame criticise "
    "criticize condemn denounce accuse punish reprimand rebuke reward".split()
)
"""Verbs whose object did what follows: "thanked Norway for its help"."""


def clause_subject(scene: Scene, token: Token) -> int | None:
    """The index of the subject of the clause that the pronoun stands in, if it is another word.

    A verb outside the quotation that the pronoun stands in is no part of that clause.
    """
    thanked = thanked_for(token)
    if thanked is not None:
        return thanked
    current = token
    for _ in range(8):
        if current.head.i == current.i:
            return None
        if current.dep_ in syntax.SUBJECT and token.lower_ in POSSESSIVE:
            current = current.head
            continue
        current = current.head
        if scene.quoted[current.i] != scene.quoted[token.i]:
            continue
        if syntax.is_verb(current):
            asked = _asked(current)
            if asked is not None:
                return int(asked.i) if asked.i != token.i else None
            subject = syntax.subject(current)
            if subject is not None and subject.lower_ in ("this", "that", "it", "which", "there"):
                # "Norway believes that this will harm its ports": the clause above decides.
                continue
            if subject is not None and subject.i != token.i:
                return int(subject.i)
            return None
    return None


def thanked_for(token: Token) -> int | None:
    """Whose it is in "thanked *Norway* for its help": what somebody is praised or blamed for."""
    reason = token.head
    if reason.dep_ in syntax.POSSESSIVE:
        reason = reason.head  # for *his* country's support
    praised = reason.head if reason.head.dep_ in syntax.OBJECT else None
    verb = reason.head if praised is None else praised.head
    if token.dep_ not in syntax.POSSESSIVE or verb.lemma_.lower() not in PRAISING:
        return None
    tied = any(
        found.head.i == reason.i and found.preposition in ("for", "on", "of")
        for found in syntax.obliques(reason.head)
    )
    praised = praised or syntax.child(verb, syntax.OBJECT)
    return int(praised.i) if tied and praised is not None and praised.i < token.i else None


def _asked(verb: Token) -> Token | None:
    """Who is to do it in "urged *Norway* to open its ports"."""
    asks = verb.head.lemma_.lower() in ASKING
    if verb.dep_ not in syntax.OPEN_COMPLEMENT and not (
        asks and verb.dep_ in syntax.ADVERBIAL_CLAUSE
    ):
        return None
    asked = syntax.child(verb.head, syntax.OBJECT)
    if asked is None and asks:
        called = [
            o.head for o in syntax.obliques(verb.head) if o.preposition in ("on", "upon", "to")
        ]
        asked = called[0] if called else None
    return asked if asked is not None and verb.head.i < asked.i < verb.i else None
