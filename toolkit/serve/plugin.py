"""Our hooks into Datasette: what is allowed, how values look, what a fault looks like.

Registered once for the process; every hook acts on our own instances only.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from toolkit.serve.answers import KeptAnswers
from toolkit.serve.cells import by_name, link_text, number_text, raw_value, render_value
from toolkit.serve.dataset import site_of
from toolkit.serve.failures import SERVER_ERROR, Failure, failure_for, failure_of
from toolkit.serve.guard import Application, guard
from toolkit.serve.pages import page_variables
from toolkit.serve.plain import (
    document_name,
    isolated_html,
    prose_html,
    shorten,
    show_html,
    snippet_html,
)
from toolkit.serve.reading import prepare_reading
from toolkit.serve.routes import ROUTES
from toolkit.serve.search import search_expression

logger = logging.getLogger(__name__)

hookimpl = HookimplMarker("datasette")

FORBIDDEN = 403
DEBUGGING = ("debug-menu", "permissions-debug")


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> bool | None:
    """Only our own tables, and only what the site's owner has switched on."""
    site = site_of(datasette)
    if site is None:
        return None
    if action in DEBUGGING:
        return False
    if action == "execute-sql":
        return site.sql
    if action == "view-database-download":
        return site.download
    if action == "view-table" and resource is not None:
        # The tables of the search index hold the same words in pieces.
        return None if site.table(resource[1]) else False
    return None


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Put the guard around the site, and the answers that are kept between the two."""
    if site_of(datasette) is None:
        return lambda application: application
    return lambda application: guard(KeptAnswers(application))


@hookimpl(trylast=True)  # after Datasette's own, whose escape_fts breaks on a lone quotation mark
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Nothing can be written to the dataset; Datasette writes its own notes in memory."""
    site = site_of(datasette)
    if site is not None and database == site.database:
        conn.create_function("escape_fts", 1, search_expression, deterministic=True)
        prepare_reading(conn, own_sql=site.sql)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Filters for our templates."""
    if site_of(datasette):
        env.filters["visible"] = show_html
        env.filters["marked"] = isolated_html
        env.filters["document_name"] = document_name
        env.filters["prose"] = prose_html
        env.filters["by_name"] = by_name
        env.filters["raw_value"] = raw_value
        env.filters["shorten"] = shorten
        env.filters["snippet"] = snippet_html
        env.filters["number"] = number_text
        env.filters["link"] = link_text


@hookimpl
def extra_template_vars(
    datasette: Datasette, template: str, table: str, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """What our templates show beyond what Datasette gives them."""
    site = site_of(datasette)
    if site is None:
        return None

    async def variables() -> dict[str, Any]:
        return {
            "site": site,
            **await page_variables(
                datasette, site, template=template, table=table, request=request
            ),
        }

    return variables


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The pages that no table is behind."""
    return list(ROUTES)


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
