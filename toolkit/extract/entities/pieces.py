"""A stretch of tokens that may be a name: as a run of capitals, and as a piece cut from one."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from toolkit.extract.spans import Span


class Run(NamedTuple):
    """Tokens ``[first, last)`` of one candidate."""

    first: int
    last: int


class Piece(NamedTuple):
    """Tokens ``[first, last)`` of a possible name; ``titled`` where a title stands before it."""

    first: int
    last: int
    titled: bool = False


def span_of(parsed: Doc, piece: Piece) -> Span:
    """Where the piece stands in the text."""
    last = parsed[piece.last - 1]
    return Span(parsed[piece.first].idx, last.idx + len(last.text))


def text_of(parsed: Doc, piece: Piece) -> str:
    """The piece as printed."""
    return parsed[piece.first : piece.last].text
