"""Tables that break one promise are refused with the table, row, column and rule at fault."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from ferry_dataset import PART, WHOLE, ferry_tables

from toolkit import schema
from toolkit.validate import Report, validate_tables

Place = tuple[str | None, str | None, str]


@pytest.fixture(scope="module")
def sound() -> dict[str, pa.Table]:
    return ferry_tables()


def with_cell(table: pa.Table, row: int, column: str, value: Any) -> pa.Table:
    values = table[column].to_pylist()
    values[row] = value
    field = table.schema.field(column)
    replaced = pa.array(values, type=field.type)
    return table.set_column(table.schema.get_field_index(column), field, replaced)


def broken(tables: dict[str, pa.Table], name: str, row: int, /, **values: Any) -> Report:
    """The report on the tables after a row of one has other values."""
    table = tables[name]
    for column, value in values.items():
        table = with_cell(table, row, column, value)
    return validate_tables({**tables, name: table})


def test_a_sound_dataset_has_no_findings(sound: dict[str, pa.Table]) -> None:
    report = validate_tables(sound)
    assert report.findings == ()
    assert report.ok
    assert [one.name for one in report.checked] == list(schema.TABLE_NAMES)


def test_a_dataset_without_rows_is_sound() -> None:
    empty = {table.name: schema.arrow_schema(table).empty_table() for table in schema.tables()}
    assert validate_tables(empty).findings == ()


CASES: list[tuple[str, int, dict[str, Any], set[Place]]] = [
    # values for themselves
    ("documents", 0, {"media_type": "Text"}, {("documents", "media_type", "pattern")}),
    ("documents", 0, {"language": None}, {("documents", "language", "required")}),
    ("documents", 0, {"title": ""}, {("documents", "title", "minLength")}),
    ("statements", 0, {"kind": "whispered"}, {("statements", "kind", "enum")}),
    ("entities", 0, {"documents": -1}, {
        ("entities", "documents", "minimum"),
        ("entities", "documents", "count"),
    }),
    # keys and references
    ("documents", 1, {"path": "a/ferry.txt"}, {("documents", "path", "unique")}),
    ("documents", 1, {"reprint_of": "d_" + "a" * 24}, {
        ("documents", "reprint_of", "foreignKey")
    }),
    ("mentions", 0, {"entity_id": "e_" + "a" * 24}, {
        ("mentions", "entity_id", "foreignKey"),
        ("entities", "mentions", "count"),
        ("entities", "documents", "count"),
    }),
    ("figures", 0, {"place_id": "e_" + "a" * 24}, {("figures", "place_id", "foreignKey")}),
    ("statements", 0, {"variant_of": "s_" + "a" * 24}, {
        ("statements", "variant_of", "foreignKey")
    }),
    # spans
    ("mentions", 0, {"text": "Ida Halm"}, {("mentions", "text", "span")}),
    ("statements", 0, {"cue": "said"}, {("statements", "cue", "span")}),
    ("statements", 0, {"speaker_end": 9_999}, {("statements", "speaker", "span")}),
    ("statements", 1, {"via": "Harbour News > the board"}, {("statements", "via", "span")}),
    ("statements", 0, {"speaker_start": None}, {("statements", "speaker", "together")}),
    ("statements", 0, {"cue_start": 140, "cue_end": 140}, {
        ("statements", "cue", "span"),
        ("statements", "cue_end", "order"),
    }),
    ("statements", 0, {"cue_class": None}, {("statements", "cue_class", "together")}),
    # ids
    ("problems", 1, {"code": "no_text"}, {("problems", "problem_id", "id")}),
    ("entities", 0, {"name": "Harbour Times"}, {("entities", "entity_id", "id")}),
    ("documents", 2, {"sha256": "1" * 64}, {("documents", "document_id", "id")}),
    ("mentions", 0, {"kind": "nominal"}, {("mentions", "mention_id", "id")}),
    # bounds
    ("figures", 0, {"value": float("nan")}, {
        ("figures", "value", "finite"),
        ("figures", "value", "order"),  # polars counts NaN as larger than any number
    }),
    ("figures", 0, {"upper": None}, {("figures", "upper", "bounds")}),
    ("figures", 0, {"lower": 500.0}, {
        ("figures", "lower", "bounds"),
        ("figures", "lower", "order"),
    }),
    ("figures", 1, {"value": 449.0}, {
        ("figures", "value", "bounds"),
        ("figures", "lower", "order"),
    }),
    ("figures", 0, {"qualifier": "between"}, {
        ("figures", "value", "bounds"),
        ("figures", "lower", "bounds"),
    }),
    # figures among themselves and in statements
    ("figures", 0, {"part_of": WHOLE.figure_id}, {("figures", "part_of", "not_itself")}),
    ("figures", 1, {"series_id": PART.figure_id}, {("figures", "series_id", "series")}),
    # texts
    ("documents", 0, {"words": 3}, {("documents", "words", "count")}),
    ("documents", 0, {"furniture_at": [0]}, {("documents", "furniture_at", "furniture")}),
    ("documents", 0, {"furniture_at": [3, 0]}, {("documents", "furniture_at", "furniture")}),
    ("documents", 0, {"furniture_at": [0, 999]}, {("documents", "furniture_at", "furniture")}),
    # dates and names
    ("documents", 0, {"published_date": date(2021, 3, 7)}, {
        ("documents", "published_at", "order"),
    }),
    ("documents", 0, {"published_date": date(2021, 3, 4)}, set()),
    ("entities", 1, {"aliases": ["B", "A"]}, {("entities", "aliases", "order")}),
    ("entities", 1, {"aliases": ["A", "A"]}, {("entities", "aliases", "order")}),
    ("entities", 1, {"aliases": ["Ida Holm"]}, {("entities", "aliases", "not_itself")}),
    # the counted
    ("entities", 1, {"mentions": 3}, {("entities", "mentions", "count")}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "values", "expected"), CASES)
def test_one_broken_promise_is_found_where_it_is(
    sound: dict[str, pa.Table],
    table: str,
    row: int,
    values: dict[str, Any],
    expected: set[Place],
) -> None:
    report = broken(sound, table, row, **values)
    assert set(report.counts) == expected
    blamed = {finding.row for finding in report.findings if finding.table == table}
    assert not expected or sound[table].column(0)[row].as_py() in blamed


def test_a_series_whose_first_figure_is_not_in_it_is_found(sound: dict[str, pa.Table]) -> None:
    report = broken(sound, "figures", 0, series_id=None)
    assert set(report.counts) == {("figures", "series_id", "series")}
    assert report.findings[0].row == sound["figures"]["figure_id"][3].as_py()


def test_a_period_that_ends_before_it_starts_is_found(sound: dict[str, pa.Table]) -> None:
    report = broken(sound, "figures", 2, period_end=pa.scalar("2020-12-31").cast(pa.date32()))
    assert set(report.counts) == {("figures", "period_start", "order")}


def test_a_figure_outside_its_statement_is_found(sound: dict[str, pa.Table]) -> None:
    other = sound["statements"]["statement_id"][2].as_py()
    report = broken(sound, "figures", 0, statement_id=other)
    assert set(report.counts) == {("figures", "statement_id", "inside")}


def test_a_number_outside_its_figure_is_found(sound: dict[str, pa.Table]) -> None:
    second = sound["figures"].slice(3, 1).to_pylist()[0]
    report = broken(
        sound,
        "figures",
        3,
        text="passengers",
        start=second["start"] + 4,
    )
    assert set(report.counts) == {("figures", "number_start", "inside")}


def test_a_part_larger_than_its_whole_needs_a_problem_that_says_so(
    sound: dict[str, pa.Table],
) -> None:
    problems = sound["problems"].filter(pa.compute.field("code") != "part_exceeds_whole")
    report = validate_tables({**sound, "problems": problems})
    assert set(report.counts) == {("figures", "part_of", "part")}
    assert report.findings[0].row == PART.figure_id


def test_a_row_twice_breaks_the_primary_key_and_names_the_earlier_row(
    sound: dict[str, pa.Table],
) -> None:
    unclaimed = sound["unclaimed"]
    report = validate_tables({**sound, "unclaimed": pa.concat_tables([unclaimed, unclaimed])})
    assert set(report.counts) == {("unclaimed", "unclaimed_id", "primaryKey")}
    assert report.findings[0].row_number == 2
    assert report.findings[0].message == "Row 1 has the same value."


def test_a_document_that_is_gone_leaves_its_rows_dangling(sound: dict[str, pa.Table]) -> None:
    report = validate_tables({**sound, "documents": sound["documents"].slice(1)})
    tables = {table for table, _, rule in report.counts if rule == "foreignKey"}
    assert tables == {"statements", "figures", "mentions", "unclaimed"}


def test_rows_in_a_document_without_text_are_found(sound: dict[str, pa.Table]) -> None:
    report = broken(sound, "documents", 1, text=None, text_sha256=None, words=0)
    assert {rule for _, _, rule in report.counts} == {"span"}
    assert report.findings[0].message.startswith("The document has no text")


def test_decomposed_letters_and_carriage_returns_are_found(sound: dict[str, pa.Table]) -> None:
    report = broken(sound, "documents", 2, text="e\u0301\r\n", words=1)
    assert [finding.message for finding in report.findings] == [
        "The text is not in Unicode NFC.",
        "The text has line ends other than LF.",
        "The text has 1 words.",
    ][: len(report.findings)]
    assert ("documents", "text", "text") in report.counts


def test_a_missing_and_an_unknown_table_are_found(sound: dict[str, pa.Table]) -> None:
    tables = {name: table for name, table in sound.items() if name != "unclaimed"}
    report = validate_tables({**tables, "ships": sound["unclaimed"]})
    assert {(table, rule) for table, _, rule in report.counts} == {
        ("unclaimed", "table"),
        ("ships", "table"),
    }


def test_a_column_of_another_type_is_reported_once_and_not_for_each_value(
    sound: dict[str, pa.Table],
) -> None:
    mentions = sound["mentions"]
    index = mentions.schema.get_field_index("start")
    field = pa.field("start", pa.int32(), nullable=False)
    narrow = mentions.set_column(index, field, mentions["start"].cast(pa.int32()))
    report = validate_tables({**sound, "mentions": narrow})
    assert report.counts == {("mentions", "start", "physicalType"): 1}


def test_a_required_column_that_may_be_null_is_found(sound: dict[str, pa.Table]) -> None:
    loose = pa.schema([field.with_nullable(True) for field in sound["mentions"].schema])
    report = validate_tables({**sound, "mentions": sound["mentions"].cast(loose)})
    assert {rule for _, _, rule in report.counts} == {"nullability"}


def test_missing_extra_and_swapped_columns_are_found(sound: dict[str, pa.Table]) -> None:
    unclaimed = sound["unclaimed"]
    names = unclaimed.column_names
    swapped = validate_tables({**sound, "unclaimed": unclaimed.select(names[::-1])})
    assert set(swapped.counts) == {("unclaimed", None, "columns")}
    missing = validate_tables({**sound, "unclaimed": unclaimed.select(names[:-1])})
    assert set(missing.counts) == {("unclaimed", "reason", "columns")}
    extra = unclaimed.append_column("colour", pa.array(["blue"]))
    assert set(validate_tables({**sound, "unclaimed": extra}).counts) == {
        ("unclaimed", "colour", "columns")
    }


def test_astral_characters_before_a_span_count_as_one_code_point_each(
    sound: dict[str, pa.Table],
) -> None:
    text = sound["documents"]["text"][0].as_py()
    starts = {row["text"]: row["start"] for row in sound["mentions"].slice(0, 2).to_pylist()}
    assert text.index("😀") < starts["Harbour News"]
    by_code_unit = len(text[: starts["Harbour News"]].encode("utf-16-le")) // 2
    report = broken(sound, "mentions", 1, start=by_code_unit, end=by_code_unit + 12)
    assert ("mentions", "text", "span") in report.counts
