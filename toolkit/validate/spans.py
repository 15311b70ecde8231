"""Every span cut again out of ``documents.text``: a row says what its document says, or fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from toolkit.schema import table
from toolkit.validate.own import Frames
from toolkit.validate.report import Finding, shown

Part = tuple[str, str, str]
"""The column of the words, of their first code point and of the one after the last."""

RELAYS = "via"
RELAY_SEPARATOR = " > "
"""``via`` lists several relays, so that it is not one slice: each has to stand in its stretch."""

INDEX = "__row_index"

BATCH_CHARACTERS = 64_000_000
"""Characters of documents that are in memory as Python text at the same time."""


def span_parts(name: str) -> tuple[Part, ...]:
    """The spans that a row of a table of ours holds, told by the names of its columns.

    >>> span_parts("mentions")
    (('text', 'start', 'end'),)
    """
    columns = table(name).column_names
    if "document_id" not in columns:
        return ()
    whole = [("text", "start", "end")] if {"text", "start", "end"} <= set(columns) else []
    named = [(one, f"{one}_start", f"{one}_end") for one in columns if f"{one}_start" in columns]
    return (*whole, *named)


def check_spans(frames: Frames) -> Iterator[Finding]:
    """Check every span of every row against the text of its document.

    Args:
        frames: Our tables; without ``documents`` nothing can be checked, and its absence is a
            finding elsewhere.
    """
    if "documents" not in frames:
        return
    for texts in _text_batches(frames["documents"]):
        here = pl.DataFrame({"document_id": list(texts)}, schema={"document_id": pl.String})
        for name, frame in frames.items():
            if name == "documents" or not span_parts(name):
                continue
            rows = frame.with_row_index(INDEX).join(here, on="document_id", how="semi")
            for part in span_parts(name):
                yield from _check_part(rows.sort(INDEX), name, part, texts)


def _check_part(
    rows: pl.DataFrame, name: str, part: Part, texts: Mapping[str, str | None]
) -> Iterator[Finding]:
    key = table(name).primary_key[0]
    words, start, end = part
    columns = [rows[column] for column in (INDEX, key, "document_id", words, start, end)]
    for index, row, document_id, given, first, after in zip(*columns, strict=True):
        if given is None or first is None or after is None:
            continue
        fault = _fault(texts[document_id], given, first, after, relays=words == RELAYS)
        if fault:
            yield Finding("span", fault, name, row, index + 1, words, shown(given))


def _fault(text: str | None, given: str, first: int, after: int, *, relays: bool) -> str | None:
    """What is wrong with a span, or None."""
    if text is None:
        return "The document has no text, so nothing can stand in it."
    if not 0 <= first < after <= len(text):
        return f"The offsets {first} to {after} lie outside the text (0 to {len(text)})."
    printed = text[first:after]
    if relays:
        # Print may name the inner relay first ("the board, according to Harbour News").
        named = all(relay in printed for relay in given.split(RELAY_SEPARATOR))
        return None if named else f"The document does not name them at {first} to {after}."
    return None if printed == given else f"The document has at {first} to {after}: {shown(printed)}"


def _text_batches(documents: pl.DataFrame) -> Iterator[dict[str, str | None]]:
    """The documents' texts by id, as many at a time as :data:`BATCH_CHARACTERS` allows."""
    texts: dict[str, str | None] = {}
    characters = 0
    for document_id, text in documents.select("document_id", "text").iter_rows():
        texts[document_id] = text
        characters += len(text or "")
        if characters >= BATCH_CHARACTERS:
            yield texts
            texts, characters = {}, 0
    yield texts
