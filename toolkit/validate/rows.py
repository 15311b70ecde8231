"""Columns, types and the constraints of single values, by pandera, one batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl
from pandera.errors import SchemaErrors

from toolkit.schema import Table
from toolkit.schema.pandera_rendering import pandera_schema, polars_type
from toolkit.validate.report import Finding, shown

BATCH_ROWS = 100_000
"""Rows that pandera sees at once: its report of a wrong column is as long as the batch."""

PANDERA_RULES = {"not_nullable": "required"}
"""pandera's names for what Table Schema calls otherwise."""

MESSAGES = {
    "required": "There is no value, and each row has to have one.",
    "enum": "The value is none of those listed.",
    "categories": "The value is none of the categories.",
    "pattern": "The value does not match {}.",
    "minimum": "The value is smaller than {}.",
    "maximum": "The value is larger than {}.",
    "exclusiveMinimum": "The value is not larger than {}.",
    "exclusiveMaximum": "The value is not smaller than {}.",
    "minLength": "The value is shorter than {}.",
    "maxLength": "The value is longer than {}.",
}
"""What each rule says; ``{}`` stands for what the schema asks."""


def check_rows(frame: pl.DataFrame, table: Table, *, name: str | None = None) -> Iterator[Finding]:
    """Check a frame's columns, their order and types, and each value for itself.

    Keys are checked by :mod:`toolkit.validate.keys`, because they need the whole table.

    Args:
        frame: The rows.
        table: What the schema says.
        name: How findings call the table, if not by its own name.
    """
    called = name or table.name
    yield from _check_columns(frame, table, called)
    sound = tuple(column for column in table.columns if _is_sound(frame, column.name, table))
    # What is missing or of another type is reported once, not once for each of its values.
    checked = replace(table, columns=sound)
    schema = pandera_schema(checked, unique=False)
    for offset in range(0, frame.height, BATCH_ROWS):
        batch = frame.slice(offset, BATCH_ROWS)
        try:
            schema.validate(batch.select(checked.column_names), lazy=True)
        except SchemaErrors as errors:
            yield from _findings(errors.failure_cases, batch, offset, checked, called)


def row_key(frame: pl.DataFrame, table: Table, index: int) -> str | None:
    """The primary key of the row at an index, as text; None for a table without one."""
    known = [name for name in table.primary_key if name in frame.columns]
    return ", ".join(str(frame[name][index]) for name in known) if known else None


def _check_columns(frame: pl.DataFrame, table: Table, called: str) -> Iterator[Finding]:
    expected, given = table.column_names, frame.columns
    for missing in [column for column in expected if column not in given]:
        yield Finding("columns", "The column is missing.", called, column=missing)
    for extra in [column for column in given if column not in expected]:
        yield Finding("columns", "The schema has no such column.", called, column=extra)
    if sorted(expected) == sorted(given) and list(expected) != given:
        yield Finding("columns", "The columns stand in another order than the schema's.", called)
    for column in table.columns:
        if column.name in given and not _is_sound(frame, column.name, table):
            message = f"The column is {frame.schema[column.name]}, not {column.arrow_type}."
            yield Finding("type", message, called, column=column.name)


def _is_sound(frame: pl.DataFrame, column: str, table: Table) -> bool:
    declared = polars_type(table.column(column).arrow_type)
    return column in frame.columns and frame.schema[column] == declared


def _findings(
    cases: pl.DataFrame, batch: pl.DataFrame, offset: int, table: Table, called: str
) -> Iterator[Finding]:
    """Failure cases of pandera as findings, by column and rule and then by row."""
    for case in cases.iter_rows(named=True):
        rule = PANDERA_RULES.get(case["check"], case["check"])
        index = case["index"]
        yield Finding(
            rule=rule,
            message=_message(rule, case["column"], table),
            table=called,
            row=None if index is None else row_key(batch, table, index),
            row_number=None if index is None else offset + index + 1,
            column=case["column"],
            value=shown(case["failure_case"]),
        )


def _message(rule: str, column: str, table: Table) -> str:
    constraints = table.column(column).descriptor.get("constraints", {})
    template = MESSAGES.get(rule, "The value cannot be checked ({}).")
    return template.format(constraints.get(rule, rule))
