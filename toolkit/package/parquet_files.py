"""Write a table as Parquet, so that equal rows give equal bytes.

pyarrow is the only writer: others drop ``required`` and the column descriptions, and no table goes
through pandas, which would add its own metadata.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 100_000
"""Rows in a row group: enough to compress well, few enough to read one at a time."""

PART_BYTES = 500_000_000
"""A file larger than this is written as several parts."""

OPTIONS: dict[str, Any] = {
    "compression": "zstd",
    "row_group_size": ROW_GROUP,
    # Both let a reader on the network fetch and reuse parts of a file.
    "write_page_index": True,
    "use_content_defined_chunking": True,
}


def write_parquet(
    table: pa.Table, package: Path, name: str, *, part_bytes: int = PART_BYTES
) -> list[str]:
    """Write one table to ``data/<name>.parquet``, or to parts where that would be too large.

    Args:
        table: The rows, with the declared schema and the file's key-value metadata.
        package: The folder of the package.
        name: The table's name.
        part_bytes: The size in bytes above which a table is split.

    Returns:
        The files relative to the package, in the order of their rows.
    """
    whole = package / "data" / f"{name}.parquet"
    pq.write_table(table, whole, **OPTIONS)
    parts = -(-whole.stat().st_size // part_bytes)
    if parts <= 1:
        return [whole.relative_to(package).as_posix()]
    whole.unlink()
    return _write_parts(table, package, name, parts)


def _write_parts(table: pa.Table, package: Path, name: str, parts: int) -> list[str]:
    """Write the rows in files of an equal number of rows, which are about equally large."""
    folder = package / "data" / name
    folder.mkdir()
    rows = -(-table.num_rows // parts)
    files = []
    for number in range(parts):
        path = folder / f"part-{number:05}-of-{parts:05}.parquet"
        pq.write_table(table.slice(number * rows, rows), path, **OPTIONS)
        files.append(path.relative_to(package).as_posix())
    return files
