"""Each kind of furniture has a rule, and each rule has texts that look alike and are none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from toolkit.read import furniture as rules

FURNITURE: list[tuple[Callable[[str], bool], list[str], list[str]]] = [
    (
        rules.is_date_line,
        [
            "date 2021-03-03 3 Mar. 14:30 (UTC+3 MSK)",
            "date 2021-03-03 + ↺ − 16 px",
            "Published: 3 March 2021",
            "Published on March 3, 2021 at 2:30 p.m. EDT",
            "Last updated 3 March 2021 14:30",
            "Wednesday, 3 March 2021, 14:30 local time",
            "3.3.2021 14:30 | 16px",
        ],
        [
            "3 March 2021",  # opens letters and diaries as well
            "date of birth 2021-03-03",
            "Published on 3 March 2021 by the harbour office",
            "On 3 March 2021 at 14:30 the ferry sank",
            "date 3 March",
            "16 px",
            "Date unknown",
        ],
    ),
    (
        rules.is_dateline_alone,
        [
            "3 March 2021",
            "Wednesday, 3 March 2021",
            "Bergen, 3 March 2021",
            "Press Office, March 3, 2021",
            "As of 18:00 on 3 March 2021",
            "Office of the Harbour Master, 3 March 2021",
            "Briefing note | 3 March 2021",
            "Media release – Bergen – 3 March 2021",
            "Issue 14 | 3 March 2021",
            "Release No. 2021-4 | March 3, 2021",
        ],
        [
            "The ferry sank on 3 March 2021",
            "Bergen, 3 March",
            "Closed until 3 March 2021",
            "The Harbour Fire Of The Long Night, 3 March 2021",
            "The ferry sank | 3 March 2021",
            "Issue of 14 ferries | 3 March 2021",
            "A note on the bridge, 3 March 2021",
        ],
    ),
    (
        rules.is_font_widget,
        ["+ ↺ − 16 px", "A- A+", "A A A", "14px", "− 16 px +"],
        ["A + B", "+", "A", "---", "px", "a 16 px line", "A A"],
    ),
    (
        rules.is_share_widget,
        [
            "Share Tweet Print",
            "Share this article",
            "Facebook Twitter WhatsApp",
            "Font size",
            "Print | E-mail",
            "5 min read",
        ],
        [
            "Share prices fell",
            "12",
            "Comments",
            "Printing",
            "Twitter said",
            "We share",
            "Listen",
            "—",
            "3,890",
        ],
    ),
    (
        rules.is_image_placeholder,
        ["post-img", "[image]", "[Photo 3]", "<img />", "(photo)", "article_image"],
        ["Photo", "image", "imagine", "[photograph of the port]", "see figure 3", "port.jpg"],
    ),
    (
        rules.is_photo_credit,
        [
            "Photo: Jane Doe",
            "Photo by Jane Doe/Harbour News",
            "Image credit: Harbour News",
            "(Photo: Jane Doe)",
            "© Harbour News",
            "Photo courtesy of Coast TV",
        ],
        [
            "Photo: A ferry leaves the port.",
            "Photo: passengers wait at the pier",
            "Photographs were taken",
            "Video: how the ferry sank",
            "Photo finish in the regatta",
        ],
    ),
    (
        rules.is_section_label,
        [
            "Politics",
            "WORLD NEWS",
            "Home > News > Coast",
            "Press release",
            "Business | Ports",
            "FOR IMMEDIATE RELEASE",
        ],
        [
            "Politics of the port",
            "Newsworthy",
            "World Bank",
            "A press release",
            "Sports Day cancelled",
        ],
    ),
    (
        rules.is_end_mark,
        ["###", "# # #", "-ends-", "ENDS", "-30-", "* * *"],
        ["#1", "The end", "It ends", "30", "***!"],
    ),
    (
        rules.is_copyright_line,
        [
            "© 2021 Harbour News",
            "Copyright 2021 Harbour News. All rights reserved.",
            "(c) 2021 Coast TV",
            "All rights reserved.",
        ],
        ["Copyright law has changed", "(c) the third point", "Rights are reserved for members"],
    ),
    (
        rules.is_credit_line,
        [
            "Reporting by Jane Doe; Editing by John Roe",
            "(Additional reporting by Jane Doe.)",
            "Compiled by Jane Doe",
        ],
        ["The report was edited by Jane Doe", "Reporting for duty"],
    ),
    (
        rules.is_outlet_name,
        [
            "Harbour.info",
            "Coast News Agency",
            "The Daily Harbour",
            "Press Service of the Port",
            "Harbour TV",
            "coast.org",
        ],
        [
            "Jane Doe",
            "Harbour",
            "News",
            "The news was bad",
            "He reads the news",
            "www.harbour.info",
            "Good news everyone",
            "harbour.info says",
            "Coast News Agency.",
        ],
    ),
    (rules.is_short_name, ["Harbour", "HNA", "Coast-Info"], ["harbour", "Jane Doe", "A", "Stop!"]),
    (
        rules.is_desk_line,
        ["Staff report", "Harbour desk", "Official journal", "Own correspondent"],
        [
            "Thank you",
            "Best wishes",
            "Yours sincerely",
            "Jane Doe",
            "Vote now",
            "The end",
            "Good luck",
            "Staff report.",
            "Ferry",
            "Never forget us",
        ],
    ),
]
CASES = [
    pytest.param(rule, words, expected, id=f"{rule.__name__}-{words}")
    for rule, yes, no in FURNITURE
    for expected, examples in ((True, yes), (False, no))
    for words in examples
]


@pytest.mark.parametrize(("rule", "words", "expected"), CASES)
def test_a_rule_takes_its_kind_and_leaves_what_looks_alike(
    rule: Callable[[str], bool], words: str, expected: bool
) -> None:
    assert rule(words) is expected


@pytest.mark.parametrize("rule", [rule for rule, _, _ in FURNITURE])
def test_no_rule_takes_a_long_line(rule: Callable[[str], bool]) -> None:
    assert not rule("date 2021-03-03 16 px " * 5_000)
    assert not rule("A" * 100_000)


@pytest.mark.parametrize("rule", [rule for rule, _, _ in FURNITURE])
@pytest.mark.parametrize(
    "unit", ["A ", "A B, ", "A and ", " > a a", "(", "A- ", "A.a", "3 ", "1:11"]
)
def test_no_rule_is_slow_on_a_line_made_to_be_hard(rule: Callable[[str], bool], unit: str) -> None:
    before = time.process_time()
    for opening in ("", "By ", "Politics", "Photo: ", "Source: ", "© "):
        rule(f"{opening}{unit * 80}"[: rules.MAXIMUM_LENGTH - 1] + "!")
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane van der Doe and John Roe", "Jane van der Doe and John Roe"),
        ("By Jane Doe, Ann Poe and John Roe", "Jane Doe, Ann Poe and John Roe"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe | Harbour News", "Jane Doe"),
        ("By Jane Doe HARBOUR NEWS AGENCY", "Jane Doe"),
        ("Author: Jane Doe", "Jane Doe"),
        ("By Monday", None),
        ("By land and sea", None),
        ("By Land and Sea", None),
        ("By Jane Doe.", None),
        ("By Jane Doe the ferry was seen", None),
        ("Written by hand", None),
        ("Bye Jane Doe", None),
    ],
)
def test_a_byline_names_its_authors(words: str, name: str | None) -> None:
    assert rules.byline_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Source: Harbour News", "Harbour News"),
        ("Source: Harbour Office.", None),  # below a table
        ("Source: it was said that the ferry had sunk off the coast", None),
        ("The source: Harbour", None),
    ],
)
def test_a_source_line_names_the_publisher(words: str, name: str | None) -> None:
    assert rules.source_line_name(words) == name
