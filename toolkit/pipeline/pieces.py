"""Cut a text into what is parsed together.

The parser was trained on paragraphs, and no sentence crosses a line break, but for those that a
program put in to keep lines short: mail and old text files are broken at some 72 columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.dateline import find_dateline

LONGEST_PIECE = 10_000
"""Code points of one line that are parsed together: a megabyte without a line break is cut."""

LONGEST_WORD = 500
"""A longer run without a space is cut: the tokenizer's time grows with the square of a word."""

NARROWEST, WIDEST = 40, 120
"""Columns at which programs break lines."""

FILLED_LINES = 3
FILLED_SHARE = 0.8
"""Of the lines that another follows: so many have no room for the next word in a broken text."""

_ITEM = re.compile(r"\s*(?:[-*•–—>|]|\d{1,3}[.)]\s)")
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(rf"\S{{1,{LONGEST_WORD}}}\s*|\s+")


def split_pieces(text: str) -> list[str]:
    """Cut a text into what is parsed together: lines with their line breaks, long ones cut.

    Lines that a program broke at a fixed width stay together up to where a paragraph ends.
    Joined again the pieces are the text. A long line is cut at a space, a long word anywhere; a
    dateline is a piece of its own.
    """
    return [
        piece
        for line in _lines_without_datelines(text)
        for piece in ((line,) if len(line) <= LONGEST_WORD else _cut_line(line))
    ]


def _cut_line(line: str) -> Iterator[str]:
    start = end = 0
    for word in _WORDS.finditer(line):
        if start < end and word.end() - start > LONGEST_PIECE:
            yield line[start:end]
            start = end
        end = word.end()
        if len(word[0]) == LONGEST_WORD and not word[0][-1].isspace():  # cut out of a longer one
            yield line[start:end]
            start = end
    if start < end:
        yield line[start:end]


def _lines_without_datelines(text: str) -> Iterator[str]:
    for line in _paragraphs(text):
        dateline = find_dateline(line)
        end = 0 if dateline is None else dateline.end
        yield from filter(None, (line[:end], line[end:]))


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of a text; in a text of broken lines its paragraphs."""
    lines = _LINES.findall(text)
    width = _width(lines)
    start = 0
    for number, (line, following) in enumerate(pairwise([*lines, ""])):
        if width is None or not _is_filled(line, following, width):
            yield "".join(lines[start : number + 1])
            start = number + 1


def _width(lines: Sequence[str]) -> int | None:
    """The width at which a program broke the lines; None for lines that people ended."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return None
    inner = [pair for pair in pairwise(lines) if _has_successor(*pair)]
    filled = sum(_is_filled(line, following, width) for line, following in inner)
    return width if filled >= max(FILLED_LINES, FILLED_SHARE * len(inner)) else None


def _has_successor(line: str, following: str) -> bool:
    """Whether the next line stands right below, and is no item of a list."""
    return not line.endswith("\n\n") and bool(following.strip()) and not _ITEM.match(following)


def _is_filled(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word had no room in a line."""
    if not _has_successor(line, following):
        return False
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
