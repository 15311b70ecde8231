"""Measures the site of a large package, beside a plain Datasette over the same tables.

    python benchmarks/large_package.py FOLDER --statements 1000000
    python benchmarks/serve.py FOLDER [--only SECTION] [--kind KIND] [--seconds N]

build    how long the database takes, beside a bare `sqlite3.executemany` of the same rows into the
         same tables with the same indexes; seconds of CPU
one      one reader who asks for different pages of each kind, each for the first time and again:
         median and 95th percentile
twenty   20 readers at once, this site and plain Datasette, over the same file: median of each kind
new      the same where no page is asked for twice, so that none of this site's was made before

Every reader asks again as soon as it is answered. In `twenty` all of them ask for the same 40 pages
of a kind, each in its own order, as people do who work on the same collection; so most answers of
this site were given before. Plain Datasette
serves the file as immutable with its counts beside it and counts by the same columns; where it has
no such page, it is asked for the rows that the page is made of.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow.parquet import ParquetFile
from readers import ask_all, ask_each, ask_once

from toolkit.schema import sqlite_ddl, tables
from toolkit.serve.cache import served_database
from toolkit.serve.database import (
    BATCH_ROWS,
    build_database,
    count_rows,
    indexed_columns,
    row_values,
)
from toolkit.serve.metadata import site_metadata
from toolkit.serve.package import open_package

REPO = Path(__file__).parent.parent
SECTIONS = ("build", "one", "twenty", "new")
DATABASE = "large"
READERS = 20
ADDRESSES = 40
NEW_ADDRESSES = 400
WARMING = 3
PLAIN_PORT = 8462

DRAWN = {
    "documents": ("document_id", "documents"),
    "statements": ("statement_id", "statements"),
    "figures": ("figure_id", "figures"),
    "speakers": ("speaker_id", "statements"),
    "series": ("series_id", "figures"),
    "repeated": ("variant_of", "statements"),
    "words": ("text", "statements"),
}
"""What the addresses are made of: a column of rows drawn at random, so that speakers come as often
as they speak."""

KINDS: dict[str, tuple[str, str, str]] = {
    "home": ("", "/", "/"),
    "list of tables": ("", "/large", "/large"),
    "table": ("", "/large/statements", "/large/statements"),
    "table, filtered": ("speakers", "/large/statements?speaker_id={}", ""),
    "table, searched": ("words", "/large/statements?_search={}", ""),
    "document": ("documents", "/large/documents/{}", ""),
    "statement": ("statements", "/large/statements/{}", ""),
    "figure": ("figures", "/large/figures/{}", ""),
    "speaker": ("speakers", "/large/entities/{}", ""),
    "search": ("words", "/-/search?q={}", "/large/statements?_search={}"),
    "series": ("series", "/-/series/{}", "/large/figures?series_id={}"),
    "list of series": ("", "/-/series", "/large/figures?_facet=series_id"),
    "repeats": ("repeated", "/-/repeats/{}", "/large/statements?variant_of={}"),
    "list of repeats": ("", "/-/repeats", "/large/statements?_facet=variant_of"),
    "dictionary": ("", "/-/dictionary", "/large"),
    "JSON": ("documents", "/large/statements.json?_shape=objects&document_id={}", ""),
    "CSV": ("documents", "/large/mentions.csv?_size=max&document_id={}", ""),
}
"""For each kind of page what its addresses are made of, ours, and plain Datasette's if another."""


