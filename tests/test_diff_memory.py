"""Editions are compared without either of them being held in memory."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "diff.py"

MOST_MEGABYTES = 1_500
"""About 680 were measured; the texts alone of one edition are 1,000."""


def test_two_editions_with_a_million_texts_are_compared_in_little_memory() -> None:
    answer = subprocess.run(
        [sys.executable, BENCHMARK, "--rows", "1000000"], capture_output=True, text=True, check=True
    )
    taken = re.search(r"([\d,]+) MB", answer.stdout)
    assert "letters: 1,000 changed" in answer.stdout
    assert taken is not None
    assert int(taken[1].replace(",", "")) < MOST_MEGABYTES
