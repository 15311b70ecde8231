"""Word lists as data: every list is a CSV file beside this one, with a header and a note column.

Lines that start with ``#`` say why a word is in or out; they are no rows.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Read one word list.

    Args:
        name: The file's name without ``.csv``, such as ``units``.

    Returns:
        One dict for each row, column name to text, in the file's order.
    """
    text = resources.files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))
