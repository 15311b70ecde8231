"""Quantities as people write them: a wide table of forms, what each claims, and what is none.

Everything here is read from the text alone; what is counted stands in ``test_figures.py``.
"""

from datetime import date

import pytest

from toolkit.extract.figures.quantities import read_quantities

PUBLISHED = date(2024, 5, 3)


def claims(text: str) -> list[tuple[float | None, float | None, float | None, str, str | None]]:
    """Value, bounds, qualifier and unit of each quantity."""
    return [
        (q.value, q.lower, q.upper, q.qualifier, q.unit)
        for q in read_quantities(text, PUBLISHED).quantities
    ]


EXACT: list[tuple[str, float, str | None]] = [
    # numbers
    ("it is 3/4 full", 0.75, None),
    ("zero point five percent", 0.5, "percent"),
    ("a rise of point five percent", 0.5, "percent"),
    ("one twenty-fifth of the crew", 0.04, None),
    ("three twenty-fifths of the crew", 0.12, None),
    ("one one hundred and fifth of it", 1 / 105, None),
    ("a millionth of a gram", 1e-6, "gram"),
    ("an hour and a half", 1.5, "hour"),
    ("a year and a half in office", 1.5, "year"),
    ("two-and-a-half years", 2.5, "year"),
    ("12 lakh voters", 1200000, None),
    ("Rs 20 crore", 2e8, "INR"),
    ("5 lakh crore rupees", 5e12, "INR"),
    ("Rs 1,00,000", 100000, "INR"),
    ("one hundred and fifty-five boats", 155, None),
    ("twelve hundred boats", 1200, None),
    ("half-dozen boats", 6, None),
    ("two and a quarter million boats", 2250000, None),
    ("10k boats", 10000, None),
    ("3.5k boats", 3500, None),
    ("a 1,500-boat fleet", 1500, None),
    ("the 5,000-strong crew", 5000, None),
    # money
    ("€3m", 3e6, "EUR"),
    ("3m euros", 3e6, "EUR"),
    ("10m USD", 1e7, "USD"),
    ("USD 10 million", 1e7, "USD"),
    ("10 billion won", 1e10, "KRW"),
    ("R20 million", 2e7, "ZAR"),
    ("R$20 million", 2e7, "BRL"),
    ("20 pence", 20, "penny"),
    ("a loss of $(0.15) a share", -0.15, "USD"),
    ("a loss of $(3.2) million", -3.2e6, "USD"),
    ("the result was ($99.99)", -99.99, "USD"),
    ("a yearly pass ($99.99)", 99.99, "USD"),
    ("£23,718.50", 23718.5, "GBP"),
    ("$1.99", 1.99, "USD"),
    ("A$20 million", 2e7, "AUD"),
    ("HK$7.80", 7.8, "HKD"),
    ("50 euro cents", 50, "cent"),
    # percent
    ("12 pct", 12, "percent"),
    ("12 per cent", 12, "percent"),
    ("twelve percent", 12, "percent"),
    ("-0.4%", -0.4, "percent"),
    ("25bps", 25, "basis_point"),
    ("25 basis points", 25, "basis_point"),
    ("0.5 percentage points", 0.5, "percentage_point"),
    ("a half-point", 0.5, None),
    # measures
    ("5km", 5, "kilometer"),
    ("80mph", 80, "mile per hour"),
    ("195 km/h", 195, "kilometer per hour"),
    ("40 l/s", 40, "liter per second"),
    ("100 Mbit/s", 100, "megabit per second"),
    ("2.5 t/ha", 2.5, "metric_ton per hectare"),
    ("400 kWh", 400, "kilowatt_hour"),
    ("1,200 sq ft", 1200, "square foot"),
    ("1,200 km2", 1200, "square kilometer"),
    ("1,200 km²", 1200, "square kilometer"),
    ("50 µg/m3", 50, "microgram per cubic meter"),
    ("3 million cubic metres", 3e6, "cubic meter"),
    ("20GB", 20, "gigabyte"),
    ("100 Mbps", 100, "megabit per second"),
    ("7lb 4oz", 7.25, "pound"),
    ("6ft 2in tall", 6 + 2 / 12, "foot"),
    ("11 stone 7 pounds", 11.5, "stone"),
    ("half a kilo", 0.5, "kilogram"),
    ("half a mile", 0.5, "mile"),
    ("minus 12 degrees Celsius", -12, "degree_Celsius"),
    ("−4°C", -4, "degree_Celsius"),
    ("temperatures of 31C", 31, "degree_Celsius"),
    ("a night of -5C", -5, "degree_Celsius"),
    ("98.6 °F", 98.6, "degree_Fahrenheit"),
    ("10 degrees below zero", 10, "degree"),
    # durations and ages
    ("1 hour 20 minutes", 1 + 20 / 60, "hour"),
    ("2 days and 6 hours", 2.25, "day"),
    ("a five-day strike", 5, "day"),
    ("for 36 hours", 36, "hour"),
    ("a 58-year-old guard", 58, "year"),
    ("a 2-month-old calf", 2, "month"),
    ("she was 42 when she left", 42, "year"),
    ("he turned 50 on Monday", 50, "year"),
    ("he is 27.", 27, "year"),
    ("aged 42", 42, "year"),
    ("70 years old", 70, "year"),
    ("at the age of 9", 9, "year"),
]


