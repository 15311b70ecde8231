"""What a number measures: money, percentages, measures, durations, as printed next to it.

``unit`` is an ISO 4217 code, ``percent``, or a unit's name in pint. Names that pint builds from two
are joined with words that it understands: ``square kilometer``, ``kilometer per hour``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.lexicon import read_rows


class Unit(NamedTuple):
    """A unit as printed: where it stands, its name, and how to read it."""

    start: int
    end: int
    name: str
    kind: str
    """``money``, ``percent``, ``measure`` or ``duration``."""


def _alternatives(forms: list[str]) -> str:
    """A pattern for any of the forms, the longest first; a blank stands for any blanks."""
    ordered = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", f"[{BLANK}]*") for form in ordered)


def _packed(form: str) -> str:
    """A form without its blanks, which print may leave out: "degreecelsius"."""
    return re.sub(rf"[{BLANK}]", "", form.lower())


_UNITS = read_rows("units")
_WORD_UNITS = {_packed(row["form"]): row for row in _UNITS if row["style"] in ("word", "plural")}
_SHORT_UNITS = {row["form"]: row for row in _UNITS if row["style"] == "short"}
_MONEY = read_rows("currencies")
_BEFORE = {row["form"]: row["code"] for row in _MONEY if row["style"] == "before"}
_ISO = frozenset(row["form"] for row in _MONEY if row["style"] == "iso")
_BEHIND = {row["form"]: row["code"] for row in _MONEY if row["style"] == "after"}
_BEHIND |= {form: code for form, code in _BEFORE.items() if len(form) == 1}
_MONEY_WORDS = {row["form"]: row["code"] for row in _MONEY if row["style"] in ("word", "plural")}
_MONEY_CODES = {_packed(form): code for form, code in _MONEY_WORDS.items()}

_GAP = rf"(?:[{BLANK}]*|[{BLANK}]?[-‐‑][{BLANK}]?|[{BLANK}]*\n[{BLANK}]*(?=[a-z]{{3}}))"
_PLURALS = [row["form"] for row in _UNITS if row["style"] == "plural"]
_SINGULARS = [row["form"] for row in _UNITS if row["style"] == "word"]
UNIT = re.compile(
    rf"{_GAP}(?:(?P<power>(?i:square|sq\.?|cubic))[{BLANK}-]+)?"
    rf"(?:(?P<word>(?i:{_alternatives(_SINGULARS + _PLURALS)}))(?i:e?s)?(?:['’])?"
    rf"|(?P<short>{_alternatives(list(_SHORT_UNITS))})(?:\.(?=[ ]?[a-z\d,;)]))?)(?![\w²³])"
)
QUOTE_INCH = re.compile(rf"[{BLANK}]?(\"|″)(?=[{BLANK}]+(?:long|wide|tall|high|deep|thick|x)\b)")
PER = re.compile(rf"[{BLANK}]?(?:/[{BLANK}]?|[{BLANK}-](?:per|an?)[{BLANK}-])")
SHORT_TIMES = {"s": "second", "h": "hour", "d": "day", "yr": "year"}
SHORT_RATE = re.compile(r"/(s|h|d|yr)(?![\w'’])")
"""As in "40 l/s": letters that are a time behind a stroke alone."""
PERCENT = re.compile(
    rf"{_GAP}(?:(?P<point>percentage[- ]points?|percent[- ]points?|pp\b|pps\b)"
    rf"|(?P<basis>basis[- ]points?|bps\b)|%"
    r"|(?:per\s?cents?|percentages?|percents|pct\.?|(?<=\d)pc)(?!\w))",
    re.IGNORECASE,
)
SIGN_BEFORE = re.compile(
    rf"(?<![\w.])(?P<sign>{_alternatives(list(_BEFORE))}|{'|'.join(sorted(_ISO))})"
    rf"(?P<minus>[{BLANK}]{{0,2}})$"
)
RAND = re.compile(r"(?<![\w.])R$")
"""Before a scaled number only: "R20 million", not "an R20 road"."""
WON = re.compile(rf"[{BLANK}]won\b(?![{BLANK}]+(?:an?|the|his|her|its|their|by|in|over|all)\b)")
"""Behind a scaled number only: "10 billion won"."""
SCALED = re.compile(r"(?:illion|[\dm]bn|tn|\dm|housand)$")
WORD_BEFORE = re.compile(r"\b(dollars?|euros?)[ ]$", re.IGNORECASE)
MONEY_BEHIND = re.compile(
    rf"{_GAP}(?:(?P<sign>{_alternatives(list(_BEHIND))})(?!\d)"
    rf"|(?P<iso>{'|'.join(sorted(_ISO))}|usd|btc)(?!\w)"
    rf"|(?P<word>(?i:{_alternatives(list(_MONEY_WORDS))}))(?i:s)?(?!\w))"
)
PENCE = re.compile(r"(?<!\d{3})p\b")
"""Directly behind one or two digits: "50p", not "1080p"."""
CODE_AND_SCALE = re.compile(
    rf"[{BLANK}]({'|'.join(sorted(_ISO))})[{BLANK}](million|billion|trillion)\b"
)

POUND_IS_MONEY = re.compile(
    r"£|\bsterling\b|\b(?:pa(?:y|ys|id|ying)|cost(?:s|ing)?|price[ds]?|worth|spen[dt]\w*|fined?"
    r"|sold|buy|bought|donat\w+|salar\w+|profits?|earn\w*|fund\w*)\b"
)
CELSIUS = re.compile(r"(?<=\d)C(?![\w-])")
BELOW_ZERO = re.compile(r"(?<![\w.])[-−–]\d{1,2}(?:\.\d)?$")
WARMTH = re.compile(
    r"(?i:\btemperatures?\b|\bdegrees?\b|\bheat|\bthermometer|\bwarm|\bcold|\bweather)"
)
"""What makes "31C" degrees."""
INCH_FOLLOWS = re.compile(
    rf"[{BLANK}]+(?:thick|long|wide|high|tall|deep|in[{BLANK}]|x[{BLANK}]|by[{BLANK}]\d)"
)


def money_before(text: str, start: int, scaled: bool) -> Unit | None:
    """The currency directly before a number: "$", "US$", "EUR ", "Rs.", "dollars" with a scale."""
    before = text[max(0, start - 8) : start]
    offset = start - len(before)
    match = SIGN_BEFORE.search(before)
    if match is not None:
        code = _BEFORE.get(match["sign"]) or _BEFORE.get(re.sub(r"\s+", " ", match["sign"]))
        code = code or _spaced(match["sign"]) or match["sign"]
        return Unit(offset + match.start(), start, code, "money")
    if scaled and RAND.search(before) is not None:
        return Unit(start - 1, start, "ZAR", "money")
    word = WORD_BEFORE.search(before) if scaled else None
    if word is not None:
        return Unit(
            offset + word.start(), start, _MONEY_WORDS[word[1].lower().rstrip("s")], "money"
        )
    return None


def _spaced(sign: str) -> str | None:
    """The code of a sign that is printed with blanks inside: "c $"."""
    packed = re.sub(rf"[{BLANK}]", "", sign)
    return next((code for form, code in _BEFORE.items() if form.replace(" ", "") == packed), None)


def money_after(text: str, end: int, words: bool) -> Unit | None:
    """The currency directly behind a number: "€", "USD", "dollars", "Swiss francs"."""
    won = WON.match(text, end) if SCALED.search(text, max(0, end - 10), end) else None
    if won is not None:
        return Unit(won.start() + 1, won.end(), "KRW", "money")
    match = MONEY_BEHIND.match(text, end)
    if match is None:
        pence = PENCE.match(text, end) if not words else None
        return Unit(pence.start(), pence.end(), "penny", "money") if pence is not None else None
    if match["sign"] is not None:
        return (
            None
            if words
            else Unit(match.start("sign"), match.end(), _BEHIND[match["sign"]], "money")
        )
    if match["iso"] is not None:
        return Unit(match.start("iso"), match.end(), match["iso"].upper(), "money")
    return Unit(match.start("word"), match.end(), _MONEY_CODES[_packed(match["word"])], "money")


def read_unit(text: str, end: int, words: bool, scaled: bool) -> Unit | None:
    """The unit that follows a number.

    Args:
        text: The document's text.
        end: The code point after the number.
        words: Whether the number is in words; abbreviations follow digits only.
        scaled: Whether a scale word closes the number ("361 million pounds" are money).

    Returns:
        The unit, or None where a noun (or nothing) follows.
    """
    percent = PERCENT.match(text, end)
    if percent is not None:
        name = "percent"
        if percent["point"] is not None:
            name = "percentage_point"
        elif percent["basis"] is not None:
            name = "basis_point"
        return Unit(_skip_gap(text, end), percent.end(), name, "percent")
    money = money_after(text, end, words)
    if money is not None and not (money.name in ("ARS", "PLN") and words):
        return money
    return _read_measure(text, end, words, scaled)


def _skip_gap(text: str, end: int) -> int:
    while end < len(text) and text[end] in BLANK + "-‐‑\n":
        end += 1
    return end


def _read_measure(text: str, end: int, words: bool, scaled: bool) -> Unit | None:
    inch = QUOTE_INCH.match(text, end) if not words else None
    if inch is not None:
        return Unit(inch.start(1), inch.end(1), "inch", "measure")
    celsius = CELSIUS.match(text, end) if not words else None
    if celsius is not None and _is_warmth(text, end):
        return Unit(end, celsius.end(), "degree_Celsius", "measure")
    match = UNIT.match(text, end)
    if match is None:
        return None
    short = match["short"]
    if short is not None and (words or not _short_is_unit(text, match, end)):
        return None
    if match["word"] and match.group().lower().endswith("stones"):
        return None  # "11 stone" weigh, "20 stones" were thrown
    row = _SHORT_UNITS[short] if short is not None else _word_row(match["word"])
    if match["power"] and row["kind"] != "measure":
        return None
    name, kind = row["unit"], row["kind"]
    if match["power"]:
        name = ("cubic " if match["power"].lower() == "cubic" else "square ") + name
    if name == "pound" and short is None and _pound_is_money(text, match, scaled):
        return Unit(_skip_gap(text, end), match.end(), "GBP", "money")
    return _with_rate(text, Unit(_skip_gap(text, end), match.end(), name, kind))


def _is_warmth(text: str, end: int) -> bool:
    """Whether a "C" behind digits is degrees: below zero, or beside a word of warmth."""
    below = BELOW_ZERO.search(text, max(0, end - 6), end)
    return below is not None or WARMTH.search(text, max(0, end - 80), end + 40) is not None


def _word_row(word: str) -> dict[str, str]:
    return _WORD_UNITS[_packed(word)]


def _short_is_unit(text: str, match: re.Match[str], end: int) -> bool:
    """As in "5 in the room" is no length; "12 in thick" and "6 ft 2 in" are."""
    if match["short"] == "in":
        before = text[max(0, end - 12) : end]
        return (
            INCH_FOLLOWS.match(text, match.end()) is not None
            or re.search(r"(?:ft|feet|foot)\.? \d+$", before) is not None
        )
    return "\n" not in match.group()


def _pound_is_money(text: str, match: re.Match[str], scaled: bool) -> bool:
    around = text[max(0, match.start() - 80) : match.end() + 40]
    return scaled or POUND_IS_MONEY.search(around) is not None


def _with_rate(text: str, unit: Unit) -> Unit:
    """Join a unit over a unit: "kilometres per hour", "barrels a day"."""
    if unit.kind != "measure":
        return unit
    short = SHORT_RATE.match(text, unit.end)
    if short is not None:
        return Unit(unit.start, short.end(), f"{unit.name} per {SHORT_TIMES[short[1]]}", "measure")
    per = PER.match(text, unit.end)
    below = UNIT.match(text, per.end()) if per is not None else None
    if per is None or below is None or below["power"] or text[per.end() : per.end() + 1] in BLANK:
        return unit
    row = _SHORT_UNITS[below["short"]] if below["short"] else _word_row(below["word"])
    if not below["short"] and text[per.end() - 1] == "/" and row["kind"] != "duration":
        return unit
    return Unit(unit.start, below.end(), f"{unit.name} per {row['unit']}", "measure")


def next_size(unit: str) -> tuple[str, float] | None:
    """The unit that may follow as the rest of one quantity: "5 feet 2 inches".

    Returns:
        The smaller unit and how many of it make one of the larger; None without one.
    """
    return {
        "foot": ("inch", 12.0),
        "pound": ("ounce", 16.0),
        "stone": ("pound", 14.0),
        "meter": ("centimeter", 100.0),
        "kilogram": ("gram", 1000.0),
        "day": ("hour", 24.0),
        "hour": ("minute", 60.0),
        "minute": ("second", 60.0),
        "year": ("month", 12.0),
    }.get(unit)
