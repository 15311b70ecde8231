"""Small tables with everything that makes a file format stumble, for the tests of packages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa

from toolkit.config import Config, Contributor, Licence
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

PIPELINE = "sha256:" + "0" * 64

CONFIG = Config(
    name="ferry-letters",
    title="Ferry letters: what was said",
    description="Letters about a ferry, with their quotations.",
    licence=Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    contributors=(Contributor("The harbour's archivists", email="archive@example.org"),),
    keywords=("ferries", "letters"),
)

TEXTS = (
    'The ferry, said the "captain"; was late.\nTwice;twice;twice;\tand\tonce "more"\n',
    '=HYPERLINK("http://example.org")\n\nnan, NaT, null and "" are words here; 4,000 people knew.',
    "Zwölf Fähren, 12 Fähren — ‘genug’, sagte sie. 𝔘 e\u0301",
)


def sample_tables(*, letters: int = 3) -> dict[str, pa.Table]:
    """All tables, with nulls in every column that may have them and awkward text.

    Args:
        letters: How many documents there are; those beyond the third are plain.
    """
    texts = [*TEXTS, *(f"Letter {number} says: ten ferries." for number in range(3, letters))]
    documents = [_document(number, text) for number, text in enumerate(texts[:letters])]
    harbour = _entity("organization", "Harbour Board", ("the board", 'the "Board"'), country="SE")
    nobody = _entity("person", "nan", ())
    statements = [_statement(one, harbour) for one in documents]
    figures = [
        figure
        for one, said in zip(documents, statements, strict=True)
        for figure in _figures(one, said)
    ]
    return build_tables(
        documents,
        Rows(
            statements=tuple(statements),
            figures=tuple(figures),
            entities=(harbour, nobody),
            mentions=tuple(_mention(one, harbour) for one in documents),
            unclaimed=tuple(_unclaimed(one) for one in documents),
        ),
        [
            report("empty_file", "box/empty.txt"),
            report("part_exceeds_whole", None, detail="of two; or 3"),
        ],
    )


def _document(number: int, text: str) -> Document:
    full = number == 0
    return Document(
        document_id=document_id(text.encode()),
        path=f"box/letter-{number}.txt",
        sha256=f"{number:064x}",
        media_type="text/plain",
        title='Late; again, said "they"' if full else None,
        publisher="=Harbour News" if full else None,
        author="nan" if full else None,
        published_date=date(2021, 3, 4 + number % 20) if number != 1 else None,
        published_at=datetime(2021, 3, 4, 9, 30, 0, number, tzinfo=UTC) if number != 1 else None,
        language="en" if number != 2 else "und",
        url="https://example.org/a,b" if full else None,
        text=text,
        text_sha256=text_hash(text),
        furniture=('date 2021-03-04 + − 16 px\n"', "\t;\\") if full else (),
        furniture_at=(0, 7) if full else (),
        words=number,
        reprint_of=document_id(TEXTS[0].encode()) if number == 1 else None,
    )


def _entity(kind: str, name: str, aliases: tuple[str, ...], country: str | None = None) -> Entity:
    return Entity(
        entity_id=make_id("e", kind, name.casefold()),
        name=name,
        type=kind,
        rule="sample",
        aliases=aliases,
        role="captain, retired" if country is None else None,
        country=country,
        wikidata="Q42" if country else None,
        documents=3,
        mentions=3,
    )


def _statement(document: Document, speaker: Entity) -> Statement:
    assert document.text is not None
    known = document.text == TEXTS[0]
    return Statement(
        statement_id=make_id("s", document.document_id, 0, 9),
        document_id=document.document_id,
        kind="indirect",
        text=document.text[:9],
        start=0,
        end=9,
        rule="sample",
        speaker_id=speaker.entity_id if known else None,
        speaker='"captain"' if known else None,
        speaker_start=20 if known else None,
        speaker_end=29 if known else None,
        cue="said" if known else None,
        cue_start=11 if known else None,
        cue_end=15 if known else None,
        cue_class="say" if known else None,
    )


def _figures(document: Document, said: Statement) -> list[Figure]:
    assert document.text is not None
    values = ((4000.0, 4000.0, None), (0.1, None, 1e16), (None, 2.5e-7, None), (-3.0, None, None))
    return [
        Figure(
            figure_id=make_id("f", document.document_id, start, start + 1),
            document_id=document.document_id,
            text=document.text[start : start + 1],
            start=start,
            end=start + 1,
            number=document.text[start : start + 1],
            number_start=start,
            number_end=start + 1,
            qualifier="exactly",
            unit_kind="count",
            rule="sample",
            value=value,
            lower=lower,
            upper=upper,
            unit="ferry" if start else None,
            statement_id=said.statement_id if start == 1 else None,
            asserted_by=said.speaker_id,
            period_start=date(1999, 12, 31) if start == 2 else None,
        )
        for start, (value, lower, upper) in enumerate(values)
    ]


def _mention(document: Document, entity: Entity) -> Mention:
    assert document.text is not None
    return Mention(
        mention_id=make_id("m", document.document_id, 0, 3, "name"),
        document_id=document.document_id,
        entity_id=entity.entity_id,
        text=document.text[:3],
        start=0,
        end=3,
        kind="name",
        rule="sample",
    )


def _unclaimed(document: Document) -> Unclaimed:
    assert document.text is not None
    return Unclaimed(
        unclaimed_id=make_id("u", document.document_id, 4, 6, "number"),
        document_id=document.document_id,
        kind="number",
        text=document.text[4:6],
        start=4,
        end=6,
        reason="ordinal",
    )
