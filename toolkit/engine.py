"""Where shards run: in this process, or in a pool of processes. The results are the same.

A shard is a tuple of files that one process reads, parses and extracts; its function is pure and
can be pickled. Results come back in the order of the shards, and only a few are under way at once,
so a large source never piles up in memory.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from toolkit.errors import ToolkitError

Item = TypeVar("Item")
Shard = TypeVar("Shard")
Result = TypeVar("Result")

SHARDS_IN_FLIGHT = 2
"""Shards handed out for each worker: one under way, one waiting."""


def make_shards(items: Sequence[Item], size: int) -> tuple[tuple[Item, ...], ...]:
    """Cut a sequence into shards of ``size`` items; the last one may be shorter.

    >>> make_shards("abcde", 2)
    (('a', 'b'), ('c', 'd'), ('e',))
    """
    if size < 1:
        raise ValueError(f"a shard holds at least one item, not {size}")
    return tuple(tuple(items[start : start + size]) for start in range(0, len(items), size))


def run_shards(
    function: Callable[[Shard], Result], shards: Iterable[Shard], *, workers: int = 1
) -> Iterator[Result]:
    """Run a function on every shard and give the results in the order of the shards.

    Args:
        function: Pure and picklable: a module's function or a ``functools.partial`` of one.
        shards: What to run it on.
        workers: 1 runs everything here; more starts that many processes.

    Yields:
        The results, in order.

    Raises:
        ToolkitError: A worker process died, or ``workers`` is less than 1.
        Exception: Whatever the function raises, at the place of its shard.
    """
    if workers < 1:
        raise ToolkitError(
            f"{workers} workers cannot do anything.", hint="Give --workers a number from 1 up."
        )
    if workers == 1:
        return map(function, shards)
    return _run_in_pool(function, shards, workers)


def _run_in_pool(
    function: Callable[[Shard], Result], shards: Iterable[Shard], workers: int
) -> Iterator[Result]:
    # spawn: a forked child would inherit locks that the parent's threads (polars, pyarrow) hold
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        max_workers=workers, mp_context=context, initializer=_end_on_interrupt
    )
    waiting: deque[Future[Result]] = deque()
    remaining = iter(shards)
    try:
        for shard in islice(remaining, workers * SHARDS_IN_FLIGHT):
            waiting.append(pool.submit(function, shard))
        while waiting:
            yield waiting.popleft().result()
            for shard in islice(remaining, 1):
                waiting.append(pool.submit(function, shard))
    except BrokenProcessPool as error:
        raise ToolkitError(
            "A worker process ended before its work was done, most likely for lack of memory.",
            hint="Build again with fewer --workers.",
        ) from error
    finally:
        # also on Ctrl-C and when the caller stops early: what has not begun is not begun
        pool.shutdown(wait=True, cancel_futures=True)


def _end_on_interrupt() -> None:
    """Let Ctrl-C end a worker at once, without a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
