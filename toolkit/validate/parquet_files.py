"""Parquet files as rows of typed values, some at a time, every part of a table in several files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.validate.batches import Reading, Rows
from toolkit.validate.report import Finding, shown

BATCH_BYTES = 32_000_000
"""About how much of a file is in memory at the same time, counted as its own writer counts it."""

MOST_ROWS = 100_000

UNREADABLE = (OSError, pa.ArrowException, ValueError, pl.exceptions.PolarsError)


def read_schema(file: Path) -> pa.Schema:
    """The columns of a file.

    Raises:
        OSError: It cannot be read.
        pyarrow.ArrowException: It is no Parquet.
    """
    return pq.read_schema(file)


def read_batches(file: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a file.

    Raises:
        OSError: It cannot be read.
        pyarrow.ArrowException: It is damaged.
    """
    with pq.ParquetFile(file) as opened:
        metadata = opened.metadata
        groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
        size = sum(group.total_byte_size for group in groups)
        row = max(1, size // max(1, metadata.num_rows))
        rows = min(MOST_ROWS, max(1, BATCH_BYTES // row))
        for batch in opened.iter_batches(batch_size=rows):
            batch.validate(full=True)
            yield batch
        if metadata.num_rows == 0:
            yield pa.RecordBatch.from_pylist([], schema=opened.schema_arrow)


def read_rows(
    file: Path, path: str, positions: Mapping[str, int], *, name: str, offset: int
) -> Reading:
    """Read a file's rows.

    Args:
        file: The file.
        path: What findings call it.
        positions: The columns that are wanted, and where in the file each stands.
        name: The table.
        offset: How many rows of the table stand in the files before.
    """
    done = 0
    try:
        for batch in read_batches(file):
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a batch is no series
            wanted = [frame.to_series(place).alias(one) for one, place in positions.items()]
            yield Rows(pl.DataFrame(wanted), offset + done, native=batch)
            done += batch.num_rows
    except UNREADABLE as error:
        message = f"The file {path} cannot be read as Parquet: {shown(error)}"
        yield Finding("file", message, name)
