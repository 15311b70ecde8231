"""A table as a pandera schema on the polars backend: each failure names its column and its rule.

Written by hand because pandera's own reader of Table Schemas serves pandas only, drops time zones,
coerces types and anchors ``a|b`` as ``^a|b$``. The names of rules are those of Table Schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandera.polars as pa
import polars as pl

from toolkit.errors import SchemaError
from toolkit.schema.model import LIST_PREFIX, Column, Table

POLARS_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "int64": pl.Int64(),
    "double": pl.Float64(),
    "bool": pl.Boolean(),
    "date32": pl.Date(),
    "timestamp[us, UTC]": pl.Datetime("us", "UTC"),
}


def pandera_schema(table: Table, *, unique: bool = True) -> pa.DataFrameSchema:
    """The table's columns, types and constraints as a pandera schema for polars frames.

    Args:
        table: The table.
        unique: Whether a frame is the whole table, so that its unique columns and its primary key
            can be judged; False for one batch of many.

    Returns:
        A schema for ``validate(frame, lazy=True)``. In ``failure_cases`` the column ``check`` holds
        ``enum``, ``categories``, ``pattern``, ``minimum``, ``maximum``, ``exclusiveMinimum``,
        ``exclusiveMaximum``, ``minLength`` or ``maxLength``, or pandera's own name for a failure of
        type, null, uniqueness, presence or order of columns.
    """
    alone = table.primary_key[0] if len(table.primary_key) == 1 else None
    columns = {
        column.name: pa.Column(
            polars_type(column.arrow_type),
            checks=list(_checks(column)),
            nullable=not (column.required or column.name in table.primary_key),
            unique=unique and (column.constraints.unique or column.name == alone),
            title=column.title,
            description=column.description,
        )
        for column in table.columns
    }
    return pa.DataFrameSchema(columns, name=table.name, strict=True, ordered=True)


def polars_type(name: str) -> pl.DataType:
    """The polars type of a column's Arrow type as text, such as ``list<string>``.

    Raises:
        SchemaError: The text names no type that the toolkit uses.
    """
    if name.startswith(LIST_PREFIX) and name.endswith(">"):
        return pl.List(polars_type(name.removeprefix(LIST_PREFIX)[:-1]))
    if name not in POLARS_TYPES:
        raise SchemaError(f"There is no type {name!r} in the toolkit's tables.")
    return POLARS_TYPES[name]


def _checks(column: Column) -> Iterator[pa.Check]:
    """One check for each constraint; its ``error`` is the rule's name in reports."""
    asked = column.constraints
    if asked.enum is not None:
        yield pa.Check.isin(asked.enum, error="enum")
    elif column.categories and not column.is_list:
        yield pa.Check.isin([one.value for one in column.categories], error="categories")
    if asked.pattern is not None:
        # Table Schema means the whole value; "^a|b$" would let "ab" through.
        yield pa.Check.str_matches(f"^(?:{asked.pattern})$", error="pattern")
    if asked.minimum is not None:
        yield pa.Check.ge(asked.minimum, error="minimum")
    if asked.maximum is not None:
        yield pa.Check.le(asked.maximum, error="maximum")
    if asked.exclusive_minimum is not None:
        yield pa.Check.gt(asked.exclusive_minimum, error="exclusiveMinimum")
    if asked.exclusive_maximum is not None:
        yield pa.Check.lt(asked.exclusive_maximum, error="exclusiveMaximum")
    if asked.min_length is not None:
        yield _length(column, pl.Expr.ge, asked.min_length, "minLength")
    if asked.max_length is not None:
        yield _length(column, pl.Expr.le, asked.max_length, "maxLength")


def _length(column: Column, holds: Any, bound: int, rule: str) -> pa.Check:
    """A check of how many characters a text has, or how many elements a list has."""

    def long_enough(data: pa.PolarsData) -> pl.LazyFrame:
        value = pl.col(data.key)
        length = value.list.len() if column.is_list else value.str.len_chars()
        return data.lazyframe.select(holds(length, bound))

    return pa.Check(long_enough, error=rule)
