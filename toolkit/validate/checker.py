"""The checks of rows and of tables as one pass: batch by batch, and at the end what needs all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Self

import polars as pl

from toolkit.errors import SchemaError
from toolkit.schema import Table
from toolkit.schema.polars_types import polars_type
from toolkit.validate.batches import Batch, Reading
from toolkit.validate.keys import check_keys, check_references, key_columns
from toolkit.validate.own import OwnChecker, kept_columns
from toolkit.validate.report import Finding, Further
from toolkit.validate.rows import RowChecker
from toolkit.validate.store import Store
from toolkit.validate.texts import Texts

UNREAD_RULES = ("file",)
"""Findings of a reader after which rows of the table are missing."""


class TablesChecker:
    """Checks the rows of tables, one table after another."""

    def __init__(
        self, tables: Mapping[str, Table], *, texts: Texts | None = None, withheld: bool = False
    ) -> None:
        """Know all tables before the first is read: what refers to what decides what is kept.

        Args:
            tables: The schemas by the names that foreign keys use.
            texts: Where the texts of our documents come from, if not from the tables.
            withheld: Whether our documents are without their texts on purpose.
        """
        self.tables = dict(tables)
        self.rows: dict[str, int] = {}
        """How many rows were read of each table."""
        self.store = Store()
        self._kept = key_columns(tables)
        for name, table in tables.items():
            self._kept[name] |= kept_columns(name, table)
        self._own = OwnChecker(self.store, texts=texts, withheld=withheld)
        self._unread = set(tables)

    def __enter__(self) -> Self:
        """Open the store of keys."""
        self.store.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throw away what was kept."""
        self.store.__exit__(kind, error, trace)

    def check(self, name: str, reading: Reading) -> Iterator[Batch | Finding | Further]:
        """Check the rows of one table.

        A table whose schema nothing could keep is not read.

        Args:
            name: The table; ``documents`` of ours go before the tables whose spans lie in them.
            reading: What a reader gives.

        Yields:
            What is wrong, and the rows as they were read, for who looks at them otherwise.
        """
        checker = RowChecker(self.tables[name], name=name)
        self.rows[name] = 0
        whole = True
        for item in reading:
            if isinstance(item, Finding):
                whole = whole and item.rule not in UNREAD_RULES
                yield item
                continue
            try:
                batch = checker.read(item)
                yield from self._check_batch(name, batch, checker)
            except SchemaError:
                return  # Found with the schema, see check_constants.
            yield batch
        if whole:
            self._unread.discard(name)
            if name not in self.store:
                self._keep(name, _no_rows(self.tables[name]), 0)

    def stands_for(self, name: str, other: str) -> None:
        """Note that a table has the rows of another, and needs no checks of its own."""
        self.store.same(name, other)
        self.rows[name] = self.rows[other]
        self._unread.discard(name)

    def finish(self, names: Iterable[str]) -> Iterator[Finding | Further]:
        """Check keys and references of tables, and what ours promise each other.

        Args:
            names: The tables that were checked; those that stand for another are left out.
        """
        for name in names:
            if name in self.store:
                yield from check_keys(self.store, self.tables[name], name=name)
                yield from check_references(
                    self.store, self.tables[name], self.tables, name=name, unread=self._unread
                )
        yield from self._own.finish()

    def _check_batch(
        self, name: str, batch: Batch, checker: RowChecker
    ) -> Iterator[Finding | Further]:
        rows = batch.rows
        yield from checker.check(batch)
        sound = batch.values.drop(batch.unsound)
        self.rows[name] += rows.frame.height
        self._keep(name, sound, rows.offset)
        if rows.native is not None:
            yield from self._own.check(name, rows.frame, rows.offset)

    def _keep(self, name: str, values: pl.DataFrame, offset: int) -> None:
        if kept := self._kept[name] & set(values.columns):
            self.store.add(name, values, kept, offset)


def _no_rows(table: Table) -> pl.DataFrame:
    return pl.DataFrame(schema={one.name: polars_type(one.arrow_type) for one in table.columns})
