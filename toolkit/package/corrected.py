"""What people corrected, as the table ``problems`` remembers it, from edition to edition."""

from __future__ import annotations

import re

import polars as pl

APPLIED = "correction_applied"

NEEDED = ("code", "row_id", "message")
"""Columns of ``problems`` that tell it."""

LINE = r"Line \d+ of corrections\.csv: "
"""Where a line stands says nothing about it: it moves when one is put before it."""


def compare_corrections(old: pl.DataFrame | None, new: pl.DataFrame) -> tuple[list[str], list[str]]:
    """What was corrected since the edition before, and what no longer is.

    Args:
        old: The problems of the edition before; None where there is none.
        new: The problems of this edition.

    Returns:
        A sentence for each row that was corrected, and one for each whose correction went.
    """
    before, now = _corrections(old) if old is not None else {}, _corrections(new)
    return (
        [said for key, said in now.items() if key not in before],
        [said for key, said in before.items() if key not in now],
    )


def _corrections(problems: pl.DataFrame) -> dict[tuple[str, str], str]:
    """From row and what was done to it, to the sentence that says both."""
    applied = problems.filter(pl.col("code") == APPLIED).select("row_id", "message")
    return {
        (row_id, re.sub(LINE, "", message)): f"{row_id}: {message}"
        for row_id, message in applied.iter_rows()
    }
