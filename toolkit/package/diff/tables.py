"""How many rows of a table came, went or changed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from toolkit.package.diff.identities import EDITED, MERGED, RENAMED, SPLIT
from toolkit.package.diff.moved import MOVED
from toolkit.package.diff.row_changes import ROW_ADDED, ROW_REMOVED, VALUE_CHANGED
from toolkit.package.diff.weights import NOTES, weight
from toolkit.package.versions import Bump

HAPPENINGS = (
    *("added", "removed", "changed", "grown", "relabelled"),
    *("edited", "moved", "renamed", "merged", "split"),
)
"""What can happen to rows, in the order of telling: fields of :class:`TableChange`."""

SMALLER = {"added": Bump.MINOR, "grown": Bump.MINOR, "relabelled": Bump.PATCH}
"""What takes nothing away from whoever cites the edition before; all else is a major change."""


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
    grown: int = 0
    """Rows of which only counts, names or links to other rows are more than before."""
    relabelled: int = 0
    """Rows of which only ``rule`` is another."""
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
    notes: bool = False
    """Whether its rows are about what is no row, so that one less takes nothing away."""

    @property
    def bump(self) -> Bump:
        """What the rows do to the version number; the schema's changes say that for themselves."""
        if self.gone:
            return Bump.MAJOR
        smallest = Bump.MINOR if self.new else Bump.NONE
        return max((self.bump_of(what) for what in self.counts), default=smallest)

    def bump_of(self, what: str) -> Bump:
        """What one kind of change in the rows does to the version number."""
        largest = Bump.MINOR if self.notes else Bump.MAJOR
        return min(SMALLER.get(what, Bump.MAJOR), largest)

    @property
    def counts(self) -> dict[str, int]:
        """What happened to rows, and to how many, without what did not happen."""
        return {what: count for what in HAPPENINGS if (count := getattr(self, what))}

    @property
    def note(self) -> str:
        """What happened to the table as a whole; empty where nothing did."""
        if self.new or self.gone:
            return "new table" if self.new else "table removed"
        return "columns or constraints changed" if self.schema else ""


def count_changes(table: str, rows: pl.DataFrame, *, schema: bool, own: bool) -> TableChange:
    """Count what changed in one table.

    Args:
        table: The table's name.
        rows: The lines of all tables, as in :attr:`toolkit.package.diff.PackageDiff.rows`.
        schema: Whether what its schema promises changed.
        own: Whether both editions are the toolkit's, so that the names of columns tell what they
            hold.
    """
    mine = rows.filter(pl.col("table") == table)
    count = dict(mine.group_by("kind").agg(pl.col("row_id").n_unique()).iter_rows())
    values = mine.filter(pl.col("kind") == VALUE_CHANGED)
    heaviest = values.group_by("row_id").agg(
        (weight() if own else pl.lit(int(Bump.MAJOR))).max().alias("weight")
    )
    weighed = dict(heaviest["weight"].value_counts().iter_rows())
    return TableChange(
        table,
        added=count.get(ROW_ADDED, 0),
        removed=count.get(ROW_REMOVED, 0),
        changed=weighed.get(Bump.MAJOR, 0),
        grown=weighed.get(Bump.MINOR, 0),
        relabelled=weighed.get(Bump.PATCH, 0),
        edited=count.get(EDITED, 0),
        moved=count.get(MOVED, 0),
        renamed=count.get(RENAMED, 0),
        merged=count.get(MERGED, 0),
        split=count.get(SPLIT, 0),
        schema=schema,
        notes=own and table in NOTES,
    )
