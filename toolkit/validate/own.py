"""Our own tables among those of a package: what they promise beyond their schemas.

Rows come in batches, ``documents`` first, so that the texts that spans are cut from are known; what
rows of several tables promise each other is asked at the end.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from toolkit.schema import TABLE_NAMES, Table, table
from toolkit.schema.polars_types import polars_type
from toolkit.validate.ids import IdChecker
from toolkit.validate.meaning import check_promises, check_tables
from toolkit.validate.order import OrderChecker
from toolkit.validate.report import UNCHECKED, Finding, Further
from toolkit.validate.spans import check_spans
from toolkit.validate.store import Store
from toolkit.validate.texts import StoredTexts, Texts, check_hashes, check_texts

KEPT: dict[str, frozenset[str]] = {
    "documents": frozenset({"document_id", "path", "text"}),
    "statements": frozenset({"statement_id", "document_id", "start", "end"}),
    "figures": frozenset(
        {
            *("figure_id", "document_id", "statement_id", "number_start", "number_end"),
            *("lower", "upper", "unit_kind", "part_of", "series_id"),
        }
    ),
    "entities": frozenset({"entity_id", "documents", "mentions"}),
    "mentions": frozenset({"entity_id", "document_id"}),
    "problems": frozenset({"code", "path", "table_name", "row_id"}),
}
"""The columns of our tables that are kept for what rows of several tables promise each other."""

SLICE_ROWS = 10_000
"""Rows whose documents' texts are in memory at the same time."""


def kept_columns(name: str, described: Table) -> frozenset[str]:
    """The columns to keep of a table, if by its name and columns it is one of ours."""
    if name not in TABLE_NAMES or set(described.column_names) != set(table(name).column_names):
        return frozenset()
    return KEPT.get(name, frozenset())


def is_own(name: str, frame: pl.DataFrame) -> bool:
    """Whether rows are of a table of ours, with our columns and types.

    What deviates from the schema has its finding already; the checks of meaning would only fail on
    it in a way that says less.
    """
    if name not in TABLE_NAMES:
        return False
    declared = {one.name: polars_type(one.arrow_type) for one in table(name).columns}
    return dict(frame.schema) == declared


class OwnChecker:
    """Checks what our tables mean, one batch after another."""

    def __init__(self, store: Store, *, texts: Texts | None = None, withheld: bool = False) -> None:
        """Begin.

        Args:
            store: Where the columns of :data:`KEPT` are kept before a batch is checked.
            texts: Where the documents' texts come from, if not from the package.
            withheld: Whether the package says that it leaves the texts out.
        """
        self._store = store
        self._withheld = withheld
        self._stored = StoredTexts(store)
        self._given = texts
        self._texts = texts or self._stored
        self._sliceable = texts is not None or not withheld
        self._ids = IdChecker(store)
        self._order = OrderChecker()
        self._seen: set[str] = set()

    def check(self, name: str, frame: pl.DataFrame, offset: int) -> Iterator[Finding | Further]:
        """Check the next rows of a table; those of another make pass.

        Args:
            name: The table.
            frame: The rows.
            offset: How many rows of the table were before these.
        """
        if not is_own(name, frame):
            return
        self._seen.add(name)
        if name == "documents":
            yield from check_texts(frame, offset, withheld=self._withheld)
            yield from self._check_there(frame)
            yield from check_hashes(frame, offset, withheld=self._withheld, texts=self._given)
        yield from self._ids.check(name, frame, offset)
        yield from check_promises(name, frame, offset)
        for start in range(0, frame.height, SLICE_ROWS):
            some = frame.slice(start, SLICE_ROWS)
            yield from self._order.check(name, some, offset + start, self._stored)
            if name != "documents" and "documents" in self._seen and self._sliceable:
                yield from check_spans(some, name, offset + start, self._texts)

    def _check_there(self, documents: pl.DataFrame) -> Iterator[Finding]:
        """Say which documents' texts the reader does not have, so that nothing is cut from them."""
        if self._texts is self._stored:
            return
        for start in range(0, documents.height, SLICE_ROWS):
            ids = documents["document_id"].slice(start, SLICE_ROWS)
            known = self._texts.of(ids)
            for one in ids:
                if one not in known:
                    message = "Its text is not among those given: the rows in it are not checked."
                    yield Finding(UNCHECKED, message, "documents", one)

    def finish(self) -> Iterator[Finding | Further]:
        """Check what rows of several tables promise each other."""
        yield from self._ids.finish(self._seen)
        yield from check_tables(self._store, self._seen)
