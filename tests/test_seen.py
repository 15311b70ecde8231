"""What was seen in a document is in a row, rightly in none, or left over; nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from toolkit.build import BuildReport, build_package
from toolkit.load import load_package
from toolkit.package.seen import KINDS, LEFT_OVER, Seen, add_seen, count_seen
from toolkit.rows import Rows
from toolkit.schema import rules
from toolkit.tables import build_tables

TEXT = """Ferry notes

"The quay is closed," said Anna Berg of the Harbour Board. She saw 40 ferries on 3 May 2021. The
"new" timetable was announced.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    folder = tmp_path_factory.mktemp("seen")
    (folder / "papers").mkdir()
    (folder / "papers" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "papers" / "b.txt").write_text("Nothing is to be seen here.\n", encoding="utf-8")
    return build_package(folder / "papers", folder / "package")


def test_each_kind_is_counted_in_each_document(report: BuildReport) -> None:
    assert report.seen["a.txt"]["number"] == Seen(claimed=1, excluded=1)
    assert report.seen["a.txt"]["quotation"] == Seen(claimed=1, excluded=1)
    assert report.seen["a.txt"]["name"].claimed == 2
    assert report.seen["b.txt"] == dict.fromkeys(KINDS, Seen())


def test_a_verb_of_speech_without_words_is_left_over(report: BuildReport) -> None:
    assert report.seen["a.txt"]["cue"] == Seen(claimed=1, left_over=1)


def test_the_documents_add_up_to_the_dataset(report: BuildReport) -> None:
    together = add_seen(report.seen)
    assert together["number"] == Seen(claimed=1, excluded=1)
    rows = load_package(report.output).unclaimed.height
    assert sum(seen.excluded + seen.left_over for seen in together.values()) == rows


def test_a_program_reads_the_counts_by_document(report: BuildReport) -> None:
    found: Mapping[str, Mapping[str, Mapping[str, int]]] = report.to_json()["seen_in"]
    assert found["a.txt"]["number"] == {"claimed": 1, "excluded": 1, "left_over": 0}


def test_the_card_says_how_much_is_left_over(report: BuildReport) -> None:
    card = (report.output / "README.md").read_text(encoding="utf-8")
    assert "| numbers | 1 | 1 | 0 |" in card
    assert "1 of 2 documents have something left over" in card


def test_no_documents_have_nothing_left_over() -> None:
    assert count_seen(build_tables((), Rows(), ())) == {}


def test_every_open_reason_is_explained() -> None:
    assert set(rules()["unclaimed"]) >= LEFT_OVER


def test_every_digit_of_the_own_texts_is_in_a_figure_or_has_a_reason(tmp_path: Path) -> None:
    package = load_package(
        build_package(Path(__file__).parent / "gold" / "own", tmp_path / "package").output
    )
    numbers = package.unclaimed.to_dicts()
    spans = list(package.figures.to_dicts())
    spans += [row for row in numbers if row["kind"] == "number"]
    for document in package.documents.to_dicts():
        own = [row for row in spans if row["document_id"] == document["document_id"]]
        for digits in re.finditer(r"\d+", document["text"]):
            place = (document["path"], digits.start(), digits.group())
            assert any(
                row["start"] < digits.end() and digits.start() < row["end"] for row in own
            ), place
