"""Validation takes the memory of a few batches of rows, however many rows there are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "validate.py"

MOST_MEGABYTES = 800
"""About 300 are the libraries; ten million rows were measured to take 800."""


def test_a_million_rows_of_each_format_are_checked_in_little_memory() -> None:
    answer = subprocess.run(
        [sys.executable, BENCHMARK, "--memory-rows", "1000000"],
        capture_output=True,
        text=True,
        check=True,
    )
    taken = re.search(r"([\d,]+) MB", answer.stdout)
    assert "2,002,000 rows checked" in answer.stdout
    assert taken is not None
    assert int(taken[1].replace(",", "")) < MOST_MEGABYTES
