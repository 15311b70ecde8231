"""What checks over whole tables need of them, out of memory: DuckDB under a limit.

Only the columns that keys, references and promises between tables speak of are kept, and what does
not fit into :data:`MEMORY` lies in a temporary folder. A package of ten million rows is checked in
about the memory of one of a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryDirectory, gettempdir
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from toolkit.validate.batches import INDEX
from toolkit.validate.report import EXAMPLES

MEMORY = "400MB"
THREADS = 2


class Store:
    """Columns of tables, kept for questions in SQL."""

    def __init__(self) -> None:
        """Nothing is opened before there is something to keep."""
        self._stack = ExitStack()
        self._opened: duckdb.DuckDBPyConnection | None = None
        self._numbers: dict[str, int] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._aliases: dict[str, str] = {}
        self.schemas: dict[str, pl.Schema] = {}
        """The columns that are kept of each table, and their types."""

    def __enter__(self) -> Self:
        """Open the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throw away what was kept.

        Raises:
            OSError: DuckDB could not keep it: the disk is full, or not to be written to.
        """
        if self._opened is not None:
            self._opened.close()
        self._stack.close()
        if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
            message = f"the keys of the tables cannot be kept in {gettempdir()}: {error}"
            raise OSError(message) from error

    def __contains__(self, name: str) -> bool:
        """Whether a table of the name, or one with the same rows, is kept."""
        return self._aliases.get(name, name) in self.schemas

    def add(self, name: str, frame: pl.DataFrame, columns: Collection[str], offset: int) -> None:
        """Keep columns of the next rows of a table.

        Args:
            name: The table.
            frame: The rows.
            columns: Those of its columns that are kept.
            offset: How many rows of the table were before these.
        """
        kept = frame.select(one for one in frame.columns if one in columns)
        if name not in self.schemas:
            self._names[name] = _distinct_names(kept.columns)
        stored = _storable(kept).rename(self._names[name])
        arrow = stored.with_row_index(INDEX, offset=offset).to_arrow()
        connection = self._connection
        connection.register("incoming", arrow)
        if name not in self.schemas:
            self._numbers[name] = len(self._numbers)
            self.schemas[name] = kept.schema
            connection.execute(f"CREATE TABLE {self.table(name)} AS FROM incoming")
        else:
            connection.execute(f"INSERT INTO {self.table(name)} FROM incoming")
        connection.unregister("incoming")

    def same(self, name: str, other: str) -> None:
        """Let a table stand for another that has the same rows."""
        self._aliases[name] = other

    def columns(self, name: str) -> pl.Schema:
        """The columns that are kept of a table, and their types."""
        return self.schemas[self._aliases.get(name, name)]

    def table(self, name: str) -> str:
        """What a table is called in SQL."""
        return f"kept_{self._numbers[self._aliases.get(name, name)]}"

    def column(self, name: str, column: str) -> str:
        """What a column of a table is called in SQL."""
        return _quoted(self._names[self._aliases.get(name, name)][column])

    def ask(self, query: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that a query gives, as many in memory as are looked at."""
        answer = self._connection.execute(query, list(parameters))
        while rows := answer.fetchmany(1_000):
            yield from rows

    def run(self, statement: str) -> None:
        """Run a statement that gives no rows."""
        self._connection.execute(statement)

    def examples(self, query: str) -> tuple[list[tuple[Any, ...]], int]:
        """The first rows that a query gives, and how many more there are.

        Args:
            query: A query whose first column is the number of a row, by which they are ordered.
        """
        counted = self._connection.execute(f"SELECT count(*) FROM ({query})").fetchone()
        number = counted[0] if counted else 0
        if not number:
            return [], 0
        ordered = f"{query} ORDER BY 1 LIMIT {EXAMPLES}"
        rows = self._connection.execute(ordered).fetchall()
        return rows, number - len(rows)

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._opened is None:
            folder = self._stack.enter_context(TemporaryDirectory(prefix="toolkit-keys-"))
            self._opened = duckdb.connect(
                f"{folder}/keys.duckdb",
                config={
                    "memory_limit": MEMORY,
                    "threads": THREADS,
                    "temp_directory": folder,
                    "preserve_insertion_order": False,
                    # What is checked is in this process; nothing is to be fetched or installed.
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                },
            )
        return self._opened


def _quoted(name: str) -> str:
    """A name as an SQL identifier."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _distinct_names(columns: Iterable[str]) -> dict[str, str]:
    """Names under which DuckDB can have the columns: to it ``Id`` and ``ID`` are the same."""
    names: dict[str, str] = {}
    taken = {INDEX}
    for column in columns:
        name = column
        while name.casefold() in taken:
            name += "_"
        taken.add(name.casefold())
        names[column] = name
    return names


def _storable(frame: pl.DataFrame) -> pl.DataFrame:
    """The same values in types that DuckDB has without an extension."""
    casts = []
    for name, dtype in frame.schema.items():
        if isinstance(dtype, pl.Datetime):
            casts.append(pl.col(name).dt.replace_time_zone(None))
        elif dtype == pl.Null or isinstance(dtype, pl.Categorical | pl.Enum):
            casts.append(pl.col(name).cast(pl.String))
    return frame.with_columns(casts)
