"""The served database: built from intact files only, once, whoever starts at the same time."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packages_to_serve import make_package

from toolkit.errors import PackageError
from toolkit.schema import tables
from toolkit.serve.cache import served_database
from toolkit.serve.package import open_package

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return make_package(tmp_path / "package")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "toolkit"


def rows(package: Path, sql: str) -> list[tuple[object, ...]]:
    with served_database(open_package(package)) as path:
        connection = sqlite3.connect(path)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


def test_every_table_has_its_declared_columns_in_a_strict_table(package: Path) -> None:
    for table in tables():
        columns = rows(package, f"SELECT name FROM pragma_table_info('{table.name}')")
        assert tuple(name for (name,) in columns) == table.column_names
        [(strict,)] = rows(
            package, f"SELECT strict FROM pragma_table_list WHERE name = '{table.name}'"
        )
        assert strict == 1


def test_rows_keep_the_published_order(package: Path) -> None:
    assert rows(package, "SELECT path FROM documents ORDER BY rowid") == [
        ("ferry.txt",),
        ("letter.txt",),
    ]


def test_dates_times_and_lists_are_text_that_sqlite_understands(package: Path) -> None:
    found = rows(
        package,
        "SELECT published_date, published_at, furniture_at, json_array_length(furniture) "
        "FROM documents WHERE path = 'ferry.txt'",
    )
    assert found == [("2021-05-28", "2021-05-28T09:30:00Z", "[0, 0]", 2)]


def test_search_finds_words_without_their_accents(tmp_path: Path) -> None:
    package = make_package(tmp_path / "accents", {"a.txt": "Frau Müller sagt, die Fähre sei spät."})
    found = rows(package, "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'fahre'")
    assert found == [(1,)]


def test_references_and_facets_have_an_index(package: Path) -> None:
    indexed = {
        (table, column)
        for table, column in rows(
            package,
            "SELECT m.name, i.name FROM sqlite_master m, pragma_index_list(m.name) l, "
            "pragma_index_info(l.name) i WHERE m.type = 'table'",
        )
    }
    for table in tables():
        for key in table.foreign_keys:
            assert (table.name, key.columns[0]) in indexed
        for facet in table.facets:
            assert table.column(facet).is_list or (table.name, facet) in indexed


def test_the_same_package_is_built_once(package: Path, cache: Path) -> None:
    rows(package, "SELECT 1")
    [first] = cache.iterdir()
    written = first.stat().st_ino
    rows(package, "SELECT 1")
    [second] = cache.iterdir()
    assert (second, second.stat().st_ino) == (first, written)


def test_another_package_is_another_database(tmp_path: Path, cache: Path) -> None:
    rows(make_package(tmp_path / "one"), "SELECT 1")
    rows(make_package(tmp_path / "two", {"a.txt": "The ferry is late."}), "SELECT 1")
    assert len(list(cache.iterdir())) == 2


def test_a_damaged_database_is_built_again(package: Path, cache: Path) -> None:
    rows(package, "SELECT 1")
    [path] = cache.iterdir()
    path.write_bytes(b"no database")
    assert rows(package, "SELECT count(*) FROM documents") == [(2,)]


def test_without_a_cache_folder_a_temporary_one_is_used_and_removed(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with served_database(open_package(package)) as path:
        assert path.is_file()
        assert not path.is_relative_to(tmp_path / "file")
    assert not path.exists()


def test_a_cache_folder_that_cannot_be_written_to_is_still_looked_into(
    package: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(package, "SELECT 1")
    [built] = cache.iterdir()
    monkeypatch.setattr("toolkit.serve.cache._is_writable", lambda folder: False)
    with served_database(open_package(package)) as path:
        assert path == built


def test_without_a_home_folder_a_temporary_one_is_used(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    with served_database(open_package(package)) as path:
        assert path.is_file()
    assert not path.exists()


def test_what_nobody_needs_any_more_is_cleared_when_another_is_built(
    package: Path, cache: Path, tmp_path: Path
) -> None:
    cache.mkdir(parents=True)
    old, unfinished, recent = cache / "old.db", cache / ".building-x.db", cache / "recent.db"
    for path, days in ((old, 90), (unfinished, 2), (recent, 30)):
        path.touch()
        os.utime(path, (time.time() - days * 86_400,) * 2)
    rows(package, "SELECT 1")
    left = {path.name for path in cache.iterdir()}
    assert "recent.db" in left
    assert not left & {"old.db", ".building-x.db"}
    assert len(left) == 2


def test_a_full_disk_is_told_so_and_leaves_nothing(
    package: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("toolkit.serve.database._fill", fill)
    with pytest.raises(PackageError, match="disk is full") as caught:
        rows(package, "SELECT 1")
    assert "XDG_CACHE_HOME" in caught.value.hint
    assert list(cache.iterdir()) == []


def test_a_package_that_is_replaced_while_its_database_is_built_is_refused(
    package: Path, cache: Path
) -> None:
    opened = open_package(package)
    edit(package, lambda resources: [*resources, {"name": "more", "path": "more.csv"}])
    with pytest.raises(PackageError, match="was replaced while"), served_database(opened):
        pytest.fail("it was served")
    assert list(cache.iterdir()) == []


def test_a_table_that_is_no_parquet_is_told_by_its_package(package: Path) -> None:
    broken = package / "data" / "figures.parquet"
    broken.write_bytes(b"PAR1 and no more")
    stated = f"sha256:{hashlib.sha256(broken.read_bytes()).hexdigest()}"
    edit(
        package,
        lambda resources: [
            {**one, "hash": stated} if one["name"] == "figures" else one for one in resources
        ],
    )
    with pytest.raises(PackageError, match="cannot be turned into a database") as caught:
        rows(package, "SELECT 1")
    assert "toolkit validate" in caught.value.hint


def test_processes_that_start_at_once_all_find_a_whole_database(package: Path, cache: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from toolkit.serve.cache import served_database\n"
        "from toolkit.serve.database import count_rows\n"
        "from toolkit.serve.package import open_package\n"
        "with served_database(open_package(Path(sys.argv[1]))) as path:\n"
        "    print(count_rows(path)['documents'])\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(package)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        )
        for _ in range(2)
    ]
    assert [process.communicate(timeout=60)[0] for process in started] == ["2\n", "2\n"]
    assert [path.name.startswith(".building") for path in cache.iterdir()] == [False]


def test_a_folder_without_a_package_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"holds no package") as caught:
        open_package(tmp_path)
    assert "toolkit build" in caught.value.hint


def test_a_missing_folder_is_refused_like_one_without_a_package(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no package"):
        open_package(tmp_path / "nowhere")


def test_a_changed_file_is_refused_by_name(package: Path) -> None:
    path = package / "data" / "figures.parquet"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(PackageError, match=r"figures\.parquet is not the file") as caught:
        open_package(package)
    assert "toolkit validate" in caught.value.hint


def test_a_missing_file_is_refused_by_name(package: Path) -> None:
    (package / "data" / "mentions.parquet").unlink()
    with pytest.raises(PackageError, match=r"mentions\.parquet cannot be read"):
        open_package(package)


def test_a_descriptor_that_is_no_json_is_refused(package: Path) -> None:
    (package / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(PackageError, match="is no JSON"):
        open_package(package)


def test_a_missing_table_is_refused_by_name(package: Path) -> None:
    edit(package, lambda resources: [one for one in resources if one["name"] != "entities"])
    with pytest.raises(PackageError, match="has no table entities"):
        open_package(package)


@pytest.mark.parametrize("outside", ["../secret.parquet", "/etc/hostname", ""])
def test_a_descriptor_cannot_make_us_read_outside_its_folder(package: Path, outside: str) -> None:
    edit(package, lambda resources: [{**one, "path": outside} for one in resources])
    with pytest.raises(PackageError, match="outside the package"):
        open_package(package)


def test_a_row_that_refers_to_nothing_is_refused(tmp_path: Path) -> None:
    package = make_package(tmp_path / "one")
    other = make_package(tmp_path / "other", {"a.txt": "Another text, about a bridge."})
    swapped = package / "data" / "documents.parquet"
    swapped.write_bytes((other / "data" / "documents.parquet").read_bytes())
    stated = resource_hash(other, "documents")
    edit(
        package,
        lambda resources: [
            {**one, "hash": stated} if one["name"] == "documents" else one for one in resources
        ],
    )
    with pytest.raises(PackageError, match="refers to a row of documents"):
        rows(package, "SELECT 1")


def test_a_table_in_parts_is_read_in_their_order(tmp_path: Path) -> None:
    package = make_package(tmp_path / "one")

    def in_parts(resources: list[dict[str, object]]) -> list[dict[str, object]]:
        return [
            {
                **one,
                "path": [one["path"]],
                "toolkit:parts": [{"path": one["path"], "hash": one["hash"]}],
            }
            for one in resources
        ]

    edit(package, in_parts)
    assert rows(package, "SELECT count(*) FROM documents") == [(2,)]


def edit(package: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    path = package / "datapackage.json"
    descriptor = json.loads(path.read_bytes())
    descriptor["resources"] = change(descriptor["resources"])
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def resource_hash(package: Path, name: str) -> str:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    [resource] = [one for one in descriptor["resources"] if one["name"] == name]
    return str(resource["hash"])
