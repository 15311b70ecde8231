"""Rows that corrections no longer find, as the edition before remembers them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from toolkit.link import Linked, nearest_rows
from toolkit.load import DESCRIPTOR, Package, load_package
from toolkit.rows import Document, Rows
from toolkit.schema import table

FILE = "corrections.csv"

TABLE_OF_PREFIX = {
    "d_": "documents",
    "s_": "statements",
    "f_": "figures",
    "e_": "entities",
    "m_": "mentions",
}


def recall_rows(package: Path, linked: Linked) -> tuple[str, ...]:
    """What the rows were that corrections no longer find, as the edition before remembers them.

    Said by the build and not kept in the data: the next build would no longer know it, and an
    edition must not change where its sources did not. Lines with a ``text`` need no edition before.

    Args:
        package: The edition before: the output folder as it still is, or a zip.
        linked: The linked collection, with what became of each line.

    Returns:
        One sentence for each row, with the nearest rows of today.
    """
    failed = [one.correction for one in linked.outcomes if not one.applied]
    used = {one.row_id for one in linked.outcomes if one.applied}
    asked = [
        (line, row_id)
        for line in failed
        for row_id in (line.row_id, line.value)
        if row_id[:2] in TABLE_OF_PREFIX and row_id not in used and not line.text
    ]
    if not asked or not (package.is_file() or (package / DESCRIPTOR).is_file()):
        return ()
    known = load_package(package)
    return tuple(
        said for line, row_id in asked if (said := _recall(known, linked, line.line, row_id))
    )


def _recall(known: Package, linked: Linked, line: int, row_id: str) -> str | None:
    name = TABLE_OF_PREFIX[row_id[:2]]
    (key,) = table(name).primary_key
    now = {getattr(row, key): row for row in held_rows(linked.documents, linked.rows, name)}
    before = known.find_rows(name, pl.col(key) == row_id).to_dicts()
    if row_id in now or not before:
        return None
    path = ""
    if "document_id" in before[0]:
        of_row = pl.col("document_id") == before[0]["document_id"]
        documents = known.find_rows("documents", of_row)
        path = documents["path"][0]
    words = path if name == "documents" else str(before[0].get("text") or before[0].get("name"))
    paths = {row.document_id: row.path for row in linked.documents}
    near = nearest_rows(now.items(), words, path=path, paths=paths) or ("none",)
    place = f" in {path}" if path else ""
    return f"{FILE}, line {line}: {row_id} was “{words}”{place}. The nearest now: {'; '.join(near)}"


def held_rows(documents: Sequence[Document], rows: Rows, name: str) -> Sequence[Any]:
    """The rows of a table, which stand in two places before they are tables.

    Args:
        documents: The rows of ``documents``.
        rows: Those of the other tables.
        name: The table.
    """
    found: Sequence[Any] = documents if name == "documents" else getattr(rows, name)
    return found
