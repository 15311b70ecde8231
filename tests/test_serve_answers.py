"""Answers are made once for an address, kept within bounds, and made once for many who wait."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from toolkit.serve.answers import LARGEST, KeptAnswers
from toolkit.serve.early import made_early

Sent = list[MutableMapping[str, Any]]


class Counting:
    """An application that says how often it was asked."""

    def __init__(self, *, status: int = 200, body: bytes = b"answer ") -> None:
        self.asked = 0
        self._status, self._body = status, body

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        body = self._body + str(self.asked).encode()
        await asyncio.sleep(0)
        headers = [(b"content-type", b"text/plain")]
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        await send({"type": "http.response.body", "body": body[:3], "more_body": True})
        await send({"type": "http.response.body", "body": body[3:]})


async def ask(
    application: Any,
    path: str = "/",
    *,
    host: bytes = b"site",
    method: str = "GET",
    known: bytes = b"",
) -> Sent:
    sent: Sent = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", host), (b"if-none-match", known)],
    }
    await application(scope, None, send)
    return sent


def body(sent: Sent) -> bytes:
    return b"".join(message.get("body", b"") for message in sent)


def header(sent: Sent, name: bytes) -> bytes:
    return dict(sent[0]["headers"])[name]


def test_an_address_is_answered_by_the_application_once() -> None:
    application = Counting()
    kept = KeptAnswers(application)
    first, second = asyncio.run(ask(kept)), asyncio.run(ask(kept))
    assert body(first) == body(second) == b"answer 1"
    assert first[0] == second[0]
    assert header(first, b"content-length") == b"8"
    assert application.asked == 1


def test_another_host_is_another_answer_because_json_names_the_whole_address() -> None:
    kept = KeptAnswers(Counting())
    assert body(asyncio.run(ask(kept))) != body(asyncio.run(ask(kept, host=b"other")))


def test_a_browser_that_has_an_answer_is_told_so() -> None:
    kept = KeptAnswers(Counting())
    tag = header(asyncio.run(ask(kept)), b"etag")
    again = asyncio.run(ask(kept, known=b"W/" + tag))
    assert (again[0]["status"], body(again)) == (304, b"")
    assert asyncio.run(ask(kept, known=b'"another"'))[0]["status"] == 200


def test_failures_and_files_are_not_kept() -> None:
    application = Counting(status=404)
    kept = KeptAnswers(application)
    assert asyncio.run(ask(kept))[0]["status"] == 404
    assert body(asyncio.run(ask(kept))) == b"answer 2"
    application = Counting()
    kept = KeptAnswers(application)
    asyncio.run(ask(kept, "/-/static/table.js"))
    assert body(asyncio.run(ask(kept, "/-/static/table.js"))) == b"answer 2"


def test_what_is_too_long_is_passed_on_piece_by_piece() -> None:
    application = Counting(body=b"x" * LARGEST)
    kept = KeptAnswers(application)
    for number in (b"1", b"2"):
        sent = asyncio.run(ask(kept))
        assert [message["type"] for message in sent].count("http.response.body") == 2
        assert body(sent)[-1:] == number


def test_the_answers_that_nobody_asked_for_lately_make_room() -> None:
    application = Counting()
    kept = KeptAnswers(application, most_bytes=20)
    for path in ("/a", "/b", "/a", "/c", "/a", "/b"):
        asyncio.run(ask(kept, path))
    assert application.asked == 4


def test_who_asks_meanwhile_waits_for_the_same_answer() -> None:
    async def at_once() -> list[bytes]:
        return [body(sent) for sent in await asyncio.gather(*(ask(kept) for _ in range(20)))]

    application = Counting()
    kept = KeptAnswers(application)
    assert asyncio.run(at_once()) == [b"answer 1"] * 20
    assert application.asked == 1


def test_who_waits_for_what_is_not_kept_is_answered_too() -> None:
    async def at_once() -> list[int]:
        sent = await asyncio.gather(*(ask(kept) for _ in range(5)))
        return [one[0]["status"] for one in sent]

    kept = KeptAnswers(Counting(status=404))
    assert asyncio.run(at_once()) == [404] * 5


def test_the_first_pages_are_made_when_the_site_starts() -> None:
    async def start_and_ask() -> int:
        kept = KeptAnswers(application)
        early = made_early(kept, ["/", "/harbour"], host="site")
        await early({"type": "lifespan"}, None, ignore)
        async with asyncio.timeout(60):
            while application.asked < 3:  # to start, and for the two pages
                await asyncio.sleep(0)
        made = application.asked
        await ask(kept, "/harbour")
        return application.asked - made

    async def ignore(message: Any) -> None:
        """Nobody listens."""

    application = Counting()
    assert asyncio.run(start_and_ask()) == 0


def test_a_site_that_is_stopped_finishes_the_page_it_is_making_and_begins_no_other() -> None:
    begun: list[str] = []
    finished: list[str] = []
    asked, answered = asyncio.Event(), asyncio.Event()

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await receive()
            return
        begun.append(scope["path"])
        asked.set()
        await answered.wait()
        finished.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def shutdown() -> dict[str, str]:
        await asked.wait()
        # Not before the site knows that it is stopped.
        asyncio.get_running_loop().call_soon(answered.set)
        return {"type": "lifespan.shutdown"}

    early = made_early(slow, ["/", "/harbour", "/-/about"], host="site")
    asyncio.run(early({"type": "lifespan"}, shutdown, None))
    assert begun == finished == ["/"]
