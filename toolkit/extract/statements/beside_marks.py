"""Walk over the tokens beside a quotation, up to what ends its sentence or its line."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.quoted import QUOTATION_MARKS

REACH = 25
"""Tokens between a quotation and its cue: "Anna Berg, head of the league in the north, said"."""

ENDS_SEARCH = frozenset({".", "!", "?", ";"})

GAP = 10
"""Code points of white space between a colon and the quotation that it introduces."""

QUOTATION_PADDING = "".join(QUOTATION_MARKS) + ",.?!:;"


def tokens_after(parsed: Doc, stretch: Span) -> Iterator[Token]:
    """The tokens behind a quotation, up to the end of its sentence or line."""
    start = token_at(parsed, stretch.end)
    for token in parsed[start : start + REACH]:
        if token.text in ENDS_SEARCH or "\n" in token.text or token.text[0] in QUOTATION_MARKS:
            if token.text == ".":
                yield token
            return
        yield token


def tokens_before(parsed: Doc, stretch: Span) -> Iterator[Token]:
    """The tokens before a quotation, the nearest first, up to where its sentence or line begins."""
    end = token_at(parsed, stretch.start)
    for index in range(end - 1, max(end - 1 - REACH, -1), -1):
        token = parsed[index]
        if token.is_space and index == end - 1 and index and parsed[index - 1].text == ":":
            continue  # Berg said: and the quotation in a line of its own
        if token.text in ENDS_SEARCH or "\n" in token.text or token.text[0] in QUOTATION_MARKS:
            return
        if not token.is_space:
            yield token


def token_at(parsed: Doc, position: int) -> int:
    """The index of the first token that starts at or after ``position``."""
    low, high = 0, len(parsed)
    while low < high:
        middle = (low + high) // 2
        if parsed[middle].idx < position:
            low = middle + 1
        else:
            high = middle
    return low
