"""Tell what each quotation mark of a paragraph does: open, close, or either.

A mark's shape is only a hint: typists mix them up, and " has one shape for both. Its neighbours
say more: a mark after a space and before a letter opens, one after a letter and before a space or
a comma closes. Apostrophes are told from single quotation marks here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE = re.compile("``|''|[\"“”„‟«»‹›「」『』＂]")
SINGLE = re.compile("(?<!')['‘’‚‛](?!')")
OPENING = frozenset("“„‟«‹「『") | {"``"}
CLOSING = frozenset("”»›」』")
BEFORE_OPENING = frozenset("([{<—–-/=|*_")
AFTER_CLOSING = frozenset(".,;:!?…)]}>—–-/|*_")
SENTENCE_MARKS = frozenset(",.?!…")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark and how it could be read where it stands."""

    start: int
    end: int
    shape: str
    may_open: bool
    may_close: bool

    @property
    def ambiguous(self) -> bool:
        """Whether the neighbours allow both readings or neither."""
        return self.may_open == self.may_close


def read_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The double quotation marks of one paragraph, in order."""
    for match in DOUBLE.finditer(text, start, end):
        yield _read(text, match.start(), match.end(), start, end)


def pair_single_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of one paragraph between single quotation marks, marks included.

    "'We agree,' the workers' union said" has one: an apostrophe inside or after a word is none.
    The closing mark is the first that stands after a comma or a full stop; where there is none
    before the next opening mark, the first that ends a word.
    """
    marks = [
        _read(text, match.start(), match.end(), start, end)
        for match in SINGLE.finditer(text, start, end)
    ]
    doubles = iter([match.start() for match in DOUBLE.finditer(text, start, end)])
    next_double = next(doubles, end)
    found: list[tuple[int, int]] = []
    opened: Mark | None = None
    closing: Mark | None = None
    inner_doubles = 0
    for mark in marks:
        while next_double < mark.start:
            inner_doubles += 1
            next_double = next(doubles, end)
        if mark.may_open and not mark.may_close and mark.shape != "’":
            if opened is not None and closing is not None:
                found.append((opened.start, closing.end))
            opened, closing, inner_doubles = mark, None, 0
        elif opened is not None and mark.may_close and inner_doubles % 2 == 0:
            after_sentence_mark = text[mark.start - 1] in SENTENCE_MARKS
            if closing is None or after_sentence_mark:
                closing = mark
            if after_sentence_mark:
                found.append((opened.start, mark.end))
                opened = closing = None
    if opened is not None and closing is not None:
        found.append((opened.start, closing.end))
    return [(first, last) for first, last in found if last - first > 2]


def _read(text: str, start: int, end: int, first: int, last: int) -> Mark:
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    shape = text[start:end]
    may_open = (before.isspace() or before in BEFORE_OPENING or before in OPENING) and (
        not after.isspace()
    )
    may_close = not before.isspace() and (
        after.isspace() or after in AFTER_CLOSING or after in CLOSING
    )
    if shape in "'‘’" and before in '"“' and after.isalnum():
        may_open = True
    if shape in "'’" and after in '"”' and not before.isspace():
        may_close = True
    return Mark(start, end, shape, may_open, may_close)
