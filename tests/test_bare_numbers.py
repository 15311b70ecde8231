"""Numbers that stand without their noun: what they count was named before, in front or behind."""

from __future__ import annotations

from datetime import date

import pytest
from test_figures import figures_of

from toolkit.rows import Figure


def last(text: str) -> Figure:
    return figures_of(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "40 ferries left, a further 12 stayed.",
        "Of the ferries, 12 stayed.",
        "It has 40 ferries. There are now 12 in the port.",
        "It bought 40 ferries, compared with 12 a year earlier.",
        "It bought 40 ferries, up from 12 in May.",
        "40 ferries needed, 12 bought.",
        "It owns 40 ferries in Bergen and 12 in Oslo.",
        "Ferries fell from 40 in May to 12 in June.",
        "It found 40 ferries in May, bringing the total to 12.",
        "The board sold 40 ferries in May and bought at least 12.",
        "She said 40 ferries were missing. He said 12 were missing.",
    ],
)
def test_a_bare_number_counts_what_the_words_around_it_leave_out(text: str) -> None:
    assert (last(text).number, last(text).unit) == ("12", "ferry")


@pytest.mark.parametrize(
    "text",
    [
        "40 ferries left. The club won 12.",
        "It has 40 ferries. It counts 12 a day.",
        "40 ferries left. He said 12 were missing.",  # what left is not what is missing
        "It carries 40 boats and had 12 on board.",
        "The yard builds 12 a week.",
        "It owns 40 ferries in Bergen and it lost 12 in Oslo.",
        "Prices rose from 40 to 12.",
        "The board sold 40 ferries and a tug and owed 12.",
    ],
)
def test_a_bare_number_that_nothing_ties_to_a_noun_has_no_unit(text: str) -> None:
    assert (last(text).number, last(text).unit) == ("12", None)


def test_each_of_two_counts_has_the_month_behind_it() -> None:
    first, second = figures_of("Arrests fell from 40 in May 2020 to 12 in June 2020.")
    assert (first.period_start, second.period_start) == (date(2020, 5, 1), date(2020, 6, 1))


def test_those_on_board_are_the_people_counted_last() -> None:
    assert last("It may carry 40 passengers, it had 60 on board.").unit == "passenger"


def test_what_opens_a_sentence_holds_for_both_of_its_numbers() -> None:
    first, second = figures_of("In May 2020, 40 crew members died and 12 were left behind.")
    assert first.period_start == second.period_start == date(2020, 5, 1)


def test_and_between_two_numbers_may_open_a_clause_of_its_own() -> None:
    first, second = figures_of("The clinics have given 40 doses, and 12 patients are booked.")
    assert (first.event, second.event) == (None, "book")


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("It had 40 guests. Of the guests, 12 came back.", True),
        ("They paid $4 million of the $12 million requested.", True),
        ("They paid $4 million, a quarter of it in May.", True),
        ("They paid $4 million. A quarter of the port was closed.", False),
        ("Three donors gave 80 percent of the total.", False),
        ("They paid €4 million of the $12 million requested.", False),
    ],
)
def test_a_part_has_its_whole_and_nothing_else_has(text: str, is_part: bool) -> None:
    assert any(figure.part_of is not None for figure in figures_of(text)) is is_part


def test_place_and_day_of_a_whole_do_not_carry_over_into_the_next_sentence() -> None:
    whole, part = figures_of("In May 2020, 40 guests left the port. Half of them came back.")
    assert (whole.period_start, part.period_start) == (date(2020, 5, 1), None)
    assert part.part_of == whole.figure_id


@pytest.mark.parametrize(
    "text", ["Quote reference 1187.", "It was serotype 2.", "Ferries: update 9", "HMS Tern (L 12)"]
)
def test_a_label_counts_nothing(text: str) -> None:
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "phrase", "unit"),
    [
        ("They lost 40 of their 300 boats.", "40 of their 300 boats", "boat"),
        ("At least 12 and possibly more than 40 boats sank.", "At least 12", "boat"),
        (
            "At least 12, and possibly as many as 40, people came.",
            "At least 12, and possibly as many as 40, people",
            "person",
        ),
        ("Of the 40 ferries, 12 left.", "40 ferries", "ferry"),
    ],
)
def test_a_second_number_does_not_hide_the_noun_of_the_first(
    text: str, phrase: str, unit: str
) -> None:
    first = figures_of(text)[0]
    assert (first.text, first.unit) == (phrase, unit)
