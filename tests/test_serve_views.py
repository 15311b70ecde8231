"""What the site's own pages are made of: comparisons, bounds, drawings, citations, corrections."""

from __future__ import annotations

import csv
import html
import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.config.correctable import SETTABLE
from toolkit.config.lists import parse_correction
from toolkit.rows import make_id
from toolkit.schema import table
from toolkit.serve.annotation import row_annotation
from toolkit.serve.card import render_card
from toolkit.serve.chart import claim_text, ticks
from toolkit.serve.cite import bibtex
from toolkit.serve.compare import compare_texts
from toolkit.serve.dataset import Site
from toolkit.serve.document import KEYS, document_view
from toolkit.serve.found import Search
from toolkit.serve.plain import show_html
from toolkit.serve.row import row_view
from toolkit.serve.series import conflict_of, series_heading
from toolkit.serve.timeline import Event, time_ticks, timeline

LINES = st.text(st.sampled_from("ab <>&\u202e."), max_size=12)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


# Two texts side by side


@given(TEXTS, TEXTS)
def test_two_texts_side_by_side_each_keep_every_paragraph_in_order(left: str, right: str) -> None:
    compared = compare_texts(left, right)
    for side, text in (("left", left), ("right", right)):
        shown = [getattr(pair, side) for pair in compared.pairs]
        kept = [plain(paragraph) for paragraph in shown if paragraph is not None]
        lines = [line.strip() for line in text.split("\n")]
        assert kept == [html.unescape(str(show_html(line))) for line in lines if line]


@given(TEXTS)
def test_a_text_beside_itself_differs_in_nothing(text: str) -> None:
    compared = compare_texts(text, text)
    assert (compared.left_only, compared.right_only) == (0, 0)
    assert all(pair.same for pair in compared.pairs)


def test_what_only_one_version_has_is_set_apart_word_by_word() -> None:
    compared = compare_texts(
        "The ferry was late on Friday.\nNobody was hurt.",
        "The ferry was cancelled on Friday.\nA second one came.\nNobody was hurt.",
    )
    differs = r'<mark class="differs">([^<]*)</mark>'
    shown = [
        (re.findall(differs, str(pair.left)), re.findall(differs, str(pair.right)), pair.same)
        for pair in compared.pairs
    ]
    assert shown == [
        (["late"], ["cancelled"], False),
        ([], ["A second one came."], False),
        ([], [], True),
    ]
    assert (compared.shared, compared.left_only, compared.right_only) == (8, 1, 5)


def test_paragraphs_too_long_to_compare_are_set_apart_whole() -> None:
    compared = compare_texts("late " * 5000, "late " * 5000 + "again")
    assert compared.shared == 0


# Whether claims agree


def claimed(number: str, qualifier: str = "exactly", **bounds: float) -> dict[str, Any]:
    exact = float(number) if qualifier == "exactly" else None
    known = {"value": float(number), "lower": exact, "upper": exact, **bounds}
    return {"number": number, "qualifier": qualifier, **known}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([claimed("20"), claimed("20")], None),
        ([claimed("20"), claimed("21")], "“20” and “21” exclude each other"),
        ([claimed("20"), claimed("30", "at_most", upper=30.0)], None),
        (
            [claimed("20"), claimed("20", "more_than", lower=20.0)],
            "“20” and “more than 20” exclude each other",
        ),
        (
            [claimed("9", "less_than", upper=9.0), claimed("9", "at_least", lower=9.0)],
            "“less than 9” and “at least 9” exclude each other",
        ),
        ([claimed("5", "at_least", lower=5.0), claimed("9", "less_than", upper=9.0)], None),
        ([claimed("5", "at_least", lower=5.0), claimed("7", "more_than", lower=7.0)], None),
        ([claimed("20"), claimed("30", "about")], None),
    ],
)
def test_it_is_said_which_claims_exclude_each_other_and_nothing_else(
    members: list[dict[str, Any]], said: str | None
) -> None:
    assert conflict_of(members) == said


@pytest.mark.parametrize(
    ("number", "qualifier", "value", "claim"),
    [
        ("4,000", "exactly", 4000.0, "4,000"),
        ("4,000", "at_most", 4000.0, "at most 4,000"),
        ("a dozen", "more_than", 12.0, "more than a dozen"),
        ("10 to 15", "between", None, "10 to 15"),
        ("dozens", "at_least", None, "dozens"),
    ],
)
def test_a_claim_is_called_as_its_words_call_it(
    number: str, qualifier: str, value: float | None, claim: str
) -> None:
    assert claim_text({"number": number, "qualifier": qualifier, "value": value}) == claim


