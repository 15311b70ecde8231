"""Numbers with what their neighbours say: unit, range, qualifier, bounds, from the text alone.

What is counted, and whether a bare number counts anything, needs the parse and is decided in
:mod:`toolkit.extract.figures.find`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from toolkit.extract.figures.dates import DateSpan, find_dates
from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.exclusions import Excluded, find_excluded
from toolkit.extract.figures.forms import sort_out, whole_spans
from toolkit.extract.figures.number_ranges import (
    BETWEEN,
    RANGE_GAP,
    is_range,
    is_ratio,
    is_score,
    join_bounds,
    share_units,
    spread,
)  # fmt: skip
from toolkit.extract.figures.numbers import Numeral, find_numbers
from toolkit.extract.figures.numeral_units import ODD, rest_behind, unit_after
from toolkit.extract.figures.quantity import Quantity, Reading, TimeSpan
from toolkit.extract.figures.units import CODE_AND_SCALE, Unit, money_before, read_unit
from toolkit.extract.figures.wordings import as_age, qualified, time_span
from toolkit.extract.figures.years import find_years, year_is_certain

SIDE_GAP = re.compile(rf"[{BLANK}]?[x×][{BLANK}]?")
BRACKETED = re.compile(r"\b(?:is|are|was|were|be|of|at|to|by)[ ]\($")
"""Before a sign: "revenue was ($99.99)" is below zero, "a pass ($99.99)" is not."""
DIGIT_AFTER = re.compile(rf"[{BLANK}]?\d")
SCALE_WORDS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
NEAR = 40
"""Code points that may stand between the two numbers of a range."""


@lru_cache(maxsize=1)
def read_quantities(text: str, published: date | None) -> Reading:
    """Read every quantity of a text.

    The last text's reading is kept: figures and what is none are asked for one after the other.

    Args:
        text: The document's text.
        published: The day of publication, for dates relative to it.

    Returns:
        Quantities in order of the text, without overlaps, and all numbers that are none.
    """
    dates = find_dates(text, published)
    years = {(span.start, span.end): span for span in find_years(text, dates)}
    exclusions = find_excluded(text, dates)
    free, excluded = sort_out(text, find_numbers(text), exclusions)
    reader = _Reader(text, free, years)
    reader.read()
    found_years = [years[key] for key in sorted(reader.years)]
    excluded += whole_spans(exclusions, free)
    excluded += reader.excluded
    excluded += [Excluded(span.start, span.end, "date") for span in found_years]
    return Reading(
        tuple(share_units(text, join_bounds(text, reader.quantities))),
        tuple(sorted(set(excluded))),
        tuple(sorted([*dates, *found_years])),
        tuple(reader.spans),
    )


class _Reader:
    """Walks over the numbers of one text and joins neighbours that form one quantity."""

    def __init__(
        self, text: str, numerals: list[Numeral], years: dict[tuple[int, int], DateSpan]
    ) -> None:
        self.text = text
        self.numerals = numerals
        self.year_spans = years
        self.quantities: list[Quantity] = []
        self.excluded: list[Excluded] = []
        self.years: set[tuple[int, int]] = set()
        self.spans: list[TimeSpan] = []

    def read(self) -> None:
        """Read all numbers from left to right."""
        index = 0
        while index < len(self.numerals):
            index += self._read_one(index)

    def _read_one(self, index: int) -> int:
        """Read the quantity at a number; how many numbers it used up."""
        first = self.numerals[index]
        second = self.numerals[index + 1] if index + 1 < len(self.numerals) else None
        if self._is_year(first):
            self.years.add((first.start, first.end))
            return 1
        if second is not None and self._is_share(first, second):
            self._add(self._ratio(first, second))
            return 2
        if second is not None and self._is_side(first, second):
            self.excluded += [Excluded(n.start, n.end, "compound") for n in (first, second)]
            return 2
        sign = money_before(self.text, first.start, first.scaled)
        unit = unit_after(self.text, first)
        gap = self._range_gap(first, second, sign, unit)
        if second is not None and gap is not None:
            return self._read_range(first, second, gap, sign, unit)
        return self._read_single(first, second, sign, unit)

    # years and shares

    def _is_year(self, numeral: Numeral) -> bool:
        """Whether a four-digit number is a year by the words beside it."""
        span = self.year_spans.get((numeral.start, numeral.end))
        if span is None or money_before(self.text, numeral.start, False) is not None:
            return False
        unit = read_unit(self.text, numeral.end, words=False, scaled=False)
        if unit is not None and unit.kind != "money":
            return False
        return year_is_certain(self.text, span)

    def _is_share(self, first: Numeral, second: Numeral) -> bool:
        if (second.start, second.end) in self.year_spans or unit_after(
            self.text, second
        ) is not None:
            return False
        return is_ratio(self.text, first, second)

    def _is_side(self, first: Numeral, second: Numeral) -> bool:
        """As in "a 2 x 4 plank": sizes without a unit are a name of what has them."""
        if SIDE_GAP.fullmatch(self.text, first.end, second.start) is None:
            return False
        return unit_after(self.text, first) is None and unit_after(self.text, second) is None

    def _ratio(self, first: Numeral, second: Numeral) -> Quantity:
        value = (first.value or 0.0) / (second.value or 1.0)
        share = self._quantity(first, second.end, first.start, second.end, value, None)
        return replace(share, form="ratio", plain=False)

    # one number, or a number and the rest of the same quantity

    def _read_single(
        self, first: Numeral, second: Numeral | None, sign: Unit | None, unit: Unit | None
    ) -> int:
        if sign is not None and unit is not None and DIGIT_AFTER.match(self.text, unit.end):
            unit = None  # "USD 10 USD 20"
        value, end, number_end, used = first.value, first.end, first.end, 1
        if unit is not None and (sign is None or unit.kind == "money"):
            end = unit.end
        chosen = sign or unit
        coded = CODE_AND_SCALE.match(self.text, first.end)
        if coded is not None and value is not None:  # "75 USD million"
            value, number_end = value * SCALE_WORDS[coded[2]], coded.end()
            used += second is not None and second.start < number_end
        elif chosen is not None and value is not None and second is not None:
            rest = rest_behind(self.text, second, chosen, end)
            if rest is not None:
                value, end, number_end, used = value + rest[0], rest[1], second.end, 2
        start = sign.start if sign is not None else first.start
        if sign is not None and value is not None and self._is_bracketed(start, end):
            value, start, end = -value, start - 1, end + 1
        self._add(self._quantity(first, number_end, start, end, value, chosen))
        return used

    def _is_bracketed(self, start: int, end: int) -> bool:
        """Whether an amount stands in brackets that mean a loss."""
        opening = BRACKETED.search(self.text, max(0, start - 8), start)
        return opening is not None and self.text[end : end + 1] == ")"

    # two numbers

    def _range_gap(
        self, first: Numeral, second: Numeral | None, sign: Unit | None, unit: Unit | None
    ) -> str | None:
        """How two numbers are joined to one range, or None where they are not."""
        if second is None or second.start - first.end > NEAR:
            return None
        if first.value is None or second.value is None:
            return None
        money = money_before(self.text, second.start, second.scaled)
        start = money.start if money is not None else second.start
        opening = sign.start if sign is not None else first.start
        for end in dict.fromkeys((first.end, unit.end if unit is not None else first.end)):
            gap = RANGE_GAP.fullmatch(self.text, end, start)
            if gap is None or (
                unit is not None and end == unit.end and self._differs(unit, second)
            ):
                continue  # "by 0.1 percentage points to 4.2 percent"
            if is_range(self.text, first, second, str(gap.lastgroup), opening):
                return str(gap.lastgroup)
        return None

    def _differs(self, unit: Unit, second: Numeral) -> bool:
        """Whether the second number has a unit of its own that is another one."""
        other = money_before(self.text, second.start, second.scaled) or unit_after(
            self.text, second
        )
        return other is not None and other.name != unit.name

    def _read_range(
        self, first: Numeral, second: Numeral, gap: str, sign: Unit | None, unit: Unit | None
    ) -> int:
        if {(n.start, n.end) for n in (first, second)} <= self.year_spans.keys() and gap == "and":
            self.years |= {(first.start, first.end), (second.start, second.end)}
            return 2
        money = money_before(self.text, second.start, second.scaled)
        behind = unit_after(self.text, second)
        chosen = sign or money or behind or unit
        low, high = spread(first, second)
        if gap == "tolerance":
            value = first.value or 0.0
            low, high = value - (second.value or 0.0), value + (second.value or 0.0)
        elif low >= high and chosen is not None:
            return self._read_single(first, None, sign, unit)  # "46 percent to 42 percent"
        elif is_score(self.text, first, second, gap, chosen):
            self.excluded += [Excluded(n.start, n.end, "score") for n in (first, second)]
            return 2
        start = sign.start if sign is not None else first.start
        end = behind.end if behind is not None else second.end
        quantity = self._quantity(first, second.end, start, end, None, chosen)
        opening = BETWEEN.search(self.text, max(0, start - 30), start)
        self._add(replace(
            quantity, start=opening.start() if opening is not None else start,
            lower=low, upper=high, qualifier="between", plain=False,
        ))  # fmt: skip
        return 2

    # closing

    def _quantity(
        self, first: Numeral, number_end: int, start: int, end: int, value: float | None,
        unit: Unit | None,
    ) -> Quantity:  # fmt: skip
        """A quantity before its qualifiers are read."""
        qualifier = "exactly"
        if first.form == "vague":
            qualifier = "at_least" if value is None else "about"
        hyphen = self.text[number_end : number_end + 1] in ("-", "‐", "‑")
        return Quantity(
            start, max(end, number_end), first.start, number_end, value, first.lower, None,
            qualifier, unit.name if unit is not None else None,
            unit.kind if unit is not None else None, first.form,
            plain=first.plain and number_end == first.end,
            year=(first.start, first.end) in self.year_spans,
            hyphened=hyphen and ODD.match(self.text, number_end) is None,
        )  # fmt: skip

    def _add(self, quantity: Quantity) -> None:
        """Read what the words around a quantity make of it, and keep it."""
        quantity = as_age(self.text, quantity)
        span = time_span(self.text, quantity) if quantity.kind == "duration" else None
        if span is None:
            self.quantities.append(qualified(self.text, quantity))
            return
        self.excluded.append(Excluded(quantity.number_start, quantity.number_end, "date"))
        if span.count is not None:
            self.spans.append(span)
