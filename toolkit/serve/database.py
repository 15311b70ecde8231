"""The served database: SQLite from the published Parquet files, with search, keys and indexes.

Tables and search come from sqlite-utils and the schemas, rows by plain ``executemany`` one record
batch at a time. Equal packages give databases with equal content.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlite_utils

from toolkit.errors import PackageError
from toolkit.schema import Table, sqlite_ddl, tables
from toolkit.serve.package import HINT_VALIDATE, Package
from toolkit.serve.summaries import add_summaries

BUILDER_VERSION = 7
"""Raised when the same package has to give another database, so that none is found again."""

BATCH_ROWS = 10_000
"""Rows turned into Python values at a time, so that memory does not grow with the table."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""Search finds "Müller" by "muller"; no stemming, which would be English only."""

PAGE_BYTES = 16_384
"""Of the file, four times what SQLite takes: built a tenth faster, and smaller."""

CACHE_KILOBYTES = 400_000
"""Memory that SQLite may use while it builds."""

WORDS_BYTES = 64 * 1024 * 1024
"""Memory for words while a search index is built."""

FOLLOWED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "documents": {"document_id": ("published_date", "publisher")},
    "statements": {"variant_of": ("document_id",)},
    "figures": {"series_id": ("document_id", "lower", "upper", "qualifier")},
    "mentions": {"entity_id": ("document_id",)},
}
"""By table and column, what pages ask for together with it: the index then answers alone, without
a look at rows whose texts fill pages of the file."""

ANALYSED_ROWS = 1_000
"""Rows of an index that SQLite looks at to learn how many have the same value."""

SEARCH_SUFFIX = "_fts"
"""What sqlite-utils adds to a table's name to name its search index."""


def build_database(package: Package, path: Path) -> None:
    """Write a package's tables to a new SQLite file.

    Args:
        package: The package, its files intact.
        path: The file to write; what stands in it is lost.

    Raises:
        PackageError: The files hold something else than the schemas say, or cannot be written.
    """
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        _fill(connection, package)
    except sqlite3.OperationalError as error:
        raise PackageError(
            f"The database of {package.folder} cannot be written to {path.parent}: {error}.",
            hint="Check the space on its disk, or name another folder in XDG_CACHE_HOME.",
        ) from error
    except (sqlite3.Error, pa.ArrowException, OSError) as error:
        raise PackageError(
            f"{package.folder} cannot be turned into a database: {error}.", hint=HINT_VALIDATE
        ) from error
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, package: Package) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    # A half-written file is thrown away, so neither a journal nor waiting for the disk helps.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    # Keys are hashes: each row's place in the index of keys is anywhere.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
    database = sqlite_utils.Database(connection)
    for table in tables():
        connection.execute(sqlite_ddl(table))
        if table.search:
            _declare_search(database, table)
        for file in package.files[table.name]:
            _insert_rows(connection, table, file)
    for table in tables():
        for columns in indexed_columns(table):
            database.table(table.name).create_index(list(columns))
        if table.search:
            database.table(table.name).populate_fts(list(table.search))
    add_summaries(connection)
    connection.commit()
    connection.execute(f"PRAGMA analysis_limit = {ANALYSED_ROWS}")
    connection.execute("ANALYZE")
    _check(connection, package)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.commit()


def _declare_search(database: sqlite_utils.Database, table: Table) -> None:
    """Make a table's search index while the table is empty, with room for words in memory."""
    database.table(table.name).enable_fts(list(table.search), tokenize=TOKENIZER)
    name = f"{table.name}{SEARCH_SUFFIX}"
    database.execute(
        f'INSERT INTO "{name}" ("{name}", rank) VALUES (\'hashsize\', ?)',  # noqa: S608 - names of ours
        [WORDS_BYTES],
    )


def indexed_columns(table: Table) -> tuple[tuple[str, ...], ...]:
    """What pages count by or follow: references to other rows, facets, and what goes with them."""
    columns = [key.columns[0] for key in table.foreign_keys if len(key.columns) == 1]
    columns += [name for name in table.facets if not table.column(name).is_list]
    followed = FOLLOWED.get(table.name, {})
    indexes = [(column, *followed.get(column, ())) for column in dict.fromkeys(columns)]
    indexes += [(key, *others) for key, others in followed.items() if key not in columns]
    return tuple(indexes)


def _insert_rows(connection: sqlite3.Connection, table: Table, file: Path) -> None:
    columns = ", ".join(f'"{name}"' for name in table.column_names)
    marks = ", ".join("?" for _ in table.columns)
    # Identifiers cannot be parameters; these come from our own schemas.
    insert = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - names of ours
    with pq.ParquetFile(file) as parquet:
        missing = set(table.column_names) - set(parquet.schema_arrow.names)
        if missing:
            raise PackageError(
                f"{file} lacks the columns {', '.join(sorted(missing))}: another version of the "
                "toolkit made it.",
                hint="Build the package again with this version.",
            )
        for batch in parquet.iter_batches(BATCH_ROWS, columns=list(table.column_names)):
            connection.executemany(insert, row_values(batch, table))


def row_values(batch: pa.RecordBatch, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a batch as SQLite takes them."""
    columns = (_sqlite_values(batch.column(name)) for name in table.column_names)
    return zip(*columns, strict=True)


def _sqlite_values(column: pa.Array[Any]) -> list[Any]:
    convert = _converter(column.type)
    if pa.types.is_timestamp(column.type):
        # Without the zone, which is UTC: pyarrow then needs no time zone database.
        column = column.cast(pa.timestamp("us"))
    values: list[Any] = column.to_pylist()
    if convert is None:
        return values
    return [None if value is None else convert(value) for value in values]


def _converter(kind: pa.DataType) -> Callable[[Any], Any] | None:
    """How a value of the type is written; None where SQLite takes it as it is."""
    if pa.types.is_list(kind):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if pa.types.is_timestamp(kind):
        return lambda value: f"{value.isoformat()}Z"
    if pa.types.is_date(kind):
        return lambda value: value.isoformat()
    return None


def _check(connection: sqlite3.Connection, package: Package) -> None:
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise PackageError(
            f"{package.folder}: a row of {dangling[0]} refers to a row of {dangling[2]} that is "
            "not there.",
            hint=HINT_VALIDATE,
        )


def count_rows(path: Path) -> dict[str, int]:
    """How many rows each table of a built database has.

    Raises:
        sqlite3.DatabaseError: The file is no intact database of ours.
    """
    with _reading(path) as connection:
        return {
            table.name: connection.execute(
                f'SELECT count(*) FROM "{table.name}"'  # noqa: S608 - names of ours
            ).fetchone()[0]
            for table in tables()
        }


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    try:
        yield connection
    finally:
        connection.close()
