"""Numbers that belong together: ranges, ratios, scores, pairs of bounds, lists with one unit."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.numbers import Numeral
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.units import PERCENT, Unit

RATIO_GAP = re.compile(
    rf"[{BLANK}]+(?:in(?:[{BLANK}]+every)?|(?:out[{BLANK}]+)?of[{BLANK}]+every|(?:out[{BLANK}]+)?of)"
    rf"[{BLANK}]+",
    re.IGNORECASE,
)
COUNTED_RATIO = re.compile(rf"[{BLANK}]+[a-z]+[{BLANK}]+in(?:[{BLANK}]+every)?[{BLANK}]+")
"""As in "one *sample in* five", not "one goal in ten games"."""
PLURAL_BEHIND = re.compile(rf"[{BLANK}]+(?:(?!is|was|has|does)\w+s\b|[A-Z])")
SCALES = (1e12, 1e9, 1e6, 1e3, 1e2, 12.0)
SMALL_BOUND = 1000
"""A first bound that is larger carries its own scale: "900,000 to 1 million"."""
USUAL_RATIOS = frozenset({3, 4, 5, 10, 20, 50, 100, 1000, 10_000})
TEN = 10
RANGE_GAP = re.compile(
    rf"(?P<dash>[{BLANK}]?[-‐‑–—~][{BLANK}]?)|(?P<to>-?[{BLANK}]+(?:up[{BLANK}])?to[{BLANK}]+|-to-)"
    rf"|(?P<or>[{BLANK}]+or[{BLANK}]+)|(?P<and>[{BLANK}]+and[{BLANK}]+)"
    rf"|(?P<tolerance>[{BLANK}]?(?:±|\+/-)[{BLANK}]?)",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"\b(?:(?:anywhere|somewhere)[{BLANK}]+)?(?P<word>between|from)[{BLANK}]+"
    rf"(?:(?:the[{BLANK}]+)?ages?[{BLANK}]+(?:of[{BLANK}]+)?)?$",
    re.IGNORECASE,
)
_CHANGING = (
    r"\b(?:ris(?:e|es|en|ing)|rose|gr[eo]w\w*|increas\w+|climb\w*|jump\w*|surg\w+|soar\w*|f[ae]ll\w*"
    r"|drop\w*|declin\w+|decreas\w+|cut\w*|reduc\w+|shr[aiu]nk\w*|slump\w*|plung\w+|went"
    r"|go(?:es|ing)?|gone|mov\w+|chang\w+|expand\w*|rais\w+|lower\w*|doubl\w+|swell\w*|slid\w*"
    r"|dip\w*|slip\w*|gain\w*|lost|shed|up|down|improv\w+|slash\w*|tumbl\w*|boost\w*|widen\w*|narrow\w*|advanc\w+"
    r"|extend\w*|upgrad\w+|switch\w*|trip\w+|rebound\w*)\b"
)
CHANGE = re.compile(
    rf"{_CHANGING}[^.;]{{0,60}}\b(?:from|by)[ ]$"
    rf"|{_CHANGING}(?:[ ](?:about|nearly|some|almost))?[ ]$",
    re.IGNORECASE,
)
"""A change follows: "rose from 10 to 15", "rose by 5 to 15", "rose 5 to 15" are no ranges."""
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
BOUND_GAP = re.compile(rf"[{BLANK}]*,?[{BLANK}]*(?:(?:and|but|yet)[{BLANK}]+)?", re.IGNORECASE)
LOW = frozenset({"at_least", "more_than"})
HIGH = frozenset({"at_most", "less_than"})
CHAINED = re.compile(r"[-–]\d")


def is_range(text: str, first: Numeral, second: Numeral, gap: str, start: int) -> bool:
    """Whether the words between two numbers make them one range.

    Args:
        text: The document's text.
        first: The first number.
        second: The second number.
        gap: The group of ``RANGE_GAP`` that stands between them.
        start: Where the first quantity starts, with its currency.
    """
    if first.value is None or second.value is None:
        return False
    before = text[max(0, start - 90) : start]
    between = BETWEEN.search(before)
    if gap == "and":
        return between is not None and between["word"].lower() == "between"
    if gap == "or":
        small = first.value < second.value <= max(4, first.value * 2)
        return small and first.form == second.form and first.form != "fraction"
    if gap == "to" and CHANGE.search(before) is not None:
        return before.endswith("by ") and shares_percent(text, first, second)
    return not (gap == "to" and between is not None and first.value > second.value)


def shares_percent(text: str, first: Numeral, second: Numeral) -> bool:
    """As in "fell by 50 to 60 percent", not "fell by 5% to 60%" or "fell by 50 to 60"."""
    if (first.value or 0) >= (second.value or 0):
        return False
    return PERCENT.match(text, second.end) is not None and not PERCENT.match(text, first.end)


def is_score(text: str, first: Numeral, second: Numeral, gap: str, unit: Unit | None) -> bool:
    """Whether they are a score: "3-1", "won 5 to 4", "a 12-3 record", "10-5-3"."""
    if (first.value or 0) >= (second.value or 0):
        return True
    if gap not in ("dash", "to") or unit is not None:
        return False
    if not (first.plain and second.plain):
        return False
    chained = CHAINED.match(text, second.end) is not None
    judged = SCORE_AFTER.match(text, second.end) is not None
    told = SCORE_BEFORE.search(text[max(0, first.start - 60) : first.start]) is not None
    return chained or judged or (told and gap == "dash")


def is_ratio(text: str, first: Numeral, second: Numeral) -> bool:
    """Whether they are a share: "one in five", "9 out of 10", not "one of three"."""
    gap = RATIO_GAP.fullmatch(text, first.end, second.start)
    if first.value is None or second.value is None:
        return False
    if gap is None:
        if first.value != 1 or second.value not in USUAL_RATIOS:
            return False
        counted = COUNTED_RATIO.fullmatch(text, first.end, second.start) is not None
        return counted and PLURAL_BEHIND.match(text, second.end) is None
    words = gap.group().lower().split()
    if words == ["of"] and first.value < 2:
        return False
    tenths = len(words) > 1 and second.value <= TEN  # "12 out of 30 crews" are twelve
    usual = first.value == 1 or second.value in USUAL_RATIOS or tenths
    return usual and 0 < first.value < second.value <= 10_000


def spread(first: Numeral, second: Numeral) -> tuple[float, float]:
    """Give the first number of "5 to 10 million" the scale of the second."""
    low, high = first.value or 0.0, second.value or 0.0
    if second.scaled and not first.scaled and low < SMALL_BOUND:
        scale = next((scale for scale in SCALES if high >= scale), 1.0)
        if low * scale < high:
            low *= scale
    return low, high


def join_bounds(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Make one range of two bounds: "more than 10 and less than 40"."""
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


