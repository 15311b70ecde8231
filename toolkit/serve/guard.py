"""The outermost layer of the site: what is asked is refused or let in, what is answered is sealed.

Only GET and HEAD; Datasette's own service pages are closed, because they tell paths, versions and
settings of the machine; every answer, errors included, carries the headers that keep a browser
from doing more with it than showing it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

from toolkit.serve.failures import WRONG_HOST, Failure, failure_for
from toolkit.serve.hosts import is_own_host

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

READING = ("GET", "HEAD")

SERVICE_PAGES = b"/-/"
OPEN_FOLDERS = (b"/-/static/", b"/-/assets/", b"/-/files/")
OWN_PAGES = (b"search", b"series", b"repeats", b"dictionary", b"about")
"""Pages of ours under ``/-/``, some with a row's id behind them; all others are Datasette's."""

LONGEST_ADDRESS = 8000
"""Bytes: more than any form of ours sends, less than what makes a search or a pattern slow."""

PRINTED = re.compile(rb"[\x21-\x7e]*")

FORMATS = (b"json", b"jsono", b"csv", b"db", b"txt", b"ico")
"""What may follow a point in an address; Datasette takes any other ending for its HTML page."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script and no inline style: our templates have none, so nothing else may have any."""

HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}

PERSONAL = frozenset({b"cookie", b"authorization"})

ROBOTS = "User-agent: *\nDisallow: /\n"


def guard(application: Application, *, hosts: Collection[str] = ()) -> Application:
    """Put the layer around an ASGI application.

    Args:
        application: What answers.
        hosts: The names by which the site may be addressed beside its numbers.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        send = _sealed(send)
        path = _raw_path(scope)
        status = _refusal(scope["method"], path, scope["query_string"])
        if not is_own_host(scope["headers"], hosts):
            await _send_failure(send, WRONG_HOST, path)
        elif status is not None:
            await _send_failure(send, failure_for(status), path)
        elif path == b"/robots.txt":
            await _send_text(send, 200, "text/plain; charset=utf-8", ROBOTS)
        elif scope["method"] == "HEAD":
            # Datasette would stream a whole table as the body of an answer that has none.
            await application({**_anonymous(scope), "method": "GET"}, receive, _bodiless(send))
        else:
            await application(_anonymous(scope), receive, send)

    return guarded


def _anonymous(scope: Scope) -> Scope:
    """The request of nobody: every reader gets the same, whatever other sites' cookies say."""
    headers = [pair for pair in scope["headers"] if pair[0] not in PERSONAL]
    return {**scope, "headers": headers}


def _raw_path(scope: Scope) -> bytes:
    """The path as sent, which is what Datasette routes by."""
    raw = scope.get("raw_path") or scope["path"].encode()
    return bytes(raw).partition(b"?")[0]


def _refusal(method: str, path: bytes, query: bytes) -> int | None:
    """The status to refuse a request with; None where it may pass."""
    if method not in READING:
        return 405
    if len(path) + len(query) > LONGEST_ADDRESS:
        return 414
    # What a browser sends is ASCII; other bytes would stand as they are in a redirect's header.
    if not PRINTED.fullmatch(path + query):
        return 400
    # "//host/" without its last slash would be a redirect to another site.
    if path.startswith((b"//", b"/\\")):
        return 404
    if path.startswith(OPEN_FOLDERS) or _is_own_page(path):
        return None
    ending = path.rpartition(b"/")[2].partition(b".")[2]
    # A whole database is no CSV: Datasette answers with an error 500 where no query is given.
    if ending == b"csv" and path.count(b"/") == 1 and b"sql=" not in query:
        return 404
    if path.startswith(SERVICE_PAGES) or (ending and ending not in FORMATS):
        return 404
    return None


def _is_own_page(path: bytes) -> bool:
    return path.startswith(SERVICE_PAGES) and path.split(b"/")[2] in OWN_PAGES


def _sealed(send: Send) -> Send:
    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", ())
                if name.lower() not in HEADERS
            ]
            message = {**message, "headers": [*kept, *HEADERS.items()]}
        await send(message)

    return sealed


def _bodiless(send: Send) -> Send:
    async def bodiless(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return bodiless


async def _send_failure(send: Send, failure: Failure, path: bytes) -> None:
    status = failure.status
    if path.endswith(b".json"):
        body = json.dumps(failure.json())
        await _send_text(send, status, "application/json; charset=utf-8", body)
    else:
        body = f"{failure.title}. {failure.advice}\n"
        await _send_text(send, status, "text/plain; charset=utf-8", body)


async def _send_text(send: Send, status: int, content_type: str, body: str) -> None:
    content = body.encode()
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(content)).encode()),
    ]
    if status == 405:
        headers.append((b"allow", ", ".join(READING).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