@pytest.mark.parametrize(("text", "value", "unit"), EXACT)
def test_a_quantity_is_read_with_its_unit(text: str, value: float, unit: str | None) -> None:
    ((found, lower, upper, qualifier, found_unit),) = claims(text)
    assert found == pytest.approx(value)
    assert (lower, upper, qualifier) == (found, found, "exactly")
    assert found_unit == unit


RANGES: list[tuple[str, float, float, str | None]] = [
    ("5%-7%", 5, 7, "percent"),
    ("5% - 7%", 5, 7, "percent"),
    ("5-7%", 5, 7, "percent"),
    ("5 to 7 percent", 5, 7, "percent"),
    ("between 5% and 7%", 5, 7, "percent"),
    ("anywhere between 5 and 7 percent", 5, 7, "percent"),
    ("from 10 to 12 boats", 10, 12, None),
    ("five-to-ten boats", 5, 10, None),
    ("5-to-10 boats", 5, 10, None),
    ("five to 10 boats", 5, 10, None),
    ("$5 to $10", 5, 10, "USD"),
    ("$5-10", 5, 10, "USD"),
    ("$1-2bn", 1e9, 2e9, "USD"),
    ("$1bn-$2bn", 1e9, 2e9, "USD"),
    ("£1.2-1.4bn", 1.2e9, 1.4e9, "GBP"),
    ("€5-6 million", 5e6, 6e6, "EUR"),
    ("5 to 10 dollars", 5, 10, "USD"),
    ("4.2m-4.4m tonnes", 4.2e6, 4.4e6, "metric_ton"),
    ("4.2m to 4.4m people", 4.2e6, 4.4e6, None),
    ("5-6 million people", 5e6, 6e6, None),
    ("5 million to 6 million people", 5e6, 6e6, None),
    ("two or three boats", 2, 3, None),
    ("1.5-2°C", 1.5, 2, "degree_Celsius"),
    ("between 19 and 34 years old", 19, 34, "year"),
    ("aged between 19 and 34", 19, 34, "year"),
    ("aged 5-11", 5, 11, "year"),
    ("ages 5 to 11", 5, 11, "year"),
    ("five to seven days", 5, 7, "day"),
    ("30-35 tonnes", 30, 35, "metric_ton"),
    ("more than 10 but fewer than 40 boats", 10, 40, None),
    ("at least 10 and at most 40 boats", 10, 40, None),
]


@pytest.mark.parametrize(("text", "lower", "upper", "unit"), RANGES)
def test_a_range_has_both_bounds_and_no_value(
    text: str, lower: float, upper: float, unit: str | None
) -> None:
    assert claims(text) == [(None, lower, upper, "between", unit)]


WORDINGS = {
    "about": """
        about | around | some | roughly | approximately | approx. | nearly | almost | close to |
        circa | c. | ca. | ~ | ≈ | an estimated | in the region of | in the order of | somewhere
        around | something like | just about | perhaps | maybe | possibly | probably | barely |
        hardly | scarcely | nigh on | more or less | the best part of | the better part of |
        getting on for | nearing | in the vicinity of | in the ballpark of
    """,
    "at_most": """
        up to | at most | no more than | not more than | as many as | a maximum of | not exceeding
        | anything up to | up to as many as | possibly as many as | no greater than | ≤ | <= | up
        to and including | at the very most | max. | a maximum | up to a maximum of
    """,
    "less_than": """
        fewer than | less than | under | below | just under | well under | just shy of | shy of |
        just short of | < | slightly under | a little under | a bit less than | well below | far
        fewer than | significantly fewer than
    """,
    "at_least": """
        at least | no fewer than | no less than | not less than | not fewer than | a minimum of |
        as few as | at the very least | ≥ | >= | a minimum | min.
    """,
    "more_than": """
        more than | over | above | exceeding | in excess of | well in excess of | upwards of |
        north of | well over | just over | a little over | slightly over | slightly more than | a
        bit more than | far more than | greater than | > | well above | comfortably over |
        comfortably more than | significantly more than | considerably more than | far in excess
        of | marginally more than | surpassing | topping
    """,
    "exactly": """
        only | just | a mere | merely | exactly | precisely | a total of | a whopping | a record |
        fully | a full | a combined
    """,
}
"""What stands before a number, by what it claims."""

BEFORE = [
    (" ".join(phrase.split()), name)
    for name, phrases in WORDINGS.items()
    for phrase in phrases.split("|")
]

BOUNDS = {
    "exactly": (50, 50),
    "about": (None, None),
    "at_most": (None, 50),
    "less_than": (None, 50),
    "at_least": (50, None),
    "more_than": (50, None),
}


