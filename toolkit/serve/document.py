"""A document as it is read: its paragraphs with the rows marked in place, and notes beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.marks import Mark
from toolkit.serve.cite import source_address
from toolkit.serve.marking import Look, Marker

Row = Mapping[str, Any]

KEYS = {
    "statements": "statement_id",
    "figures": "figure_id",
    "mentions": "mention_id",
    "unclaimed": "unclaimed_id",
}
"""The tables whose rows are marked in the text, and their keys."""

UNCLAIMED = "unclaimed"

NOTED = ("statements", "figures", UNCLAIMED)
"""The tables whose rows have a note in the margin; a name leads to its entity by itself."""


GAP = Markup('<span class="gap"> […] </span>')


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a paragraph about one row that begins in it."""

    table: str
    row: Row
    number: int | None
    """The number of a statement, by which mark and note are found from each other on paper."""
    source: str | None
    """The original page at the row's words, if the document states its address."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with its marks as HTML, and the notes to it."""

    html: Markup
    notes: tuple[Note, ...]
    gap: bool = False
    """Whether words are left out before it, which this edition does not have."""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a document's page shows."""

    document: Row
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[str, ...]
    counts: Mapping[str, int]
    reprints: Sequence[Row]
    sharing: Sequence[Row]
    """Documents that hold some of its statements too."""
    excerpts: bool
    """Whether only the words of rows are there: an edition without texts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document's text whose words are known."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The place after its last code point."""
        return self.start + len(self.text)


def document_view(
    document: Row, rows: Mapping[str, Sequence[Row]], *, database: str
) -> DocumentView:
    """Shape a document and its rows for the page.

    Args:
        document: The document's row.
        rows: Its rows by table, in the order of the text, with the names that they refer to; and
            under ``reprints`` and ``sharing`` the documents that repeat it.
        database: The database's name in addresses.
    """
    known = document["text"] is not None
    pieces = [Piece(0, document["text"])] if known else _pieces(rows)
    paragraphs = _paragraphs(pieces, document, rows, database)
    return DocumentView(
        document=document,
        paragraphs=tuple(paragraphs if known else _joined(paragraphs)),
        furniture=tuple(json.loads(document["furniture"] or "[]")),
        counts={name: len(rows[name]) for name in KEYS},
        reprints=rows["reprints"],
        sharing=rows["sharing"],
        excerpts=not known and bool(pieces),
    )


def _pieces(rows: Mapping[str, Sequence[Row]]) -> list[Piece]:
    """The stretches that rows quote, joined where they touch: all that is known of the text.

    What became no row stands in the list of what was seen; alone it would be one word.
    """
    pieces: list[Piece] = []
    spans = [
        Piece(row["start"], row["text"])
        for table in KEYS
        for row in rows[table]
        if table != UNCLAIMED
    ]
    for span in sorted(spans, key=lambda piece: (piece.start, -piece.end)):
        if pieces and span.start <= pieces[-1].end:
            before = pieces[-1]
            pieces[-1] = Piece(before.start, before.text + span.text[before.end - span.start :])
        else:
            pieces.append(span)
    return pieces


def _paragraphs(
    pieces: Sequence[Piece], document: Row, rows: Mapping[str, Sequence[Row]], database: str
) -> Iterable[Paragraph]:
    marker = Marker(_looks(rows, database))
    notes = _notes(document, rows)
    marks = sorted(
        (
            Mark(row[key], table, row["start"], row["end"])
            for table, key in KEYS.items()
            for row in rows[table]
        ),
        key=lambda mark: mark.start,
    )
    noted = marked = 0
    for number, piece in enumerate(pieces):
        first = marked
        while marked < len(marks) and marks[marked].start < piece.end:
            marked += 1
        inside = [
            Mark(mark.row_id, mark.table, mark.start - piece.start, mark.end - piece.start)
            for mark in marks[first:marked]
            if piece.start <= mark.start and mark.end <= piece.end
        ]
        lines = zip(piece.text.split("\n"), marker.lines(piece.text, inside), strict=True)
        place, gap = piece.start, number > 0
        for line, html in lines:
            place += len(line) + 1
            if not line.strip():
                continue
            before = noted
            while noted < len(notes) and notes[noted].row["start"] < place:
                noted += 1
            yield Paragraph(html, tuple(notes[before:noted]), gap)
            gap = False


def _joined(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Names between statements on one line, so that an edition without texts can be read."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        before = joined[-1] if joined else None
        if before and paragraph.gap and not _tells(before) and not _tells(paragraph):
            html = before.html + GAP + paragraph.html
            joined[-1] = Paragraph(html, before.notes + paragraph.notes, before.gap)
        else:
            joined.append(paragraph)
    return joined


def _tells(paragraph: Paragraph) -> bool:
    return any(note.table != UNCLAIMED for note in paragraph.notes)


def _notes(document: Row, rows: Mapping[str, Sequence[Row]]) -> list[Note]:
    address = document.get("url")
    notes = [
        Note(
            table,
            row,
            number if table == "statements" else None,
            source_address({"url": address, "span": row["text"]}) if address else None,
        )
        for table in NOTED
        for number, row in enumerate(rows[table], 1)
    ]
    return sorted(notes, key=lambda note: (note.row["start"], -note.row["end"]))


def _looks(rows: Mapping[str, Sequence[Row]], database: str) -> dict[str, Look]:
    """How each row's mark looks; a statement's tells its kind, a name's leads to its entity."""
    looks = {}
    for number, row in enumerate(rows["statements"], 1):
        looks[row["statement_id"]] = Look(f"statements {row['kind']}", number=number)
    for row in rows["figures"]:
        looks[row["figure_id"]] = Look("figures")
    for row in rows["mentions"]:
        looks[row["mention_id"]] = Look(
            "mentions",
            title=f"{row['name']} ({row['type']})",
            address=f"/{database}/entities/{row['entity_id']}",
        )
    for row in rows["unclaimed"]:
        reason = row["reason"].replace("_", " ")
        looks[row["unclaimed_id"]] = Look("unclaimed", title=f"{row['kind']}, no row: {reason}")
    return looks
