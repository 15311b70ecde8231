"""Numbers with what their neighbours say: unit, range, qualifier, bounds, from the text alone.

What is counted, and whether a bare number counts anything, needs the parse and is decided in
:mod:`toolkit.extract.figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from toolkit.extract.dates import DateSpan, find_dates, find_years, year_is_likely
from toolkit.extract.digits import BLANK
from toolkit.extract.exclusions import Excluded, Exclusions, find_excluded, label_reason
from toolkit.extract.numbers import Numeral, find_numbers
from toolkit.extract.qualifiers import bounds_of, qualifier_after, qualifier_before
from toolkit.extract.units import CODE_AND_SCALE, Unit, money_before, next_size, read_unit


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """One quantity as printed.

    ``start`` and ``end`` take in qualifier, currency and unit, not yet the counted noun phrase.
    ``kind`` is one of the table's unit kinds, or None where only a noun can tell.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    lower: float | None
    upper: float | None
    qualifier: str
    unit: str | None
    kind: str | None
    form: str
    plain: bool = False
    year: bool = False
    """A bare four-digit number that can be a year."""
    hyphened: bool = False
    """The number is joined to what follows: "27-kilometre"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything numeric in one text: quantities, what is none and why, and the dates."""

    quantities: tuple[Quantity, ...]
    excluded: tuple[Excluded, ...]
    dates: tuple[DateSpan, ...]
    spans: tuple[tuple[int, int, float, str], ...]
    """Spans of time that say when ("in the last two years"): start, end, count, unit."""


