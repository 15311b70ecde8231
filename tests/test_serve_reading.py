"""What took long is asked of the database once; a query that ends early says nothing of itself."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from toolkit.serve import reading
from toolkit.serve.reading import ServedDatabase, TookTooLong, prepare_reading


@pytest.fixture
def database(tmp_path: Path) -> ServedDatabase:
    path = tmp_path / "ferries.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE ferries (name TEXT)")
    connection.executemany("INSERT INTO ferries VALUES (?)", [("Aurora",), ("Boreas",)])
    connection.commit()
    connection.close()
    instance = Datasette([], immutables=[str(path)], settings={"sql_time_limit_ms": 200})
    served = ServedDatabase(instance, str(path), is_mutable=False)
    instance.add_database(served, "ferries")
    return served


def ask(database: ServedDatabase, sql: str, **parameters: Any) -> Any:
    return asyncio.run(database.execute(sql, parameters))


def test_a_slow_result_is_kept_and_a_fast_one_is_asked_for_again(
    database: ServedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SLOW_SECONDS", 60)
    fast = ask(database, "SELECT count(*) FROM ferries")
    assert ask(database, "SELECT count(*) FROM ferries") is not fast
    monkeypatch.setattr(reading, "SLOW_SECONDS", 0)
    slow = ask(database, "SELECT name FROM ferries WHERE name < :end", end="B")
    assert ask(database, "SELECT name FROM ferries WHERE name < :end", end="B") is slow
    other = ask(database, "SELECT name FROM ferries WHERE name < :end", end="C")
    assert [len(slow), len(other)] == [1, 2]


def test_only_so_many_and_only_small_results_are_kept(
    database: ServedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SLOW_SECONDS", 0)
    monkeypatch.setattr(reading, "MOST_RESULTS", 1)
    first = ask(database, "SELECT 1")
    ask(database, "SELECT 2")
    assert ask(database, "SELECT 1") is not first
    monkeypatch.setattr(reading, "LARGEST_RESULT", 5)
    large = ask(database, "SELECT name FROM ferries")
    assert ask(database, "SELECT name FROM ferries") is not large


def test_a_query_that_reaches_its_limit_tells_neither_itself_nor_its_values(
    database: ServedDatabase,
) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    with pytest.raises(TookTooLong) as caught:
        ask(database, endless)
    assert str(caught.value) == "This takes too long: the rows above are not all.\n"


def test_a_connection_for_reading_writes_nothing_and_makes_nothing_huge() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE ferries (name TEXT)")
    prepare_reading(connection, own_sql=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("INSERT INTO ferries VALUES ('Aurora')")
    with pytest.raises(sqlite3.DataError, match="too big"):
        connection.execute("SELECT zeroblob(100000000)").fetchall()
    with pytest.raises(sqlite3.DatabaseError):
        connection.execute("PRAGMA database_list")
    connection.close()
