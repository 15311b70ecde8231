"""Every tool that people load tables with gets the same values and the same types."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from ferry_dataset import ferry_package, ferry_tables
from package_samples import CONFIG, PIPELINE, sample_tables

from toolkit.load import load_package
from toolkit.package import write_package
from toolkit.schema import TABLE_NAMES, arrow_schema, arrow_type_name, table

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry dataset: every table and every kind of column has something in it."""
    return ferry_package(tmp_path_factory.mktemp("loading") / "package")


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with several files for each table that has enough rows."""
    folder = tmp_path_factory.mktemp("parted") / "package"
    tables = sample_tables(letters=9)
    write_package(tables, folder, config=CONFIG, pipeline=PIPELINE, part_bytes=4000)
    return folder


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing here may ask the Hub, and nothing may be left in a home folder."""
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))


def with_toolkit(folder: Path, name: str) -> pa.Table:
    return load_package(folder).frame(name).to_arrow()


def with_polars(folder: Path, name: str) -> pa.Table:
    return pl.read_parquet(folder / "data" / f"{name}.parquet").to_arrow()


def with_pandas(folder: Path, name: str) -> pa.Table:
    frame = pd.read_parquet(folder / "data" / f"{name}.parquet", dtype_backend="pyarrow")
    types = {column: frame[column].dtype.pyarrow_dtype for column in frame}
    loaded = pa.Table.from_pandas(frame, preserve_index=False)
    assert types == {field.name: field.type for field in loaded.schema}
    return loaded


def with_duckdb(folder: Path, name: str) -> pa.Table:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        path = folder / "data" / f"{name}.parquet"
        return connection.sql(f"SELECT * FROM '{path}'").to_arrow_table()


def with_pyarrow(folder: Path, name: str) -> pa.Table:
    return ds.dataset(folder / "data" / f"{name}.parquet").to_table()


def with_datasets(folder: Path, name: str) -> pa.Table:
    from datasets import load_dataset

    loaded = load_dataset(str(folder), name, split="train", cache_dir=str(folder.parent / "cache"))
    found = loaded.with_format("arrow")[:]
    assert loaded.features.arrow_schema.names == found.column_names
    return found


READERS: dict[str, Callable[[Path, str], pa.Table]] = {
    "toolkit": with_toolkit,
    "polars": with_polars,
    "pandas": with_pandas,
    "duckdb": with_duckdb,
    "pyarrow": with_pyarrow,
    "datasets": with_datasets,
}


@pytest.mark.parametrize("name", TABLE_NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_each_tool_loads_each_table_with_its_types_and_values(
    package: Path, reader: str, name: str
) -> None:
    loaded = READERS[reader](package, name)
    declared = {one.name: one.arrow_type for one in table(name).columns}
    assert {field.name: arrow_type_name(field.type) for field in loaded.schema} == declared
    assert loaded.cast(arrow_schema(table(name))).to_pylist() == ferry_tables()[name].to_pylist()


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_mlcroissant_loads_the_records_of_each_table(package: Path, name: str) -> None:
    assert croissant_records(package, name) == ferry_tables()[name].to_pylist()


def croissant_records(package: Path, name: str) -> Rows:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(package / "croissant.json"))
    types = {one.name: one.arrow_type for one in table(name).columns}
    return [
        {
            (column := key.partition("/")[2]): _value(value, types[column])
            for key, value in record.items()
        }
        for record in dataset.records(record_set=name)
    ]


def _value(value: Any, kind: str) -> Any:
    """What mlcroissant hands over, as the value that it stands for: text comes as bytes."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if kind.startswith("list<"):
        return [_value(one, kind[5:-1]) for one in value]
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "date32":
        return value if type(value) is date else pd.Timestamp(value).date()
    if kind.startswith("timestamp"):
        return datetime.fromisoformat(pd.Timestamp(value).isoformat())
    return int(value) if kind == "int64" else value


def test_a_table_in_several_files_loads_as_one(parted: Path) -> None:
    folder = parted / "data" / "documents"
    paths = sorted(folder.iterdir())
    assert len(paths) > 1
    expected = sample_tables(letters=9)["documents"]["document_id"].to_pylist()
    assert load_package(parted).documents["document_id"].to_list() == expected
    assert pl.read_parquet(folder)["document_id"].to_list() == expected
    assert ds.dataset(paths).to_table()["document_id"].to_pylist() == expected
    pattern = f"{folder}/*.parquet"
    found = duckdb.sql(f"SELECT document_id FROM '{pattern}'").fetchall()
    assert [row[0] for row in found] == expected
    assert with_datasets(parted, "documents")["document_id"].to_pylist() == expected
    records = croissant_records(parted, "documents")
    assert [record["document_id"] for record in records] == expected


def test_the_names_of_the_card_are_the_tables(package: Path) -> None:
    from datasets import get_dataset_config_names

    assert get_dataset_config_names(str(package)) == list(TABLE_NAMES)


# What is inside the files: promises to those who read them without a library of ours.


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_file_says_what_it_is(package: Path, name: str) -> None:
    schema = pq.read_schema(package / "data" / f"{name}.parquet")
    assert schema.equals(arrow_schema(table(name)))
    described = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert described == {one.name: one.description for one in table(name).columns}
    assert schema.metadata == {
        b"dataset": b"ferries",
        b"licence": b"",
        b"table": name.encode(),
        b"version": b"1.0.0",
    }


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_file_can_be_read_in_parts_and_from_afar(package: Path, name: str) -> None:
    file = pq.ParquetFile(package / "data" / f"{name}.parquet")
    columns = [
        file.metadata.row_group(group).column(column)
        for group in range(file.metadata.num_row_groups)
        for column in range(file.metadata.num_columns)
    ]
    assert {column.compression for column in columns} <= {"ZSTD"}
    assert all(column.has_offset_index and column.has_column_index for column in columns)


def test_rows_that_come_in_between_leave_the_bytes_around_them(tmp_path: Path) -> None:
    """Content-defined chunking: who keeps editions stores what is the same once."""
    from toolkit.package.parquet_files import write_parquet

    (tmp_path / "a" / "data").mkdir(parents=True)
    (tmp_path / "b" / "data").mkdir(parents=True)
    words = [f"{number * 2654435761 % 2**64:020d}" * 4 for number in range(60_000)]
    files = []
    for folder, values in (("a", words), ("b", [*words[:500], "new", *words[500:]])):
        write_parquet(pa.table({"words": values}), tmp_path / folder, "words")
        files.append((tmp_path / folder / "data" / "words.parquet").read_bytes())
    first, second = files
    tail = first[len(first) // 2 : len(first) // 2 + 4096]
    assert tail in second
