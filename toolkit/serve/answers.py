"""Answers kept whole: the data never change, so an address that was answered once is answered.

Only what a GET was told with status 200 and is not too long is kept, the most recently asked for
in a bounded amount of memory. Readers who ask for the same page at the same time wait for one.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from toolkit.serve.guard import OPEN_FOLDERS, Application, Message, Receive, Scope, Send

MOST_BYTES = 128 * 1024 * 1024
LARGEST = 4 * 1024 * 1024
"""Bytes of one answer; a longer one, such as a streamed CSV file, is passed on as it comes."""

Headers = tuple[tuple[bytes, bytes], ...]
Key = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with status 200."""

    headers: Headers
    body: bytes
    tag: bytes
    """Its ``ETag``: a browser that has it already is told so instead of being sent it again."""


class KeptAnswers:
    """An ASGI application that remembers what the one inside it answered."""

    def __init__(self, application: Application, *, most_bytes: int = MOST_BYTES) -> None:
        """Wrap an application whose answers depend on nothing but the address and the host."""
        self._application = application
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0
        self._making: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or from the application and remember."""
        if scope["type"] != "http" or scope["method"] != "GET" or _is_file(scope):
            await self._application(scope, receive, send)
            return
        key = _key(scope)
        made = self._find(key)
        if made is None and key in self._making:
            await self._making[key].wait()
            made = self._find(key)
        if made is None:
            made = await self._make(key, scope, receive, send)
        if made is not None:
            await _send(made, scope, send)

    def _find(self, key: Key) -> Answer | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> Answer | None:
        """Ask the application; None where its answer could not be kept and was passed on."""
        ready = self._making[key] = asyncio.Event()
        recorder = _Recorder(send, on_pass=ready.set)
        try:
            await self._application(scope, receive, recorder)
            answer = recorder.answer()
            if answer is not None:
                self._keep(key, answer)
            return answer
        finally:
            if self._making.get(key) is ready:
                del self._making[key]
            ready.set()

    def _keep(self, key: Key, answer: Answer) -> None:
        before = self._kept.pop(key, None)
        self._kept[key] = answer
        self._bytes += len(answer.body) - (len(before.body) if before else 0)
        while self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)


class _Recorder:
    """Holds an answer back while it may be kept; passes it on from where it may not."""

    def __init__(self, send: Send, *, on_pass: Callable[[], None]) -> None:
        self._send = send
        self._on_pass = on_pass
        self._held: list[Message] = []
        self._size = 0
        self._passing = False

    async def __call__(self, message: Message) -> None:
        if not self._passing:
            self._held.append(message)
            self._size += len(message.get("body", b""))
            refused = message["type"] == "http.response.start" and message["status"] != 200
            self._passing = refused or self._size > LARGEST
            if not self._passing:
                return
            self._on_pass()
            held, self._held = self._held, []
            for one in held:
                await self._send(one)
        else:
            await self._send(message)

    def answer(self) -> Answer | None:
        if self._passing or not self._held:
            return None
        start, *pieces = self._held
        body = b"".join(piece.get("body", b"") for piece in pieces)
        tag = b'"%s"' % hashlib.sha256(body).hexdigest()[:32].encode()
        replaced = (b"content-length", b"etag", b"cache-control")
        headers = [
            (name, value) for name, value in start["headers"] if name.lower() not in replaced
        ]
        headers += [
            (b"content-length", str(len(body)).encode()),
            (b"etag", tag),
            # Another dataset may be served here tomorrow: a browser asks whether it is the same.
            (b"cache-control", b"no-cache"),
        ]
        return Answer(tuple(headers), body, tag)


def _is_file(scope: Scope) -> bool:
    return bytes(scope.get("raw_path") or scope["path"].encode()).startswith(OPEN_FOLDERS)


def _key(scope: Scope) -> Key:
    """What an answer depends on: JSON names the next page by the site's whole address."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"")
    path = scope.get("raw_path") or scope["path"].encode()
    return (scope["scheme"].encode(), host, bytes(path), scope["query_string"])


async def _send(answer: Answer, scope: Scope, send: Send) -> None:
    known = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    if answer.tag in known:
        headers = [pair for pair in answer.headers if pair[0].lower() != b"content-length"]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
