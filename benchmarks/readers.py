"""Readers of a web site who ask again as soon as they are answered."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

TIMEOUT = 30
"""Seconds after which a reader gives up."""


def ask_each(origin: str, addresses: Sequence[str]) -> list[float]:
    """One reader who asks for each address once: how long each answer took, in seconds.

    Raises:
        ConnectionError: Nobody answers there.
    """
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=TIMEOUT)
    try:
        return [_ask(connection, address)[1] for address in addresses]
    finally:
        connection.close()


def ask_once(origin: str, addresses: Sequence[str], *, readers: int, seconds: float) -> list[float]:
    """Many readers at once, who share out the addresses so that none is asked for twice.

    Args:
        origin: Where the site is.
        addresses: What they ask for, all different.
        readers: How many there are.
        seconds: When they stop asking.

    Returns:
        How long each answer took, in seconds.
    """
    end = time.perf_counter() + seconds
    times: list[float] = []

    def read(mine: Sequence[str]) -> None:
        connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=TIMEOUT)
        try:
            for address in mine:
                if time.perf_counter() < end:
                    times.append(_ask(connection, address)[1])
        except TimeoutError:
            # Who gives up does not ask again.
            times.append(TIMEOUT)
        finally:
            connection.close()

    shares = [addresses[number::readers] for number in range(readers)]
    threads = [threading.Thread(target=read, args=(share,)) for share in shares if share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def ask_all(
    origin: str, addresses: Sequence[str], *, readers: int, seconds: float
) -> tuple[list[float], int]:
    """Many readers at once, each asking for all addresses over and over in an order of its own.

    Args:
        origin: Where the site is.
        addresses: What they ask for.
        readers: How many there are.
        seconds: When they stop asking; each asks at least once.

    Returns:
        How long each answer took, in seconds, where a reader who gives up counts with the time
        until then; and how many requests were refused.
    """
    times: list[float] = []
    refused: list[int] = []
    end = time.perf_counter() + seconds

    def read(number: int) -> None:
        order = random.Random(number)
        connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=TIMEOUT)
        try:
            while True:
                try:
                    status, taken = _ask(connection, order.choice(addresses))
                except TimeoutError:
                    connection.close()
                    status, taken = 0, TIMEOUT
                if status in (0, 200):
                    times.append(taken)
                else:
                    refused.append(status)
                if time.perf_counter() > end:
                    return
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(refused)


def _ask(connection: http.client.HTTPConnection, address: str) -> tuple[int, float]:
    started = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    return response.status, time.perf_counter() - started
