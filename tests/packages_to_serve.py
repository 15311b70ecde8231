"""Small packages made for the tests of the site: neutral texts, and texts that try to act."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from toolkit.problems import report
from toolkit.rows import (
    Document,
    Entity,
    Figure,
    Mention,
    Rows,
    Statement,
    Unclaimed,
    document_id,
    make_id,
)
from toolkit.tables import build_tables

FERRY = (
    "Harbour board reports delays\n"
    "The harbour board said on Friday that the ferry was late 14 times in May. "
    "“We are sorry for every late crossing,” chairwoman Mary Olsen told passengers.\n"
    "\n"
    "Olsen said up to 4,000 passengers were affected. The board meets again in June."
)
LETTER = (
    "We urge the harbour board to publish its timetable.\n"
    "About 4,000 passengers were affected, the passengers' union wrote."
)
AGAIN = FERRY.replace("14 times", "15 times").replace("in June", "in July")
"""Nearly the same text as FERRY; a package says so where it has both."""

CARD = """\
---
license: other
---

# Harbour reports

## What a row is

A row records what a document says, <b onclick="alert(1)">never</b> what is true.

| table | rows |
| --- | ---: |
| documents | 2 |

## Correct it

[Write to us](https://ferry.example/) or [not](javascript:alert(1)).
"""

HOSTILE = {
    "script.txt": "<script>alert('harbour')</script> said the <b onmouseover=alert(1)>ferry</b>",
    "handler.txt": '"><img src=x onerror=alert(1)> said javascript:alert(1) and ]]> {{ 7*7 }}',
    "bidi.txt": "the ferry \u202ereversed\u202c and \u2066isolated\u2069 \u200bhidden",
    "escape.txt": "\x1b[31mred\x1b[0m and \x07bell and \x9bcsi",
    "formula.txt": '=HYPERLINK("http://ferry.example","click") said @SUM(1+1)*cmd|\' /C calc\'!A0',
    "word.txt": "a" * 1_000_000,
    "empty.txt": "",
}


def make_package(
    folder: Path,
    texts: dict[str, str] | None = None,
    *,
    titles: dict[str, str] | None = None,
    descriptor: dict[str, Any] | None = None,
) -> Path:
    """Write a package with a document for each text, and rows of every table."""
    texts = texts if texts is not None else {"ferry.txt": FERRY, "letter.txt": LETTER}
    documents = _reprinted(
        [_document(path, text, titles or {}) for path, text in sorted(texts.items())]
    )
    rows = [_rows(document) for document in documents]
    problem = report("empty_file", path="blank.txt")
    linked = Rows(
        statements=_linked_statements([one for each in rows for one in each.statements]),
        figures=_linked_figures([one for each in rows for one in each.figures]),
        entities=tuple({one.entity_id: one for each in rows for one in each.entities}.values()),
        mentions=tuple(one for each in rows for one in each.mentions),
        unclaimed=tuple(one for each in rows for one in each.unclaimed),
    )
    tables = build_tables(documents, linked, [problem])
    (folder / "data").mkdir(parents=True)
    resources = []
    for name, table in tables.items():
        path = folder / "data" / f"{name}.parquet"
        pq.write_table(table, path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        resources.append({"name": name, "path": f"data/{name}.parquet", "hash": f"sha256:{digest}"})
    described = {
        "name": "harbour-reports",
        "title": "Harbour reports",
        "description": "What two texts about a ferry say.",
        "version": "1.0.0",
        "created": "2021-06-01T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": "The harbour's friends"}],
        **(descriptor or {}),
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    (folder / "README.md").write_text(CARD, encoding="utf-8")
    return folder


def _reprinted(documents: list[Document]) -> list[Document]:
    first = {document.text: document.document_id for document in documents}.get(FERRY)
    return [
        replace(document, reprint_of=first) if first and document.text == AGAIN else document
        for document in documents
    ]


def _document(path: str, text: str, titles: dict[str, str]) -> Document:
    raw = f"{path}\n{text}".encode("utf-8", "surrogatepass")
    return Document(
        document_id(raw),
        path,
        hashlib.sha256(raw).hexdigest(),
        "text/plain",
        title=titles.get(path, text.split("\n")[0][:60] or None),
        publisher="Harbour News" if "ferry" in path else None,
        published_date=date(2021, 5, 28) if "ferry" in path else None,
        published_at=datetime(2021, 5, 28, 9, 30, tzinfo=UTC) if "ferry" in path else None,
        language="en",
        url=f"https://ferry.example/{path}" if "ferry" in path else "javascript:alert(1)",
        text=text or None,
        furniture=("date 2021-05-28 + ↺ − 16 px", "<script>alert(2)</script>"),
        furniture_at=(0, 0),
        words=len(text.split()),
    )


def _rows(document: Document) -> Rows:
    """Rows on whatever the text is: its first sentence said, its first number counted."""
    text, key = document.text, document.document_id
    if not text:
        return Rows()
    entity = Entity(
        make_id("e", "person", "mary olsen", text[:3]),
        "Mary Olsen" if "Olsen" in text else text[:40],
        "person",
        "named",
        aliases=("Olsen", text[:30]),
        role="chairwoman",
        documents=1,
        mentions=1,
    )
    statements = _statements(text, key, entity)
    unclaimed = Unclaimed(
        make_id("u", key, 0, 3, "name"), key, "name", text[:3], 0, 3, "part_of_name"
    )
    return Rows(
        statements,
        _figures(text, key, statements[0]),
        (entity,),
        _mentions(text, key, entity),
        (unclaimed,),
    )


def _ends(text: str) -> tuple[int, int]:
    """Where what is said ends, and where the name before it does."""
    return min(len(text), 60), min(len(text), 12)


def _statements(text: str, key: str, entity: Entity) -> tuple[Statement, ...]:
    """What the entity says, and inside of it what nobody does."""
    said_end, name_end = _ends(text)
    said = Statement(
        make_id("s", key, 0, said_end),
        key,
        "indirect",
        text[:said_end],
        0,
        said_end,
        "subject_of_cue",
        speaker_id=entity.entity_id,
        speaker=text[:name_end],
        speaker_start=0,
        speaker_end=name_end,
        cue="said",
        cue_start=0,
        cue_end=4,
        cue_class="say",
    )
    orphan = Statement(
        make_id("s", key, 1, name_end), key, "direct", text[1:name_end], 1, name_end, "quoted"
    )
    return said, orphan


def _figures(text: str, key: str, said: Statement) -> tuple[Figure, ...]:
    place = text.find("4,000")
    if place < 0:
        return ()
    begin = max(0, place - 6)
    counted = Figure(
        make_id("f", key, place, place + 5),
        key,
        text[begin : place + 16],
        begin,
        place + 16,
        "4,000",
        place,
        place + 5,
        "at_most",
        "count",
        "number",
        value=4000.0,
        upper=4000.0,
        unit="passenger",
        asserted_by=said.speaker_id,
        statement_id=said.statement_id,
        event="affect",
    )
    return (counted,)


def _mentions(text: str, key: str, entity: Entity) -> tuple[Mention, ...]:
    """The name, and a description that begins inside of it."""
    said_end, name_end = _ends(text)
    return tuple(
        Mention(
            make_id("m", key, start, end, kind),
            key,
            entity.entity_id,
            text[start:end],
            start,
            end,
            kind,
            rule,
        )
        for start, end, kind, rule in (
            (0, name_end, "name", "named"),
            (name_end - 3, said_end, "nominal", "role"),
        )
    )


def _linked_statements(statements: list[Statement]) -> tuple[Statement, ...]:
    first = statements[0] if statements else None
    return tuple(
        replace(one, variant_of=first.statement_id) if first and one is not first else one
        for one in statements
    )


def _linked_figures(figures: list[Figure]) -> tuple[Figure, ...]:
    series = figures[0].figure_id if len(figures) > 1 else None
    return tuple(replace(one, series_id=series) for one in figures)
