"""Whole numbers: digits or words below a thousand, their scales, and what is added to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from toolkit.extract.figures.digits import BLANK, VULGAR, Usage, read_digits
from toolkit.extract.figures.fractions_in_words import plain_fraction
from toolkit.extract.figures.number_words import (
    AND,
    COMMA,
    GAP,
    NEXT_SCALE,
    NEXT_WORD,
    SCALE,
    SCALE_WORDS,
    SMALL,
    WORD,
    WORDS,
)  # fmt: skip
from toolkit.extract.figures.units import money_after

ANY_GAP = re.compile(GAP)
OPENING_SCALES = frozenset(SCALE_WORDS.split("|"))
"""Scale words that may open a number: "hundred thousand", not "bn"."""
LETTERS = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9, "bn": 1e9, "Bn": 1e9,
           "BN": 1e9, "mn": 1e6, "tn": 1e12, "T": 1e12, "G": 1e9, "mln": 1e6, "bln": 1e9,
           "tln": 1e12, "trn": 1e12, "mm": 1e6, "MM": 1e6}  # fmt: skip
"""Scale letters that stand directly after digits; some need money before them."""
MONEY_ONLY = frozenset({"m", "T", "tn", "mm", "MM"})
"""A metre, a tesla, a millimetre elsewhere: "a 2m wall"; "2m people" is decided by its noun."""
LETTER = re.compile(
    rf"[{BLANK}]{{0,2}}(bn|Bn|BN|mn|tn|mln|bln|tln|trn|MM|mm|k|K|m|M|b|B|T|G)(?!\w)"
)
CURRENCY_BEFORE = re.compile(r"[$€£¥₹₽₺₩₪₦₱₴][ ]?[-−–]?$|\b[A-Z]{3}[ ]?$|\bRs\.?[ ]?$")


@dataclass(frozen=True, slots=True)
class Whole:
    """A number while it is being read: how far, how much, and what may still be added."""

    end: int
    value: float
    words: bool
    plain: bool
    scale: float = 1.0
    tens: float = 0.0
    """The tens word that the number ends with: "thirty" may belong to "thirty-fifths"."""


def read_whole(text: str, start: int, usage: Usage) -> Whole | None:
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
        current = Whole(
            addend.end, current.value + addend.value, current.words, False, addend.scale
            if addend.scale > 1 else current.scale, addend.tens,
        )  # fmt: skip
    return current


def _read_addend(text: str, last: Whole, usage: Usage, room: float) -> Whole | None:
    """What is added after a scale: "three thousand *two hundred*", "a hundred *and twenty*"."""
    comma = COMMA.match(text, last.end) if last.words else None
    gap = AND.match(text, last.end) or ANY_GAP.match(text, last.end)
    for separator in (gap, comma):
        if separator is None:
            continue
        group = _read_group(text, separator.end(), usage)
        if group is None or text[separator.end()] in "aA" + "".join(VULGAR):
            continue
        if plain_fraction(text, separator.end()) is not None:
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


def _read_group(text: str, start: int, usage: Usage) -> Whole | None:
    """Digits, or words below a thousand without their scale: "eighty-five", "a" before a scale."""
    if start < len(text) and (text[start].isdigit() or text[start] in VULGAR or text[start] == "."):
        digits = read_digits(text, start, usage)
        if digits is None:
            return None
        return Whole(digits.end, digits.value, words=False, plain=digits.plain)
    word = WORD.match(text, start)
    if word is None:
        return None
    lower = word.group().lower()
    if lower in SCALE and lower in OPENING_SCALES:
        return Whole(start, 1.0, words=True, plain=False)
    if lower in ("a", "an"):
        following = NEXT_WORD.match(text, word.end())
        if following is None or following[1].lower() not in SCALE:
            return None
        return Whole(word.end(), 1.0, words=True, plain=False)
    if lower not in SMALL:
        return None
    return _read_tens(text, word.end(), lower)


def _read_tens(text: str, end: int, word: str) -> Whole:
    """As in "eighty" with the unit that may follow: "eighty-five"."""
    value = SMALL[word]
    if word in WORDS["ten"]:
        unit = NEXT_WORD.match(text, end)
        if unit is not None and WORDS["unit"].get(unit[1].lower(), 0) > 0:
            return Whole(unit.end(), value + SMALL[unit[1].lower()], words=True, plain=False)
        return Whole(end, value, words=True, plain=False, tens=value)
    return Whole(end, value, words=True, plain=False)


def _read_scales(text: str, group: Whole) -> Whole:
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
        current = Whole(match.end(), current.value * factor, group.words, False, factor)
        if word == "hundred":
            current = _add_below_hundred(text, current)
    return current


def _add_below_hundred(text: str, hundreds: Whole) -> Whole:
    """As in "three hundred *and two* dozens": what belongs to the hundred before the next scale."""
    gap = AND.match(text, hundreds.end) or ANY_GAP.match(text, hundreds.end)
    word = WORD.match(text, gap.end()) if gap is not None else None
    if gap is None or word is None or word.group().lower() not in SMALL:
        return hundreds
    if plain_fraction(text, gap.end()) is not None:
        return hundreds
    small = _read_tens(text, word.end(), word.group().lower())
    tens = 0.0 if "and" in gap.group() else small.tens
    dozen = NEXT_SCALE.match(text, small.end) if "and" in gap.group() else None
    if dozen is not None and dozen[1].lower().startswith("doz"):
        value = hundreds.value + small.value * SCALE["dozen"]
        return Whole(dozen.end(), value, hundreds.words, False, SCALE["dozen"])
    return Whole(
        small.end, hundreds.value + small.value, hundreds.words, False, SCALE["hundred"], tens
    )


def _scale_letter(text: str, group: Whole) -> Whole | None:
    """As in "2m", "$1.5bn", "10k": a letter directly after digits that stands for a scale."""
    if group.words:
        return None
    match = LETTER.match(text, group.end)
    if match is None:
        return None
    letter, apart = match[1], match.start(1) > group.end
    start = group.end - len(_digits_before(text, group.end))
    money = CURRENCY_BEFORE.search(text[max(0, start - 5) : start]) is not None
    money = money or money_after(text, match.end(), words=False) is not None
    if apart and not (money or len(letter) > 1 or letter in "kK"):
        return None  # "vitamins B and K", "section 3 B"
    if letter == "K" and not money and SIZED.match(text, match.end()) is not None:
        return None  # "a 4K screen", "a 5K race"
    if letter == "G" and group.value < SMALL["ten"]:
        return None  # "a 5G network"
    if letter in MONEY_ONLY and not money and not (letter == "m" and _people_follow(text, match)):
        return None
    factor = LETTERS[letter]
    return Whole(match.end(), group.value * factor, False, False, factor)


def _digits_before(text: str, end: int) -> str:
    match = re.search(r"[\d.,]+$", text[max(0, end - 30) : end])
    return match.group() if match else ""


SIZED = re.compile(
    rf"[{BLANK}-](?:screens?|displays?|monitors?|tv|televisions?|videos?|cameras?|resolution|footage"
    rf"|content|runs?|races?|walks?|runners?)\b",
    re.IGNORECASE,
)
SECOND_MILLION = re.compile(
    rf"(?:[{BLANK}]?[-–][{BLANK}]?|[{BLANK}](?:to|and)[{BLANK}])\d[\d.,]*(m)(?!\w)"
)


def _people_follow(text: str, match: re.Match[str]) -> bool:
    """Whether a noun in the plural follows: "2m people" are two million, "4m-5m boats" too."""
    second = SECOND_MILLION.match(text, match.end())
    match = second if second is not None else match
    following = NEXT_WORD.match(text, match.end())
    return following is not None and (
        following[1].lower() in ("people", "children", "men", "women") or (len(following[1]) > 3
        and following[1].endswith("s") and text[match.end()] in BLANK
        and not following[1].endswith("ss") and following[1].islower())
    )  # fmt: skip
