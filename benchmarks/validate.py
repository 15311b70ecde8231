"""How fast `toolkit validate` is beside `frictionless validate`, and how much memory it takes.

    python benchmarks/validate.py [--rows N] [--frictionless-rows N] [--memory-rows N]

Writes a package of one table of crossings and one of ferries, each as CSV and as Parquet, with the
types, constraints, keys and references that both programs check, and lets each program validate it
in a process of its own. With fewer rows for frictionless its time is extrapolated: it takes as long
for each row. `--memory-rows` validates another package, of that many rows, by the toolkit alone.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

FERRIES = 1_000
CHUNK = 500_000
"""Rows that are generated at a time."""

FIELDS: dict[str, list[dict[str, Any]]] = {
    "ferries": [
        {"name": "ferry", "type": "string", "constraints": {"required": True}},
        {"name": "built", "type": "year", "constraints": {"minimum": 1900}},
    ],
    "crossings": [
        {"name": "crossing", "type": "integer", "constraints": {"required": True}},
        {"name": "ferry", "type": "string", "constraints": {"pattern": "ferry-[0-9]+"}},
        {"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}},
        {"name": "passengers", "type": "integer", "constraints": {"minimum": 0, "maximum": 900}},
        {"name": "fare", "type": "number", "constraints": {"required": True, "minimum": 0}},
        {"name": "state", "type": "string", "constraints": {"enum": ["left", "late", "stayed"]}},
    ],
}
KEYS = {"ferries": ["ferry"], "crossings": ["crossing"]}


def crossings(rows: int) -> Iterator[pl.DataFrame]:
    """The table of crossings, some rows at a time; always the same."""
    for start in range(0, rows, CHUNK):
        number = pl.int_range(start, min(rows, start + CHUNK), eager=True)
        frame = pl.DataFrame({"crossing": number})
        yield frame.select(
            "crossing",
            ferry=pl.format("ferry-{}", pl.col("crossing") * 7 % FERRIES),
            day=pl.date(2000, 1, 1) + pl.duration(days=pl.col("crossing") % 9_000),
            passengers=pl.col("crossing") * 31 % 901,
            fare=(pl.col("crossing") * 37 % 100_000) / 100,
            state=pl.col("crossing").mod(3).replace_strict({0: "left", 1: "late", 2: "stayed"}),
        )


def ferries() -> Iterator[pl.DataFrame]:
    """The table of ferries."""
    number = pl.int_range(FERRIES, eager=True).alias("number")
    yield pl.DataFrame(number).select(
        ferry=pl.format("ferry-{}", "number"), built=1900 + pl.col("number") % 120
    )


def write_package(folder: Path, rows: int) -> Path:
    """Write the package; its descriptor."""
    resources = []
    for name, frames in (("ferries", ferries()), ("crossings", crossings(rows))):
        write_files(folder, name, frames)
        resources += [resource_of(name, "csv"), resource_of(name, "parquet")]
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    descriptor = folder / "datapackage.json"
    descriptor.write_text(json.dumps({"$schema": profile, "resources": resources}))
    return descriptor


def write_files(folder: Path, name: str, frames: Iterator[pl.DataFrame]) -> None:
    """Write a table as CSV and as Parquet."""
    with (folder / f"{name}.csv").open("wb") as text:
        parquet: pq.ParquetWriter | None = None
        for number, frame in enumerate(frames):
            frame.write_csv(text, include_header=number == 0)
            table = frame.to_arrow().cast(pa.schema(map(plain_field, frame.to_arrow().schema)))
            parquet = parquet or pq.ParquetWriter(folder / f"{name}.parquet", table.schema)
            parquet.write_table(table)
        if parquet is not None:
            parquet.close()


def plain_field(field: pa.Field[Any]) -> pa.Field[Any]:
    """The column with text as every reader knows it."""
    text = pa.types.is_string_view(field.type) or pa.types.is_large_string(field.type)
    return field.with_type(pa.string()) if text else field


def resource_of(name: str, form: str) -> dict[str, Any]:
    """A table's resource in a format, its references in the same format."""
    schema: dict[str, Any] = {"fields": FIELDS[name], "primaryKey": KEYS[name]}
    if name == "crossings":
        reference = {"resource": f"ferries-{form}", "fields": ["ferry"]}
        schema["foreignKeys"] = [{"fields": ["ferry"], "reference": reference}]
    stated = {"name": f"{name}-{form}", "type": "table", "path": f"{name}.{form}", "schema": schema}
    return {**stated, "dialect": {"delimiter": ","}} if form == "csv" else stated


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    clock: float
    """Seconds by the clock."""
    processor: float
    """Seconds of processors, all that were used."""
    memory: float
    """The most that was resident, in MB."""


def run(*command: str) -> Run:
    """Run a program, which has to find the package valid."""
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000)


def toolkit(descriptor: Path) -> Run:
    """Validate by the toolkit."""
    return run(sys.executable, "-m", "toolkit", "validate", str(descriptor))


def frictionless(descriptor: Path) -> Run:
    """Validate by frictionless."""
    return run(sys.executable, "-m", "frictionless", "validate", str(descriptor))


def compare(rows: int, fewer: int) -> Iterator[str]:
    """Both programs on the same package, or frictionless on a smaller one."""
    with TemporaryDirectory() as folder:
        descriptor = write_package(Path(folder), rows)
        ours = toolkit(descriptor)
        yield line("toolkit validate", rows, ours)
        if fewer != rows:
            descriptor = write_package(Path(folder), fewer)
        theirs = frictionless(descriptor)
        yield line("frictionless validate", fewer, theirs)
    start = frictionless_start() if fewer != rows else 0.0
    factor = rows / fewer
    whole = start + (theirs.processor - start) * factor
    yield f"{whole / ours.processor:.0f} times as fast by processor time" + (
        "" if fewer == rows else f", frictionless extrapolated to {whole:.0f} s"
    )


def frictionless_start() -> float:
    """Seconds that frictionless takes for a package of a thousand rows and its own start."""
    with TemporaryDirectory() as folder:
        return frictionless(write_package(Path(folder), 1)).processor


def line(program: str, rows: int, taken: Run) -> str:
    """One line of the answer."""
    return (
        f"{program}: {rows:,} rows as CSV and as many as Parquet: "
        f"{taken.processor:.1f} s of processor, {taken.clock:.1f} s by the clock, "
        f"{taken.memory:,.0f} MB"
    )


def main() -> None:
    """Parse the call and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--frictionless-rows", type=int, help="extrapolate from this many")
    parser.add_argument("--memory-rows", type=int, help="measure memory with this many, alone")
    options = parser.parse_args()
    if options.memory_rows:
        with TemporaryDirectory() as folder:
            descriptor = write_package(Path(folder), options.memory_rows)
            print(line("toolkit validate", options.memory_rows, toolkit(descriptor)), flush=True)
        return
    for answer in compare(options.rows, options.frictionless_rows or options.rows):
        print(answer, flush=True)


if __name__ == "__main__":
    main()
