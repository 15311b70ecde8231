"""Numbers as printed: digits, words and scale words together, fractions, "hundreds of thousands".

What a number counts, and whether it is a figure at all, is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from toolkit.extract.digits import BLANK, VULGAR, Usage, read_digits, read_usage
from toolkit.extract.lexicon import read_rows
from toolkit.extract.spans import Span

WORDS: dict[str, dict[str, float]] = {}
for _row in read_rows("number_words"):
    WORDS.setdefault(_row["kind"], {})[_row["word"]] = float(_row["value"])

SMALL = WORDS["unit"] | WORDS["teen"] | WORDS["ten"]
SCALE = WORDS["scale"]
LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "Bn": 1e9,
           "BN": 1e9, "mn": 1e6, "tn": 1e12, "T": 1e12, "G": 1e9, "mln": 1e6, "bln": 1e9,
           "tln": 1e12, "trn": 1e12, "mm": 1e6, "MM": 1e6}  # fmt: skip
"""Scale letters that stand directly after digits; some need money before them."""
MONEY_ONLY = frozenset({"m", "T", "tn", "mm", "MM"})
"""A metre, a tesla, a millimetre elsewhere: "a 2m wall"; "2m people" is decided by its noun."""

WORD = re.compile(r"[A-Za-z]+")
GAP = rf"(?:[{BLANK}]+|[{BLANK}]?[-‐‑–][{BLANK}]?)"
NEXT_WORD = re.compile(rf"{GAP}([A-Za-z]+)")
NEXT_SCALE = re.compile(rf"(?:[{BLANK}]*\n?[{BLANK}]*|-)([A-Za-z]+)(?![\w])")
AND = re.compile(rf"(?:,?[{BLANK}]+(?:and|&)[{BLANK}]+|-and-)", re.IGNORECASE)
COMMA = re.compile(rf",[{BLANK}]+")
OF_A = re.compile(rf"[{BLANK}]+(?:of[{BLANK}]+)?(?:(?:a|an)[{BLANK}]+)?", re.IGNORECASE)
SIGN = re.compile(rf"(?:minus|negative)[{BLANK}]+", re.IGNORECASE)

_SMALL_WORDS = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE_WORDS = "hundred|thousand|lakh|million|crore|billion|trillion|dozen"
START = re.compile(
    rf"""
    (?<![\w.])[-−–](?=[.]?\d)                                   # a sign
  | (?<![\d.])\.\d | \d | [{"".join(VULGAR)}]
  | (?<!plus[ ]or[ ])\b(?:minus|negative)[{BLANK}]+(?={_SMALL_WORDS}|an?[{BLANK}]|[.\d])
  | \b(?:several|many|a[{BLANK}]few|few|a[{BLANK}]couple(?:[{BLANK}]of)?|couple)
      [{BLANK}]+(?:{_SCALE_WORDS})s?\b
  | \b(?:{_SMALL_WORDS})\b
  | \b(?:an?[{BLANK}]+)?(?:{_SCALE_WORDS})\b
  | \b(?:tens|scores|dozens|hundreds|thousands|millions|billions|trillions)\b
  | \b(?:an?[{BLANK}]+|one[{BLANK}]+)?(?:half|quarter)\b
  | \ba[{BLANK}]+(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|hundredth)\b
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
    rf"(?:a[{BLANK}]+)?couple(?:[{BLANK}]+of)?[{BLANK}]+(?P<scale>{_SCALE_WORDS})s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Numeral(Span):
    """One number as printed.

    ``value`` is None for a vague one ("dozens"), whose ``lower`` is what it claims at least.
    ``form`` is ``digits``, ``words``, ``fraction`` or ``vague``; ``plain`` digits have neither
    grouping nor point nor scale, so they may be a year or a label.
    """

    value: float | None
    form: str
    lower: float | None = None
    plain: bool = False
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class _Partial:
    """A number while it is being read: how far, how much, and what may still be added."""

    end: int
    value: float
    words: bool
    plain: bool
    scale: float = 1.0
    tens: float = 0.0
    """The tens word that the number ends with: "thirty" may belong to "thirty-fifths"."""


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
    sign, body = _read_sign(text, start)
    vague = _read_vague(text, body) if sign > 0 else None
    if vague is not None:
        return vague
    fraction = _read_word_fraction(text, body)
    if fraction is not None:
        end, value = fraction
        return Numeral(start, end, _rounded(sign * value), "fraction", scaled=value > 1)
    partial = _read_cardinal(text, body, usage)
    if partial is None:
        return None
    end, value, form = _read_fraction_after(text, partial, usage)
    plain = partial.plain and end == partial.end and sign > 0
    scaled = partial.scale >= SCALE["dozen"]
    return Numeral(start, end, _rounded(sign * value), form, plain=plain, scaled=scaled)


