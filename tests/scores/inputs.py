"""Brings gold and package to the same text, so that spans can be compared.

Gold offsets count code points of the decoded source; a package's offsets count those of
`documents.text`, from which the page furniture was taken off. Inserting the furniture gives the
source back exactly, so every predicted span is moved into the source before anything is compared.
"""

import hashlib
import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet as pq

Row: TypeAlias = dict[str, Any]
SpanOfRow: TypeAlias = tuple[int, int] | None

TABLES = ("documents", "statements", "figures", "entities", "mentions")
SPANS = {
    "statements": ("", "speaker_", "cue_", "addressee_", "via_"),
    "figures": ("", "number_", "subject_"),
    "mentions": ("",),
}
WORD = re.compile(r"\w+")
# Stands for the middle of a long stretch, so that a gold file need not repeat whole texts.
GAP = " … "


@dataclass
class Source:
    """One decoded source text and where its words stand."""

    text: str
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spans = [match.span() for match in WORD.finditer(self.text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def words(self, span: SpanOfRow) -> frozenset[int]:
        """The numbers of the words that a span touches; none for no span."""
        if span is None:
            return frozenset()
        first, last = bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])
        return frozenset(range(first, last))


@dataclass
class Gold:
    """A gold file with its texts; `rows` are by kind, in the file's order."""

    meta: Row
    sources: dict[str, Source]
    rows: dict[str, list[Row]]

    def names(self, key: str | None) -> frozenset[str]:
        """The casefolded names of a gold entity."""
        found = next((row for row in self.rows["entity"] if row["entity"] == key), None)
        return frozenset() if found is None else name_set(found)


@dataclass
class Predicted:
    """A package's rows about the documents of the gold, with spans in the source.

    Rows of `statements`, `figures` and `mentions` carry `doc`, the gold's name of the document.
    """

    tables: dict[str, list[Row]]

    def names(self, entity_id: str | None) -> frozenset[str]:
        """The casefolded names of a published entity."""
        found = next((r for r in self.tables["entities"] if r["entity_id"] == entity_id), None)
        return frozenset() if found is None else name_set(found)


def name_set(entity: Row) -> frozenset[str]:
    """Name and aliases, casefolded, for comparing entities of two files."""
    return frozenset(name.casefold() for name in [entity["name"], *(entity["aliases"] or [])])


def same_entity(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two entities share a name, or both are none."""
    return ours == theirs or bool(ours & theirs)


def span_of(row: Row, prefix: str = "") -> SpanOfRow:
    """The span that a row has under `PREFIXstart` and `PREFIXend`, None where it has none."""
    if row.get(f"{prefix}start") is None:
        return None
    return row[f"{prefix}start"], row[f"{prefix}end"]


def load_gold(path: Path, docs: Path | None = None) -> Gold:
    """Read a gold file and the texts that it annotates.

    Args:
        path: a JSONL file as `docs/annotation.md` describes it.
        docs: the folder of the texts; by default the one that the file's `meta` row names,
            relative to the file.

    Raises:
        ValueError: where a span does not say what stands there in the text, or a text is not the
            one that was annotated.
    """
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        rows[record["kind"]].append(record)
    meta = rows["meta"][0]
    folder = docs or path.parent / meta["docs"]
    for row in rows["doc"]:
        check_bytes(row, folder)
    sources = {row["doc"]: Source(decode(folder / row["doc"])) for row in rows["doc"]}
    for record in records:
        check_spans(record, sources)
    return Gold(meta, sources, rows)


def check_bytes(document: Row, folder: Path) -> None:
    """Refuse a text that is not the one whose sha256 the gold states."""
    stated = document.get("sha256")
    if stated and hashlib.sha256((folder / document["doc"]).read_bytes()).hexdigest() != stated:
        raise ValueError(f"{document['doc']}: not the text that was annotated")


def check_spans(record: Row, sources: dict[str, Source]) -> None:
    """Refuse a gold row whose words are not what stands at its offsets."""
    for prefix in ("", "number_", "subject_"):
        span = span_of(record, prefix)
        said = record.get(prefix.rstrip("_") or "text")
        if span is not None and not reads(sources[record["doc"]].text[slice(*span)], said):
            raise ValueError(f"{record['doc']}: {span} does not read {said!r}")


def reads(stretch: str, said: str | None) -> bool:
    """Whether a stretch of text reads as a gold row says, in full or at its two ends."""
    if said is None or stretch == said:
        return stretch == said
    head, gap, tail = said.partition(GAP)
    return bool(gap) and stretch.startswith(head) and stretch.endswith(tail)


def decode(path: Path) -> str:
    """A plain text as the contract decodes it: UTF-8, NFC, LF."""
    text = path.read_bytes().decode("utf-8-sig")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def load_predicted(package: Path, gold: Gold) -> Predicted:
    """Read a built package and move its spans into the gold's texts.

    Raises:
        ValueError: where text and furniture of a document do not give its source.
    """
    tables: dict[str, list[Row]] = {name: read_rows(package, name) for name in TABLES}
    tables["documents"] = [
        {**row, "doc": doc}
        for row in tables["documents"]
        if (doc := gold_name(row["path"], gold.sources)) is not None
    ]
    documents = {row["document_id"]: row for row in tables["documents"]}
    for document in documents.values():
        if rebuild(document) != gold.sources[document["doc"]].text:
            raise ValueError(f"{document['path']}: text and furniture do not give the source")
    for name, prefixes in SPANS.items():
        tables[name] = [
            move_row(row, documents[row["document_id"]], prefixes)
            for row in tables[name]
            if row["document_id"] in documents
        ]
    return Predicted(tables)


def read_rows(package: Path, table: str) -> list[Row]:
    """All rows of one table, from its file or from the folder of its parts."""
    file = package / "data" / f"{table}.parquet"
    rows: list[Row] = pq.read_table(file if file.exists() else file.with_suffix("")).to_pylist()
    return rows


def gold_name(path: str, sources: dict[str, Source]) -> str | None:
    """The gold's name of a document: its path, or the last part of it."""
    return next((name for name in (path, Path(path).name) if name in sources), None)


def rebuild(document: Row) -> str:
    """The decoded source: the text with each piece of furniture put back."""
    text, parts, last = document["text"] or "", [], 0
    for piece, at in zip(document["furniture"], document["furniture_at"], strict=True):
        parts += [text[last:at], piece]
        last = at
    return "".join([*parts, text[last:]])


def furniture_spans(document: Row) -> list[tuple[int, int]]:
    """Where the pieces of furniture stand in the source."""
    spans, before = [], 0
    for piece, at in zip(document["furniture"], document["furniture_at"], strict=True):
        spans.append((at + before, at + before + len(piece)))
        before += len(piece)
    return spans


def move_row(row: Row, document: Row, prefixes: tuple[str, ...]) -> Row:
    """A predicted row with all its spans in the source instead of in `documents.text`."""
    moved = {**row, "doc": document["doc"]}
    for prefix in prefixes:
        span = span_of(row, prefix)
        if span is not None:
            moved[f"{prefix}start"] = move(span[0], document)
            # the end belongs to the last code point: furniture behind the span is not in it
            moved[f"{prefix}end"] = move(span[1] - 1, document) + 1
    return moved


def move(offset: int, document: Row) -> int:
    """Where a code point of `documents.text` stands in the source."""
    pieces = zip(document["furniture"], document["furniture_at"], strict=True)
    return offset + sum(len(piece) for piece, at in pieces if at <= offset)
