"""Ids that are the hashes they claim to be."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

import polars as pl

from toolkit.rows import ID_DIGITS, make_id
from toolkit.schema import table
from toolkit.validate.report import Finding, shown
from toolkit.validate.store import Store

HASHED: dict[str, tuple[str, tuple[str, ...]]] = {
    "statements": ("s", ("document_id", "start", "end")),
    "figures": ("f", ("document_id", "number_start", "number_end")),
    "mentions": ("m", ("document_id", "start", "end", "kind")),
    "unclaimed": ("u", ("document_id", "start", "end", "kind")),
    "problems": ("p", ("code", "path", "table_name", "row_id", "start")),
}
"""For each table the prefix of its ids and the columns that they are hashes of."""

ORDINALS: tuple[tuple[int, ...], ...] = ((), *((number,) for number in range(1, 10)))
"""What tells two entities of one document and one name apart: "Mr Holm" and "Ms Holm"."""

CORRECTED = "correction_applied"
"""The code of the note that a correction was applied."""


Suspect = tuple[int, str, str, str]
"""An entity's row number, id, type and folded name, where the id is not the hash of these."""


class IdChecker:
    """Computes every id again from what it is the hash of."""

    def __init__(self, store: Store) -> None:
        """Begin.

        Args:
            store: Where mentions, documents and problems are kept, for entities that share a name.
        """
        self._store = store
        self._suspects: list[Suspect] = []

    def check(self, name: str, rows: pl.DataFrame, offset: int) -> Iterator[Finding]:
        """Check the ids of the next rows of a table of ours."""
        if name in HASHED:
            yield from _check_hashed(name, rows, offset)
        elif name == "documents":
            yield from _check_documents(rows, offset)
        elif name == "entities":
            self._suspects += _suspects(rows, offset)

    def finish(self, seen: Collection[str]) -> Iterator[Finding]:
        """Check the entities whose type and name alone do not make their id.

        Where two entities share both, the document of a mention is part of the hash.

        Args:
            seen: The tables that there are.
        """
        corrected = self._corrected_documents(seen) if self._suspects else []
        for number, given, kind, folded in self._suspects:
            mentioned = self._documents_of(given) if "mentions" in seen else []
            documents = (*mentioned, *corrected)
            able = (
                make_id("e", kind, folded, document, *ordinal)
                for document in documents
                for ordinal in ORDINALS
            )
            if given not in able:
                yield _finding("entities", number, given, "the hash of type and name")

    def _documents_of(self, entity_id: str) -> list[str]:
        mentions = self._store.table("mentions")
        query = f"SELECT DISTINCT document_id FROM {mentions} WHERE entity_id = ? ORDER BY 1"
        return [document for (document,) in self._store.ask(query, [entity_id])]

    def _corrected_documents(self, seen: Collection[str]) -> list[str]:
        """Documents in which people corrected rows, or which they dropped.

        An entity keeps its id when a correction takes the mention away that the id was made with.
        """
        if not {"documents", "problems"} <= set(seen):
            return []
        documents, problems = self._store.table("documents"), self._store.table("problems")
        query = (
            f"SELECT document_id FROM {documents} WHERE path IN "
            f"(SELECT path FROM {problems} WHERE code = '{CORRECTED}') UNION "
            f"SELECT row_id FROM {problems} WHERE code = '{CORRECTED}' "
            "AND table_name = 'documents' AND row_id IS NOT NULL ORDER BY 1"
        )
        return [document for (document,) in self._store.ask(query)]


def _check_hashed(name: str, rows: pl.DataFrame, offset: int) -> Iterator[Finding]:
    prefix, columns = HASHED[name]
    key = table(name).primary_key[0]
    numbered = enumerate(rows.select(key, *columns).iter_rows(), start=offset + 1)
    for number, (given, *fields) in numbered:
        if given != make_id(prefix, *fields):
            yield _finding(name, number, given, f"the hash of {', '.join(columns)}")


def _check_documents(documents: pl.DataFrame, offset: int) -> Iterator[Finding]:
    rows = documents.select("document_id", "sha256").iter_rows()
    for number, (given, sha256) in enumerate(rows, start=offset + 1):
        if sha256 is not None and given != f"d_{sha256[:ID_DIGITS]}":
            yield _finding("documents", number, given, "the beginning of sha256")


def _suspects(entities: pl.DataFrame, offset: int) -> Iterator[Suspect]:
    rows = entities.select("entity_id", "type", "name").iter_rows()
    for number, (given, kind, name) in enumerate(rows, start=offset + 1):
        folded = unicodedata.normalize("NFC", name or "").casefold()
        if given != make_id("e", kind, folded):
            yield number, given, kind, folded


def _finding(name: str, number: int, given: str, claim: str) -> Finding:
    column = table(name).primary_key[0]
    return Finding("id", f"The id is not {claim}.", name, given, number, column, shown(given))
