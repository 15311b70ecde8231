"""How many rows of a table came, went or changed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from toolkit.package.diff.identities import EDITED, MERGED, RENAMED, SPLIT
from toolkit.package.diff.moved import MOVED
from toolkit.package.diff.row_changes import ROW_ADDED, ROW_REMOVED, VALUE_CHANGED
from toolkit.package.versions import Bump


@dataclass(frozen=True, slots=True)
class TableChange:
    """How one table differs from the edition before.

    A row that is told as edited, renamed, merged or split is not counted as added or removed too.
    """

    table: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    """Rows with the same key and another value."""
    edited: int = 0
    """Documents with other bytes under the same path."""
    moved: int = 0
    """Rows with the same words elsewhere in an edited document."""
    renamed: int = 0
    merged: int = 0
    split: int = 0
    schema: bool = False
    """Whether its columns, their types, their constraints or its keys differ."""
    new: bool = False
    gone: bool = False

    @property
    def bump(self) -> Bump:
        """What the rows do to the version number; the schema's changes say that for themselves."""
        again = self.edited or self.moved or self.renamed or self.merged or self.split
        if self.gone or self.removed or self.changed or again:
            return Bump.MAJOR
        return Bump.MINOR if self.added or self.new else Bump.NONE

    @property
    def counts(self) -> dict[str, int]:
        """What happened to rows, and to how many, without what did not happen."""
        counted = {
            "added": self.added,
            "removed": self.removed,
            "changed": self.changed,
            "edited": self.edited,
            "moved": self.moved,
            "renamed": self.renamed,
            "merged": self.merged,
            "split": self.split,
        }
        return {what: count for what, count in counted.items() if count}

    @property
    def note(self) -> str:
        """What happened to the table as a whole; empty where nothing did."""
        if self.new or self.gone:
            return "new table" if self.new else "table removed"
        return "columns or constraints changed" if self.schema else ""


def count_changes(table: str, rows: pl.DataFrame, *, schema: bool) -> TableChange:
    """Count what changed in one table.

    Args:
        table: The table's name.
        rows: The lines of all tables, with the columns ``table``, ``kind`` and ``row_id``.
        schema: Whether what its schema promises changed.
    """
    mine = rows.filter(pl.col("table") == table)
    count = dict(mine.group_by("kind").agg(pl.col("row_id").n_unique()).iter_rows())
    return TableChange(
        table,
        added=count.get(ROW_ADDED, 0),
        removed=count.get(ROW_REMOVED, 0),
        changed=count.get(VALUE_CHANGED, 0),
        edited=count.get(EDITED, 0),
        moved=count.get(MOVED, 0),
        renamed=count.get(RENAMED, 0),
        merged=count.get(MERGED, 0),
        split=count.get(SPLIT, 0),
        schema=schema,
    )
