"""A table as SQLite DDL: what the served database is built with."""

from __future__ import annotations

from toolkit.schema.model import Column, ForeignKey, Table

SQLITE_TYPES = {"int64": "INTEGER", "double": "REAL", "bool": "INTEGER"}
"""Everything else is TEXT: dates and times in ISO 8601, lists as JSON."""


def sqlite_ddl(table: Table) -> str:
    """The ``CREATE TABLE`` statement of a STRICT table with its keys.

    Dates and times are ISO 8601 text (``2021-03-04``, ``2021-03-04T09:30:00Z``), lists JSON text.
    Foreign keys are declared, so that pages link; whoever fills the table turns their enforcement
    off and runs ``PRAGMA foreign_key_check`` at the end, because rows refer forwards.
    """
    parts = [_column(column) for column in table.columns]
    if table.primary_key:
        parts.append(f"PRIMARY KEY ({_quoted(table.primary_key)})")
    parts += [f"UNIQUE ({_quoted(key)})" for key in table.unique_keys]
    parts += [_foreign_key(key, table) for key in table.foreign_keys]
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {_quote(table.name)} (\n  {body}\n) STRICT"


def _column(column: Column) -> str:
    words = [_quote(column.name), SQLITE_TYPES.get(column.arrow_type, "TEXT")]
    if column.required:
        words.append("NOT NULL")
    if column.constraints.unique:
        words.append("UNIQUE")
    return " ".join(words)


def _foreign_key(key: ForeignKey, table: Table) -> str:
    target = _quote(key.resource or table.name)
    return f"FOREIGN KEY ({_quoted(key.columns)}) REFERENCES {target} ({_quoted(key.referenced)})"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(_quote(name) for name in names)


def _quote(name: str) -> str:
    """A name as an SQL identifier: ``end`` is a word of the language."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
