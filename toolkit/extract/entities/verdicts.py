"""The types of names, and what one place in a text says of one."""

from __future__ import annotations

from typing import NamedTuple

PERSON = "person"

ORGANIZATION = "organization"

PLACE = "place"

EVENT = "event"

AGREEMENT = "agreement"

GROUP = "group"

FIRM = 4
"""How much a firm verdict outweighs one that other places in the text may change."""


class Verdict(NamedTuple):
    """A type, the rule that gave it, and whether other places in the text may not change it."""

    type: str
    rule: str
    firm: bool
