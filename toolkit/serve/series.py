"""One measure wherever it is given: what it is called, and which claims exclude each other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.serve.chart import claim_text, series_chart
from toolkit.serve.plain import shorten

Row = Mapping[str, Any]

PER_PAGE = 50
MEMBERS_PER_PAGE = 100
MEMBERS_BESIDE = 20
"""Members of the series on the page of one of its figures."""

SUBJECTS_SHOWN = 3
SUBJECT_LENGTH = 60

ABOVE, BELOW = "more_than", "less_than"
"""Qualifiers that leave out the bound itself."""

COUNT = "SELECT count(DISTINCT series_id) AS found FROM figures"

INDEX = """
SELECT series_id, figures,
  (SELECT count(DISTINCT document_id) FROM figures f WHERE f.series_id = s.series_id) AS documents,
  (SELECT json_group_array(json_object('figure_id', figure_id, 'text', text, 'number', number,
     'value', value, 'lower', lower, 'upper', upper, 'qualifier', qualifier, 'subject', subject,
     'unit', unit, 'event', event))
   FROM (SELECT f.* FROM figures f JOIN documents d USING (document_id)
     WHERE f.series_id = s.series_id
     ORDER BY d.published_date IS NULL, d.published_date, f.rowid LIMIT 12)
  ) AS members
FROM (
  SELECT series_id, count(*) AS figures FROM figures
  WHERE series_id IS NOT NULL GROUP BY series_id
  ORDER BY figures DESC, series_id LIMIT :limit OFFSET :offset
) s ORDER BY figures DESC, series_id
"""
"""Counted along the index; documents are looked up for the series on the page only."""

WHOLE = """
SELECT series_id, count(*) AS figures, count(DISTINCT document_id) AS documents FROM figures
WHERE series_id = (SELECT series_id FROM figures WHERE figure_id = :id)
"""

MEMBERS = """
SELECT f.*, e.name AS asserter_name, p.name AS place_name, d.path, d.title,
  substr(d.text, 1, 200) AS opening, d.publisher, d.published_date
FROM (SELECT * FROM given WHERE series_id = :id
      ORDER BY undated, day, figure LIMIT :limit OFFSET :offset) one
JOIN figures f ON f.rowid = one.figure JOIN documents d USING (document_id)
LEFT JOIN entities e ON e.entity_id = f.asserted_by
LEFT JOIN entities p ON p.entity_id = f.place_id
ORDER BY one.undated, one.day, one.figure
"""

BEFORE = """
SELECT count(*) AS found FROM given,
  (SELECT d.published_date IS NULL AS undated, coalesce(d.published_date, '') AS day,
     f.rowid AS figure
   FROM figures f JOIN documents d USING (document_id) WHERE f.figure_id = :id) one
WHERE given.series_id = :series
  AND (given.undated, given.day, given.figure) < (one.undated, one.day, one.figure)
"""
"""How many members of its series come before a figure."""

EXTREMES = (
    """
SELECT * FROM figures WHERE rowid = (
  SELECT rowid FROM figures WHERE series_id = :id AND lower IS NOT NULL
  ORDER BY lower DESC, qualifier = 'more_than' DESC, rowid LIMIT 1)
""",
    """
SELECT * FROM figures WHERE rowid = (
  SELECT rowid FROM figures WHERE series_id = :id AND upper IS NOT NULL
  ORDER BY upper, qualifier = 'less_than' DESC, rowid LIMIT 1)
""",
)
"""The figure that claims the highest lower bound, and the one that claims the lowest upper one."""


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Everything that a series' page shows."""

    series_id: str
    heading: str
    members: Sequence[Row]
    """The figures on this page, in the order of their dates."""
    chart: Markup
    conflict: str | None
    figures: int
    documents: int
    page: int
    per_page: int


def series_view(
    whole: Row, members: Sequence[Row], *, extremes: Sequence[Row], page: int, per_page: int
) -> SeriesView:
    """Shape one series.

    Args:
        whole: Its id, and how many figures and documents it has.
        members: The figures of one page with the document's and the asserting entity's names.
        extremes: The figures with the highest lower and the lowest upper bound of the whole.
        page: The page's number.
        per_page: How many figures a page has.
    """
    return SeriesView(
        series_id=whole["series_id"],
        heading=series_heading(members),
        members=members,
        chart=series_chart(members),
        conflict=conflict_of(extremes),
        figures=whole["figures"],
        documents=whole["documents"],
        page=page,
        per_page=per_page,
    )


def series_heading(members: Sequence[Row]) -> str:
    """What is counted, as printed, and what happened to it: "passengers, travellers: affect"."""
    counted = [member["subject"] or member["unit"] or "" for member in members]
    # The same noun with and without its capital is one word for a heading.
    printed = list({str(one).casefold(): str(one) for one in reversed(counted) if one}.values())
    named = ", ".join(printed[::-1][:SUBJECTS_SHOWN])
    if len(printed) > SUBJECTS_SHOWN:
        named += ", …"
    events = dict.fromkeys(str(member["event"]) for member in members if member["event"])
    heading = ": ".join(part for part in (named, ", ".join(events)) if part)
    return shorten(heading or str(members[0]["text"]), 2 * SUBJECT_LENGTH)


def with_members(row: Row) -> dict[str, Any]:
    """A row of the index with its first members, its heading and whether claims are in conflict."""
    members = json.loads(row["members"])
    conflict = conflict_of(members) if row["figures"] <= len(members) else None
    return {**row, "members": members, "heading": series_heading(members), "conflict": conflict}


def conflict_of(members: Sequence[Row]) -> str | None:
    """Which two claims leave no number that both allow; None where there are no such.

    It is said of the words, never of what they tell about: measures change from one date to the
    next, and two figures may count differently.
    """
    lowest = [member for member in members if member["lower"] is not None]
    highest = [member for member in members if member["upper"] is not None]
    if not lowest or not highest:
        return None
    floor = max(lowest, key=lambda one: (one["lower"], _excludes(one, ABOVE)))
    ceiling = min(highest, key=lambda one: (one["upper"], not _excludes(one, BELOW)))
    touching = floor["lower"] == ceiling["upper"]
    apart = touching and (_excludes(floor, ABOVE) or _excludes(ceiling, BELOW))
    if floor["lower"] > ceiling["upper"] or apart:
        return f"“{claim_text(ceiling)}” and “{claim_text(floor)}” exclude each other"
    return None


def _excludes(member: Row, qualifier: str) -> bool:
    return bool(member["qualifier"] == qualifier)