def _rounded(value: float) -> float:
    """Undo what binary fractions add: 16.4 million is 16400000, not 16399999.999999998."""
    return float(f"{value:.15g}")


def _read_sign(text: str, start: int) -> tuple[int, int]:
    if text[start] in "-−–":
        return -1, start + 1
    match = SIGN.match(text, start)
    return (-1, match.end()) if match else (1, start)


def _read_vague(text: str, start: int) -> Numeral | None:
    """"dozens", "several hundred", "tens of thousands", "a couple of thousand"."""
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


def _read_cardinal(text: str, start: int, usage: Usage) -> _Partial | None:
    """Read groups below a thousand and their scales as long as each fits under the last."""
    group = _read_group(text, start, usage)
    if group is None:
        return None
    current = _read_scales(text, group)
    room = current.scale
    while room > 1:
        addend = _read_addend(text, current, usage, room)
        if addend is None:
            return current
        room = addend.scale if addend.scale > 1 else 1
        current = _Partial(
            addend.end, current.value + addend.value, current.words, False, addend.scale
            if addend.scale > 1 else current.scale, addend.tens,
        )  # fmt: skip
    return current


def _read_addend(text: str, last: _Partial, usage: Usage, room: float) -> _Partial | None:
    """What is added after a scale: "three thousand *two hundred*", "a hundred *and twenty*"."""
    comma = COMMA.match(text, last.end) if last.words else None
    gap = AND.match(text, last.end) or re.compile(GAP).match(text, last.end)
    for separator in (gap, comma):
        if separator is None:
            continue
        group = _read_group(text, separator.end(), usage)
        if group is None or text[separator.end()] in "aA" + "".join(VULGAR):
            continue
        if _plain_fraction(text, separator.end()) is not None:
            continue
        # "3 million and 200 workers" are two numbers, "3 hundred and 21" is one.
        if not group.words and room > SCALE["thousand"]:
            continue
        if not group.words and "and" not in separator.group() and room <= SCALE["hundred"]:
            continue
        addend = _read_scales(text, group)
        if separator is comma and addend.scale <= 1:
            continue
        if not last.words and addend.value < SCALE["hundred"] and addend.words:
            continue  # "5 million and three" are two numbers, "6 crore and two hundred" is one
        if 0 < addend.value < room and float(addend.value).is_integer():
            return replace(addend, tens=0.0) if "and" in separator.group() else addend
    return None


def _read_group(text: str, start: int, usage: Usage) -> _Partial | None:
    """Digits, or words below a thousand without their scale: "eighty-five", "a" before a scale."""
    if start < len(text) and (text[start].isdigit() or text[start] in VULGAR or text[start] == "."):
        digits = read_digits(text, start, usage)
        return digits and _Partial(digits.end, digits.value, words=False, plain=digits.plain)
    word = WORD.match(text, start)
    if word is None:
        return None
    lower = word.group().lower()
    if lower in SCALE and lower in _SCALE_WORDS.split("|"):
        return _Partial(start, 1.0, words=True, plain=False)
    if lower in ("a", "an"):
        following = NEXT_WORD.match(text, word.end())
        if following is None or following[1].lower() not in SCALE:
            return None
        return _Partial(word.end(), 1.0, words=True, plain=False)
    if lower not in SMALL:
        return None
    return _read_tens(text, word.end(), lower)


def _read_tens(text: str, end: int, word: str) -> _Partial:
    """"eighty" with the unit that may follow: "eighty-five"."""
    value = SMALL[word]
    if word in WORDS["ten"]:
        unit = NEXT_WORD.match(text, end)
        if unit is not None and WORDS["unit"].get(unit[1].lower(), 0) > 0:
            return _Partial(unit.end(), value + SMALL[unit[1].lower()], words=True, plain=False)
        return _Partial(end, value, words=True, plain=False, tens=value)
    return _Partial(end, value, words=True, plain=False)


