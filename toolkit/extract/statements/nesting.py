"""Keep the outermost of nested reports: the sources inside it become its relays."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import replace

from toolkit.extract.spans import Span
from toolkit.extract.statements.reports import Report

WORDS_BESIDE_A_RELAY = 3
"""Words of a stretch that an inner source need not answer for: "on Monday", "however"."""


class Covered:
    """The stretches that are taken, disjoint and sorted, to ask what lies in them."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._pieces: list[Span] = []

    def add(self, piece: Span) -> None:
        """Take a stretch."""
        insort(self._pieces, piece)

    def at(self, start: int, end: int) -> Span | None:
        """A taken stretch that shares a character with ``[start, end)``."""
        index = bisect_right(self._pieces, Span(end, end)) - 1
        if index >= 0 and self._pieces[index].overlaps(start, end):
            return self._pieces[index]
        return None


def keep_outermost(reports: Iterable[Report], text: str) -> list[Report]:
    """Take out reports that stand inside another's stretch, longest first.

    Args:
        reports: In any order.
        text: The document's text.

    Returns:
        Reports in order of the text, no two with a common character; an inner source that answers
        for a whole stretch is among the outer one's ``via``.
    """
    covered = Covered()
    owners: dict[Span, int] = {}
    kept: list[Report] = []
    ordered = sorted(reports, key=lambda found: (-found.size, found.pieces[0].start))
    clipped = _clip_to_outer(ordered)
    for report in sorted(clipped, key=lambda found: (-found.size, found.pieces[0].start)):
        outer = covered.at(report.cue.start, report.cue.end) if report.cue is not None else None
        if outer is not None:
            index = owners[outer]
            speaks_again = kept[index].speaker == report.speaker  # he went on to *say*
            if report.speaker and not speaks_again and _answers_for(report, outer, text):
                kept[index] = replace(kept[index], via=(*kept[index].via, report.speaker))
            continue
        free = tuple(piece for piece in report.pieces if covered.at(piece.start, piece.end) is None)
        if not free:
            continue
        for piece in free:
            covered.add(piece)
            owners[piece] = len(kept)
        kept.append(replace(report, pieces=free))
    return sorted(kept, key=lambda found: found.pieces[0].start)


def _clip_to_outer(reports: list[Report]) -> list[Report]:
    """End what is said before the cue of whoever says it all.

    In "Crews said the quay was shut, the mayor told us" the crews' words end where the mayor's do.
    """
    cues = sorted((report.cue, index) for index, report in enumerate(reports) if report.cue)
    clipped = list(reports)
    for number, outer in enumerate(reports):
        if outer.rule != "cue_inserted" or outer.cue is None:
            continue
        piece = outer.pieces[0]
        for cue, index in cues[bisect_right(cues, (piece, -1)) :]:
            if cue.end > piece.end:
                break
            inner = clipped[index].pieces[-1]
            if inner.overlaps(outer.cue.start, outer.cue.end) and inner.start < piece.end:
                ends = (*clipped[index].pieces[:-1], Span(inner.start, piece.end))
                clipped[index] = replace(clipped[index], pieces=ends)
                if len(outer.pieces) > 1:
                    # Crews said it was shut, and the mayor replied, "It is open."
                    clipped[number] = replace(outer, pieces=outer.pieces[1:])
    return clipped


def _answers_for(inner: Report, outer: Span, text: str) -> bool:
    """Whether the inner report says nearly all that the outer stretch says."""
    if inner.cue is None or inner.speaker is None or inner.speaker.pos_ == "PRON":
        return False
    taken = sorted([*inner.pieces, inner.cue])
    left_over: list[str] = []
    position = outer.start
    for span in taken:
        left_over += text[position : span.start].split()
        position = max(position, span.end)
    left_over += text[position : outer.end].split()
    subtree = inner.speaker.right_edge.i - inner.speaker.left_edge.i + 1
    words = [word for word in left_over if any(character.isalnum() for character in word)]
    return len(words) - subtree <= WORDS_BESIDE_A_RELAY
