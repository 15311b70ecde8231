"""Dates and years as printed, with the days that they cover where the words and the text tell.

Numbers inside them are no figures. Relative ones ("last year", "in the last two years") count from
the document's own publication date, never from a clock; without it their days are unknown.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.extract.figures.calendar_days import month_days, shift_back, year_days
from toolkit.extract.spans import Span

MONTHS = {
    name: index
    for index, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.|April|Apr\.|May|June|Jun\.|July|Jul\."
    r"|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.|October|Oct\.?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d,]\d|\d|\.\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|:\d)"
_TO_DAY = (
    r"(?:[ ]?[-–—/&][ ]?|\s(?:to|and|through|until)\s)"
    r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
)
_SMALL_YEAR_NEXT = r"(?:\s*,?\s*(?P<year>1[0-9]\d\d|20\d\d)(?![\d,]\d|\d))?"


@dataclass(frozen=True, slots=True, order=True)
class DateSpan(Span):
    """A date as printed and its first and last day; None where they cannot be known."""

    first: date | None = None
    last: date | None = None
    kind: str = "date"


Reader = Callable[[re.Match[str], date | None], tuple[date | None, date | None]]


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


AHEAD = re.compile(
    r"\b(?:will|would|must|shall|due|needed|needs|planned|plans|expected|expects|aims?|hopes?"
    r"|set[ ]to|going[ ]to|promis\w+|pledg\w+|scheduled|next)\b"
    r"(?:(?!\b(?:had|was|were|since)\b)[^.;\n])*$"
)
"""A sentence that looks ahead: "will open on 3 May" is the next third of May."""


def _year_of(match: re.Match[str], published: date | None) -> int | None:
    """The printed year, else the latest one in which the day is not after publication.

    Where the sentence looks ahead, the first one in which it is not before.
    """
    if match["year"]:
        return int(match["year"])
    if published is None:
        return None
    day = int(match["day"]) if "day" in match.groupdict() and match["day"] else 1
    named, today = (_month_number(match), day), (published.month, published.day)
    if AHEAD.search(match.string, max(0, match.start() - 100), match.start()) is not None:
        whole_month = not ("day" in match.groupdict() and match["day"])
        past = named[0] < today[0] if whole_month else named < today
        return published.year + past
    return published.year - (named > today)


def _read_day(match: re.Match[str], published: date | None) -> tuple[date | None, date | None]:
    year = _year_of(match, published)
    if year is None:
        return None, None
    days = monthrange(year, _month_number(match))[1]
    first = int(match["day"])
    second = int(match["day2"]) if "day2" in match.groupdict() and match["day2"] else first
    if max(first, second) > days or second < first:
        return None, None
    return date(year, _month_number(match), first), date(year, _month_number(match), second)


def _read_month(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    return month_days(int(match["year"]), _month_number(match))


def _read_bare_month(
    match: re.Match[str], published: date | None
) -> tuple[date | None, date | None]:
    year = _year_of(match, published)
    return month_days(year, _month_number(match)) if year is not None else (None, None)


def _read_month_of_year(
    match: re.Match[str], published: date | None
) -> tuple[date | None, date | None]:
    """As in "March last year", "3 March of this year"."""
    if published is None:
        return None, None
    year = published.year + STEPS[match["step"].lower()]
    first, last = month_days(year, _month_number(match))
    if not match["day"]:
        return first, last
    day = int(match["day"])
    return (first.replace(day=day),) * 2 if day <= last.day else (None, None)


STEPS = {"last": -1, "this": 0, "next": 1}


def _read_iso(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    month, day, year = int(match["m"]), int(match["d"]), int(match["y"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None, None
    return date(year, month, day), date(year, month, day)


def _read_part_of_year(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    """As in "the first half of 2020", "the last quarter of 2020", "Q3 2020"."""
    months = 6 if match["sort"].lower() in ("h", "half") else 3
    which = match["which"].lower()
    number = int(which) if which.isdigit() else PARTS_OF_YEAR[which] or 12 // months
    if number * months > 12:
        return None, None
    last = number * months
    year = int(match["year"])
    return date(year, last - months + 1, 1), month_days(year, last)[1]


PARTS_OF_YEAR = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}
MONTH_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _read_first_months(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    """As in "the first six months of 2020", "the first 10 months of 2020"."""
    count = match["count"]
    months = int(count) if count.isdigit() else MONTH_COUNTS.index(count) + 2
    year = int(match["year"])
    return (date(year, 1, 1), month_days(year, months)[1]) if 1 < months < 12 else (None, None)


def _read_months_to(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    """As in "the year to June 2021", "the six months ended 30 June 2021"."""
    count = match["count"].split()[0]
    months = {"year": 12, "twelve": 12}.get(count) or (
        int(count) if count.isdigit() else MONTH_COUNTS.index(count) + 2
    )
    last = month_days(int(match["year"]), _month_number(match))[1]
    if match["day"] and int(match["day"]) <= last.day:
        last = last.replace(day=int(match["day"]))
    first = shift_back(last + timedelta(days=1), months, "month")
    return first, last


def _read_years(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    first = int(match["year"])
    second = match["year2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return year_days(first, last) if last > first else (None, None)


def _read_decade(match: re.Match[str], _: date | None) -> tuple[date | None, date | None]:
    first = int(match["year"])
    return year_days(first, first + (99 if first % 100 == 0 and first < 2000 else 9))


def _unknown(_: re.Match[str], __: date | None) -> tuple[None, None]:
    return None, None


def _read_relative(match: re.Match[str], published: date | None) -> tuple[date | None, date | None]:
    """As in "yesterday", "last year", "this month": calendar units counted from publication."""
    if published is None:
        return None, None
    word = match.group().lower().split()
    if word[0] in ("yesterday", "today"):
        day = published - timedelta(days=word[0] == "yesterday")
        return day, day
    step = STEPS[word[0]]
    if word[-1] == "year":
        return year_days(published.year + step)
    if word[-1] == "month":
        months = published.year * 12 + published.month - 1 + step
        return month_days(months // 12, months % 12 + 1)
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
    return monday, monday + timedelta(days=6)


def _read_start(match: re.Match[str], published: date | None) -> tuple[date | None, date | None]:
    """As in "since the beginning of the year"."""
    if published is None:
        return None, None
    first = date(published.year, 1 if match["unit"] == "year" else published.month, 1)
    return first, first


def _read_weekday(match: re.Match[str], published: date | None) -> tuple[date | None, date | None]:
    """As in "on Tuesday": the last one that is not after publication."""
    if published is None:
        return None, None
    back = (published.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    day = published - timedelta(days=back)
    return day, day


_OF_YEAR = r",?\s+(?:of\s+)?(?P<step>last|this|next)\s+year\b"
PATTERNS: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?:{_DAY}(?:\s+of)?\s+)?{_MONTH}{_OF_YEAR}", _read_month_of_year),
    (rf"\b{_MONTH}\s+{_DAY}{_OF_YEAR}", _read_month_of_year),
    (rf"\b{_DAY}(?:{_TO_DAY})?(?:\s+of)?\s+{_MONTH}(?!\w){_SMALL_YEAR_NEXT}", _read_day),
    (rf"\b{_MONTH}(?:\s+|(?<=\.)){_DAY}(?:{_TO_DAY})?(?![\w%]|\.\d|,\d{{3}}(?!\d)|\s(?:percent|million))"
     rf"{_SMALL_YEAR_NEXT}", _read_day),
    (rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}", _read_month),
    (rf"\b(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal)[ -]"
     rf"(?P<sort>half|quarter)\s+(?:of|in)\s+{_YEAR}", _read_part_of_year),
    (rf"\b[Ff]irst\s(?P<count>{'|'.join(MONTH_COUNTS)}|\d{{1,2}})\smonths\s+of\s+{_YEAR}",
     _read_first_months),
    (rf"\b(?P<sort>[QH])(?P<which>[1-4])\s?{_YEAR}", _read_part_of_year),
    (rf"\b(?P<count>year|(?:{'|'.join(MONTH_COUNTS)}|12|twelve|\d)\smonths)\s(?:to|ended|ending)\s"
     rf"(?:the\send\sof\s)?(?:(?P<day>\d{{1,2}})\s)?{_MONTH},?\s+{_YEAR}", _read_months_to),
    (r"(?<![\d.,/-])(?P<y>1[0-9]\d\d|20\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)",
     _read_iso),
    (r"(?<![\d.,/-])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>1[0-9]\d\d|20\d\d)(?!\d)", _read_iso),
    (r"(?<![\d.,/-])\d{1,2}(?P<sep>[/-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/])", _unknown),
    (r"(?<![\d.,$€£-])(?P<year>1[5-9]\d\d|20\d\d)[ ]?(?:[-–—/]|to|through|until)[ ]?"
     r"(?P<year2>1[5-9]\d\d|20\d\d|\d\d)(?![\d,]\d|\d|\w|\.\d|-\d)", _read_years),
    (r"(?<![\d.,])(?P<year>1\d\d0|20\d0)['’]?s\b", _read_decade),
    (r"(?<!\w)['’]\d0s\b|\b(?:twenties|thirties|forties|fifties|sixties|seventies|eighties"
     r"|nineties)\b|(?<![\d.,])\b[1-9]0s\b", _unknown),
    (r"\b(?:[1-9]|1\d|2[01])(?:st|nd|rd|th)[ -]century\b"
     r"|\b\d{1,4}\s(?:BCE?|B\.C\.|A\.?D\.?|CE)(?!\w)|\bA\.?D\.?\s\d{1,4}\b", _unknown),
    (r"\b(?:FY|Q[1-4]|H[12])\s?'?(?:\d{4}|\d{2})\b|\bQ[1-4]\b|(?<!\w)['’]\d\d\b(?!\w)", _unknown),
    (r"(?<=[Ss]ince )the (?:beginning|start) of (?:the|this) (?P<unit>year|month)\b", _read_start),
    (r"\b(?:yesterday|today|Yesterday|Today|(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:year|month|week))\b",
     _read_relative),
    (r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", _read_weekday),
)  # fmt: skip
COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in PATTERNS)
BARE_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Bb]etween|through|of|early|late|mid|[Ll]ast|[Tt]his|next)"
    rf"[ -]{_MONTH}(?!\w|\.\w)"
    r"(?P<year>)(?P<day>)"
)


def find_dates(text: str, published: date | None) -> list[DateSpan]:
    """Find dates, months, weekdays, decades and relative calendar words, without bare years.

    Args:
        text: The document's text.
        published: The day on which it was published, for relative dates and dates without a year.

    Returns:
        The dates, sorted, without overlaps; the pattern that stands first wins.
    """
    taken: list[DateSpan] = []
    for pattern, reader in COMPILED:
        for match in pattern.finditer(text):
            ends = match.groupdict()
            kind = "range" if ends.get("year2") or ends.get("day2") else "date"
            if reader is _read_relative and text[match.end() : match.end() + 1] not in ("'", "’"):
                kind = "relative"
            taken.append(DateSpan(*match.span(), *reader(match, published), kind=kind))
    for match in BARE_MONTH.finditer(text):
        days = _read_bare_month(match, published)
        taken.append(DateSpan(match.start("month"), match.end("month"), *days, kind="month"))
    return list(_without_overlaps(taken))


def _without_overlaps(spans: list[DateSpan]) -> Iterator[DateSpan]:
    """The earliest start wins, then the longest."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end
