"""Texts whose lines a program broke at a fixed width are read as the paragraphs that they are."""

from __future__ import annotations

import textwrap

import pytest

from toolkit.extract import extract_rows
from toolkit.pipeline import parse
from toolkit.pipeline.pieces import split_pieces
from toolkit.rows import Document, Rows

PARAGRAPHS = (
    "The ferry to Brim was late on Monday, and the harbour master, Anna Berg, said that it would"
    " be late on Tuesday, too, because two of its four engines had to be replaced.",
    "The North Coast Ferry Company carries some 40,000 passengers a year. It told its passengers"
    " that nobody would have to pay for a second ticket before the end of the month.",
)
BROKEN = "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in PARAGRAPHS) + "\n"
ITEMS = "".join(f"- {word} is on the list of the crew\n" for word in ("Bread", "Butter", "Tea"))


def rows_of(text: str) -> Rows:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    return extract_rows(document, parsed)


def test_broken_lines_of_a_paragraph_stay_together() -> None:
    pieces = split_pieces(BROKEN)
    assert "".join(pieces) == BROKEN
    assert [" ".join(piece.split()) for piece in pieces] == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "A title\nA line below it\nAnother line of the text, which people ended here\n",
        "\n".join(PARAGRAPHS) + "\n",  # a line for each paragraph
        ITEMS,
        "Bread\nButter\nTea\nSalt\nA list of things to buy, the last item longer\n",
    ],
)
def test_lines_that_people_ended_are_pieces_of_their_own(text: str) -> None:
    assert split_pieces(text) == text.splitlines(keepends=True)


def test_an_item_of_a_list_begins_a_piece_in_a_broken_text_too() -> None:
    pieces = split_pieces(BROKEN + "\n" + ITEMS)
    assert pieces[-3:] == ITEMS.splitlines(keepends=True)


def test_a_text_of_broken_lines_gives_the_rows_of_its_paragraphs() -> None:
    whole, broken = rows_of("\n\n".join(PARAGRAPHS) + "\n"), rows_of(BROKEN)

    def printed(rows: Rows) -> list[list[str]]:
        texts = [[row.text for row in table] for table in (rows.statements, rows.figures)]
        return [[" ".join(text.split()) for text in table] for table in texts]

    assert printed(broken) == printed(whole)
    assert len(broken.statements) == 2
    names = [sorted(entity.name for entity in rows.entities) for rows in (broken, whole)]
    assert names[0] == names[1] == ["Anna Berg", "Brim", "North Coast Ferry Company"]
