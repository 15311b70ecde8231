"""What a reader sees when a page cannot be given: which kind of fault, what to do, nothing else.

No message of Python, SQLite or Datasette reaches the page: they name files, columns and versions
of this machine, and repeat what was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

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
            SERVER_ERROR,
            "The page could not be made",
            "This is a fault of the site, not of the address. Whoever runs it finds the cause in "
            "the terminal.",
        ),
    )
}


def failure_for(status: int) -> Failure:
    """What to say for a status: our own words where we have them, else the standard's."""
    known = FAILURES.get(status)
    if known is not None:
        return known
    return Failure(status, HTTPStatus(status).phrase, "Go back, or start from the home page.")
