"""What the CSV file says is what the Parquet file says, whatever the texts hold."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.digest import content_hash
from toolkit.load import Package, Resource
from toolkit.package.csv_files import write_csv
from toolkit.schema import arrow_schema, parse_table
from toolkit.validate.batches import Batch, Rows
from toolkit.validate.checker import TablesChecker
from toolkit.validate.report import Finding
from toolkit.validate.sources import open_source
from toolkit.validate.store import Store
from toolkit.validate.twins import are_same, compare_keys, compare_twins

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
        resource = Resource("ferries-csv", (path,), FERRIES.descriptor, {}, {})
        source, findings = open_source(Package(root, {}), resource)
        assert source is not None
        with TablesChecker({"ferries-csv": FERRIES}) as checker:
            checked = list(checker.check("ferries-csv", source.read()))
    assert findings == []
    assert [type(one) for one in checked] == [Batch]
    read = [one.to_arrow() for one in checked if isinstance(one, Batch)]
    assert content_hash(pa.Table.from_batches(read)) == content_hash(table)


ONE = {"name": "Gull", "length": 8.5, "ports": ["A"], "built": date(2020, 1, 1)}


def frames(table: pa.Table, *, rows: int = 1) -> list[pl.DataFrame]:
    """The table's values, a few rows at a time."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return [frame.slice(start, rows) for start in range(0, frame.height, rows)]


def reading(table: pa.Table, *, rows: int = 1) -> Iterator[Rows]:
    offset = 0
    for batch in table.to_batches(max_chunksize=rows):
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        yield Rows(frame, offset, native=batch)
        offset += batch.num_rows


def differences(left: pa.Table, right: pa.Table) -> list[tuple[str | None, str | None, str]]:
    findings = compare_twins(
        frames(left), frames(right, rows=2), FERRIES, name="ferries-csv", other="ferries"
    )
    return [(one.row, one.column, one.message) for one in findings if isinstance(one, Finding)]


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
    two, three = frames(ferries([ONE, ONE])), frames(ferries([ONE, ONE, ONE]))
    with Store() as store:
        for name, rows in (("two", two), ("three", three)):
            for offset, frame in enumerate(rows):
                store.add(name, frame, {"ferry_id"}, offset)
        missing = list(compare_keys(store, FERRIES, name="two", other="three"))
        surplus = list(compare_keys(store, FERRIES, name="three", other="two"))
    assert missing == [Finding("twin", "Only three has this row.", "two", "2")]
    assert surplus == [Finding("twin", "two does not have this row.", "three", "2")]


def test_equal_twins_do_not_differ() -> None:
    assert differences(ferries([ONE]), ferries([ONE])) == []


@pytest.mark.parametrize(
    ("other", "same"),
    [([ONE, ONE, ONE], True), ([ONE, ONE], False), ([ONE] * 4, False), ([ONE, {}, ONE], False)],
)
def test_twins_are_the_same_whatever_batches_they_come_in(
    other: list[dict[str, object]], same: bool
) -> None:
    mine, theirs = reading(ferries([ONE] * 3), rows=2), reading(ferries(other), rows=3)
    assert are_same(mine, theirs, FERRIES) is same
