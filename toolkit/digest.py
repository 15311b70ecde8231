"""The hash of what a table says, whatever file it stands in and whoever wrote the file.

Equal for a Parquet file and its CSV twin, for one file and several, for every version of every
writer. Anyone can compute it without Arrow: sha256 over JSON Lines in UTF-8, each ended by LF,
without spaces between tokens, characters outside ASCII as they are. The first line lists name and
type of each column (``[["document_id","string"],...]``), each other line is one row as an array in
the order of the columns. Nulls are ``null``; a double is the shortest decimal that reads back as
the same number and always has a point or an exponent (``4000.0``); a date is ``"2021-03-04"``; a
timestamp is in UTC with six digits of a second (``"2021-03-04T09:30:00.000000Z"``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from json.encoder import encode_basestring
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.schema import arrow_type_name

ALGORITHM = "sha256"

BATCH_ROWS = 65_536
"""How many rows are text at the same time."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content_hash(table: pa.Table | pa.RecordBatchReader) -> str:
    """Hash a table's rows in their order, reading one batch at a time.

    Args:
        table: A table, or a reader that gives its record batches.

    Returns:
        ``sha256:`` and 64 hex digits.

    Raises:
        ValueError: A date or time lies outside the years 1 to 9999.
    """
    digest = ContentHash(table.schema)
    for batch in _batches(table):
        digest.update(batch)
    return digest.value()


class ContentHash:
    """The content hash of rows that come one batch after another."""

    def __init__(self, schema: pa.Schema) -> None:
        """Begin with the columns' names and types."""
        self._digest = hashlib.new(ALGORITHM)
        self._add(_header(schema))

    def update(self, batch: pa.RecordBatch) -> None:
        """Add the next rows.

        Raises:
            ValueError: A date or time lies outside the years 1 to 9999.
        """
        self._add(_rows(batch))

    def value(self) -> str:
        """``sha256:`` and 64 hex digits."""
        return f"{ALGORITHM}:{self._digest.hexdigest()}"

    def _add(self, lines: str) -> None:
        self._digest.update(lines.encode("utf-8", "surrogatepass"))


def canonical_lines(table: pa.Table | pa.RecordBatchReader) -> Iterator[str]:
    """What is hashed: the header and the rows, as text of one or many lines at a time."""
    yield _header(table.schema)
    for batch in _batches(table):
        yield _rows(batch)


def _header(schema: pa.Schema) -> str:
    names = [[field.name, arrow_type_name(field.type)] for field in schema]
    return f"{_encode(names)}\n"


def _rows(batch: pa.RecordBatch) -> str:
    columns = [_texts(column) for column in batch.columns]
    return "".join(f"[{','.join(row)}]\n" for row in zip(*columns, strict=True))


def _batches(table: pa.Table | pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    given = table.to_batches() if isinstance(table, pa.Table) else table
    for batch in given:
        for start in range(0, batch.num_rows, BATCH_ROWS):
            yield batch.slice(start, BATCH_ROWS)


def _texts(column: pa.Array[Any]) -> Iterable[str]:
    """Each value of a column as JSON text."""
    if pa.types.is_timestamp(column.type):
        column = pc.cast(column, pa.timestamp("us"))
    try:
        values = column.to_pylist()
    except OverflowError as error:
        raise ValueError(f"a date or time is out of range: {error}") from error
    encode = _encoder(column.type)
    if column.null_count == 0:
        return map(encode, values)
    return ("null" if value is None else encode(value) for value in values)


def _encoder(kind: pa.DataType) -> Callable[[Any], str]:
    """How a value of a type that is not null becomes JSON text."""
    if pa.types.is_timestamp(kind):
        return lambda value: f'"{value.isoformat(timespec="microseconds")}Z"'
    if pa.types.is_date(kind):
        return lambda value: f'"{value.isoformat()}"'
    if pa.types.is_floating(kind):
        return float.__repr__
    if pa.types.is_integer(kind):
        return int.__repr__
    # A text is most of what a table holds, and this is what the encoder calls in the end.
    return _encode if pa.types.is_nested(kind) or pa.types.is_boolean(kind) else encode_basestring
