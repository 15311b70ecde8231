"""Where a stretch of text lies among the tokens of its parse, and what it hangs through."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from toolkit.extract import syntax


class Tokens:
    """Finds the tokens of a stretch of text."""

    def __init__(self, doc: Doc, text: str) -> None:
        """Index the tokens of a document by their first character."""
        self.doc = doc
        self.text = text
        self._starts: list[int] = doc.to_array(["IDX"]).tolist()
        flags = doc.to_array(["SENT_START"]).tolist()
        self._sentences = [index for index, flag in enumerate(flags) if flag == 1 or index == 0]

    def at(self, position: int) -> int:
        """The index of the token that holds the character at ``position``."""
        return max(bisect_right(self._starts, position) - 1, 0)

    def sentence(self, index: int) -> tuple[int, int]:
        """The token indices, half open, of the sentence that holds a token."""
        place = bisect_right(self._sentences, index)
        end = self._sentences[place] if place < len(self._sentences) else len(self.doc)
        return self._sentences[place - 1], end

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The token indices, half open, of a stretch of text."""
        return self.at(start), self.at(max(end - 1, start)) + 1


def anchor_of(doc: Doc, first: int, last: int) -> Token:
    """The token of a phrase whose head lies outside it.

    Where there are two: the one that is a subject or object, else the last.
    """
    outside = [doc[i] for i in range(first, last) if not first <= doc[i].head.i < last]
    words = [token for token in outside if not token.is_punct and token.dep_ not in ("case", "cc")]
    roots = [doc[i] for i in range(first, last) if doc[i].head.i == i]
    arguments = [token for token in words if token.dep_ in syntax.SUBJECT | syntax.OBJECT]
    candidates = arguments or words or roots or outside or [doc[last - 1]]
    return candidates[-1] if not roots else roots[-1]


CROWDED = 100
"""Dependents that no clause of a real text has: a list without an end is not worth the search."""


def is_crowded(token: Token) -> bool:
    """Whether so much hangs on a token that its dependents say nothing about one number."""
    return token.n_lefts + token.n_rights > CROWDED


def belongs_to_noun(anchor: Token) -> bool:
    """As in "two ferries *of 180 metres*": the amount says what they are, not what happened."""
    case = syntax.child(anchor, frozenset({"case"}))
    of_phrase = case is not None and case.lower_ == "of"
    return of_phrase and anchor.dep_ == "nmod" and anchor.head.pos_ == "NOUN"


def last_of_amount(anchor: Token) -> Token:
    """Climb from an amount to the one that it hangs on: "rose by 11% *to £186m* in May"."""
    for _ in range(3):
        if anchor.dep_ not in ("nmod", "conj", "appos") or anchor.head.pos_ not in ("SYM", "NUM"):
            break
        anchor = anchor.head
    return anchor