SHARED_GAP = re.compile(
    rf"[{BLANK}]*,?[{BLANK}]*(?:(?:and|or|to|by)[{BLANK}]+)?|[{BLANK}]?[x×][{BLANK}]?",
    re.IGNORECASE,
)
LARGEST_PERCENT = 1000
"""A larger number beside a percentage is none: "5 million, or 7 percent"."""


SHARING = frozenset({"measure", "percent", "duration", "money", "age"})


def share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give "45" in "45 and 50 mg" and "10" in "from 10 to 15 percent" the unit of the next."""
    shared = list(quantities)
    given: set[int] = set()
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        if this.kind is not None or following.kind not in SHARING:
            continue
        behind = following.end > following.number_end or index + 1 in given
        if following.kind == "money" and following.start < following.number_start:
            continue  # "5 and $3": the sign belongs to one number alone
        if following.kind == "percent" and (this.value or 0) > LARGEST_PERCENT:
            continue
        gap = text[this.end : following.start]
        if behind and gap.strip() and SHARED_GAP.fullmatch(gap) is not None:
            shared[index] = replace(this, unit=following.unit, kind=following.kind)
            given.add(index)
    return _share_ages(text, shared)


def _share_ages(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give "25" in "aged 20 and 25" the age of the one before it."""
    for index in range(1, len(quantities)):
        last, this = quantities[index - 1], quantities[index]
        gap = text[last.end : this.start]
        bare = this.kind is None and this.plain and last.end == last.number_end
        if last.kind == "age" and bare and gap.strip() and SHARED_GAP.fullmatch(gap) is not None:
            quantities[index] = replace(this, unit=last.unit, kind="age")
    return quantities
