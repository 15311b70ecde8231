"""Schemas are read once, refuse contradictions, and render to every vocabulary the same."""

from __future__ import annotations

import copy
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from pandera.errors import SchemaErrors

from toolkit import schema
from toolkit.errors import SchemaError
from toolkit.schema.pandera_rendering import pandera_schema

REPO = Path(__file__).parent.parent

REWRITE_DICTIONARY = (
    'python -c "from toolkit.schema import data_dictionary; print(data_dictionary(), end=str())"'
    " > docs/data-dictionary.md"
)

FERRIES: dict[str, Any] = {
    "name": "ferries",
    "title": "Ferries",
    "description": "One row for each ferry.",
    "toolkit:label": "name",
    "toolkit:facets": ["ports", "size"],
    "toolkit:search": ["name"],
    "toolkit:sort": "-places",
    "fields": [
        {"name": "ferry_id", "type": "string", "constraints": {"required": True}},
        {
            "name": "name",
            "type": "string",
            "title": "Name",
            "description": "As painted on it.",
            "example": "Sea | Gull",
            "constraints": {"pattern": "Sea .*|Sun .*", "minLength": 1, "maxLength": 10},
        },
        {
            "name": "size",
            "type": "string",
            "categories": [{"value": "s", "label": "small"}, {"value": "l", "label": "large"}],
            "constraints": {"enum": ["s", "l"]},
        },
        {
            "name": "places",
            "type": "integer",
            "description": "Seats.",
            "unit": "seat",
            "constraints": {"minimum": 1, "maximum": 900},
        },
        {"name": "length", "type": "number", "constraints": {"exclusiveMinimum": 0}},
        {"name": "built", "type": "date", "constraints": {"minimum": "1900-01-01"}},
        {"name": "seen_at", "type": "datetime"},
        {
            "name": "ports",
            "type": "array",
            "toolkit:arrowType": "list<string>",
            "constraints": {"required": True},
        },
        {"name": "sister_of", "type": "string"},
        {"name": "end", "type": "string"},
        {"name": "deck", "type": "string", "categories": ["upper", "lower"]},
    ],
    "primaryKey": ["ferry_id"],
    "foreignKeys": [
        {"fields": ["sister_of"], "reference": {"fields": ["ferry_id"]}},
        {"fields": ["end"], "reference": {"resource": "harbours", "fields": ["harbour_id"]}},
    ],
}


@pytest.fixture
def ferries() -> schema.Table:
    return schema.parse_table(FERRIES)


def changed(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(FERRIES), **changes}


def test_our_tables_come_in_the_order_in_which_people_read_them() -> None:
    assert tuple(table.name for table in schema.tables()) == schema.TABLE_NAMES


def test_the_schemas_are_read_once_and_kept() -> None:
    assert schema.table("figures") is schema.table("figures")


def test_an_unknown_table_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(SchemaError, match="no table 'ships'") as raised:
        schema.table("ships")
    assert "documents, statements" in raised.value.hint


def test_every_column_says_what_it_is_with_a_title_and_an_example() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in schema.tables()
        for column in table.columns
        if not (column.title and column.description) or column.example is None
    ]
    assert silent == []


