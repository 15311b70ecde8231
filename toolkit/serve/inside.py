"""Asks a site's ASGI application in the same process: for a static copy, and to be ready early."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.serve.guard import Application, Message

HOST = b"localhost"
ORIGIN = f"http://{HOST.decode()}"
"""How the site names itself in the answers."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the application answered."""

    status: int
    body: bytes


async def ask_inside(application: Application, address: str, *, host: bytes = HOST) -> Given:
    """Send a GET for an address such as ``/harbour/figures?_size=100``."""
    path, _, query = address.partition("?")
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await application(
        {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", host)],
        },
        receive,
        send,
    )
    start, *pieces = sent
    return Given(start["status"], b"".join(piece.get("body", b"") for piece in pieces))
