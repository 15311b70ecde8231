"""Who asserts a figure: the speaker of the statement that holds it, or the document's issuer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.rows import Figure, Statement


def assert_all(figures: Iterable[Figure], statements: Sequence[Statement]) -> list[Figure]:
    """Give each figure the statement that holds it and the one who asserts it."""
    starts = [statement.start for statement in statements]
    issuers = {
        s.speaker_id for s in statements if s.kind == "authorial" and s.speaker_id is not None
    }
    issuer = next(iter(issuers)) if len(issuers) == 1 else None
    asserted = []
    for figure in figures:
        statement = _enclosing(figure, statements, starts)
        if statement is None:
            asserted.append(replace(figure, asserted_by=issuer))
            continue
        asserted.append(
            replace(figure, statement_id=statement.statement_id, asserted_by=statement.speaker_id)
        )
    return asserted


def _enclosing(
    figure: Figure, statements: Sequence[Statement], starts: list[int]
) -> Statement | None:
    """The statement that holds the figure's number; statements of one level do not overlap."""
    index = bisect_right(starts, figure.number_start) - 1
    for statement in reversed(statements[max(0, index - 3) : index + 1]):
        if statement.start <= figure.number_start and figure.number_end <= statement.end:
            return statement
    return None
