"""The same function gives the same results in the same order, wherever it runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engine import make_shards, run_shards
from toolkit.errors import ToolkitError

ROOT = Path(__file__).parent.parent


def total(shard: tuple[int, ...]) -> int:
    return sum(shard)


def slow_first(shard: tuple[int, ...]) -> int:
    if shard[0] == 0:
        time.sleep(0.2)
    return sum(shard)


def die(shard: tuple[int, ...]) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return sum(shard)


def fail(shard: tuple[int, ...]) -> int:
    raise ToolkitError(f"shard {shard[0]} is at fault")


def sleep(shard: tuple[int, ...]) -> None:
    time.sleep(60)


@settings(deadline=None)
@given(st.lists(st.integers()), st.integers(min_value=1, max_value=9))
def test_shards_hold_every_item_once_and_in_order(items: list[int], size: int) -> None:
    shards = make_shards(items, size)
    assert [item for shard in shards for item in shard] == items
    assert all(len(shard) == size for shard in shards[:-1])


def test_a_shard_holds_at_least_one_item() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        make_shards([1], 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_shards(workers: int) -> None:
    shards = make_shards(range(20), 3)
    results = list(run_shards(slow_first, shards, workers=workers))
    assert results == [sum(shard) for shard in shards]


def test_no_shards_give_no_results() -> None:
    assert list(run_shards(total, (), workers=2)) == []


def test_only_a_few_shards_are_taken_ahead() -> None:
    taken: list[int] = []

    def shards() -> Iterator[tuple[int, ...]]:
        for number in range(100):
            taken.append(number)
            yield (number,)

    results = run_shards(total, shards(), workers=2)
    assert next(results) == 0
    assert len(taken) < 10
    results.close()  # type: ignore[attr-defined]  # a generator, where there is a pool


def test_a_worker_that_dies_is_told_with_what_to_do() -> None:
    with pytest.raises(ToolkitError, match="worker process ended") as caught:
        list(run_shards(die, make_shards(range(4), 1), workers=2))
    assert "fewer --workers" in caught.value.hint


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_shard_raises_is_raised_here(workers: int) -> None:
    with pytest.raises(ToolkitError, match="shard 0 is at fault"):
        list(run_shards(fail, make_shards(range(4), 2), workers=workers))


def test_no_workers_are_refused() -> None:
    with pytest.raises(ToolkitError, match="0 workers"):
        run_shards(total, (), workers=0)


def test_an_interrupt_ends_the_pool_at_once(tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(
        "import os, time\n"
        "from toolkit.engine import make_shards, run_shards\n"
        "def work(shard):\n"
        "    os.write(1, b'begun\\n')\n"  # in one piece: two workers write at the same time
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        "        list(run_shards(work, make_shards(range(4), 1), workers=2))\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted', flush=True)\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["begun\n"] * 2
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does on Ctrl-C
    output, errors = process.communicate(timeout=20)
    assert output.endswith("interrupted\n")
    assert "Traceback" not in errors
