"""Tell a person by a frequent family name behind a word that no list knows: "Jorvek Martin".

Family names name towns, streets and companies as well, so the list decides only where nothing
better does, or against a name finder's guess at a place.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.titles import is_head, is_title_part

OPENS_PLACE = frozenset(
    "san santa santo st saint ste fort port mount mt lake cape new old north south east west upper "
    "lower great little el la los las le de del".split()
)
"""First words of places that end in a family name: "Fort Wayne", "San Martin"."""

LONGEST = 3


def ends_in_surname(parsed: Doc, first: int, last: int) -> bool:
    """Whether one or two unknown words in capitals stand before a frequent family name.

    Not "Oslo Martin", "Fort Martin", "Judge Martin", "Harbour Martin": a place, a title and a head
    are known words.
    """
    words = parsed[first:last]
    if not 1 < len(words) <= LONGEST or fold(words[-1].text) not in _surnames():
        return False
    return all(
        word.tag_ == "NNP"
        and word.is_alpha
        and word.text.istitle()
        and bare(word.text) not in OPENS_PLACE
        and not gazetteer.is_place(word.text)
        and not gazetteer.is_nationality(word.text)
        and not is_head(bare(word.text))
        and not is_title_part(parsed, word.i)
        for word in words[:-1]
    )


@cache
def _surnames() -> frozenset[str]:
    listed = resources.files("toolkit.extract.lexicon").joinpath("family_names.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))
