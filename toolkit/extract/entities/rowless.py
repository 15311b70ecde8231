"""What has a name and no row: ships and other craft, works of art, files, common things by letters.

As in "the trawler Grey Heron", "the film Salt Roads", "Fares.pdf", "an IPO". A body or person whose
name stands behind other nouns ("the ferry operator Fjordline", "film director Anna Berg") has one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare, fold

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
    return bool(FILE.fullmatch(text)) or _is_ship(parsed, first) or _is_work(parsed, first)


def _is_ship(parsed: Doc, first: int) -> bool:
    """As in "the trawler Grey Heron"; not "the ferry Anna Berg took"? A ship, too, as printed."""
    before = parsed[first - 1] if first else None
    if before is None:
        return False
    lettered = before.text.isupper() and bare(before.text) in VESSELS
    return lettered or (before.is_lower and before.lower_ in gazetteer.heads().vessels)


def _is_work(parsed: Doc, first: int) -> bool:
    """As in "the film Salt Roads"; not "the film Anna Berg made", whose name a person has."""
    before = parsed[first - 1] if first else None
    if before is None or before.lower_ not in gazetteer.heads().works or not before.is_lower:
        return False
    return not gazetteer.may_be_given_name(parsed[first].text)
