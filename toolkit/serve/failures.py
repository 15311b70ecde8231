"""What a reader sees when a page cannot be given: which kind of fault, what to do, nothing else.

No message of Python, SQLite or Datasette reaches the page: they name files, columns and versions
of this machine, and repeat what was asked for. Every cause that an address can have is known by
its class; whatever else is raised is a fault of ours, and is told as one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from http import HTTPStatus

from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql
from datasette.utils.asgi import Base400, NotFound
from datasette.views.base import DatasetteError

from toolkit.serve.parameters import WrongAddress

SERVER_ERROR = 500
BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Failure:
    """One kind of answer without a page."""

    status: int
    title: str
    advice: str

    def json(self) -> dict[str, object]:
        """The failure for a program, with the keys that Datasette's own errors have."""
        return {
            "ok": False,
            "status": self.status,
            "title": self.title,
            "error": f"{self.title}. {self.advice}",
        }


FAILURES = {
    failure.status: failure
    for failure in (
        Failure(
            BAD_REQUEST,
            "This address asks for something that cannot be understood",
            "A column, filter or value in it is not known. Go back, or start from the table.",
        ),
        Failure(
            403,
            "This site does not offer that",
            "It is read-only, and its owner has not switched this on.",
        ),
        Failure(
            404,
            "There is no such page",
            "The address may be mistyped, or the row may be gone in this version of the dataset.",
        ),
        Failure(405, "This site only answers reading", "Use GET or HEAD; nothing can be changed."),
        Failure(
            410,
            "These files were replaced",
            "The dataset was published again since this site was started. Whoever runs it has to "
            "start it again.",
        ),
        Failure(414, "This address is too long", "Ask for less at once."),
        Failure(
            SERVER_ERROR,
            "The page could not be made",
            "This is a fault of the site, not of the address. Whoever runs it finds the cause in "
            "the terminal.",
        ),
    )
}


TOOK_TOO_LONG = Failure(
    BAD_REQUEST,
    "This takes too long to answer",
    "The question goes over too many rows. Narrow it down with a filter, or sort by nothing.",
)

WRONG_SQL = Failure(
    BAD_REQUEST,
    "SQLite cannot run this query",
    "Check the names of tables and columns; only SELECT is allowed.",
)

WRONG_HOST = Failure(
    BAD_REQUEST,
    "This site does not go by that name",
    "Open it at the address that was printed when it was started. Whoever runs it can let it go by "
    "another name: toolkit serve --allow-host NAME.",
)

INVALID_SQL = "Invalid SQL"
INTERRUPTED = "SQL Interrupted"
"""The titles that Datasette gives these two, whose causes it does not pass on."""


def failure_of(exception: Exception, *, own_sql: bool) -> Failure:
    """What to say about an exception.

    Args:
        exception: What was raised while a page was made.
        own_sql: Whether the reader may send SQL and has done so.
    """
    title = exception.title if isinstance(exception, DatasetteError) else None
    if isinstance(exception, WrongAddress):
        return replace(FAILURES[BAD_REQUEST], advice=str(exception))
    if isinstance(exception, NotFound):
        return failure_for(404)
    if isinstance(exception, QueryInterrupted) or title == INTERRUPTED:
        return TOOK_TOO_LONG
    if isinstance(exception, sqlite3.Error | InvalidSql) or title == INVALID_SQL:
        return WRONG_SQL if own_sql else failure_for(SERVER_ERROR)
    if isinstance(exception, Base400 | DatasetteError):
        return failure_for(int(exception.status))
    return failure_for(SERVER_ERROR)


def failure_for(status: int) -> Failure:
    """What to say for a status: our own words where we have them, else the standard's."""
    known = FAILURES.get(status)
    if known is not None:
        return known
    return Failure(status, HTTPStatus(status).phrase, "Go back, or start from the home page.")
