"""The days of a month, a year, or a stretch that is counted back from another day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def month_days(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(first: int, last: int | None = None) -> tuple[date, date]:
    """First day of one year and last day of the same or another."""
    return date(first, 1, 1), date(last or first, 12, 31)


UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def shift_back(day: date, count: float, unit: str) -> date | None:
    """The day that lies ``count`` days, weeks, months, years before another; None if unknown.

    >>> shift_back(date(2024, 3, 31), 1, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in UNIT_DAYS:
        days = count * UNIT_DAYS[unit]
        return day - timedelta(days=round(days)) if days < day.toordinal() else None
    if unit not in UNIT_MONTHS:
        return None
    months = day.year * 12 + day.month - 1 - round(count * UNIT_MONTHS[unit])
    if months < 12:
        return None
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def day_of_writing(published: date | None) -> date | None:
    """The day from which "yesterday" and "last week" are counted.

    None in the first and the last year there are: programs write 0001-01-01 for no date at all.
    """
    known = published is not None and date.min.year < published.year < date.max.year
    return published if known else None
