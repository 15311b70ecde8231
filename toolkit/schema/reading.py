"""Cells of text as a field's values: the first half of the bridge from Table Schema to polars.

Two readers work together. The *plain* one is a polars expression that takes what is written in
the usual way, a million cells at a time; it accepts nothing that frictionless would not, with the
same value. What it leaves, usually nothing, goes to the *careful* one, frictionless's own reader of
the field, each distinct text once. So both validators give one verdict on every cell, and only the
unusual costs what frictionless costs.

Not imported by :mod:`toolkit.schema`, whose users mostly need neither polars nor frictionless.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

import polars as pl
from frictionless import Field, FrictionlessException

from toolkit.errors import SchemaError
from toolkit.schema.json_schema import RULE as JSON_SCHEMA
from toolkit.schema.json_schema import json_schema_of
from toolkit.schema.model import Column
from toolkit.schema.plain import plain_values
from toolkit.schema.polars_types import polars_type

JUDGED_AS_TEXT = ("object", "array", "list", "geopoint", "geojson")
"""Types that polars has no value for: the careful reader also judges their constraints."""

INTEGERS = range(-(2**63), 2**63)
"""Integers beyond 64 bits are read and held to their bounds, and take no part in keys."""

KNOWN_TEXTS = 100_000
"""Texts whose reading is kept: a column often says the same again."""

Verdict = tuple[Any, tuple[str, ...]]
"""The value, None where polars cannot hold it, and the rules that the text breaks."""


@dataclass(slots=True)
class Cells:
    """One column of some rows, read."""

    values: pl.Series
    """The values; null where there is none, and where there is one that has no place here."""
    present: pl.Series
    """True where there is something, readable or not."""
    broken: dict[str, pl.Series] = field(default_factory=dict)
    """For ``type`` and each constraint that the careful reader judged, True where it is broken."""


class ColumnReader:
    """Reads a column's cells of text, some rows at a time."""

    def __init__(self, column: Column) -> None:
        """Know the column; the careful reader is made when it is needed."""
        self.column = column
        self.dtype = polars_type(column.arrow_type)
        self._known: dict[str, Verdict] = {}

    def prepare(self) -> None:
        """Make the careful reader now.

        Raises:
            SchemaError: frictionless does not know the column's format.
        """
        if self.column.format != "wkt":
            self._careful.read("")

    def read(self, texts: pl.Series) -> Cells:
        """Read cells; a null is a cell that is not there at all.

        Raises:
            SchemaError: frictionless does not know the column's format.
        """
        given = texts.set(texts.is_in(self.column.missing_values), None)
        present = given.is_not_null()
        values = plain_values(given, self.column)
        left = present & values.is_null()
        cells = Cells(values, present)
        if left.any():
            self._read_carefully(given, left, cells)
        return cells

    def judge(self, values: pl.Series) -> Cells:
        """Values that a file holds as such, and not as text, held to what only this reader knows.

        Raises:
            SchemaError: The column's JSON Schema cannot be used.
        """
        cells = Cells(values, values.is_not_null())
        asked = json_schema_of(self.column)
        if asked is not None:
            wrong = [one is not None and not asked.is_kept(one) for one in values.to_list()]
            cells.broken[JSON_SCHEMA] = pl.Series(wrong, dtype=pl.Boolean)
        return cells

    def constant(self, value: Any) -> Any:
        """A bound or a choice of the column's constraints as its values are.

        Raises:
            SchemaError: It is no value of the type.
        """
        if self.column.type in ("any", *JUDGED_AS_TEXT):
            return value
        if self.column.is_plain:
            return _plain_constant(value, self.column.type)
        read = self._careful.constant(value)
        if read is None:
            raise SchemaError(
                f"Column {self.column.name}: the constraint {value!r} is no {self.column.type}."
            )
        return read

    def _read_carefully(self, given: pl.Series, left: pl.Series, cells: Cells) -> None:
        """Give each text that the plain reader left to the careful one, and note what it says."""
        verdicts = {text: self._verdict(text) for text in given.filter(left).unique()}
        held = {text: value for text, (value, _) in verdicts.items() if value is not None}
        if held:
            read = pl.Series(given.name, [held.get(text) for text in given], dtype=self.dtype)
            cells.values = cells.values.zip_with(~left, read)
        for rule in sorted({rule for _, rules in verdicts.values() for rule in rules}):
            wrong = [text for text, (_, rules) in verdicts.items() if rule in rules]
            cells.broken[rule] = (left & given.is_in(wrong)).fill_null(value=False)

    def _verdict(self, text: str) -> Verdict:
        if text not in self._known:
            if len(self._known) >= KNOWN_TEXTS:
                self._known.clear()
            self._known[text] = self._careful.read(text)
        return self._known[text]

    @cached_property
    def _careful(self) -> _CarefulReader:
        return _CarefulReader(self.column)