def main() -> None:
    """Parse the call, run the sections, print a table for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("package", type=Path)
    parser.add_argument("--only", choices=SECTIONS, action="append")
    parser.add_argument("--seconds", type=float, default=20, help="for each kind and server")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="of page; else all")
    options = parser.parse_args()
    kinds = options.kind or list(KINDS)
    sections = options.only or SECTIONS
    if "build" in sections:
        for label, result in measure_build(options.package):
            print(f"  {label:44}{result}", flush=True)
    if {"one", "twenty", "new"} & set(sections):
        with served_database(open_package(options.package)) as database:
            if "one" in sections:
                print_one(options.package, database, kinds)
            if "twenty" in sections:
                print_twenty(options.package, database, kinds, options.seconds)
            if "new" in sections:
                print_new(options.package, database, kinds, options.seconds)


def measure_build(folder: Path) -> Iterator[tuple[str, str]]:
    """The whole build, and the rows and indexes alone."""
    package = open_package(folder)
    rows = {table.name: 0 for table in tables()}
    with TemporaryDirectory(dir=folder.parent) as place:
        path = Path(place) / "bare.db"
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        spent = 0.0
        for table in tables():
            connection.execute(sqlite_ddl(table))
            marks = ", ".join("?" for _ in table.columns)
            for file in package.files[table.name]:
                batches = ParquetFile(file).iter_batches(
                    BATCH_ROWS, columns=list(table.column_names)
                )
                for batch in batches:
                    given = list(row_values(batch, table))
                    rows[table.name] += len(given)
                    started = time.process_time()
                    connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", given)
                    spent += time.process_time() - started
        started = time.process_time()
        for table in tables():
            for columns in indexed_columns(table):
                name = "_".join((table.name, *columns))
                named = ", ".join(f'"{column}"' for column in columns)
                connection.execute(f"CREATE INDEX {name} ON {table.name} ({named})")
        connection.commit()
        bare = spent + time.process_time() - started
        connection.close()
        yield "rows", f"{sum(rows.values()):,}, {rows['statements']:,} of them statements"
        yield "bare executemany and indexes", f"{bare:.1f} s"
        path.unlink()
        started = time.process_time()
        build_database(package, path)
        whole = time.process_time() - started
        size = path.stat().st_size / 1e9
        yield "whole build: read, rows, indexes, search, checks", f"{whole:.1f} s, {size:.2f} GB"
        yield "speed of the whole build, the bare one 1", f"{bare / whole:.2f}"


def print_one(package: Path, database: Path, kinds: Sequence[str]) -> None:
    """One reader, each address for the first time and again."""
    print(
        f"  {'one reader, ms':20}{'first: median':>15}{'95 %':>9}{'again: median':>15}{'95 %':>9}"
    )
    with ours(package) as origin:
        made = addresses_of(database, 0)
        for kind in kinds:
            addresses = made[kind]
            first = ask_each(origin, addresses)
            again = ask_each(origin, addresses)
            cells = (middle(first), last(first), middle(again), last(again))
            print(f"  {kind:20}" + "{:15.1f}{:9.1f}{:15.1f}{:9.1f}".format(*cells), flush=True)


def print_twenty(package: Path, database: Path, kinds: Sequence[str], seconds: float) -> None:
    """Twenty readers, ours and plain Datasette one after the other."""
    times: dict[str, dict[str, tuple[list[float], int]]] = {}
    for name, serve, side in (("ours", ours, 0), ("plain", plain, 1)):
        with serve(package if name == "ours" else database) as origin:
            made = addresses_of(database, side, seed=2)
            for kind in kinds:
                found = ask_all(origin, made[kind], readers=READERS, seconds=seconds)
                times.setdefault(kind, {})[name] = found
                taken = f"{middle(found[0]):.1f} ms"
                print(f"  {name}: {kind}: {taken}", file=sys.stderr, flush=True)
    print(f"  {'20 readers, ms':20}{'ours':>9}{'plain':>9}{'ratio':>8}  answered, refused")
    for kind, found in times.items():
        mine, other = (middle(found[name][0]) for name in ("ours", "plain"))
        counts = "; ".join(f"{len(answered)}, {refused}" for answered, refused in found.values())
        print(f"  {kind:20}{mine:9.1f}{other:9.1f}{mine / other:8.3f}  {counts}")


def print_new(package: Path, database: Path, kinds: Sequence[str], seconds: float) -> None:
    """Twenty readers who never ask for the same page."""
    times: dict[str, dict[str, list[float]]] = {}
    for name, serve, side in (("ours", ours, 0), ("plain", plain, 1)):
        with serve(package if name == "ours" else database) as origin:
            # Templates and connections are there before anybody is timed.
            warm = addresses_of(database, side, seed=4)
            made = addresses_of(database, side, seed=3, count=NEW_ADDRESSES)
            for kind in kinds:
                addresses = list(dict.fromkeys(made[kind]))
                if len(addresses) < READERS:
                    continue
                ask_each(origin, warm[kind][:WARMING])
                found = ask_once(origin, addresses, readers=READERS, seconds=seconds)
                times.setdefault(kind, {})[name] = found
                print(f"  {name}: {kind}: {middle(found):.1f} ms", file=sys.stderr, flush=True)
    print(f"  {'20 readers, new, ms':20}{'ours':>9}{'95 %':>9}{'plain':>9}{'95 %':>9}{'ratio':>8}")
    for kind, taken in times.items():
        cells = [part(taken[name]) for name in ("ours", "plain") for part in (middle, last)]
        print(
            f"  {kind:20}"
            + "".join(f"{cell:9.1f}" for cell in cells)
            + f"{cells[0] / cells[2]:8.3f}  {len(taken['ours'])} pages"
        )


def addresses_of(
    database: Path, side: int, *, seed: int = 1, count: int = ADDRESSES
) -> dict[str, list[str]]:
    """The addresses of each kind: ours (side 0) or plain Datasette's (1), the same rows in both."""
    source = random.Random(seed)
    drawn: dict[str, list[str]] = {}
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        for name, (column, table) in DRAWN.items():
            [last_row] = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()
            query = (
                f"SELECT {column} FROM {table} WHERE rowid >= ? AND {column} IS NOT NULL LIMIT 1"
            )
            rows = [source.randrange(last_row * 9 // 10) for _ in range(count)]
            drawn[name] = [connection.execute(query, [row]).fetchone()[0] for row in rows]
    drawn["words"] = [max(re.findall(r"\w+", text), key=len) for text in drawn["words"]]
    made = {}
    for kind, (source, mine, other) in KINDS.items():
        address = (other or mine) if side else mine
        made[kind] = [address.format(one) for one in drawn[source]] if source else [address]
    return made


@contextmanager
def ours(package: Path) -> Iterator[str]:
    """This site, as ``toolkit serve`` runs it."""
    command = [sys.executable, "-m", "toolkit", "serve", str(package), "--port", "0"]
    with running(command) as said:
        found = re.search(r"http://\S+", wait_for_line(said))
        assert found is not None
        origin = found.group().rstrip("/")
        # The pages that it makes when it starts are no part of what is measured.
        ask_each(origin, ["/", *(f"/{DATABASE}/{table.name}" for table in tables()), "/-/about"])
        yield origin


@contextmanager
def plain(database: Path) -> Iterator[str]:
    """Datasette alone over the same file."""
    with TemporaryDirectory(dir=database.parent) as place:
        named = Path(place) / f"{DATABASE}.db"
        os.link(database, named)
        counts = {name: {"count": count} for name, count in count_rows(database).items()}
        inspected = {"hash": "0" * 64, "size": named.stat().st_size, "tables": counts}
        options = {
            "inspect.json": json.dumps({DATABASE: {**inspected, "file": named.name}}),
            "metadata.json": json.dumps(site_metadata({"name": DATABASE})),
        }
        for name, content in options.items():
            (Path(place) / name).write_text(content, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "datasette", "serve", "-i", str(named)),
            *("--inspect-file", str(Path(place) / "inspect.json")),
            *("--metadata", str(Path(place) / "metadata.json")),
            *("--port", str(PLAIN_PORT)),
        ]
        with running(command):
            origin = f"http://127.0.0.1:{PLAIN_PORT}"
            wait_for(origin)
            yield origin


@contextmanager
def running(command: list[str]) -> Iterator[Path]:
    """A server for as long as the context is open; what it says is in the file.

    Not in a pipe, which is full one day: a server that waits to say something answers nobody.
    """
    with TemporaryDirectory() as place:
        said = Path(place) / "said.txt"
        with said.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        try:
            yield said
        finally:
            process.kill()
            process.wait()


def wait_for_line(said: Path) -> str:
    """The first line that a server says."""
    for _ in range(6000):
        line, end, _ = said.read_text(encoding="utf-8").partition("\n")
        if end:
            return line
        time.sleep(0.1)
    raise TimeoutError(said)


def wait_for(origin: str) -> None:
    """Until the server answers."""
    for _ in range(600):
        try:
            ask_each(origin, ["/"])
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(origin)


def middle(times: list[float]) -> float:
    """The median in milliseconds; not a number where nothing was answered."""
    return 1000 * statistics.median(times) if times else math.nan


def last(times: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


if __name__ == "__main__":
    main()
