"""An entity as a voice: what it is reported to have said, how it is printed, who relays it.

What it counts over and lists is in two tables made with the database, see
:mod:`toolkit.serve.summaries`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from toolkit.serve.summaries import SHOWN
from toolkit.serve.timeline import BINS, Event, timeline

Row = Mapping[str, Any]

PER_PAGE = 20
"""Statements of either sort on a page."""

SORTS = {"quoted": 1, "reported": 0}
"""Words printed between quotation marks, apart from what the document words itself."""

QUOTED_KINDS = ("direct", "mixed")

TALLIES = """
SELECT list, words, count FROM tallies
WHERE entity_id = :id AND list NOT IN ('days quoted', 'days reported') ORDER BY list, place
"""

DAYS = f"""
WITH days AS (
  SELECT list, place, words AS day, count FROM tallies
  WHERE entity_id = :id AND list IN ('days quoted', 'days reported')
), whole AS (SELECT min(place) AS first, max(place) AS last, count(*) AS days FROM days)
SELECT list, min(day) AS day, max(day) AS until, sum(count) AS count FROM days, whole
GROUP BY list, CASE WHEN whole.days > {BINS}
  THEN CAST(round(1.0 * (place - first) / (last - first) * {BINS - 1}) AS INTEGER) ELSE place END
ORDER BY list DESC, day
"""
"""When it spoke: the days, or as many stretches of time as a drawing has room for."""

SAID = """
SELECT s.statement_id, s.document_id, s.text, s.kind, s.speaker, s.cue, s.cue_class, s.addressee,
  s.via, s.variant_of, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date
FROM (SELECT * FROM said WHERE speaker_id = :id AND quoted = :quoted
      ORDER BY undated, day, statement LIMIT :limit OFFSET :offset) one
JOIN statements s ON s.rowid = one.statement JOIN documents d USING (document_id)
ORDER BY one.undated, one.day, one.statement
"""

FIGURES = """
SELECT f.*, d.path, d.title, substr(d.text, 1, 200) AS opening, d.published_date
FROM tallies t JOIN figures f ON f.figure_id = t.words JOIN documents d USING (document_id)
WHERE t.entity_id = :id AND t.list = 'asserted' ORDER BY t.place
"""

NAMED_IN = """
SELECT d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, t.count
FROM tallies t JOIN documents d ON d.document_id = t.words
WHERE t.entity_id = :id AND t.list = 'named in' ORDER BY t.place
"""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What an entity's page shows beyond its row."""

    counts: Mapping[str, int]
    """How many statements, of either sort and in all, and in how many documents."""
    said: Mapping[str, Sequence[Row]]
    """The statements of each of :data:`SORTS` on this page, in the order of their dates."""
    lists: Mapping[str, Sequence[Row]]
    """Words as printed with how often they stand."""
    figures: Sequence[Row]
    named_in: Sequence[Row]
    drawing: Markup
    page: int
    per_page: int = PER_PAGE
    shown: int = SHOWN
    """Figures and documents that are listed at most."""

    @property
    def longest(self) -> int:
        """How many statements there are of the sort that has more."""
        return max(self.counts[sort] for sort in SORTS)


def speaker_view(
    tallies: Sequence[Row],
    *,
    days: Sequence[Row],
    said: Mapping[str, Sequence[Row]],
    figures: Sequence[Row],
    named_in: Sequence[Row],
    page: int,
) -> SpeakerView:
    """Shape what is known of one entity.

    Args:
        tallies: Its rows of the table of that name.
        days: When it spoke, quoted words apart from reported ones.
        said: A page of what it said, of either sort.
        figures: The first figures that it asserts.
        named_in: The first documents that name it.
        page: The page's number.
    """
    lists: dict[str, list[Row]] = {}
    for row in tallies:
        lists.setdefault(row["list"], []).append(row)
    kinds = {row["words"]: row["count"] for row in lists.get("kinds", ())}
    quoted = sum(kinds.get(kind, 0) for kind in QUOTED_KINDS)
    return SpeakerView(
        counts={
            "statements": sum(kinds.values()),
            "quoted": quoted,
            "reported": sum(kinds.values()) - quoted,
            "documents": sum(row["count"] for row in lists.get("documents", ())),
        },
        said=said,
        lists=lists,
        figures=figures,
        named_in=named_in,
        drawing=_drawing(days),
        page=page,
    )


def _drawing(days: Sequence[Row]) -> Markup:
    """When the entity spoke, quoted words apart from reported ones."""
    return timeline(
        [
            Event(
                date.fromisoformat(row["day"]),
                row["list"].removeprefix("days "),
                kind=row["list"].removeprefix("days "),
                count=row["count"],
                until=date.fromisoformat(row["until"]),
            )
            for row in days
        ]
    )