def test_categories_and_enum_of_a_column_list_the_same_values() -> None:
    differing = [
        f"{table.name}.{column.name}"
        for table in schema.tables()
        for column in table.columns
        if (column.constraints.enum or ()) != tuple(one.value for one in column.categories)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"primaryKey": ["nobody"]}, "its primary key names 'nobody'"),
        ({"toolkit:label": "nobody"}, "its label names 'nobody'"),
        ({"toolkit:facets": ["nobody"]}, "its list of facets names 'nobody'"),
        ({"toolkit:search": ["nobody"]}, "its list of columns to search names 'nobody'"),
        ({"toolkit:sort": "-nobody"}, "its sort column names 'nobody'"),
        ({"uniqueKeys": [["name", "nobody"]]}, "its unique key names 'nobody'"),
        (
            {"foreignKeys": [{"fields": ["name"], "reference": {"fields": ["nobody"]}}]},
            "its foreign key names 'nobody'",
        ),
        (
            {"foreignKeys": [{"fields": ["name"], "reference": {"fields": ["name", "end"]}}]},
            "refers to another number of columns",
        ),
        ({"fields": [*FERRIES["fields"], {"name": "end", "type": "string"}]}, "two columns"),
        ({"fields": [{"name": "x", "type": "colour"}]}, "'colour'"),
        ({"fieldsMatch": "roughly"}, "fieldsMatch has to be one of exact, equal"),
        ({"missingValues": "-"}, "missingValues has to be a list"),
        ({"fields": [{"name": "x", "trueValues": [1]}]}, "trueValues has to be a list of names"),
        ({"fields": [{"name": "x", "decimalChar": 1}]}, "decimalChar has to be text"),
        ({"name": ""}, "no name"),
        ({"fields": "name"}, "fields has to be a list"),
        ({"fields": ["name"]}, "fields has to be a list of objects"),
        ({"fields": [{"type": "string"}]}, "a field has no name"),
        ({"fields": [{"name": "x", "type": ["string"]}]}, "type has to be text"),
        ({"fields": [{"name": "x", "constraints": []}]}, "constraints has to be an object"),
        ({"fields": [{"name": "x", "categories": [{"label": "a"}]}]}, "a category has no value"),
        ({"primaryKey": [3]}, "primaryKey has to be a list of names"),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        schema.parse_table(changed(**changes))


@pytest.mark.parametrize(
    ("kind", "constraints"),
    [
        ("integer", {"minimum": "many"}),
        ("integer", {"minimum": []}),
        ("integer", {"enum": [1, "two"]}),
        ("date", {"maximum": "yesterday"}),
        ("datetime", {"minimum": 3}),
        ("number", {"exclusiveMinimum": "x"}),
        ("string", {"pattern": "("}),
        ("string", {"pattern": 3}),
        ("string", {"minLength": -1}),
        ("string", {"maxLength": True}),
        ("string", {"enum": "ab"}),
    ],
)
def test_a_constraint_that_no_value_could_be_held_to_is_refused(
    kind: str, constraints: dict[str, Any]
) -> None:
    field = {"name": "x", "type": kind, "constraints": constraints}
    with pytest.raises(SchemaError, match=r"Table t, column x: .* has to be "):
        schema.parse_table({"name": "t", "fields": [field]})


def test_a_single_name_stands_for_a_key_of_one_column_as_in_version_one() -> None:
    table = schema.parse_table(changed(primaryKey="ferry_id"))
    assert table.primary_key == ("ferry_id",)


def test_arrow_types_are_plain_zoned_and_not_null_where_required(ferries: schema.Table) -> None:
    arrow = schema.arrow_schema(ferries, metadata={"version": "1", "dataset": "ferries"})
    assert [str(field.type) for field in arrow] == [
        "string",
        "string",
        "string",
        "int64",
        "double",
        "date32[day]",
        "timestamp[us, tz=UTC]",
        "list<element: string>",
        "string",
        "string",
        "string",
    ]
    assert [field.name for field in arrow if not field.nullable] == ["ferry_id", "ports"]
    assert arrow.field("name").metadata == {b"description": b"As painted on it."}
    assert list(arrow.metadata or {}) == [b"dataset", b"version"]


def test_an_unknown_arrow_type_is_refused() -> None:
    with pytest.raises(SchemaError, match="'decimal'"):
        schema.arrow_type("list<decimal>")


