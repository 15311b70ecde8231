"""Bare numbers of four digits that may be years: "in 2016", not "2000 homes"."""

from __future__ import annotations

import re

from toolkit.extract.figures.calendar_days import year_days
from toolkit.extract.figures.dates import DateSpan
from toolkit.extract.spans import Span

YEAR = re.compile(
    r"(?<![\w.,$€£¥₹#:/+-])(?P<year>1[5-9]\d\d|20\d\d|2100)(?![\d%°/]|:\d|[.,]\d|-\w|['’]s?\w)"
)
YEAR_COMPOUND = re.compile(
    r"(?<![\w.,$€£-])(?P<year>19\d\d|20\d\d)(?=-(?:born|era|style|model|\d\d?\b))"
)


def find_years(text: str, dates: list[DateSpan]) -> list[DateSpan]:
    """Find bare four-digit numbers that can be years and lie in no other date.

    Whether one *is* a year ("in 2016") or counts something ("2000 homes") is for the caller to
    say: :func:`year_is_certain` knows the words around it.
    """
    taken = sorted(dates)
    found = []
    position = 0
    for pattern in (YEAR, YEAR_COMPOUND):
        for match in pattern.finditer(text):
            found.append(
                DateSpan(match.start(), match.end(), *year_days(int(match["year"])), kind="year")
            )
    free: list[DateSpan] = []
    for span in sorted(found):
        while position < len(taken) and taken[position].end <= span.start:
            position += 1
        if position == len(taken) or not taken[position].overlaps(span.start, span.end):
            free.append(span)
    return free


TIME_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|circa|year|spring|summer|autumn|fall|winter|"
    r"fiscal|season|census|copyright|back in|(?:summer|end|start|beginning|quarter|half|fall|spring"
    r"|winter|autumn|class|anniversary|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: of)?|as of)[ \u00a0-]?\(?$",
    re.IGNORECASE,
)


def year_is_certain(text: str, span: Span) -> bool:
    """Whether the words before a bare four-digit number make it a year on their own."""
    return TIME_BEFORE.search(text[max(0, span.start - 18) : span.start]) is not None
