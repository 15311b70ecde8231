"""What has a name and no row: ships and other craft, works of art, files, common things by letters.

As in "the trawler Grey Heron", "the film Salt Roads", "Fares.pdf", "an IPO". A body or person whose
name stands behind other nouns ("the ferry operator Fjordline", "film director Anna Berg") has one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from toolkit.bodies import find_body
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.word_lists import is_company

VESSELS = frozenset("fs hmas hmcs hmnzs hms ins km kri ms mt mv rms rv ss uss".split())
"""What ships' names begin with."""

FILE = re.compile(
    r"\S+\.(?:pdf|docx?|xlsx?|pptx?|html?|txt|jpe?g|png|gif|zip|csv|exe|mp[34]|avi|mov|xml|json)",
    re.IGNORECASE,
)


def has_no_row(parsed: Doc, first: int, last: int) -> bool:
    """Whether the name is one of a ship, a work or a file, or stands for common words."""
    text = parsed[first:last].text
    opening = bare(parsed[first].text)
    if opening in VESSELS and parsed[first].text.isupper():
        return True
    if last - first == 1 and text.isupper() and fold(text) in listed("letters"):
        return True
    if last - first > 1 and bare(parsed[last - 1].text) in gazetteer.heads().things:
        return True
    index = opening in gazetteer.heads().indices
    if index and (last - first == 1 or parsed[last - 1].text.isdigit()):
        return True
    if FILE.fullmatch(text):
        return True
    crafted = _is_ship(parsed, first, last) or _is_work(parsed, first)
    return crafted and not _is_listed(text)


def _is_listed(text: str) -> bool:
    """Whether a list knows the name: "the film Netflix bought", "a satellite NASA launched"."""
    known = find_body(text) is not None or is_company(text) or is_acronym(text)
    return known or gazetteer.is_place(text) or gazetteer.is_nationality(text)


def _is_ship(parsed: Doc, first: int, last: int) -> bool:
    """As in "the trawler Grey Heron", "the ferry Anna"; not "the boat Anna Berg took"."""
    before = parsed[first - 1] if first else None
    if before is None:
        return False
    lettered = before.text.isupper() and bare(before.text) in VESSELS
    full = last - first > 1 and gazetteer.may_be_given_name(parsed[first].text)
    craft = before.is_lower and before.lower_ in gazetteer.heads().vessels
    return lettered or (craft and not full)


def _is_work(parsed: Doc, first: int) -> bool:
    """As in "the film Salt Roads"; not "the film Anna Berg made", whose name a person has."""
    before = parsed[first - 1] if first else None
    if before is None or before.lower_ not in gazetteer.heads().works or not before.is_lower:
        return False
    return not gazetteer.may_be_given_name(parsed[first].text)
