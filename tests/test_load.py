"""A published package loads as typed frames, one table at a time, with its keys known."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from ferry_dataset import ferry_package, ferry_tables

from toolkit import schema
from toolkit.errors import PackageError
from toolkit.load import Package, load_package
from toolkit.schema.polars_types import polars_type


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ferry_package(tmp_path_factory.mktemp("load") / "package")


@pytest.fixture
def package(folder: Path) -> Package:
    return load_package(folder)


def test_each_table_is_an_attribute_with_its_declared_types(package: Package) -> None:
    for table in schema.tables():
        frame = getattr(package, table.name)
        declared = {one.name: polars_type(one.arrow_type) for one in table.columns}
        assert dict(frame.schema) == declared
        assert frame.equals(pl.from_arrow(ferry_tables()[table.name]))


def test_values_come_back_as_dates_times_and_lists(package: Package) -> None:
    first = package.documents.row(0, named=True)
    assert first["published_date"] == date(2021, 3, 5)
    assert first["published_at"] == datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
    assert first["furniture_at"] == [0, 3]


def test_keys_and_references_are_known(package: Package) -> None:
    figures = package.tables["figures"]
    assert figures.primary_key == ("figure_id",)
    assert {key.columns[0]: key.resource for key in figures.foreign_keys}["place_id"] == "entities"


def test_a_table_is_read_once_and_kept(package: Package) -> None:
    assert package.statements is package.statements


def test_nothing_is_read_before_it_is_asked_for(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes((folder / "datapackage.json").read_bytes())
    package = load_package(tmp_path)
    assert list(package.tables) == list(schema.TABLE_NAMES)
    with pytest.raises(PackageError, match=r"statements .* cannot be read") as raised:
        _ = package.statements
    assert "toolkit validate" in raised.value.hint


def test_a_scan_is_lazy(package: Package) -> None:
    counted = package.scan("figures").select(pl.len()).collect().item()
    assert counted == package.figures.height


def test_some_rows_are_found_in_their_order_without_keeping_the_table(package: Package) -> None:
    told = pl.col("unit_kind") == "count", pl.col("value") == 400
    found = package.find_rows("figures", *told)
    assert found.equals(package.figures.filter(*told))
    assert found.height == 2
    with pytest.raises(PackageError, match=r"figures .* cannot be read"):
        package.find_rows("figures", pl.col("ship") == "x")


def test_an_unknown_table_is_an_attribute_error_and_a_package_error(package: Package) -> None:
    with pytest.raises(AttributeError, match="'ships'"):
        _ = package.ships
    with pytest.raises(PackageError, match="no table 'ships'") as raised:
        package.frame("ships")
    assert "documents, statements" in raised.value.hint


def test_completion_and_repr_name_the_tables(package: Package) -> None:
    assert "statements" in dir(package)
    assert repr(package).startswith("<Package ferries 1.0.0: documents, statements")


def test_the_descriptor_may_be_named_instead_of_its_folder(folder: Path) -> None:
    assert load_package(str(folder / "datapackage.json")).version == "1.0.0"


def test_where_there_is_no_package_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="There is no package") as raised:
        load_package(tmp_path)
    assert "datapackage.json" in raised.value.hint


@pytest.mark.parametrize(
    "path",
    ["../outside.parquet", "/etc/outside.parquet", "a/../../b.parquet", "http://x/y.parquet"],
)
def test_a_path_that_leads_out_of_the_package_is_refused(tmp_path: Path, path: str) -> None:
    resource = {"name": "stops", "path": path, "schema": {"fields": []}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    with pytest.raises(PackageError, match="unsafe path"):
        load_package(tmp_path).frame("stops")
