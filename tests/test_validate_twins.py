"""What the CSV file says is what the Parquet file says, whatever the texts hold."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.digest import content_hash
from toolkit.load import Package
from toolkit.package.csv_files import write_csv
from toolkit.schema import arrow_schema, parse_table
from toolkit.validate.files import read_csv
from toolkit.validate.tables import to_frame
from toolkit.validate.twins import compare_twins

FERRIES = parse_table(
    {
        "name": "ferries",
        "fields": [
            {"name": "ferry_id", "type": "integer", "constraints": {"required": True}},
            {"name": "name", "type": "string"},
            {"name": "length", "type": "number"},
            {"name": "built", "type": "date"},
            {"name": "seen_at", "type": "datetime"},
            {"name": "ports", "type": "array", "toolkit:arrowType": "list<string>"},
            {"name": "decks", "type": "array", "toolkit:arrowType": "list<int64>"},
            {"name": "open", "type": "boolean"},
        ],
        "primaryKey": ["ferry_id"],
    }
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8) | st.sampled_from(
    ['"', '""', ",", "\n", '",\n"', "nan", "NaT", "null", "#", "=1+1", " a ", "\u2028", "'", "\\N"]
)
INTEGERS = st.integers(-(2**63), 2**63 - 1)

ROWS = st.fixed_dictionaries(
    {
        "name": st.none() | TEXTS,
        "length": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "built": st.none() | st.dates(min_value=date(1000, 1, 1)),
        "seen_at": st.none() | st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC)),
        "ports": st.none() | st.lists(st.none() | st.text(max_size=3), max_size=3),
        "decks": st.none() | st.lists(INTEGERS, max_size=3),
        "open": st.none() | st.booleans(),
    }
)


def ferries(rows: list[dict[str, object]]) -> pa.Table:
    numbered = [{"ferry_id": number, **row} for number, row in enumerate(rows)]
    return pa.Table.from_pylist(numbered, schema=arrow_schema(FERRIES))


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_a_table_comes_back_from_csv_as_it_went_in(rows: list[dict[str, object]]) -> None:
    table = ferries(rows)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data").mkdir()
        path = write_csv(table, root, "ferries")
        resource = {"name": "ferries-csv", "path": path}
        package = Package(root, {"resources": [resource]})
        read, findings = read_csv(package, package.resources[0], FERRIES, name="ferries-csv")
    assert findings == []
    assert read is not None
    assert content_hash(read) == content_hash(table)


ONE = {"name": "Gull", "length": 8.5, "ports": ["A"], "built": date(2020, 1, 1)}


def differences(left: pa.Table, right: pa.Table) -> list[tuple[str | None, str | None, str]]:
    findings = compare_twins(
        to_frame(left), to_frame(right), FERRIES, name="ferries-csv", other="ferries"
    )
    return [(one.row, one.column, one.message) for one in findings]


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"name": "Tern"}, "name", "ferries has another value: Gull."),
        ({"name": None}, "name", "ferries has another value: Gull."),
        ({"ports": []}, "ports", "ferries has another value: ['A']."),
        ({"length": 8.25}, "length", "ferries has another value: 8.5."),
    ],
)
def test_a_difference_names_row_column_and_both_values(
    changes: dict[str, object], column: str, message: str
) -> None:
    changed = ferries([ONE, {**ONE, **changes}])
    assert differences(changed, ferries([ONE, ONE])) == [("1", column, message)]


def test_a_row_that_only_one_twin_has_is_named_by_its_key() -> None:
    two, three = ferries([ONE, ONE]), ferries([ONE, ONE, ONE])
    assert differences(two, three) == [
        (None, None, "It has 2 rows, and ferries has 3."),
        ("2", None, "Only ferries has this row."),
    ]
    assert differences(three, two)[1:] == [("2", None, "ferries does not have this row.")]


def test_equal_twins_do_not_differ() -> None:
    assert differences(ferries([ONE]), ferries([ONE])) == []
