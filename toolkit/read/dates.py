"""Dates and times as a page prints them, read only where nothing has to be guessed.

A day and a month without a year give no date, and a time without a zone gives no moment: what a
page leaves open stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"

_FULL_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d-]){_YEAR}-(?P<monthnumber>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<![\d/]){_YEAR}/(?P<monthnumber>\d{{2}})/(?P<day>\d{{2}})(?!\d)",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<![\d.]){_DAY}\.(?P<monthnumber>\d{{1,2}})\.{_YEAR}",
    )
)
# 04/05/2021 is two dates in two countries; 25/05/2021 and 05/25/2021 are one each.
_SLASHED_DATE = re.compile(rf"(?<![\d/])(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}")

_PARTIAL_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"{_DAY}\s+{_MONTH}", rf"\b{_MONTH}\s+{_DAY}(?!\d)")
)
_ANY_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_CLOCK_TIME = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:\b(?:UTC|GMT)\s*)?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
)
ZONE_HOURS = {
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "EDT": -4,
    "EST": -5,
    "PDT": -7,
    "PST": -8,
}
"""Zone names that stand for one offset. CST, IST and BST have several and are left out."""

_ZONE_NAME = re.compile(r"\b(?:" + "|".join(ZONE_HOURS) + r")\b")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
# An unknown zone is furniture as well as a known one, but gives no moment.
_ANY_ZONE = re.compile(r"\b[A-Z]{2,5}\b|\blocal time\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published, as far as it is stated.

    Attributes:
        day: The date as printed, in the document's own zone.
        at: The moment in UTC; None unless both time and zone are printed.
    """

    day: date
    at: datetime | None = None


def find_moment(text: str) -> Moment | None:
    """Read the first full date of a line, with its time where time and zone stand after it.

    >>> find_moment("3 March 2021, 14:30 (UTC+2)")
    Moment(day=datetime.date(2021, 3, 3), at=datetime.datetime(2021, 3, 3, 12, 30, \
tzinfo=datetime.timezone.utc))
    """
    if _ANY_YEAR.search(text) is None:  # quick: most lines of most texts
        return None
    dates = _full_dates(text)
    if not dates:
        return None
    (_, end), day = dates[0]
    return Moment(day, _moment_in_utc(day, text, end))


def has_clock_time(text: str) -> bool:
    """Whether a clock time such as 14:30 or 2:30 p.m. is printed."""
    return _CLOCK_TIME.search(text) is not None


def without_dates(text: str) -> str:
    """What is left of a line without its dates, clock times, zones and weekdays.

    >>> without_dates("Published: Monday, 3 March 2021, 14:30 (UTC+2)").split()
    ['Published:', ',', ',', '(', ')']
    """
    for (start, end), _ in reversed(_full_dates(text)):
        text = f"{text[:start]} {text[end:]}"
    for pattern in _PARTIAL_DATES:
        text = pattern.sub(" ", text)
    timed = _CLOCK_TIME.search(text)
    if timed:
        text = text[: timed.start()] + _without_zone(text[timed.start() :])
    return _WEEKDAY.sub(" ", text)


def _without_zone(text: str) -> str:
    for pattern in (_CLOCK_TIME, _OFFSET, _ZONE_NAME, _ANY_ZONE):
        text = pattern.sub(" ", text)
    return text


def _full_dates(text: str) -> list[tuple[tuple[int, int], date]]:
    """Every full date of a text with its span, in order, without overlaps."""
    found = [
        (match.span(), day)
        for pattern in _FULL_DATES
        for match in pattern.finditer(text)
        if (day := _day_of(match)) is not None
    ]
    found += [
        (match.span(), day)
        for match in _SLASHED_DATE.finditer(text)
        if (day := _slashed_day(match)) is not None
    ]
    found.sort()
    kept: list[tuple[tuple[int, int], date]] = []
    for span, day in found:
        if not kept or span[0] >= kept[-1][0][1]:
            kept.append((span, day))
    return kept


def _day_of(match: re.Match[str]) -> date | None:
    fields = match.groupdict()
    month = MONTHS[fields["month"].lower()] if fields.get("month") else int(fields["monthnumber"])
    return _valid_date(int(fields["year"]), month, int(fields["day"]))


def _slashed_day(match: re.Match[str]) -> date | None:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    if first > 12:
        return _valid_date(year, second, first)
    if second > 12 or first == second:
        return _valid_date(year, first, second)
    return None


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 31.02.2021
        return None


def _moment_in_utc(day: date, text: str, start: int) -> datetime | None:
    """The moment that a clock time with a zone after ``start`` gives for a day."""
    timed = _CLOCK_TIME.search(text, start)
    if timed is None:
        return None
    clock = _clock_of(timed)
    zone = _zone_after(text[timed.end() :])
    if clock is None or zone is None:
        return None
    try:
        return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
    except OverflowError:  # the first or last day that a date can hold
        return None


def _clock_of(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:  # 25:99
        return None


def _zone_after(text: str) -> timezone | None:
    """The zone printed right behind a clock time, in parentheses or not."""
    text = text.lstrip(" (\u00a0")
    offset = _OFFSET.match(text)
    if offset:
        return _fixed_zone(offset)
    name = _ZONE_NAME.match(text)
    return timezone(timedelta(hours=ZONE_HOURS[name[0]])) if name else None


def _fixed_zone(offset: re.Match[str]) -> timezone | None:
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(distance if offset["sign"] == "+" else -distance)