def test_the_parquet_twin_declares_lists_and_nulls_as_frictionless_needs_them(
    ferries: schema.Table,
) -> None:
    published = schema.table_schema(ferries, format="parquet")
    fields = {field["name"]: field for field in published["fields"]}
    assert fields["ports"]["type"] == "any"
    assert fields["ports"]["toolkit:arrowType"] == "list<string>"
    assert {name: field.get("missingValues") for name, field in fields.items()} == {
        "ferry_id": None,
        "name": None,
        "size": None,
        "places": ["", "nan"],
        "length": ["", "nan"],
        "built": None,
        "seen_at": ["", "NaT"],
        "ports": None,
        "sister_of": None,
        "end": None,
        "deck": None,
    }
    assert published["foreignKeys"][1]["reference"]["resource"] == "harbours"


def test_the_csv_twin_keeps_its_lists_and_points_to_csv_twins(ferries: schema.Table) -> None:
    published = schema.table_schema(ferries, format="csv")
    assert published["fields"] == FERRIES["fields"]
    assert published["foreignKeys"] == [
        {"fields": ["sister_of"], "reference": {"fields": ["ferry_id"]}},
        {"fields": ["end"], "reference": {"fields": ["harbour_id"], "resource": "harbours-csv"}},
    ]


def test_examples_are_published_as_text_because_the_official_profile_takes_no_other() -> None:
    examples = {
        field["name"]: field["example"]
        for field in schema.table_schema(schema.table("documents"), format="csv")["fields"]
    }
    assert examples["words"] == "8"
    assert examples["furniture_at"] == "[0]"
    assert examples["published_date"] == "2021-03-04"


def test_a_published_schema_leaves_name_and_title_to_its_resource(ferries: schema.Table) -> None:
    published = schema.table_schema(ferries, format="csv")
    assert {"name", "title", "description", "$schema"}.isdisjoint(published)
    assert published["toolkit:label"] == "name"


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_published_schema_reads_back_as_the_same_columns(form: schema.Format) -> None:
    for table in schema.tables():
        again = schema.parse_table(schema.table_schema(table, format=form), name=table.name)
        assert schema.arrow_schema(again) == schema.arrow_schema(table)
        assert again.primary_key == table.primary_key


def test_sqlite_makes_every_table_with_its_keys() -> None:
    database = sqlite3.connect(":memory:")
    for table in schema.tables():
        database.execute(schema.sqlite_ddl(table))
    keys = {row[3]: row[2] for row in database.execute("PRAGMA foreign_key_list(figures)")}
    assert keys == {
        "document_id": "documents",
        "statement_id": "statements",
        "asserted_by": "entities",
        "place_id": "entities",
        "part_of": "figures",
        "series_id": "figures",
    }


def test_sqlite_tables_are_strict_and_refuse_nulls_where_a_value_is_required(
    ferries: schema.Table,
) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(schema.sqlite_ddl(ferries))
    insert = "INSERT INTO ferries (ferry_id, ports, places) VALUES (?, ?, ?)"
    database.execute(insert, ("a", "[]", 3))
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        database.execute(insert, ("b", None, 3))
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        database.execute(insert, ("b", "[]", "three"))


def test_datasette_gets_titles_descriptions_facets_label_and_sort(ferries: schema.Table) -> None:
    metadata = schema.datasette_metadata(ferries)
    assert metadata["title"] == "Ferries"
    assert metadata["columns"]["places"] == "Seats. Unit: seat."
    assert metadata["facets"] == [{"array": "ports"}, "size"]
    assert metadata["label_column"] == "name"
    assert metadata["sort_desc"] == "places"


def test_datasette_never_gets_units_which_it_answers_with_an_error() -> None:
    assert all("units" not in schema.datasette_metadata(table) for table in schema.tables())


def ferry_frame(**changes: list[Any]) -> pl.DataFrame:
    values: dict[str, list[Any]] = {
        "ferry_id": ["a"],
        "name": ["Sea Gull"],
        "size": ["s"],
        "places": [10],
        "length": [8.5],
        "built": [None],
        "seen_at": [None],
        "ports": [["North Pier"]],
        "sister_of": [None],
        "end": [None],
        "deck": ["upper"],
    }
    arrow = schema.arrow_schema(schema.parse_table(FERRIES))
    nullable = pa.schema([field.with_nullable(True) for field in arrow])
    frame = pl.from_arrow(pa.table(values | changes, schema=nullable))
    assert isinstance(frame, pl.DataFrame)
    return frame


