"""Types and the constraints of single values, by pandera, one batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from toolkit.errors import SchemaError
from toolkit.schema import Column, Table
from toolkit.schema.native import read_native
from toolkit.schema.pandera_rendering import pandera_schema
from toolkit.schema.reading import Cells, ColumnReader
from toolkit.validate.batches import Batch, Rows, row_key
from toolkit.validate.report import EXAMPLES, Finding, Further, shown

PANDERA_RULES = {"not_nullable": "required"}
"""pandera's names for what Table Schema calls otherwise."""

MESSAGES = {
    "type": "It cannot be read as {}.",
    "required": "There is no value, and each row has to have one.",
    "primaryKey": "The primary key has no value here.",
    "enum": "The value is none of those listed.",
    "categories": "The value is none of the categories.",
    "pattern": "The value does not match {}.",
    "minimum": "The value is smaller than {}.",
    "maximum": "The value is larger than {}.",
    "exclusiveMinimum": "The value is not larger than {}.",
    "exclusiveMaximum": "The value is not smaller than {}.",
    "minLength": "The value is shorter than {}.",
    "maxLength": "The value is longer than {}.",
    "jsonSchema": "The value does not keep the JSON Schema {}.",
}
"""What each rule says; ``{}`` stands for what the schema asks."""


class RowChecker:
    """Reads and checks a table's rows, one batch after another.

    Keys are checked by :mod:`toolkit.validate.keys`, because they need the whole table.
    """

    def __init__(self, table: Table, *, name: str | None = None) -> None:
        """Make a reader for each column.

        Args:
            table: What the schema says.
            name: How findings call the table, if not by its own name.
        """
        self.table = table
        self.name = name or table.name
        self._readers = {column.name: ColumnReader(column) for column in table.columns}
        self._unsound: set[str] = set()
        self._schemas: dict[tuple[str, ...], pa.DataFrameSchema] = {}
        self.findings: list[Finding | Further] = []
        """What reading found since it was last taken."""

    def read(self, rows: Rows) -> Batch:
        """Read cells as values; what cannot be read is noted in :attr:`findings`.

        Raises:
            SchemaError: A column has a format that nobody knows.
        """
        values, present = [], []
        for name in rows.frame.columns:
            cells = self._read_column(rows, name)
            values.append(cells.values.alias(name))
            present.append(cells.present.alias(name))
            for rule, broken in cells.broken.items():
                self.findings += self._broken(rows, name, rule, broken)
        return Batch(rows, pl.DataFrame(values), pl.DataFrame(present), frozenset(self._unsound))

    def check(self, batch: Batch) -> Iterator[Finding | Further]:
        """Check values against their constraints.

        Raises:
            SchemaError: A bound or a choice is no value of its column's type.
        """
        yield from self._taken()
        blank = _blank_rows(batch)
        for index in blank.arg_true():
            message = "The row is empty."
            yield Finding("blankRow", message, self.name, None, batch.offset + int(index) + 1)
        sound = [name for name in batch.values.columns if name not in batch.unsound]
        values = batch.values.select(sound)
        try:
            self._schema(values).validate(values, lazy=True)
        except SchemaErrors as errors:
            cases = _without(errors.failure_cases, batch.present, blank)
            yield from self._failures(cases, batch)

    def _taken(self) -> list[Finding | Further]:
        taken, self.findings = self.findings, []
        return taken

    def _read_column(self, rows: Rows, name: str) -> Cells:
        given = rows.frame[name]
        reader = self._readers[name]
        if rows.native is None:
            return reader.read(given)
        cells, allowed = read_native(given, reader)
        if not allowed and name not in self._unsound:
            column = self.table.column(name)
            message = f"The file's type is {given.dtype}, which is no {column.type}."
            self.findings.append(Finding("physicalType", message, self.name, column=name))
        if not allowed and cells.values.dtype != reader.dtype:
            self._unsound.add(name)
        return cells

    def _schema(self, values: pl.DataFrame) -> pa.DataFrameSchema:
        dtypes = dict(values.schema)
        key = tuple(f"{name} {dtype}" for name, dtype in dtypes.items())
        if key not in self._schemas:
            columns = tuple(self.table.column(name) for name in dtypes)
            table = replace(self.table, columns=columns, primary_key=self._key_of(dtypes))
            self._schemas[key] = pandera_schema(table, unique=False, dtypes=dtypes)
        return self._schemas[key]

    def _key_of(self, dtypes: Mapping[str, object]) -> tuple[str, ...]:
        return tuple(name for name in self.table.primary_key if name in dtypes)

    def _failures(self, cases: pl.DataFrame, batch: Batch) -> Iterator[Finding | Further]:
        """Failure cases of pandera as findings, by column and rule and then by row."""
        for (name, check), group in cases.group_by("column", "check", maintain_order=True):
            rule = PANDERA_RULES.get(str(check), str(check))
            if rule == "required" and not self.table.column(str(name)).required:
                rule = "primaryKey"
            for index in group["index"].head(EXAMPLES):
                yield self._finding(batch.rows, str(name), rule, index)
            if group.height > EXAMPLES:
                yield Further((self.name, str(name), rule), group.height - EXAMPLES)

    def _broken(
        self, rows: Rows, name: str, rule: str, broken: pl.Series
    ) -> Iterator[Finding | Further]:
        """Cells that the reader itself found wanting."""
        indexes = broken.arg_true()
        for index in indexes.head(EXAMPLES):
            yield self._finding(rows, name, rule, int(index))
        if len(indexes) > EXAMPLES:
            yield Further((self.name, name, rule), len(indexes) - EXAMPLES)

    def _finding(self, rows: Rows, name: str, rule: str, index: int | None) -> Finding:
        column = self.table.column(name)
        constraints = column.descriptor.get("constraints", {})
        asked = column.type if rule == "type" else constraints.get(rule, rule)
        message = MESSAGES.get(rule, "The value cannot be checked ({}).").format(shown(asked))
        if index is None:
            return Finding(rule, message, self.name, column=name)
        value = rows.frame[name][index]
        return Finding(
            rule=rule,
            message=message,
            table=self.name,
            row=row_key(rows.frame, self.table, index),
            row_number=rows.offset + index + 1,
            column=name,
            value=shown(value.to_list() if isinstance(value, pl.Series) else value),
        )


