"""Which rows of a table came, went or hold other values, found by their key.

What is found is tidy: one line for each row that came or went, and one for each value that is
another. All of it is done column by column, so that a million rows take seconds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from toolkit.errors import PackageError

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

_KEY, _ORDER, _NEW = "\0key", "\0order", "\0new"
"""Columns of our own; no table has a column whose name begins with NUL."""


def compare_rows(
    old: pl.DataFrame, new: pl.DataFrame, key: Sequence[str], *, table: str
) -> pl.DataFrame:
    """Compare two editions of one table.

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
        PackageError: Two rows of an edition have the same key, or the key names no column.
    """
    before, after = _keyed(old, key, table), _keyed(new, key, table)
    return pl.concat(
        [
            _lines(before.join(after, on=_KEY, how="anti", maintain_order="left"), ROW_REMOVED),
            _lines(after.join(before, on=_KEY, how="anti", maintain_order="left"), ROW_ADDED),
            _changed(before, after, [name for name in new.columns if name not in key]),
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


def _keyed(frame: pl.DataFrame, key: Sequence[str], table: str) -> pl.DataFrame:
    missing = [name for name in key if name not in frame.columns]
    if not key or missing:
        raise PackageError(
            f"The rows of {table} cannot be compared: "
            + (f"it has no column {missing[0]!r}." if missing else "it states no primary key."),
            hint="Rows are found again by the primary key that both editions have.",
        )
    keyed = frame.with_columns(key_text(key).alias(_KEY)).with_row_index(_ORDER)
    if keyed[_KEY].null_count() or keyed[_KEY].n_unique() != keyed.height:
        raise PackageError(
            f"The rows of {table} cannot be compared: its primary key does not tell them apart.",
            hint="See which rows share one with: toolkit validate",
        )
    return keyed


def _lines(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    nothing = pl.lit(None, pl.String)
    return rows.select(
        pl.lit(kind).alias("kind"),
        pl.col(_KEY).alias("row_id"),
        nothing.alias("column"),
        nothing.alias("old"),
        nothing.alias("new"),
    )


def _changed(before: pl.DataFrame, after: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    shared = [name for name in columns if before.schema.get(name) == after.schema[name]]
    parts = [_changed_values(before, after, name) for name in shared]
    found = pl.concat([pl.DataFrame(schema={_ORDER: pl.UInt32, **LINES}), *parts])
    return found.sort(_ORDER, maintain_order=True).drop(_ORDER)


def _changed_values(before: pl.DataFrame, after: pl.DataFrame, column: str) -> pl.DataFrame:
    # One column at a time: a join of whole rows would hold every text twice.
    pairs = after.select(_ORDER, _KEY, pl.col(column).alias(_NEW)).join(
        before.select(_KEY, column), on=_KEY, maintain_order="left"
    )
    found = pairs.filter(pl.col(column).ne_missing(pl.col(_NEW)))
    return found.select(
        _ORDER,
        pl.lit(VALUE_CHANGED).alias("kind"),
        pl.col(_KEY).alias("row_id"),
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
