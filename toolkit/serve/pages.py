"""What our pages show beyond Datasette's tables: asked of the database here, shaped next door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils import urlsafe_components
from datasette.utils.asgi import Request

from toolkit.schema import Table
from toolkit.serve import queries, series, speaker
from toolkit.serve.cells import raw_value
from toolkit.serve.dataset import ENTITIES, Site
from toolkit.serve.document import DocumentView, document_view
from toolkit.serve.fetch import Rows, fetch_rows
from toolkit.serve.plain import document_name
from toolkit.serve.row import RowView, row_view
from toolkit.serve.speaker import SpeakerView
from toolkit.serve.timeline import Event, timeline

HOME = "index.html"
TABLE = "table.html"
ROW = "row.html"

SPEAKERS_SHOWN = 10
DOCUMENTS_SHOWN = 100
SERIES_SHOWN = 5
FIGURES_SHOWN = 50
NAME_IN_TABLE = 60

MOST_NAMES = 2000
"""Names asked for at once; a page shows 1,000 rows at most."""


async def page_variables(
    datasette: Datasette,
    site: Site,
    *,
    template: str,
    table: str | None,
    request: Request | None,
) -> dict[str, Any]:
    """The variables of one page's template; none for pages that Datasette's own suffice for."""
    if template == HOME:
        return await _home(datasette, site)
    if template == TABLE:
        return {"document_names": partial(_document_names, datasette, site)}
    if template == ROW and request is not None and table is not None:
        row_id = urlsafe_components(request.url_vars["pks"])[0]
        if table == "documents":
            return {
                "page": await _document(datasette, site, row_id),
                "about": await _row(datasette, site, table, row_id),
            }
        variables: dict[str, Any] = {"page": await _row(datasette, site, table, row_id)}
        if table == ENTITIES:
            variables["voice"] = await _speaker(datasette, site, row_id)
        if table == "figures":
            variables["series"] = await _series(datasette, site, row_id)
        return variables
    return {}


async def _home(datasette: Datasette, site: Site) -> dict[str, Any]:
    documents = await fetch_rows(datasette, site, queries.DOCUMENTS, limit=DOCUMENTS_SHOWN)
    measures = await fetch_rows(datasette, site, series.INDEX, limit=SERIES_SHOWN, offset=0)
    return {
        "documents": documents,
        "timeline": timeline(await _document_events(datasette, site, documents)),
        "speakers": await fetch_rows(datasette, site, queries.SPEAKERS, limit=SPEAKERS_SHOWN),
        "series": [series.with_members(one) for one in measures],
        "problems": await fetch_rows(datasette, site, queries.PROBLEMS),
    }


async def _document_events(datasette: Datasette, site: Site, documents: Rows) -> list[Event]:
    """Each document where all are on the page, else how many there are on each day."""
    if site.counts["documents"] > len(documents):
        days = await fetch_rows(datasette, site, queries.DAYS)
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


async def _document(datasette: Datasette, site: Site, document_id: str) -> DocumentView:
    [document] = await fetch_rows(datasette, site, queries.DOCUMENT, id=document_id)
    rows = {
        name: await fetch_rows(datasette, site, query, id=document_id)
        for name, query in queries.OF_DOCUMENT.items()
    }
    return document_view(document, rows, database=site.database)


async def _row(datasette: Datasette, site: Site, table: str, row_id: str) -> RowView | None:
    described = site.table(table)
    if described is None:
        return None
    [row] = await fetch_rows(datasette, site, queries.row(described), id=row_id)
    around: Mapping[str, Any] | None = None
    if {"document_id", "start", "end"} <= row.keys():
        [around] = await fetch_rows(
            datasette,
            site,
            queries.AROUND,
            id=row["document_id"],
            start=row["start"],
            end=row["end"],
        )
    labels = await _labels(datasette, site, described, row)
    return row_view(described, row, around=around, labels=labels, site=site)


async def _labels(
    datasette: Datasette, site: Site, described: Table, row: Mapping[str, Any]
) -> dict[str, Any]:
    """What stands for each row that a row refers to, by the column that refers to it."""
    labels = {}
    for key in described.foreign_keys:
        column, value = key.columns[0], row[key.columns[0]]
        target = site.table(key.resource or described.name)
        if value is None or target is None:
            continue
        if target.name == "documents":
            [found] = await fetch_rows(datasette, site, queries.names(1), id0=value)
            labels[column] = document_name(found)
        else:
            [found] = await fetch_rows(datasette, site, queries.label(target), id=value)
            labels[column] = found["label"]
    return labels


async def _speaker(datasette: Datasette, site: Site, entity_id: str) -> SpeakerView:
    asked = {"id": entity_id}
    [counts] = await fetch_rows(datasette, site, speaker.COUNTS, **asked)
    said = {
        sort: await fetch_rows(
            datasette,
            site,
            speaker.SAID,
            first=kinds[0],
            second=kinds[1],
            limit=speaker.SHOWN,
            **asked,
        )
        for sort, kinds in speaker.SORTS.items()
    }
    lists = {
        name: await fetch_rows(datasette, site, query, limit=speaker.LISTED, **asked)
        for name, query in speaker.LISTS.items()
    }
    return SpeakerView(
        counts=counts,
        said=said,
        lists=lists,
        figures=await fetch_rows(datasette, site, speaker.FIGURES, limit=FIGURES_SHOWN, **asked),
        named_in=await fetch_rows(datasette, site, speaker.NAMED_IN, limit=FIGURES_SHOWN, **asked),
        drawing=speaker.days_drawing(await fetch_rows(datasette, site, speaker.DAYS, **asked)),
    )


async def _series(datasette: Datasette, site: Site, figure_id: str) -> series.SeriesView | None:
    members = await fetch_rows(
        datasette, site, series.MEMBERS, id=figure_id, limit=series.MOST_MEMBERS
    )
    return series.series_view(members) if members else None


async def _document_names(
    datasette: Datasette, site: Site, table: str, cells: Iterable[Any], facets: Iterable[Any]
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
    rows = await fetch_rows(datasette, site, queries.names(len(ids)), **parameters)
    return {row["document_id"]: document_name(row, NAME_IN_TABLE) for row in rows}
