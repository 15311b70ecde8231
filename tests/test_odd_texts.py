"""Whatever is printed, extraction ends with rows that keep every promise; no page stops a build."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from toolkit.config import Config, StatedMetadata
from toolkit.link import link_rows
from toolkit.read import SourceFile
from toolkit.shard import extract_files
from toolkit.tables import build_tables
from toolkit.validate import Report, validate_tables

OWN = sorted((Path(__file__).parent / "gold" / "own").glob("*.txt"))

INSERTED = (
    *(
        '"',
        "“",
        "”",
        "'",
        "’",
        "(",
        ")",
        "\n",
        "\n\n",
        ", ",
        ". ",
        " -- ",
        ": ",
        "…",
        "/",
        "%",
        "£",
    ),
    *(" 12 ", " 3.5 million ", " $5m ", " one ", " of them ", " 1/2 ", " 2021 ", " in May ", "s "),
    *(" said ", " said that ", " he ", " who ", " which ", "the ", " its ", " according to ", "- "),
    *("\u00a0", "\t", "\u200b", "\x1b", "e\u0301"),
)
"""What pages and programs put where it does not belong."""


def break_text(text: str, rng: random.Random) -> str:
    """A text with pieces put in, taken away, said twice, in capitals and out of order."""
    for _ in range(rng.choice([3, 10, 40, 120])):
        start = rng.randrange(len(text) + 1)
        end = start + rng.choice([1, 3, 10, 40])
        piece = text[start:end]
        words = piece.split(" ")
        rng.shuffle(words)
        changed = rng.choice(
            [rng.choice(INSERTED) + piece, "", piece * 2, piece.upper(), " ".join(words)]
        )
        text = text[:start] + changed + text[end:]
    return text


def built(folder: Path, texts: Sequence[str], *, published: date | None = None) -> Report:
    """What validation says of the tables that a build would publish."""
    files = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        files.append(SourceFile(path.name, path))
    config = Config("odd", "Odd texts", documents=(StatedMetadata(published_date=published),))
    found = extract_files(tuple(files), config=config, model=None)
    linked = link_rows(found.documents, found.rows)
    problems = (*found.problems, *linked.problems)
    return validate_tables(build_tables(linked.documents, linked.rows, problems))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Highs of 3 degreecelsius are expected.", id="a unit without its blank"),
        pytest.param("They counted 3.5 million s\n one", id="a noun of one letter"),
        pytest.param('inspection," councillor Daro WROTE', id="a name that begins too early"),
        pytest.param(
            "Q: The farmers' league says you exaggerat according to e.&\n\nA: I have heard that.",
            id="relays in the other order",
        ),
        pytest.param(
            "The Harbour Board of Westport met. The Harbour Board met. They saw the Harbour Board",
            id="a short name at the very end",
        ),
        pytest.param(f"There were {'9' * 320} million boats.", id="more than a double holds"),
        pytest.param('"' * 3_000 + " he said", id="nothing but marks"),
        pytest.param("(" * 3_000 + "said Ida Holm" + ")" * 3_000, id="brackets in brackets"),
        pytest.param("said " * 2_000, id="nothing but cues"),
    ],
)
def test_a_text_that_once_stopped_a_build_or_might_gives_sound_rows(
    tmp_path: Path, text: str
) -> None:
    assert [str(one) for one in built(tmp_path, [text]).findings] == []


def test_broken_pages_give_sound_rows(tmp_path: Path) -> None:
    rng = random.Random(5)
    texts = [break_text(path.read_text(encoding="utf-8")[:1_500], rng) for path in OWN]
    assert [str(one) for one in built(tmp_path, texts).findings] == []


@pytest.mark.parametrize("day", [date.min, date(1, 1, 31), date(2020, 2, 29), date.max])
def test_a_page_may_have_been_published_on_any_day(tmp_path: Path, day: date) -> None:
    texts = [
        "Yesterday 12 boats sank. Last week 13 sank, and since Friday 14 have sunk, said Ida Holm.",
        "Since May 2021 12 boats have sunk; last month 13 sank; in the last two years 14 sank.",
        "By next year 15 will have sunk. In May 16 sank. From 30 May to 2 June 17 sank.",
        "Between 2021 and 1999 18 sank. From June 2021 to May 2020 19 sank, from 2021 to 1999 20.",
        "Between May 2030 and now 21 have sunk. 22 boats have been lost since 12 August 2030.",
    ]
    assert [str(one) for one in built(tmp_path, texts, published=day).findings] == []
