"""Texts that share most of their words: exact, and without comparing each with each.

A text is the set of its word sequences of one length ("shingles"). Two sets that share at least a
given part of the smaller one must share one of the smaller one's *rarest* shingles, so looking up
only those finds every pair, and the lists looked up are short (prefix filtering: Chaudhuri, Ganti
and Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE 2006). Of many texts
that are alike only the first is looked for, so that a thousand reprints take a thousand steps.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, takewhile

WORD = re.compile(r"\w+")

ROUNDING = 1e-9
"""0.7 * 10 is a little more than 7 to a computer, and asks for 7."""

Shingles = frozenset[tuple[str, ...]]

Likeness = Callable[[int, int, int], float]
"""How alike two sets are, from 0 to 1: of how many they share, and of their sizes."""


def containment(shared: int, one: int, two: int) -> float:
    """The part of the smaller set that is shared."""
    return shared / min(one, two)


def jaccard(shared: int, one: int, two: int) -> float:
    """The part of both sets together that is shared."""
    return shared / (one + two - shared)


def shingles(text: str, length: int) -> Shingles:
    """The sequences of ``length`` casefolded words in a text."""
    words = WORD.findall(text.casefold())
    return frozenset(zip(*(words[offset:] for offset in range(length)), strict=False))


def earliest_alike(sets: Sequence[Shingles], least: float, likeness: Likeness) -> dict[int, int]:
    """Find for each text the first one before it that is alike.

    Args:
        sets: One set for each text; an empty one is like none.
        least: The likeness that two sets need, above 0 and at most 1.
        likeness: :func:`containment`, or what is never more than it.

    Returns:
        From a position in ``sets`` to the smallest position that is alike, where there is one.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, members in enumerate(sets):
        for member in members:
            index[member].append(position)
    rare_in: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found: dict[int, int] = {}
    for position, members in enumerate(sets):
        ordered = sorted(members, key=lambda member: (len(index[member]), member))
        rarest = ordered[: len(members) - math.ceil(least * len(members) - ROUNDING) + 1]
        # The smaller set of a pair is this one, or the other one.
        lists = chain((index[one] for one in rarest), (rare_in.get(one, ()) for one in members))
        for other in _before(position, lists):
            shared = len(sets[other] & members)
            if likeness(shared, len(sets[other]), len(members)) >= least:
                found[position] = other
                break
        for member in rarest:
            rare_in[member].append(position)
    return found


def _before(position: int, lists: Iterable[Sequence[int]]) -> Iterator[int]:
    """The positions before one that ascending lists hold, ascending and each once."""
    begun = (one for one in lists if one and one[0] < position)
    merged = (other for other, _ in groupby(heapq.merge(*begun)))
    return takewhile(lambda other: other < position, merged)
