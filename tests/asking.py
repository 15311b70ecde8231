"""Asks a site in process, below the level at which a client would mend an odd address."""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from toolkit.serve.instance import SiteDatasette


@dataclass(frozen=True)
class Answer:
    """A whole answer, and what the site said about it to whoever runs it."""

    status: int
    headers: dict[str, str]
    body: bytes
    said: str

    @property
    def text(self) -> str:
        return self.body.decode()


class Asker:
    """Sends requests to one site on one event loop, for as long as it is open."""

    def __init__(self, site: SiteDatasette) -> None:
        self._application = site.app()
        self._runner = asyncio.Runner()

    def __enter__(self) -> Asker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._runner.close()

    def get(self, path: str | bytes, query: str | bytes = b"", *, method: str = "GET") -> Answer:
        """Ask for an address, its path and query as they are sent."""
        with _listening() as said:
            status, headers, body = self._runner.run(self._ask(method, _bytes(path), _bytes(query)))
        return Answer(status, headers, body, said.getvalue())

    async def _ask(
        self, method: str, path: bytes, query: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {
            "type": "http",
            "method": method,
            "scheme": "http",
            "path": path.decode("utf-8", "replace"),
            "raw_path": path,
            "query_string": query,
            "headers": [(b"host", b"localhost")],
            "http_version": "1.1",
        }
        await self._application(scope, receive, send)
        start = sent[0]
        assert [message["type"] for message in sent].count("http.response.start") == 1
        headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return start["status"], headers, b"".join(one.get("body", b"") for one in sent[1:])


def _bytes(given: str | bytes) -> bytes:
    return given.encode() if isinstance(given, str) else given


@contextmanager
def _listening() -> Iterator[io.StringIO]:
    """What is logged at ERROR or written to the terminal meanwhile."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.ERROR)
    logging.getLogger().addHandler(handler)
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            yield said
    finally:
        logging.getLogger().removeHandler(handler)
