"""What kind of thing a figure counts, coarse enough that two sources' words can meet.

"Citizens", "residents" and "Norwegians" are all people, so figures about them can be one series.
A part of a population is a class of its own: "children" and "passengers" never meet "people".
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from toolkit.rows import Figure

PERSON = "person"

PERSON_NOUNS = frozenset(
    """
    people person human individual citizen national resident inhabitant compatriot countryman
    soul life casualty victim dead fatality
    """.split()
)
"""Nouns that mean no more than "people" once the event says what happened to them."""


def unit_class(figure: Figure, nationalities: AbstractSet[str]) -> str:
    """The class of what a figure counts.

    Args:
        figure: A figure with a unit.
        nationalities: Casefolded names of groups that the collection names ("norwegians").

    Returns:
        ``person`` for nouns that mean people in general and for nationalities, else the unit.
    """
    unit = (figure.unit or "").casefold()
    if figure.unit_kind != "count":
        return unit
    if unit in PERSON_NOUNS or unit in nationalities or f"{unit}s" in nationalities:
        return PERSON
    return unit
