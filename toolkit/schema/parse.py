"""A Table Schema descriptor to a :class:`Table`, refused where it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.errors import SchemaError
from toolkit.schema.model import Category, Column, Constraints, ForeignKey, Table

ARROW_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
    "date": "date32",
    "datetime": "timestamp[us, UTC]",
    "year": "int64",
    "any": "string",
}
"""Table Schema types to Arrow types, where the field does not state its own."""


def parse_table(descriptor: Mapping[str, Any], *, name: str | None = None) -> Table:
    """Read one Table Schema.

    Args:
        descriptor: The schema as parsed JSON, ours or anyone's.
        name: The table's name, where the schema does not carry it (inside a package the resource
            does).

    Raises:
        SchemaError: The schema contradicts itself; the message names table and column.
    """
    table_name = str(name or descriptor.get("name") or "")
    if not table_name:
        raise SchemaError("A Table Schema has no name, so nothing can refer to it.")
    table = Table(
        name=table_name,
        columns=tuple(_column(table_name, field) for field in descriptor.get("fields", ())),
        title=descriptor.get("title", ""),
        description=descriptor.get("description", ""),
        primary_key=_names(descriptor.get("primaryKey")),
        unique_keys=tuple(_names(key) for key in descriptor.get("uniqueKeys", ())),
        foreign_keys=tuple(_foreign_key(key) for key in descriptor.get("foreignKeys", ())),
        label=descriptor.get("toolkit:label"),
        facets=_names(descriptor.get("toolkit:facets")),
        search=_names(descriptor.get("toolkit:search")),
        sort=descriptor.get("toolkit:sort"),
        descriptor=descriptor,
    )
    _refuse_contradictions(table)
    return table


def _column(table: str, field: Mapping[str, Any]) -> Column:
    kind = field.get("type", "any")
    arrow_type = field.get("toolkit:arrowType") or ARROW_TYPES.get(kind)
    if "name" not in field or arrow_type is None:
        raise SchemaError(
            f"Table {table}: the field {field.get('name', '(no name)')} has the type {kind!r}, "
            "which is not read without a toolkit:arrowType."
        )
    return Column(
        name=field["name"],
        type=kind,
        arrow_type=arrow_type,
        title=field.get("title", ""),
        description=field.get("description", ""),
        example=field.get("example"),
        unit=field.get("unit"),
        constraints=_constraints(field.get("constraints", {})),
        categories=tuple(_category(item) for item in field.get("categories", ())),
        descriptor=field,
    )


def _constraints(given: Mapping[str, Any]) -> Constraints:
    enum = given.get("enum")
    return Constraints(
        required=bool(given.get("required", False)),
        unique=bool(given.get("unique", False)),
        enum=None if enum is None else tuple(enum),
        pattern=given.get("pattern"),
        minimum=given.get("minimum"),
        maximum=given.get("maximum"),
        exclusive_minimum=given.get("exclusiveMinimum"),
        exclusive_maximum=given.get("exclusiveMaximum"),
        min_length=given.get("minLength"),
        max_length=given.get("maxLength"),
    )


def _category(item: Any) -> Category:
    if isinstance(item, Mapping):
        return Category(value=item["value"], label=str(item.get("label", item["value"])))
    return Category(value=item, label=str(item))


def _names(given: Any) -> tuple[str, ...]:
    """Names as a tuple; version 1 of the standard let one name stand without its list."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def _foreign_key(given: Mapping[str, Any]) -> ForeignKey:
    reference = given["reference"]
    return ForeignKey(
        columns=_names(given["fields"]),
        resource=reference.get("resource") or None,
        referenced=_names(reference["fields"]),
    )


def _refuse_contradictions(table: Table) -> None:
    names = table.column_names
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise SchemaError(f"Table {table.name}: two columns have the name {doubled[0]!r}.")
    for use, columns in _uses(table):
        for column in columns:
            if column not in names:
                raise SchemaError(
                    f"Table {table.name}: its {use} names {column!r}, which is no column of it."
                )
    for key in table.foreign_keys:
        if len(key.columns) != len(key.referenced):
            raise SchemaError(
                f"Table {table.name}: the foreign key on {', '.join(key.columns)} "
                "refers to another number of columns."
            )


def _uses(table: Table) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What in a schema names columns, and which."""
    yield "primary key", table.primary_key
    for columns in table.unique_keys:
        yield "unique key", columns
    for key in table.foreign_keys:
        yield "foreign key", key.columns
        if key.resource is None:
            yield "foreign key", key.referenced
    yield "label", (table.label,) if table.label else ()
    yield "list of facets", table.facets
    yield "list of columns to search", table.search
    yield "sort column", (table.sort.removeprefix("-"),) if table.sort else ()
