"""What stands in quotation marks, as one stretch where paragraphs reopen it.

The parse decides what a cue governs, the marks decide where a quotation begins and ends: a stretch
that a parse cuts through is made whole here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from toolkit.extract.spans import Quotation, Span

QUOTATION_MARKS = frozenset("\"“”„‟«»‹›「」『』＂'‘’‚‛`")


CLOCK_TIME = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{4,}:?)?\s+")
"""The clock time that opens an entry of a live report; a label in capitals may follow."""


LINK = re.compile(r",? ?(?:(?:and|or|but)(?: then)?)? ?(?:(?:an?|the|to|as|of|that)\b ?){0,2}")
"""What may stand between two stretches in marks of one statement: ", and then to"."""

MARKS = "".join(QUOTATION_MARKS)


class QuotedText:
    """The outermost quotations of one document, reopened ones joined, by position."""

    def __init__(self, text: str, quotations: Iterable[Quotation]) -> None:
        """Join what reopens; keep what lies in no other quotation."""
        self.text = text
        self.stretches = _join(quotations)
        self._starts = [stretch.start for stretch in self.stretches]

    def holding(self, position: int) -> Span | None:
        """The quotation that the character at ``position`` stands in."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and self.stretches[index].end > position:
            return self.stretches[index]
        return None

    def overlapping(self, start: int, end: int) -> Iterator[Span]:
        """The quotations that share a character with ``[start, end)``."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.stretches) and self.stretches[index].start < end:
            if self.stretches[index].end > start:
                yield self.stretches[index]
            index += 1

    def snap(self, pieces: Sequence[Span], cue: Span) -> tuple[Span, ...]:
        """Widen stretches to the quotations that they cut through; drop those inside others.

        Args:
            pieces: Stretches of a content, in order.
            cue: Where the cue stands; a quotation that holds it is not widened to.
        """
        snapped: list[Span] = []
        for piece in pieces:
            whole = self._cut_after_quotation(self._widen(piece, cue))
            if piece.start < cue.start:
                whole = self._from_last_quotation(whole)
            snapped.append(self._without_line_head(whole))
        kept: list[Span] = []
        for piece in sorted(set(snapped)):
            if not kept or piece.end > kept[-1].end:
                kept = [other for other in kept if other.start < piece.start]
                kept.append(piece)
        return tuple(kept)

    def _widen(self, piece: Span, cue: Span) -> Span:
        start, end = piece.start, piece.end
        for quotation in self.overlapping(start, end):
            if quotation.overlaps(cue.start, cue.end):
                continue
            if quotation.start < start:
                start = quotation.start
            if quotation.end > end:
                end = quotation.end
        return Span(start, end)

    def _from_last_quotation(self, piece: Span) -> Span:
        """Begin with the quotation that the stretch ends with, where that starts a sentence."""
        last = self.holding(piece.end - 1)
        if last is None or last.end != piece.end or last.start <= piece.start:
            return piece
        lead = self.text[piece.start : last.start].rstrip()
        starts = self.text[last.start : last.end].lstrip(MARKS)[:1].isupper()
        ends = lead.rstrip(MARKS).endswith((".", "!", "?", ":"))
        return last if starts and ends else piece

    def _without_line_head(self, piece: Span) -> Span:
        """Leave out the clock time that opens the line: "14:05 The ferry has sunk."."""
        if piece.start and self.text[piece.start - 1] != "\n":
            return piece
        head = CLOCK_TIME.match(self.text, piece.start, piece.end)
        return Span(head.end(), piece.end) if head is not None else piece

    def chain(self, piece: Span) -> Span:
        """Take in the words in marks that carry on the last ones: "a “farce” *and a “shame”*".

        A quotation that starts a sentence is one of its own.
        """
        end = piece.end
        while True:
            before = self.holding(end - 1)
            following = self.first_after(end)
            if before is None or before.end != end or following is None:
                return Span(piece.start, end)
            link = LINK.fullmatch(self.text, end, following.start)
            inner = self.text[following.start : following.end].lstrip(MARKS)
            if link is None or not inner[:1].islower():
                return Span(piece.start, end)
            end = following.end

    def _cut_after_quotation(self, piece: Span) -> Span:
        """End a stretch with the quotation that it begins with, where that ends a sentence."""
        quotation = self.holding(piece.start)
        if quotation is None or quotation.start != piece.start or quotation.end >= piece.end:
            return piece
        inner = self.text[quotation.start : quotation.end].rstrip("".join(QUOTATION_MARKS))
        return quotation if inner.endswith((",", ".", "?", "!", "…")) else piece

    def kind(self, start: int, end: int) -> str:
        """``direct`` if all words stand inside marks, ``indirect`` if none does, else ``mixed``."""
        inside = outside = False
        position = start
        for quotation in self.overlapping(start, end):
            outside = outside or _has_word(self.text, position, quotation.start)
            inside = inside or _has_word(
                self.text, max(start, quotation.start), min(end, quotation.end)
            )
            position = max(position, quotation.end)
        outside = outside or _has_word(self.text, position, end)
        if inside:
            return "mixed" if outside else "direct"
        return "indirect"

    def first_after(self, position: int) -> Span | None:
        """The first quotation that starts at or after ``position``."""
        index = bisect_left(self._starts, position)
        return self.stretches[index] if index < len(self.stretches) else None


def _has_word(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def _join(quotations: Iterable[Quotation]) -> list[Span]:
    joined: list[Span] = []
    for quotation in quotations:
        if quotation.depth:
            continue
        if quotation.continues and joined:
            joined[-1] = Span(joined[-1].start, quotation.end)
        else:
            joined.append(Span(quotation.start, quotation.end))
    return joined
