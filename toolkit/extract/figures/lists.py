"""Lists of figures: what happened to one member happened to all, "destroyed 3 huts and 2 boats"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.figures.events import COUNTED_EVENTS
from toolkit.extract.figures.nouns import STATE_NOUNS
from toolkit.rows import Figure

LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or))\s+", re.IGNORECASE)


def share_events(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Give all members of a list what happened to one of them: "destroyed 3 huts and 2 boats".

    Args:
        text: The document's text.
        figures: Its figures in order of the text.
    """
    shared = list(figures)
    for index in range(1, len(shared)):
        shared[index] = _with_event_of(
            text, shared[index], shared[index - 1], shared[index - 1].end
        )
    for index in range(len(shared) - 2, -1, -1):
        if _opens_clause(text, shared, index + 1):
            continue
        shared[index] = _with_event_of(text, shared[index], shared[index + 1], shared[index].end)
    return shared


def _opens_clause(text: str, figures: Sequence[Figure], index: int) -> bool:
    """As in "gave 40 boats, and 12 *crew* left": ", and" between two opens a new clause."""
    gap = text[figures[index - 1].end : figures[index].start]
    if re.match(r"\s*,\s*(?:and|or)\b", gap) is None:
        return False
    before = figures[index - 2] if index > 1 else None
    listed = before is not None and LISTED.fullmatch(text, before.end, figures[index - 1].start)
    return not listed


def _with_event_of(text: str, figure: Figure, other: Figure, end: int) -> Figure:
    """The figure with the event of its neighbour in a list, where it has none of its own."""
    if other.part_of == figure.figure_id:
        return figure  # "of the 132 ferries, 40 have sunk"
    later = max(figure, other, key=lambda member: member.start)
    if figure.event is not None or other.event is None or figure.subject is None:
        return figure
    if figure.unit_kind != "count" or other.unit_kind not in ("count", "measure"):
        return figure
    if other.unit in COUNTED_EVENTS or other.unit in STATE_NOUNS:
        return figure  # "reported 40 cases and 12 deaths": only the deaths are what happened
    if other.unit_kind == "measure" and text[end : later.start] != ", or ":
        return figure  # "killed one in ten cows, or nearly 70,000 head"
    if LISTED.fullmatch(text, end, later.start) is None:
        return figure
    dated = figure.period_start is not None or figure.period_end is not None
    return replace(
        figure,
        event=other.event,
        place_id=figure.place_id or other.place_id,
        period_start=figure.period_start if dated else other.period_start,
        period_end=figure.period_end if dated else other.period_end,
    )
