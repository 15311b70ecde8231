"""The long lists of words: common English ones, names of persons of many countries, companies.

Each lies in ``lexicon/*.txt``, whose head says where it is from and what was left out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

APOSTROPHES = str.maketrans({"’": "'", "ʻ": "'"})

FAMILY_ENDS = re.compile(
    r"\w{2,}(?:ovi[cć]|evi[cć]|[oe]wsk[ia]|[oe]wic?z|czyk|czak|ová|[ioe]eva|ova|enko|chuk|shvili|dze"
    r"|yan|o[gğ]lu|zadeh?|sson|d[oó]ttir|opoulo[su]|akis|idis|escu|eanu|nen|ullah|uddin|[io]yev"
    r"|sk[iy]y|sky|ov|ev)"
)
"""Ends of family names that name little else: "Hakobyan", "Kovalenko", "Jónsdóttir"."""


def is_common_word(word: str) -> bool:
    """Whether English prints the word in lower case: a capital on it may say nothing."""
    return word.casefold() in _words("common_words.txt")


def is_world_given_name(word: str) -> bool:
    """Whether the word is a given name of some country: evidence only before a further name."""
    return _plain(word) in _words("world_given_names.txt")


def is_world_family_name(word: str) -> bool:
    """Whether the word is a family name of some country, by a list or by its end.

    >>> [is_world_family_name(word) for word in ("Okafor", "Vlasenko", "Quay")]
    [True, True, False]
    """
    plain = _plain(word)
    if plain in _words("world_family_names.txt"):
        return True
    return bool(FAMILY_ENDS.fullmatch(plain)) and not is_common_word(word)


def is_company(name: str) -> bool:
    """Whether this is the name of a listed company, without its legal ending."""
    return " ".join(name.translate(APOSTROPHES).split()).casefold() in _companies()


@cache
def company_names() -> tuple[str, ...]:
    """The names of the listed companies, as they are printed."""
    return tuple(_lines("companies.txt"))


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> str:
    """The word without case and without marks over its letters: "Múte" is "mute"."""
    return without_marks(word.translate(APOSTROPHES).casefold())


def without_marks(text: str) -> str:
    """The text without the marks over and under its letters: "Łódź" keeps its Ł."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@cache
def _words(name: str) -> frozenset[str]:
    lines = _lines(name)
    return frozenset(without_marks(" ".join(lines).casefold()).split())


@cache
def _companies() -> frozenset[str]:
    return frozenset(name.casefold() for name in company_names())


def _lines(name: str) -> list[str]:
    found = resources.files("toolkit.extract.lexicon").joinpath(name)
    lines = found.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
