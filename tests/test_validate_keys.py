"""Keys and references of any table, ours or not, as Table Schema means them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl
import pytest

from toolkit.schema import Table, parse_table
from toolkit.validate.batches import Rows
from toolkit.validate.checker import TablesChecker
from toolkit.validate.report import EXAMPLES, Report, make_report

FIELDS = [{"name": name, "type": "string"} for name in ("line", "stop", "next")]

Stop = tuple[str | None, str | None, str | None]


def table(**extra: Any) -> Table:
    return parse_table({"name": "stops", "fields": FIELDS, **extra})


def frame(*rows: Stop) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema=dict.fromkeys(("line", "stop", "next"), pl.String), orient="row"
    )


def checked(*tables: tuple[Table, pl.DataFrame]) -> Report:
    """The report on tables whose rows come two at a time, as text."""

    def findings() -> Any:
        described: Mapping[str, Table] = {one.name: one for one, _ in tables}
        with TablesChecker(described) as checker:
            for one, rows in tables:
                parts = (Rows(rows.slice(start, 2), start) for start in range(0, rows.height, 2))
                for item in checker.check(one.name, parts):
                    if hasattr(item, "kind"):
                        yield item
            yield from checker.finish(described)

    return make_report(findings())


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("1", "a", None), ("1", "b", None)], []),
        ([("1", "a", None), ("1", "a", None)], [("primaryKey", 2)]),
        ([("1", None, "x")], [("primaryKey", 1)]),
        (
            [("1", "a", None), ("1", "a", None), ("1", "b", None), ("1", "a", None)],
            [("primaryKey", 2), ("primaryKey", 4)],
        ),
    ],
)
def test_a_composite_primary_key_is_unique_and_has_no_part_missing(
    rows: list[Stop], found: list[tuple[str, int]]
) -> None:
    report = checked((table(primaryKey=["line", "stop"]), frame(*rows)))
    assert [(one.rule, one.row_number) for one in report.findings] == found


def test_a_null_in_a_unique_key_equals_nothing() -> None:
    rows = frame(("1", None, None), ("1", None, None), ("2", "a", None), ("2", "a", None))
    report = checked((table(uniqueKeys=[["line", "stop"]]), rows))
    assert [(one.rule, one.row_number, one.value) for one in report.findings] == [
        ("uniqueKeys", 4, "2, a")
    ]


def test_a_unique_column_names_the_earlier_row() -> None:
    fields = [{"name": "stop", "constraints": {"unique": True}}]
    rows = pl.DataFrame({"stop": ["a", "b", "", "", "a"]})
    report = checked((parse_table({"name": "stops", "fields": fields}), rows))
    assert [
        (one.rule, one.row_number, one.message) for one in report.findings if one.rule != "blankRow"
    ] == [("unique", 5, "Row 1 has the same value.")]


def test_names_that_differ_by_case_alone_are_two_columns() -> None:
    fields = [{"name": name, "type": "string"} for name in ("id", "ID", "__row_index")]
    described = parse_table(
        {"name": "stops", "fields": fields, "primaryKey": ["ID", "__row_index"]}
    )
    rows = pl.DataFrame({"id": ["a", "a"], "ID": ["b", "b"], "__row_index": ["c", "c"]})
    report = checked((described, rows))
    assert [(one.column, one.value) for one in report.findings] == [("ID, __row_index", "b, c")]


REFERENCES = {
    "foreignKeys": [
        {"fields": ["line", "next"], "reference": {"fields": ["line", "stop"]}},
        {"fields": ["line"], "reference": {"resource": "lines", "fields": ["name"]}},
    ]
}
LINES = parse_table({"name": "lines", "fields": [{"name": "name", "type": "string"}]})


def test_references_hold_within_and_across_tables_and_nulls_point_nowhere() -> None:
    rows = frame(("1", "a", "b"), ("1", "b", None), ("1", "c", "z"), ("9", "d", None))
    report = checked((table(**REFERENCES), rows), (LINES, pl.DataFrame({"name": ["1"]})))
    assert [(one.column, one.row_number, one.value, one.message) for one in report.findings] == [
        ("line, next", 3, "1, z", "There is no such row in stops."),
        ("line", 4, "9", "There is no such row in lines."),
    ]


def test_a_reference_to_a_table_that_is_not_there_is_one_finding() -> None:
    rows = frame(("1", "a", None), ("2", "b", None))
    report = checked((table(**REFERENCES), rows))
    assert [one.message for one in report.findings] == [
        "It refers to lines(name), which is not there."
    ]


def test_every_row_dangles_where_the_other_table_is_empty() -> None:
    rows = frame(("1", "a", None), ("2", "b", None))
    report = checked((table(**REFERENCES), rows), (LINES, pl.DataFrame({"name": []})))
    assert report.counts == {("stops", "line", "foreignKey"): 2}


def test_a_reference_between_types_that_are_never_equal_is_one_finding() -> None:
    lines = parse_table({"name": "lines", "fields": [{"name": "name", "type": "integer"}]})
    rows = frame(("1", "a", None), ("2", "b", None))
    report = checked((table(**REFERENCES), rows), (lines, pl.DataFrame({"name": ["1", "2"]})))
    assert [one.message for one in report.findings] == ["lines(name) is of another type."]


def test_all_are_counted_and_the_first_are_shown() -> None:
    rows = frame(*[("1", "a", None)] * (3 * EXAMPLES))
    report = checked((table(primaryKey=["line", "stop"]), rows))
    assert report.errors == 3 * EXAMPLES - 1
    assert [one.row_number for one in report.findings] == list(range(2, EXAMPLES + 2))


def test_a_full_disk_is_told_as_a_fault_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException("Could not write file")

    monkeypatch.setattr(duckdb, "connect", refuse)
    with pytest.raises(OSError, match=r"the keys of the tables cannot be kept in .* write file"):
        checked((table(primaryKey="line"), frame(("1", "Pier", None))))