OF = re.compile(rf"[{BLANK}]+of(?=[{BLANK}])", re.IGNORECASE)
OF_ONE = re.compile(rf"[{BLANK}]+(?:of[{BLANK}]+)?an?(?=[{BLANK}])", re.IGNORECASE)
ODD = re.compile(r"-plus|-odd|\+", re.IGNORECASE)
DIGIT_AFTER = re.compile(rf"[{BLANK}]?\d")
RATIO_GAP = re.compile(
    rf"[{BLANK}]+(?:in(?:[{BLANK}]+every)?|(?:out[{BLANK}]+)?of[{BLANK}]+every|(?:out[{BLANK}]+)?of)"
    rf"[{BLANK}]+",
    re.IGNORECASE,
)
USUAL_RATIOS = frozenset({3, 4, 5, 10, 20, 50, 100, 1000, 10_000})
RANGE_GAP = re.compile(
    rf"(?P<dash>[{BLANK}]?[-‐‑–—~][{BLANK}]?)|(?P<to>-?[{BLANK}]+(?:up[{BLANK}])?to[{BLANK}]+)"
    rf"|(?P<or>[{BLANK}]+or[{BLANK}]+)|(?P<and>[{BLANK}]+and[{BLANK}]+)"
    rf"|(?P<tolerance>[{BLANK}]?(?:±|\+/-)[{BLANK}]?)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"\b(?:(?:anywhere|somewhere)[{BLANK}]+)?(?P<word>between|from)[{BLANK}]+$", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|gr[eo]w\w*|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*"
    r"|drop\w*|declin\w+|decreas\w+|cut\w*|reduc\w+|shr[aiu]nk\w*|slump\w*|plung\w+|went|go(?:es|ing)?"
    r"|gone|mov\w+|chang\w+|expand\w*|rais\w+|lower\w*|doubl\w+|swell\w*|slid\w*|dip\w*|up|down"
    r"|improv\w+|slash\w*|tumbl\w*|boost\w*|widen\w*|narrow\w*|advanc\w+|extend\w*|upgrad\w+"
    r"|switch\w*|trip\w+|rebound\w*)\b[^.;]{0,60}\bfrom[ ]$",
    re.IGNORECASE,
)
SCORE_BEFORE = re.compile(
    r"\b(?:w[io]n|winning|beat\w*|los[et]\w*|defeat\w*|scor\w+|vot\w+|rul\w+|drew|draw|tied?|led|lead"
    r"|leading|victory|record|split|margin|edge[ds]?|trail\w*|ahead|downed|match|game|set|sets|odds"
    r"|ratio|approved|passed|decision|went|loss|series)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
SCORE_AFTER = re.compile(
    rf"[{BLANK}-]+(?:w[io]n|win|loss|defeat|victory|lead|record|vote|decision|ruling|draw|tie|majority"
    rf"|split|margin|run|split|favou?rite|odds|shot|over|against|at|in favou?r|on)\b",
    re.IGNORECASE,
)
SPAN_BEFORE = re.compile(
    rf"\b(?P<way>last|past|previous|next|coming|first|following|final|recent|preceding|these|latest"
    rf"|prior|opening|closing|initial|same|upcoming|ensuing|intervening|remaining)[{BLANK}]+$",
    re.IGNORECASE,
)
SPAN_AFTER = re.compile(
    rf"(?:['’])?[{BLANK}]+(?P<way>ago|earlier|later|before|after|afterwards?|from[{BLANK}]now|hence"
    rf"|prior|previously|since|into|beforehand|on[{BLANK}]?[,.])\b",
    re.IGNORECASE,
)
FOR_BEFORE = re.compile(rf"\bfor(?:[{BLANK}]\w+){{0,2}}[{BLANK}]$", re.IGNORECASE)
OVER_CONTEXT = re.compile(
    r"\b(?:for|of|after|in|within|by|at|is|was|were|be|been|being|to|took|takes?|taken|last\w*|spen\w+"
    r"|aged?|than|with|and|or|from|now|already|has|have|had|nearly|just|well|just)[ ]+$|^\s*$|[.(,:;]\s*$",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(rf"(?:[{BLANK}-]olds?\b|[{BLANK}]+of[{BLANK}]+age\b)", re.IGNORECASE)
AGE_BEFORE = re.compile(
    rf"\b(?:aged|ages?|age[{BLANK}]of|age[{BLANK}]group)[{BLANK}]+(?:(?:just|only|from)[{BLANK}]+)?$",
    re.IGNORECASE,
)
IS_AGED = re.compile(
    r"\b(?:(?:who|he|she|I)(?:[ ](?:is|was|am)|['’](?:s|m))(?:[ ](?:now|only|just))?"
    r"|(?:he|she|who|I)[ ](?:just[ ])?turn(?:s|ed)|died[ ]at)[ ]$"
)
PEOPLE_LIMITED = re.compile(
    r"\b(?:people|children|adults|men|women|voters|those|anyone|everyone|persons|kids|boys|girls"
    r"|americans|workers|patients|residents|players|drivers)[ ](?:under|over|above|below)[ ]$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(r"[ ](?:percent|per|million|thousand|feet|pounds|kg|km|miles|\w+s\b)|%")
AGE_UNITS = frozenset({"year", "month", "week", "day"})
REST_GAP = re.compile(rf"[{BLANK}]*,?[{BLANK}]*(?:and[{BLANK}]+)?")
REST_END = re.compile(rf"(?=[{BLANK}]*(?:[.,;)\n]|$))")
BOUND_GAP = re.compile(rf"[{BLANK}]*,?[{BLANK}]*(?:(?:and|but|yet)[{BLANK}]+)?", re.IGNORECASE)
LOW = frozenset({"at_least", "more_than"})
HIGH = frozenset({"at_most", "less_than"})


def read_quantities(text: str, published: date | None) -> Reading:
    """Read every quantity of a text.

    Args:
        text: The document's text.
        published: The day of publication, for dates relative to it.

    Returns:
        Quantities in order of the text, without overlaps, and all numbers that are none.
    """
    dates = find_dates(text, published)
    years = {(span.start, span.end): span for span in find_years(text, dates)}
    exclusions = find_excluded(text, dates)
    free, excluded = _sort_out(text, find_numbers(text), exclusions)
    excluded.extend(_whole_spans(exclusions, free))
    reader = _Reader(text, free, years)
    reader.read()
    excluded.extend(reader.excluded)
    found_years = [years[key] for key in sorted(reader.years)]
    excluded.extend(Excluded(span.start, span.end, "date") for span in found_years)
    return Reading(
        tuple(_share_units(text, _join_bounds(text, reader.quantities))),
        tuple(sorted(set(excluded))),
        tuple(sorted([*dates, *found_years])),
        tuple(reader.spans),
    )


def _sort_out(
    text: str, numerals: list[Numeral], exclusions: Exclusions
) -> tuple[list[Numeral], list[Excluded]]:
    """Part the numbers that may be figures from those whose form says that they are none."""
    free, excluded = [], []
    for numeral in numerals:
        cover = exclusions.covering(numeral.start, numeral.end)
        if cover is not None and cover.reason == "ordinal" and cover.start > numeral.start:
            cover = None  # the denominator of a fraction: "a third", "two and a fifth"
        reason = cover.reason if cover is not None else _form_reason(text, numeral)
        if reason is None:
            free.append(numeral)
        elif reason not in ("date", "ordinal"):
            excluded.append(Excluded(numeral.start, numeral.end, reason))
    return free, excluded


def _whole_spans(exclusions: Exclusions, free: list[Numeral]) -> list[Excluded]:
    """Dates and ordinals, which are excluded whole, without the denominators of fractions."""
    ends = {numeral.end for numeral in free}
    return [
        span for span in exclusions.spans
        if span.reason == "date" or (span.reason == "ordinal" and span.end not in ends)
    ]  # fmt: skip


SLASH_AFTER = re.compile(r"/\w")
LETTER_AFTER = re.compile(r"[^\W\d_]")


def _form_reason(text: str, numeral: Numeral) -> str | None:
    """Letters, slashes and labels around a number that make it no figure."""
    digits = numeral.form == "digits"
    if digits and money_before(text, numeral.start, numeral.scaled) is None:
        if text[numeral.start - 1 : numeral.start] == "/":
            return "part_of_name"
        reason = label_reason(text, numeral.start)
        if reason is not None:
            return reason
    if not digits and text[numeral.start - 1 : numeral.start] == "-":
        return "compound"
    unit = read_unit(text, numeral.end, not digits, numeral.scaled)
    attached = LETTER_AFTER.match(text, numeral.end) is not None
    if attached and (unit is None or unit.start != numeral.end):
        return "part_of_name"
    if SLASH_AFTER.match(text, numeral.end) and unit is None:
        return None if money_before(text, numeral.start, False) is not None else "part_of_name"
    return None


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
        self.spans: list[tuple[int, int, float, str]] = []

    def read(self) -> None:
        """Read all numbers from left to right."""
        index = 0
        while index < len(self.numerals):
            index += self._read_one(index)

    def _read_one(self, index: int) -> int:
        """Read the quantity at a number; how many numbers it used up."""
        first = self.numerals[index]
        if first.start < self._used_to:
            return 1
        if self._is_year(first):
            self.years.add((first.start, first.end))
            return 1
        before = money_before(self.text, first.start, first.scaled)
        unit = self._unit_after(first)
        if self._read_ratio(index):
            return 2
        second = self._range_partner(index, unit)
        if second is not None:
            return self._read_range(index, before, unit, second)
        self._finish(self._single(first, before, unit, index))
        return 1 + self._rest_used

    _rest_used = 0
    _used_to = 0
    """Where the last quantity ends: in "75 USD million" the scale word is no second number."""

    def _read_ratio(self, index: int) -> bool:
        """"one in five women", "9 out of 10", "one of every nine voters": a share."""
        if index + 1 >= len(self.numerals):
            return False
        first, second = self.numerals[index], self.numerals[index + 1]
        gap = RATIO_GAP.fullmatch(self.text, first.end, second.start)
        if gap is None or first.value is None or second.value is None or not second.value:
            return False
        usual = first.value == 1 or second.value in USUAL_RATIOS
        if gap.group().strip().lower() == "of" and first.value < 2:
            return False  # "one of three members" points at one of them
        if not 0 < first.value < second.value <= 10_000 or not ("every" in gap.group() or "out" in gap.group() or usual):
            return False
        if self._unit_after(second) is not None or (second.start, second.end) in self.year_spans:
            return False
        share = self._quantity(
            first, second.end, first.start, second.end, first.value / second.value, None, None,
            "exactly", None,
        )  # fmt: skip
        self._finish(replace(share, form="ratio", plain=False))
        return True

    def _is_year(self, numeral: Numeral) -> bool:
        span = self.year_spans.get((numeral.start, numeral.end))
        if span is None or money_before(self.text, numeral.start, False) is not None:
            return False
        unit = read_unit(self.text, numeral.end, words=False, scaled=False)
        if unit is not None and unit.kind != "money":
            return False
        return year_is_likely(self.text, span) and HARD_YEAR.search(
            self.text[max(0, span.start - 18) : span.start]
        ) is not None

    def _unit_after(self, numeral: Numeral) -> Unit | None:
        coded = CODE_AND_SCALE.match(self.text, numeral.end)
        if coded is not None:
            return Unit(coded.start(1), coded.end(), coded[1], "money")
        words = numeral.form != "digits"
        unit = read_unit(self.text, numeral.end, words, numeral.scaled)
        if unit is None and numeral.form in ("vague", "fraction"):
            # "millions of dollars", "hundreds of miles", "half an hour", "a third of a mile"
            of = (OF if numeral.form == "vague" else OF_ONE).match(self.text, numeral.end)
            unit = read_unit(self.text, of.end(), words, numeral.scaled) if of is not None else None
        odd = ODD.match(self.text, numeral.end) if unit is None else None
        if odd is not None:  # "15-plus years", "30-odd miles"
            return read_unit(self.text, odd.end(), words, numeral.scaled)
        return unit

    def _single(
        self, numeral: Numeral, before: Unit | None, unit: Unit | None, index: int
    ) -> Quantity:
        value, end, number_end = numeral.value, numeral.end, numeral.end
        self._rest_used = 0
        coded = CODE_AND_SCALE.match(self.text, numeral.end)
        if coded is not None and value is not None:
            value *= {"million": 1e6, "billion": 1e9, "trillion": 1e12}[coded[2]]
            number_end = self._used_to = coded.end()
        if before is not None and unit is not None and DIGIT_AFTER.match(self.text, unit.end):
            unit = None  # "USD 10 USD 20"
        if unit is not None and (before is None or unit.kind == "money"):
            end = unit.end
        chosen = before or unit
        if chosen is not None and value is not None:
            rest = self._rest(index, chosen, max(end, numeral.end))
            if rest is not None:
                value, end, number_end = value + rest[0], rest[1], rest[2]
                self._rest_used = 1
        qualifier = "at_least" if value is None else "exactly"
        if numeral.form == "vague" and value is not None:
            qualifier = "about"
        return self._quantity(
            numeral, number_end, (before.start if before else numeral.start), end, value,
            numeral.lower, None, qualifier, chosen,
        )  # fmt: skip

    def _rest(self, index: int, unit: Unit, end: int) -> tuple[float, int, int] | None:
        """The smaller part of the same quantity: "5 feet 2 inches", "15 dollars and 50 cents"."""
        if index + 1 >= len(self.numerals):
            return None
        second = self.numerals[index + 1]
        if second.value is None or REST_GAP.fullmatch(self.text, end, second.start) is None:
            return None
        below = self._unit_after(second)
        if money_before(self.text, second.start, second.scaled) is not None:
            return None
        if unit.kind == "money" and unit.name != "cent" and 0 < second.value < 100:
            if below is not None and below.name == "cent":
                return second.value / 100, below.end, second.end
            spelled = self.text[end - 1].isalpha() and below is None
            if spelled and REST_END.match(self.text, second.end) is not None:
                return second.value / 100, second.end, second.end
            return None
        smaller = next_size(unit.name) if unit.kind in ("measure", "duration") else None
        if smaller is None or below is None or below.name != smaller[0]:
            return None
        if second.value >= smaller[1]:
            return None
        return second.value / smaller[1], below.end, second.end

    def _range_partner(self, index: int, unit: Unit | None) -> tuple[Numeral, str, Unit | None] | None:
        """The second number of a range that starts here, how they are joined, its currency."""
        if index + 1 >= len(self.numerals):
            return None
        first, second = self.numerals[index], self.numerals[index + 1]
        if first.value is None or second.value is None or second.start - first.end > 40:
            return None
        money = money_before(self.text, second.start, second.scaled)
        start = money.start if money is not None else second.start
        sign = money_before(self.text, first.start, first.scaled)
        opening = sign.start if sign is not None else first.start
        for end in dict.fromkeys((first.end, unit.end if unit is not None else first.end)):
            gap = RANGE_GAP.fullmatch(self.text, end, start)
            if unit is not None and end == unit.end and self._differs(unit, second):
                continue  # "by 0.1 percentage points to 4.2 percent"
            if gap is not None and self._joins(first, second, str(gap.lastgroup), opening):
                return second, str(gap.lastgroup), money
        return None

    def _differs(self, unit: Unit, second: Numeral) -> bool:
        """Whether the second number has a unit of its own that is another one."""
        other = self._unit_after(second)
        return other is not None and other.name != unit.name

    def _joins(self, first: Numeral, second: Numeral, gap: str, start: int) -> bool:
        """Whether the words between two numbers make them one range."""
        assert first.value is not None and second.value is not None
        before = self.text[max(0, start - 90) : start]
        between = BETWEEN.search(before)
        if gap == "and":
            return between is not None and between["word"].lower() == "between"
        if gap == "or":
            small = first.value < second.value <= max(4, first.value * 2)
            return small and first.form == second.form and not first.form == "fraction"
        if gap == "to" and CHANGE.search(before) is not None:
            return False
        return not (gap == "to" and between is not None and first.value > second.value)

    def _read_range(
        self, index: int, before: Unit | None, unit: Unit | None,
        partner: tuple[Numeral, str, Unit | None],
    ) -> int:  # fmt: skip
        first, (second, gap, money) = self.numerals[index], partner
        assert first.value is not None and second.value is not None
        unit_after = self._unit_after(second)
        chosen = before or money or unit_after or unit
        end = unit_after.end if unit_after is not None else second.end
        low, high = _spread(first, second, money)
        if gap == "tolerance":
            low, high = first.value - second.value, first.value + second.value
        elif low >= high and not (first.plain and second.plain and chosen is None):
            self._finish(self._single(first, before, unit, index))  # "46 percent to 42 percent"
            return 1
        elif self._is_score(index, gap, low, high, chosen):
            self.excluded.append(Excluded(first.start, first.end, "score"))
            self.excluded.append(Excluded(second.start, second.end, "score"))
            return 2
        quantity = self._quantity(
            first, second.end, before.start if before else first.start, end, None, low, high,
            "between", chosen,
        )  # fmt: skip
        opening = BETWEEN.search(self.text, max(0, quantity.start - 30), quantity.start)
        if opening is not None:
            quantity = replace(quantity, start=opening.start())
        self._finish(quantity)
        return 2

    def _is_score(self, index: int, gap: str, low: float, high: float, unit: Unit | None) -> bool:
        """"3-1", "won 5 to 4", "a 12-3 record", "10-5-3": two numbers that are no range."""
        if low >= high:
            return True
        if gap not in ("dash", "to") or unit is not None:
            return False
        first, second = self.numerals[index], self.numerals[index + 1]
        if not (first.plain and second.plain):
            return False
        chained = re.compile(r"[-–]\d").match(self.text, second.end) is not None
        judged = SCORE_AFTER.match(self.text, second.end) is not None
        told = SCORE_BEFORE.search(self.text[max(0, first.start - 60) : first.start]) is not None
        return chained or judged or (told and gap == "dash")

    def _quantity(
        self, numeral: Numeral, number_end: int, start: int, end: int, value: float | None,
        lower: float | None, upper: float | None, qualifier: str, unit: Unit | None,
    ) -> Quantity:  # fmt: skip
        following = self.text[number_end : number_end + 1]
        odd = ODD.match(self.text, number_end) is not None
        hyphened = following in ("-", "‐", "‑") and end >= number_end and not odd
        return Quantity(
            start, max(end, number_end), numeral.start, number_end, value, lower, upper, qualifier,
            unit.name if unit is not None else None, unit.kind if unit is not None else None,
            numeral.form, numeral.plain and number_end == numeral.end,
            (numeral.start, numeral.end) in self.year_spans, hyphened,
        )  # fmt: skip

    def _finish(self, quantity: Quantity) -> None:
        """Add ages, spans of time and qualifiers, and keep the quantity."""
        quantity = self._as_age(quantity)
        if quantity.kind == "duration" and self._says_when(quantity):
            return
        if quantity.qualifier == "between":
            self.quantities.append(self._with_approximation(quantity))
        elif quantity.value is not None:
            self.quantities.append(self._qualified(quantity))
        else:
            before = qualifier_before(self.text, quantity.start)
            if before is not None and self.text[before.start : before.end].lower() == "over":
                before = None  # "handed over millions"
            start = before.start if before is not None else quantity.start
            self.quantities.append(replace(quantity, start=start))

    def _as_age(self, quantity: Quantity) -> Quantity:
        after = AGE_AFTER.match(self.text, quantity.end)
        if after is not None and quantity.kind == "duration" and quantity.unit in AGE_UNITS:
            return replace(quantity, end=after.end(), kind="age")
        before = AGE_BEFORE.search(self.text, max(0, quantity.start - 24), quantity.start)
        if before is None and quantity.qualifier == "exactly":
            opened = qualifier_before(self.text, quantity.start)
            start = opened.start if opened is not None else quantity.start
            before = AGE_BEFORE.search(self.text, max(0, start - 24), start)
        told = quantity.plain and self._is_told_age(quantity)
        if (before is not None or told) and quantity.unit is None and quantity.form != "fraction":
            return replace(quantity, unit="year", kind="age")
        return quantity

    def _is_told_age(self, quantity: Quantity) -> bool:
        """"people under 30", "who is 70.": years without the word."""
        if quantity.value is None or not 0 < quantity.value < 120:
            return False
        before = self.text[max(0, quantity.start - 30) : quantity.start]
        ends = REST_END.match(self.text, quantity.end) is not None
        if IS_AGED.search(before) is not None and ends:
            return True
        limit = PEOPLE_LIMITED.search(before) is not None
        return limit and NOUN_AFTER.match(self.text, quantity.end) is None

    def _says_when(self, quantity: Quantity) -> bool:
        """"in the last two years", "three days ago": a date, no figure; remembered as a span."""
        before = SPAN_BEFORE.search(self.text, max(0, quantity.start - 20), quantity.start)
        if before is None:
            opened = qualifier_before(self.text, quantity.start)
            if opened is not None:
                before = SPAN_BEFORE.search(self.text, max(0, opened.start - 20), opened.start)
        after = SPAN_AFTER.match(self.text, quantity.end)
        if after is not None and FOR_BEFORE.search(
            self.text, max(0, quantity.start - 30), quantity.start
        ):
            after = None
        if before is None and after is None:
            return False
        self.excluded.append(Excluded(quantity.number_start, quantity.number_end, "date"))
        way = (before or after)["way"].lower()  # type: ignore[index]  # one of them is a match
        if quantity.value is not None and quantity.unit is not None:
            if way in ("last", "past", "previous", "recent", "preceding", "latest"):
                start = before.start() if before is not None else quantity.start
                self.spans.append((start, quantity.end, quantity.value, quantity.unit))
        return True

    def _with_approximation(self, quantity: Quantity) -> Quantity:
        """"about 10 to 15": the bounds stay those that are printed, the phrase begins earlier."""
        before = qualifier_before(self.text, quantity.start)
        return replace(quantity, start=before.start) if before is not None else quantity

    def _qualified(self, quantity: Quantity) -> Quantity:
        """Read the qualifiers on both sides; a bound wins over "about"."""
        before = qualifier_before(self.text, quantity.start)
        if before is not None and self._is_spatial_over(quantity, before.start):
            before = None
        name = before.name if before is not None else quantity.qualifier
        start = before.start if before is not None else quantity.start
        end = quantity.end
        for position in dict.fromkeys((quantity.number_end, quantity.end)):
            after = qualifier_after(self.text, position, name)
            if after is not None and (name in ("exactly", "about") or name != after.name):
                name, end = after.name, max(end, after.end)
                break
        lower, upper = bounds_of(name, quantity.value, quantity.lower)
        return replace(quantity, start=start, end=end, qualifier=name, lower=lower, upper=upper)

    def _is_spatial_over(self, quantity: Quantity, start: int) -> bool:
        """"spread over three days" is no lower bound; "for over three days" is."""
        if quantity.kind != "duration" or self.text[start : start + 5].lower() != "over ":
            return False
        return OVER_CONTEXT.search(self.text[max(0, start - 14) : start]) is None


HARD_YEAR = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|circa|year|spring|summer|autumn|fall|winter|"
    r"fiscal|season|census|copyright|back in|(?:summer|end|start|beginning|quarter|half|fall|spring"
    r"|winter|autumn|class|anniversary|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: of)?|as of)[ \u00a0-]?\(?$",
    re.IGNORECASE,
)


def _spread(first: Numeral, second: Numeral, money: Unit | None) -> tuple[float, float]:
    """Give the first number of "5 to 10 million" the scale of the second."""
    assert first.value is not None and second.value is not None
    low, high = first.value, second.value
    if second.scaled and not first.scaled and low < 1000 and money is None:
        factor = next((f for f in (1e12, 1e9, 1e7, 1e6, 1e5, 1e3, 1e2, 12) if high % f == 0), 1)
        scale = next((f for f in (1e12, 1e9, 1e6, 1e3, 1e2, 12) if high >= f), 1)
        factor = scale if high / scale >= 1 else factor
        if low < high / factor:
            low *= factor
    return low, high


def _join_bounds(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """"more than 10 and less than 40", "at most 100 and at least 20": two bounds, one range."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        pair = _bounded_pair(text, last, quantity) if last is not None else None
        if pair is None:
            joined.append(quantity)
        else:
            joined[-1] = pair
    return joined


def _bounded_pair(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    if BOUND_GAP.fullmatch(text, first.end, second.start) is None:
        return None
    names = (first.qualifier, second.qualifier)
    if not (names[0] in LOW and names[1] in HIGH) and not (names[0] in HIGH and names[1] in LOW):
        return None
    low = first.lower if names[0] in LOW else second.lower
    high = first.upper if names[0] in HIGH else second.upper
    if low is None or high is None or low >= high or first.unit not in (None, second.unit):
        return None
    return replace(
        first, end=second.end, number_end=second.number_end, value=None, lower=low, upper=high,
        qualifier="between", unit=second.unit or first.unit, kind=second.kind or first.kind,
        plain=False,
    )  # fmt: skip


SHARED_GAP = re.compile(rf"[{BLANK}]*,?[{BLANK}]*(?:(?:and|or|to)[{BLANK}]+)?", re.IGNORECASE)


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give "45" in "45 and 50 mg" and "10" in "from 10 to 15 percent" the unit of the next."""
    shared, given = list(quantities), set()
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        if this.kind is not None or following.kind not in ("measure", "percent", "duration", "money"):
            continue
        behind = following.end > following.number_end or index + 1 in given
        if following.kind == "money" and following.start < following.number_start:
            continue  # "5 and $3": the sign belongs to one number alone
        gap = text[this.end : following.start]
        if behind and gap.strip() and SHARED_GAP.fullmatch(gap) is not None:
            shared[index] = replace(this, unit=following.unit, kind=following.kind)
            given.add(index)
    return shared
