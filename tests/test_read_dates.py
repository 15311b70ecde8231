"""Dates are read only where nothing has to be guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from toolkit.read.dates import Moment, find_moment, has_clock_time, without_dates

THIRD = date(2021, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-03",
        "Published 2021/03/03",
        "3 March 2021",
        "3rd of March 2021",
        "March 3, 2021",
        "Mar. 3 2021",
        "Wednesday, MARCH 3, 2021",
        "3.3.2021",
        "03.03.2021 14:30",
        "03/03/2021",
    ],
)
def test_a_full_date_is_read_in_every_unambiguous_form(text: str) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert moment.day == THIRD


@pytest.mark.parametrize(
    ("text", "day"),
    [("25/03/2021", date(2021, 3, 25)), ("03/25/2021", date(2021, 3, 25))],
)
def test_slashes_are_read_where_only_one_order_is_possible(text: str, day: date) -> None:
    assert find_moment(text) == Moment(day)


@pytest.mark.parametrize(
    "text",
    [
        "04/05/2021",  # two dates in two countries
        "3 March",  # which year?
        "March 2021",
        "31.02.2021",
        "version 2021-03-033",
        "12021-03-03",
        "1.2.3.2021",
        "in 2021",
        "Marching 3, 2021",
        "",
    ],
)
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert find_moment(text) is None


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2021-03-03 14:30 UTC", 14, 30),
        ("2021-03-03T14:30:05Z", 14, 30),
        ("2021-03-03T14:30:05.123+02:00", 12, 30),
        ("3 March 2021, 14:30 (UTC+3 MSK)", 11, 30),
        ("3 March 2021, 14:30 (GMT+05:30)", 9, 0),
        ("3 March 2021 14:30 (UTC−5)", 19, 30),
        ("March 3, 2021 2:30 p.m. EDT", 18, 30),
        ("March 3, 2021 12:05 AM CET", 23, 5),
        ("2021-03-03 3 Mar. 14:30 (UTC+3 MSK)", 11, 30),
    ],
)
def test_a_time_with_its_zone_gives_the_moment_in_utc(text: str, hour: int, minute: int) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert moment.day == THIRD
    assert moment.at is not None
    assert moment.at.tzinfo is UTC
    assert (moment.at.hour, moment.at.minute) == (hour, minute)


def test_the_day_stays_local_when_the_moment_falls_on_another_day() -> None:
    assert find_moment("3 March 2021, 01:00 (UTC+3)") == Moment(
        THIRD, datetime(2021, 3, 2, 22, 0, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "text",
    [
        "3 March 2021, 14:30",  # no zone
        "3 March 2021 (UTC+3)",  # no time
        "3 March 2021, 14:30 CST",  # China, or central North America
        "3 March 2021, 25:30 UTC",
        "3 March 2021, 13:30 pm UTC",
        "3 March 2021, 14:30 (UTC+99)",
        "2021-03-03 + ↺ − 16 px",  # buttons, no offset
    ],
)
def test_a_time_without_a_known_zone_gives_no_moment(text: str) -> None:
    assert find_moment(text) == Moment(THIRD)


def test_a_moment_outside_the_calendar_is_none() -> None:
    assert find_moment("9999-12-31 23:59 (UTC-5)") is None or (
        find_moment("9999-12-31 23:59 (UTC-5)") == Moment(date(9999, 12, 31))
    )


def test_what_is_left_of_a_date_line_is_its_words() -> None:
    left = without_dates("Monday, 3 March 2021, 14:30 (UTC+3 MSK) by Jane")
    assert [word for word in left.split() if word.isalpha()] == ["by", "Jane"]


def test_a_clock_time_is_seen() -> None:
    assert has_clock_time("at 14:30")
    assert has_clock_time("2:30 p.m.")
    assert not has_clock_time("on 3 March 2021")
