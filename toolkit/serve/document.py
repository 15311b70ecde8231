"""A document as it is read: its paragraphs with the rows marked in place, and notes beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.marks import Mark, cut_text
from toolkit.serve.plain import mark_invisible

Row = Mapping[str, Any]

KEYS = {
    "statements": "statement_id",
    "figures": "figure_id",
    "mentions": "mention_id",
    "unclaimed": "unclaimed_id",
}
"""The tables whose rows are marked in the text, and their keys."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a paragraph about one row that begins in it."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with its marks as HTML, and the notes to it."""

    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a document's page shows."""

    document: Row
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[str, ...]
    counts: Mapping[str, int]
    repeats: Sequence[Row]
    unclaimed: Sequence[Row]


def document_view(document: Row, rows: Mapping[str, Sequence[Row]]) -> DocumentView:
    """Shape a document and its rows for the page.

    Args:
        document: The document's row.
        rows: Its rows by table, in the order of the text, with the names that they refer to; and
            under ``repeats`` the documents with nearly the same text.
    """
    text = document["text"] or ""
    return DocumentView(
        document=document,
        paragraphs=_paragraphs(text, rows),
        furniture=tuple(json.loads(document["furniture"] or "[]")),
        counts={name: len(rows[name]) for name in KEYS},
        repeats=rows["repeats"],
        unclaimed=rows["unclaimed"],
    )


def _paragraphs(text: str, rows: Mapping[str, Sequence[Row]]) -> tuple[Paragraph, ...]:
    lines = _marked_lines(text, list(_marks(rows)))
    notes = [Note(table, row) for table in ("statements", "figures") for row in rows[table]]
    notes.sort(key=lambda note: (note.row["start"], -note.row["end"]))
    paragraphs, start, first = [], 0, 0
    for line, html in zip(text.split("\n"), lines, strict=True):
        end = start + len(line) + 1
        last = first
        while last < len(notes) and notes[last].row["start"] < end:
            last += 1
        if line.strip():
            paragraphs.append(Paragraph(html, tuple(notes[first:last])))
            first = last
        start = end
    return tuple(paragraphs)


def _marks(rows: Mapping[str, Sequence[Row]]) -> Iterable[Mark]:
    for table, key in KEYS.items():
        for row in rows[table]:
            yield Mark(row[key], table, row["start"], row["end"])


def _marked_lines(text: str, marks: Sequence[Mark]) -> list[Markup]:
    """Each line of a text as HTML, marks as nested spans that are closed at the line's end.

    A mark's first piece carries the row's id, so that ``#s_...`` leads to it.
    """
    lines: list[Markup] = []
    line: list[Markup] = []
    opened: list[Mark] = []
    seen: set[str] = set()
    for segment in cut_text(text, marks):
        pieces = segment.text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                line += [CLOSE] * len(opened)
                opened = []
                lines.append(Markup().join(line))
                line = []
            if piece:
                line += _switch(opened, list(segment.marks), seen)
                opened = list(segment.marks)
                line.append(mark_invisible(piece))
    line += [CLOSE] * len(opened)
    lines.append(Markup().join(line))
    return lines


CLOSE = Markup("</span>")


def _switch(opened: list[Mark], wanted: list[Mark], seen: set[str]) -> list[Markup]:
    """What turns the open spans into the wanted ones: close from the inside, then open."""
    shared = 0
    for left, right in zip(opened, wanted, strict=False):
        if left != right:
            break
        shared += 1
    pieces = [CLOSE] * (len(opened) - shared)
    for mark in wanted[shared:]:
        pieces.append(_open(mark, first=mark.row_id not in seen))
        seen.add(mark.row_id)
    return pieces


def _open(mark: Mark, *, first: bool) -> Markup:
    if first:
        return Markup('<span class="mark {}" data-row="{}" id="{}">').format(
            mark.table, mark.row_id, mark.row_id
        )
    return Markup('<span class="mark {}" data-row="{}">').format(mark.table, mark.row_id)
