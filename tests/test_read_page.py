"""A page is taken apart into text and furniture, and put together again without a loss."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.read.page import rebuild_source, take_apart
from toolkit.read.text import normalize

BODY = (
    "The ferry company closed two lines on Monday.\n\n"
    "“We regret it,” its director said. “There were too few passengers.”"
)

ODD_LINES = st.sampled_from(
    [
        "date 2021-03-03 3 Mar. 14:30 (UTC+3 MSK)",
        " date 2021-03-03 + ↺ − 16 px",
        "post-img",
        "[image]",
        "Harbour.info",
        "Share Tweet Print",
        "Politics",
        "By Jane Doe",
        "Staff report",
        "© 2021 Harbour News",
        "###",
        "Ferry Company To Close Two Lines",
        "The ferry company closed two lines on Monday.",
        "Two lines\u2028in one",
        "   ",
        "\t",
        "\x0b",
        "\u0301",
        "\u200b",
        "",
    ]
)
PAGES = st.lists(st.one_of(ODD_LINES, st.text(max_size=30)), max_size=14).map("\n".join)


@settings(deadline=None)
@given(PAGES)
def test_a_page_is_rebuilt_from_its_text_and_furniture(page: str) -> None:
    source = normalize(page)
    apart = take_apart(source)
    assert rebuild_source(apart.text, apart.furniture, apart.furniture_at) == source


@settings(deadline=None)
@given(PAGES)
def test_the_text_begins_and_ends_with_something_and_stays_normal(page: str) -> None:
    apart = take_apart(normalize(page))
    assert apart.text == apart.text.strip()
    assert normalize(apart.text) == apart.text
    assert all(apart.furniture)
    assert list(apart.furniture_at) == sorted(apart.furniture_at)
    assert len(apart.furniture) == len(apart.furniture_at)


@settings(deadline=None)
@given(PAGES)
def test_what_was_taken_apart_once_loses_no_more_lines_of_the_middle(page: str) -> None:
    kept = take_apart(normalize(page)).text
    assert "post-img" not in [line.strip() for line in kept.split("\n")]


@pytest.mark.parametrize(
    ("page", "furniture"),
    [
        (BODY, ()),
        (BODY + "\n", ("\n",)),
        ("\n\n" + BODY + "\n \n", ("\n\n", "\n \n")),
        (" date 2021-03-03 16 px\n\n" + BODY, (" date 2021-03-03 16 px\n\n",)),
        ("Politics\n3 March 2021, 14:30\n\n" + BODY, ("Politics\n", "3 March 2021, 14:30\n\n")),
        (BODY + "\n\nHarbour.info\n", ("\n\nHarbour.info\n",)),
        (BODY + "\n\nHarbour.info\n\n© 2021 Harbour", ("\n\nHarbour.info\n\n", "© 2021 Harbour")),
        ("date 2021-03-03 16 px\n\n" + BODY + "\n\nHNA", ("date 2021-03-03 16 px\n\n", "\n\nHNA")),
    ],
)
def test_furniture_around_the_text_is_taken_off(page: str, furniture: tuple[str, ...]) -> None:
    apart = take_apart(page)
    assert apart.text == BODY
    assert apart.furniture == furniture


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("One ferry.\n\npost-img\n\nTwo ferries.", "One ferry.\n\nTwo ferries."),
        ("One ferry.\npost-img\n\nTwo ferries.", "One ferry.\n\nTwo ferries."),
        ("One ferry.\n\npost-img\nTwo ferries.", "One ferry.\n\nTwo ferries."),
        ("One ferry.\npost-img\nTwo ferries.", "One ferry.\nTwo ferries."),
    ],
)
def test_a_placeholder_between_paragraphs_leaves_them_apart(page: str, text: str) -> None:
    assert take_apart(page).text == text


@pytest.mark.parametrize(
    "page",
    [
        BODY,
        "3 March 2021\n\nDear Jane,\n\n" + BODY,  # a letter's date
        "Dear Jane,\n\n" + BODY + "\n\nJohn",  # and its signature
        BODY + "\n\nJane Doe",
        BODY + "\n\nThank you",
        BODY + "\n\nHarbour",  # nothing says that this is a news page
        BODY + "\n\nMore can be found at\nwww.harbour.info",
        "By Land and Sea\n\n" + BODY,
        "By Royal Decree\n\n" + BODY,  # a headline: nothing stands above it
        "Science\n\n" + BODY,  # an essay's title
        "The tide\n\nGrey water comes\nand goes again\nShare\nthe salt with me\n\nHarbour",
        "From: Jane Doe\n3 March 2021 14:30\nSubject: lines\n\n" + BODY,  # a message
        "".join(f"3 March 2021, {hour}:00\n\nFog.\n\n" for hour in (7, 8, 9)) + "Sun.",  # a log
        "The director said:\n\n[ferries] are late.\n\n(photo of a ferry)",
    ],
)
def test_real_text_is_never_taken_away(page: str) -> None:
    assert take_apart(page).text == page


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        ("Ferry company to close two lines\n\n" + BODY, "Ferry company to close two lines"),
        ("Director: “We will close two lines”\n\n" + BODY, "Director: “We will close two lines”"),
        ("Will the ferry stay?\n\n" + BODY, "Will the ferry stay?"),
        ("Ferry Company Closes Two Lines.\n\n" + BODY, "Ferry Company Closes Two Lines."),
        ("Ferries late\nBy Jane Doe\n3 March 2021, 14:30\n\n" + BODY, "Ferries late"),
        ("post-img\n\nFerries late\n\npost-img\n\n" + BODY, "Ferries late"),
        (
            "Ferry closes two lines.\n\nPORT TOWN (HNA) — The company closed two lines on Monday"
            " and regrets it.",
            "Ferry closes two lines.",
        ),
        (BODY, None),
        ("The ferry company closed two lines.\n\n" + BODY, None),
        ("The ferry company closed two lines on\nMonday, as the director said.\n\n" + BODY, None),
        ("The ferry company\nclosed two lines on Monday, the director said.", None),
        ("3 March 2021\n\n" + BODY, None),
        ("Dear Jane\n\n" + BODY, None),
        ("Ferries:\n\n" + BODY, None),
        ("The ferry is late again. Who knows why?\n\n" + BODY, None),  # a note
        ("Science\n\n" + BODY, None),
        ("Ferries late", None),
        ("Ferries late\nTrains late\nPlanes late\nBuses late\n", None),
        ("Jane Doe\nTo: John Roe\n\n" + BODY, None),
        ("", None),
    ],
)
def test_a_headline_is_known_by_its_form_and_its_place(page: str, headline: str | None) -> None:
    assert take_apart(page).headline == headline


def test_a_headline_stays_the_first_paragraph_of_the_text() -> None:
    apart = take_apart("date 2021-03-03 16 px\n\nFerries late\n\nBy Jane Doe\n\n" + BODY)
    assert apart.text == "Ferries late\n\n" + BODY
    assert apart.headline == "Ferries late"
    assert [piece.kind for piece in apart.pieces] == ["date", "byline"]


def test_a_page_of_furniture_has_no_text() -> None:
    page = "date 2021-03-03 16 px\n\npost-img\n"
    apart = take_apart(page)
    assert (apart.text, apart.headline) == ("", None)
    assert apart.furniture_at == (0, 0)
    assert "".join(apart.furniture) == page


def test_white_space_alone_is_no_text() -> None:
    assert take_apart(" \n\n ").text == ""
    assert take_apart("").furniture == ()
