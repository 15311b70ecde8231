"""Row classes and schemas say the same: columns, their order, and whether they may be null."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime

import pytest

from toolkit import problems, rows, schema
from toolkit.config.correctable import SETTABLE
from toolkit.config.lists import ENTITY_TYPES, TABLES
from toolkit.package.diff.weights import COUNTS, FILLED, NAMES

ROW_CLASSES: dict[str, type] = {
    "documents": rows.Document,
    "statements": rows.Statement,
    "figures": rows.Figure,
    "entities": rows.Entity,
    "mentions": rows.Mention,
    "unclaimed": rows.Unclaimed,
    "problems": problems.Problem,
}

PYTHON_TYPES: dict[str, object] = {
    "string": str,
    "int64": int,
    "double": float,
    "date32": date,
    "timestamp[us, UTC]": datetime,
    "list<string>": tuple[str, ...],
    "list<int64>": tuple[int, ...],
}


def drift(row_class: type, table: schema.Table) -> list[str]:
    """What differs between a row class and a table, one readable line for each difference."""
    hints = typing.get_type_hints(row_class)
    fields = [field.name for field in dataclasses.fields(row_class)]
    columns = table.column_names
    lines = [
        f"{table.name}.{name}: in rows, not in schemas" for name in fields if name not in columns
    ]
    lines += [
        f"{table.name}.{name}: in schemas, not in rows" for name in columns if name not in fields
    ]
    for column in table.columns:
        if column.name in fields:
            wanted = PYTHON_TYPES[column.arrow_type]
            given, may_be_none = without_none(hints[column.name])
            if given != wanted:
                lines.append(f"{table.name}.{column.name}: {given} in rows, {wanted} in schemas")
            if may_be_none == column.required:
                state = "required" if column.required else "may be null"
                lines.append(f"{table.name}.{column.name}: {state} in schemas, not so in rows")
    return lines


def without_none(hint: object) -> tuple[object, bool]:
    """The type beside None, and whether None is allowed."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        rest = [part for part in typing.get_args(hint) if part is not type(None)]
        return rest[0], len(rest) < len(typing.get_args(hint))
    return hint, False


def test_every_table_has_a_row_class() -> None:
    assert tuple(ROW_CLASSES) == schema.TABLE_NAMES


@pytest.mark.parametrize("name", schema.TABLE_NAMES)
def test_rows_and_schemas_do_not_drift_apart(name: str) -> None:
    assert drift(ROW_CLASSES[name], schema.table(name)) == []


def test_drift_is_told_in_both_directions() -> None:
    @dataclasses.dataclass
    class Ferry:
        name: str
        places: str | None
        colour: str

    table = schema.parse_table(
        {
            "name": "ferries",
            "fields": [
                {"name": "name", "type": "string"},
                {"name": "places", "type": "integer"},
                {"name": "port", "type": "string"},
            ],
        }
    )
    assert drift(Ferry, table) == [
        "ferries.colour: in rows, not in schemas",
        "ferries.port: in schemas, not in rows",
        "ferries.name: may be null in schemas, not so in rows",
        "ferries.places: <class 'str'> in rows, <class 'int'> in schemas",
    ]


def test_every_severity_of_a_problem_is_a_category_of_the_schema() -> None:
    assert schema.table("problems").column("severity").constraints.enum == problems.SEVERITIES
    assert {severity for severity, _ in problems.CATALOGUE.values()} <= set(problems.SEVERITIES)


def test_the_lists_of_what_people_may_write_are_the_schemas() -> None:
    assert schema.table("entities").column("type").constraints.enum == ENTITY_TYPES
    assert {*TABLES} == SETTABLE.keys() < {*schema.TABLE_NAMES}
    for name, columns in SETTABLE.items():
        assert {*columns} < {*schema.table(name).column_names}


@pytest.mark.parametrize("place", [*COUNTS, NAMES, *FILLED])
def test_columns_that_weigh_less_are_columns(place: str) -> None:
    table, column = place.split(".")
    assert column in schema.table(table).column_names
    assert (place in FILLED) != schema.table(table).column(column).required
