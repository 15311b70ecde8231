"""Tell a person by words that no list knows: "Jorvek Martin", "Jorvek Tanaquill".

Family names name towns, streets and companies as well, so the lists decide only where nothing
better does, or against a name finder's guess. So does the shape: two or three words that English
does not have and that no list of places, bodies or titles knows name a person more often than
anything else, where neither an article nor a preposition of place stands before them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import PROPER
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.name_contexts import AREAS, WHERE
from toolkit.extract.entities.titles import is_head, is_title_word
from toolkit.extract.entities.word_lists import is_common_word, is_world_family_name

OPENS_PLACE = frozenset(
    "san santa santo st saint ste fort port mount mt lake cape new old north south east west upper "
    "lower great little el la los las le de del".split()
)
"""First words of places that end in a family name: "Fort Wayne", "San Martin"."""

LEADS_ELSEWHERE = WHERE | {"the", "a", "an", "to", "on", "this", "its", "our", "towards"}
"""Words before a name that say that it names no person, or leave it open."""

LONGEST = 3
"""Words of a name that its shape can tell."""


def ends_in_surname(parsed: Doc, first: int, last: int) -> bool:
    """Whether one or two unknown words in capitals stand before a family name.

    Not "Oslo Martin", "Fort Martin", "Judge Martin", "Harbour Martin": a place, a title and a head
    are known words.
    """
    words = parsed[first:last].text.split()
    if not 1 < len(words) <= LONGEST:
        return False
    frequent = fold(words[-1]) in _surnames()
    if not frequent and not is_world_family_name(words[-1]):
        return False
    tagged = all(token.tag_ == "NNP" for token in parsed[first : last - 1] if token.is_alpha)
    known = not frequent and any(is_common_word(word) for word in words)
    return tagged and not known and not any(_is_known(word) for word in words[:-1])


def is_unknown_full_name(parsed: Doc, first: int, last: int) -> bool:
    """Whether these are two or three words of no list, as persons' names of many countries are.

    Not "the Vasker Tolum", "in Vasker Tolum", "Vasker Ferries": an article, a preposition of place
    and a word of English show something else.
    """
    words = parsed[first:last].text.split()
    if not 1 < len(words) <= LONGEST or (first == 0 and parsed[first].tag_ not in PROPER):
        return False
    before = parsed[first - 1].lower_ if first else ""
    if before in LEADS_ELSEWHERE or (last < len(parsed) and parsed[last].lower_ in AREAS):
        return False
    return not any(_is_known(word) or is_common_word(word) for word in words)


def _is_known(word: str) -> bool:
    """Whether a word of a name is written otherwise than a person's, or a list knows it."""
    plain = word.replace("-", "").replace("’", "").replace("'", "")
    return (
        not (plain.isalpha() and len(plain) > 1 and word[0].isupper() and not plain.isupper())
        or bare(word) in OPENS_PLACE
        or gazetteer.is_place(word)
        or gazetteer.is_subdivision(word)
        or gazetteer.is_nationality(word)
        or is_head(bare(word))
        or is_title_word(word)
    )


@cache
def _surnames() -> frozenset[str]:
    listed = resources.files("toolkit.extract.lexicon").joinpath("family_names.txt")
    lines = listed.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))
