"""The usual ways to write a value, read by polars: what :mod:`toolkit.schema.reading` tries first.

What an expression here reads, frictionless reads as the same value; what it does not read is null
and is looked at again. So a rule may leave out what is rare and must not let in what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from toolkit.schema.model import Column
from toolkit.schema.polars_types import polars_type

TRUE_VALUES = ("true", "True", "TRUE", "1")
FALSE_VALUES = ("false", "False", "FALSE", "0")

DATE = r"^(?:[1-9][0-9]{3}|0[0-9]{2}[1-9])-[0-9]{2}-[0-9]{2}$"
"""A year of four digits; not the year 0, which Python does not have."""
MOMENT = r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-5][0-9](?:\.[0-9]{1,6})?Z?$"
CLOCK = r"^[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?Z?$"
YEAR = r"^[0-9]{4}$"
YEARMONTH = r"^[0-9]{4}-(?:0[1-9]|1[0-2])$"

UNREAD_FORMATS = ("default", "wkt")
"""Formats of strings that any text has; well-known text needs a parser that few people install."""

TEXT_FORMATS = {
    "email": r"^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*\.[a-z]{2,9}$",
    "uri": r"^https?://[a-z0-9]+(?:\.[a-z0-9]+)*(?:/[A-Za-z0-9._-]*)*$",
    "uuid": r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$",
}


def plain_values(texts: pl.Series, column: Column) -> pl.Series:
    """The values of the cells that are written in the usual way; null for all others."""
    read = READERS.get(column.type)
    dtype = polars_type(column.arrow_type)
    if read is None or column.is_list:
        return pl.Series(texts.name, [], dtype=dtype).extend_constant(None, len(texts))
    return read(texts, column).cast(dtype)


def _string(texts: pl.Series, column: Column) -> pl.Series:
    if column.format in UNREAD_FORMATS:
        return texts
    return _only(texts, TEXT_FORMATS.get(column.format))


def _only(texts: pl.Series, pattern: str | None) -> pl.Series:
    """The texts that match, the others null."""
    keep = texts.str.contains(pattern) if pattern else pl.repeat(False, len(texts), eager=True)
    return texts.set(~keep.fill_null(value=False), None)


def _integer(texts: pl.Series, column: Column) -> pl.Series:
    bare = _bare(texts, column)
    group = column.lexical.get("groupChar")
    if group:
        bare = bare.str.replace_all(group, "", literal=True)
    return bare.cast(pl.Int64, strict=False)


def _number(texts: pl.Series, column: Column) -> pl.Series:
    bare = _bare(texts, column)
    group = column.lexical.get("groupChar")
    if group:
        bare = bare.str.replace_all(group, "", literal=True)
    decimal = column.lexical.get("decimalChar", ".")
    if decimal != ".":
        # A point is then no part of a number at all.
        bare = bare.set(bare.str.contains(".", literal=True).fill_null(value=False), None)
        bare = bare.str.replace_all(decimal, ".", literal=True)
    return bare.cast(pl.Float64, strict=False)


def _bare(texts: pl.Series, column: Column) -> pl.Series:
    """Without the currency or percent sign around a number, if the field says that one may be."""
    if column.lexical.get("bareNumber", True):
        return texts
    return texts.str.replace(r"^[^-\d]*", "").str.replace(r"\D*$", "")


def _boolean(texts: pl.Series, column: Column) -> pl.Series:
    truth = dict.fromkeys(column.lexical.get("trueValues", TRUE_VALUES), True)
    truth |= dict.fromkeys(column.lexical.get("falseValues", FALSE_VALUES), False)
    return texts.replace_strict(truth, default=None, return_dtype=pl.Boolean)


def _date(texts: pl.Series, column: Column) -> pl.Series:
    if column.format != "default":
        return pl.repeat(None, len(texts), dtype=pl.Date, eager=True)
    return _only(texts, DATE).str.to_date("%Y-%m-%d", strict=False)


def _datetime(texts: pl.Series, column: Column) -> pl.Series:
    if column.format != "default":
        return pl.repeat(None, len(texts), dtype=pl.Datetime("us", "UTC"), eager=True)
    plain = _only(texts, MOMENT).str.strip_chars_end("Z").str.replace(" ", "T", literal=True)
    moments = plain.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False)
    return moments.dt.replace_time_zone("UTC")


def _time(texts: pl.Series, column: Column) -> pl.Series:
    if column.format != "default":
        return pl.repeat(None, len(texts), dtype=pl.Time, eager=True)
    return _only(texts, CLOCK).str.strip_chars_end("Z").str.to_time("%H:%M:%S%.f", strict=False)


def _year(texts: pl.Series, _: Column) -> pl.Series:
    return _only(texts, YEAR).cast(pl.Int64, strict=False)


def _yearmonth(texts: pl.Series, _: Column) -> pl.Series:
    return _only(texts, YEARMONTH)


def _any(texts: pl.Series, _: Column) -> pl.Series:
    return texts


READERS: dict[str, Callable[[pl.Series, Column], pl.Series]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "any": _any,
}
"""A reader for each type that is written in a usual way; the others are read with care alone."""