def _read_scales(text: str, group: _Partial) -> _Partial:
    """Multiply by the scale words that follow: "five hundred thousand", "2 million", "10k"."""
    current = group
    letter = _scale_letter(text, group)
    if letter is not None:
        return letter
    while True:
        match = NEXT_SCALE.match(text, current.end)
        word = match[1].lower() if match is not None else ""
        if match is None or word not in SCALE or (word == "tn" and current.words):
            break
        if current.scale > SCALE[word] and current.scale != SCALE["hundred"]:
            break
        factor = SCALE[word]
        current = _Partial(match.end(), current.value * factor, group.words, False, factor)
        if word == "hundred":
            current = _add_below_hundred(text, current)
    return current


def _add_below_hundred(text: str, hundreds: _Partial) -> _Partial:
    """"three hundred *and two* dozens": what belongs to the hundred before the next scale."""
    gap = AND.match(text, hundreds.end) or re.compile(GAP).match(text, hundreds.end)
    word = WORD.match(text, gap.end()) if gap is not None else None
    if gap is None or word is None or word.group().lower() not in SMALL:
        return hundreds
    if _plain_fraction(text, gap.end()) is not None:
        return hundreds
    small = _read_tens(text, word.end(), word.group().lower())
    tens = 0.0 if "and" in gap.group() else small.tens
    return _Partial(
        small.end, hundreds.value + small.value, hundreds.words, False, SCALE["hundred"], tens
    )


LETTER = re.compile(rf"[{BLANK}]{{0,2}}(bn|Bn|BN|mn|tn|mln|bln|tln|trn|MM|mm|k|K|m|M|b|B|T|G)(?!\w)")
CURRENCY_BEFORE = re.compile(r"[$€£¥₹₽₺₩₪₦₱₴][ ]?[-−–]?$|\b[A-Z]{3}[ ]?$|\bRs\.?[ ]?$")


def _scale_letter(text: str, group: _Partial) -> _Partial | None:
    """"2m", "$1.5bn", "10k": a letter directly after digits that stands for a scale."""
    if group.words:
        return None
    match = LETTER.match(text, group.end)
    if match is None:
        return None
    letter, apart = match[1], match.start(1) > group.end
    start = group.end - len(_digits_before(text, group.end))
    money = CURRENCY_BEFORE.search(text[max(0, start - 5) : start]) is not None
    if apart and not (money or len(letter) > 1 or letter in "kK"):
        return None  # "vitamins B and K", "section 3 B"
    if letter in MONEY_ONLY and not money and not (letter == "m" and _people_follow(text, match)):
        return None
    factor = LETTERS[letter]
    return _Partial(match.end(), group.value * factor, False, False, factor)


def _digits_before(text: str, end: int) -> str:
    match = re.search(r"[\d.,]+$", text[max(0, end - 30) : end])
    return match.group() if match else ""


def _people_follow(text: str, match: re.Match[str]) -> bool:
    """"2m people" are two million: a noun in the plural follows that is no direction of size."""
    following = NEXT_WORD.match(text, match.end())
    return following is not None and (
        following[1].lower() in ("people", "children", "men", "women") or (len(following[1]) > 3
        and following[1].endswith("s") and text[match.end()] in BLANK
        and not following[1].endswith("ss") and following[1].islower())
    )  # fmt: skip


def _read_word_fraction(text: str, start: int) -> tuple[int, float] | None:
    """"half", "a third", "two thirds", "half a million", "three quarters of a million"."""
    fraction = _plain_fraction(text, start)
    if fraction is None:
        return None
    end, value = fraction
    gap = OF_A.match(text, end)
    word = WORD.match(text, gap.end()) if gap is not None else None
    if word is not None and word.group().lower() in SCALE and not word.group().endswith("s"):
        return word.end(), value * SCALE[word.group().lower()]
    return fraction if _is_fraction(text, start, end) else None


NUMERATOR = re.compile(rf"(an?|{'|'.join(WORDS['unit'])})(?:[{BLANK}]+|[-‐‑])", re.IGNORECASE)


