"""Rows that stand in the descriptor itself, as lists or as objects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from typing import Any

import polars as pl

from toolkit.schema import Table
from toolkit.validate.batches import Reading, Rows
from toolkit.validate.columns import match_columns
from toolkit.validate.report import Finding, shown


def labels(data: Any) -> list[str] | None:
    """The labels of rows: the first row of lists, or the keys of objects; None for other data."""
    if not isinstance(data, list) or not data:
        return None
    if all(isinstance(row, dict) for row in data):
        return list(dict.fromkeys(chain.from_iterable(data)))
    if all(isinstance(row, list) for row in data):
        return [str(label) for label in data[0]]
    return None


def read_rows(data: Sequence[Any], table: Table, name: str) -> Reading:
    """Give the rows as text; what is no text in a column of text is a finding."""
    names = labels(data) or []
    positions = match_columns(names, table, name=name).positions
    if isinstance(data[0], dict):
        rows = [[row.get(label) for label in names] for row in data]
    else:
        rows = list(data[1:])
    for number, row in enumerate(rows, start=1):
        if len(row) != len(names):
            rule = "extraCell" if len(row) > len(names) else "missingCell"
            message = f"The row has {len(row)} cells for {len(names)} columns."
            yield Finding(rule, message, name, row_number=number)
    columns = []
    for column, place in positions.items():
        cells = [row[place] if place < len(row) else None for row in rows]
        if table.column(column).type == "string":
            for number, cell in enumerate(cells, start=1):
                if cell is not None and not isinstance(cell, str):
                    message = "It cannot be read as string."
                    yield Finding("type", message, name, None, number, column, shown(cell))
        columns.append(pl.Series(column, [_text(cell) for cell in cells], dtype=pl.String))
    yield Rows(pl.DataFrame(columns), 0)


def _text(cell: Any) -> str | None:
    """A value of JSON as a cell of CSV would hold it."""
    return cell if cell is None or isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
