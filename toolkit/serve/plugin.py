"""Our hooks into Datasette: our pages, how values look, what a fault looks like.

Registered once for the process; every hook acts on our own instances only.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup
from pluggy import HookimplMarker

from toolkit.serve.answers import KeptAnswers
from toolkit.serve.cells import render_value
from toolkit.serve.failures import SERVER_ERROR, Failure, failure_for, failure_of
from toolkit.serve.guard import Application, guard
from toolkit.serve.instance import site_of
from toolkit.serve.reading import prepare_reading
from toolkit.serve.routes import ROUTES
from toolkit.serve.search import search_expression

logger = logging.getLogger(__name__)

hookimpl = HookimplMarker("datasette")

FORBIDDEN = 403


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Put the guard around the site, and the answers that are kept between the two."""
    site = site_of(datasette)
    if site is None:
        return lambda application: application
    return lambda application: guard(KeptAnswers(application), hosts=site.hosts)


@hookimpl(trylast=True)  # after Datasette's own, whose escape_fts breaks on a lone quotation mark
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Nothing can be written to the dataset; Datasette writes its own notes in memory."""
    site = site_of(datasette)
    if site is not None and database == site.database:
        conn.create_function("escape_fts", 1, search_expression, deterministic=True)
        prepare_reading(conn, own_sql=site.sql)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Our own pages."""
    return list(ROUTES) if site_of(datasette) else []


@hookimpl
def render_cell(
    datasette: Datasette, value: Any, column: str, table: str | None, database: str
) -> Markup | None:
    """A value of one of our tables, see :mod:`toolkit.serve.cells`."""
    site = site_of(datasette)
    described = site.table(table) if site and table else None
    if described is None or column not in described.column_names:
        return None
    return render_value(value, described.column(column), described, database=database)


@hookimpl(tryfirst=True)
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]] | None:
    """The page for what the site does not offer."""
    site = site_of(datasette)
    return (
        None if site is None else lambda: _failure_page(datasette, request, failure_for(FORBIDDEN))
    )


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response]] | None:
    """The page for a fault, without anything of its message."""
    site = site_of(datasette)
    if site is None:
        return None
    asked = request.args
    failure = failure_of(exception, own_sql=site.sql and ("sql" in asked or "_where" in asked))
    if failure.status >= SERVER_ERROR:
        logger.error("%s could not be answered", request.path, exc_info=exception)
    return lambda: _failure_page(datasette, request, failure)


async def _failure_page(datasette: Datasette, request: Request, failure: Failure) -> Response:
    if request.path.endswith(".json"):
        return Response.json(failure.json(), status=failure.status)
    page = await datasette.render_template(
        "error.html", {"failure": failure, "title": failure.title}, request=request
    )
    return Response.html(page, status=failure.status)
