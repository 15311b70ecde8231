"""What the word lists know about a word: office, head of a name, state, nationality, given name.

The lists lie in ``lexicon/*.toml`` and say there why an entry is in; states and their parts come
from pycountry (ISO 3166). All look-ups ignore case unless they say otherwise.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import pycountry

from toolkit.extract.entities.heads import Heads
from toolkit.extract.entities.word_lists import (
    is_common_word,
    is_world_given_name,
    without_marks,
)

MALE = "male"
FEMALE = "female"


UNSEEN = str.maketrans({"’": "'", **dict.fromkeys("\u00ad\u200b\u200e\u200f\ufeff", None)})
"""Marks that change no word: soft hyphens, marks of direction; and the other apostrophe."""


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """The form under which names are compared: no case, no doubled space, straight apostrophes."""
    plain = unicodedata.normalize("NFC", name).translate(UNSEEN)
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=1 << 16)
def bare(word: str) -> str:
    """A word folded and without the full stop of an abbreviation: "Mr." is "mr"."""
    return fold(word).rstrip(".")


def load(name: str) -> dict[str, Any]:
    """One of the lists in ``lexicon/``."""
    found = resources.files("toolkit.extract.lexicon").joinpath(name)
    return tomllib.loads(found.read_text(encoding="utf-8"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


@dataclass(frozen=True, slots=True)
class Titles:
    """The words around a person's name that are no part of it."""

    address: frozenset[str]
    abbreviation: frozenset[str]
    """Forms of address, offices and ranks that a full stop shortens."""
    office: frozenset[str]
    rank: frozenset[str]
    modifier: frozenset[str]
    generation: frozenset[str]
    degree: frozenset[str]
    gender: dict[str, str]
    classes: dict[str, frozenset[str]]
    person: frozenset[str]
    """Offices and other nouns for a person."""
    general: frozenset[str]
    """Those that many may be at once: too little evidence without a word that narrows them."""
    also_bodies: frozenset[str]
    """Those of them that companies and states carry, too."""
    portfolio: frozenset[str]
    """Words of what an office is for: "Secretary of *State*"."""
    civic: frozenset[str]
    """Offices of one place, which is printed right before: "Brim Mayor Anna Berg"."""


@cache
def titles() -> Titles:
    """Forms of address, offices and what may stand before them."""
    lists = load("titles.toml")
    address = lists["address"]
    office = lists["office"]
    gender = {fold(word): MALE for word in (*address["male"], *office["male"])}
    gender.update({fold(word): FEMALE for word in (*address["female"], *office["female"])})
    classes: dict[str, set[str]] = {}
    for name, words in lists["same"].items():
        for word in words:
            classes.setdefault(fold(word), set()).add(name)
    return Titles(
        address=_folded((*address["male"], *address["female"], *address["neutral"])),
        abbreviation=_folded(address["abbreviated"]),
        office=_folded(office["words"]),
        rank=_folded(office["ranks"]),
        modifier=_folded(office["modifiers"]),
        generation=_folded(lists["suffix"]["generation"]),
        degree=_folded(lists["suffix"]["degree"]),
        gender=gender,
        classes={word: frozenset(names) for word, names in classes.items()},
        person=_folded((*lists["person"]["nouns"], *office["words"])),
        also_bodies=_folded(lists["person"]["also_bodies"]),
        civic=_folded(office["civic"]),
        portfolio=_folded(office["portfolios"]),
        general=_folded((*lists["person"]["general"], *lists["person"]["also_bodies"])),
    )


@cache
def heads() -> Heads:
    """The heads of names, by the type that they tell."""
    lists = load("heads.toml")
    return Heads(**{name: _folded(lists[name]) for name in Heads.__dataclass_fields__})


@cache
def _states() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        printed = {country.name, country.name.split(",")[0]}
        printed.update(getattr(country, kind, "") for kind in ("common_name", "official_name"))
        for name in printed - {"", "Korea", "Virgin Islands"}:
            codes.setdefault(fold(name).removeprefix("the "), country.alpha_2)
    for code, names in load("places.toml")["states"].items():
        codes.update({fold(name): code for name in names})
    return codes


def state_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the state that this is a name of.

    Args:
        name: As printed, with or without "the".

    Returns:
        The code, or None. "us" in lower case is a pronoun, no state.
    """
    folded = fold(name)
    if len(folded) <= 4 and name != name.upper() and "." not in name and folded in _SHORT:
        return None
    return _states().get(folded) or _states().get(folded.removeprefix("the "))


_SHORT = frozenset({"us", "uk", "uae", "usa", "drc", "ksa", "prc", "dprk"})


FEDERAL = frozenset({"US", "CA", "AU"})
"""States whose parts are as much written about as states: their names count like a city's."""


