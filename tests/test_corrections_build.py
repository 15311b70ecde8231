"""Corrections from the file beside the documents to the published package, and from a command."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.build import build_package, check_package
from toolkit.config.lists import read_corrections
from toolkit.correct import append_correction, check_correction, make_correction
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
    source = tmp_path / "papers"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    write_lines(
        source,
        ["set", "figures", figure, "event", "transport", "read again", "Jane"],
        ["set", "figures", figure, "qualifier", "at_most", "", ""],
        ["set", "statements", statement, "cue_class", "claim", "", ""],
        ["drop", "figures", "f_000000000000000000000000", "", "", "", ""],
    )
    report = build_package(source, tmp_path / "package")
    new = load_package(tmp_path / "package")
    assert validate_package(tmp_path / "package").ok
    # Without an upper bound "at most" breaks what figures promise, and takes the other line along.
    assert new.figures["qualifier"].to_list() == ["exactly"]
    assert new.statements["cue_class"].to_list() == ["claim"]
    assert new.statements["rule"].to_list() == ["correction"]
    failed = [row.message for row in report.problems if row.code == "correction_failed"]
    assert [message[:6] for message in sorted(failed)] == ["Line 2", "Line 5"]
    assert "With the qualifier at_most" in sorted(failed)[0]
    assert check_package(source, tmp_path / "package") == ()
    again = build_package(source, tmp_path / "package")
    assert not again.changed


def test_the_changelog_names_each_correction_once(papers: Path, tmp_path: Path) -> None:
    source, output = tmp_path / "papers", tmp_path / "package"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    shutil.copytree(papers / "package", output)
    figure = load_package(output).figures["figure_id"][0]
    first = ["set", "figures", figure, "event", "transport", "read again", ""]
    write_lines(source, first)
    build_package(source, output)
    said = f"- {figure}: Line 2 of corrections.csv: set event to “transport”"
    assert (output / "CHANGELOG.md").read_text(encoding="utf-8").count(said) == 1
    statement = load_package(output).statements["statement_id"][0]
    # Before the first, whose line is another one now: it is told once all the same.
    write_lines(source, ["set", "statements", statement, "cue_class", "claim", "", ""], first)
    build_package(source, output)
    changelog = (output / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.count("Corrected by people:") == 2
    assert changelog.count("set event to “transport”") == 1
    assert f"- {statement}: Line 2 of corrections.csv: set cue_class to “claim”" in changelog
    write_lines(source)
    build_package(source, output)
    changelog = (output / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.count("No longer corrected:") == 1
    assert changelog.count("set event to “transport”") == 2


def correct(papers: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as users do: as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", "correct", *arguments, "--package", "package"],
        cwd=papers,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_command_prints_a_line_with_the_words_of_its_row(papers: Path) -> None:
    figure = load_package(papers / "package").figures["figure_id"][0]
    result = correct(
        papers, figure, "--column", "event", "--value", "transport", "--reason", "a, b"
    )
    assert result.returncode == 0, result.stderr
    cells = next(csv.reader([result.stdout]))
    assert cells == [
        "set", "figures", figure, "event", "transport", "a, b", "", "late.txt", "400 passengers",
    ]  # fmt: skip
    assert "set event to “transport”" in result.stderr


def test_the_command_refuses_what_a_build_would_refuse(papers: Path) -> None:
    figure = load_package(papers / "package").figures["figure_id"][0]
    for arguments, why in [
        ((figure, "--column", "number", "--value", "9"), "follows from the document"),
        ((figure[:-1] + "x", "--column", "event", "--value", "transport"), "There is no row"),
        (("late.txt", "--column", "event", "--value", "transport"), "is no id of a row"),
        ((figure, "--action", "drip"), "Did you mean drop?"),
        (("late.txt", "--action", "add", "--value", "noon"), "say to which table"),
    ]:
        result = correct(papers, *arguments, "--reason", "because")
        assert (result.returncode, result.stdout) == (2, "")
        assert why in result.stderr


def test_the_command_says_what_a_line_alone_would_break(papers: Path) -> None:
    figure = load_package(papers / "package").figures["figure_id"][0]
    result = correct(papers, figure, "--column", "value", "--value", "40", "--reason", "misread")
    assert result.returncode == 0
    assert "The build refuses it alone: With the qualifier exactly, value, lower" in result.stderr
    assert result.stdout.startswith(f"set,figures,{figure},value,40,misread,")


def test_the_command_gives_the_id_of_an_entity_that_was_given_by_name(papers: Path) -> None:
    package = load_package(papers / "package")
    statement, (ida,) = package.statements["statement_id"][0], package.entities["entity_id"]
    result = correct(
        papers, statement, "--column", "speaker_id", "--value", "ida holm", "--reason", ""
    )
    assert result.returncode == 2
    assert f"An entity is given by its id: {ida} (person “Ida Holm”)." in result.stderr


def test_the_command_appends_to_the_file_once(papers: Path, tmp_path: Path) -> None:
    figure = load_package(papers / "package").figures["figure_id"][0]
    (tmp_path / "corrections.csv").write_bytes(
        b"action,table,row_id,column,value,reason,by\r\nadd,statements,late.txt,,the harbour,,"
    )
    asked = [
        figure,
        "--column",
        "event",
        "--value",
        "transport",
        "--reason",
        "read again",
        "--write",
    ]
    result = correct(papers, *asked, "--source", str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert "Line 3 of " in result.stdout
    written = read_corrections(tmp_path / "corrections.csv")
    assert [line.value for line in written] == ["the harbour", "transport"]
    again = correct(papers, *asked, "--source", str(tmp_path))
    assert again.returncode == 2
    assert "line 3 does the same" in again.stderr


def test_a_line_is_written_as_the_others_of_its_file_are(papers: Path, tmp_path: Path) -> None:
    lists = tmp_path / "corrections.csv"
    lists.write_bytes(b"\xef\xbb\xbfaction;table;row_id;column;value\r\ndrop;figures;f_1;;\r\n")
    figure = load_package(papers / "package").figures["figure_id"][0]
    line = make_correction(action="set", row_id=figure, column="event", value="transport")
    assert append_correction(tmp_path, line) == 3
    assert lists.read_text().splitlines()[-1] == f"set;figures;{figure};event;transport"


def test_a_written_line_finds_rows_like_its_own_when_the_document_has_changed(
    papers: Path, tmp_path: Path
) -> None:
    source = tmp_path / "papers"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    figure = load_package(papers / "package").figures["figure_id"][0]
    line = make_correction(action="set", row_id=figure, column="event", value="transport")
    append_correction(source, check_correction(papers / "package", line).correction)
    (source / "late.txt").write_text("In June " + LATE[0].lower() + LATE[1:], encoding="utf-8")
    report = build_package(source, tmp_path / "package")
    moved = load_package(tmp_path / "package").figures
    assert moved["event"].to_list() != ["transport"]
    (failed,) = [row.message for row in report.problems if row.severity == "error"]
    assert f"The nearest: {moved['figure_id'][0]} (“400 passengers”, late.txt)" in failed


def test_a_line_without_words_is_told_what_the_edition_before_had(
    papers: Path, tmp_path: Path
) -> None:
    source, output = tmp_path / "papers", tmp_path / "package"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    shutil.copytree(papers / "package", output)
    figure = load_package(output).figures["figure_id"][0]
    write_lines(source, ["set", "figures", figure, "event", "transport", "", ""])
    (source / "late.txt").write_text("In June " + LATE[0].lower() + LATE[1:], encoding="utf-8")
    report = build_package(source, output)
    (said,) = report.recalled
    assert said.startswith(f"corrections.csv, line 2: {figure} was “400 passengers” in late.txt.")
    assert load_package(output).figures["figure_id"][0] in said
    again = build_package(source, output)
    assert (again.changed, again.recalled) == (False, ())
