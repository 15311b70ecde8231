"""Rows become typed, sorted tables, and a table's hash says what it holds and nothing else."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.digest import canonical_lines, content_hash
from toolkit.problems import report
from toolkit.rows import Document, Entity, Figure, Mention, Rows, Statement, Unclaimed, make_id
from toolkit.schema import TABLE_NAMES, arrow_schema, tables
from toolkit.tables import build_tables

PATHS = ["b.txt", "a.jsonl#12", "a.jsonl#2", "B.txt", "é.txt", "a.txt"]


def document(path: str) -> Document:
    return Document(make_id("d", path), path, "0" * 64, "text/plain", text="The ferry was late.")


def statement(path: str, start: int, end: int) -> Statement:
    document_id = make_id("d", path)
    key = make_id("s", document_id, start, end)
    return Statement(key, document_id, "indirect", "the ferry", start, end, "example")


def mention(path: str, start: int, end: int, kind: str) -> Mention:
    document_id = make_id("d", path)
    key = make_id("m", document_id, start, end, kind)
    return Mention(key, document_id, make_id("e", "x"), "ferry", start, end, kind, "example")


DOCUMENTS = [document(path) for path in PATHS]

ROWS = Rows(
    statements=tuple(statement(path, start, 9) for path in PATHS for start in (4, 0)),
    figures=(
        Figure(
            make_id("f", "x"),
            make_id("d", "a.txt"),
            text="400 seats",
            start=0,
            end=9,
            number="400",
            number_start=0,
            number_end=3,
            qualifier="exactly",
            unit_kind="count",
            rule="example",
            value=400.0,
            period_start=date(2020, 1, 1),
        ),
    ),
    entities=tuple(
        Entity(make_id("e", name), name, kind, "example", aliases=("X", "Y"))
        for name, kind in [("Zed", "person"), ("Alma", "place"), ("Alma", "person")]
    ),
    mentions=(mention("b.txt", 4, 9, "nominal"), mention("b.txt", 4, 9, "name")),
    unclaimed=(Unclaimed(make_id("u", 1), make_id("d", "a.txt"), "number", "4", 0, 1, "date"),),
)

PROBLEMS = [
    report("empty_file", "b.txt"),
    report("empty_file", "a.jsonl#12"),
    report("empty_file", "a.jsonl#2"),
    report("correction_failed", None, detail="3 names no row."),
]


@pytest.fixture
def built() -> dict[str, pa.Table]:
    return build_tables(DOCUMENTS, ROWS, PROBLEMS)


def test_every_table_is_made_with_its_declared_columns_and_types(
    built: dict[str, pa.Table],
) -> None:
    assert tuple(built) == TABLE_NAMES
    for table in tables():
        assert built[table.name].schema.equals(arrow_schema(table), check_metadata=True)


def test_without_any_rows_every_table_is_there_and_empty() -> None:
    built = build_tables([], Rows(), [])
    assert {name: table.num_rows for name, table in built.items()} == dict.fromkeys(TABLE_NAMES, 0)


def test_documents_stand_by_the_bytes_of_their_path_and_members_by_their_number(
    built: dict[str, pa.Table],
) -> None:
    assert built["documents"]["path"].to_pylist() == [
        "B.txt",
        "a.jsonl#2",
        "a.jsonl#12",
        "a.txt",
        "b.txt",
        "é.txt",
    ]


def test_rows_in_a_document_follow_the_documents_and_then_their_place(
    built: dict[str, pa.Table],
) -> None:
    places = built["statements"].select(["document_id", "start"]).to_pylist()
    order = built["documents"]["document_id"].to_pylist()
    assert [(row["document_id"], row["start"]) for row in places] == [
        (document_id, start) for document_id in order for start in (0, 4)
    ]


def test_rows_at_the_same_place_stand_by_their_id(built: dict[str, pa.Table]) -> None:
    keys = built["mentions"]["mention_id"].to_pylist()
    assert keys == sorted(keys)


def test_entities_stand_by_type_and_name(built: dict[str, pa.Table]) -> None:
    entities = built["entities"].select(["type", "name"]).to_pylist()
    assert [(row["type"], row["name"]) for row in entities] == [
        ("person", "Alma"),
        ("person", "Zed"),
        ("place", "Alma"),
    ]


def test_problems_stand_by_path_and_those_of_no_file_come_first(
    built: dict[str, pa.Table],
) -> None:
    assert built["problems"]["path"].to_pylist() == [None, "a.jsonl#2", "a.jsonl#12", "b.txt"]


def test_the_order_of_what_comes_in_leaves_no_trace(built: dict[str, pa.Table]) -> None:
    shuffle = random.Random(7).sample
    rows = replace(
        ROWS,
        statements=tuple(shuffle(ROWS.statements, len(ROWS.statements))),
        entities=ROWS.entities[::-1],
        mentions=ROWS.mentions[::-1],
    )
    again = build_tables(shuffle(DOCUMENTS, len(DOCUMENTS)), rows, PROBLEMS[::-1])
    assert again == built


def test_a_row_of_a_document_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        build_tables(DOCUMENTS[1:], ROWS, [])


EXAMPLE = pa.table(
    {
        "name": pa.array(['a "b"\n', None]),
        "places": pa.array([4000.0, 0.1]),
        "built": pa.array([date(2021, 3, 4), None]),
        "seen_at": pa.array(
            [datetime(2021, 3, 4, 9, 30, tzinfo=UTC), None], pa.timestamp("us", "UTC")
        ),
        "ports": pa.array([["é", "\\"], []], pa.list_(pa.field("element", pa.string()))),
        "count": pa.array([2**53 + 1, -1]),
        "open": pa.array([True, False]),
    }
)

EXAMPLE_LINES = (
    '[["name","string"],["places","double"],["built","date32"],'
    '["seen_at","timestamp[us, UTC]"],["ports","list<string>"],["count","int64"],["open","bool"]]\n'
    '["a \\"b\\"\\n",4000.0,"2021-03-04","2021-03-04T09:30:00.000000Z",'
    '["é","\\\\"],9007199254740993,true]\n'
    "[null,0.1,null,null,[],-1,false]\n"
)


def test_the_hash_is_the_sha256_of_lines_that_anyone_can_write() -> None:
    assert "".join(canonical_lines(EXAMPLE)) == EXAMPLE_LINES
    expected = hashlib.sha256(EXAMPLE_LINES.encode()).hexdigest()
    assert content_hash(EXAMPLE) == f"sha256:{expected}"


def test_the_hash_is_the_same_after_a_trip_through_polars() -> None:
    frame = pl.from_arrow(EXAMPLE)
    assert isinstance(frame, pl.DataFrame)
    assert content_hash(frame.to_arrow()) == content_hash(EXAMPLE)
    older = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    assert content_hash(older) == content_hash(EXAMPLE)


def test_the_hash_of_a_file_read_in_batches_is_that_of_the_table(tmp_path) -> None:
    pq.write_table(EXAMPLE, tmp_path / "t.parquet", row_group_size=1)
    with pq.ParquetFile(tmp_path / "t.parquet") as file:
        reader = pa.RecordBatchReader.from_batches(
            file.schema_arrow, file.iter_batches(batch_size=1)
        )
        assert content_hash(reader) == content_hash(EXAMPLE)


@given(st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=1, max_size=20), st.data())
def test_how_a_table_is_cut_into_batches_does_not_change_its_hash(values, data) -> None:
    whole = pa.table({"name": pa.array(values, pa.string())})
    cut = data.draw(st.integers(0, len(values)))
    pieces = pa.concat_tables([whole.slice(0, cut), whole.slice(cut)])
    assert content_hash(pieces) == content_hash(whole)


@pytest.mark.parametrize(
    "other",
    [
        EXAMPLE.slice(0, 1),
        EXAMPLE.take([1, 0]),
        EXAMPLE.rename_columns(["title", *EXAMPLE.column_names[1:]]),
        EXAMPLE.select(EXAMPLE.column_names[::-1]),
        EXAMPLE.set_column(5, "count", pa.array([2**53, -1])),
        EXAMPLE.set_column(5, "count", pa.array([str(2**53 + 1), "-1"])),
    ],
    ids=["a row less", "rows swapped", "a name", "column order", "the last digit", "a type"],
)
def test_whatever_differs_gives_another_hash(other: pa.Table) -> None:
    assert content_hash(other) != content_hash(EXAMPLE)
