"""Which of many things are one: disjoint sets that grow together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Disjoint sets of positions (union-find); the smallest position stands for its set."""

    def __init__(self, size: int) -> None:
        """Start with each position as a set of its own."""
        self._parents = list(range(size))

    def find(self, position: int) -> int:
        """The position that stands for the set."""
        while self._parents[position] != position:
            self._parents[position] = self._parents[self._parents[position]]
            position = self._parents[position]
        return position

    def join(self, positions: Iterable[int]) -> None:
        """Make one set of those that hold the positions."""
        roots = sorted({self.find(position) for position in positions})
        for root in roots[1:]:
            self._parents[root] = roots[0]

    def members(self) -> dict[int, list[int]]:
        """The sets, each under the position that stands for it."""
        sets: dict[int, list[int]] = defaultdict(list)
        for position in range(len(self._parents)):
            sets[self.find(position)].append(position)
        return sets
