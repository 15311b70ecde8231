"""Corrections from the file beside the documents to the published package, and from a command."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.build import build_package, check_package
from toolkit.load import load_package
from toolkit.validate import validate_package

LATE = "The ferry carried 400 passengers, said Ida Holm, the chairwoman of the harbour board.\n"
HEADER = ["action", "table", "row_id", "column", "value", "reason", "by"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document in ``papers`` and the package built from it in ``package``."""
    folder = tmp_path_factory.mktemp("corrections")
    (folder / "papers").mkdir()
    (folder / "papers" / "late.txt").write_text(LATE, encoding="utf-8")
    build_package(folder / "papers", folder / "package")
    return folder


def write_lines(source: Path, *lines: list[str]) -> None:
    with (source / "corrections.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *lines])


def test_a_build_applies_what_people_corrected(papers: Path, tmp_path: Path) -> None:
    old = load_package(papers / "package")
    figure = old.figures["figure_id"][0]
    statement = old.statements["statement_id"][0]
    write_lines(
        papers / "papers",
        ["set", "figures", figure, "event", "carry", "read again", "Jane"],
        ["set", "figures", figure, "qualifier", "at_most", "", ""],
        ["set", "statements", statement, "cue_class", "claim", "", ""],
        ["drop", "figures", "f_000000000000000000000000", "", "", "", ""],
    )
    report = build_package(papers / "papers", tmp_path / "package")
    new = load_package(tmp_path / "package")
    assert validate_package(tmp_path / "package").ok
    # Without an upper bound "at most" breaks what figures promise, and takes the other line along.
    assert new.figures["qualifier"].to_list() == ["exactly"]
    assert new.statements["cue_class"].to_list() == ["claim"]
    assert new.statements["rule"].to_list() == ["correction"]
    failed = [row.message for row in report.problems if row.code == "correction_failed"]
    assert [message[:6] for message in sorted(failed)] == ["Line 2", "Line 5"]
    assert "With the qualifier at_most" in sorted(failed)[0]
    assert check_package(papers / "papers", tmp_path / "package") == ()
    again = build_package(papers / "papers", tmp_path / "package")
    assert not again.changed
