"""Makes a large package of the shape of a small one, for measurements.

    python benchmarks/large_package.py FOLDER [--shapes PACKAGE] [--statements N]

Each document of PACKAGE is written many times, each time with other words of the same length, so
that every row stands where it stood and is as long as it was. How many rows a document has, how
long they are and which values are missing is therefore real; what they say is not. Speakers,
publishers, words and series are drawn so that few are very common and most are rare.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.load import Package, load_package
from toolkit.schema import Table, arrow_schema, tables

REPO = Path(__file__).parent.parent

COPIES = 200
"""Documents made at a time."""

SHORT = 3
"""Words up to so many letters stay as they are: they are what every text is full of."""

WORDS = 8_000
"""Invented words of each length."""

STATEMENTS_EACH = 16
"""Statements for each entity of the whole; large collections name the same people again."""

PUBLISHERS = 300
SERIES = 20_000
FIRST_DAY = date(2019, 1, 1)
DAYS = 2_000

IN_DOCUMENT = ("statements", "figures", "mentions", "unclaimed")
SPANS = {"text": ("start", "end")} | {
    name: (f"{name}_start", f"{name}_end")
    for name in ("speaker", "cue", "addressee", "via", "number", "subject")
}


def main() -> None:
    """Parse the call and make the package."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shapes", type=Path, default=REPO / "datapackage")
    parser.add_argument("--statements", type=int, default=1_000_000)
    options = parser.parse_args()
    make_large_package(options.folder, load_package(options.shapes), options.statements)


