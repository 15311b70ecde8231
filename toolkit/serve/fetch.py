"""Rows from the served database as plain mappings, and the page number of a long list."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from toolkit.serve.dataset import Site
from toolkit.serve.parameters import WrongAddress

Rows = list[dict[str, Any]]

LAST_PAGE = 10_000


async def fetch_rows(datasette: Datasette, site: Site, sql: str, **parameters: Any) -> Rows:
    """What a SELECT finds, each row by its columns' names."""
    database = datasette.get_database(site.database)
    return [dict(row) for row in (await database.execute(sql, parameters)).rows]


def page_number(request: Request) -> int:
    """The page of a list that an address asks for, from 1.

    Raises:
        WrongAddress: It asks for something else than a number of a page.
    """
    asked = request.args.get("page") or "1"
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked) <= LAST_PAGE):
        raise WrongAddress(f"page has to be a number from 1 to {LAST_PAGE}.")
    return int(asked)
