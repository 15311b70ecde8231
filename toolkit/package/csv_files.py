"""Write a table as CSV: the same rows as the Parquet file, for people and tools without Parquet.

Null is an empty cell, a list is JSON text, a time is ``2021-03-04T09:30:00Z``, a double is the
shortest text that reads back equal and keeps its point (``4000.0``). Text stands as it is, also
where it begins with ``=``: a spreadsheet takes that for a formula, and the card says so.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa

BATCH_ROWS = 10_000
"""Rows turned into Python values at a time, so that memory does not grow with the table."""

DIALECT: dict[str, Any] = {
    # Stated, because frictionless guesses the delimiter wrong where text is full of semicolons.
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
"""The Table Dialect of the files."""


def write_csv(table: pa.Table, package: Path, name: str) -> str:
    """Write one table to ``data/<name>.csv``: UTF-8, comma, LF, quotation marks where needed.

    Args:
        table: The rows, with the declared schema.
        package: The folder of the package.
        name: The table's name.

    Returns:
        The file relative to the package.

    Raises:
        ValueError: A double is NaN or infinite, which the tables do not allow.
    """
    path = package / "data" / f"{name}.csv"
    write_csv_file(table, path)
    return path.relative_to(package).as_posix()


def write_csv_file(table: pa.Table, path: Path) -> None:
    """Write rows to one CSV file.

    Raises:
        OSError: The file cannot be written.
        ValueError: A double is NaN or infinite.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(_LineFeeds(file), lineterminator="\r\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(max_chunksize=BATCH_ROWS):
            writer.writerows(_cells(batch))


class _LineFeeds:
    """A file that ends each row with LF.

    Python's csv quotes a carriage return inside a cell only where it is part of the line end:
    with LF alone, a cell with one inside would be read as two rows.
    """

    def __init__(self, file: TextIO) -> None:
        self._write = file.write

    def write(self, row: str) -> int:
        """Write one row that ends with CR and LF."""
        return self._write(f"{row[:-2]}\n")


def _cells(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(_column_cells(column) for column in batch.columns), strict=True)


def _column_cells(column: pa.Array[Any]) -> list[Any]:
    write = _writer_of(column.type)
    if pa.types.is_timestamp(column.type):
        # Without the zone, which is UTC: pyarrow then needs no time zone database.
        column = column.cast(pa.timestamp("us"))
    cells: list[Any] = column.to_pylist()
    return [None if cell is None else write(cell) for cell in cells] if write else cells


def _writer_of(kind: pa.DataType) -> Callable[[Any], str] | None:
    """How a value of the type is written; None where Python's csv writes it as it should be."""
    if pa.types.is_list(kind):
        return _list_text
    if pa.types.is_timestamp(kind):
        return _time_text
    if pa.types.is_floating(kind):
        return _double_text
    if pa.types.is_boolean(kind):
        return _boolean_text
    return None


def _list_text(value: list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _time_text(value: datetime) -> str:
    return f"{value.isoformat()}Z"


def _double_text(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that a table may hold")
    return repr(value)


def _boolean_text(value: bool) -> str:
    return "true" if value else "false"
