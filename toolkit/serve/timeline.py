"""What happened when, as a drawing: a dot for each document or statement, or bars for many.

Places along the time are percentages, as in :mod:`toolkit.serve.chart`. The list beside the drawing
says the same in words, so it is hidden from screen readers, and its links from the keyboard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from toolkit.serve.plain import show_html

BINS = 34
"""Places along the time: as many dots as stand beside each other on a phone."""
HIGHEST_STACK = 8
DOT = 4.5
STEP = 14
BAR_HEIGHT = 110
BAR_WIDTH = 2.1
AXIS_HEIGHT = 26
MARGIN = 3.0
MOST_TICKS = 5
"""As many names of months as stand beside each other on a phone."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date."""

    day: date
    label: str
    address: str | None = None
    kind: str = ""
    """The class of its dot, so that two kinds can be told apart."""
    count: int = 1
    until: date | None = None
    """The last day, where it stands for several."""


def timeline(events: Sequence[Event]) -> Markup:
    """Draw events along the time.

    Returns:
        An SVG element, or nothing where there are fewer than two days to set apart.
    """
    days = [day for event in events for day in (event.day, event.until or event.day)]
    if len(set(days)) < 2:
        return Markup()
    first, last = min(days), max(days)
    bins: dict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.day):
        bins[round(_share(event.day, first, last) * (BINS - 1))].append(event)
    highest = max(sum(event.count for event in stack) for stack in bins.values())
    if highest <= HIGHEST_STACK:
        height = STEP * highest + DOT
        marks = [_dots(number, stack, height) for number, stack in sorted(bins.items())]
    else:
        height = BAR_HEIGHT
        marks = [_bar(number, stack, height, highest) for number, stack in sorted(bins.items())]
    return Markup(
        '<svg class="timeline" aria-hidden="true" width="100%" height="{}">{}{}</svg>'
    ).format(height + AXIS_HEIGHT, _axis(first, last, height), Markup().join(marks))


def _share(day: date, first: date, last: date) -> float:
    return (day - first).days / (last - first).days


def _place(share: float) -> str:
    return f"{MARGIN + share * (100 - 2 * MARGIN):.2f}%"


def _dots(number: int, stack: Sequence[Event], height: float) -> Markup:
    return Markup().join(
        _linked(
            event,
            Markup('<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
                f"dot {event.kind}".strip(),
                _place(number / (BINS - 1)),
                height - STEP * (level + 0.5),
                DOT,
                show_html(f"{event.day}: {event.label}"),
            ),
        )
        for level, event in enumerate(event for event in stack for _ in range(event.count))
    )


def _linked(event: Event, mark: Markup) -> Markup:
    if event.address is None:
        return mark
    return Markup('<a href="{}" tabindex="-1">{}</a>').format(event.address, mark)


def _bar(number: int, stack: Sequence[Event], height: float, highest: int) -> Markup:
    counts: dict[str, int] = defaultdict(int)
    for event in stack:
        counts[event.kind] += event.count
    days = sorted({day for event in stack for day in (event.day, event.until or event.day)})
    span = f"{days[0]}" if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return Markup().join(_pieces(number, counts, span, height, highest))


def _pieces(
    number: int, counts: Mapping[str, int], span: str, height: float, highest: int
) -> Iterable[Markup]:
    # The left edge of the bar, so that its middle stands at its time.
    place = _place(number / (BINS - 1) - BAR_WIDTH / 2 / (100 - 2 * MARGIN))
    bottom = height
    for kind, count in sorted(counts.items()):
        tall = max(1.0, round(count / highest * (height - 6), 1))
        yield Markup(  # noqa: S704 - numbers, dates and a kind of ours
            f'<rect class="{f"bar {kind}".strip()}" x="{place}" y="{bottom - tall}" '
            f'width="{BAR_WIDTH}%" height="{tall}"><title>{span}: {count:,}</title></rect>'
        )
        bottom -= tall


def _axis(first: date, last: date, height: float) -> Markup:
    line = Markup('<line class="axis" x1="0" y1="{}" x2="100%" y2="{}"/>').format(height, height)
    return line + Markup().join(
        Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            _place(_share(day, first, last)), height + 18, label
        )
        for day, label in time_ticks(first, last)
    )


def time_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Beginnings of years, months or days in a stretch of time, at most five, with their names.

    >>> [label for _, label in time_ticks(date(2021, 3, 5), date(2021, 7, 9))]
    ['Apr 2021', 'May 2021', 'Jun 2021', 'Jul 2021']
    """
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 24000):
        following = -(-(_number(first) + 1) // step) * step
        months = range(following, _number(last) + 1, step)
        if len(months) <= MOST_TICKS:
            break
    if len(months) >= 2:
        return [(day, _month_name(day, step)) for day in map(_month, months)]
    length = (last - first).days
    apart = max(1, -(-length // (MOST_TICKS - 1)))
    days = [first + timedelta(days=number) for number in range(0, length + 1, apart)]
    return [(day, f"{day.day} {MONTHS[day.month - 1]} {day.year}") for day in days]


def _number(day: date) -> int:
    """The number of a day's month, counted through the years."""
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _month_name(day: date, step: int) -> str:
    return str(day.year) if step >= 12 else f"{MONTHS[day.month - 1]} {day.year}"