@pytest.mark.parametrize(("phrase", "name"), BEFORE)
@pytest.mark.parametrize(("number", "unit"), [("50 boats", None), ("fifty percent", "percent")])
def test_a_wording_before_a_number_claims_its_bounds(
    phrase: str, name: str, number: str, unit: str | None
) -> None:
    text = f"{phrase} {number}"
    (quantity,) = read_quantities(text, PUBLISHED).quantities
    lower, upper = BOUNDS[name]
    assert (quantity.qualifier, quantity.value, quantity.lower, quantity.upper, quantity.unit) == (
        name, 50, lower, upper, unit
    )  # fmt: skip
    assert quantity.start == 0


AFTER = [
    ("50 percent or so", "about"),
    ("50 percent or thereabouts", "about"),
    ("50 percent, give or take", "about"),
    ("50 percent, more or less", "about"),
    ("50-odd boats", "about"),
    ("50-ish boats", "about"),
    ("50 or more boats", "at_least"),
    ("50 percent or more", "at_least"),
    ("50 percent and counting", "at_least"),
    ("50 percent and rising", "at_least"),
    ("50 percent, if not more", "at_least"),
    ("50 percent or higher", "at_least"),
    ("50-plus boats", "at_least"),
    ("50+ boats", "at_least"),
    ("50 percent at least", "at_least"),
    ("50 percent minimum", "at_least"),
    ("50 or fewer boats", "at_most"),
    ("50 percent or less", "at_most"),
    ("50 percent at most", "at_most"),
    ("50 percent at the very most", "at_most"),
    ("50 percent tops", "at_most"),
    ("50 percent maximum", "at_most"),
    ("50 percent max", "at_most"),
]


@pytest.mark.parametrize(("text", "name"), AFTER)
def test_a_wording_behind_a_number_claims_its_bounds(text: str, name: str) -> None:
    (quantity,) = read_quantities(text, PUBLISHED).quantities
    lower, upper = BOUNDS[name]
    assert (quantity.qualifier, quantity.lower, quantity.upper) == (name, lower, upper)


TWO: list[tuple[str, list[tuple[float | None, str | None]]]] = [
    ("20x30 metres", [(20, "meter"), (30, "meter")]),
    ("20 x 30 m", [(20, "meter"), (30, "meter")]),
    ("20 by 30 metres", [(20, "meter"), (30, "meter")]),
    ("20 m by 30 m", [(20, "meter"), (30, "meter")]),
    ("rose from 5% to 7%", [(5, "percent"), (7, "percent")]),
    ("rose 5% to $7", [(5, "percent"), (7, "USD")]),
    ("fell by 5 points to 7 percent", [(5, None), (7, "percent")]),
    ("between 1988 and 1994 it made $5m to $6m", [(None, "USD")]),
    ("$5 million (€4.6 million)", [(5e6, "USD"), (4.6e6, "EUR")]),
    ("5 million, or 7 percent", [(5e6, None), (7, "percent")]),
    ("30 feet (9 metres)", [(30, "foot"), (9, "meter")]),
]


@pytest.mark.parametrize(("text", "found"), TWO)
def test_numbers_that_stand_together_keep_their_own_values(
    text: str, found: list[tuple[float | None, str | None]]
) -> None:
    assert [(row[0], row[4]) for row in claims(text)] == found


NONE = [
    "Situation report 5: the lake",
    "Answer 4417: school meals",
    "in court 3 on Thursday",
    "a .22 rifle",
    "a .45-calibre pistol",
    "a 4K screen",
    "a 5K race",
    "a 2 x 4 plank",
    "the Group of 20",
    "the Group of Seven",
    "a Group of 77 meeting",
    "the P5+1 talks",
    "the 5G network",
    "flight BA 117",
    "Channel 4 said",
    "chapter three",
    "Highway 101",
    "the M25",
    "COVID-19",
    "PM2.5",
    "H5N1",
    "room 12b",
    "the 3rd ferry",
    "at 10.14 pm",
    "at 6:40",
    "at half past six",
    "on 12/5/2021",
    "12 May 2021",
    "May 2021",
    "in the 1990s",
    "in his 40s",
    "the 2019-20 season",
    "in 2019/20",
    "a 3-1 win",
    "won 5 to 4",
    "beat City 21-14, 21-17",
    "a 50-50 split",
    "a ratio of 3:1",
    "24/7",
    "0800 555 019",
    "+44 20 7946 0018",
    "(555) 123-4567",
    "14 Quay Street",
    "www.example.org/12",
    "No. 12",
    "no. 1098822",
    "case 24/0917",
    "version 2.1.3",
    "1. The first item",
    "(2) the second",
    "two weeks ago",
    "in the past 12 months",
    "the next five years",
    "three days later",
    "59°54′N",
]


@pytest.mark.parametrize("text", NONE)
def test_a_number_that_names_dates_or_labels_is_no_quantity(text: str) -> None:
    assert [text[q.start : q.end] for q in read_quantities(text, PUBLISHED).quantities] == []
