"""Quantities from the text alone: units, ranges, qualifiers, bounds, and what is no figure."""

import time
from datetime import date

import pytest

from toolkit.extract.figures.quantities import read_quantities

PUBLISHED = date(2024, 5, 3)


def read(text: str) -> list[tuple[str, float | None, float | None, float | None, str]]:
    """What the table of bounds says about each quantity: text, value, lower, upper, qualifier."""
    return [
        (text[q.start : q.end], q.value, q.lower, q.upper, q.qualifier)
        for q in read_quantities(text, PUBLISHED).quantities
    ]


BOUNDS = [
    ("20", 20, 20, 20, "exactly"),
    ("about 4,000", 4000, None, None, "about"),
    ("some 4,000", 4000, None, None, "about"),
    ("nearly 4,000", 4000, None, None, "about"),
    ("up to 4,000", 4000, None, 4000, "at_most"),
    ("at most 4,000", 4000, None, 4000, "at_most"),
    ("no more than 4,000", 4000, None, 4000, "at_most"),
    ("as many as 4,000", 4000, None, 4000, "at_most"),
    ("fewer than 4,000", 4000, None, 4000, "less_than"),
    ("under 4,000", 4000, None, 4000, "less_than"),
    ("at least 20", 20, 20, None, "at_least"),
    ("no fewer than 20", 20, 20, None, "at_least"),
    ("more than 30", 30, 30, None, "more_than"),
    ("over 30", 30, 30, None, "more_than"),
    ("exceeding 30", 30, 30, None, "more_than"),
    ("over the age of 65", 65, 65, None, "more_than"),
    ("below the age of 5", 5, None, 5, "less_than"),
    ("in excess of 30", 30, 30, None, "more_than"),
    ("well over 30", 30, 30, None, "more_than"),
    ("as few as 30", 30, 30, None, "at_least"),
    ("as far as 30 miles", 30, None, 30, "at_most"),
    ("within 30 miles", 30, None, 30, "at_most"),
    ("as young as 30", 30, 30, None, "at_least"),
    ("no older than 30", 30, None, 30, "at_most"),
    ("10-15", None, 10, 15, "between"),
    ("10 to 15", None, 10, 15, "between"),
    ("between 10 and 15", None, 10, 15, "between"),
    ("from 10 to 15", None, 10, 15, "between"),
    ("five or six", None, 5, 6, "between"),
    ("hundreds of thousands", None, 200000, None, "at_least"),
    ("dozens", None, 24, None, "at_least"),
    ("500 or more", 500, 500, None, "at_least"),
    ("500 and counting", 500, 500, None, "at_least"),
    ("500 or so", 500, None, None, "about"),
    ("500 or thereabouts", 500, None, None, "about"),
    ("of the order of 500", 500, None, None, "about"),
    ("500 or fewer", 500, None, 500, "at_most"),
    ("20+", 20, 20, None, "at_least"),
    ("30-odd", 30, None, None, "about"),
    ("about five hundred or more", 500, 500, None, "at_least"),
    ("less than 5000 or equal", 5000, None, 5000, "at_most"),
    ("more than 10 and less than 40", None, 10, 40, "between"),
    ("at most 100 and at least 20", None, 20, 100, "between"),
    ("$10-15 million", None, 10e6, 15e6, "between"),
    ("5 to 10 million", None, 5e6, 10e6, "between"),
    ("900,000 to 1 million", None, 900000, 1e6, "between"),
]


@pytest.mark.parametrize(("text", "value", "lower", "upper", "qualifier"), BOUNDS)
def test_qualifiers_give_the_bounds_of_the_contract(
    text: str, value: float | None, lower: float | None, upper: float | None, qualifier: str
) -> None:
    assert read(f"There were {text}.") == [(text, value, lower, upper, qualifier)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("$1.5bn", 1.5e9, "USD", "money"),
        ("US$ 20", 20, "USD", "money"),
        ("C$16.4 million", 16.4e6, "CAD", "money"),
        ("€10M", 10e6, "EUR", "money"),
        ("200m euros", 200e6, "EUR", "money"),
        ("EUR 3 billion", 3e9, "EUR", "money"),
        ("75 USD million", 75e6, "USD", "money"),
        ("20 billion yen", 20e9, "JPY", "money"),
        ("361 million pounds", 361e6, "GBP", "money"),
        ("15 dollars and 50 cents", 15.5, "USD", "money"),
        ("64.2 cents", 64.2, "cent", "money"),
        ("12.5%", 12.5, "percent", "percent"),
        ("ten per cent", 10, "percent", "percent"),
        ("four percentage points", 4, "percentage_point", "percent"),
        ("27-kilometre", 27, "kilometer", "measure"),
        ("301,338 km2", 301338, "square kilometer", "measure"),
        ("18,000 square miles", 18000, "square mile", "measure"),
        ("188 miles an hour", 188, "mile per hour", "measure"),
        ("40 deg celsius", 40, "degree_Celsius", "measure"),
        ("98.6 degrees Fahrenheit", 98.6, "degree_Fahrenheit", "measure"),
        ("5 feet 2 inches", 5 + 2 / 12, "foot", "measure"),
        ("90 tonnes", 90, "metric_ton", "measure"),
        ("three days", 3, "day", "duration"),
        ("two decades", 2, "decade", "duration"),
        ("half an hour", 0.5, "hour", "duration"),
        ("42-year-old", 42, "year", "age"),
        ("ten months old", 10, "month", "age"),
        ("two meters", 2, "meter", "measure"),
    ],
)
def test_a_unit_beside_the_number_is_read(text: str, value: float, unit: str, kind: str) -> None:
    (quantity,) = read_quantities(f"It was {text}, they say.", PUBLISHED).quantities
    assert quantity.value == pytest.approx(value)
    assert (quantity.unit, quantity.kind) == (unit, kind)


