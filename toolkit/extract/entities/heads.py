"""The lists of ``lexicon/heads.toml``: words that tell the type of a name.

Each list is explained there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that tell the type of the name that they end or open."""

    organization: frozenset[str]
    organization_alone: frozenset[str]
    organization_first: frozenset[str]
    place: frozenset[str]
    place_first: frozenset[str]
    event: frozenset[str]
    event_first: frozenset[str]
    event_alone: frozenset[str]
    agreement: frozenset[str]
    agreement_weak: frozenset[str]
    law: frozenset[str]
    group: frozenset[str]
    body_nouns: frozenset[str]
    area_nouns: frozenset[str]
    before_of_place: frozenset[str]
    streets: frozenset[str]
    teams: frozenset[str]
    firm: frozenset[str]
    place_opening: frozenset[str]
    club_first: frozenset[str]
    body_rather: frozenset[str]
    things: frozenset[str]
    indices: frozenset[str]
    after_article: frozenset[str]
    sides: frozenset[str]
    vessels: frozenset[str]
    works: frozenset[str]
