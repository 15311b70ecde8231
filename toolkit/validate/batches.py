"""Rows as a reader of files hands them on, whatever the format, and as they are once read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from toolkit.schema import Table
from toolkit.validate.report import Finding

INDEX = "__row_index"
"""A column for a row's place in its table; no Table Schema of ours has a name like it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a table, one after another, with the columns of its schema that it has."""

    frame: pl.DataFrame
    offset: int
    """How many rows of the table stand before them."""
    native: pa.RecordBatch | None = None
    """The same rows as the file holds them, where it has types; cells are text if it has none."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows whose cells have been read as their columns' values."""

    rows: Rows
    values: pl.DataFrame
    present: pl.DataFrame
    """For each cell whether there is something, readable or not."""
    unsound: frozenset[str] = frozenset()
    """Columns whose values are of a type that the schema does not allow."""

    @property
    def offset(self) -> int:
        """How many rows of the table stand before these."""
        return self.rows.offset

    def to_arrow(self) -> pa.RecordBatch:
        """The rows as the file holds them, or as they were read where it holds text."""
        if self.rows.native is not None:
            return self.rows.native
        table = self.values.to_arrow().combine_chunks()
        batches = table.to_batches()
        return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


Reading = Iterator[Rows | Finding]
"""What a reader gives, in the order of the file: rows, and what is wrong in between."""


def row_key(frame: pl.DataFrame, table: Table, index: int) -> str | None:
    """The primary key of the row at an index, as text; None for a table without one."""
    known = [name for name in table.primary_key if name in frame.columns]
    return ", ".join(str(frame[name][index]) for name in known) if known else None
