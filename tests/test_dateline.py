"""What counts as a dateline, and that it is no part of the sentence behind it."""

from __future__ import annotations

import pytest

from toolkit.dateline import find_dateline
from toolkit.pipeline import split_pieces


@pytest.mark.parametrize(
    ("line", "text", "day", "outlet"),
    [
        ("OSLO, 3 May (News) - The ferry sank.", "The ferry sank.", "3 May", "News"),
        ("OSLO (NB) — The ferry sank.", "The ferry sank.", None, "NB"),
        ("Port Town, Oct. 9: The ferry sank.", "The ferry sank.", "Oct. 9", None),
        ("Port Town, 3 June 2020 – The ferry sank.", "The ferry sank.", "3 June 2020", None),
        ("BRIMSEL — The ferry sank.", "The ferry sank.", None, None),
        ("BRIMSEL, Norway – The ferry sank.", "The ferry sank.", None, None),
        ("(Harbour News) - The ferry sank.", "The ferry sank.", None, "Harbour News"),
        ("(Harbour News) – The ferry sank.", "The ferry sank.", None, "Harbour News"),
        ("(Northwire) - The ferry sank.", "The ferry sank.", None, "Northwire"),
        ("(HN) — The ferry sank.", "The ferry sank.", None, "HN"),
        ("(Port Town) – The ferry sank.", "The ferry sank.", None, None),
        ("(Port Town, May 3, 2021) – The ferry sank.", "The ferry sank.", "May 3, 2021", None),
        ("(Oslo, 3 May 2021) - The ferry sank.", "The ferry sank.", "3 May 2021", None),
        ("OSLO, 3 May 2021. The ferry sank.", "The ferry sank.", "3 May 2021", None),
        (
            "BRIMSEL, Nov. 3, 2023 /HarbourWire/ -- The ferry sank.",
            "The ferry sank.",
            "Nov. 3, 2023",
            "HarbourWire",
        ),
    ],
)
def test_a_dateline_ends_where_the_report_begins(
    line: str, text: str, day: str | None, outlet: str | None
) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (line[found.end :], found.day, found.outlet) == (text, day, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "Berg - a sailor - spoke.",
        "Berg: The ferry sank.",
        "BERG: The ferry sank.",
        "On May 3 - a Sunday - the ferry sank.",
        "NATO — the alliance — met.",  # a short name in capitals
        "In Oslo, the ferry sank.",
        "Anna Berg, 3 May 2021. The ferry sank.",
        "Berg left Oslo, May 3. The ferry sank.",
        "(Berg, a sailor) – The ferry sank.",
        "",
    ],
)
def test_a_sentence_with_a_dash_or_colon_has_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_a_dateline_is_parsed_apart_from_the_sentence() -> None:
    text = "The ferry\n\nOSLO, 3 May (News) - The ferry sank.\nBRIMSEL — "
    assert split_pieces(text) == [
        "The ferry\n\n",
        "OSLO, 3 May (News) - ",
        "The ferry sank.\n",
        "BRIMSEL — ",
    ]
