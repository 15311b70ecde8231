"""A table as a pandera schema on the polars backend: the second half of the bridge.

Written by hand because pandera's own reader of Table Schemas serves pandas only, drops time zones,
coerces types and anchors ``a|b`` as ``^a|b$``. The names of rules are those of Table Schema. What a
cell of text means is the first half, :mod:`toolkit.schema.reading`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pandera.polars as pa
import polars as pl

from toolkit.schema.model import Column, Table
from toolkit.schema.polars_types import polars_type
from toolkit.schema.reading import JUDGED_AS_TEXT, ColumnReader

Holds = Callable[[pl.Expr], pl.Expr]
"""A column's values to whether each keeps a rule; null where there is no value."""


def pandera_schema(
    table: Table, *, unique: bool = True, dtypes: Mapping[str, pl.DataType] | None = None
) -> pa.DataFrameSchema:
    """The table's columns, types and constraints as a pandera schema for polars frames.

    Args:
        table: The table.
        unique: Whether a frame is the whole table, so that its unique columns and its primary key
            can be judged; False for one batch of many.
        dtypes: The types of columns that are held otherwise than the schema alone says: objects
            and lists that a file holds as such, and not as text.

    Returns:
        A schema for ``validate(frame, lazy=True)``. In ``failure_cases`` the column ``check`` holds
        ``enum``, ``categories``, ``pattern``, ``minimum``, ``maximum``, ``exclusiveMinimum``,
        ``exclusiveMaximum``, ``minLength`` or ``maxLength``, or pandera's own name for a failure of
        type, null, uniqueness, presence or order of columns.

    Raises:
        SchemaError: A bound or a choice is no value of its column's type.
    """
    alone = table.primary_key[0] if len(table.primary_key) == 1 else None
    columns = {}
    for column in table.columns:
        dtype = (dtypes or {}).get(column.name, polars_type(column.arrow_type))
        columns[column.name] = pa.Column(
            dtype,
            checks=[_check(rule, holds) for rule, holds in _rules(column, dtype)],
            nullable=not (column.required or column.name in table.primary_key),
            unique=unique and (column.constraints.unique or column.name == alone),
            title=column.title,
            description=column.description,
        )
    return pa.DataFrameSchema(columns, name=table.name, strict=True, ordered=True)


def _check(rule: str, holds: Holds) -> pa.Check:
    def kept(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds(pl.col(data.key)).fill_null(value=True))

    return pa.Check(kept, error=rule)


def _rules(column: Column, dtype: pl.DataType) -> Iterator[tuple[str, Holds]]:
    """Each constraint of a column and what keeps it."""
    asked = column.constraints
    is_list = isinstance(dtype, pl.List | pl.Array)
    if dtype == pl.String and column.type not in JUDGED_AS_TEXT and asked.pattern is not None:
        yield "pattern", _matches(asked.pattern)
    if is_list or (dtype == pl.String and column.type not in JUDGED_AS_TEXT):
        if asked.min_length is not None:
            yield "minLength", _length(pl.Expr.ge, asked.min_length, is_list=is_list)
        if asked.max_length is not None:
            yield "maxLength", _length(pl.Expr.le, asked.max_length, is_list=is_list)
    if dtype.is_nested() or column.type in JUDGED_AS_TEXT:
        return
    read = ColumnReader(column).constant
    if asked.enum is not None:
        yield "enum", _among([read(one) for one in asked.enum], dtype)
    elif column.categories:
        yield "categories", _among([read(one.value) for one in column.categories], dtype)
    bounds = (
        ("minimum", pl.Expr.ge, asked.minimum),
        ("maximum", pl.Expr.le, asked.maximum),
        ("exclusiveMinimum", pl.Expr.gt, asked.exclusive_minimum),
        ("exclusiveMaximum", pl.Expr.lt, asked.exclusive_maximum),
    )
    for rule, compare, bound in bounds:
        if bound is not None:
            yield rule, _compared(compare, read(bound), dtype)


def _compared(compare: Any, bound: Any, dtype: pl.DataType) -> Holds:
    def holds(value: pl.Expr) -> pl.Expr:
        kept: pl.Expr = compare(value, pl.lit(bound))
        # To polars, NaN is larger than any number; it keeps no bound.
        return kept & value.is_not_nan() if dtype.is_float() else kept

    return holds


def _among(values: list[Any], dtype: pl.DataType) -> Holds:
    # Of a column without a type only the choices that are text can be met by text.
    known = [one for one in values if dtype != pl.String or isinstance(one, str)]
    return lambda value: value.is_in(pl.Series(known, dtype=dtype).implode())


def _length(compare: Any, bound: int, *, is_list: bool) -> Holds:
    """How many characters a text has, or how many elements a list."""

    def holds(value: pl.Expr) -> pl.Expr:
        kept: pl.Expr = compare(value.list.len() if is_list else value.str.len_chars(), bound)
        return kept

    return holds


def _matches(pattern: str) -> Holds:
    # Table Schema means the whole value; "^a|b$" would let "ab" through.
    whole = f"^(?:{pattern})$"
    if _is_known_to_polars(whole):
        return lambda value: value.str.contains(whole)
    return lambda value: value.map_batches(_match_by_python(pattern), return_dtype=pl.Boolean)


@lru_cache(maxsize=1_000)
def _is_known_to_polars(pattern: str) -> bool:
    """Whether polars can match a pattern: its kind cannot run forever, and cannot look around."""
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError:
        return False
    return True


def _match_by_python(pattern: str) -> Callable[[pl.Series], pl.Series]:
    compiled = re.compile(pattern)

    def match(values: pl.Series) -> pl.Series:
        known = {text: bool(compiled.fullmatch(text)) for text in values.drop_nulls().unique()}
        return values.replace_strict(known, default=None, return_dtype=pl.Boolean)

    return match
