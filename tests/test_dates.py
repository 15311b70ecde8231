"""Dates as printed and the days that they cover."""

from datetime import date

import pytest

from toolkit.extract.figures.calendar_days import shift_back
from toolkit.extract.figures.dates import find_dates
from toolkit.extract.figures.years import find_years, year_is_certain

PUBLISHED = date(2024, 5, 3)  # a Friday


@pytest.mark.parametrize(
    ("text", "printed", "first", "last"),
    [
        ("on 10 November 2020", "10 November 2020", date(2020, 11, 10), date(2020, 11, 10)),
        ("on November 10, 2020,", "November 10, 2020", date(2020, 11, 10), date(2020, 11, 10)),
        ("on the 3rd of May 2021", "3rd of May 2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("from 10-12 May 2019", "10-12 May 2019", date(2019, 5, 10), date(2019, 5, 12)),
        ("on Jan. 8", "Jan. 8", date(2024, 1, 8), date(2024, 1, 8)),
        ("on Dec. 24", "Dec. 24", date(2023, 12, 24), date(2023, 12, 24)),
        ("in March 2020", "March 2020", date(2020, 3, 1), date(2020, 3, 31)),
        ("Since January, it", "January", date(2024, 1, 1), date(2024, 1, 31)),
        ("by 2021-05-03", "2021-05-03", date(2021, 5, 3), date(2021, 5, 3)),
        ("am 3.5.2021", "3.5.2021", date(2021, 5, 3), date(2021, 5, 3)),
        ("in 2015-16", "2015-16", date(2015, 1, 1), date(2016, 12, 31)),
        ("in the 1990s", "1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("last year", "last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("this month", "this month", date(2024, 5, 1), date(2024, 5, 31)),
        ("yesterday", "yesterday", date(2024, 5, 2), date(2024, 5, 2)),
        ("on Tuesday", "Tuesday", date(2024, 4, 30), date(2024, 4, 30)),
        ("on 5/17/2018", "5/17/2018", None, None),
        ("the 21st century", "21st century", None, None),
        ("in 79 AD", "79 AD", None, None),
        ("in the '90s", "'90s", None, None),
        ("in Q3", "Q3", None, None),
        ("in Q3 2020", "Q3 2020", date(2020, 7, 1), date(2020, 9, 30)),
        ("in H1 2020", "H1 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("in H3 2020", "H3 2020", None, None),
        ("in the first half of 2020", "first half of 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("the last quarter of 2020", "last quarter of 2020", date(2020, 10, 1), date(2020, 12, 31)),
        (
            "the first nine months of 2020",
            "first nine months of 2020",
            date(2020, 1, 1),
            date(2020, 9, 30),
        ),
        ("the year to June 2020", "year to June 2020", date(2019, 7, 1), date(2020, 6, 30)),
        (
            "the six months ended 30 June 2020",
            "six months ended 30 June 2020",
            date(2020, 1, 1),
            date(2020, 6, 30),
        ),
        ("the first 99 months of 2020", "first 99 months of 2020", None, None),
        ("on 31 February 2020", "31 February 2020", None, None),
    ],
)
def test_a_date_covers_the_days_that_it_names(
    text: str, printed: str, first: date | None, last: date | None
) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert text[found.start : found.end] == printed
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["last year", "on Tuesday", "on Jan. 8", "Since January, it"])
def test_without_a_publication_date_relative_days_are_unknown(text: str) -> None:
    (found,) = find_dates(text, None)
    assert (found.first, found.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["20 May flowers may bloom", "it may 3 times", "12,345 boats", "$2016", "2016-bis", "v2016"],
)
def test_other_numbers_are_no_years(text: str) -> None:
    assert find_years(text, []) == []


@pytest.mark.parametrize(
    ("text", "certain"),
    [("in 2016", True), ("since 1994", True), ("the summer of 2016", True), ("2000 homes", False)],
)
def test_the_words_before_a_number_can_make_it_a_year(text: str, certain: bool) -> None:
    (found,) = find_years(text, find_dates(text, None))
    assert year_is_certain(text, found) is certain


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (2, "year", date(2022, 5, 3)),
        (3, "day", date(2024, 4, 30)),
        (1, "week", date(2024, 4, 26)),
        (2, "decade", date(2004, 5, 3)),
        (10000, "year", None),
        (2, "hour", None),
    ],
)
def test_looking_back_counts_from_the_publication_date(
    count: float, unit: str, expected: date | None
) -> None:
    assert shift_back(PUBLISHED, count, unit) == expected
