"""Cut a text into what is parsed together.

The parser was trained on paragraphs, and no sentence crosses a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.dateline import find_dateline

LONGEST_PIECE = 10_000
"""Code points of one line that are parsed together: a megabyte without a line break is cut."""

LONGEST_WORD = 500
"""A longer run without a space is cut: the tokenizer's time grows with the square of a word."""

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(rf"\S{{1,{LONGEST_WORD}}}\s*|\s+")


def split_pieces(text: str) -> list[str]:
    """Cut a text into what is parsed together: lines with their line breaks, long ones cut.

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
    for line in _LINES.findall(text):
        dateline = find_dateline(line)
        end = 0 if dateline is None else dateline.end
        yield from filter(None, (line[:end], line[end:]))
