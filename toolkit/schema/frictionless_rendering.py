"""A table as the Table Schema that a published resource carries, one for each file format.

The two differ because plain ``frictionless validate`` reads Parquet through pandas, where nulls in
numbers come back as ``nan``, nulls in times as ``NaT``, and lists as arrays that it does not know.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from toolkit.schema.model import Column, ForeignKey, Table

Format = Literal["parquet", "csv"]

CSV_SUFFIX = "-csv"
"""The resource of a table's CSV twin is called ``<table>-csv``."""

NULL_TEXTS = {"integer": ["", "nan"], "number": ["", "nan"], "datetime": ["", "NaT"]}
"""What a null of a type looks like to frictionless once pandas has read it from Parquet."""

RESOURCE_KEYS = ("$schema", "name", "title", "description")
"""Keys of ``schemas/*.json`` that the resource around a published schema carries instead."""


def resource_name(table: str, *, format: Format) -> str:
    """What the resource of a table in a format is called: ``documents``, ``documents-csv``."""
    return f"{table}{CSV_SUFFIX}" if format == "csv" else table


def table_schema(table: Table, *, format: Format) -> dict[str, Any]:
    """The table's schema for its resource in one format, ready to stand in ``datapackage.json``.

    Foreign keys point to the twin in the same format; a self reference names no resource.
    """
    schema = {key: value for key, value in table.descriptor.items() if key not in RESOURCE_KEYS}
    schema["fields"] = [_field(column, format) for column in table.columns]
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key, format) for key in table.foreign_keys]
    return schema


def _field(column: Column, format: Format) -> dict[str, Any]:
    field = dict(column.descriptor)
    if "example" in field and not isinstance(field["example"], str):
        # The official profile takes an example as text only, as it would stand in a CSV file.
        field["example"] = json.dumps(field["example"], ensure_ascii=False)
    if format == "csv":
        return field
    if column.is_list:
        field["type"] = "any"
    if not column.required and column.type in NULL_TEXTS:
        field["missingValues"] = list(NULL_TEXTS[column.type])
    return field


def _foreign_key(key: ForeignKey, format: Format) -> dict[str, Any]:
    reference: dict[str, Any] = {"fields": list(key.referenced)}
    if key.resource is not None:
        reference["resource"] = resource_name(key.resource, format=format)
    return {"fields": list(key.columns), "reference": reference}
