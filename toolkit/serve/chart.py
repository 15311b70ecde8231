"""A series of figures as a drawing: each number with the bounds that its words claim.

Nothing is averaged and no line joins the points: two sources that disagree stand below each other.
The drawing is for the eye; the table beside it says the same in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.serve.cells import number_text
from toolkit.serve.plain import shorten, show_html

WIDTH = 640
LEFT, RIGHT = 170, 24
ROW_HEIGHT = 34
TOP = 12
AXIS_HEIGHT = 30
LABEL_LENGTH = 24
PADDING = 0.12
"""Of the range of values, kept free on either side for bounds that are open there."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value stands, from the left edge of the drawing."""

    smallest: float
    largest: float

    def place(self, value: float) -> float:
        """The place of a value in pixels, to one decimal."""
        share = (value - self.smallest) / (self.largest - self.smallest)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def series_chart(members: Sequence[Mapping[str, Any]]) -> Markup:
    """Draw figures of one series below each other.

    Args:
        members: Rows with ``number``, ``qualifier``, ``value``, ``lower`` and ``upper``.

    Returns:
        An SVG element, or nothing where no member has a value or a bound.
    """
    known = [
        member[name]
        for member in members
        for name in ("value", "lower", "upper")
        if member[name] is not None
    ]
    if not known:
        return Markup()
    scale = _scale(known)
    height = TOP + ROW_HEIGHT * len(members) + AXIS_HEIGHT
    parts = [
        _row(member, TOP + ROW_HEIGHT * (number + 0.5), scale)
        for number, member in enumerate(members)
    ]
    parts.append(_axis(scale, min(known), max(known), height - AXIS_HEIGHT))
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" aria-label="{}">{}</svg>'
    ).format(
        WIDTH,
        height,
        "The figures of this series with their bounds; the table below says the same.",
        Markup().join(parts),
    )


def _scale(known: Sequence[float]) -> Scale:
    smallest, largest = min(known), max(known)
    room = (largest - smallest) * PADDING or max(abs(largest) * PADDING, 1.0)
    return Scale(smallest - room, largest + room)


def _row(member: Mapping[str, Any], middle: float, scale: Scale) -> Markup:
    label = Markup('<text class="label" x="{}" y="{}" text-anchor="end">{}</text>').format(
        LEFT - 14, middle + 5, show_html(shorten(_claim(member), LABEL_LENGTH))
    )
    return Markup('<g class="member">{}{}{}</g>').format(
        label, _bounds(member, middle, scale), _value(member, middle, scale)
    )


def _claim(member: Mapping[str, Any]) -> str:
    """The number as printed with what its words claim: "at most 4,000"."""
    qualifier = str(member["qualifier"]).replace("_", " ")
    return f"{'' if qualifier == 'exactly' else qualifier} {member['number']}".strip()


def _bounds(member: Mapping[str, Any], middle: float, scale: Scale) -> Markup:
    """The stretch that the words claim; dashed to the edge where they leave it open."""
    lower, upper = member["lower"], member["upper"]
    if lower is None and upper is None:
        # "about": no bound is claimed, so none is drawn.
        return Markup()
    start = scale.place(lower if lower is not None else scale.smallest)
    end = scale.place(upper if upper is not None else scale.largest)
    open_ended = lower is None or upper is None
    return Markup('<line class="bounds{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        " open" if open_ended else "", start, middle, end, middle
    )


def _value(member: Mapping[str, Any], middle: float, scale: Scale) -> Markup:
    if member["value"] is None:
        return Markup()
    exact = member["lower"] == member["upper"] == member["value"]
    return Markup('<circle class="value{}" cx="{}" cy="{}" r="6"/>').format(
        "" if exact else " claimed", scale.place(member["value"]), middle
    )


def _axis(scale: Scale, smallest: float, largest: float, top: float) -> Markup:
    ends = dict.fromkeys((smallest, largest))
    labels = Markup().join(
        Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            scale.place(value), top + 22, number_text(float(value))
        )
        for value in ends
    )
    return Markup('<line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/>{}').format(
        LEFT, top, WIDTH - RIGHT, top, labels
    )
