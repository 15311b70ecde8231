"""Every span cut again out of ``documents.text``: a row says what its document says, or fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from toolkit.schema import table
from toolkit.validate.report import Finding, shown
from toolkit.validate.texts import Text, Texts

Part = tuple[str, str, str]
"""The column of the words, of their first code point and of the one after the last."""

RELAYS = "via"
RELAY_SEPARATOR = " > "
"""``via`` lists several relays, so that it is not one slice: each has to stand in its stretch."""


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


def check_spans(rows: pl.DataFrame, name: str, offset: int, texts: Texts) -> Iterator[Finding]:
    """Check every span of rows against the text of its document.

    A document that nobody knows is a finding about the reference to it.

    Args:
        rows: Some rows of a table of ours.
        name: The table.
        offset: How many rows of the table were before these.
        texts: Where the documents' texts come from.
    """
    known = texts.of(rows["document_id"]) if (parts := span_parts(name)) else {}
    for part in parts:
        yield from _check_part(rows, name, part, offset, known)


def _check_part(
    rows: pl.DataFrame, name: str, part: Part, offset: int, texts: Mapping[str, Text]
) -> Iterator[Finding]:
    key = table(name).primary_key[0]
    words, start, end = part
    columns = [rows[column] for column in (key, "document_id", words, start, end)]
    numbered = enumerate(zip(*columns, strict=True), start=offset + 1)
    for number, (row, document_id, given, first, after) in numbered:
        if given is None or first is None or after is None or document_id not in texts:
            continue
        text = texts[document_id].text
        fault = _fault(text, given, first, after, relays=words == RELAYS)
        if fault:
            yield Finding("span", fault, name, row, number, words, shown(given))


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
