"""Keys and references, over whole tables: what Table Schema says of rows together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from toolkit.schema import ForeignKey, Table
from toolkit.validate.report import Finding, shown
from toolkit.validate.rows import row_key

INDEX = "__row_index"
"""A column for the row's number; two underscores, because no Table Schema of ours begins so."""


def check_keys(frame: pl.DataFrame, table: Table, *, name: str | None = None) -> Iterator[Finding]:
    """Check the primary key, the unique columns and the unique keys of one table.

    A null in a primary key is a finding (also in one part of a composite key); in a unique column
    or key a null equals nothing, not even another null.

    Args:
        frame: All rows of the table.
        table: What the schema says.
        name: How findings call the table, if not by its own name.
    """
    called = name or table.name
    if table.primary_key:
        yield from _missing_parts(frame, table, called)
        yield from _repeated(frame, table, table.primary_key, "primaryKey", called)
    for column in table.columns:
        if column.constraints.unique and (column.name,) != table.primary_key:
            yield from _repeated(frame, table, (column.name,), "unique", called)
    for key in table.unique_keys:
        yield from _repeated(frame, table, key, "uniqueKeys", called)


def check_references(
    frame: pl.DataFrame,
    table: Table,
    referenced: Mapping[str, pl.DataFrame],
    *,
    name: str | None = None,
) -> Iterator[Finding]:
    """Check that every foreign key is a key of the table that it points to.

    A key with a null in any part points nowhere and is not checked.

    Args:
        frame: All rows of the table.
        table: What the schema says.
        referenced: The frames of all tables, by the names that foreign keys use.
        name: How findings call the table, if not by its own name.
    """
    called = name or table.name
    for key in table.foreign_keys:
        target = frame if key.resource is None else referenced.get(key.resource)
        column = ", ".join(key.columns)
        if target is None or not set(key.referenced) <= set(target.columns):
            message = f"It refers to {key.resource}, which could not be read."
            yield Finding("foreignKey", message, called, column=column)
        elif _comparable(frame, key, target):
            yield from _dangling(frame, table, key, target, called)


def _missing_parts(frame: pl.DataFrame, table: Table, called: str) -> Iterator[Finding]:
    for name in table.primary_key:
        # A required column's nulls are found with its values.
        if name not in frame.columns or table.column(name).required:
            continue
        for index in frame[name].is_null().arg_true():
            message = "The primary key has no value here."
            yield Finding("primaryKey", message, called, None, int(index) + 1, name)


def _repeated(
    frame: pl.DataFrame, table: Table, key: Sequence[str], rule: str, called: str
) -> Iterator[Finding]:
    """Each row whose key an earlier row has; the message names that row."""
    if not set(key) <= set(frame.columns):
        return
    keyed = frame.select(key).with_row_index(INDEX).drop_nulls(list(key))
    first = keyed.group_by(key).agg(pl.col(INDEX).min().alias("first"))
    again = keyed.join(first, on=list(key)).filter(pl.col(INDEX) > pl.col("first")).sort(INDEX)
    for row in again.iter_rows(named=True):
        yield Finding(
            rule=rule,
            message=f"Row {row['first'] + 1} has the same value.",
            table=called,
            row=row_key(frame, table, row[INDEX]),
            row_number=row[INDEX] + 1,
            column=", ".join(key),
            value=shown(", ".join(str(row[name]) for name in key)),
        )


def _comparable(frame: pl.DataFrame, key: ForeignKey, target: pl.DataFrame) -> bool:
    """Whether both sides are there with the same types; if not, the types are reported already."""
    return all(
        column in frame.columns and frame.schema[column] == target.schema[other]
        for column, other in zip(key.columns, key.referenced, strict=True)
    )


def _dangling(
    frame: pl.DataFrame, table: Table, key: ForeignKey, target: pl.DataFrame, called: str
) -> Iterator[Finding]:
    given = frame.select(key.columns).with_row_index(INDEX).drop_nulls(list(key.columns))
    there = target.select(key.referenced).unique()
    dangling = given.join(there, left_on=key.columns, right_on=key.referenced, how="anti")
    for row in dangling.sort(INDEX).iter_rows(named=True):
        yield Finding(
            rule="foreignKey",
            message=f"There is no such row in {key.resource or table.name}.",
            table=called,
            row=row_key(frame, table, row[INDEX]),
            row_number=row[INDEX] + 1,
            column=", ".join(key.columns),
            value=shown(", ".join(str(row[name]) for name in key.columns)),
        )
