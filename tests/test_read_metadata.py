"""What a document states about itself is read, and what it only mentions is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from toolkit.read.metadata import Stated, read_stated
from toolkit.read.page import take_apart

BODY = (
    "The ferry company closed two lines on Monday, 1 March 2021.\n\n"
    "“We regret it,” its director told Coast TV. “There were too few passengers.”"
)


def stated(page: str) -> Stated:
    return read_stated(take_apart(page))


@pytest.mark.parametrize(
    ("page", "publisher"),
    [
        (BODY + "\n\nHarbour.info", "Harbour.info"),
        (BODY + "\n\nCoast News Agency", "Coast News Agency"),
        (BODY + "\n\nSource: Harbour News", "Harbour News"),
        ("date 2021-03-03 16 px\n\n" + BODY + "\n\nHNA", "HNA"),
        ("The ferry sank, Harbour.info reports. It is not known why.", "Harbour.info"),
        ("The ferry sank, Harbour.info reports.“It was fog,” she said.", "Harbour.info"),
        ("The ferry sank, Harbour News reports citing the coast guard.", "Harbour News"),
        ("PORT TOWN, March 3 (HNA) - The ferry sank.", "HNA"),
        ("Ferry sinks\n\nPORT TOWN (Harbour News) — The ferry sank off the coast.", "Harbour News"),
        ("Port Town, 3 March 2021 (HNA) -- The ferry sank.", "HNA"),
        (BODY, None),
        ("The ferry sank, the Harbour Post reports. It is not known why.", None),
        ("The Harbour Post reports that the ferry sank.", None),
        ("The ferry sank, Harbour News reports that day.", None),
        ("It sank, Coast TV reports. It floats, Harbour News reports.", None),
        ("The harbour office (HO) - which is closed - said nothing.", None),
        ("date 2021-03-03 16 px\n\n" + BODY + "\n\nStaff report", None),  # a desk, no outlet
    ],
)
def test_the_publisher_is_who_signs_or_is_credited(page: str, publisher: str | None) -> None:
    assert stated(page).publisher == publisher


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("date 2021-03-03 16 px\n\n" + BODY, date(2021, 3, 3)),
        (BODY + "\n\nPublished: 3 March 2021", date(2021, 3, 3)),
        ("PORT TOWN, March 3, 2021 (HNA) -- The ferry sank.", date(2021, 3, 3)),
        ("PORT TOWN, March 3, 2021 /Harbour Wire/ -- The ferry sank.", date(2021, 3, 3)),
        ("Ferries late\n\nMarch 3, 2021\n\n" + BODY, date(2021, 3, 3)),
        (BODY, None),  # when something happened
        ("PORT TOWN, March 3 (HNA) -- The ferry sank.", None),  # which year?
        ("Last updated: 4 March 2021\n\n" + BODY, None),
        ("March 3, 2021\n\nFog.\n\nMarch 4, 2021\n\nSun.", None),  # a diary
        ("It was foggy.\n\nMarch 3, 2021\n\n" + BODY, None),  # of what is quoted below
        ("It says about the fog:\n\nMarch 3, 2021\n\n" + BODY, None),
        ("Fog.\n\nSun.\n\nRain.\n\nMarch 3, 2021", None),
    ],
)
def test_the_date_is_the_page_s_own_and_no_event_s(page: str, day: date | None) -> None:
    assert stated(page).published_date == day


def test_the_moment_needs_a_time_and_a_zone() -> None:
    page = "date 2021-03-03 3 Mar. 14:30 (UTC+3 MSK)\n\n" + BODY
    assert stated(page).published_at == datetime(2021, 3, 3, 11, 30, tzinfo=UTC)
    assert stated("3 March 2021, 14:30\n\n" + BODY).published_at is None


def test_the_author_is_who_the_byline_names() -> None:
    assert stated("Ferries late\n\nBy Jane Doe, Staff Writer\n\n" + BODY).author == "Jane Doe"
    assert stated("Ferries late\n\n" + BODY).author is None


def test_the_address_is_the_one_given_as_the_document_s_own() -> None:
    assert stated("URL: https://harbour.info/1\n\n" + BODY).url == "https://harbour.info/1"
    assert stated(BODY + "\n\nMore at https://harbour.info/2").url is None


def test_the_title_is_the_headline() -> None:
    assert stated("Ferries late\n\n" + BODY).title == "Ferries late"
