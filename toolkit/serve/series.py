"""One measure wherever it is given: what it is called, and whether one number fits all claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.serve.cells import number_text
from toolkit.serve.chart import claim_text, series_chart
from toolkit.serve.plain import shorten

Row = Mapping[str, Any]

PER_PAGE = 50
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

MEMBERS = """
SELECT f.*, e.name AS asserter_name, p.name AS place_name, d.path, d.title,
  substr(d.text, 1, 200) AS opening, d.publisher, d.published_date
FROM figures f JOIN documents d USING (document_id)
LEFT JOIN entities e ON e.entity_id = f.asserted_by
LEFT JOIN entities p ON p.entity_id = f.place_id
WHERE f.series_id = (SELECT series_id FROM figures WHERE figure_id = :id)
ORDER BY d.published_date IS NULL, d.published_date, f.rowid LIMIT :limit
"""

MOST_MEMBERS = 1000


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a number lies within all the bounds that the figures of a series claim."""

    sentence: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class SeriesView:
    """Everything that a series' page shows."""

    series_id: str
    heading: str
    members: Sequence[Row]
    chart: Markup
    fit: Fit | None
    documents: int


def series_view(members: Sequence[Row]) -> SeriesView:
    """Shape the figures of one series, in the order of their dates.

    Args:
        members: At least one row, with the document's and the asserting entity's names.
    """
    return SeriesView(
        series_id=str(members[0]["series_id"]),
        heading=series_heading(members),
        members=members,
        chart=series_chart(members),
        fit=fit_of(members),
        documents=len({member["document_id"] for member in members}),
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
    """A row of the index with its first members, its heading and its fit."""
    members = json.loads(row["members"])
    fit = fit_of(members) if row["figures"] <= len(members) else None
    return {**row, "members": members, "heading": series_heading(members), "fit": fit}


def fit_of(members: Sequence[Row]) -> Fit | None:
    """Whether a number lies within every bound; nothing where fewer than two claim one.

    It is said, never decided: measures change from one date to the next, and two figures may count
    differently.
    """
    lowest = [member for member in members if member["lower"] is not None]
    highest = [member for member in members if member["upper"] is not None]
    claiming = [m for m in members if m["lower"] is not None or m["upper"] is not None]
    if len(claiming) < 2:
        return None
    floor = max(lowest, key=lambda one: (one["lower"], _excludes(one, ABOVE)), default=None)
    ceiling = min(highest, key=lambda one: (one["upper"], not _excludes(one, BELOW)), default=None)
    if floor is None or ceiling is None:
        return Fit(f"Within every bound that the words claim: {_edge(floor or ceiling)}.")
    touching = floor["lower"] == ceiling["upper"]
    apart = touching and (_excludes(floor, ABOVE) or _excludes(ceiling, BELOW))
    if floor["lower"] > ceiling["upper"] or apart:
        return Fit(
            f"No number lies within every bound: “{claim_text(ceiling)}” and "
            f"“{claim_text(floor)}” exclude each other.",
            conflict=True,
        )
    if touching:
        within = f"only {number_text(float(floor['lower']))}"
    else:
        within = f"{_edge(floor)}, {_edge(ceiling, upper=True)}"
    return Fit(f"Within every bound that the words claim: {within}.")


def _excludes(member: Row, qualifier: str) -> bool:
    return bool(member["qualifier"] == qualifier)


def _edge(member: Row | None, *, upper: bool = False) -> str:
    if member is None:
        return ""
    if not upper and member["lower"] is not None:
        words = "more than" if _excludes(member, ABOVE) else "at least"
        return f"{words} {number_text(float(member['lower']))}"
    words = "less than" if _excludes(member, BELOW) else "at most"
    return f"{words} {number_text(float(member['upper']))}"
