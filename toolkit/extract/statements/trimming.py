"""Trim what a cue reports to the words that are said: no "that", no comma, no final full stop."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.ranges import Range
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import (
    DETERMINER,
    MARK,
    SUBJECT,
    child,
    first_conjunct,
    is_verb,
    offsets,
)

LEFT_PADDING = frozenset({",", ";", ":", ".", "—", "–", "-", "--", "―", "...", "…", ")", "]", "’s"})

RIGHT_PADDING = frozenset({",", ";", ":", ".", "—", "–", "-", "--", "―", "(", "["})

NEAR = 6
"""Tokens behind a "that" in which its clause has a verb: "argued *that* research can wait"."""

LEADING_WORDS = frozenset({"that"})

TRAILING_WORDS = frozenset({"and", "but", "or", "as", "that", "while"})


def trim_pieces(doc: Doc, pieces: Sequence[Range]) -> list[Span]:
    """Offsets of the stretches without "that", commas and the final full stop."""
    found = []
    for start, end in pieces:
        while start < end and _leads(doc[start]):
            start += 1
        while start < end and (doc[end - 1].is_space or doc[end - 1].text in RIGHT_PADDING):
            end -= 1
        while start < end and doc[end - 1].lower_ in TRAILING_WORDS:
            end -= 1
            while start < end and doc[end - 1].text in RIGHT_PADDING:
                end -= 1
        if start < end and any(token.is_alpha or token.like_num for token in doc[start:end]):
            found.append(Span(*offsets(doc, start, end)))
    return found


def _leads(token: Token) -> bool:
    return (
        token.is_space
        or token.text in LEFT_PADDING
        or (token.lower_ in LEADING_WORDS and (token.dep_ == "mark" or _opens_clause(token)))
    )


def _opens_clause(that: Token) -> bool:
    """Whether a parser took the "that" of "said *that* divers left" for a pronoun."""
    after = that.doc[that.i + 1] if that.i + 1 < len(that.doc) else that
    behind_cue = that.i > 0 and cue_lemma(that.doc[that.i - 1]) is not None
    acts = any(token.tag_ in FINITE for token in that.doc[that.i + 2 : that.i + NEAR])
    plural = after.tag_ in ("NNS", "NNPS", "PRP") or after.tag_ == "VBZ"
    if that.tag_ == "DT" and that.i > 0 and that.nbor(-1).tag_ == "PRP" and plural:
        return True  # told us *that* roads are open: no plural has a "that" before it
    tags = ("IN", "WDT", "DT") if behind_cue and acts else ("IN", "WDT")
    return that.tag_ in tags and after.pos_ not in ("VERB", "AUX", "ADV", "PUNCT")


def _closes_list(doc: Doc, first: int, end: int) -> bool:
    """Whether a last clause follows in a list of them: "that A, that B *and that* C"."""
    return any(
        doc[index].lower_ == "that" and doc[index - 1].lower_ == "and"
        for index in range(first + 1, end)
    )


def split_that_clauses(doc: Doc, piece: Range, quoted: QuotedText) -> list[Range]:
    """The clauses that "and that" joins: "said that *it is late* and that *it is full*"."""
    start, end = piece
    for index in range(start + 2, end - 2):
        that = doc[index]
        before = doc[index - 1].lower_
        lists = before == "," and _closes_list(doc, index + 1, end)
        joins = that.lower_ == "that" and (before in ("and", "but") or lists)
        if not joins or that.tag_ not in ("IN", "DT") or that.dep_ not in MARK | DETERMINER:
            continue
        # A tagger may take it for the article of the subject: "and *that* traffic had stopped".
        determines = that.tag_ == "DT" and that.dep_ in DETERMINER
        if determines and that.head.dep_ not in SUBJECT:
            continue
        joined = first_conjunct(that.head.head if determines else that.head)
        acts = is_verb(joined) or child(joined, SUBJECT) is not None
        whole = (lists or joined.i < index) and any(
            token.tag_ in FINITE for token in doc[start:index]
        )
        if whole and acts and quoted.holding(that.idx) is None:
            return [(start, index - 1), *split_that_clauses(doc, (index + 1, end), quoted)]
    return [piece]
