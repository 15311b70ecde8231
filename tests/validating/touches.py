"""Ways to break the rows of a table: what somebody could change in one of its files."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from toolkit.schema import table

Touch = Callable[[pa.Table, str, random.Random], tuple[pa.Table, str | None, str | None]]
"""A table changed, with the key of the row and the column, if it is about one."""


def _key(rows: pa.Table, name: str, index: int) -> str:
    return str(rows[table(name).primary_key[0]][index].as_py())


def _with(rows: pa.Table, column: str, index: int, value: Any) -> pa.Table:
    values = rows[column].to_pylist()
    values[index] = value
    field = rows.schema.field(column)
    place = rows.schema.get_field_index(column)
    return rows.set_column(place, field, pa.array(values, type=field.type))


def _index(rows: pa.Table, rng: random.Random) -> int:
    return rng.randrange(rows.num_rows)


def _drop(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = _index(rows, rng)
    left = [one for one in range(rows.num_rows) if one != index]
    return rows.take(pa.array(left, pa.int64())), None, None


def _double(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = _index(rows, rng)
    order = [*range(index + 1), index, *range(index + 1, rows.num_rows)]
    return rows.take(order), _key(rows, name, index), None


def _swap(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = rng.randrange(rows.num_rows - 1)
    order = list(range(rows.num_rows))
    order[index], order[index + 1] = index + 1, index
    return rows.take(order), _key(rows, name, index), None


def _cell(rows: pa.Table, name: str, rng: random.Random) -> Any:
    """Another value of the same type, where there is one."""
    index, column = _index(rows, rng), rng.choice(rows.column_names)
    value = rows[column][index].as_py()
    if value is None:
        raise LookupError(column)
    touched = _with(rows, column, index, _other(value, rng))
    return touched, _key(touched, name, index), column


def _other(value: Any, rng: random.Random) -> Any:
    if isinstance(value, str):
        place = rng.randrange(len(value) + 1)
        return f"{value[:place]}{rng.choice('aeiou')}{value[place:]}"
    if isinstance(value, list):
        return [*value, value[0]] if value else value
    if isinstance(value, datetime | date):
        return value + timedelta(days=rng.choice([-40, 40]))
    return value + rng.choice([-3, -1, 1, 3])


def _null(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index, column = _index(rows, rng), rng.choice(rows.column_names)
    if not rows.schema.field(column).nullable or rows[column][index].as_py() is None:
        raise LookupError(column)
    return _with(rows, column, index, None), _key(rows, name, index), column


def _dangling(rows: pa.Table, name: str, rng: random.Random) -> Any:
    keys = [key.columns[0] for key in table(name).foreign_keys]
    column, index = rng.choice(keys), _index(rows, rng)
    value = rows[column][index].as_py()
    if value is None:
        raise LookupError(column)
    wrong = f"{value[:2]}{rng.randrange(16**24):024x}"
    return _with(rows, column, index, wrong), _key(rows, name, index), column


def _same_id(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = rng.randrange(1, rows.num_rows)
    column = table(name).primary_key[0]
    key = _key(rows, name, index - 1)
    return _with(rows, column, index, key), key, column


def _shift(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index, by = _index(rows, rng), rng.choice([-1, 1, 2])
    start = rng.choice([one for one in rows.column_names if one.endswith("start")])
    end = start.replace("start", "end")
    first, after = rows[start][index].as_py(), rows[end][index].as_py()
    if not isinstance(first, int) or first + by < 0:
        raise LookupError(start)
    moved = _with(_with(rows, start, index, first + by), end, index, after + by)
    return moved, _key(rows, name, index), start


def _nan(rows: pa.Table, name: str, rng: random.Random) -> Any:
    doubles = [one.name for one in rows.schema if pa.types.is_floating(one.type)]
    column, index = rng.choice(doubles), _index(rows, rng)
    value = rng.choice([float("nan"), float("inf"), float("-inf")])
    return _with(rows, column, index, value), _key(rows, name, index), column


def _empty_text(rows: pa.Table, name: str, rng: random.Random) -> Any:
    texts = [one.name for one in rows.schema if pa.types.is_string(one.type)]
    column, index = rng.choice(texts), _index(rows, rng)
    touched = _with(rows, column, index, "")
    return touched, _key(touched, name, index), column


def _type(rows: pa.Table, name: str, rng: random.Random) -> Any:
    """The same values in another physical type."""
    field = rng.choice([one for one in rows.schema if not pa.types.is_nested(one.type)])
    others = [pa.int32(), pa.float64(), pa.string(), pa.large_string(), pa.timestamp("ms", "UTC")]
    other = rng.choice([one for one in others if one != field.type])
    if pa.types.is_string(field.type) and pa.types.is_large_string(other):
        raise LookupError(field.name)  # Parquet has one type of text.
    place = rows.schema.get_field_index(field.name)
    cast = rows[field.name].cast(other)
    return rows.set_column(place, field.with_type(other), cast), None, field.name


def _nullable(rows: pa.Table, name: str, rng: random.Random) -> Any:
    field = rng.choice([one for one in rows.schema if not one.nullable])
    place = rows.schema.get_field_index(field.name)
    return rows.set_column(place, field.with_nullable(True), rows[field.name]), None, field.name


def _column(rows: pa.Table, name: str, rng: random.Random) -> Any:
    column = rng.choice(rows.column_names)
    if rng.random() < 0.5:
        return rows.drop_columns([column]), None, column
    return (
        rows.rename_columns([f"{one}s" if one == column else one for one in rows.column_names]),
        None,
        column,
    )


TOUCHES: dict[str, Touch] = {
    "a row dropped": _drop,
    "a row twice": _double,
    "two rows swapped": _swap,
    "a value changed": _cell,
    "a value taken away": _null,
    "a key that dangles": _dangling,
    "an id twice": _same_id,
    "a span shifted": _shift,
    "no number (NaN, infinite)": _nan,
    "an empty text": _empty_text,
    "another physical type": _type,
    "null allowed": _nullable,
    "a column dropped or renamed": _column,
}

PARQUET_ALONE = (
    "no number (NaN, infinite)",
    "an empty text",
    "another physical type",
    "null allowed",
)
"""What CSV cannot say."""
