"""A small dataset in which every table and every kind of column has something, all of it right.

Tests break one thing of it at a time.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from toolkit.config import Config
from toolkit.package import write_package
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
    text_hash,
)
from toolkit.tables import build_tables

FIRST = """Ferries were late – twice

“Up to 400 passengers, among them 450 children, waited for 1½ hours”, noted Ida Holm 😀.
According to Harbour News, the board counted at least 12.5 percent; on 4 March she left.
"""
SECOND = "Ida Holm said that the ferry had carried 400 passengers.\n"


def document(path: str, text: str, **values: object) -> Document:
    raw = text.encode()
    return Document(
        document_id=document_id(raw),
        path=path,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        language="en",
        text=text,
        text_sha256=text_hash(text),
        words=len(re.findall(r"\w+", text)),
        **values,  # type: ignore[arg-type] # the values come from the calls below
    )


ONE = document(
    "a/ferry.txt",
    FIRST,
    title="Ferries were late – twice",
    publisher="Harbour News",
    published_date=date(2021, 3, 5),
    published_at=datetime(2021, 3, 5, 9, 30, tzinfo=UTC),
    furniture=('date 2021-03-05; "a",\n', "− 16 px"),
    furniture_at=(0, 3),
)
TWO = document("b.txt", SECOND, published_date=date(2021, 3, 6))
NONE = Document("d_" + "0" * 24, "c.txt", "0" * 64, "text/plain")


def place(of: Document, words: str, after: str = "") -> tuple[int, int]:
    """Where words stand in a document, after other words."""
    text = of.text or ""
    start = text.index(words, text.index(after))
    return start, start + len(words)


def entity(name: str, kind: str, documents: int, mentions: int) -> Entity:
    return Entity(
        make_id("e", kind, name.casefold()),
        name,
        kind,
        "example",
        documents=documents,
        mentions=mentions,
    )


HOLM = replace(entity("Ida Holm", "person", 2, 2), aliases=("Holm", 'Ms "Holm"'))
NEWS = entity("Harbour News", "organization", 1, 1)


def statement(of: Document, words: str, **values: object) -> Statement:
    start, end = place(of, words)
    return Statement(
        make_id("s", of.document_id, start, end),
        of.document_id,
        "indirect",
        words,
        start,
        end,
        "example",
        **values,  # type: ignore[arg-type] # the values come from the calls below
    )


def part(of: Document, name: str, words: str) -> dict[str, object]:
    start, end = place(of, words)
    return {name: words, f"{name}_start": start, f"{name}_end": end}


SAID_ONE = replace(
    statement(
        ONE,
        "“Up to 400 passengers, among them 450 children, waited for 1½ hours”",
        speaker_id=HOLM.entity_id,
        cue_class="say",
        **part(ONE, "speaker", "Ida Holm"),
        **part(ONE, "cue", "noted"),
    ),
    kind="direct",
)
SAID_TWO = statement(
    TWO,
    "the ferry had carried 400 passengers",
    speaker_id=HOLM.entity_id,
    cue_class="say",
    **part(TWO, "speaker", "Ida Holm"),
    **part(TWO, "cue", "said"),
)
SAID_THREE = statement(
    ONE,
    "the board counted at least 12.5 percent",
    **part(ONE, "via", "Harbour News"),
)


def figure(of: Document, words: str, number: str, qualifier: str, **values: object) -> Figure:
    start, end = place(of, words)
    number_start, number_end = place(of, number, words)
    return Figure(
        make_id("f", of.document_id, number_start, number_end),
        of.document_id,
        words,
        start,
        end,
        number,
        number_start,
        number_end,
        qualifier,
        rule="example",
        **values,  # type: ignore[arg-type] # the values come from the calls below
    )


WHOLE = figure(
    ONE,
    "Up to 400 passengers",
    "400",
    "at_most",
    unit_kind="count",
    unit="passenger",
    value=400.0,
    upper=400.0,
    statement_id=SAID_ONE.statement_id,
    asserted_by=HOLM.entity_id,
    **part(ONE, "subject", "passengers"),
)
FIGURES = (
    replace(WHOLE, series_id=WHOLE.figure_id),
    figure(
        ONE,
        "450 children",
        "450",
        "exactly",
        unit_kind="count",
        value=450.0,
        lower=450.0,
        upper=450.0,
        statement_id=SAID_ONE.statement_id,
        part_of=WHOLE.figure_id,
    ),
    figure(
        ONE,
        "at least 12.5 percent",
        "12.5",
        "at_least",
        unit_kind="percent",
        unit="percent",
        value=12.5,
        lower=12.5,
        statement_id=SAID_THREE.statement_id,
        period_start=date(2021, 1, 1),
        period_end=date(2021, 1, 31),
    ),
    figure(
        TWO,
        "400 passengers",
        "400",
        "exactly",
        unit_kind="count",
        value=400.0,
        lower=400.0,
        upper=400.0,
        statement_id=SAID_TWO.statement_id,
        series_id=WHOLE.figure_id,
    ),
)
PART = FIGURES[1]


def mention(of: Document, words: str, of_entity: Entity) -> Mention:
    start, end = place(of, words)
    key = make_id("m", of.document_id, start, end, "name")
    return Mention(key, of.document_id, of_entity.entity_id, words, start, end, "name", "example")


def unclaimed(of: Document, words: str, kind: str, reason: str) -> Unclaimed:
    start, end = place(of, words)
    key = make_id("u", of.document_id, start, end, kind)
    return Unclaimed(key, of.document_id, kind, words, start, end, reason)


ROWS = Rows(
    statements=(SAID_ONE, SAID_TWO, SAID_THREE),
    figures=FIGURES,
    entities=(HOLM, NEWS),
    mentions=(
        mention(ONE, "Ida Holm", HOLM),
        mention(TWO, "Ida Holm", HOLM),
        mention(ONE, "Harbour News", NEWS),
    ),
    unclaimed=(unclaimed(ONE, "4 March", "number", "date"),),
)

PROBLEMS = (
    report("empty_file", "d.txt"),
    report(
        "part_exceeds_whole",
        ONE.path,
        detail="“450 children” is larger than its whole",
        table_name="figures",
        row_id=PART.figure_id,
        start=PART.start,
    ),
)


def ferry_tables() -> dict[str, pa.Table]:
    """The dataset's tables."""
    return build_tables((ONE, TWO, NONE), ROWS, PROBLEMS)


def ferry_package(folder: Path) -> Path:
    """The dataset, published in a folder that does not exist yet."""
    write_package(ferry_tables(), folder, config=Config("ferries", "Ferries"), pipeline="sha256:0")
    return folder