def make_large_package(folder: Path, shapes: Package, statements: int) -> None:
    """Write a package with about so many statements; equal calls give equal rows."""
    maker = Maker(shapes, statements)
    (folder / "data").mkdir(parents=True)
    described = {table.name: table for table in tables()}
    writers = {
        name: pq.ParquetWriter(folder / "data" / f"{name}.parquet", arrow_schema(table))
        for name, table in described.items()
    }
    written = 0
    while written < statements:
        for name, columns in maker.next_documents():
            writers[name].write_table(as_table(columns, described[name]))
            written += len(columns["start"]) if name == "statements" else 0
    writers["entities"].write_table(as_table(maker.entities(), described["entities"]))
    for writer in writers.values():
        writer.close()
    resources = []
    for name in described:
        path = folder / "data" / f"{name}.parquet"
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        resources.append({"name": name, "path": f"data/{name}.parquet", "hash": f"sha256:{digest}"})
    descriptor = {
        "name": "large",
        "title": "A large package of invented words",
        "version": "1.0.0",
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def as_table(columns: dict[str, list[Any]], table: Table) -> pa.Table:
    """The columns of a table of ours, those that are not given left empty."""
    rows = len(next(iter(columns.values())))
    schema = arrow_schema(table)
    return pa.table(
        [pa.array(columns.get(field.name, [None] * rows), field.type) for field in schema],
        schema=schema,
    )


class Maker:
    """Documents and their rows, one shape after the other."""

    def __init__(self, shapes: Package, statements: int) -> None:
        """Read the shapes and invent what the rows draw from."""
        self._random = random.Random(1)
        self._documents = shapes.documents.to_dicts()
        self._rows = {
            name: shapes.frame(name).partition_by("document_id", as_dict=True)
            for name in IN_DOCUMENT
        }
        self._shape_entities = {row["entity_id"]: row for row in shapes.entities.to_dicts()}
        self._pools = self._invent_entities(statements // STATEMENTS_EACH)
        self._vocabulary: dict[int, Drawn] = {}
        self._publishers = Drawn([self._name() for _ in range(PUBLISHERS)], self._random)
        self._series = Drawn(list(range(SERIES)), self._random)
        self._first_of_series: dict[int, str] = {}
        self._statements: list[str] = []
        self._made = 0

    def next_documents(self) -> Iterator[tuple[str, dict[str, list[Any]]]]:
        """The columns of some more documents, then of their rows table by table."""
        shape = self._documents[self._made // COPIES % len(self._documents)]
        texts = self._texts(shape["text"])
        ids = [self._id("d") for _ in texts]
        yield "documents", self._document_columns(shape, texts, ids)
        entities = [
            {one: self._pools[row["type"]].draw() for one, row in self._shape_entities.items()}
            for _ in texts
        ]
        statements: dict[str, list[str]] = {}
        for name in IN_DOCUMENT:
            frame = self._rows[name].get((shape["document_id"],))
            if frame is None:
                continue
            columns = frame.drop("document_id").to_dict(as_series=False)
            key = f"{name.removesuffix('s')}_id"
            shaped = columns[key]
            made = {one: [self._id(one[0]) for _ in texts] for one in shaped}
            if name == "statements":
                statements = made
            self._vary(columns, texts, entities, statements)
            columns[key] = interleave(made.values())
            columns["document_id"] = [one for one in ids for _ in shaped]
            if name == "statements":
                self._statements += columns[key]
                columns["variant_of"] = self._variants(columns["variant_of"])
            if name == "figures":
                columns["part_of"] = [None] * len(columns[key])
                columns["series_id"] = self._series_of(columns["series_id"], columns[key])
            yield name, columns
        self._made += COPIES

    def entities(self) -> dict[str, list[Any]]:
        """The columns of all entities, in the published order."""
        rows = sorted(
            (row for pool in self._pools.values() for row in pool.rows),
            key=lambda row: (row["type"], row["name"], row["entity_id"]),
        )
        return {name: [row[name] for row in rows] for name in rows[0]}

    def _vary(
        self,
        columns: dict[str, list[Any]],
        texts: Sequence[str],
        entities: Sequence[dict[str, str]],
        statements: dict[str, list[str]],
    ) -> None:
        """Each column of a shape's rows for each of the texts, in place."""
        spans = {
            name: list(zip(columns[start], columns[end], strict=True))
            for name, (start, end) in SPANS.items()
            if name in columns and start in columns
        }
        for name, values in columns.items():
            if name in spans:
                columns[name] = [
                    None if start is None else text[start:end]
                    for text in texts
                    for start, end in spans[name]
                ]
            elif name in ("speaker_id", "asserted_by", "place_id", "entity_id"):
                columns[name] = [chosen.get(one) for chosen in entities for one in values]
            elif name == "statement_id" and "figure_id" in columns:
                columns[name] = [
                    statements[one][number] if one else None
                    for number in range(len(texts))
                    for one in values
                ]
            else:
                columns[name] = values * len(texts)

    def _document_columns(
        self, shape: dict[str, Any], texts: list[str], ids: list[str]
    ) -> dict[str, list[Any]]:
        numbers = range(self._made, self._made + len(texts))
        same: dict[str, list[Any]] = {name: [value] * len(texts) for name, value in shape.items()}
        days = [FIRST_DAY + timedelta(days=self._random.randrange(DAYS)) for _ in texts]
        return same | {
            "document_id": ids,
            "path": [f"{number // 1000:05}/{number:08}.txt" for number in numbers],
            "sha256": [self._id("")[1:] * 3 for _ in texts],
            "title": [" ".join(self._name() for _ in range(6)) for _ in texts],
            "publisher": [self._publishers.draw() for _ in texts],
            "published_date": days,
            "published_at": [None] * len(texts),
            "text": texts,
            "text_sha256": [hashlib.sha256(text.encode()).hexdigest() for text in texts],
            "reprint_of": [None] * len(texts),
        }

    def _texts(self, text: str) -> list[str]:
        """The text with other words, as often as documents are made at a time."""
        pieces = re.split(r"([^\W\d_]+)", text)
        for number in range(1, len(pieces), 2):
            if len(pieces[number]) > SHORT:
                pieces[number] = ""
        lengths = [len(word) for word in re.findall(r"[^\W\d_]+", text)]
        titled = [word[0].isupper() for word in re.findall(r"[^\W\d_]+", text)]
        made = []
        for _ in range(COPIES):
            copy = list(pieces)
            for number, (length, upper) in enumerate(zip(lengths, titled, strict=True)):
                if length > SHORT:
                    word = self._words(length).draw()
                    copy[2 * number + 1] = word.capitalize() if upper else word
            made.append("".join(copy))
        return made

    def _variants(self, shaped: Sequence[str | None]) -> list[str | None]:
        """Of statements that repeated another, which one they repeat: an earlier one."""
        earlier = max(1, len(self._statements) - len(shaped))
        return [
            None if one is None else self._statements[self._random.randrange(earlier) // 7 * 7]
            for one in shaped
        ]

    def _series_of(self, shaped: Sequence[str | None], keys: Sequence[str]) -> list[str | None]:
        found: list[str | None] = []
        for one, key in zip(shaped, keys, strict=True):
            if one is None:
                found.append(None)
            else:
                found.append(self._first_of_series.setdefault(self._series.draw(), key))
        return found

    def _invent_entities(self, count: int) -> dict[str, Drawn]:
        shapes = list(self._shape_entities.values())
        rows: dict[str, list[dict[str, Any]]] = {}
        for number in range(max(count, len(shapes))):
            shape = shapes[number % len(shapes)]
            name = " ".join(self._name() for _ in shape["name"].split())
            changed = {"entity_id": self._id("e"), "name": name, "aliases": [name.split()[-1]]}
            rows.setdefault(shape["type"], []).append({**shape, **changed})
        return {
            kind: Drawn([row["entity_id"] for row in found], self._random, found)
            for kind, found in rows.items()
        }

    def _words(self, length: int) -> Drawn:
        if length not in self._vocabulary:
            words = [self._word(length) for _ in range(WORDS)]
            self._vocabulary[length] = Drawn(words, self._random)
        return self._vocabulary[length]

    def _word(self, length: int) -> str:
        letters = (self._random.choice(kind) for kind in ("bdfglmnrst", "aeiou") * length)
        return "".join(islice(letters, length))

    def _name(self) -> str:
        return self._word(self._random.randrange(4, 9)).capitalize()

    def _id(self, prefix: str) -> str:
        return f"{prefix}_{self._random.getrandbits(96):024x}"


class Drawn:
    """Values of which the first come often and the last seldom: the n-th in 1 of n draws."""

    def __init__(
        self, values: list[Any], source: random.Random, rows: list[dict[str, Any]] | None = None
    ) -> None:
        """Keep the values, most frequent first."""
        self.rows = rows or []
        self._values = values
        self._source = source
        self._weights = list(accumulate(1 / (number + 1) for number in range(len(values))))
        self._ready: list[Any] = []

    def draw(self) -> Any:
        """One value."""
        if not self._ready:
            self._ready = self._source.choices(self._values, cum_weights=self._weights, k=5_000)
        return self._ready.pop()


def interleave(columns: Any) -> list[Any]:
    """The first value of each column, then the second of each."""
    return [value for row in zip(*columns, strict=True) for value in row]


if __name__ == "__main__":
    main()
