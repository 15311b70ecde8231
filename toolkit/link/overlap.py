"""Texts that share most of their words: exact, and without comparing each with each.

A text is the set of its word sequences of one length ("shingles"). Two sets that share at least a
given part of the smaller one must share one of the smaller one's *rarest* shingles, so looking up
only those finds every pair, and the lists looked up are short (prefix filtering: Chaudhuri, Ganti
and Kaushik, "A primitive operator for similarity joins in data cleaning", ICDE 2006).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

WORD = re.compile(r"\w+")

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str, length: int) -> Shingles:
    """The sequences of ``length`` casefolded words in a text."""
    words = WORD.findall(text.casefold())
    return frozenset(zip(*(words[offset:] for offset in range(length)), strict=False))


def overlapping_pairs(sets: Sequence[Shingles], least: float) -> Iterator[tuple[int, int, int]]:
    """Find the pairs that share at least a given part of the smaller set.

    Args:
        sets: One set for each text; an empty one has no pairs.
        least: The part of the smaller set that has to be shared, above 0 and at most 1.

    Yields:
        The two positions in ``sets``, the smaller position first, and how many they share. Each
        pair comes once; the order is that of the positions.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, members in enumerate(sets):
        for member in members:
            index[member].append(position)
    found: set[tuple[int, int]] = set()
    for position, members in enumerate(sets):
        needed = math.ceil(least * len(members))
        rarest = sorted(members, key=lambda member: (len(index[member]), member))
        for member in rarest[: len(members) - needed + 1]:
            for other in index[member]:
                if other != position and len(sets[other]) >= len(members):
                    found.add((min(position, other), max(position, other)))
    for one, two in sorted(found):
        shared = len(sets[one] & sets[two])
        if shared >= least * min(len(sets[one]), len(sets[two])):
            yield one, two, shared