def _plain_fraction(text: str, start: int) -> tuple[int, float] | None:
    """The fraction alone, without judging whether it is one or an ordinal."""
    top, position = 1.0, start
    numerator = NUMERATOR.match(text, start)
    if numerator is not None:
        top, position = SMALL.get(numerator[1].lower(), 1.0), numerator.end()
    word = WORD.match(text, position)
    if word is None:
        return None
    lower = word.group().lower()
    if numerator is None and lower not in ("half", "quarter"):
        return None
    if lower not in WORDS["denominator"] or not (top == 1 or lower.endswith("s")):
        return None
    if top == 1 and numerator is not None and lower.endswith("s"):
        return None
    return word.end(), top / WORDS["denominator"][lower]


OF_FOLLOWS = re.compile(rf"[{BLANK}]+of\b|[{BLANK}]*(?:[.,;:)\n]|$)", re.IGNORECASE)
WHOLE_FOLLOWS = re.compile(
    rf"[{BLANK}]+(?:of|an?|the|its|his|her|their|our|your|my|all|that|this|these|those)\b",
    re.IGNORECASE,
)
MEASURE_FOLLOWS = re.compile(
    rf"[{BLANK}-]+(?:hours?|miles?|inch|inches|pints?|points?|cups?|pounds?|acres?|minutes?|percent)\b",
    re.IGNORECASE,
)
RANKED = re.compile(
    rf"\b(?:first|second|third|fourth|latter|other|better|top|bottom|last|this|next|previous|each"
    rf"|upper|lower|northern|southern|eastern|western|per|every)[{BLANK}]+$",
    re.IGNORECASE,
)
COMPARED = re.compile(rf"\b(?:than|about|around|nearly|almost|roughly|over|least|most|to)[{BLANK}]+$")


def _is_fraction(text: str, start: int, end: int) -> bool:
    """Tell "a third of them" from "a third man", "half the town" from "the first half"."""
    before = text[max(0, start - 16) : start]
    if RANKED.search(before) is not None:
        return False
    words = text[start:end].lower()
    if text[end : end + 4] == " as ":
        return False  # "half as much"
    if MEASURE_FOLLOWS.match(text, end) is not None:
        return words != "quarter"
    if words == "half":
        if WHOLE_FOLLOWS.match(text, end) is not None:
            return True
        return COMPARED.search(before) is not None and text[end : end + 1] != "-"
    if words == "quarter":
        return False
    if "-" in words or words.endswith("s"):
        return True
    return OF_FOLLOWS.match(text, end) is not None


POINT = re.compile(rf"[{BLANK}]+point((?:[{BLANK}]+(?:{_SMALL_WORDS}))+)\b", re.IGNORECASE)
OVER = re.compile(rf"[{BLANK}]+over[{BLANK}]+", re.IGNORECASE)
DENOMINATOR = re.compile(rf"(?:[{BLANK}]+|[-‐‑])(?:({'|'.join(WORDS['ten'])})[- ])?([a-z]+)\b", re.I)


def _read_fraction_after(text: str, whole: _Partial, usage: Usage) -> tuple[int, float, str]:
    """What may follow a whole number: "and a half", "point five", "over twenty", "fifths"."""
    form = "words" if whole.words else "digits"
    point = POINT.match(text, whole.end)
    if point is not None and whole.words:
        digits = "".join(str(int(SMALL[word.lower()])) for word in point[1].split())
        return point.end(), whole.value + float(f"0.{digits}"), form
    over = OVER.match(text, whole.end) if whole.words else None
    if over is not None and whole.value < SCALE["hundred"]:
        below = _read_cardinal(text, over.end(), usage)
        if below is not None and below.value > whole.value:
            return below.end, whole.value / below.value, "fraction"
    joined = AND.match(text, whole.end)
    addend = _plain_fraction(text, joined.end()) if joined is not None else None
    if addend is not None:
        return _add_fraction(text, whole, addend, form)
    return _divide(text, whole, form)


def _add_fraction(
    text: str, whole: _Partial, addend: tuple[int, float], form: str
) -> tuple[int, float, str]:
    """"five and a half million", "one million and a half", "one billion and a half million"."""
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


def _divide(text: str, whole: _Partial, form: str) -> tuple[int, float, str]:
    """"one hundred thirty-two fifths": digits in words over an ordinal in the plural."""
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
