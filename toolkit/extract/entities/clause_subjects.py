"""Who is the subject of the clause that a pronoun stands in."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.entities.references import Scene

POSSESSIVE = frozenset({"his", "her", "hers", "its", "their", "theirs"})

ASKING = frozenset(
    "urge ask tell order invite persuade press call want help allow force encourage require "
    "advise warn beg implore push expect enable instruct".split()
)
"""Verbs whose object is to do what follows: "urged Norway to open its ports"."""


def clause_subject(scene: Scene, token: Token) -> int | None:
    """The index of the subject of the clause that the pronoun stands in, if it is another word.

    A verb outside the quotation that the pronoun stands in is no part of that clause.
    """
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
            subject = _asked(current) or syntax.subject(current)
            if subject is not None and subject.lower_ in ("this", "that", "it", "which", "there"):
                # "Norway believes that this will harm its ports": the clause above decides.
                continue
            if subject is not None and subject.i != token.i:
                return int(subject.i)
            return None
    return None


def _asked(verb: Token) -> Token | None:
    """Who is to do it in "urged *Norway* to open its ports"."""
    asks = verb.head.lemma_.lower() in ASKING
    if verb.dep_ not in syntax.OPEN_COMPLEMENT and not (
        asks and verb.dep_ in syntax.ADVERBIAL_CLAUSE
    ):
        return None
    asked = syntax.child(verb.head, syntax.OBJECT)
    return asked if asked is not None and verb.head.i < asked.i < verb.i else None