def check_constants(table: Table) -> Iterator[Finding]:
    """Check that a schema's formats are known and its bounds are values of their columns."""
    for column in table.columns:
        reader = ColumnReader(column)
        try:
            if not column.is_plain:
                reader.prepare()
            for value in _constants(column):
                reader.constant(value)
        except SchemaError as error:
            yield Finding("schema", error.message, table.name, column=column.name)


def _constants(column: Column) -> Iterator[object]:
    """The values that a column's constraints speak of."""
    asked = column.constraints
    yield from asked.enum or ()
    yield from (one.value for one in column.categories)
    bounds = (
        *(asked.minimum, asked.maximum),
        *(asked.exclusive_minimum, asked.exclusive_maximum),
    )
    yield from (bound for bound in bounds if bound is not None)


def _blank_rows(batch: Batch) -> pl.Series:
    """The rows in which there is nothing at all."""
    columns = batch.present.get_columns()
    if not columns or any(column.all() for column in columns):
        return pl.repeat(False, batch.present.height, eager=True)
    return ~batch.present.select(pl.any_horizontal(pl.all()).alias("any"))["any"]


def _without(cases: pl.DataFrame, present: pl.DataFrame, blank: pl.Series) -> pl.DataFrame:
    """Failure cases but for nulls that are no missing values: unreadable cells and blank rows."""
    kept = [cases.filter(pl.col("check") != "not_nullable")]
    nulls = cases.filter(pl.col("check") == "not_nullable")
    for (name,), group in nulls.group_by("column", maintain_order=True):
        missing = ~(present[str(name)] | blank)
        kept.append(group.filter(missing.gather(group["index"])))
    return pl.concat(kept)
