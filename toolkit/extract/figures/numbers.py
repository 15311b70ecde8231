"""Numbers as printed: digits, words and scale words together, fractions, "hundreds of thousands".

What a number counts, and whether it is a figure at all, is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.extract.figures.digits import BLANK, VULGAR, Usage, read_usage
from toolkit.extract.figures.fractions_in_words import plain_fraction, read_fraction
from toolkit.extract.figures.number_words import (
    AND,
    NEXT_SCALE,
    SCALE,
    SCALE_WORDS,
    SMALL,
    SMALL_WORDS,
    WORDS,
)  # fmt: skip
from toolkit.extract.figures.whole_numbers import Whole, read_whole
from toolkit.extract.spans import Span

TIME_AND_LENGTH = "hour|day|week|month|year|decade|century|mile|metre|meter|foot|inch|acre|point"
"""Units that a half may be added to behind them: "an hour and a half"."""
SIGN = re.compile(rf"(?:minus|negative)[{BLANK}]+", re.IGNORECASE)
START = re.compile(
    rf"""
    (?<![\w.%°)\]])[-−–](?=[.]?\d)                              # a sign, not "5%-7%"
  | (?<=[$€£¥])\((?=\d)                                         # a loss: "$(0.15)"
  | (?<![\d.])\.\d | \d | [{"".join(VULGAR)}]
  | (?<!plus[ ]or[ ])\b(?:minus|negative)[{BLANK}]+(?={SMALL_WORDS}|an?[{BLANK}]|[.\d])
  | \b(?:several|many|a[{BLANK}]few|few|a[{BLANK}]couple(?:[{BLANK}]of)?|couple)
      [{BLANK}]+(?:{SCALE_WORDS})s?\b
  | \b(?:{SMALL_WORDS})\b
  | \b(?:an?[{BLANK}]+)?(?:{SCALE_WORDS})\b
  | \b(?:tens|scores(?=[{BLANK}]of\b)|dozens|hundreds|thousands|millions|billions|trillions)\b
  | \b(?:an?[{BLANK}]+|one[{BLANK}]+)?(?:half|quarter)\b
  | \ban?[{BLANK}]+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth
      |thousandth|millionth|billionth|trillionth)\b
  | \bpoint[{BLANK}]+(?=(?:(?:{SMALL_WORDS})[{BLANK}]+)+per[{BLANK}]?cent)
  | \ban?[{BLANK}]+(?=(?:{TIME_AND_LENGTH})[{BLANK}]+and[{BLANK}]+an?[{BLANK}]+(?:half|quarter)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
VAGUE = re.compile(
    rf"""
    (?:(?P<lead>several|many|a[{BLANK}]few|few)[{BLANK}]+)?
    (?P<head>tens|scores|dozens?|hundreds?|thousands?|lakhs?|millions?|crores?|billions?|trillions?)
    (?:[{BLANK}]+(?:and|upon)[{BLANK}]+(?P=head))?
    (?:[{BLANK}]+of[{BLANK}]+(?P<of>thousands|millions|billions|trillions)\b)?(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
COUPLE = re.compile(
    rf"(?:a[{BLANK}]+)?couple(?:[{BLANK}]+of)?[{BLANK}]+(?P<scale>{SCALE_WORDS})s?\b",
    re.IGNORECASE,
)
POINT = re.compile(rf"[{BLANK}]+point((?:[{BLANK}]+(?:{SMALL_WORDS}))+)\b", re.IGNORECASE)
LONE_POINT = re.compile(rf"point((?:[{BLANK}]+(?:{SMALL_WORDS}))+)\b", re.IGNORECASE)
AND_A_PART = re.compile(
    rf"an?[{BLANK}]+({TIME_AND_LENGTH})[{BLANK}]+and[{BLANK}]+an?[{BLANK}]+(half|quarter)\b",
    re.IGNORECASE,
)
LOSS_SCALE = re.compile(rf"\)(?:[{BLANK}]+(thousand|million|billion|trillion)\b)?", re.IGNORECASE)
OVER = re.compile(rf"[{BLANK}]+over[{BLANK}]+", re.IGNORECASE)
DENOMINATOR = re.compile(
    rf"(?:[{BLANK}]+|[-‐‑])(?:({'|'.join(WORDS['ten'])})[- ])?([a-z]+)\b", re.I
)


@dataclass(frozen=True, slots=True, order=True)
class Numeral(Span):
    """One number as printed.

    ``value`` is None for a vague one ("dozens"), whose ``lower`` is what it claims at least.
    ``form`` is ``digits``, ``words``, ``fraction``, ``vague`` or ``with_unit`` ("an hour and a
    half", which holds its unit); ``plain`` digits have neither
    grouping nor point nor scale, so they may be a year or a label.
    """

    value: float | None
    form: str
    lower: float | None = None
    plain: bool = False
    scaled: bool = False


def find_numbers(text: str) -> list[Numeral]:
    """Find every number in the text, from left to right, without overlaps.

    Args:
        text: Any text.

    Returns:
        The numbers as printed; ordinals, dates and labels are still among them or beside them.

    >>> [(n.start, n.end, n.value) for n in find_numbers("a hundred and twenty of 1.2 million")]
    [(0, 20, 120.0), (24, 35, 1200000.0)]
    """
    usage = read_usage(text)
    found: list[Numeral] = []
    position = 0
    while (match := START.search(text, position)) is not None:
        numeral = _read(text, match.start(), usage)
        if numeral is not None:
            found.append(numeral)
        position = numeral.end if numeral is not None else match.end()
    return found


def _read(text: str, start: int, usage: Usage) -> Numeral | None:
    """Read the longest number at ``start``."""
    special = _read_loss(text, start, usage) or _read_with_part(text, start)
    if special is not None:
        return special
    sign, body = _read_sign(text, start)
    vague = _read_vague(text, body) if sign > 0 else None
    if vague is not None:
        return vague
    fraction = read_fraction(text, body)
    if fraction is not None:
        end, value = fraction
        return Numeral(start, end, _rounded(sign * value), "fraction", scaled=value > 1)
    partial = read_whole(text, body, usage)
    if partial is None:
        return None
    end, value, form = _read_fraction_after(text, partial, usage)
    plain = partial.plain and end == partial.end and sign > 0
    scaled = partial.scale >= SCALE["dozen"]
    return Numeral(start, end, _rounded(sign * value), form, plain=plain, scaled=scaled)


def _read_loss(text: str, start: int, usage: Usage) -> Numeral | None:
    """As in "$(0.15)" and "$(3.2) million": accountants bracket what is below zero."""
    if text[start] != "(":
        return None
    whole = read_whole(text, start + 1, usage)
    closing = LOSS_SCALE.match(text, whole.end) if whole is not None else None
    if whole is None or closing is None:
        return None
    scale = SCALE[closing[1].lower()] if closing[1] else 1.0
    return Numeral(start, closing.end(), _rounded(-whole.value * scale), "digits", scaled=scale > 1)


def _read_with_part(text: str, start: int) -> Numeral | None:
    """As in "an hour and a half" and "point five percent"."""
    part = AND_A_PART.match(text, start)
    if part is not None:
        value = 1 + 1 / WORDS["denominator"][part[2].lower()]
        return Numeral(start, part.end(), value, "with_unit")
    point = LONE_POINT.match(text, start)
    return Numeral(start, point.end(), _decimals(point[1]), "words") if point is not None else None


def _decimals(words: str) -> float:
    digits = "".join(str(int(SMALL[word.lower()])) for word in words.split())
    return float(f"0.{digits}")


def _scaled_decimals(text: str, end: int, value: float) -> tuple[int, float, str]:
    """As in "one point five million"."""
    scale = NEXT_SCALE.match(text, end)
    factor = SCALE.get(scale[1].lower()) if scale is not None else None
    if scale is None or factor is None:
        return end, value, "words"
    return scale.end(), value * factor, "words"


def _rounded(value: float) -> float:
    """Undo what binary fractions add: 16.4 million is 16400000, not 16399999.999999998."""
    return float(f"{value:.15g}")


def _read_sign(text: str, start: int) -> tuple[int, int]:
    if text[start] in "-−–":
        return -1, start + 1
    match = SIGN.match(text, start)
    return (-1, match.end()) if match else (1, start)


def _read_vague(text: str, start: int) -> Numeral | None:
    """As in "dozens", "several hundred", "tens of thousands", "a couple of thousand"."""
    couple = COUPLE.match(text, start)
    if couple is not None:
        value = 2 * SCALE[couple["scale"].lower()]
        return Numeral(start, couple.end(), value, "vague", scaled=True)
    match = VAGUE.match(text, start)
    if match is None:
        return None
    head = match["head"].lower()
    if head not in WORDS["vague"]:
        if match["lead"] is None:
            return None
        head += "s"
    lower = WORDS["vague"].get(head) or 2 * SCALE[head]
    if match["of"] is not None:
        lower *= WORDS["vague"][match["of"].lower()] / 2
    return Numeral(start, match.end(), None, "vague", lower=lower, scaled=True)


def _read_fraction_after(text: str, whole: Whole, usage: Usage) -> tuple[int, float, str]:
    """What may follow a whole number: "and a half", "point five", "over twenty", "fifths"."""
    form = "words" if whole.words else "digits"
    point = POINT.match(text, whole.end)
    if point is not None and whole.words:
        return _scaled_decimals(text, point.end(), whole.value + _decimals(point[1]))
    over = OVER.match(text, whole.end) if whole.words else None
    if over is not None and whole.value < SCALE["hundred"]:
        below = read_whole(text, over.end(), usage)
        if below is not None and below.value > whole.value:
            return below.end, whole.value / below.value, "fraction"
    joined = AND.match(text, whole.end)
    addend = plain_fraction(text, joined.end()) if joined is not None else None
    if addend is not None:
        return _add_fraction(text, whole, addend, form)
    return _divide(text, whole, form)


def _add_fraction(
    text: str, whole: Whole, addend: tuple[int, float], form: str
) -> tuple[int, float, str]:
    """Add a fraction: "five and a half million", "one million and a half"."""
    end, part = addend
    scale = NEXT_SCALE.match(text, end)
    factor = SCALE.get(scale[1].lower()) if scale is not None else None
    if scale is not None and factor is not None:
        if whole.scale > 1:
            return scale.end(), whole.value + part * factor, form
        return scale.end(), (whole.value + part) * factor, form
    if whole.scale >= SCALE["million"] and whole.value % whole.scale == 0:
        return end, whole.value + part * whole.scale, form
    return end, whole.value + part, form


def _divide(text: str, whole: Whole, form: str) -> tuple[int, float, str]:
    """As in "one hundred thirty-two fifths": digits in words over an ordinal in the plural."""
    if whole.words and whole.value == 1:
        return _one_of_many(text, whole, form)
    match = DENOMINATOR.match(text, whole.end) if whole.words and whole.value > 1 else None
    word = match[2].lower() if match is not None else ""
    if match is None or word not in WORDS["denominator"] or not word.endswith("s"):
        return whole.end, whole.value, form
    below = WORDS["denominator"][word]
    if match[1] is not None:
        return match.end(), whole.value / (SMALL[match[1].lower()] + below), "fraction"
    if whole.tens and whole.value > whole.tens and below < SMALL["ten"]:
        return match.end(), (whole.value - whole.tens) / (whole.tens + below), "fraction"
    return match.end(), whole.value / below, "fraction"


BELOW = re.compile(
    rf"(?:[{BLANK}]+|[-‐‑])(?P<hundred>one[{BLANK}]hundred[{BLANK}](?:and[{BLANK}])?)?"
    rf"(?:(?P<ten>{'|'.join(WORDS['ten'])})[- ])?(?P<last>[a-z]+)\b",
    re.IGNORECASE,
)


def _one_of_many(text: str, whole: Whole, form: str) -> tuple[int, float, str]:
    """As in "one twenty-fifth" and "one one hundred and fifth": the ordinal is composed."""
    match = BELOW.match(text, whole.end)
    if match is None or not (match["hundred"] or match["ten"]):
        return whole.end, whole.value, form
    last = WORDS["denominator"].get(match["last"].lower())
    if last is None or last >= SMALL["ten"] or match["last"].lower() in ("half", "quarter"):
        return whole.end, whole.value, form
    hundred = SCALE["hundred"] if match["hundred"] else 0.0
    ten = SMALL[match["ten"].lower()] if match["ten"] else 0.0
    return match.end(), whole.value / (hundred + ten + last), "fraction"
