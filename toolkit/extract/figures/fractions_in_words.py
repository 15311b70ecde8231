"""Fractions in words: "two thirds", "half of the fleet", "three quarters of a million"."""

from __future__ import annotations

import re

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.number_words import SCALE, SMALL, WORD, WORDS

OF_A = re.compile(rf"-|[{BLANK}]+(?:of[{BLANK}]+)?(?:(?:a|an)[{BLANK}]+)?", re.IGNORECASE)
NUMERATOR = re.compile(rf"(an?|{'|'.join(WORDS['unit'])})(?:[{BLANK}]+|[-‐‑])", re.IGNORECASE)
OF_FOLLOWS = re.compile(
    rf"[{BLANK}]+of\b|[{BLANK}]+(?:are|is|were|was|have|had|said|say)\b|[{BLANK}]*(?:[.,;:)\n]|$)",
    re.IGNORECASE,
)
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
BEFORE_SHARE = re.compile(
    rf"(?:^|\n|[.;:,]|\b(?:by|to|than|about|nearly|almost|over|up|down|is|was|around|roughly|and|is|are"
    rf"|result|least))[{BLANK}]*$"
)
"""What stands before "a third" at the end of a clause: "fell by a third", not "hurt a third"."""
COMPARED = re.compile(
    rf"\b(?:than|about|around|nearly|almost|roughly|over|least|most|to)[{BLANK}]+$"
)

OF_WHOM = re.compile(rf"\bof[{BLANK}](?:whom|which|these|those|them),?[{BLANK}]$")


def read_fraction(text: str, start: int) -> tuple[int, float] | None:
    """As in "half", "a third", "two thirds", "half a million", "three quarters of a million"."""
    fraction = plain_fraction(text, start)
    if fraction is None:
        return None
    end, value = fraction
    gap = OF_A.match(text, end)
    word = WORD.match(text, gap.end()) if gap is not None else None
    if word is not None and word.group().lower() in SCALE and not word.group().endswith("s"):
        return word.end(), value * SCALE[word.group().lower()]
    return fraction if _is_fraction(text, start, end) else None


def plain_fraction(text: str, start: int) -> tuple[int, float] | None:
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
    plural = lower.endswith("s") or (lower == "quarter" and MEASURE_FOLLOWS.match(text, word.end()))
    if lower not in WORDS["denominator"] or not (top == 1 or plural):
        return None
    if top == 1 and numerator is not None and lower.endswith("s"):
        return None
    return word.end(), top / WORDS["denominator"][lower]


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
        if OF_WHOM.search(before) is not None:
            return True
        return COMPARED.search(before) is not None and text[end : end + 1] != "-"
    if words == "quarter":
        return False
    if "-" in words or words.endswith("s"):
        return True
    following = OF_FOLLOWS.match(text, end)
    if following is None or following.group().strip() == "of":
        return following is not None
    return (
        words.startswith("one") or before.strip() == "" or BEFORE_SHARE.search(before) is not None
    )
