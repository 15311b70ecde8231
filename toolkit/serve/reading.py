"""The database as the site's pages read it: nothing changes, so what took long is kept."""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.database import Database, QueryInterrupted, Results

from toolkit.serve.fetch import Reader

SLOW_SECONDS = 0.02
MOST_RESULTS = 1_000
LARGEST_RESULT = 64 * 1024
"""Characters; a larger one holds rows with their texts, which stand on one page only."""

MAPPED_BYTES = 8 * 1024**3
"""Of the file that SQLite may read in place; the system decides what stays in memory."""

LONGEST_VALUE = 64 * 1024**2
"""Bytes of a text or a row that readers' own SQL may make."""

SCHEMA = (
    "table_exists",
    "table_columns",
    "table_column_details",
    "primary_keys",
    "fts_table",
    "label_column_for_table",
    "foreign_keys_for_table",
    "get_all_foreign_keys",
    "get_table_definition",
    "get_view_definition",
)
"""What Datasette asks SQLite about a table for every page, each time in another thread."""

Key = tuple[object, ...]
T = TypeVar("T")


class ServedDatabase(Database):  # type: ignore[misc] # Datasette is not typed
    """The dataset's database, which has no others beside it and does not change."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Begin with nothing known."""
        super().__init__(*arguments, **options)
        self._slow: OrderedDict[Key, Results] = OrderedDict()
        self._schema: dict[Key, Any] = {}
        for name in SCHEMA:
            setattr(self, name, self._kept(getattr(self, name)))

    def _kept(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """A method whose answer for the same table is always the same, asked once."""

        async def kept(*tables: str) -> Any:
            key = (method.__name__, *tables)
            if key not in self._schema:
                self._schema[key] = await method(*tables)
            return self._schema[key]

        return kept

    async def read(self, make: Callable[[Reader], T]) -> T:
        """Call a function in a thread that has a connection to itself.

        Raises:
            TookTooLong: A query reached its time limit.
        """

        def make_in_thread(connection: sqlite3.Connection) -> T:
            try:
                return make(Reader(connection, self.ds.sql_time_limit_ms))
            except sqlite3.OperationalError as error:
                if error.args == ("interrupted",):
                    raise TookTooLong(error, "", {}) from error
                raise

        made: T = await self.execute_fn(make_in_thread)
        return made

    async def attached_databases(self) -> list[Any]:
        """None: Datasette would ask SQLite, whose answer holds the path of the file."""
        return []

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        """Run a query; what is wrong with it is told once, by whoever answers the reader.

        Counts over a whole table stand on many pages with different addresses. Their results are
        kept where they took long, the most recently used first.

        Raises:
            TookTooLong: It reached its time limit.
        """
        key = _key(sql, params, options)
        if key in self._slow:
            self._slow.move_to_end(key)
            return self._slow[key]
        started = time.perf_counter()
        try:
            results = await super().execute(sql, params, **{**options, "log_sql_errors": False})
        except QueryInterrupted as error:
            raise TookTooLong(error.e, sql, params) from error
        if time.perf_counter() - started > SLOW_SECONDS and _size(results) <= LARGEST_RESULT:
            self._slow[key] = results
            if len(self._slow) > MOST_RESULTS:
                self._slow.popitem(last=False)
        return results


class TookTooLong(QueryInterrupted):  # type: ignore[misc] # Datasette is not typed
    """A query that reached its time limit, without the query in its message.

    Datasette writes the message of an exception into a CSV file whose rows it was giving out.
    """

    def __str__(self) -> str:
        """What stands below the rows of a CSV file that had to end."""
        return "This takes too long: the rows above are not all.\n"


def prepare_reading(connection: sqlite3.Connection, *, own_sql: bool) -> None:
    """Set a connection up to read only, from memory where the system has the file there.

    Args:
        connection: A new connection to the served database.
        own_sql: Whether readers may send SQL, which may then ask for no path and no huge value.
    """
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    if own_sql:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.set_authorizer(_authorize)


def _authorize(action: int, name: str | None, *_: str | None) -> int:
    """Let no query ask SQLite for the path of the database's file."""
    asks = action == sqlite3.SQLITE_PRAGMA and name == "database_list"
    return sqlite3.SQLITE_DENY if asks else sqlite3.SQLITE_OK


def _size(results: Results) -> int:
    return sum(len(str(value)) for row in results for value in row)


def _key(sql: str, params: Any, options: dict[str, Any]) -> Key:
    given = tuple(sorted(params.items())) if isinstance(params, dict) else tuple(params or ())
    return sql, given, tuple(sorted(options.items()))
