"""The pages that everybody opens first, asked for as soon as the site runs.

They count over whole tables, which takes a while in a large dataset; a reader finds them made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from toolkit.serve.dataset import Site
from toolkit.serve.guard import Application, Message, Receive, Scope, Send
from toolkit.serve.inside import ask_inside

PATIENCE_SECONDS = 3
"""How long a site that is stopped waits for the page that it is making."""


def first_pages(site: Site) -> tuple[str, ...]:
    """The home page, the lists that it leads to, and the tables."""
    return (
        "/",
        *(f"/{site.database}/{table.name}" for table in site.tables),
        "/-/series",
        "/-/repeats",
        "/-/dictionary",
        "/-/about",
    )


def made_early(application: Application, addresses: Sequence[str], *, host: str) -> Application:
    """Wrap an application that keeps its answers, so that it makes some when it is started.

    Args:
        application: What answers, and keeps what it answered.
        addresses: What is asked for, one after the other.
        host: How readers are told to address the site.
    """
    making: set[asyncio.Task[None]] = set()
    stopping = asyncio.Event()

    async def ask() -> None:
        for address in addresses:
            if stopping.is_set():
                return
            await ask_inside(application, address, host=host.encode())

    async def early(scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_last() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown" and making:
                # A page that is cut off leaves coroutines behind, and Python complains of each.
                stopping.set()
                await asyncio.wait(making, timeout=PATIENCE_SECONDS)
            return message

        if scope["type"] != "lifespan":
            await application(scope, receive, send)
            return
        # The loop keeps only a weak reference to what it runs.
        making.add(asyncio.create_task(ask()))
        await application(scope, receive_last, send)

    return early
