"""Series after a person has put a figure into one, or taken it out of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.rows import Figure


def settle_series(
    before: Sequence[Figure], after: Sequence[Figure], ranks: Mapping[str, int]
) -> tuple[Figure, ...]:
    """Name each series by its earliest member again, and leave none with one member.

    A figure that was taken out of the series that it named leaves the others together: they are
    held by the series, not by the figure.

    Args:
        before: The figures with the series that linking found.
        after: The same, in the same order, with what people set: any member of the series meant.
        ranks: Each document's place in the order of publication.
    """
    parents: dict[str, str] = {}

    def find(node: str) -> str:
        while parents.get(node, node) != node:
            node = parents[node]
        return node

    for old, new in zip(before, after, strict=True):
        if new.series_id is not None:
            # "series" before the id tells what linking found from the figure that names it.
            kept = new.series_id == old.series_id
            one = f"series {new.series_id}" if kept else new.series_id
            parents[find(new.figure_id)] = find(one)
    members: dict[str, list[Figure]] = defaultdict(list)
    for figure in after:
        members[find(figure.figure_id)].append(figure)
    named = {
        figure.figure_id: min(same, key=lambda row: (ranks[row.document_id], row.start)).figure_id
        for same in members.values()
        if len(same) > 1
        for figure in same
    }
    return tuple(replace(row, series_id=named.get(row.figure_id)) for row in after)
