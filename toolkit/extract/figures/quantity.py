"""One quantity as printed, before anyone asks what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.extract.figures.dates import DateSpan
from toolkit.extract.figures.exclusions import Excluded
from toolkit.extract.spans import Span


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


@dataclass(frozen=True, slots=True, order=True)
class TimeSpan(Span):
    """A span of time that says when: "in the last two years", "three days ago".

    ``count`` is how many units it looks back, or None where it looks elsewhere.
    """

    count: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything numeric in one text: quantities, what is none and why, and the dates."""

    quantities: tuple[Quantity, ...]
    excluded: tuple[Excluded, ...]
    dates: tuple[DateSpan, ...]
    spans: tuple[TimeSpan, ...]