def test_a_series_is_called_by_what_it_counts_and_what_happened() -> None:
    members: list[dict[str, Any]] = [
        {"subject": "passengers", "unit": "passenger", "event": "delay", "text": ""},
        {"subject": "Passengers", "unit": "passenger", "event": "delay", "text": ""},
        {"subject": None, "unit": "traveller", "event": None, "text": ""},
    ]
    assert series_heading(members) == "passengers, traveller: delay"


# Drawings


@given(st.floats(-1e6, 1e6), st.floats(1e-2, 1e12))
def test_an_axis_has_a_few_round_numbers_inside_its_range(start: float, length: float) -> None:
    found = ticks(start, start + length)
    assert len(found) <= 6
    assert all(start - 1e-6 * length <= value <= start + length * 1.000001 for value in found)


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_a_time_axis_has_at_most_five_names_inside_its_range(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = time_ticks(first, last)
    assert len(found) <= 5
    assert all(first <= day <= last for day, _ in found)


def test_few_events_are_dots_that_lead_to_them_and_many_are_bars() -> None:
    days = [date(2021, 3, day) for day in range(1, 29)]
    few = timeline([Event(day, "<b>", address="/a") for day in days])
    assert few.count("<circle") == few.count('<a href="/a"') == 28
    assert "<b>" not in few
    many = timeline([Event(day, "", count=100) for day in days])
    assert "<circle" not in many
    assert many.count("<rect") == 28


@pytest.mark.parametrize("days", [[], [date(2021, 3, 1)], [date(2021, 3, 1)] * 3])
def test_a_single_day_is_no_time_to_draw(days: list[date]) -> None:
    assert timeline([Event(day, "") for day in days]) == ""


# A document without its text


def test_an_edition_without_texts_shows_the_words_of_its_rows() -> None:
    rows: dict[str, Any] = {name: [] for name in KEYS} | {"reprints": [], "sharing": []}
    rows["statements"] = [
        {
            "statement_id": "s_1",
            "start": 10,
            "end": 28,
            "text": "the ferry was late",
            "kind": "direct",
        }
    ]
    rows["figures"] = [{"figure_id": "f_1", "start": 40, "end": 48, "text": "14 times"}]
    rows["mentions"] = [
        {
            "mention_id": "m_1",
            "start": 14,
            "end": 19,
            "text": "ferry",
            "entity_id": "e_1",
            "name": "the ferry",
            "type": "organization",
        }
    ]
    page = document_view({"text": None, "furniture": None}, rows, database="ferries")
    assert page.excerpts
    assert [plain(one.html) for one in page.paragraphs] == ["the ferry was late", "14 times"]
    assert [one.gap for one in page.paragraphs] == [False, True]
    assert [[note.table for note in one.notes] for one in page.paragraphs] == [
        ["statements"],
        ["figures"],
    ]
    assert 'id="m_1"' in page.paragraphs[0].html


def test_in_an_edition_without_texts_names_between_statements_stand_on_one_line() -> None:
    named = {"entity_id": "e_1", "name": "Mary Olsen", "type": "person", "text": "Olsen"}
    rows: dict[str, Any] = {name: [] for name in KEYS} | {"reprints": [], "sharing": []}
    rows["mentions"] = [
        {**named, "mention_id": f"m_{start}", "start": start, "end": start + 5}
        for start in (3, 20, 60)
    ]
    rows["statements"] = [
        {"statement_id": "s_1", "start": 40, "end": 44, "text": "late", "kind": "direct"}
    ]
    rows["unclaimed"] = [
        {
            "unclaimed_id": "u_1",
            "start": 50,
            "end": 52,
            "text": "12",
            "kind": "number",
            "reason": "date",
        }
    ]
    page = document_view({"text": None, "furniture": None}, rows, database="ferries")
    shown = [plain(one.html) for one in page.paragraphs]
    assert shown == ["Olsen […] Olsen", "late", "Olsen"]


# A row seen from outside

DOCUMENT = {
    "document_id": "d_1",
    "path": "ferry.txt",
    "title": "Delays",
    "opening": "Delays",
    "publisher": "Harbour News",
    "published_date": "2021-05-28",
    "url": "https://ferry.example/a",
    "before": "The board said the",
    "after": ". It meets again.",
    "more_before": 0,
    "more_after": 0,
}


def empty_row(name: str) -> dict[str, Any]:
    return dict.fromkeys(table(name).column_names)


def test_an_annotation_quotes_the_words_and_places_them_in_the_dataset_s_text_only() -> None:
    row = {"start": 18, "end": 23, "text": "ferry", "kind": "name"}
    told = json.loads(
        row_annotation("m_1", "mentions", row, {**DOCUMENT, "span": "ferry"}, dataset="ferries:1.0")
    )
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    ours, theirs = told["target"]
    quotation = {
        "type": "TextQuoteSelector",
        "exact": "ferry",
        "prefix": "The board said the",
        "suffix": ". It meets again.",
    }
    assert ours["selector"] == [
        quotation,
        {"type": "TextPositionSelector", "start": 18, "end": 23},
    ]
    assert theirs == {"source": "https://ferry.example/a", "selector": [quotation]}
    assert json.loads(told["body"][1]["value"]) == {"text": "ferry", "kind": "name"}


@pytest.mark.parametrize("name", sorted(SETTABLE))
def test_every_cell_that_may_be_set_has_a_line_that_corrections_csv_takes(name: str) -> None:
    described = table(name)
    key = make_id(name[0], "x")
    text = 'said "late,\nagain"'
    row = {**empty_row(name), described.primary_key[0]: key}
    row |= {column: text for column in ("text", "name") if column in row and name != "documents"}
    row |= {"path": "ferry.txt"} if name == "documents" else {}
    row |= {"aliases": '["a", "b"]'} if name == "entities" else {}
    row |= {"value": 4000.0} if name == "figures" else {}
    around = {**DOCUMENT, "span": text} if "document_id" in row and name != "documents" else None
    page = row_view(described, row, around=around, labels={}, site=Site({"name": "ferries"}, {}))
    header = page.correction_header.split(",")
    lines = []
    for one in page.corrections:
        [cells] = csv.reader(one.line.splitlines(keepends=True))
        correction = parse_correction(2, dict(zip(header, cells, strict=True)))
        assert not isinstance(correction, str), correction
        assert (correction.table, correction.row_id) == (name, key)
        assert correction.text == ("ferry.txt" if name == "documents" else text)
        lines.append((correction.action, correction.column, correction.value))
    assert [column for action, column, _ in lines if action == "set"] == list(SETTABLE[name])
    assert lines[-1] == ("drop", "", "")
    if name == "figures":
        assert ("set", "value", "4000") in lines
    if name == "entities":
        assert ("set", "aliases", "a|b") in lines


def test_what_tex_would_take_for_its_own_is_escaped() -> None:
    entry = bibtex("misc", "s_1", {"title": "50% of {A} & B_c #1 $2 ~^\\", "author": ["A", "B"]})
    assert r"{50\% of \{A\} \& B\_c \#1 \$2" in entry
    assert r"\textasciitilde{}\textasciicircum{}\textbackslash{}" in entry
    assert "author = {{A} and {B}}" in entry


# The card


def test_a_card_is_shown_without_its_front_matter_and_title_and_nothing_in_it_acts() -> None:
    card = render_card(
        "---\nlicense: other\n---\n\n# Ferries\n\n## Load it\n\n<script>alert(1)</script>\n\n"
        "[a](javascript:alert(1)) [b](https://ferry.example/) [c](data/a.csv) [d](other.csv)\n"
        "![e](https://ferry.example/a.png) \u202e\n\n|a||\n|-|-:|\n|1|2|\n",
        files={"data/a.csv"},
    )
    assert [heading.title for heading in card.headings] == ["Load it"]
    for absent in (
        "license",
        "Ferries",
        "<script",
        "<img",
        'javascript:alert(1)"',
        "\u202e",
        "style=",
    ):
        assert absent not in card.html
    assert re.findall(r'href="([^"]*)"', card.html) == [
        "https://ferry.example/",
        "/-/files/data/a.csv",
        "https://ferry.example/a.png",
    ]
    assert "<th></th>" not in card.html


# Search


def test_a_narrowed_search_has_an_address_for_each_step() -> None:
    search = Search("late & later", {"kind": "direct", "year": "2021"})
    assert search.address() == "/-/search?q=late+%26+later&kind=direct&year=2021"
    assert search.address({"kind": None}, page=2) == "/-/search?q=late+%26+later&year=2021&page=2"
    assert not search.narrows_documents
    assert Search("late", {"year": "2021"}).narrows_documents
