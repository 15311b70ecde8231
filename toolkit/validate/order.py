"""The order of our tables' rows, which the contract fixes: equal rows are to give equal files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from toolkit.rows import path_key
from toolkit.schema import table
from toolkit.validate.report import Finding, shown
from toolkit.validate.texts import Texts

Keys = Iterator[tuple[object, ...]]


class OrderChecker:
    """Compares each row with the one before it."""

    def __init__(self) -> None:
        """Begin; nothing comes before the first row of a table."""
        self._last: dict[str, tuple[object, ...]] = {}

    def check(self, name: str, rows: pl.DataFrame, offset: int, texts: Texts) -> Iterator[Finding]:
        """Check the next rows of a table of ours.

        Args:
            name: The table.
            rows: Its next rows.
            offset: How many rows of the table were before these.
            texts: Who knows the documents' places among the documents.
        """
        key = table(name).primary_key[0]
        keys = _keys(name, rows, texts)
        for number, (this, row) in enumerate(zip(keys, rows[key], strict=True), start=offset + 1):
            if None in this:
                continue  # A value that has to be there is a finding already.
            if name in self._last and this < self._last[name]:
                message = "The row stands behind one that it comes before."
                yield Finding("sorted", message, name, row, number, None, shown(row))
            self._last[name] = this


def _keys(name: str, rows: pl.DataFrame, texts: Texts) -> Keys:
    if name in ORDERS:
        return ORDERS[name](rows)
    return _in_text(rows, table(name).primary_key[0], texts)


def _in_text(rows: pl.DataFrame, key: str, texts: Texts) -> Keys:
    """By the document's place, then by the row's own."""
    known = texts.of(rows["document_id"])
    for document_id, *place in rows.select("document_id", "start", "end", key).iter_rows():
        text = known.get(document_id)
        yield (None if text is None else text.rank, *place)


def _documents(rows: pl.DataFrame) -> Keys:
    for path in rows["path"]:
        yield (None,) if path is None else (*path_key(path), path)


def _entities(rows: pl.DataFrame) -> Keys:
    yield from rows.select("type", "name", "entity_id").iter_rows()


def _problems(rows: pl.DataFrame) -> Keys:
    for path, code, key in rows.select("path", "code", "problem_id").iter_rows():
        yield *path_key(path or ""), path or "", code, key


ORDERS: dict[str, Callable[[pl.DataFrame], Keys]] = {
    "documents": _documents,
    "entities": _entities,
    "problems": _problems,
}
"""Tables that are not in the order of the texts."""
