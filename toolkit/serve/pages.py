"""What our pages show: asked of the database here, shaped next door.

Each function is called in a thread that has a connection to itself, and gives the variables of a
template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from toolkit.schema import Table
from toolkit.serve import queries, series, speaker
from toolkit.serve.cells import raw_value
from toolkit.serve.dataset import ENTITIES, Site, references_to
from toolkit.serve.document import DocumentView, document_view
from toolkit.serve.fetch import Reader, Rows
from toolkit.serve.plain import document_name
from toolkit.serve.row import RowView, row_view
from toolkit.serve.series import SeriesView, series_view
from toolkit.serve.speaker import SpeakerView, speaker_view
from toolkit.serve.timeline import Event, timeline

SPEAKERS_SHOWN = 10
DOCUMENTS_SHOWN = 100
SERIES_SHOWN = 5
NAME_IN_TABLE = 60

MOST_NAMES = 2000
"""Names asked for at once; a page shows 1,000 rows at most."""


def home_variables(reader: Reader, site: Site) -> dict[str, Any]:
    """The home page's."""
    documents = reader.rows(queries.DOCUMENTS, limit=DOCUMENTS_SHOWN)
    measures = reader.rows(series.INDEX, limit=SERIES_SHOWN, offset=0)
    return {
        "documents": documents,
        "timeline": timeline(_document_events(reader, site, documents)),
        "speakers": reader.rows(queries.SPEAKERS, limit=SPEAKERS_SHOWN),
        "series": [series.with_members(one) for one in measures],
        "problems": reader.rows(queries.PROBLEMS),
    }


def _document_events(reader: Reader, site: Site, documents: Rows) -> list[Event]:
    """Each document where all are on the page, else how many there are on each day."""
    if site.counts["documents"] > len(documents):
        days = reader.rows(queries.DAYS)
        return [Event(date.fromisoformat(row["day"]), "", count=row["count"]) for row in days]
    return [
        Event(
            date.fromisoformat(row["published_date"]),
            document_name(row),
            address=f"/{site.database}/documents/{row['document_id']}",
        )
        for row in documents
        if row["published_date"]
    ]


def row_variables(
    reader: Reader, site: Site, table: Table, row_id: str, *, page: int
) -> dict[str, Any] | None:
    """A row's; None where there is no such row, or no such page of what an entity said.

    Args:
        reader: Asks the database.
        site: The dataset.
        table: The row's table.
        row_id: The row's key.
        page: Which page of what an entity said, from 1.
    """
    found = reader.rows(queries.row(table), id=row_id)
    if not found:
        return None
    view = _row(reader, site, table, found[0])
    if table.name == "documents":
        return {"page": _document(reader, site, row_id), "about": view}
    variables: dict[str, Any] = {"page": view, "references": _references(reader, view)}
    if table.name == ENTITIES:
        voice = _speaker(reader, row_id, page)
        if page > 1 and not any(voice.said.values()):
            return None
        variables["voice"] = voice
    if table.name == "figures" and view.row["series_id"]:
        variables["series"] = series_of(reader, row_id)
    return variables


def _document(reader: Reader, site: Site, document_id: str) -> DocumentView:
    rows = {name: reader.rows(query, id=document_id) for name, query in queries.OF_DOCUMENT.items()}
    document = reader.row(queries.DOCUMENT, id=document_id)
    return document_view(document, rows, database=site.database)


def _row(reader: Reader, site: Site, table: Table, row: Mapping[str, Any]) -> RowView:
    around: Mapping[str, Any] | None = None
    if {"document_id", "start", "end"} <= row.keys():
        around = reader.row(
            queries.AROUND, id=row["document_id"], start=row["start"], end=row["end"]
        )
    labels = _labels(reader, site, table, row)
    return row_view(table, row, around=around, labels=labels, site=site)


def _labels(reader: Reader, site: Site, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """What stands for each row that a row refers to, by the column that refers to it."""
    labels = {}
    for key in table.foreign_keys:
        column, value = key.columns[0], row[key.columns[0]]
        target = site.table(key.resource or table.name)
        if value is None or target is None:
            continue
        if target.name == "documents":
            labels[column] = document_name(reader.row(queries.names(1), id0=value))
        else:
            labels[column] = reader.row(queries.label(target), id=value)["label"]
    return labels


def _references(reader: Reader, view: RowView) -> list[dict[str, Any]]:
    """How many rows refer to the row, by their table and column."""
    referring = references_to(view.table.name)
    if view.table.name == ENTITIES:
        # A name may stand in hundreds of thousands of places, counted when the database was made.
        found = reader.rows(queries.REFERENCES, id=view.row_id)
        counts = {row["words"]: row["count"] for row in found}
    else:
        counts = {
            f"{table.name}.{column.name}": reader.row(
                queries.references(table, column.name), id=view.row_id
            )["found"]
            for table, column in referring
        }
    return [
        {"table": table.name, "column": column, "count": count}
        for table, column in referring
        if (count := counts.get(f"{table.name}.{column.name}"))
    ]


def _speaker(reader: Reader, entity_id: str, page: int) -> SpeakerView:
    window = {"limit": speaker.PER_PAGE, "offset": speaker.PER_PAGE * (page - 1)}
    return speaker_view(
        reader.rows(speaker.TALLIES, id=entity_id),
        days=reader.rows(speaker.DAYS, id=entity_id),
        said={
            sort: reader.rows(speaker.SAID, id=entity_id, quoted=quoted, **window)
            for sort, quoted in speaker.SORTS.items()
        },
        figures=reader.rows(speaker.FIGURES, id=entity_id),
        named_in=reader.rows(speaker.NAMED_IN, id=entity_id),
        page=page,
    )


def series_of(reader: Reader, figure_id: str, page: int | None = None) -> SeriesView | None:
    """The series that a figure belongs to; None where it belongs to none.

    Args:
        reader: Asks the database.
        figure_id: Any of its figures.
        page: A page of the series, from 1; None for the few members beside the figure's own page.
    """
    whole = reader.row(series.WHOLE, id=figure_id)
    series_id, size = whole["series_id"], series.MEMBERS_PER_PAGE
    if series_id is None:
        return None
    if page is None:
        size = series.MEMBERS_BESIDE
        page = reader.row(series.BEFORE, id=figure_id, series=series_id)["found"] // size + 1
    members = reader.rows(series.MEMBERS, id=series_id, limit=size, offset=size * (page - 1))
    if not members:
        return None
    extremes = [row for query in series.EXTREMES for row in reader.rows(query, id=series_id)]
    return series_view(whole, members, extremes=extremes, page=page, per_page=size)


def document_names(
    reader: Reader, site: Site, table: str, cells: Iterable[Any], facets: Iterable[Any]
) -> dict[str, str]:
    """What the documents are called that a table page shows, in its rows and in its counts."""
    described = site.table(table)
    columns = [
        key.columns[0]
        for key in (described.foreign_keys if described else ())
        if (key.resource or table) == "documents"
    ]
    found = {raw_value(cell) for row in cells for cell in row if cell["column"] in columns}
    found |= {
        value["value"] for facet in facets if facet["name"] in columns for value in facet["results"]
    }
    ids = sorted(one for one in found if one is not None)[:MOST_NAMES]
    parameters = {f"id{number}": one for number, one in enumerate(ids)}
    rows = reader.rows(queries.names(len(ids)), **parameters)
    return {row["document_id"]: document_name(row, NAME_IN_TABLE) for row in rows}