class _CarefulReader:
    """frictionless's reader of a field, its values as polars holds them."""

    def __init__(self, column: Column) -> None:
        self._column = column
        try:
            made = Field.from_descriptor(_field_descriptor(column))
            self._asked = json_schema_of(column)
            self._read_value = made.create_value_reader()
            self._read_cell = made.create_cell_reader()
        except (FrictionlessException, TypeError, ValueError) as error:
            raise SchemaError(f"Column {column.name}: {error}") from error

    def read(self, text: str) -> Verdict:
        column = self._column
        if column.is_list:
            elements = read_list(text, polars_type(column.arrow_type))
            return elements, self._broken_json(text) if elements is not None else ("type",)
        if column.type == "integer":
            text = text.replace(column.lexical.get("groupChar", ""), "")
        try:
            value, notes = self._read_cell(text)
        except (TypeError, ArithmeticError):
            # A moment with a zone against a bound without one: neither is the larger.
            return None, ("type",)
        rules = tuple(notes or ())
        if value is None or "type" in rules:
            return None, ("type",)
        held = self._held(text, value)
        judged_here = held is None or column.type in JUDGED_AS_TEXT
        return held, (*rules, *self._broken_json(text)) if judged_here else ()

    def _broken_json(self, text: str) -> tuple[str, ...]:
        """The rule that JSON text breaks which was read as a value, or none."""
        kept = self._asked is None or self._asked.is_kept(json.loads(text))
        return () if kept else (JSON_SCHEMA,)

    def constant(self, value: Any) -> Any:
        read = self._read_value(value)
        return None if read is None else self._held(str(value), read)

    def _held(self, text: str, value: Any) -> Any:
        """The value as polars holds it, or None."""
        kind = self._column.type
        if kind == "yearmonth":
            return f"{value.year:04}-{value.month:02}"
        if kind in ("string", "any", *JUDGED_AS_TEXT):
            return text
        if kind in ("integer", "year"):
            return value if value in INTEGERS else None
        return float(value) if kind == "number" else _moment(value)


def _plain_constant(value: Any, kind: str) -> Any:
    """A constant that was read with the schema, as polars compares it."""
    if kind == "number" or (kind == "integer" and value not in INTEGERS):
        return float(value)  # An integer beyond all others is larger or smaller than any value.
    return _moment(value) if kind == "datetime" else value


def read_list(text: str, dtype: pl.DataType) -> list[Any] | None:
    """A cell of JSON text as a list of the declared elements, or None."""
    try:
        read: list[Any] | None = pl.Series([json.loads(text)], dtype=dtype, strict=True)[
            0
        ].to_list()
    except (ValueError, TypeError, AttributeError, OverflowError, pl.exceptions.PolarsError):
        return None  # "null" is JSON and no list.
    return read


def _moment(value: Any) -> Any:
    """A date, time or duration as polars holds it: moments in UTC, durations in microseconds.

    A moment without a zone is taken for one in UTC.
    """
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        try:
            return aware.astimezone(UTC)
        except (OverflowError, ValueError):
            return None  # A day before the year 1, or a zone that is a day and more away.
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    # What counts years or months has no length, and frictionless gives it a type of its own.
    return value if isinstance(value, bool | date) else None


def _field_descriptor(column: Column) -> dict[str, Any]:
    """The column as a field of frictionless, from what was checked and not from what was given."""
    given = column.descriptor.get("constraints", {})
    known = set(Field.from_descriptor({"name": "x", "type": column.type}).supported_constraints)
    judged = known - {"required", "pattern"}
    return {
        "name": column.name,
        "type": column.type,
        "format": column.format,
        "missingValues": [],
        "constraints": {rule: given[rule] for rule in given if rule in judged},
        **column.lexical,
    }
