"""Rows from the served database as plain mappings, and the page number of a long list."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Request

from toolkit.serve.parameters import WrongAddress

Rows = list[dict[str, Any]]

LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks the served database, in the thread that makes a page."""

    connection: sqlite3.Connection
    limit_ms: int
    """How long one query may take."""

    def rows(self, sql: str, **parameters: Any) -> Rows:
        """What a SELECT finds, each row by its columns' names."""
        with sqlite_timelimit(self.connection, self.limit_ms):
            return [dict(row) for row in self.connection.execute(sql, parameters)]

    def row(self, sql: str, **parameters: Any) -> dict[str, Any]:
        """The one row that a SELECT finds."""
        [found] = self.rows(sql, **parameters)
        return found


def page_number(request: Request) -> int:
    """The page of a list that an address asks for, from 1.

    Raises:
        WrongAddress: It asks for something else than a number of a page.
    """
    asked = request.args.get("page") or "1"
    if not (asked.isascii() and asked.isdigit() and 1 <= int(asked) <= LAST_PAGE):
        raise WrongAddress(f"page has to be a number from 1 to {LAST_PAGE}.")
    return int(asked)
