"""What a cue reports, as token indices, before anything is trimmed off its ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    COPULA,
    INDIRECT_OBJECT,
    OBJECT,
    OPEN_COMPLEMENT,
    PREPOSITION_OBJECT,
    SUBJECT,
    child,
    children,
    is_verb,
    obliques,
)

Range = tuple[int, int]
"""Token indices, half open."""


TELLING = frozenset(
    "tell inform assure reassure remind notify warn advise caution brief alert ask order "
    "update promise".split()
)
"""Verbs whose object is whoever is spoken to."""

WANTED = OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE
"""What an infinitive may hang on a cue as."""

WRITINGS = frozenset(
    "letter message address speech remarks email note memo statement interview release".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
REACH = 14


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue reports: its stretches, the frame that found it, and the one it is said to."""

    pieces: tuple[Range, ...]
    frame: str
    addressee: Token | None = None


def has_to(clause: Token) -> bool:
    """Whether the clause is an infinitive with "to", whatever a tagger took its verb for."""
    return any(
        found.lower_ == "to" and found.i < clause.i and (found.tag_ == "TO" or is_verbal(clause))
        for found in clause.children
    )


def takes_no_that(that: Token) -> bool:
    """Whether a clause has all it needs without its "that", which a parser took for its object.

    "the report *that* Berg had a loss", "yelled to us *that* it was late"; but "the report that
    Berg wrote" lacks an object.
    """
    clause = that.head
    if that.tag_ != "WDT" or that.dep_ not in OBJECT or clause.i < that.i:
        return False
    own = child(clause, SUBJECT)
    whole = child(clause, COPULA) or next((o for o in children(clause, OBJECT) if o != that), None)
    return own is not None and own.i > that.i and whole is not None


def held_by(preposition: Token) -> Token | None:
    """The noun behind a preposition, on whatever the parse hung it: "calls on *the board*"."""
    noun = preposition.head
    if preposition.dep_ == "case" and noun.i > preposition.i:
        return noun
    return child(preposition, PREPOSITION_OBJECT)


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
    limit = next(_clause_marks(verb), len(verb.doc))
    if complement is not None and complement.i > verb.i:
        limit = min(limit, complement.left_edge.i)
        if limit <= verb.i:
            limit = complement.i
    follows = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if cue_lemma(verb) in TELLING and follows != "that":
        noun = child(verb, INDIRECT_OBJECT) or child(verb, OBJECT)
        if noun is not None and verb.i < noun.i < limit and noun.pos_ in NOMINAL:
            return noun
    for found in obliques(verb):
        if found.preposition == "to" and verb.i < found.head.i < limit:
            return found.head
    return _reader(verb, limit)


def _clause_marks(verb: Token) -> Iterator[int]:
    """Where clauses begin behind the cue: an addressee stands before "that"."""
    for token in verb.doc[verb.i + 1 : verb.i + REACH]:
        if token.lower_ == "that" and token.tag_ == "IN":
            yield token.i


def _reader(verb: Token, limit: int) -> Token | None:
    """Whom the letter or speech is for: "said in her letter to *the crews*"."""
    doc = verb.doc
    for index in range(verb.i + 1, min(verb.i + REACH, limit - 1)):
        if doc[index].is_space:
            return None
        if doc[index].lower_ in WRITINGS and doc[index + 1].lower_ == "to":
            head = doc[index + 1].head
            return head if head.i > index + 1 and head.pos_ in NOMINAL else None
    return None


def later_clauses(verb: Token, labels: frozenset[str]) -> list[Token]:
    """The clauses with one of these labels that hang on the verb and follow it."""
    return [found for found in children(verb, labels) if found.i > verb.i]


def after_particle(cue: Cue) -> int:
    """The index of the first token behind the cue and the particle that belongs to it."""
    return cue.token.i + 1 if cue.particle is None else cue.particle.i + 1
