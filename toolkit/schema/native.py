"""Columns that a file holds as typed values, as Parquet does, against what a field says they are.

The standard has a format's own types used where it has them: a column of digits as text is no
integer column in Parquet, though it is one in CSV. Such a column is one fault, and its texts are
then read as cells of CSV are, so that what is wrong with single values is seen as well.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from toolkit.schema.model import Column
from toolkit.schema.polars_types import polars_type
from toolkit.schema.reading import Cells, ColumnReader

TEXTS = (pl.String, pl.Categorical, pl.Enum)
LISTS = (pl.List, pl.Array)
NUMBERS_AS_TEXT = {"nan", "NaN", "NAN"}

NATIVE: dict[str, Callable[[pl.DataType], bool]] = {
    "integer": lambda given: given.is_integer(),
    "year": lambda given: given.is_integer(),
    "number": lambda given: given.is_numeric(),
    "boolean": lambda given: given == pl.Boolean,
    "date": lambda given: given == pl.Date,
    "datetime": lambda given: isinstance(given, pl.Datetime),
    "time": lambda given: given == pl.Time,
    "duration": lambda given: isinstance(given, pl.Duration),
    "list": lambda given: isinstance(given, LISTS),
    "array": lambda given: isinstance(given, LISTS),
    "object": lambda given: given.is_nested(),
    "geopoint": lambda given: isinstance(given, (pl.Struct, *LISTS)),
    "geojson": lambda given: isinstance(given, pl.Struct),
}
"""For each type whether a file's own type is one of it; what is not here is text in any file."""

WRITTEN_AS_TEXT = ("string", "yearmonth", "duration", "object", "array", "list", "geopoint")
"""Types that a file may also hold as text, because Parquet has no type of its own for them."""


def read_native(given: pl.Series, reader: ColumnReader) -> tuple[Cells, bool]:
    """Read a column of a file with types.

    Args:
        given: The values as the file holds them.
        reader: The column's reader of text.

    Returns:
        What was read, and whether the file's type is one that the column may have.

    Raises:
        SchemaError: frictionless does not know the column's format.
    """
    column = reader.column
    if given.dtype == pl.Null:
        return _as_they_are(given.cast(reader.dtype)), True
    if isinstance(given.dtype, TEXTS) and not column.is_list:
        allowed = column.type in (*WRITTEN_AS_TEXT, "geojson", "any")
        return reader.read(given.cast(pl.String)), allowed
    if not _is_native(given.dtype, column):
        return _as_they_are(given), False
    try:
        return reader.judge(_held(given, column)), True
    except pl.exceptions.PolarsError:
        return _as_they_are(given), False  # A list of something else.


def _is_native(given: pl.DataType, column: Column) -> bool:
    if column.is_list:
        return isinstance(given, LISTS)
    is_native = NATIVE.get(column.type)
    return column.type == "any" or (is_native is not None and is_native(given))


def _as_they_are(values: pl.Series) -> Cells:
    return Cells(values, values.is_not_null())


def _held(given: pl.Series, column: Column) -> pl.Series:
    """Values of the right kind in the width that the toolkit's checks have them in."""
    if column.type == "number" and NUMBERS_AS_TEXT & set(column.missing_values):
        given = given.cast(pl.Float64).fill_nan(None)
    if isinstance(given.dtype, pl.Duration):
        return given.dt.cast_time_unit("us").cast(pl.Int64)
    if isinstance(given.dtype, pl.Datetime):
        zoned = given.dt.cast_time_unit("us")
        if given.dtype.time_zone is None:
            return zoned.dt.replace_time_zone("UTC")
        return zoned.dt.convert_time_zone("UTC")
    wanted = polars_type(column.arrow_type)
    if wanted == given.dtype or wanted == pl.String:
        return given
    return given.cast(wanted, strict=False)
