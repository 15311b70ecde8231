"""Join a body, event or pact that one document names in short with the one that others spell out.

"Ferry Board" is "Ferry Board for the North", "Storm Flood" is "1912 Storm Flood", "Coast Guard" is
"Norwegian Coast Guard", "NFB" is "Nordic Ferry Board": where the collection names one such only, no
document names both apart, and documents of both name some third thing, or the short one's document
names the land that the full name opens with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from toolkit.link.groups import Groups
from toolkit.link.name_keys import name_key
from toolkit.rows import Entity

TYPES = frozenset({"organization", "event", "agreement"})
GOES_ON = re.compile(r" (?:of|for|on|against) ")
YEAR = re.compile(r"(?:1\d|20)\d\d")
SMALL = frozenset("of for the and on in to at de du la".split())
LETTERS = 3
"""Letters that an acronym has at least to be told by them alone."""


def join_openings(entities: Sequence[Entity], documents: Sequence[str], groups: Groups) -> None:
    """Join each short name with the one full name that it can stand for.

    Args:
        entities: The entities of all documents.
        documents: For each of them the document that names it.
        groups: What is joined so far; grows.
    """
    lands = _lands(entities)
    full: dict[tuple[str, str], set[int]] = defaultdict(set)
    land_of: dict[tuple[int, str], int] = {}
    named: dict[tuple[str, str], int] = {}
    for position, entity in enumerate(entities):
        if entity.type in TYPES:
            key = name_key(entity.name)
            named.setdefault((entity.type, key), position)
            for short in _short_forms(entity.name, key):
                full[entity.type, short].add(position)
            for land, short in _without_land(key, lands):
                full[entity.type, short].add(position)
                land_of[groups.find(position), short] = lands[land]
    where = _Places(documents, groups)
    for (kind, name), position in named.items():
        found = {groups.find(other) for other in full.get((kind, name), set())}
        candidates = found - {groups.find(position)}
        if len(candidates) != 1:
            continue
        other = min(candidates)
        if where.may_be_one(position, other, land_of.get((other, name))):
            where.join(position, other)


def _lands(entities: Sequence[Entity]) -> dict[str, int]:
    """The names of states and peoples, which stand before a body's name, and one entity of each."""
    return {
        name_key(form): position
        for position, entity in enumerate(entities)
        if entity.type == "group" or (entity.type == "place" and entity.country)
        for form in (entity.name, *entity.aliases)
    }


def _without_land(key: str, lands: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The state or people that opens the name, and the rest: "Coast Guard" of Norway."""
    words = key.split()
    for size in range(1, min(len(words), 4)):
        if " ".join(words[:size]) in lands:
            yield " ".join(words[:size]), " ".join(words[size:])


def _short_forms(name: str, key: str) -> Iterator[str]:
    """What a document may call it that does not print the full name."""
    words = key.split()
    for match in GOES_ON.finditer(key):
        if " " in key[: match.start()]:
            yield key[: match.start()]
    if len(words) > 2 and YEAR.fullmatch(words[0]):
        yield " ".join(words[1:])
    if len(words) > 2 and YEAR.fullmatch(words[-1]):
        yield " ".join(words[:-1])
    large = [word for word in name.split() if word[:1].isupper() and word.casefold() not in SMALL]
    if len(large) >= LETTERS:
        yield "".join(word[0] for word in large).casefold()
    if len(words) > 1 and words[-1] in ("department", "ministry"):
        yield f"{words[-1][0]}o" + "".join(word[0] for word in words[:-1])  # Defence: DoD


class _Places:
    """Which documents name which groups, while groups are being joined."""

    def __init__(self, documents: Sequence[str], groups: Groups) -> None:
        self._groups = groups
        self._documents: dict[int, set[str]] = defaultdict(set)
        self._named: dict[str, list[int]] = defaultdict(list)
        for position, document in enumerate(documents):
            self._documents[groups.find(position)].add(document)
            self._named[document].append(position)

    def may_be_one(self, short: int, full: int, land: int | None) -> bool:
        """Whether no document names both, and documents of both name a third thing, or its land."""
        ours = self._documents[self._groups.find(short)]
        theirs = self._documents[self._groups.find(full)]
        if ours & theirs:
            return False
        beside = set(self._beside(theirs))
        if land is not None:
            beside.add(self._groups.find(land))
        return any(third in beside for third in self._beside(ours))

    def join(self, short: int, full: int) -> None:
        """Make one group of two."""
        both = self._documents[self._groups.find(short)] | self._documents[self._groups.find(full)]
        self._groups.join([short, full])
        self._documents[self._groups.find(short)] = both

    def _beside(self, documents: set[str]) -> Iterator[int]:
        for document in sorted(documents):
            yield from map(self._groups.find, self._named[document])