def test_a_word_that_is_a_unit_elsewhere_is_none_here() -> None:
    (quantity,) = read_quantities("There were 5 in the room.", None).quantities
    assert quantity.unit is None


@pytest.mark.parametrize("text", ["aged 42", "at the age of 42", "who is 42.", "people under 42."])
def test_an_age_needs_no_word_for_years(text: str) -> None:
    (quantity,) = read_quantities(text, None).quantities
    assert (quantity.value, quantity.unit, quantity.kind) == (42, "year", "age")


def test_a_change_from_one_number_to_another_is_no_range() -> None:
    assert [row[1] for row in read("Fares rose from 10 to 15 percent.")] == [10, 15]
    units = [q.unit for q in read_quantities("It rose from 10 to 15 percent.", None).quantities]
    assert units == ["percent", "percent"]


@pytest.mark.parametrize("text", ["a film about two sisters", "they walked around two lakes"])
def test_a_preposition_is_no_qualifier(text: str) -> None:
    assert [row[4] for row in read(text)] == ["exactly"]


def test_over_before_a_duration_is_a_bound_only_where_it_cannot_be_a_preposition() -> None:
    assert read("It lasted for over three days.")[0][4] == "more_than"
    assert read("It was spread over three days.")[0][4] == "exactly"


def test_within_bounds_a_measure_and_no_time_limit() -> None:
    assert read("It came to within three miles of the port.")[0][4] == "at_most"
    assert read("Claims must be made within three days.")[0][4] == "exactly"


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("one in five ferries", [0.2]),
        ("9 out of 10 ferries", [0.9]),
        ("one of every nine ferries", [1 / 9]),
        ("one of three ferries", [1, 3]),
        ("two in 2016", [2]),
    ],
)
def test_a_ratio_is_one_number(text: str, shares: list[float]) -> None:
    assert [row[1] for row in read(text)] == pytest.approx(shares)


NONE = [
    ("on 3 May 2021", {"date"}),
    ("on May 3, 2021", {"date"}),
    ("by 2021-05-03", {"date"}),
    ("in 1994", {"date"}),
    ("between 1988 and 1994", {"date"}),
    ("in the 1990s", {"date"}),
    ("in 2015-16", {"date"}),
    ("on 5/17/2018", {"date"}),
    ("in the last two years", {"date"}),
    ("three days ago", {"date"}),
    ("at 9:30 a.m.", {"clock_time"}),
    ("at 13:00", {"clock_time"}),
    ("at nine o'clock", {"clock_time"}),
    ("the 21st ferry", {"ordinal"}),
    ("the twenty-first ferry", {"ordinal"}),
    ("won 3-1", {"score"}),
    ("a 98-2 vote", {"score"}),
    ("split 4 to 1", {"score"}),
    ("call 800-273-8255", {"phone_number"}),
    ("call +47 22 12 34 56", {"phone_number"}),
    ("under article 5", {"part_of_name"}),
    ("on pages 12 and 13", {"part_of_name"}),
    ("an F-16", {"part_of_name"}),
    ("Resolution 1325", {"part_of_name"}),
    ("after 9/11", {"part_of_name"}),
    ("open 24/7", {"idiom"}),
    ("at 192.168.1.2", {"version"}),
    ("version 2.0", {"version"}),
    ("lives at 10 Harbour Street", {"address"}),
    ("P.O. Box 12", {"address"}),
    ("a hole-in-one", {"compound"}),
    ("order 778257943577919488", {"part_of_name"}),
    pytest.param(f"{'9' * 400} million boats", {"part_of_name"}, id="more than a double holds"),
    ("1e400 boats", {"part_of_name"}),
    ("as said before [3]", {"reference"}),
    ("section 12(b)(3)", {"part_of_name"}),
]


@pytest.mark.parametrize(("text", "reasons"), NONE)
def test_what_only_looks_like_a_figure_is_set_aside_with_its_reason(
    text: str, reasons: set[str]
) -> None:
    reading = read_quantities(text, PUBLISHED)
    assert reading.quantities == ()
    assert {found.reason for found in reading.excluded} == reasons


def test_a_list_number_is_no_figure() -> None:
    reading = read_quantities("1. The first point\n2) The next point\n", None)
    assert reading.quantities == ()


def test_two_units_that_differ_are_no_range() -> None:
    assert [row[1] for row in read("up 0.1 percentage points to 4.2 percent")] == [0.1, 4.2]


def test_numbers_that_share_a_unit_all_get_it() -> None:
    quantities = read_quantities("doses of 5, 45 and 50 mg", None).quantities
    assert [(q.value, q.unit) for q in quantities] == [
        (5, "milligram"),
        (45, "milligram"),
        (50, "milligram"),
    ]


@pytest.mark.parametrize("text", ["1" * 2000, "1 " * 2000, "two and a " * 500, "-" * 2000])
def test_long_runs_are_read_in_a_moment(text: str) -> None:
    before = time.process_time()
    read_quantities(text, None)
    assert time.process_time() - before < 5
