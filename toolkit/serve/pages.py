"""What our pages show beyond Datasette's tables: asked of the database here, shaped next door."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils import urlsafe_components
from datasette.utils.asgi import NotFound, Request, Response

from toolkit.serve import queries
from toolkit.serve.cells import raw_value
from toolkit.serve.dataset import Site, site_of
from toolkit.serve.document import document_view
from toolkit.serve.plain import document_name
from toolkit.serve.row import row_view, whole_words
from toolkit.serve.search import search_expression

Rows = list[dict[str, Any]]

HOME = "index.html"
TABLE = "table.html"
ROW = "row.html"

SPEAKERS_SHOWN = 12
DOCUMENTS_SHOWN = 200
FOUND_SHOWN = 20
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
            return {"page": await _document(datasette, site, row_id)}
        return {"page": await _row(datasette, site, table, row_id)}
    return {}


async def _home(datasette: Datasette, site: Site) -> dict[str, Any]:
    series = await _rows(datasette, site, queries.SERIES, limit=SPEAKERS_SHOWN)
    return {
        "documents": await _rows(datasette, site, queries.DOCUMENTS, limit=DOCUMENTS_SHOWN),
        "speakers": await _rows(datasette, site, queries.SPEAKERS, limit=SPEAKERS_SHOWN),
        "series": [{**one, "members": json.loads(one["members"])} for one in series],
        "problems": await _rows(datasette, site, queries.PROBLEMS),
    }


async def _document(datasette: Datasette, site: Site, document_id: str) -> Any:
    [document] = await _rows(datasette, site, queries.DOCUMENT, id=document_id)
    rows = {
        name: await _rows(datasette, site, query, id=document_id)
        for name, query in queries.OF_DOCUMENT.items()
    }
    return document_view(document, rows)


async def _row(datasette: Datasette, site: Site, table: str, row_id: str) -> Any:
    described = site.table(table)
    if described is None:
        return None
    [row] = await _rows(datasette, site, queries.row(described), id=row_id)
    around: Mapping[str, Any] | None = None
    if {"document_id", "start", "end"} <= row.keys():
        [around] = await _rows(
            datasette,
            site,
            queries.AROUND,
            id=row["document_id"],
            start=row["start"],
            end=row["end"],
        )
    labels = {}
    for key in described.foreign_keys:
        value = row[key.columns[0]]
        if value is not None:
            target = site.table(key.resource or table)
            assert target is not None  # noqa: S101 - the schemas are checked when they are read
            [labelled] = await _rows(datasette, site, queries.label(target), id=value)
            labels[key.columns[0]] = labelled["label"]
    if around is not None:
        around = whole_words(around)
        labels["document_id"] = document_name(around)
    related = queries.RELATED.get(table)
    rows = await _rows(datasette, site, related, id=row_id) if related else []
    return row_view(
        described, row, around=around, labels=labels, related=rows, dataset=site.citation
    )


async def search_page(datasette: Datasette, request: Request) -> Response:
    """What a search finds in statements, documents and names, best first."""
    site = site_of(datasette)
    if site is None:
        raise NotFound("This instance has no search page.")
    typed = request.args.get("q") or ""
    expression = search_expression(typed)
    found = {}
    for table, query in queries.FOUND.items():
        [counted] = await _rows(datasette, site, queries.count_found(table), expression=expression)
        rows = await _rows(datasette, site, query, expression=expression, limit=FOUND_SHOWN)
        found[table] = {"count": counted["found"], "rows": rows}
    page = await datasette.render_template(
        "search.html", {"typed": typed, "found": found}, request=request, view_name="search"
    )
    return Response.html(page)


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
    rows = await _rows(datasette, site, queries.names(len(ids)), **parameters)
    return {row["document_id"]: document_name(row, NAME_IN_TABLE) for row in rows}


async def _rows(datasette: Datasette, site: Site, sql: str, **parameters: Any) -> Rows:
    database = datasette.get_database(site.database)
    return [dict(row) for row in (await database.execute(sql, parameters)).rows]
