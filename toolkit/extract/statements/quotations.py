"""Find the stretches between quotation marks, whatever the marks and however badly they pair.

Works on characters alone, before any parse, so that a parser's error never loses a quotation.
Where a mark's shape and neighbours leave its role open, it closes what is open, else opens. A
missing mark costs the quotations of one paragraph at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from toolkit.extract.spans import Quotation
from toolkit.extract.statements.quotation_marks import (
    CLOSING,
    OPENING,
    SENTENCE_MARKS,
    Mark,
    pair_single_marks,
    read_marks,
)

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+(?=\S)")

REACH = 5
"""Paragraphs without a mark that an open quotation may run across before its closing mark."""


@dataclass(slots=True)
class _Open:
    """A mark that opened a quotation, and where the first quotation inside it starts."""

    start: int
    first_inner: int | None = None


@dataclass(slots=True)
class _Paragraph:
    """What one paragraph's marks give: whole quotations and the halves left over."""

    start: int
    end: int
    pairs: list[tuple[int, int]] = field(default_factory=list)
    left_open: list[_Open] = field(default_factory=list)
    orphan_end: int | None = None
    """End of a closing mark that nothing before it in the paragraph opened."""

    def first_start(self) -> int | None:
        """Where the paragraph's first quotation starts."""
        starts = [start for start, _ in self.pairs] + [mark.start for mark in self.left_open]
        return min(starts, default=None)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Pair the quotation marks of a text.

    Args:
        text: The document's text; a line break ends a paragraph.

    Returns:
        The quotations with their marks, sorted by start, longer first; one inside another has a
        ``depth`` above 0. A quotation that the next paragraph reopens comes as one stretch for
        each paragraph, all but the last not ``closed``, all but the first with ``continues``.
    """
    paragraphs = [_pair_double_marks(text, *match.span()) for match in PARAGRAPH.finditer(text)]
    found: dict[tuple[int, int], Quotation] = {}

    def add(start: int, end: int, *, closed: bool = True, continues: bool = False) -> None:
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if any(character.isalnum() for character in text[start:end]):
            found.setdefault((start, end), Quotation(start, end, closed, continues))

    reopened_at: int | None = None
    for index, paragraph in enumerate(paragraphs):
        for start, end in paragraph.pairs:
            add(start, end, continues=start == reopened_at)
        if paragraph.orphan_end is not None:
            add(_sentence_start(text, paragraph.start, paragraph.orphan_end), paragraph.orphan_end)
        outermost = paragraph.left_open[0] if paragraph.left_open else None
        was_reopened_at, reopened_at = reopened_at, None
        if outermost is None:
            continue
        continues = outermost.start == was_reopened_at
        following = paragraphs[index + 1 : index + 2 + REACH]
        closer = _closing_paragraph(following)
        if closer is not None and closer.orphan_end is not None:
            add(outermost.start, closer.orphan_end, continues=continues)
            closer.orphan_end = None
        elif following and _reopens(text, following[0]) and not _is_broken(text, outermost):
            add(outermost.start, paragraph.end, closed=False, continues=continues)
            reopened_at = following[0].first_start()
        else:
            for mark in paragraph.left_open:
                stop = mark.first_inner if mark.first_inner is not None else paragraph.end
                add(mark.start, stop, closed=False, continues=mark.start == was_reopened_at)
    for match in PARAGRAPH.finditer(text):
        for start, end in pair_single_marks(text, *match.span()):
            add(start, end)
    return _with_depth(found)


def _pair_double_marks(text: str, start: int, end: int) -> _Paragraph:
    paragraph = _Paragraph(start, end)
    stack: list[_Open] = []
    for mark in read_marks(text, start, end):
        if _opens(mark, inside=bool(stack)):
            if stack and stack[-1].first_inner is None:
                stack[-1].first_inner = mark.start
            stack.append(_Open(mark.start))
        elif stack:
            paragraph.pairs.append((stack.pop().start, mark.end))
        elif (
            # 'A desk 30" wide' opened nothing and closes nothing.
            text[mark.start - 1] in SENTENCE_MARKS
            and paragraph.orphan_end is None
            and not paragraph.pairs
        ):
            paragraph.orphan_end = mark.end
    paragraph.left_open = stack
    return paragraph


def _opens(mark: Mark, *, inside: bool) -> bool:
    if mark.shape in OPENING:
        # German „word“ and the mixed-up “word“ close with what opens elsewhere.
        return not (inside and mark.may_close and not mark.may_open)
    if mark.shape in CLOSING:
        return not inside and mark.may_open and not mark.may_close
    return not inside if mark.ambiguous else mark.may_open


def _closing_paragraph(following: list[_Paragraph]) -> _Paragraph | None:
    """The next paragraph with a mark, if it starts by closing what was open before it."""
    for paragraph in following:
        if paragraph.orphan_end is not None:
            return paragraph
        if paragraph.pairs or paragraph.left_open:
            return None
    return None


def _reopens(text: str, paragraph: _Paragraph) -> bool:
    start = paragraph.first_start()
    return start is not None and not text[paragraph.start : start].strip()


def _is_broken(text: str, opened: _Open) -> bool:
    """Whether a new sentence's quotation starts inside: then the closing mark was forgotten."""
    if opened.first_inner is None:
        return False
    before = text[opened.start + 1 : opened.first_inner].rstrip()
    return before.endswith((".", "!", "?"))


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the quotation starts whose opening mark was forgotten: with its sentence."""
    for match in SENTENCE_END.finditer(text, start, end - 1):
        start = match.end()
    return start + len(text[start:end]) - len(text[start:end].lstrip())


def _with_depth(found: dict[tuple[int, int], Quotation]) -> tuple[Quotation, ...]:
    ordered = sorted(found.values(), key=lambda quotation: (quotation.start, -quotation.end))
    around: list[int] = []
    result: list[Quotation] = []
    for quotation in ordered:
        while around and around[-1] <= quotation.start:
            around.pop()
        result.append(
            Quotation(
                quotation.start,
                quotation.end,
                quotation.closed,
                quotation.continues,
                len(around),
            )
        )
        around.append(quotation.end)
    return tuple(result)
