"""A series of figures as a drawing: each number with the bounds that its words claim.

Nothing is averaged and no line joins the points: figures stand below each other in the order of
their dates, so that two that disagree are seen to. The drawing is for the eye; the table beside it
says the same in words.

Drawn here and not by a library: places are percentages and letters keep their size, so that one
drawing fits a phone, a screen and paper; colours come from the page, also in the dark; and nothing
in it needs a style attribute, which the site's policy forbids. Altair with vl-convert (34 MB) draws
for one width and one background.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.serve.cells import number_text
from toolkit.serve.plain import shorten, show_html

ROW_HEIGHT = 48
TOP = 8
AXIS_HEIGHT = 34
NUMBER_LENGTH = 24
LABEL_WIDTH = 325
"""Pixels for the number and its source on a phone."""
NUMBER_WIDTH, SOURCE_WIDTH = 8.9, 6.9
"""Pixels that one of their letters takes on average."""
MARGIN = 2.0
"""Percent of the width left free at either side."""
PADDING = 0.08
"""Of the range of values, kept free on either side for bounds that are open there."""
MOST_TICKS = 5
DRAWN = 60
"""The most figures in one drawing; the table has them all."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value stands, in percent of the width."""

    smallest: float
    largest: float

    def place(self, value: float) -> str:
        """The place of a value, as an attribute says it."""
        share = (value - self.smallest) / (self.largest - self.smallest)
        return f"{MARGIN + share * (100 - 2 * MARGIN):.2f}%"


def series_chart(members: Sequence[Mapping[str, Any]]) -> Markup:
    """Draw figures of one series below each other.

    Args:
        members: Rows with ``number``, ``qualifier``, ``value``, ``lower``, ``upper``,
            ``published_date`` and ``asserter_name``.

    Returns:
        An SVG element, or nothing where no member has a value or a bound.
    """
    drawn = members[:DRAWN]
    known = [
        float(member[name])
        for member in drawn
        for name in ("value", "lower", "upper")
        if member[name] is not None
    ]
    if not known:
        return Markup()
    scale = _scale(known)
    bottom = TOP + ROW_HEIGHT * len(drawn)
    parts = [_axis(scale, bottom)]
    parts += [_row(member, TOP + ROW_HEIGHT * number, scale) for number, member in enumerate(drawn)]
    label = "The figures of this series with their bounds; the table below says the same."
    return Markup(
        '<svg class="chart" role="img" width="100%" height="{}" aria-label="{}">{}</svg>'
    ).format(bottom + AXIS_HEIGHT, label, Markup().join(parts))


def claim_text(member: Mapping[str, Any]) -> str:
    """The number as printed with what its words claim: "at most 4,000".

    A range and a vague number ("10 to 15", "dozens") say it themselves.
    """
    qualifier = str(member["qualifier"]).replace("_", " ")
    plain = qualifier == "exactly" or member["value"] is None
    return str(member["number"]) if plain else f"{qualifier} {member['number']}"


def ticks(smallest: float, largest: float) -> list[float]:
    """Round numbers in a range, at most five of them.

    >>> ticks(3860.0, 4010.0)
    [3900.0, 3950.0, 4000.0]
    """
    rough = (largest - smallest) / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    first = math.ceil(smallest / step)
    found = [number * step for number in range(first, math.floor(largest / step) + 1)]
    return [round(value, 10) for value in found]


def _scale(known: Sequence[float]) -> Scale:
    smallest, largest = min(known), max(known)
    room = (largest - smallest) * PADDING or max(abs(largest) * PADDING, 1.0)
    return Scale(smallest - room, largest + room)


def _row(member: Mapping[str, Any], top: float, scale: Scale) -> Markup:
    middle = top + 34
    source = " · ".join(
        str(part)
        for part in (member["published_date"] or "no date", member["asserter_name"])
        if part
    )
    number = shorten(claim_text(member), NUMBER_LENGTH)
    room = (LABEL_WIDTH - NUMBER_WIDTH * len(number)) / SOURCE_WIDTH
    return Markup(
        '<g class="member"><text class="label" x="{}%" y="{}">{}'
        '<tspan class="source" dx="10">{}</tspan></text>{}{}</g>'
    ).format(
        MARGIN,
        top + 16,
        show_html(number),
        show_html(shorten(source, int(room))),
        _bounds(member, middle, scale),
        _value(member, middle, scale),
    )


def _bounds(member: Mapping[str, Any], middle: float, scale: Scale) -> Markup:
    """The stretch that the words claim; dashed to the edge where they leave it open."""
    lower, upper = member["lower"], member["upper"]
    if lower is None and upper is None:
        # "about": no bound is claimed, so none is drawn.
        return Markup()
    if lower == upper:
        return Markup()
    start = scale.place(lower if lower is not None else scale.smallest)
    end = scale.place(upper if upper is not None else scale.largest)
    open_ended = lower is None or upper is None
    line = Markup('<line class="bounds{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        " open" if open_ended else "", start, middle, end, middle
    )
    return line + Markup().join(
        Markup('<line class="bound" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
            scale.place(bound), middle - 8, scale.place(bound), middle + 8
        )
        for bound in (lower, upper)
        if bound is not None
    )


def _value(member: Mapping[str, Any], middle: float, scale: Scale) -> Markup:
    if member["value"] is None:
        return Markup()
    exact = member["lower"] == member["upper"] == member["value"]
    return Markup('<circle class="value{}" cx="{}" cy="{}" r="6"/>').format(
        "" if exact else " claimed", scale.place(member["value"]), middle
    )


def _axis(scale: Scale, bottom: float) -> Markup:
    return Markup().join(_ticks(scale, bottom)) + Markup(
        '<line class="axis" x1="0" y1="{}" x2="100%" y2="{}"/>'
    ).format(bottom + 4, bottom + 4)


def _ticks(scale: Scale, bottom: float) -> Iterable[Markup]:
    for value in ticks(scale.smallest, scale.largest):
        place = scale.place(value)
        yield Markup(
            '<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/>'
            '<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>'
        ).format(place, TOP, place, bottom + 8, place, bottom + 24, number_text(value))
