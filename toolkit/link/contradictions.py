"""Figures that cannot both be right: reported as problems, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolkit.problems import Problem, report
from toolkit.rows import Figure


def find_contradictions(figures: Sequence[Figure], paths: Mapping[str, str]) -> Iterator[Problem]:
    """Find the parts that are surely larger than their wholes.

    Args:
        figures: All figures of the collection.
        paths: From document_id to ``documents.path``.

    Yields:
        A ``part_exceeds_whole`` problem for each part whose smallest claimed value lies above the
        largest claimed value of its whole. Percentages of a count cannot be compared with it.
    """
    by_id = {figure.figure_id: figure for figure in figures}
    for part in figures:
        whole = by_id.get(part.part_of or "")
        if whole is None or part.unit_kind != whole.unit_kind:
            continue
        if part.lower is not None and whole.upper is not None and part.lower > whole.upper:
            yield report(
                "part_exceeds_whole",
                paths[part.document_id],
                detail=f"“{part.text}” is larger than its whole “{whole.text}”",
                table_name="figures",
                row_id=part.figure_id,
                start=part.start,
            )
