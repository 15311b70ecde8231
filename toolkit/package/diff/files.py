"""A diff as plain data: JSON for programs, and a tidy table in Parquet and CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import PackageError, describe_error
from toolkit.package.csv_files import write_csv_file
from toolkit.package.diff.compare import PackageDiff
from toolkit.package.diff.lines import ROWS
from toolkit.package.diff.words import following_version, version_reasons
from toolkit.package.parquet_files import OPTIONS

CHANGES = "changes"
"""The name of the files, without their endings."""

DESCRIPTIONS = {
    "table": "The table that changed; empty for what concerns the dataset as a whole.",
    "kind": "What happened: row_added, row_removed, row_moved, value_changed, document_edited, "
    "entity_renamed, entity_merged, entity_split, table_added, table_removed, column_added, "
    "column_removed, columns_reordered, type_changed, constraint_changed, key_changed, "
    "description_changed, metadata_changed, certificate_changed.",
    "row_id": "The key of the row, as it was where it went.",
    "column": "The column whose value or schema is another; for metadata the property.",
    "old": "What it was, as the CSV files write it; null where it was nothing.",
    "new": "What it is now.",
    "cause": "Why, where it can be known; several that are possible stand between ' or '.",
    "path": "The document in which the row stands, as in documents.path.",
    "label": "The words by which people know the row.",
}


def diff_to_json(diff: PackageDiff) -> dict[str, Any]:
    """Everything that a diff found, as plain values."""
    return {
        "old": _side(diff.old.descriptor),
        "new": _side(diff.new.descriptor),
        "version": {
            "bump": diff.bump.word,
            "follows": following_version(diff),
            "reasons": list(version_reasons(diff)),
        },
        "tables": [
            {"table": one.table, **one.counts, **({"note": one.note} if one.note else {})}
            for one in diff.tables
        ],
        "causes": diff.causes,
        "changes": change_lines(diff).to_dicts(),
    }


def change_lines(diff: PackageDiff) -> pl.DataFrame:
    """Every difference as one line of a tidy table: dataset, tables and columns, then rows."""
    told: list[dict[str, str | None]] = [
        {"kind": "metadata_changed", "column": one.key, "old": one.old, "new": one.new}
        for one in diff.metadata
    ]
    told += [{"kind": "certificate_changed", "column": part} for part in diff.certificate]
    told += [
        {"table": one.table, "kind": "table_added" if one.new else "table_removed"}
        for one in diff.tables
        if one.new or one.gone
    ]
    told += [
        {
            "table": one.table,
            "kind": one.kind,
            "column": ".".join(part for part in (one.column, one.what) if part) or None,
            "old": one.old,
            "new": one.new,
        }
        for one in diff.schema
    ]
    return pl.concat([pl.DataFrame(told, schema=ROWS), diff.rows])


def write_changes(diff: PackageDiff, folder: Path) -> tuple[Path, Path]:
    """Write ``changes.parquet`` and ``changes.csv``.

    Args:
        diff: What was found.
        folder: Where to write; it is made if need be.

    Returns:
        The two files.

    Raises:
        PackageError: They cannot be written.
    """
    fields = [
        pa.field(name, pa.string(), metadata={"description": description})
        for name, description in DESCRIPTIONS.items()
    ]
    table = change_lines(diff).to_arrow().cast(pa.schema(fields))
    parquet, csv = folder / f"{CHANGES}.parquet", folder / f"{CHANGES}.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, parquet, **OPTIONS)
        write_csv_file(table, csv)
    except OSError as error:
        raise PackageError(
            f"The changes could not be written: {describe_error(error, file=True)}.",
            hint="Check the disk and its permissions, or choose another folder.",
        ) from error
    return parquet, csv


def _side(descriptor: Any) -> dict[str, Any]:
    return {key: descriptor.get(key) for key in ("name", "version")}
