"""The unit of a number, and the smaller rest of the same amount: "5 feet 2 inches"."""

from __future__ import annotations

import re

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.numbers import Numeral
from toolkit.extract.figures.units import CODE_AND_SCALE, Unit, money_before, next_size, read_unit

WORD = re.compile(r"[a-z]+", re.IGNORECASE)
OF = re.compile(rf"[{BLANK}]+of(?=[{BLANK}])", re.IGNORECASE)
OF_ONE = re.compile(rf"[{BLANK}]+(?:of[{BLANK}]+)?an?(?=[{BLANK}])", re.IGNORECASE)
ODD = re.compile(r"-plus|-odd|\+", re.IGNORECASE)
FOOT_MARK = re.compile(r"['’′](?=[ ]?\d{1,2}[ ]?[\"”″])")
INCH_MARK = re.compile(r"[ ]?[\"”″]")
REST_GAP = re.compile(rf"[{BLANK}]*,?[{BLANK}]*(?:and[{BLANK}]+)?")
REST_END = re.compile(rf"(?=[{BLANK}]*(?:[.,;)\n]|$))")


def unit_after(text: str, numeral: Numeral) -> Unit | None:
    """The unit that follows a number, in all the ways in which one can hang on it.

    Args:
        text: The document's text.
        numeral: The number.

    Returns:
        The unit, or None where a noun (or nothing) follows.
    """
    coded = CODE_AND_SCALE.match(text, numeral.end)
    if coded is not None:
        return Unit(coded.start(1), coded.end(), coded[1], "money")
    words = numeral.form != "digits"
    if numeral.form == "with_unit":  # "an hour and a half"
        noun = WORD.match(text, text.index(" ", numeral.start) + 1)
        return read_unit(text, noun.start(), words, scaled=False) if noun else None
    if not words and FOOT_MARK.match(text, numeral.end):  # 6'3"
        return Unit(numeral.end, numeral.end + 1, "foot", "measure")
    unit = read_unit(text, numeral.end, words, numeral.scaled)
    if unit is None and numeral.form in ("vague", "fraction"):
        # "millions of dollars", "hundreds of miles", "half an hour", "a third of a mile"
        of = (OF if numeral.form == "vague" else OF_ONE).match(text, numeral.end)
        unit = read_unit(text, of.end(), words, numeral.scaled) if of is not None else None
    odd = ODD.match(text, numeral.end) if unit is None else None
    if odd is not None:  # "15-plus years", "30-odd miles"
        return read_unit(text, odd.end(), words, numeral.scaled)
    return unit


def rest_behind(text: str, second: Numeral, unit: Unit, end: int) -> tuple[float, int] | None:
    """The smaller part of a quantity: "5 feet *2 inches*", "15 dollars *and 50 cents*".

    Args:
        text: The document's text.
        second: The number behind the first one.
        unit: The unit of the first one.
        end: The code point behind the first one and its unit.

    Returns:
        What it adds, in the first unit, and the code point behind it; None where it is no rest.
    """
    if second.value is None or REST_GAP.fullmatch(text, end, second.start) is None:
        return None
    sign = money_before(text, second.start, second.scaled)
    if sign is not None and sign.start >= end:
        return None
    below = unit_after(text, second)
    inches = INCH_MARK.match(text, second.end)
    if FOOT_MARK.match(text, end - 1) and inches is not None:
        return second.value / 12, inches.end()
    if unit.kind == "money":
        return _cents(text, second, unit, below, end)
    smaller = next_size(unit.name)
    if smaller is None or below is None or below.name != smaller[0]:
        return None
    return (second.value / smaller[1], below.end) if second.value < smaller[1] else None


def _cents(
    text: str, second: Numeral, unit: Unit, below: Unit | None, end: int
) -> tuple[float, int] | None:
    """The rest of an amount of money: with the word, or bare behind a currency in words."""
    if unit.name == "cent" or second.value is None or not 0 < second.value < 100:
        return None
    if below is not None:
        return (second.value / 100, below.end) if below.name == "cent" else None
    spelled = text[end - 1].isalpha()
    if spelled and REST_END.match(text, second.end) is not None:
        return second.value / 100, second.end
    return None
