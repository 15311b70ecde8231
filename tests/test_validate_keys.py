"""Keys and references of any table, ours or not, as Table Schema means them."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from toolkit.schema import Table, parse_table
from toolkit.validate.keys import check_keys, check_references

FIELDS = [{"name": name, "type": "string"} for name in ("line", "stop", "next")]


def table(**extra: Any) -> Table:
    return parse_table({"name": "stops", "fields": FIELDS, **extra})


def frame(*rows: tuple[str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema=dict.fromkeys(("line", "stop", "next"), pl.String), orient="row"
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("1", "a", None), ("1", "b", None)], []),
        ([("1", "a", None), ("1", "a", None)], [("primaryKey", 2)]),
        ([("1", None, None)], [("primaryKey", 1)]),
        (
            [("1", "a", None), ("1", "a", None), ("1", "a", None)],
            [("primaryKey", 2), ("primaryKey", 3)],
        ),
    ],
)
def test_a_composite_primary_key_is_unique_and_has_no_part_missing(
    rows: list[Any], found: list[tuple[str, int]]
) -> None:
    findings = check_keys(frame(*rows), table(primaryKey=["line", "stop"]))
    assert [(one.rule, one.row_number) for one in findings] == found


def test_a_null_in_a_unique_key_equals_nothing() -> None:
    rows = frame(("1", None, None), ("1", None, None), ("2", "a", None), ("2", "a", None))
    findings = list(check_keys(rows, table(uniqueKeys=[["line", "stop"]])))
    assert [(one.rule, one.row_number, one.value) for one in findings] == [
        ("uniqueKeys", 4, "2, a")
    ]


REFERENCES = {
    "foreignKeys": [
        {"fields": ["line", "next"], "reference": {"fields": ["line", "stop"]}},
        {"fields": ["line"], "reference": {"resource": "lines", "fields": ["name"]}},
    ]
}


def test_references_hold_within_and_across_tables_and_nulls_point_nowhere() -> None:
    rows = frame(("1", "a", "b"), ("1", "b", None), ("1", "c", "z"), ("9", "d", None))
    lines = pl.DataFrame({"name": ["1"]})
    findings = check_references(rows, table(**REFERENCES), {"lines": lines})
    assert [(one.column, one.row_number, one.value, one.message) for one in findings] == [
        ("line, next", 3, "1, z", "There is no such row in stops."),
        ("line", 4, "9", "There is no such row in lines."),
    ]


def test_a_reference_to_a_table_that_could_not_be_read_is_one_finding() -> None:
    rows = frame(("1", "a", None), ("2", "b", None))
    findings = list(check_references(rows, table(**REFERENCES), {}))
    assert [one.message for one in findings] == ["It refers to lines, which could not be read."]


def test_a_reference_between_different_types_is_left_to_the_finding_about_the_type() -> None:
    lines = pl.DataFrame({"name": [1]})
    assert (
        list(check_references(frame(("1", "a", None)), table(**REFERENCES), {"lines": lines})) == []
    )
