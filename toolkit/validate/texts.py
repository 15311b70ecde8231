"""What the table ``documents`` promises about each text for itself, and the texts for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

import polars as pl

from toolkit.rows import text_hash
from toolkit.validate.batches import INDEX
from toolkit.validate.report import Finding, shown
from toolkit.validate.store import Store

WORD = re.compile(r"\w+")

COLUMNS = ("document_id", "text", "furniture", "furniture_at", "words")

TEXT_HASH = "text_sha256"


class Text(NamedTuple):
    """A document's text and the document's place among the documents."""

    rank: int
    text: str | None


class Texts(Protocol):
    """Where the texts of documents come from: the package, or a folder of the reader's own."""

    def of(self, documents: pl.Series) -> Mapping[str, Text]:
        """The texts of those of the documents that are known, by id."""
        ...


class StoredTexts:
    """The texts of the table ``documents``, taken from where its rows were kept."""

    def __init__(self, store: Store) -> None:
        """Know the store; the last texts asked for are kept, since rows follow their documents."""
        self._store = store
        self._known: dict[str, Text] = {}

    def of(self, documents: pl.Series) -> Mapping[str, Text]:
        """The texts of those of the documents that the package has, by id."""
        wanted = set(documents.drop_nulls().unique())
        known = {one: self._known[one] for one in wanted & self._known.keys()}
        missing = wanted - known.keys()
        if missing and self._has_texts():
            known |= self._fetch(missing)
        self._known = known
        return known

    def _has_texts(self) -> bool:
        """Whether the package's documents are a table of ours; others have no texts to know."""
        kept = self._store.columns("documents") if "documents" in self._store else ()
        return {"document_id", "text"} <= set(kept)

    def _fetch(self, wanted: set[str]) -> dict[str, Text]:
        """Find the documents' places first, so that few texts are read over."""
        table = self._store.table("documents")
        ranks = dict(
            self._store.ask(
                f"SELECT {INDEX}, document_id FROM {table} "
                "WHERE document_id IN (SELECT unnest(?::VARCHAR[]))",
                [sorted(wanted)],
            )
        )
        if not ranks:
            return {}
        rows = self._store.ask(
            f"SELECT {INDEX}, text FROM {table} WHERE {INDEX} BETWEEN ? AND ? "
            f"AND {INDEX} IN (SELECT unnest(?::UBIGINT[]))",
            [min(ranks), max(ranks), sorted(ranks)],
        )
        return {ranks[rank]: Text(rank, text) for rank, text in rows}


def check_hashes(
    documents: pl.DataFrame, offset: int, *, withheld: bool = False, texts: Texts | None = None
) -> Iterator[Finding]:
    """Check that each text is the one whose hash is recorded.

    Args:
        documents: The rows.
        offset: How many rows of the table were before these.
        withheld: Whether the package says that it leaves the texts out.
        texts: Where the reader has them; None where only those of the package can be looked at.
    """
    given = texts.of(documents["document_id"]) if texts else {}
    columns = documents.select("document_id", "text", TEXT_HASH, "words").iter_rows()
    for number, (row, text, digest, words) in enumerate(columns, start=offset + 1):
        if withheld and words and digest is None:
            message = "The package leaves the text out and does not say which one it was."
            yield Finding("textHash", message, "documents", row, number, TEXT_HASH)
        if texts is not None and digest is not None and row not in given:
            message = "The document is not among those whose texts were given."
            yield Finding("textMissing", message, "documents", row, number, TEXT_HASH)
        held = [] if withheld else [text]
        for one in (*held, *([given[row].text] if row in given else [])):
            if digest is not None and (one is None or text_hash(one) != digest):
                message = "The text is not the one in which the rows were found."
                yield Finding("textHash", message, "documents", row, number, TEXT_HASH)


def check_texts(
    documents: pl.DataFrame, offset: int, *, withheld: bool = False
) -> Iterator[Finding]:
    """Check that texts are normalized and counted, and that furniture has its place.

    Args:
        documents: The rows.
        offset: How many rows of the table were before these.
        withheld: Whether the package says that it leaves the texts out.
    """
    rows = documents.select(COLUMNS).iter_rows()
    for number, (row, text, furniture, furniture_at, words) in enumerate(rows, start=offset + 1):
        if withheld:
            if text is not None:
                message = "The package says that it leaves the texts out, and here is one."
                yield Finding("text", message, "documents", row, number, "text", shown(text))
            continue
        for rule, column, message, value in (
            *_text_faults(text or "", words),
            *_furniture_faults(len(text or ""), furniture or [], furniture_at or []),
        ):
            yield Finding(rule, message, "documents", row, number, column, shown(value))


Fault = tuple[str, str, str, object]
"""Rule, column, message and value."""


def _text_faults(text: str, words: int | None) -> Iterator[Fault]:
    if not unicodedata.is_normalized("NFC", text):
        yield "text", "text", "The text is not in Unicode NFC.", None
    if "\r" in text:
        yield "text", "text", "The text has line ends other than LF.", None
    counted = sum(1 for _ in WORD.finditer(text))
    if words is not None and words != counted:
        yield "count", "words", f"The text has {counted} words.", words


def _furniture_faults(length: int, furniture: list[str], at: list[int]) -> Iterator[Fault]:
    if len(furniture) != len(at):
        message = f"There are {len(furniture)} pieces of furniture and {len(at)} places for them."
        yield "furniture", "furniture_at", message, None
    if any(place is None or not 0 <= place <= length for place in at):
        yield "furniture", "furniture_at", f"A place lies outside the text (0 to {length}).", at
    elif at != sorted(at):
        yield "furniture", "furniture_at", "The places are not in order.", at
