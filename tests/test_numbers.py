"""Numbers as printed: digits, words, fractions, vague amounts; tables of text and value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.extract.figures.digits import read_usage
from toolkit.extract.figures.numbers import find_numbers

ONE_NUMBER = [
    ("3,890", 3890),
    ("3 890", 3890),
    ("3'890", 3890),
    ("1 234 567.89", 1234567.89),
    ("1,00,000", 100000),
    ("1.111,11", 1111.11),
    ("1.234.567", 1234567),
    ("1,3", 1.3),
    (".08", 0.08),
    ("-9.25", -9.25),
    ("−4", -4),
    ("12.32e+14", 12.32e14),
    ("1.2 million", 1200000),
    ("16.4 million", 16400000),
    ("400 thousand", 400000),
    ("24K", 24000),
    ("10 bln", 1e10),
    ("13 lakh", 1300000),
    ("2m people", 2000000),
    ("$1.5bn", 1.5e9),
    ("4 thousand 3 hundred and 21", 4321),
    ("½", 0.5),
    ("3 1/2", 3.5),
    ("2½", 2.5),
    ("2/3", 2 / 3),
    ("seventy", 70),
    ("eighty-five", 85),
    ("fifty - two", 52),
    ("a hundred and twenty", 120),
    ("a dozen", 12),
    ("three dozen", 36),
    ("nineteen hundred", 1900),
    ("seven hundred and fifty thousand", 750000),
    ("three million, two hundred and forty", 3000240),
    ("twenty-one trillion and three hundred", 21000000000300),
    ("minus five point five", -5.5),
    ("one point five million", 1500000),
    ("2 x 10^6", 2000000),
    ("3.2 × 10⁴", 32000),
    ("1.5x10^-3", 0.0015),
    ("two and three quarter miles", 2.75),
    ("an eighth of the crew", 0.125),
    ("negative ten", -10),
    ("two thirds", 2 / 3),
    ("one-third", 1 / 3),
    ("three quarters", 0.75),
    ("two and a half", 2.5),
    ("five and a half million", 5500000),
    ("one million and a half", 1500000),
    ("half a million", 500000),
    ("half a dozen", 6),
    ("a quarter of a million", 250000),
    ("half of the fleet", 0.5),
    ("more than half of it", 0.5),
    ("a third of the crew", 1 / 3),
    ("one over twenty", 0.05),
]


@pytest.mark.parametrize(("text", "value"), ONE_NUMBER)
def test_a_number_has_the_value_that_its_words_say(text: str, value: float) -> None:
    (number,) = find_numbers(text)
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("dozens", 24),
        ("hundreds", 200),
        ("tens of thousands", 20000),
        ("hundreds of thousands", 200000),
        ("thousands upon thousands", 2000),
        ("several hundred", 200),
        ("a few thousand", 2000),
        ("millions", 2000000),
    ],
)
def test_a_vague_number_claims_at_least_two_of_its_word(text: str, lower: float) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.lower, number.form) == (None, lower, "vague")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10-15 boats", ["10", "15"]),
        ("3 million and 200 workers", ["3 million", "200"]),
        ("5 million and three", ["5 million", "three"]),
        ("423 0000", ["423", "0000"]),
        ("2 x 10 metres", ["2", "10"]),
        ("three quarter finals", ["three"]),
        ("an eighth man", []),
        ("1, 234, 567", ["1", "234", "567"]),
        ("fares of $78,000, while 12,345, too", ["78,000", "12,345"]),
        ("half as many", []),
        ("the first half", []),
        ("a third man", []),
        ("the second quarter", []),
        ("the capital of Norway", []),
        ("plus or minus 4 points", ["4"]),
    ],
)
def test_neighbouring_numbers_stay_apart_and_other_words_are_none(
    text: str, printed: list[str]
) -> None:
    assert [text[number.start : number.end] for number in find_numbers(text)] == printed


def test_a_point_groups_digits_only_where_the_document_writes_so() -> None:
    assert find_numbers("The budget is 3.890 euros.")[0].value == 3.89
    assert find_numbers("It grew from 3.890 to 1.234.567 euros.")[0].value == 3890
    assert find_numbers("Some 3.890 boats, 12,5 percent more.")[0].value == 3890
    assert not read_usage("3.890 and 1.234,50 but 7,500").points_group


@given(st.integers(min_value=0, max_value=10**15))
def test_any_integer_printed_with_commas_is_read_back(value: int) -> None:
    (number,) = find_numbers(f"{value:,}")
    assert number.value == value


@given(st.text(alphabet="0123456789 ,.-/andhufiveomlt%$½\n", max_size=60))
def test_numbers_never_overlap_and_lie_inside_the_text(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
