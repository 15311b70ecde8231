"""Tell the words of titles and the heads of names."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare

STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
"""What a storm's own name follows: "Hurricane Mira"."""


def is_title(parsed: Doc, position: int) -> bool:
    """Whether the token is a form of address or an office."""
    return is_title_word(parsed[position].text)


def is_title_word(printed: str) -> bool:
    """Whether the word is a form of address or an office, wherever it stands."""
    word = bare(printed)
    known = gazetteer.titles()
    # "senators", but "press" is not "pres".
    plural = word.endswith("s") and len(word) > 5 and word[:-1] in known.office
    return word in known.address or word in known.office or plural


def is_title_part(parsed: Doc, position: int) -> bool:
    """Whether the token can belong to a title: an office, or what may stand before one."""
    word = bare(parsed[position].text)
    if parsed[position].text == ".":
        return position > 0 and is_title(parsed, position - 1)
    return is_title(parsed, position) or word in gazetteer.titles().modifier or word in ("-", "/")


def is_civic_office(word: str) -> bool:
    """Whether a place is printed right before this office: "Brim Mayor Anna Berg"."""
    return bare(word) in gazetteer.titles().civic


def is_head(word: str) -> bool:
    """Whether the folded word tells the type of a name that it ends."""
    return word in _heads()


@cache
def _heads() -> frozenset[str]:
    known = gazetteer.heads()
    return known.organization | known.place | known.event | known.agreement
