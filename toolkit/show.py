"""One document of a package with its rows marked in the text: what ``toolkit show`` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from toolkit.errors import PackageError
from toolkit.load import Package, load_package
from toolkit.marks import Mark, Segment, cut_text

Row = Mapping[str, Any]

MARKED = ("statements", "figures", "mentions")
"""Tables whose rows stand on characters of the text and are worth marking."""

CANDIDATES = 5
"""Documents named when the one asked for is not clear."""


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document and its rows, in the order of the text.

    Attributes:
        document: Its row of the table ``documents``.
        rows: For each table of :data:`MARKED` its rows, sorted by start.
        entities: Each entity that a row refers to, by its id.
    """

    document: Row
    rows: Mapping[str, tuple[Row, ...]]
    entities: Mapping[str, Row]

    @property
    def heading(self) -> str:
        """Path, publisher and date in one line."""
        stated = (self.document[name] for name in ("path", "publisher", "published_date"))
        return " · ".join(str(value) for value in stated if value is not None)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text, cut where a statement, figure or mention begins or ends."""
        keys = {"statements": "statement_id", "figures": "figure_id", "mentions": "mention_id"}
        marks = [
            Mark(row[keys[table]], table, row["start"], row["end"])
            for table in MARKED
            for row in self.rows[table]
        ]
        return cut_text(self.document["text"] or "", marks)

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each statement, figure and entity, with its id: who, how, what."""
        mentions = Counter(row["entity_id"] for row in self.rows["mentions"])
        return (
            *self._left_out(),
            "",
            f"Statements: {len(self.rows['statements'])}",
            *(self._statement(row) for row in self.rows["statements"]),
            "",
            f"Figures: {len(self.rows['figures'])}",
            *(self._figure(row) for row in self.rows["figures"]),
            "",
            f"Entities: {len(mentions)}",
            *(self._entity(one, count) for one, count in mentions.items()),
        )

    def to_json(self) -> dict[str, Any]:
        """The document's rows as plain values."""
        return {"document": dict(self.document)} | {
            table: [dict(row) for row in self.rows[table]] for table in MARKED
        }

    def _left_out(self) -> tuple[str, ...]:
        """A line for who looks for a text that the package does not hold."""
        missing = self.document["text"] is None and self.document["words"]
        return ("This edition leaves out the text.",) if missing else ()

    def _name(self, entity_id: str | None) -> str:
        entity = self.entities.get(entity_id or "")
        return "?" if entity is None else str(entity["name"])

    def _statement(self, row: Row) -> str:
        who = self._name(row["speaker_id"])
        printed = f" (“{row['speaker']}”)" if row["speaker"] and row["speaker"] != who else ""
        how = ", ".join(value for value in (row["kind"], row["cue_class"], row["cue"]) if value)
        return f"  {row['statement_id']}  {who}{printed} [{how}] {_shortened(row['text'])}"

    def _figure(self, row: Row) -> str:
        claimed = f"{row['qualifier'].replace('_', ' ')} {_size(row)}"
        counted = " ".join(value for value in (row["unit"], row["event"]) if value)
        who = self._name(row["asserted_by"]) if row["asserted_by"] else "the document"
        return f"  {row['figure_id']}  “{row['text']}”: {claimed} {counted} [{who}]"

    def _entity(self, entity_id: str, mentions: int) -> str:
        row = self.entities[entity_id]
        named = f"{mentions} mention{'s' if mentions > 1 else ''}"
        return f"  {entity_id}  {row['name']} [{row['type']}, {named}]"


def find_document(package: Path, wanted: str) -> ShownDocument:
    """Find one document of a package and its rows.

    Args:
        package: The package's folder, its descriptor, or a zip of it.
        wanted: The document's path, its id, or a part of its path that only it has.

    Raises:
        PackageError: There is no package, no such document, or more than one.
    """
    tables = load_package(package)
    document = _choose(tables, wanted)
    of_document = pl.col("document_id") == document["document_id"]
    rows = {
        table: tuple(tables.find_rows(table, of_document).sort("start").to_dicts())
        for table in MARKED
    }
    entities = {row["entity_id"]: row for row in tables.frame("entities").iter_rows(named=True)}
    return ShownDocument(document, rows, entities)


def _choose(tables: Package, wanted: str) -> Row:
    documents = tables.scan("documents").select("document_id", "path").collect()
    exact = documents.filter((pl.col("path") == wanted) | (pl.col("document_id") == wanted))
    found = (
        exact
        if exact.height
        else documents.filter(pl.col("path").str.contains(wanted, literal=True))
    )
    if found.height == 1:
        chosen = pl.col("document_id") == found["document_id"][0]
        return tables.find_rows("documents", chosen).row(0, named=True)
    paths = (found if found.height else documents)["path"].head(CANDIDATES).to_list()
    raise PackageError(
        f"{'No' if not found.height else 'More than one'} document is called {wanted!r}.",
        hint="Give a whole path, for example: " + ", ".join(paths) + ".",
    )


def _shortened(text: str, length: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _size(row: Row) -> str:
    """The value, or the bounds of a figure that claims nothing but these."""
    if row["value"] is not None:
        return _number(row["value"])
    bounds = [_number(row[name]) for name in ("lower", "upper") if row[name] is not None]
    return " and ".join(bounds)


def _number(value: float) -> str:
    return f"{value:,.15g}"
