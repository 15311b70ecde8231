"""Join the places that print an acronym to those that print the one name it stands for."""

from __future__ import annotations

from collections import defaultdict

from toolkit.extract.entities.acronyms import (
    BLEND,
    initials,
    is_acronym,
    is_blend,
    letters_of,
    shortens,
    stands_for,
)
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.gazetteer import is_state_abbreviation
from toolkit.extract.entities.short_forms import merge

CROWD = 200
"""Names with one first word beyond which none is looked through for a name shortened in part."""


def join_acronyms(by_key: dict[str, Cluster]) -> None:
    """Join an acronym to the one name whose letters it has; brackets allow a looser fit."""
    names = {key: found.name for key, found in by_key.items()}
    spelled: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    opening: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        if " " in name:
            by_first[key.split()[0]].append(key)
            for word in key.split()[:2]:
                opening[letters_of(word)[:2]].append(key)
            for letters in sorted(initials(name)):
                spelled[letters].append(key)
    edges = _edges(by_key)
    for key in sorted(names):
        printed = names[key]
        if is_acronym(printed):
            introduced = _introducer(names, by_key[key], edges)
            letters = letters_of(printed)
            lettered = [] if is_state_abbreviation(printed) else spelled[letters]
            full = [introduced] if introduced else lettered
            if not full and len(letters) >= BLEND:
                near = opening[letters[:2]]
                full = [other for other in near if is_blend(letters, names[other])]
        elif " " in printed and any(is_acronym(word) for word in printed.split()):
            crowd = by_first[key.split()[0]]
            near = crowd if len(crowd) <= CROWD else []
            full = [other for other in near if other != key and shortens(printed, names[other])]
        else:
            continue
        there = [other for other in full if other in by_key and other != key]
        if len(there) == 1 and key in by_key:
            merge(by_key, key, there[0])


def _edges(by_key: dict[str, Cluster]) -> dict[tuple[str, int], str]:
    """Which name starts or ends at a position."""
    found: dict[tuple[str, int], str] = {}
    for key, cluster in by_key.items():
        for member in cluster.members:
            found["start", member.start] = key
            found["end", member.end] = key
    return found


def _introducer(
    names: dict[str, str], acronym: Cluster, edges: dict[tuple[str, int], str]
) -> str | None:
    """The name right before the acronym's bracket, or in the bracket right after it."""
    printed = acronym.name
    for own in acronym.members:
        for gap in (1, 2):
            for key in (edges.get(("end", own.start - gap)), edges.get(("start", own.end + gap))):
                if key is not None and stands_for(printed, names[key], introduced=True):
                    return key
    return None
