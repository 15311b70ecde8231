"""A text cut at the edges of its marked spans, so that overlapping marks can be shown in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that stands on a stretch of the text: ``[start, end)`` in code points."""

    row_id: str
    table: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout, outermost mark first."""

    text: str
    start: int
    marks: tuple[Mark, ...]


def cut_text(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Cut a text wherever a mark begins or ends.

    Args:
        text: The text that the marks count in.
        marks: Marks inside the text, in any order; empty ones are left out.

    Returns:
        Segments that joined give the text. Within each, marks that begin earlier come first, then
        longer ones, then those with the smaller id.
    """
    ordered = sorted(
        (mark for mark in marks if mark.start < mark.end),
        key=lambda mark: (mark.start, -mark.end, mark.row_id),
    )
    edges = {0, len(text)}
    for mark in ordered:
        edges.update((mark.start, mark.end))
    segments: list[Segment] = []
    active: list[Mark] = []
    upcoming = 0
    places = sorted(edges)
    for start, end in pairwise(places):
        active = [mark for mark in active if mark.end > start]
        while upcoming < len(ordered) and ordered[upcoming].start == start:
            active.append(ordered[upcoming])
            upcoming += 1
        segments.append(Segment(text[start:end], start, tuple(active)))
    return tuple(segments)
