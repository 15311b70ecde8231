"""A Table Schema descriptor to a :class:`Table`, refused where it contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.errors import SchemaError
from toolkit.schema.model import Category, Column, ForeignKey, Table, is_plain
from toolkit.schema.values import Shape, read_constraints

ARROW_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
    "date": "date32",
    "datetime": "timestamp[us, UTC]",
    "year": "int64",
    "time": "time64[us]",
    "duration": "duration[us]",
    # What Arrow has no type for stays the text that it is written as.
    **dict.fromkeys(("yearmonth", "object", "array", "list", "geopoint", "geojson"), "string"),
    "any": "string",
}
"""All Table Schema types to Arrow types, where the field does not state its own."""

FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")

LEXICAL: dict[str, type] = {
    "decimalChar": str,
    "groupChar": str,
    "bareNumber": bool,
    "delimiter": str,
    "itemType": str,
    "arrayItem": dict,
}
"""Properties of a field that say how its values are written, and what each has to be."""

STATED_TYPES = (
    *dict.fromkeys(ARROW_TYPES.values()),
    *(f"list<{kind}>" for kind in ("string", "int64", "double", "bool")),
)
"""What ``toolkit:arrowType`` may say."""


def parse_table(descriptor: Mapping[str, Any], *, name: str | None = None) -> Table:
    """Read one Table Schema.

    Args:
        descriptor: The schema as parsed JSON, ours or anyone's, of whatever shape.
        name: The table's name, where the schema does not carry it (inside a package the resource
            does).

    Raises:
        SchemaError: The schema has the wrong shape, uses a type that the toolkit does not read, or
            contradicts itself; the message names table and column.
    """
    called = name or descriptor.get("name")
    if not called or not isinstance(called, str):
        raise SchemaError("A Table Schema has no name, so nothing can refer to it.")
    shape = Shape(f"Table {called}")
    missing = shape.missing_values(descriptor, default=("",))
    table = Table(
        name=called,
        columns=tuple(
            _column(shape, field, missing) for field in shape.objects(descriptor, "fields")
        ),
        title=shape.text(descriptor, "title"),
        description=shape.text(descriptor, "description"),
        primary_key=shape.names(descriptor, "primaryKey"),
        unique_keys=shape.name_lists(descriptor, "uniqueKeys"),
        foreign_keys=tuple(
            _foreign_key(shape, key) for key in shape.objects(descriptor, "foreignKeys")
        ),
        fields_match=_fields_match(shape, descriptor),
        label=shape.text(descriptor, "toolkit:label") or None,
        facets=shape.names(descriptor, "toolkit:facets"),
        search=shape.names(descriptor, "toolkit:search"),
        sort=shape.text(descriptor, "toolkit:sort") or None,
        descriptor=descriptor,
    )
    _refuse_contradictions(table)
    return table


def _fields_match(shape: Shape, descriptor: Mapping[str, Any]) -> str:
    """How columns are matched; the official profile wants a list where the text wants a word."""
    given = shape.names(descriptor, "fieldsMatch") or (FIELDS_MATCH[0],)
    if len(given) != 1 or given[0] not in FIELDS_MATCH:
        raise SchemaError(
            f"{shape.place}: fieldsMatch has to be one of {', '.join(FIELDS_MATCH)}, "
            f"and it is {', '.join(given)}."
        )
    return given[0]


def _column(table: Shape, field: Mapping[str, Any], missing: tuple[str, ...]) -> Column:
    name = table.text(field, "name")
    if not name:
        raise SchemaError(f"{table.place}: a field has no name.")
    shape = Shape(f"{table.place}, column {name}")
    kind = shape.text(field, "type") or "any"
    arrow_type = shape.text(field, "toolkit:arrowType") or ARROW_TYPES.get(kind)
    if arrow_type not in STATED_TYPES:
        raise SchemaError(
            f"{shape.place}: the type {arrow_type or kind!r} is not one that the toolkit reads."
        )
    form, lexical = _format(shape, field), _lexical(shape, field)
    # A bound or a choice that is written as the field's values are is read as they are, later.
    written = arrow_type if is_plain(kind, form, lexical) else None
    return Column(
        name=name,
        type=kind,
        arrow_type=arrow_type,
        title=shape.text(field, "title"),
        description=shape.text(field, "description"),
        example=field.get("example"),
        unit=shape.text(field, "unit") or None,
        format=form,
        missing_values=shape.missing_values(field, default=missing),
        lexical=lexical,
        constraints=read_constraints(shape, field, written),
        categories=tuple(
            _category(shape, item, written) for item in shape.items(field, "categories")
        ),
        descriptor=field,
    )


def _format(shape: Shape, field: Mapping[str, Any]) -> str:
    """The format; version 1 of the standard once wrote patterns as ``fmt:%Y``."""
    return (shape.text(field, "format") or "default").removeprefix("fmt:")


def _lexical(shape: Shape, field: Mapping[str, Any]) -> dict[str, Any]:
    given = {key: shape.one(field, key, kind) for key, kind in LEXICAL.items() if key in field}
    for key in ("trueValues", "falseValues"):
        if key in field:
            given[key] = list(shape.names(field, key))
    return given


def _category(shape: Shape, item: Any, arrow_type: str | None) -> Category:
    described = item if isinstance(item, Mapping) else {"value": item}
    if "value" not in described:
        raise SchemaError(f"{shape.place}: a category has no value.")
    value = shape.typed(described["value"], "categories", arrow_type)
    return Category(value=value, label=shape.text(described, "label") or str(value))


def _foreign_key(shape: Shape, given: Mapping[str, Any]) -> ForeignKey:
    reference = shape.object(given, "reference")
    return ForeignKey(
        columns=shape.names(given, "fields"),
        resource=shape.text(reference, "resource") or None,
        referenced=shape.names(reference, "fields"),
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
        if len(key.columns) != len(key.referenced) or not key.columns:
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
