"""CSV that a spreadsheet shows instead of running: a text that begins like a formula is marked.

The site's CSV is what people open with a click. An apostrophe before the text makes every
spreadsheet take it as text; JSON, and the published files, hold it exactly.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Any

FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that spreadsheets calculate."""

PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")

MARK = "'"


class Writer:
    """A ``csv.writer`` whose cells run nowhere."""

    def __init__(self, file: Any) -> None:
        """Write to a file; whatever its ``write`` returns, each row returns."""
        self._writer = csv.writer(file)

    def writerow(self, row: Iterable[object]) -> Any:
        """Write one row."""
        return self._writer.writerow([harmless_cell(cell) for cell in row])


writer = Writer
"""The name by which Datasette asks the module ``csv`` for one."""


def harmless_cell(cell: object) -> object:
    """A cell as it is, or with an apostrophe before a text that would be calculated.

    >>> harmless_cell("=1+1"), harmless_cell("-5"), harmless_cell(-5)
    ("'=1+1", '-5', -5)
    """
    if not isinstance(cell, str) or not FORMULA.match(cell) or PLAIN_NUMBER.fullmatch(cell):
        return cell
    return f"{MARK}{cell}"
