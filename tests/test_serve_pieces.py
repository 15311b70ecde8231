"""The pure parts of the site: marks in a text, drawings, labels, search expressions."""

from __future__ import annotations

import html
import re
import sqlite3
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serve.chart import series_chart
from toolkit.serve.cite import source_address
from toolkit.serve.document import KEYS, document_view
from toolkit.serve.metadata import database_name, web_address
from toolkit.serve.plain import document_name, mark_invisible, shorten, show_html
from toolkit.serve.search import search_expression
from toolkit.serve.spreadsheet import harmless_cell

NO_REPEATS: dict[str, list[Any]] = {"reprints": [], "sharing": []}

OF_A_ROW = {
    "kind": "direct",
    "reason": "date",
    "text": "x",
    "name": "Mary Olsen",
    "type": "person",
    "entity_id": "e_1",
}

TEXTS = st.text(st.sampled_from("ab <>&\"'\n\u202e\x1b"), min_size=1, max_size=40)


class Nesting(HTMLParser):
    """Checks that every element closes before the one around it does."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [str(value) for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.data())
def test_marks_leave_the_text_as_it_is_and_are_nested_with_one_address_each(data: Any) -> None:
    text = data.draw(TEXTS)
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places), max_size=8))
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in KEYS}
    for number, (first, second) in enumerate(spans):
        table = list(KEYS)[number % len(KEYS)]
        row = {**OF_A_ROW, "start": min(first, second), "end": max(first, second)}
        rows[table].append({**row, KEYS[table]: f"r_{number}"})
    document = {"text": text, "furniture": "[]"}
    page = document_view(document, {**rows, **NO_REPEATS}, database="ferries")

    shown = [paragraph.html for paragraph in page.paragraphs]
    plain = [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in shown]
    expected = [html.unescape(str(show_html(line))) for line in text.split("\n") if line.strip()]
    assert plain == expected

    parser = Nesting()
    for line in shown:
        parser.feed(line)
        assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    solid = {
        f"r_{number}" for number, (a, b) in enumerate(spans) if text[min(a, b) : max(a, b)].strip()
    }
    assert solid <= set(parser.ids)


def test_a_note_stands_beside_the_paragraph_in_which_its_row_begins() -> None:
    text = "One.\n\nTwo.\nThree."
    statement = {**OF_A_ROW, "statement_id": "s_1", "start": 6, "end": 17}
    rows: dict[str, Any] = {table: [] for table in KEYS}
    page = document_view(
        {"text": text, "furniture": None},
        {**rows, "statements": [statement], **NO_REPEATS},
        database="ferries",
    )
    assert [len(paragraph.notes) for paragraph in page.paragraphs] == [0, 1, 0]


@given(st.text())
def test_every_typed_text_is_an_expression_that_search_takes(typed: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
    try:
        connection.execute(
            "SELECT * FROM found WHERE found MATCH ?", [search_expression(typed)]
        ).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("line\nend\ttab", "line\nend\ttab"),
        ("<b>", "&lt;b&gt;"),
        ("\U000e0041", "⟨U+E0041⟩"),
    ],
)
def test_what_is_invisible_and_acts_is_named(text: str, shown: str) -> None:
    assert str(show_html(text)) == shown
    assert re.sub(r"</?span[^>]*>", "", str(mark_invisible(text))) == shown


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("the ferry was late", 18, "the ferry was late"),
        ("the ferry was late", 17, "the ferry was…"),
        ("aaaaaaaaaa", 5, "aaaa…"),
        ("the ferry, again", 12, "the ferry…"),
    ],
)
def test_a_text_is_cut_at_a_word_where_there_is_one(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short
    assert len(short) <= length


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (("Late again", "a.txt", "The ferry"), "Late again"),
        ((None, "a.txt", "\nThe ferry was late.\nTwice."), "“The ferry was late.”"),
        ((None, "a.txt", None), "a.txt"),
        ((None, "a.txt", " \n "), "a.txt"),
    ],
)
def test_a_document_goes_by_its_title_else_its_first_words_else_its_path(
    row: tuple[str | None, str, str | None], name: str
) -> None:
    assert document_name(dict(zip(("title", "path", "opening"), row, strict=True))) == name


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        ("https://ferry.example/", True),
        ("http://ferry.example/", True),
        ("javascript:alert(1)", False),
        (" https://ferry.example/", False),
        ("data:text/html,x", False),
        ("//ferry.example/", False),
        (None, False),
        (3, False),
    ],
)
def test_links_lead_to_web_pages_only(value: object, allowed: bool) -> None:
    assert (web_address(value) is not None) == allowed


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("harbour-reports", "harbour_reports"),
        ("org/harbour.v2", "org_harbour_v2"),
        ("___", "dataset"),
        (None, "dataset"),
        ("-", "dataset"),
    ],
)
def test_a_dataset_goes_by_its_name_in_addresses(name: str | None, address: str) -> None:
    assert database_name({"name": name}) == address


def figure(number: str, **values: float | None) -> dict[str, Any]:
    bounds = {"value": None, "lower": None, "upper": None, **values}
    source = {"published_date": "2021-05-28", "asserter_name": "Mary Olsen"}
    return {"number": number, "qualifier": "exactly", **source, **bounds}


def test_a_drawing_shows_each_claim_with_its_bounds_and_joins_nothing() -> None:
    drawn = series_chart(
        [
            figure("20", value=20.0, lower=20.0, upper=20.0),
            figure("about 30", value=30.0),
            figure("up to 40", value=40.0, upper=40.0),
            figure("10 to 15", lower=10.0, upper=15.0),
        ]
    )
    assert drawn.count("<circle") == 3
    assert drawn.count('class="value claimed"') == 2
    assert drawn.count('class="bounds open"') == 1
    assert drawn.count('class="bounds"') == 1
    assert drawn.count('class="bound"') == 3
    assert "polyline" not in drawn
    assert ">10<" in drawn
    assert ">40<" in drawn


def test_a_drawing_of_equal_values_has_a_scale_too() -> None:
    assert "nan" not in series_chart([figure("0", value=0.0), figure("0", value=0.0)])


def test_without_a_value_or_bound_there_is_no_drawing() -> None:
    assert series_chart([figure("many")]) == ""


def test_a_drawing_escapes_what_is_printed() -> None:
    assert "<script>" not in series_chart([figure("<script>", value=1.0)])


def test_long_words_are_picked_out_in_the_original_by_their_beginning_and_end() -> None:
    span = "one two three four five six " * 20
    address = source_address({"url": "https://ferry.example/a#top", "span": span})
    assert address == (
        "https://ferry.example/a#:~:text=one%20two%20three%20four%20five,two%20three%20four%20five%20six"
    )


def test_without_an_address_there_is_no_way_to_the_original() -> None:
    assert source_address({"url": "javascript:alert(1)", "span": "x"}) is None
    assert source_address({"url": None, "span": "x"}) is None


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+SUM(1)", "'+SUM(1)"),
        ("-cmd|'x'", "'-cmd|'x'"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+4,000.5", "+4,000.5"),
        ("the ferry = late", "the ferry = late"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_a_cell_that_a_spreadsheet_would_calculate_is_marked(cell: object, written: object) -> None:
    assert harmless_cell(cell) == written
