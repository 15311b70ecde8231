"""A package of ours of any size in which everything is right, made of letters about ferries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
from ferry_dataset import document, entity, mention, statement, unclaimed
from ferry_dataset import figure as figure_of
from ferry_dataset import part as part_of

from toolkit.config import Config
from toolkit.package import write_package
from toolkit.problems import report
from toolkit.rows import Document, Entity, Figure, Mention, Rows, Statement, Unclaimed
from toolkit.tables import build_tables

TEXT = """Ferry letter {number}

“At least {crowd} passengers and {few} dogs waited”, said {speaker} 😀 on 4 March.
{other} replied that the ferry had carried {carried} people, among them {part} children.
"""

SPEAKERS = ("Ida Holm", "Ole Berg", "Åse Lund", "Per Dahl", "Eva Strand")


def sound_tables(letters: int) -> dict[str, pa.Table]:
    """The tables of so many letters."""
    people = {name: entity(name, "person", 0, 0) for name in SPEAKERS}
    documents = [_document(number) for number in range(letters)]
    rows = [_Letter(one, number, people) for number, one in enumerate(documents)]
    mentions = tuple(one for letter in rows for one in letter.mentions)
    return build_tables(
        documents,
        Rows(
            statements=tuple(one for letter in rows for one in letter.statements),
            figures=tuple(one for letter in rows for one in letter.figures),
            entities=tuple(_entities(people, mentions)),
            mentions=mentions,
            unclaimed=tuple(letter.unclaimed for letter in rows),
        ),
        [report("empty_file", f"empty-{number}.txt") for number in range(1 + letters // 10)],
    )


def sound_package(folder: Path, *, letters: int) -> Path:
    """The package, in a folder that does not exist yet."""
    config = Config("letters", "Ferry letters")
    write_package(sound_tables(letters), folder, config=config, pipeline="sha256:0")
    return folder


def _names(number: int) -> tuple[str, str]:
    return SPEAKERS[number % len(SPEAKERS)], SPEAKERS[(number + 1 + number // 7) % len(SPEAKERS)]


def _document(number: int) -> Document:
    speaker, other = _names(number)
    text = TEXT.format(
        number=number,
        crowd=200 + number,
        few=2 + number % 7,
        speaker=speaker,
        other=other,
        carried=300 + number,
        part=40 + number % 50,
    )
    return document(
        f"letters/{number // 100:04}/{number:06}.txt",
        text,
        title=f"Ferry letter {number}",
        publisher="Harbour News" if number % 2 else None,
        author=speaker if number % 3 else None,
        published_date=date(2021, 3, 4) + timedelta(days=number % 300),
        furniture=("− 16 px",) if number % 4 == 0 else (),
        furniture_at=(0,) if number % 4 == 0 else (),
    )


class _Letter:
    """The rows that stand in one letter."""

    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    unclaimed: Unclaimed

    def __init__(self, of: Document, number: int, people: dict[str, Entity]) -> None:
        speaker, other = _names(number)
        crowd, few, carried = str(200 + number), str(2 + number % 7), str(300 + number)
        first = statement(
            of,
            f"“At least {crowd} passengers and {few} dogs waited”",
            speaker_id=people[speaker].entity_id,
            cue_class="say",
            **part_of(of, "speaker", speaker),
            **part_of(of, "cue", "said"),
        )
        second = statement(
            of,
            f"the ferry had carried {carried} people, among them {40 + number % 50} children",
            speaker_id=people[other].entity_id,
            cue_class="say",
            **part_of(of, "cue", "replied"),
        )
        self.statements = (first, second)
        whole = figure_of(
            of,
            f"{carried} people",
            carried,
            "exactly",
            unit_kind="count",
            unit="people",
            statement_id=second.statement_id,
            asserted_by=people[other].entity_id,
            value=float(carried),
            lower=float(carried),
            upper=float(carried),
        )
        self.figures = (
            figure_of(
                of,
                f"At least {crowd} passengers",
                crowd,
                "at_least",
                unit_kind="count",
                unit="passenger",
                statement_id=first.statement_id,
                asserted_by=people[speaker].entity_id,
                value=float(crowd),
                lower=float(crowd),
                **part_of(of, "subject", "passengers"),
            ),
            whole,
            figure_of(
                of,
                f"{40 + number % 50} children",
                str(40 + number % 50),
                "exactly",
                unit_kind="count",
                statement_id=second.statement_id,
                part_of=whole.figure_id,
                value=float(40 + number % 50),
                lower=float(40 + number % 50),
                upper=float(40 + number % 50),
            ),
        )
        self.mentions = (mention(of, speaker, people[speaker]),)
        if other != speaker:
            self.mentions += (mention(of, other, people[other]),)
        self.unclaimed = unclaimed(of, "4 March", "number", "date")


def _entities(people: dict[str, Entity], mentions: tuple[Mention, ...]) -> Iterator[Entity]:
    for name, one in people.items():
        found = [mention.document_id for mention in mentions if mention.entity_id == one.entity_id]
        yield entity(name, "person", len(set(found)), len(found))
