"""The dateline that opens a report: where and when it was filed, and by which agency.

It is no part of the first sentence: a parser that reads "OSLO, 3 May (News) - The ferry sank" as
one clause makes Oslo its subject.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_PLACE = r"[A-Z][\w.'’-]*(?:[ ,/]+(?:[A-Z][\w.'’-]*|d[aeiu]|of|and)){0,6}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?(?P<comma>,)? ?(?P<day>{_DAY})?,?"
    r"\s?(?:\((?P<outlet>[A-Z][\w&.'’/ -]{1,38})\)|/(?P<wire>\w[\w ]{1,28})/)?"
    r"(?P<mark>\s*(?:--|[-–—―])\s+|:\s+|\.\s+(?=[A-Z“\"]))"
)
_IN_PARENTHESES = re.compile(
    rf"\((?P<place>{_PLACE})(?:,? (?P<day>{_DAY}))?\)\s*(?P<mark>--|[-–—―])\s+"
)
_OUTLET_NAME = re.compile(
    r"[A-Z0-9&.]+|.*\b(?:News|Press|Agency|Wire|Times|Post|Media|Service|Radio|TV)"
)
_CAPITALS = re.compile(r"[A-Z][A-Z.'’ -]{4,}(?:, [\w. ]{2,20})?")


class Dateline(NamedTuple):
    """What a dateline states, and where the text behind it begins (a code point of the line)."""

    place: str | None
    day: str | None
    outlet: str | None
    end: int


def find_dateline(line: str) -> Dateline | None:
    """The dateline that opens a line: a place with a day, an agency or in capitals, and a dash.

    A colon may stand for the dash behind a day, a full stop behind a place in capitals with one.
    What stands in parentheses is a place before a long dash or with a day, and else the outlet:
    "(Oslo) – ", "(News) - ". Counter-examples: "Berg - a sailor - spoke.", "On May 3 - a Sunday -
    the ferry sank.", "Berg: The ferry sank.".

    >>> find_dateline("OSLO, 3 May (News) - The ferry sank.")
    Dateline(place='OSLO', day='3 May', outlet='News', end=21)
    >>> find_dateline("Port Town, Oct. 9: The ferry sank.")
    Dateline(place='Port Town', day='Oct. 9', outlet=None, end=19)
    >>> find_dateline("OSLO, 3 May 2021. The ferry sank.").place
    'OSLO'
    >>> find_dateline("On May 3 - a Sunday - the ferry sank.")
    """
    filed = _IN_PARENTHESES.match(line)
    if filed is not None and (filed["day"] or _is_place(filed["place"], filed["mark"])):
        return Dateline(filed["place"], filed["day"], None, filed.end())
    found = _DATELINE.match(line)
    if found is None:
        return None
    place, day, outlet = found["place"], found["day"], found["outlet"] or found["wire"]
    capitals = place is not None and _CAPITALS.fullmatch(place) is not None
    dated = day is not None and place is not None and (capitals or found["comma"] is not None)
    if "." in found["mark"]:
        shouted = dated and place is not None and place.isupper()
        return Dateline(place, day, outlet, found.end()) if shouted else None
    if ":" in found["mark"]:
        return Dateline(place, day, outlet, found.end()) if dated else None
    if not (dated or capitals or outlet is not None):
        return None
    return Dateline(place, day, outlet, found.end())


def _is_place(words: str, mark: str) -> bool:
    """Whether what alone opens a line in parentheses is a place: agencies write a short dash."""
    return mark in "–—―" and _OUTLET_NAME.fullmatch(words) is None
