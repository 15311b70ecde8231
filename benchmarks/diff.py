"""How fast `toolkit diff` is, and how much memory it takes.

    python benchmarks/diff.py [--rows N] [--every N]

Writes two editions of a package of one table of letters, each of a key and a thousand characters,
of which every N-th reads otherwise in the second edition, and compares them in a process of its
own.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from validate import Run, run

WORDS = "The ferry was late again, and nobody on the pier was told why. " * 16
CHUNK = 100_000
"""Rows in memory at a time while the table is written."""


def write_edition(folder: Path, rows: int, changed: int | None = None) -> Path:
    """Write one edition; of every ``changed`` rows one reads otherwise."""
    (folder / "data").mkdir(parents=True)
    number = pl.col("number")
    other = number % changed == 0 if changed else pl.lit(value=False)
    for part, start in enumerate(range(0, rows, CHUNK)):
        pl.select(number=pl.int_range(start, min(rows, start + CHUNK))).select(
            letter=pl.format("letter-{}", number),
            text=pl.format(
                "{} {}", number, pl.when(other).then(pl.lit("Late.")).otherwise(pl.lit(WORDS))
            ),
        ).write_parquet(folder / "data" / f"{part:05}.parquet", row_group_size=CHUNK // 10)
    fields = [{"name": name, "type": "string"} for name in ("letter", "text")]
    resource = {
        "name": "letters",
        "path": [f"data/{path.name}" for path in sorted((folder / "data").iterdir())],
        "schema": {"fields": fields, "primaryKey": ["letter"]},
    }
    descriptor = {"name": "letters", "version": "1.0.0", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def compare(rows: int, changed: int) -> Run:
    """Compare two editions by the command, in a process of its own."""
    with TemporaryDirectory() as folder:
        old = write_edition(Path(folder) / "old", rows)
        new = write_edition(Path(folder) / "new", rows, changed)
        return run(sys.executable, "-m", "toolkit", "diff", str(old), str(new))


def main() -> None:
    """Parse the call and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--every", type=int, default=1_000)
    options = parser.parse_args()
    taken = compare(options.rows, options.every)
    print(
        f"toolkit diff: twice {options.rows:,} rows: {taken.processor:.1f} s of processor, "
        f"{taken.clock:.1f} s by the clock, {taken.memory:,.0f} MB"
    )


if __name__ == "__main__":
    main()
