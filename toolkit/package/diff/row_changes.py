"""Which rows of a table came, went or hold other values, found by their key.

What is found is tidy: one line for each row that came or went, and one for each value that is
another. Tables are read as a stream and never held whole, so that an edition may be larger than
memory and a million rows take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from toolkit.errors import PackageError
from toolkit.package.editions import collect_rows, schema_of

ROW_ADDED = "row_added"
ROW_REMOVED = "row_removed"
VALUE_CHANGED = "value_changed"

LINES = {
    "kind": pl.String,
    "row_id": pl.String,
    "column": pl.String,
    "old": pl.String,
    "new": pl.String,
}
"""What a line says of a row."""

KEY_SEPARATOR = " | "
"""Between the values of a key of several columns."""

BATCH_ROWS = 50_000
"""Rows with other values whose values are in memory at the same time."""

KEY = "\0key"
_ORDER, _PRINT, _OLD, _NEW = "\0order", "\0print", "\0old", "\0new"
"""Columns of our own; no table has a column whose name begins with NUL."""


def compare_rows(
    old: pl.LazyFrame, new: pl.LazyFrame, key: Sequence[str], *, table: str
) -> pl.DataFrame:
    """Compare two editions of one table.

    In memory are the keys of both with a print of each row (some 60 bytes a row), what differs,
    and of the rows that hold other values a batch at a time.

    Args:
        old: Its rows in the edition before.
        new: Its rows in this edition.
        key: The primary key.
        table: The table's name, for the messages.

    Returns:
        :data:`LINES`: what went, what came, what changed, each in the order of the rows. Values
        are text as in the CSV files; a column that only one edition has, or that has another type
        now, is a change of the schema and has no lines.

    Raises:
        PackageError: Two rows of an edition have the same key, the key names no column, or a file
            cannot be read.
    """
    columns = _shared_columns(old, new, key)
    before, after = (_read_prints(side, key, columns, table) for side in (old, new))
    both = after.join(before, on=KEY, suffix=_OLD, maintain_order="left")
    differing = both.filter(pl.col(_PRINT) != pl.col(_PRINT + _OLD)).select(KEY)
    changed = []
    for ids in (some[KEY] for some in differing.iter_slices(BATCH_ROWS)):
        was, now = (read_rows(side, key, ids, columns, table) for side in (old, new))
        changed.append(_changed(was, now, columns))
    return pl.concat(
        [
            _lines(before.join(after, on=KEY, how="anti", maintain_order="left"), ROW_REMOVED),
            _lines(after.join(before, on=KEY, how="anti", maintain_order="left"), ROW_ADDED),
            *changed,
        ]
    )


def primary_key(schema: Mapping[str, Any]) -> list[str]:
    """The primary key of a Table Schema, which may be a name or a list of names."""
    key = schema.get("primaryKey") or []
    return [key] if isinstance(key, str) else list(key)


def foreign_keys(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The foreign keys of a Table Schema that name their columns in a list."""
    keys = schema.get("foreignKeys") or []
    return [key for key in keys if isinstance(key, dict) and isinstance(key.get("fields"), list)]


def key_text(key: Sequence[str]) -> pl.Expr:
    """The key of a row as one text."""
    parts = [pl.col(name).cast(pl.String) for name in key]
    return parts[0] if len(parts) == 1 else pl.concat_str(parts, separator=KEY_SEPARATOR)


def read_rows(
    rows: pl.LazyFrame, key: Sequence[str], ids: pl.Series, columns: Sequence[str], table: str
) -> pl.DataFrame:
    """Some rows of a table, in its order.

    Args:
        rows: The table.
        key: Its primary key.
        ids: The keys of the wanted rows, as text.
        columns: The wanted columns.
        table: The table's name, for the message.

    Returns:
        :data:`KEY` with each row's key as text, and the columns.
    """
    found = with_keys(rows.with_row_index(_ORDER), key, ids)
    wanted = found.select(_ORDER, key_text(key).alias(KEY), *columns)
    return collect_rows(wanted, table).sort(_ORDER).drop(_ORDER)


def with_keys(rows: pl.LazyFrame, key: Sequence[str], ids: pl.Series) -> pl.LazyFrame:
    """The rows of a table with some keys, given as text.

    Filtered before anything else: so the other columns of other rows are not even decoded, which a
    join would do.
    """
    return rows.filter(key_text(key).is_in(ids.implode()))


def _shared_columns(old: pl.LazyFrame, new: pl.LazyFrame, key: Sequence[str]) -> list[str]:
    """The columns whose values can be compared: in both editions, of one type, not the key."""
    before, after = schema_of(old), schema_of(new)
    return [name for name in after if name not in key and before.get(name) == after[name]]


def _read_prints(
    rows: pl.LazyFrame, key: Sequence[str], columns: Sequence[str], table: str
) -> pl.DataFrame:
    """The key of each row as text and a print of its values: equal rows have equal prints.

    A print is a hash of 64 bits, the same for the same values within one run of the program.
    """
    missing = [name for name in key if name not in schema_of(rows)]
    if not key or missing:
        raise PackageError(
            f"The rows of {table} cannot be compared: "
            + (f"it has no column {missing[0]!r}." if missing else "it states no primary key."),
            hint="Rows are found again by the primary key that both editions have.",
        )
    printed = pl.struct(columns).hash() if columns else pl.lit(0)
    keyed = collect_rows(rows.select(key_text(key).alias(KEY), printed.alias(_PRINT)), table)
    if keyed[KEY].null_count() or keyed[KEY].n_unique() != keyed.height:
        raise PackageError(
            f"The rows of {table} cannot be compared: its primary key does not tell them apart.",
            hint="See which rows share one with: toolkit validate",
        )
    return keyed


def _lines(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    return rows.select(
        pl.lit(kind).alias("kind"),
        pl.col(KEY).alias("row_id"),
        nothing.alias("column"),
        nothing.alias("old"),
        nothing.alias("new"),
    )


def _changed(before: pl.DataFrame, after: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    after = after.with_row_index(_ORDER)
    parts = [_changed_values(before, after, name) for name in columns]
    found = pl.concat([pl.DataFrame(schema={_ORDER: pl.UInt32, **LINES}), *parts])
    return found.sort(_ORDER, maintain_order=True).drop(_ORDER)


def _changed_values(before: pl.DataFrame, after: pl.DataFrame, column: str) -> pl.DataFrame:
    pairs = after.select(_ORDER, KEY, pl.col(column).alias(_NEW)).join(
        before.select(KEY, column), on=KEY, maintain_order="left"
    )
    found = pairs.filter(pl.col(column).ne_missing(pl.col(_NEW)))
    return found.select(
        _ORDER,
        pl.lit(VALUE_CHANGED).alias("kind"),
        pl.col(KEY).alias("row_id"),
        pl.lit(column).alias("column"),
        pl.Series("old", cell_texts(found[column]), pl.String),
        pl.Series("new", cell_texts(found[_NEW]), pl.String),
    )


def cell_texts(values: pl.Series) -> list[str | None]:
    """Values as text, as the CSV files of a package have them."""
    kind = values.dtype
    write: Callable[[Any], str] = str
    if isinstance(kind, pl.Datetime):
        write = _time_text
        values = values.dt.replace_time_zone(None)
    elif kind.is_nested():
        write = _json_text
    elif kind == pl.Boolean:
        write = _boolean_text
    elif kind.is_float():
        write = repr
    return [None if value is None else write(value) for value in values.to_list()]


def _time_text(value: Any) -> str:
    return f"{value.isoformat()}Z"


def _json_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _boolean_text(value: bool) -> str:
    return "true" if value else "false"