@cache
def _places() -> frozenset[str]:
    lists = load("places.toml")
    found = _folded((*lists["cities"]["names"], *_cities()))
    world = _folded(load("heads.toml")["world"]["places"])
    return found | world | _federal_parts() | _abbreviations()


def _cities() -> Iterator[str]:
    """The large cities, with and without the marks over their letters."""
    listed = resources.files("toolkit.extract.lexicon").joinpath("cities.txt")
    for line in listed.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line
            plain = without_marks(line)
            if not is_common_word(plain):  # Būsh
                yield plain


@cache
def _subdivisions() -> frozenset[str]:
    names = {fold(part.name) for part in pycountry.subdivisions}
    plain = {without_marks(name) for name in names}
    return frozenset(name for name in names | plain if len(name) > 3)


def is_place(name: str) -> bool:
    """Whether this is the name of a state, a large city or a part of the world."""
    return state_code(name) is not None or fold(name).removeprefix("the ") in _places()


@cache
def _federal_parts() -> frozenset[str]:
    return frozenset(
        fold(part.name) for part in pycountry.subdivisions if part.country_code in FEDERAL
    )


@cache
def _abbreviations() -> frozenset[str]:
    return _folded(load("places.toml")["abbreviations"]["names"])


def is_land(name: str) -> bool:
    """Whether this is a state, or a part of a federal one as it stands behind a town's name."""
    folded = fold(name)
    return state_code(name) is not None or folded in _federal_parts() | _abbreviations()


def is_state_abbreviation(name: str) -> bool:
    """Whether this is a federal state's abbreviation: "S.C." is no Supreme Court's."""
    return fold(name) in _abbreviations()


@cache
def _ambiguous() -> frozenset[str]:
    return _folded(load("places.toml")["ambiguous"]["names"])


def is_ambiguous_place(name: str) -> bool:
    """Whether the place's name is a common word or a person's name, too: "Nice", "Victoria"."""
    return fold(name) in _ambiguous()


def is_subdivision(name: str) -> bool:
    """Whether a province or federal state has this name: weak evidence, "Victoria" is one too."""
    return fold(name) in _subdivisions()


@cache
def _nationalities() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for code, words in load("nationalities.toml").items():
        if code == "peoples":
            found.update({fold(word): None for word in words["words"]})
        else:
            found.update({fold(word): code for word in words})
    return found


def is_nationality(word: str) -> bool:
    """Whether the word is the adjective or the noun of a nationality, people or following."""
    folded = fold(word)
    return folded in _nationalities() or without_marks(folded) in _nationalities()


def nationality_code(word: str) -> str | None:
    """The ISO 3166-1 code of the state whose people this word tells, if it tells one."""
    return _nationalities().get(fold(word))


@cache
def _given_names(name: str) -> dict[str, str | None]:
    lists = {kind: _folded(text.split()) for kind, text in load(name).items()}
    both = lists["both"] | (lists[MALE] & lists[FEMALE])
    found: dict[str, str | None] = dict.fromkeys(both)
    for gender in (MALE, FEMALE):
        found.update(dict.fromkeys(lists[gender] - both, gender))
    return found


def _given_name(word: str) -> str:
    """The folded name; of "Nils-Erik" the first part."""
    return fold(word).partition("-")[0]


def is_given_name(word: str) -> bool:
    """Whether the word is a frequent given name."""
    return _given_name(word) in _given_names("given_names.toml")


def may_be_given_name(word: str) -> bool:
    """Whether the word is a given name, frequent or not: evidence only before a further name."""
    name = _given_name(word)
    rare = _given_names("rare_given_names.toml")
    return is_given_name(word) or name in rare or is_world_given_name(name)


@cache
def _family_names() -> frozenset[str]:
    return _folded(load("titles.toml")["person"]["family_names_first"])


def is_family_name(word: str) -> bool:
    """Whether the word is a frequent family name of a people that prints it first."""
    return fold(word) in _family_names()


def given_name_gender(word: str) -> str | None:
    """``male`` or ``female`` where a given name usually tells it; None else."""
    name = _given_name(word)
    frequent = _given_names("given_names.toml")
    return frequent[name] if name in frequent else _given_names("rare_given_names.toml").get(name)
