"""The pages that are ours: home, rows, search, series, repeats, dictionary, about; and downloads.

Tables, and everything as JSON and CSV, are Datasette's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from datasette.utils import urlsafe_components
from datasette.utils.asgi import Base400, NotFound, Request, Response, asgi_send_file

from toolkit.schema import dictionary_rows, rules
from toolkit.serve import found, pages, repeats, series
from toolkit.serve.card import render_card
from toolkit.serve.dataset import Site
from toolkit.serve.fetch import Reader, page_number
from toolkit.serve.files import media_type
from toolkit.serve.instance import SiteDatasette, site_of
from toolkit.serve.package import is_replaced

Variables = Mapping[str, Any]


async def home_page(datasette: SiteDatasette, request: Request) -> Response:
    """What the dataset is, and ways into it."""
    return await _page(datasette, request, "index.html", pages.home_variables)


async def row_page(datasette: SiteDatasette, request: Request) -> Response:
    """One row of a table; a document with its text, an entity with what it said."""
    site, page = _site(datasette), page_number(request)
    table = site.table(request.url_vars["table"])
    keys = urlsafe_components(request.url_vars["pks"])
    if table is None or len(keys) != 1:
        raise NotFound("no such row")
    as_json = f"{request.path}.json"

    def make(reader: Reader, site: Site) -> Variables:
        variables = pages.row_variables(reader, site, table, keys[0], page=page)
        if variables is None:
            raise NotFound("no such row")
        return {**variables, "table": table.name, "described": table, "as_json": as_json}

    response = await _page(datasette, request, "row.html", make)
    response.headers["Link"] = f'<{as_json}>; rel="alternate"; type="application/json+datasette"'
    return response


async def search_page(datasette: SiteDatasette, request: Request) -> Response:
    """What a search finds in statements, documents and names, best first."""
    chosen = {name: value for name in found.CLAUSES if (value := request.args.get(name))}
    search = found.Search((request.args.get("q") or "").strip(), chosen)
    page = page_number(request)

    def make(reader: Reader, _site: Site) -> Variables:
        variables = found.search_variables(reader, search, page) if search.typed else {}
        return {"search": search, "page": page, "titles": found.TITLES, **variables}

    return await _page(datasette, request, "search.html", make)


async def series_index(datasette: SiteDatasette, request: Request) -> Response:
    """Every measure that more than one figure gives."""
    page = page_number(request)

    def make(reader: Reader, _site: Site) -> Variables:
        window = {"limit": series.PER_PAGE, "offset": series.PER_PAGE * (page - 1)}
        return {
            "series": [series.with_members(row) for row in reader.rows(series.INDEX, **window)],
            "count": reader.row(series.COUNT)["found"],
            "page": page,
            "per_page": series.PER_PAGE,
        }

    return await _page(datasette, request, "series_index.html", make)


async def series_page(datasette: SiteDatasette, request: Request) -> Response:
    """One measure: its chart, claims that exclude each other, and the table."""
    page = page_number(request)

    def make(reader: Reader, _site: Site) -> Variables:
        view = pages.series_of(reader, request.url_vars["id"], page)
        if view is None:
            raise NotFound("no such series")
        return {"series": view}

    return await _page(datasette, request, "series.html", make)


async def repeats_index(datasette: SiteDatasette, request: Request) -> Response:
    """Statements and documents that stand in more than one place."""
    page = page_number(request)

    def make(reader: Reader, _site: Site) -> Variables:
        window = {"limit": repeats.PER_PAGE, "offset": repeats.PER_PAGE * (page - 1)}
        counts = reader.row(repeats.COUNTS)
        return {
            "statements": reader.rows(repeats.STATEMENTS, **window),
            "documents": reader.rows(repeats.DOCUMENTS, **window),
            "counts": counts,
            "count": max(counts.values()),
            "page": page,
            "per_page": repeats.PER_PAGE,
        }

    return await _page(datasette, request, "repeats_index.html", make)


async def repeats_page(datasette: SiteDatasette, request: Request) -> Response:
    """The versions of one statement or document beside the first."""
    row_id = request.url_vars["id"]

    def make(reader: Reader, _site: Site) -> Variables:
        rows = reader.rows(repeats.VERSIONS[row_id[:2]], id=row_id, limit=repeats.COMPARED + 2)
        if len(rows) < 2:
            raise NotFound("no such repeats")
        return {"repeats": repeats.repeats_view(rows)}

    return await _page(datasette, request, "repeats.html", make)


async def dictionary_page(datasette: SiteDatasette, request: Request) -> Response:
    """Every table, column and rule explained, from the schemas."""

    def make(_reader: Reader, site: Site) -> Variables:
        columns = {table.name: dictionary_rows(table) for table in site.tables}
        return {"columns": columns, "rules": rules()}

    return await _page(datasette, request, "dictionary.html", make)


async def about_page(datasette: SiteDatasette, request: Request) -> Response:
    """The dataset card, with the facts that the descriptor states."""

    def make(_reader: Reader, site: Site) -> Variables:
        return {"card": render_card(site.card, files={file.path for file in site.downloads})}

    return await _page(datasette, request, "about.html", make)


class Replaced(Base400):  # type: ignore[misc] # Datasette is not typed
    """The published files are no longer those of which the site shows the rows."""

    status = 410


async def published_file(datasette: SiteDatasette, request: Request, send: Any) -> None:
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
    (r"/$", home_page),
    (r"/-/search$", search_page),
    (r"/-/series$", series_index),
    (r"/-/series/(?P<id>f_[0-9a-f]{24})$", series_page),
    (r"/-/repeats$", repeats_index),
    (r"/-/repeats/(?P<id>[sd]_[0-9a-f]{24})$", repeats_page),
    (r"/-/dictionary$", dictionary_page),
    (r"/-/about$", about_page),
    (r"/-/files/(?P<path>.+)$", published_file),
    (r"/(?P<database>[^/.-][^/.]*)/(?P<table>[^/.]+)/(?P<pks>[^/.]+)$", row_page),
)
"""Each address of ours with the page behind it."""


def _site(datasette: SiteDatasette) -> Site:
    site = site_of(datasette)
    if site is None:
        raise NotFound("no page of ours")
    return site


async def _page(
    datasette: SiteDatasette,
    request: Request,
    template: str,
    make: Callable[[Reader, Site], Variables],
) -> Response:
    """A page whose variables are made, and which is rendered, in one visit to the database."""
    site = _site(datasette)
    return Response.html(
        await datasette.render_page(template, request, lambda reader: make(reader, site))
    )
