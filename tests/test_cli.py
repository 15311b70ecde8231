"""The command line as a person meets it: what it prints, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packages_to_serve import make_package

LATE = "The ferry was late, said Ida Holm, the chairwoman of the harbour board.\n"


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as users do: as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *arguments],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents in ``papers`` and the package built from them in ``package``."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "papers").mkdir()
    (folder / "papers" / "late.txt").write_text(LATE, encoding="utf-8")
    (folder / "papers" / "empty.txt").write_bytes(b"")
    result = run("build", "papers", "--output", "package", cwd=folder)
    assert result.returncode == 0, result.stderr
    (folder / "printed.txt").write_text(result.stdout, encoding="utf-8")
    return folder


def test_a_build_says_what_it_read_found_and_left_out(built: Path) -> None:
    printed = (built / "printed.txt").read_text(encoding="utf-8")
    assert "1 of 2 files became documents." in printed
    assert "1\tstatements" in printed
    assert "warning empty.txt: The file is empty." in printed
    assert "package written: version 1.0.0." in printed


def test_a_build_says_once_what_is_wrong_with_many_files_the_gravest_first(tmp_path: Path) -> None:
    source = tmp_path / "papers"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (source / name).write_bytes(b"%PDF-1.7")
    (source / "z.txt").write_bytes(b"\x00\x01")
    printed = run("build", "papers", cwd=tmp_path).stdout.splitlines()
    told = [line for line in printed if line.startswith(("error", "warning", "..."))]
    assert [line.partition(":")[0] for line in told] == ["error z.txt", "warning a.pdf and 2 more"]


def test_a_second_build_changes_nothing(built: Path) -> None:
    result = run("build", "papers", "--output", "package", cwd=built)
    assert "package is up to date: version 1.0.0." in result.stdout


def test_strict_fails_on_a_warning(built: Path) -> None:
    assert run("build", "papers", "--output", "package", "--strict", cwd=built).returncode == 1


def test_a_build_prints_json_for_programs(built: Path) -> None:
    result = run("build", "papers", "--output", "package", "--json", cwd=built)
    report = json.loads(result.stdout)
    assert report["rows"]["statements"] == 1
    assert [problem["code"] for problem in report["problems"]] == ["empty_file"]


def test_check_says_whether_a_package_is_what_its_sources_give(built: Path) -> None:
    same = run("build", "papers", "--output", "package", "--check", cwd=built)
    assert (same.returncode, same.stdout) == (0, "package is what its sources give.\n")
    (built / "more").mkdir()
    (built / "more" / "late.txt").write_text(LATE.replace("late", "early"), encoding="utf-8")
    other = run("build", "more", "--output", "package", "--check", cwd=built)
    assert other.returncode == 1
    assert "is not what its sources give" in other.stdout


def test_check_leaves_no_option_out_in_silence(built: Path) -> None:
    asked = ("build", "papers", "--output", "package", "--check", "--limit", "1", "--archive")
    result = run(*asked, cwd=built)
    assert result.returncode == 2
    assert "--archive, --limit has no place beside it" in result.stderr


def test_a_trial_with_a_few_files_does_not_replace_a_whole_package(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "papers", tmp_path / "papers")
    (tmp_path / "papers" / "second.txt").write_text("Per Lund said: “The pier is open.”\n")
    assert run("build", "papers", cwd=tmp_path).returncode == 0
    refused = run("build", "papers", "--limit", "1", cwd=tmp_path)
    assert refused.returncode == 2
    assert "holds a package of 2 documents, and 1 would be read" in refused.stderr
    assert run("build", "papers", "--limit", "1", "-o", "trial", cwd=tmp_path).returncode == 0


def test_another_dataset_is_not_replaced_but_by_a_word_that_it_is_the_same(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built / "package", tmp_path / "package")
    shutil.copytree(built / "papers", tmp_path / "letters")
    refused = run("build", "letters", "--output", "package", cwd=tmp_path)
    assert refused.returncode == 2
    assert "package holds the dataset 'papers', and this one is called 'letters'" in refused.stderr
    absent = run("build", "nowhere", "--output", "package", cwd=tmp_path)
    assert "nowhere: there is no such folder" in absent.stderr
    renamed = run("build", "letters", "-o", "package", "--previous", "package", cwd=tmp_path)
    assert "a major change: metadata: name" in renamed.stdout


def test_diff_says_what_changed_and_why(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "papers", tmp_path / "papers")
    (tmp_path / "papers" / "second.txt").write_text("Per Lund said: “The pier is open.”\n")
    built_next = run(
        "build", "papers", "-o", "next", "--previous", f"{built}/package", "--archive", cwd=tmp_path
    )
    assert "Version 1.1.0 follows 1.0.0, a minor change" in built_next.stdout
    assert "In one file: " in built_next.stdout
    old, new = f"{built}/package", "papers-1.1.0.zip"
    result = run("diff", old, new, "--output", "changes", cwd=tmp_path)
    assert result.stdout.startswith("1.0.0 → 1.1.0: a minor change.\n")
    assert "  + second.txt\n" in result.stdout
    assert "(a document was added)" in result.stdout
    assert (tmp_path / "changes" / "changes.parquet").is_file()
    told = json.loads(run("diff", old, new, "--json", cwd=tmp_path).stdout)
    assert set(told["causes"]) == {"document_added", "documents"}


def test_validate_says_that_a_package_keeps_its_promises(built: Path) -> None:
    result = run("validate", "package", "--frictionless", cwd=built)
    assert result.returncode == 0
    assert result.stdout.startswith("package keeps its promises")


def test_validate_names_what_is_wrong_and_fails(built: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(built / "package", broken)
    table = broken / "data" / "mentions.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Ida", "Ada"), encoding="utf-8")
    result = run("validate", str(broken), cwd=built)
    assert result.returncode == 1
    assert "mentions" in result.stdout


def test_show_prints_a_document_with_its_rows(built: Path) -> None:
    result = run("show", "late", "--package", "package", cwd=built)
    assert LATE.strip() in result.stdout
    assert "Statements: 1" in result.stdout
    assert re.search(
        r"s_\w{24}  Ida Holm \[indirect, say, said\] The ferry was late\n", result.stdout
    )
    assert re.search(r"e_\w{24}  Ida Holm \[person, 1 mention\]\n", result.stdout)


def test_show_prints_json_for_programs(built: Path) -> None:
    shown = json.loads(run("show", "late.txt", "-p", "package", "--json", cwd=built).stdout)
    assert shown["statements"][0]["text"] == "The ferry was late"


def test_show_says_that_a_package_of_somebody_else_has_no_documents(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"resources": []}')
    result = run("show", "late", "-p", ".", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("toolkit: . has no table 'documents'.")


def test_show_names_the_documents_there_are(built: Path) -> None:
    result = run("show", "nowhere", "--package", "package", cwd=built)
    assert result.returncode == 2
    assert "Give a whole path, for example: late.txt." in result.stderr


def test_schema_explains_a_table_with_tabs_in_a_pipe(tmp_path: Path) -> None:
    lines = run("schema", "mentions", cwd=tmp_path).stdout.splitlines()
    assert lines[1].split("\t")[:2] == ["mention_id", "string"]


def test_schema_prints_table_schemas_as_json(tmp_path: Path) -> None:
    schemas = json.loads(run("schema", "--json", cwd=tmp_path).stdout)
    assert schemas["figures"]["primaryKey"] == ["figure_id"]


def test_init_makes_a_folder_and_says_what_to_do_next(tmp_path: Path) -> None:
    result = run("init", "papers", cwd=tmp_path)
    assert (tmp_path / "papers" / "dataset.toml").is_file()
    assert "toolkit build papers" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("build",), "there is no folder 'seeds' here", "toolkit init DIR"),
        (("build", "nowhere"), "nowhere: there is no such folder", "toolkit init DIR"),
        (("build", "bare"), "holds no documents", "Put plain text (.txt) or Markdown (.md)"),
        (("build", "bare", "--model", "nothing"), "nothing", "--model"),
        (("build", "papers", "-o", "/dev/null/package"), "/dev/null", ""),
        (("build", "papers", "-o", "papers"), "papers", ""),
        (("validate", "nowhere"), "nowhere", ""),
        (("serve", "nowhere"), "nowhere", ""),
        (("show", "late", "-p", "nowhere"), "nowhere", ""),
        (("schema", "nothing"), "There is no table 'nothing'.", "documents, statements"),
    ],
)
def test_a_call_at_fault_exits_2_with_what_is_wrong_and_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "late.txt").write_text(LATE, encoding="utf-8")
    result = run(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in result.stderr
    assert hint in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bare", "papers"]


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    assert "Traceback" in run("--debug", "build", "nowhere", cwd=tmp_path).stderr


def test_a_terminal_that_does_not_know_a_letter_gets_its_code_point(tmp_path: Path) -> None:
    make_package(tmp_path / "package", {"ferry.txt": "“The ferry is late.”"})
    shown = run("show", "ferry", "-p", "package", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert "\\u201cThe ferry is late.\\u201d" in shown.stdout


def test_a_full_disk_under_what_is_printed_is_told_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "toolkit", "schema"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 2
    assert result.stderr.startswith("toolkit: The system refused: no space left on device")
    assert "Traceback" not in result.stderr


def test_a_fault_that_nobody_foresaw_shows_its_traceback_only_when_asked(tmp_path: Path) -> None:
    code = (
        "import sys, toolkit.show, toolkit.cli\n"
        "toolkit.show.find_document = lambda *_: {}['berth']\n"
        "toolkit.cli.main()\n"
    )
    quiet, told = (
        subprocess.run(
            [sys.executable, "-c", code, *debug, "show", "late"], capture_output=True, text=True
        )
        for debug in ((), ("--debug",))
    )
    assert quiet.returncode == told.returncode == 1
    assert quiet.stderr.startswith("toolkit: A fault of the toolkit itself. KeyError: 'berth'\n")
    assert "Traceback" not in quiet.stderr
    assert "Traceback" in told.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_fault_at_a_document_names_it(tmp_path: Path, workers: str) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "late.txt").write_text(LATE, encoding="utf-8")
    (tmp_path / "faulty.py").write_text(
        "import sys, toolkit.shard\n"
        "toolkit.shard.extract_rows = lambda *_: {}['berth']\n"
        "if __name__ == '__main__':\n"
        "    from toolkit.cli import main\n"
        "    main()\n",
        encoding="utf-8",
    )
    command = [sys.executable, "faulty.py", "build", "papers", "--workers", workers]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "KeyError: 'berth' It came up at the document late.txt.\n" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    from toolkit import __version__

    assert run("--version", cwd=tmp_path).stdout == f"toolkit {__version__}\n"


def test_help_answers_without_the_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from toolkit.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = {'spacy', 'polars', 'pyarrow', 'pandera', 'datasette', 'duckdb', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
