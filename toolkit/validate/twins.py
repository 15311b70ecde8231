"""The two files of one table hold the same rows, and where they do not."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from toolkit.schema import Table
from toolkit.validate.report import Finding, shown
from toolkit.validate.rows import row_key


def compare_twins(
    frame: pl.DataFrame, twin: pl.DataFrame, table: Table, *, name: str, other: str
) -> Iterator[Finding]:
    """Say where two readings of one table differ.

    Args:
        frame: The rows of the resource that findings are about.
        twin: The rows of the other.
        table: What the schema says.
        name: How findings call the resource.
        other: The other resource's name.
    """
    if frame.height != twin.height:
        message = f"It has {frame.height} rows, and {other} has {twin.height}."
        yield Finding("twin", message, name)
        yield from _missing(frame, twin, table, name, other)
        return
    for column in table.column_names:
        if column not in frame.columns or column not in twin.columns:
            continue
        given, wanted = frame[column], twin[column]
        if given.dtype != wanted.dtype:
            continue  # A finding about types.
        for index in given.ne_missing(wanted).arg_true():
            row = int(index)
            message = f"{other} has another value: {_shown(wanted, row)}."
            key = row_key(frame, table, row)
            yield Finding("twin", message, name, key, row + 1, column, _shown(given, row))


def _shown(values: pl.Series, row: int) -> str | None:
    """A value as it can be shown; a list as a list, not as a column."""
    value = values[row]
    return shown(value.to_list() if isinstance(value, pl.Series) else value)


def _missing(
    frame: pl.DataFrame, twin: pl.DataFrame, table: Table, name: str, other: str
) -> Iterator[Finding]:
    """The rows that only one of the two has, told by their keys."""
    key = list(table.primary_key)
    if not key or not set(key) <= set(frame.columns) & set(twin.columns):
        return
    if frame.select(key).schema != twin.select(key).schema:
        return
    for row in frame.select(key).join(twin.select(key), on=key, how="anti").iter_rows():
        yield Finding("twin", f"{other} does not have this row.", name, _text(row))
    for row in twin.select(key).join(frame.select(key), on=key, how="anti").iter_rows():
        yield Finding("twin", f"Only {other} has this row.", name, _text(row))


def _text(key: tuple[object, ...]) -> str:
    return ", ".join(map(str, key))
