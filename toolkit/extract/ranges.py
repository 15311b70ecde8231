"""What a cue reports, as token indices, before anything is trimmed off its ends."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.extract.syntax import INDIRECT_OBJECT, OBJECT, child, children, is_verb, obliques

Range = tuple[int, int]
"""Token indices, half open."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: its stretches, the frame that found it, and the one it is said to."""

    pieces: tuple[Range, ...]
    frame: str
    addressee: Token | None = None


def has_to(clause: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(found.lower_ == "to" and found.i < clause.i for found in clause.children) and (
        is_verbal(clause)
    )


def has_case(noun: Token) -> bool:
    """Whether the noun stands behind a preposition, as Universal Dependencies mark it."""
    return any(found.dep_ == "case" and found.i < noun.i for found in noun.children)


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with its copula or its "to"."""
    return is_verb(token) or any(found.dep_ in {"cop", "aux"} for found in token.children)


def find_addressee(verb: Token, complement: Token | None) -> Token | None:
    """Whom the verb's clause names as spoken to: "told *the crews* that", "said to *her*".

    Args:
        verb: The cue.
        complement: The head of the clause that it governs; the addressee stands before it.
    """
    limit = complement.left_edge.i if complement is not None and complement.i > verb.i else None
    noun = child(verb, INDIRECT_OBJECT) or child(verb, OBJECT)
    if noun is not None and (limit is None or noun.i < limit):
        return noun
    for found in obliques(verb):
        if found.preposition == "to" and (limit is None or found.head.i < limit):
            return found.head
    return None


def later_clauses(verb: Token, labels: frozenset[str]) -> list[Token]:
    """The clauses with one of these labels that hang on the verb and follow it."""
    return [found for found in children(verb, labels) if found.i > verb.i]
