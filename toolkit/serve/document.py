"""A document as it is read: its paragraphs with the rows marked in place, and notes beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from markupsafe import Markup

from toolkit.marks import Mark, cut_text
from toolkit.serve.plain import mark_invisible, show_invisible

Row = Mapping[str, Any]

KEYS = {
    "statements": "statement_id",
    "figures": "figure_id",
    "mentions": "mention_id",
    "unclaimed": "unclaimed_id",
}
"""The tables whose rows are marked in the text, and their keys."""

NOTED = ("statements", "figures", "unclaimed")
"""The tables whose rows have a note in the margin; a name leads to its entity by itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a paragraph about one row that begins in it."""

    table: str
    row: Row
    number: int | None
    """The number of a statement, by which mark and note are found from each other on paper."""


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
    unclaimed: Sequence[Row]
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


@dataclass(slots=True)
class _Marker:
    """Writes marks as nested elements, and remembers which have their address already."""

    classes: Mapping[str, str]
    titles: Mapping[str, str]
    numbers: Mapping[str, int]
    addresses: Mapping[str, str]
    seen: set[str] = field(default_factory=set)
    open_tags: list[str] = field(default_factory=list)

    def open(self, mark: Mark) -> Markup:
        address = self.addresses.get(mark.row_id)
        # A link cannot stand in a link: an overlapping name is marked only.
        tag = "a" if address and "a" not in self.open_tags else "span"
        self.open_tags.append(tag)
        attributes: dict[str, object] = {
            "class": f"mark {self.classes[mark.row_id]}",
            "data-row": mark.row_id,
            "href": address if tag == "a" else None,
            "title": show_invisible(self.titles.get(mark.row_id, "")) or None,
        }
        if mark.row_id not in self.seen:
            attributes["id"] = mark.row_id
            attributes["data-number"] = self.numbers.get(mark.row_id)
            self.seen.add(mark.row_id)
        return Markup("<{}{}>").format(
            Markup(tag),  # noqa: S704 - one of two words
            Markup().join(
                Markup(' {}="{}"').format(name, value)
                for name, value in attributes.items()
                if value is not None
            ),
        )

    def close(self, count: int) -> list[Markup]:
        return [Markup(f"</{self.open_tags.pop()}>") for _ in range(count)]  # noqa: S704 - ours


def document_view(
    document: Row, rows: Mapping[str, Sequence[Row]], *, database: str = ""
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
    return DocumentView(
        document=document,
        paragraphs=_paragraphs(pieces, rows, database),
        furniture=tuple(json.loads(document["furniture"] or "[]")),
        counts={name: len(rows[name]) for name in KEYS},
        reprints=rows["reprints"],
        sharing=rows["sharing"],
        unclaimed=rows["unclaimed"],
        excerpts=not known and bool(pieces),
    )


def _pieces(rows: Mapping[str, Sequence[Row]]) -> list[Piece]:
    """The stretches that rows quote, joined where they touch: all that is known of the text."""
    pieces: list[Piece] = []
    spans = [Piece(row["start"], row["text"]) for table in KEYS for row in rows[table]]
    for span in sorted(spans, key=lambda piece: (piece.start, -piece.end)):
        if pieces and span.start <= pieces[-1].end:
            before = pieces[-1]
            pieces[-1] = Piece(before.start, before.text + span.text[before.end - span.start :])
        else:
            pieces.append(span)
    return pieces


def _paragraphs(
    pieces: Sequence[Piece], rows: Mapping[str, Sequence[Row]], database: str
) -> tuple[Paragraph, ...]:
    numbers = {row["statement_id"]: number for number, row in enumerate(rows["statements"], 1)}
    marker = _Marker(
        classes={row[KEYS[table]]: _classes(table, row) for table in KEYS for row in rows[table]},
        titles=_titles(rows),
        numbers=numbers,
        addresses={
            row["mention_id"]: f"/{database}/entities/{row['entity_id']}"
            for row in rows["mentions"]
            if database
        },
    )
    marks = [
        Mark(row[key], table, row["start"], row["end"])
        for table, key in KEYS.items()
        for row in rows[table]
    ]
    notes = [
        Note(table, row, numbers.get(row[KEYS[table]])) for table in NOTED for row in rows[table]
    ]
    notes.sort(key=lambda note: (note.row["start"], -note.row["end"]))
    return tuple(
        paragraph
        for number, piece in enumerate(pieces)
        for paragraph in _of_piece(piece, marks, notes, marker, gap=number > 0)
    )


def _of_piece(
    piece: Piece, marks: Sequence[Mark], notes: list[Note], marker: _Marker, *, gap: bool
) -> Iterable[Paragraph]:
    inside = [
        Mark(mark.row_id, mark.table, mark.start - piece.start, mark.end - piece.start)
        for mark in marks
        if piece.start <= mark.start and mark.end <= piece.end
    ]
    start = piece.start
    for line, html in zip(
        piece.text.split("\n"), _marked_lines(piece.text, inside, marker), strict=True
    ):
        end = start + len(line) + 1
        if line.strip():
            count = sum(1 for _ in takewhile(lambda note: note.row["start"] < end, notes))  # noqa: B023 - used at once
            yield Paragraph(html, tuple(notes[:count]), gap=gap and start == piece.start)
            del notes[:count]
        start = end


def _classes(table: str, row: Row) -> str:
    """Statements tell their kind too: each has its own line below the words."""
    return f"{table} {row['kind']}" if table == "statements" else table


def _titles(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """What a pointer that rests on a mark is told."""
    names = {
        row["mention_id"]: f"{row['name']} ({row['type']})"
        for row in rows["mentions"]
        if row.get("name")
    }
    reasons = {
        row["unclaimed_id"]: f"{row['kind']}, no row: {row['reason'].replace('_', ' ')}"
        for row in rows["unclaimed"]
        if row.get("reason")
    }
    return names | reasons


def _marked_lines(text: str, marks: Sequence[Mark], marker: _Marker) -> list[Markup]:
    """Each line of a text as HTML, marks as nested elements that are closed at the line's end.

    A mark's first element carries the row's id, so that ``#s_...`` leads to it.
    """
    lines: list[Markup] = []
    line: list[Markup] = []
    opened: list[Mark] = []
    for segment in cut_text(text, marks):
        pieces = segment.text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                line += marker.close(len(opened))
                opened = []
                lines.append(Markup().join(line))
                line = []
            if piece:
                line += _switch(opened, list(segment.marks), marker)
                opened = list(segment.marks)
                line.append(mark_invisible(piece))
    line += marker.close(len(opened))
    lines.append(Markup().join(line))
    return lines


def _switch(opened: list[Mark], wanted: list[Mark], marker: _Marker) -> list[Markup]:
    """What turns the open elements into the wanted ones: close from the inside, then open."""
    shared = 0
    for left, right in zip(opened, wanted, strict=False):
        if left != right:
            break
        shared += 1
    return marker.close(len(opened) - shared) + [marker.open(mark) for mark in wanted[shared:]]
