"""The two files of one table hold the same rows, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from toolkit.schema import Table
from toolkit.validate.batches import Reading, Rows, row_key
from toolkit.validate.keys import differing_keys
from toolkit.validate.report import EXAMPLES, Finding, Further, shown
from toolkit.validate.rows import RowChecker
from toolkit.validate.store import Store

Frames = Iterable[pl.DataFrame]
"""The values of a table's rows, some at a time."""


def values_of(reading: Reading, table: Table) -> Iterator[pl.DataFrame]:
    """The values of the rows that a reader gives, what is wrong with them aside."""
    checker = RowChecker(table)
    for item in reading:
        if isinstance(item, Rows):
            yield checker.read(item).values


def are_same(reading: Reading, other: Reading, table: Table) -> bool:
    """Whether a reader gives without any fault the rows that another one gives.

    Args:
        reading: The one that there may be something wrong with.
        other: The one that is checked for itself.
        table: What the schema of both says.
    """
    checker = RowChecker(table)
    there = _Taken(values_of(other, table))
    for item in reading:
        if not isinstance(item, Rows):
            return False
        values = checker.read(item).values
        if checker.findings:
            return False
        wanted = there.take(values.height)
        if values.schema != wanted.schema or not values.equals(wanted):
            return False
    return there.take(1).is_empty()


def compare_twins(
    mine: Frames, theirs: Frames, table: Table, *, name: str, other: str
) -> Iterator[Finding | Further]:
    """Say where two readings of one table, of the same number of rows, differ.

    Args:
        mine: The values of the resource that findings are about.
        theirs: The values of the other.
        table: What the schema says.
        name: How findings call the resource.
        other: The other resource's name.
    """
    there = _Taken(iter(theirs))
    offset = 0
    for frame in mine:
        twin = there.take(frame.height)
        for column in table.column_names:
            if column in frame.columns and column in twin.columns:
                yield from _differences(frame, twin, table, column, offset, name, other)
        offset += frame.height


def compare_keys(
    store: Store, table: Table, *, name: str, other: str
) -> Iterator[Finding | Further]:
    """The rows that only one of two twins has, told by their keys."""
    key = table.primary_key
    if not key:
        return
    for one, another, message in (
        (name, other, f"{other} does not have this row."),
        (other, name, f"Only {other} has this row."),
    ):
        keys, more = differing_keys(store, key, one, another)
        for text in keys:
            yield Finding("twin", message, name, text)
        if more:
            yield Further((name, None, "twin"), more)


class _Taken:
    """Frames from which any number of rows is taken."""

    def __init__(self, frames: Iterator[pl.DataFrame]) -> None:
        self._frames = frames
        self._left: pl.DataFrame | None = None

    def take(self, rows: int) -> pl.DataFrame:
        """The next rows, fewer at the end."""
        while self._left is None or self._left.height < rows:
            more = next(self._frames, None)
            if more is None:
                break
            self._left = more if self._left is None else pl.concat([self._left, more])
        left = pl.DataFrame() if self._left is None else self._left
        taken, self._left = left.slice(0, rows), left.slice(rows)
        return taken


def _differences(
    frame: pl.DataFrame,
    twin: pl.DataFrame,
    table: Table,
    column: str,
    offset: int,
    name: str,
    other: str,
) -> Iterator[Finding | Further]:
    given, wanted = frame[column], twin[column]
    if given.dtype != wanted.dtype or len(given) != len(wanted):
        return  # A finding about types, or about the number of rows.
    indexes = given.ne_missing(wanted).arg_true()
    for row in map(int, indexes.head(EXAMPLES)):
        message = f"{other} has another value: {_shown(wanted, row)}."
        key = row_key(frame, table, row)
        yield Finding("twin", message, name, key, offset + row + 1, column, _shown(given, row))
    if len(indexes) > EXAMPLES:
        yield Further((name, column, "twin"), len(indexes) - EXAMPLES)


def _shown(values: pl.Series, row: int) -> str | None:
    """A value as it can be shown; a list as a list, not as a column."""
    value = values[row]
    return shown(value.to_list() if isinstance(value, pl.Series) else value)
