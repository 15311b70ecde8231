"""The polars types of columns: what a table's values are in memory."""

from __future__ import annotations

import polars as pl

from toolkit.errors import SchemaError
from toolkit.schema.model import LIST_PREFIX

POLARS_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "int64": pl.Int64(),
    "double": pl.Float64(),
    "bool": pl.Boolean(),
    "date32": pl.Date(),
    "timestamp[us, UTC]": pl.Datetime("us", "UTC"),
    "time64[us]": pl.Time(),
    # As a number of microseconds: pandera cannot report a failure in a column of durations.
    "duration[us]": pl.Int64(),
}


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
