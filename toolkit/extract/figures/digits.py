"""Numbers in digits: every grouping that English documents use, and what a document's usage says.

"3,890", "3 890", "3'890", "1,00,000", "1.111,11", "2 x 10^6", "3.890" where the document groups
with points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANK = " \u00a0\u2009\u202f"
"""Spaces that may stand inside a number: plain, no-break, thin, narrow no-break."""

VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5,
    "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅐": 1 / 7, "⅛": 1 / 8, "⅜": 3 / 8,
    "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9, "⅒": 1 / 10,
}  # fmt: skip
"""Fractions that are one character, and their values."""

GROUPED = re.compile(
    rf"""
    (?P<comma>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?)(?!,?\d)
  | (?P<indian>\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?)(?!,?\d)
  | (?P<apostrophe>\d{{1,3}}(?:['’]\d{{3}})+(?:\.\d+)?)(?!\w)
  | (?P<point>\d{{1,3}}(?:\.\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}})(?![.,]?\d)
  | (?P<blank>[1-9]\d{{0,2}}(?:[{BLANK}]\d{{3}})+(?:\.\d+)?)(?![\d,]|[-–/:.]\d|[{BLANK}]\d)
  | (?P<decimal_comma>\d+,\d{{1,2}})(?![,\d]|[{BLANK}]?,[{BLANK}]?\d)
  | (?P<power>\d+(?:\.\d+)?[{BLANK}]?[x×·][{BLANK}]?10
      (?:\^[-−]?\d{{1,3}}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}))(?!\w)
  | (?P<plain>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)
    """,
    re.VERBOSE,
)

POINT_GROUP = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.])")
POINT_USAGE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})(?![.,]?\d)"
    r"|(?<![\d.,])\d+,\d{1,2}\s?(?:%|percent|per cent|million|billion)"
)
COMMA_USAGE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)")

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")

SLASH = re.compile(rf"(\d{{1,3}})[{BLANK}]?/[{BLANK}]?(\d{{1,3}})(?![\d/.]|st|nd|rd|th)")
FRACTION_TAIL = re.compile(
    rf"(?:[{BLANK}]{{1,2}}|[{BLANK}]?-)(\d{{1,2}})[{BLANK}]?/[{BLANK}]?(\d{{1,2}})(?![\d/])"
)
VULGAR_TAIL = re.compile(rf"[{BLANK}]?([{''.join(VULGAR)}])")
COMMON_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100})


@dataclass(frozen=True, slots=True)
class Usage:
    """How one document writes its numbers."""

    points_group: bool = False
    """Whether "3.890" means three thousand eight hundred and ninety."""


def read_usage(text: str) -> Usage:
    """Find out whether the document groups digits with points.

    It does when some number can be read in no other way ("1.234.567", "1.234,50", "12,5 percent")
    and none is grouped with commas.
    """
    if POINT_GROUP.search(text) is None or COMMA_USAGE.search(text) is not None:
        return Usage()
    return Usage(points_group=POINT_USAGE.search(text) is not None)


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its value and the code point after it."""

    value: float
    end: int
    plain: bool
    """No grouping, point or fraction: may still be a year or a label."""


def read_digits(text: str, start: int, usage: Usage) -> Digits | None:
    """Read the number in digits that starts at ``start``, with a fraction if one follows.

    >>> read_digits("3 1/2 miles", 0, Usage())
    Digits(value=3.5, end=5, plain=False)
    """
    fraction = _slash_fraction(text, start)
    if fraction is not None:
        return fraction
    if text[start] in VULGAR:
        return Digits(VULGAR[text[start]], start + 1, plain=False)
    match = GROUPED.match(text, start)
    if match is None:
        return None
    whole = Digits(_value(match, usage), match.end(), plain=match.group().isdigit())
    return _with_fraction(text, whole)


def _value(match: re.Match[str], usage: Usage) -> float:
    """The value of one grouping; ``lastgroup`` names which one."""
    digits = match.group()
    if match.lastgroup == "power":
        factor, exponent = re.split(r"[x×·].?10\^?", digits.translate(RAISED))
        return float(f"{factor.strip()}e{exponent}")
    if match.lastgroup == "point":
        return float(digits.replace(".", "").replace(",", "."))
    if match.lastgroup == "decimal_comma":
        return float(digits.replace(",", "."))
    if match.lastgroup == "plain" and usage.points_group and POINT_GROUP.fullmatch(digits):
        return float(digits.replace(".", ""))
    return float(re.sub(rf"[,'’{BLANK}]", "", digits))


def _slash_fraction(text: str, start: int) -> Digits | None:
    """As in "1/2" and "2/3", but neither dates ("5/17", "9/11") nor ratios ("24/7", "50/50")."""
    match = SLASH.match(text, start)
    if match is None:
        return None
    upper, lower = int(match[1]), int(match[2])
    if not 0 < upper < lower or (upper > 1 and lower not in COMMON_DENOMINATORS):
        return None
    return Digits(upper / lower, match.end(), plain=False)


def _with_fraction(text: str, whole: Digits) -> Digits:
    """Add "1/2" or "½" that follows a whole number."""
    if not whole.plain:
        return whole
    vulgar = VULGAR_TAIL.match(text, whole.end)
    if vulgar is not None:
        return Digits(whole.value + VULGAR[vulgar[1]], vulgar.end(), plain=False)
    tail = FRACTION_TAIL.match(text, whole.end)
    if tail is not None and 0 < int(tail[1]) < int(tail[2]) <= 64:
        return Digits(whole.value + int(tail[1]) / int(tail[2]), tail.end(), plain=False)
    return whole
