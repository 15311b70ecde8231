"""Letters, slashes and labels around a number by which it is no figure, whatever it counts."""

from __future__ import annotations

import re

from toolkit.extract.figures.exclusions import Excluded, Exclusions
from toolkit.extract.figures.labels import label_reason
from toolkit.extract.figures.numbers import Numeral
from toolkit.extract.figures.units import money_before, read_unit

LONGEST_PLAIN = 12
"""Digits that a number without grouping can have; longer ones are keys of something."""

LARGEST = 1e100
"""Beyond it nothing is counted: digits in a row, whose value a double may not even hold."""


def sort_out(
    text: str, numerals: list[Numeral], exclusions: Exclusions
) -> tuple[list[Numeral], list[Excluded]]:
    """Part the numbers that may be figures from those whose form says that they are none."""
    free, excluded = [], []
    for numeral in numerals:
        if EXPONENT.match(text, max(0, numeral.start - 3), numeral.end) is not None:
            continue  # the "2" of "km2" belongs to the unit
        cover = exclusions.covering(numeral.start, numeral.end)
        if cover is not None and cover.reason == "ordinal" and cover.start > numeral.start:
            cover = None  # the denominator of a fraction: "a third", "two and a fifth"
        reason = cover.reason if cover is not None else _form_reason(text, numeral)
        if reason is None:
            free.append(numeral)
        elif reason not in ("date", "ordinal"):
            excluded.append(Excluded(numeral.start, numeral.end, reason))
    return free, excluded


def whole_spans(exclusions: Exclusions, free: list[Numeral]) -> list[Excluded]:
    """Dates and ordinals, which are excluded whole, without the denominators of fractions."""
    ends = {numeral.end for numeral in free}
    return [
        span for span in exclusions.spans
        if span.reason == "date" or (span.reason == "ordinal" and span.end not in ends)
    ]  # fmt: skip


EXPONENT = re.compile(r".?(?:[kcm/]?m|/?km|ft|/m|/l)[23]$")


SIDE_BEFORE = re.compile(r"\dx$")


SIDE_AFTER = re.compile(r"x\d")
"""The sides of "20x30 metres"."""


SLASH_AFTER = re.compile(r"/\w")


LETTER_AFTER = re.compile(r"[^\W\d_]")


def _form_reason(text: str, numeral: Numeral) -> str | None:
    """Letters, slashes and labels around a number that make it no figure."""
    digits = numeral.form == "digits"
    if numeral.plain and numeral.end - numeral.start > LONGEST_PLAIN:
        return "part_of_name"
    if numeral.value is not None and abs(numeral.value) > LARGEST:
        return "part_of_name"
    if digits and money_before(text, numeral.start, numeral.scaled) is None:
        if text[numeral.start - 1 : numeral.start] == "/":
            return "part_of_name"
        side = SIDE_BEFORE.search(text, max(0, numeral.start - 2), numeral.start)
        reason = label_reason(text, numeral.start) if side is None else None
        if reason is not None:
            return reason
    joined = text[max(0, numeral.start - 4) : numeral.start]
    if not digits and joined.endswith("-") and joined != "-to-":
        return "compound"
    unit = read_unit(text, numeral.end, not digits, numeral.scaled)
    attached = LETTER_AFTER.match(text, numeral.end) is not None
    attached = attached and SIDE_AFTER.match(text, numeral.end) is None
    if attached and (unit is None or unit.start != numeral.end):
        return "part_of_name"
    if SLASH_AFTER.match(text, numeral.end) and unit is None:
        return None if money_before(text, numeral.start, False) is not None else "part_of_name"
    return None
