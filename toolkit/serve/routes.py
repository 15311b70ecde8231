"""The pages that no table is behind: search, series, repeats, dictionary, about, downloads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Base400, NotFound, Request, Response, asgi_send_file

from toolkit.schema import dictionary_rows, rules
from toolkit.serve import found, repeats, series
from toolkit.serve.card import render_card
from toolkit.serve.dataset import Site, site_of
from toolkit.serve.fetch import fetch_rows, page_number
from toolkit.serve.files import media_type
from toolkit.serve.package import is_replaced
from toolkit.serve.search import search_expression


async def search_page(datasette: Datasette, request: Request) -> Response:
    """What a search finds in statements, documents and names, best first."""
    site = _site(datasette)
    chosen = {name: value for name in found.CLAUSES if (value := request.args.get(name))}
    search = found.Search((request.args.get("q") or "").strip(), chosen)
    page = page_number(request)
    variables: dict[str, Any] = {"search": search, "page": page, "titles": found.TITLES}
    if search.typed:
        variables |= await _found(datasette, site, search, page)
    return await _page(datasette, request, "search.html", variables)


async def _found(
    datasette: Datasette, site: Site, search: found.Search, page: int
) -> Mapping[str, Any]:
    asked = {"expression": search_expression(search.typed), **search.chosen}

    async def rows(sql: str, **parameters: Any) -> list[dict[str, Any]]:
        return await fetch_rows(datasette, site, sql, **asked, **parameters)

    async def count(sql: str) -> int:
        return int((await rows(sql))[0]["found"])

    facets = {
        name: found.facet_links(search, name, await rows(found.facet_query(search, name)))
        for name in found.FACETS
    }
    return {
        "facets": facets,
        "chosen_names": _chosen_names(search, facets),
        "statements": await rows(
            found.statements_query(search),
            limit=found.PER_PAGE,
            offset=found.PER_PAGE * (page - 1),
        ),
        "documents": await rows(found.documents_query(search), limit=found.PER_PAGE),
        "entities": await rows(found.ENTITIES, limit=found.PER_PAGE),
        "counts": {
            "statements": await count(found.count_query(search, "statements")),
            "documents": await count(found.count_query(search, "documents")),
            "entities": await count(found.COUNT_ENTITIES),
        },
        "per_page": found.PER_PAGE,
        "counted": found.COUNTED,
        "ranked": found.RANKED,
    }


def _chosen_names(
    search: found.Search, facets: Mapping[str, list[dict[str, Any]]]
) -> dict[str, str]:
    """What the chosen values are called; a value that the facets do not show, as it is."""
    names = {name: {row["value"]: row["label"] for row in rows} for name, rows in facets.items()}
    return {name: names[name].get(value) or value for name, value in search.chosen.items()}


async def series_index(datasette: Datasette, request: Request) -> Response:
    """Every measure that more than one figure gives."""
    site, page = _site(datasette), page_number(request)
    [counted] = await fetch_rows(datasette, site, series.COUNT)
    rows = await fetch_rows(
        datasette,
        site,
        series.INDEX,
        limit=series.PER_PAGE,
        offset=series.PER_PAGE * (page - 1),
    )
    return await _page(
        datasette,
        request,
        "series_index.html",
        {
            "series": [series.with_members(row) for row in rows],
            "count": counted["found"],
            "page": page,
            "per_page": series.PER_PAGE,
        },
    )


async def series_page(datasette: Datasette, request: Request) -> Response:
    """One measure: its chart, whether the claims agree, and the table."""
    site = _site(datasette)
    members = await fetch_rows(
        datasette, site, series.MEMBERS, id=request.url_vars["id"], limit=series.MOST_MEMBERS
    )
    if not members:
        raise NotFound("no such series")
    return await _page(datasette, request, "series.html", {"series": series.series_view(members)})


async def repeats_index(datasette: Datasette, request: Request) -> Response:
    """Statements and documents that stand in more than one place."""
    site, page = _site(datasette), page_number(request)
    [counts] = await fetch_rows(datasette, site, repeats.COUNTS)
    window = {"limit": repeats.PER_PAGE, "offset": repeats.PER_PAGE * (page - 1)}
    return await _page(
        datasette,
        request,
        "repeats_index.html",
        {
            "statements": await fetch_rows(datasette, site, repeats.STATEMENTS, **window),
            "documents": await fetch_rows(datasette, site, repeats.DOCUMENTS, **window),
            "counts": counts,
            "count": max(counts.values()),
            "page": page,
            "per_page": repeats.PER_PAGE,
        },
    )


async def repeats_page(datasette: Datasette, request: Request) -> Response:
    """The versions of one statement or document beside the first."""
    row_id = request.url_vars["id"]
    rows = await fetch_rows(
        datasette,
        _site(datasette),
        repeats.VERSIONS[row_id[:2]],
        id=row_id,
        limit=repeats.COMPARED + 2,
    )
    if len(rows) < 2:
        raise NotFound("no such repeats")
    # Comparing long documents takes a while, in which other readers are answered.
    view = await asyncio.to_thread(repeats.repeats_view, rows)
    return await _page(datasette, request, "repeats.html", {"repeats": view})


async def dictionary_page(datasette: Datasette, request: Request) -> Response:
    """Every table, column and rule explained, from the schemas."""
    columns = {table.name: dictionary_rows(table) for table in _site(datasette).tables}
    return await _page(
        datasette, request, "dictionary.html", {"columns": columns, "rules": rules()}
    )


async def about_page(datasette: Datasette, request: Request) -> Response:
    """The dataset card, with the facts that the descriptor states."""
    site = _site(datasette)
    card = render_card(site.card, files={file.path for file in site.downloads})
    return await _page(datasette, request, "about.html", {"card": card})


class Replaced(Base400):  # type: ignore[misc] # Datasette is not typed
    """The published files are no longer those of which the site shows the rows."""

    status = 410


async def published_file(datasette: Datasette, request: Request, send: Any) -> None:
    """One published file, if it is one that the descriptor names."""
    site = _site(datasette)
    path = request.url_vars["path"]
    if site.folder is None or path not in {file.path for file in site.downloads}:
        raise NotFound("no such file")
    if is_replaced(site.folder, site.digest):
        raise Replaced("another package")
    try:
        await asgi_send_file(send, site.folder / path, content_type=media_type(path))
    except FileNotFoundError as error:
        raise NotFound("the file is gone") from error


ROUTES: tuple[tuple[str, Callable[..., Any]], ...] = (
    (r"/-/search$", search_page),
    (r"/-/series$", series_index),
    (r"/-/series/(?P<id>f_[0-9a-f]{24})$", series_page),
    (r"/-/repeats$", repeats_index),
    (r"/-/repeats/(?P<id>[sd]_[0-9a-f]{24})$", repeats_page),
    (r"/-/dictionary$", dictionary_page),
    (r"/-/about$", about_page),
    (r"/-/files/(?P<path>.+)$", published_file),
)
"""Each address of ours with the page behind it."""


def _site(datasette: Datasette) -> Site:
    site = site_of(datasette)
    if site is None:
        raise NotFound("no page of ours")
    return site


async def _page(
    datasette: Datasette, request: Request, template: str, variables: Mapping[str, Any]
) -> Response:
    name = template.removesuffix(".html")
    page = await datasette.render_template(template, dict(variables), request, view_name=name)
    return Response.html(page)