def failures(frame: pl.DataFrame, *, unique: bool = True) -> list[tuple[str, str, Any]]:
    table = schema.parse_table(FERRIES)
    try:
        pandera_schema(table, unique=unique).validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        return [(case["column"], case["check"], case["index"]) for case in cases.to_dicts()]
    return []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"ferry_id": [None]}, [("ferry_id", "not_nullable", 0)]),
        ({"name": ["Moon"]}, [("name", "pattern", 0)]),
        ({"name": ["The Sea Gull"]}, [("name", "pattern", 0), ("name", "maxLength", 0)]),
        ({"name": ["Sea Gulls"]}, []),
        ({"name": ["Sea Gull\n"]}, [("name", "pattern", 0)]),
        ({"name": ["Sea ÅÅÅÅÅÅ"]}, []),
        ({"size": ["m"]}, [("size", "enum", 0)]),
        ({"deck": ["z"]}, [("deck", "categories", 0)]),
        ({"places": [0]}, [("places", "minimum", 0)]),
        ({"places": [901]}, [("places", "maximum", 0)]),
        ({"places": [None]}, []),
        ({"length": [0.0]}, [("length", "exclusiveMinimum", 0)]),
        ({"ports": [None]}, [("ports", "not_nullable", 0)]),
        ({"ports": [[]]}, []),
    ],
)
def test_each_failure_names_its_column_rule_and_row(
    changes: dict[str, list[Any]], expected: list[tuple[str, str, int]]
) -> None:
    assert failures(ferry_frame(**changes)) == expected


def test_a_date_below_its_minimum_is_found_although_json_has_no_dates() -> None:
    frame = ferry_frame().with_columns(pl.lit("1899-12-31").str.to_date().alias("built"))
    assert failures(frame) == [("built", "minimum", 0)]


def test_the_primary_key_is_unique_in_a_whole_table_and_not_judged_in_a_batch() -> None:
    frame = pl.concat([ferry_frame(), ferry_frame()])
    assert {rule for _, rule, _ in failures(frame)} == {"field_uniqueness"}
    assert failures(frame, unique=False) == []


def test_types_are_not_coerced() -> None:
    frame = ferry_frame().with_columns(pl.col("places").cast(pl.Int32))
    assert failures(frame) == [("places", "dtype('Int64')", None)]


def test_a_column_too_many_is_found() -> None:
    assert failures(ferry_frame().with_columns(pl.lit(1).alias("colour"))) == [
        ("ferries", "column_in_schema", None)
    ]


def test_the_data_dictionary_in_the_docs_is_the_one_that_the_schemas_give() -> None:
    printed = (REPO / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert printed == schema.data_dictionary(), f"write it anew: {REWRITE_DICTIONARY}"


def test_a_bar_in_an_example_stays_inside_its_cell_of_the_data_dictionary() -> None:
    lines = [line for line in schema.data_dictionary().splitlines() if line.startswith("| `")]
    assert all(line.replace("\\|", "").count("|") == 6 for line in lines)


def test_a_row_of_the_dictionary_is_plain_data(ferries: schema.Table) -> None:
    rows = {row["column"]: row for row in schema.dictionary_rows(ferries)}
    assert rows["sister_of"]["references"] == "ferries.ferry_id"
    assert rows["size"]["categories"] == {"s": "small", "l": "large"}
    assert rows["places"]["constraints"] == "at least 1; at most 900"
    assert rows["ferry_id"]["constraints"] == "primary key"
    assert json.loads(json.dumps(rows["name"])) == rows["name"]


def test_the_schemas_load_without_pandera_frictionless_or_spacy() -> None:
    script = (
        "import sys, toolkit.schema as s; s.data_dictionary();"
        "print([m for m in ('pandera', 'frictionless', 'spacy', 'pandas') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=REPO, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
