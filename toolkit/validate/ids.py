"""Ids that are the hashes they claim to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import polars as pl

from toolkit.rows import ID_DIGITS, make_id
from toolkit.schema import table
from toolkit.validate.own import Frames
from toolkit.validate.report import Finding, shown

HASHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "statements": ("s", ("document_id", "start", "end")),
    "figures": ("f", ("document_id", "number_start", "number_end")),
    "mentions": ("m", ("document_id", "start", "end", "kind")),
    "unclaimed": ("u", ("document_id", "start", "end", "kind")),
    "problems": ("p", ("code", "path", "table_name", "row_id", "start")),
}
"""For each table the prefix of its ids and the columns that they are hashes of."""


def check_ids(frames: Frames) -> Iterator[Finding]:
    """Compute every id again from what it is the hash of."""
    for name, (prefix, columns) in HASHED.items():
        if name in frames:
            key = table(name).primary_key[0]
            rows = frames[name].select(key, *columns).iter_rows()
            for number, (given, *fields) in enumerate(rows, start=1):
                if given != make_id(prefix, *fields):
                    yield _finding(name, number, given, f"the hash of {', '.join(columns)}")
    if "documents" in frames:
        yield from _check_documents(frames["documents"])
    if "entities" in frames:
        yield from _check_entities(frames)


def _check_documents(documents: pl.DataFrame) -> Iterator[Finding]:
    rows = documents.select("document_id", "sha256").iter_rows()
    for number, (given, sha256) in enumerate(rows, start=1):
        if sha256 is not None and given != f"d_{sha256[:ID_DIGITS]}":
            yield _finding("documents", number, given, "the beginning of sha256")


def _check_entities(frames: Frames) -> Iterator[Finding]:
    """Type and casefolded NFC name; where two entities share both, also a mention's document."""
    suspects = []
    rows = frames["entities"].select("entity_id", "type", "name").iter_rows()
    for number, (given, kind, name) in enumerate(rows, start=1):
        folded = unicodedata.normalize("NFC", name or "").casefold()
        if given != make_id("e", kind, folded):
            suspects.append((number, given, kind, folded))
    corrected = _corrected_documents(frames) if suspects else []
    for number, given, kind, folded in suspects:
        documents = [*_documents_of(given, frames.get("mentions")), *corrected]
        if all(given != make_id("e", kind, folded, document) for document in documents):
            yield _finding("entities", number, given, "the hash of type and name")


def _documents_of(entity_id: str, mentions: pl.DataFrame | None) -> list[str]:
    if mentions is None:
        return []
    documents: list[str] = mentions.filter(entity_id=entity_id)["document_id"].unique().to_list()
    return documents


def _corrected_documents(frames: Frames) -> list[str]:
    """Documents in which people corrected rows, or which they dropped.

    An entity keeps its id when a correction takes the mention away that the id was made with.
    """
    if not {"documents", "problems"} <= set(frames):
        return []
    notes = frames["problems"].filter(code="correction_applied")
    paths = notes["path"].drop_nulls().unique()
    there = frames["documents"].filter(pl.col("path").is_in(paths.implode()))["document_id"]
    dropped = notes.filter(table_name="documents")["row_id"].drop_nulls()
    return sorted({*there.to_list(), *dropped.to_list()})


def _finding(name: str, number: int, given: str, claim: str) -> Finding:
    column = table(name).primary_key[0]
    return Finding("id", f"The id is not {claim}.", name, given, number, column, shown(given))
