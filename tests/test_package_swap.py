"""A package takes the place of the old one whole or not at all, and nothing else is ever lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import PackageError
from toolkit.package.swap import publish, recover_package, staging_folder

REPO = Path(__file__).parent.parent

RESOURCE = {
    "name": "ferries",
    "format": "csv",
    "path": "data/ferries.csv",
    "hash": "",
    "schema": {},
}

BUILD = """
import os, signal, sys
from pathlib import Path
from tests.test_package_swap import write_edition
from toolkit.package.swap import publish, staging_folder

output, stop, way = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def step(name):
    if name == stop:
        os.kill(os.getpid(), signal.SIGKILL)

exchange = None if way == "exchange" else (lambda first, second: False)
with staging_folder(output, step=step) as staged:
    write_edition(staged, "new", step=step)
    publish(staged, output, step=step, exchange=exchange)
    step("clearing")
"""

STOPS = [
    ("exchange", "staged", "old"),
    ("exchange", "half written", "old"),
    ("exchange", "written to disk", "old"),
    ("exchange", "published", "new"),
    ("exchange", "clearing", "new"),
    ("two renames", "staged", "old"),
    ("two renames", "half written", "old"),
    ("two renames", "written to disk", "old"),
    ("two renames", "old package aside", "old"),
    ("two renames", "published", "new"),
    ("two renames", "clearing", "new"),
]


def write_edition(folder: Path, edition: str, *, step=lambda name: None) -> None:
    """Write a tiny package, every file of which says which edition it is of."""
    (folder / "data").mkdir()
    (folder / "data" / "ferries.csv").write_text(edition)
    step("half written")
    (folder / "datapackage.json").write_text(
        json.dumps(
            {
                "title": edition,
                "version": "1.0.0",
                "toolkit:certificate": {},
                "resources": [RESOURCE],
            }
        )
    )


def edition_of(package: Path) -> str:
    """Read the edition, and fail if the files are not all of it."""
    edition = json.loads((package / "datapackage.json").read_text())["title"]
    assert (package / "data" / "ferries.csv").read_text() == edition
    return edition


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    write_edition(folder, "old")
    return folder


def build(output: Path, edition: str = "new", **options) -> bool:
    with staging_folder(output) as staged:
        write_edition(staged, edition)
        return publish(staged, output, **options)


def test_a_new_package_appears_where_nothing_stood(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "out"
    assert build(output)
    assert edition_of(output) == "new"
    assert list(output.parent.iterdir()) == [output]


def test_a_new_package_may_go_into_an_empty_folder(tmp_path: Path) -> None:
    assert build(tmp_path)
    assert edition_of(tmp_path) == "new"


def test_an_old_package_is_replaced_and_nothing_is_left_beside_it(output: Path) -> None:
    assert build(output)
    assert edition_of(output) == "new"
    assert list(output.parent.iterdir()) == [output]


def test_an_equal_package_is_left_untouched(output: Path) -> None:
    before = (output / "datapackage.json").stat()
    assert not build(output, "old")
    assert (output / "datapackage.json").stat() == before
    assert list(output.parent.iterdir()) == [output]


def test_a_link_to_a_package_goes_on_pointing_to_it(output: Path) -> None:
    link = output.with_name("latest")
    link.symlink_to(output)
    build(link)
    assert link.is_symlink()
    assert edition_of(output) == "new"


def test_without_an_exchange_two_renames_do(output: Path) -> None:
    assert build(output, exchange=lambda first, second: False)
    assert edition_of(output) == "new"
    assert list(output.parent.iterdir()) == [output]


def test_a_folder_that_cannot_be_renamed_is_copied_aside(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def layered(path: Path, target: Path) -> Path:
        if path == output:
            raise OSError(18, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", layered)
    assert build(output, exchange=lambda first, second: False)
    assert edition_of(output) == "new"
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize(("way", "stop", "left"), STOPS)
def test_a_kill_leaves_one_whole_package_after_the_next_start(
    output: Path, way: str, stop: str, left: str
) -> None:
    command = [sys.executable, "-c", BUILD, str(output), stop, way]
    killed = subprocess.run(command, cwd=REPO, check=False)
    assert killed.returncode == -signal.SIGKILL
    if way == "exchange":
        assert edition_of(output) == left
    with staging_folder(output):
        assert edition_of(output) == left
    assert list(output.parent.iterdir()) == [output]


@pytest.mark.parametrize("stop", ["staged", "half written", "written to disk"])
def test_a_kill_of_the_first_build_leaves_no_package(tmp_path: Path, stop: str) -> None:
    output = tmp_path / "out"
    command = [sys.executable, "-c", BUILD, str(output), stop, "exchange"]
    assert subprocess.run(command, cwd=REPO, check=False).returncode == -signal.SIGKILL
    assert not output.exists()
    assert build(output)
    assert list(tmp_path.iterdir()) == [output]


def test_the_beginning_of_a_build_puts_right_what_a_killed_one_left(output: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(output), "old package aside", "two renames"]
    subprocess.run(command, cwd=REPO, check=False)
    assert not output.exists()
    recover_package(output)
    assert edition_of(output) == "old"
    assert list(output.parent.iterdir()) == [output]


def test_the_beginning_of_a_build_makes_no_folders(tmp_path: Path) -> None:
    recover_package(tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


def test_files_put_there_after_a_kill_are_not_lost(output: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(output), "old package aside", "two renames"]
    subprocess.run(command, cwd=REPO, check=False)
    output.mkdir()
    (output / "letter.txt").write_text("mine")
    with pytest.raises(PackageError, match=r"letter\.txt is no part of the package"):
        build(output)
    assert (output / "letter.txt").read_text() == "mine"


def test_a_failure_before_publishing_leaves_the_old_package(output: Path) -> None:
    def fail() -> None:
        with staging_folder(output) as staged:
            write_edition(staged, "new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert edition_of(output) == "old"
    assert list(output.parent.iterdir()) == [output]


def test_a_failure_between_the_two_renames_brings_the_old_package_back(output: Path) -> None:
    def fail(name: str) -> None:
        if name == "old package aside":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(output, step=fail, exchange=lambda first, second: False)
    assert edition_of(output) == "old"
    assert list(output.parent.iterdir()) == [output]


def test_a_second_build_at_the_same_time_is_refused(output: Path) -> None:
    with staging_folder(output) as staged:
        write_edition(staged, "new")
        with pytest.raises(PackageError, match="Another build is writing"):
            build(output, "third")
        publish(staged, output)
    assert edition_of(output) == "new"


def test_a_full_disk_is_reported_and_leaves_the_old_package(output: Path) -> None:
    with (
        pytest.raises(PackageError, match=r"could not be written: no space left"),
        staging_folder(output),
    ):
        raise OSError(28, "No space left on device")
    assert edition_of(output) == "old"


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A world-readable folder, and no rights of the superuser while the test runs."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    else:
        folder.chmod(0o555)
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_without_write_permission_is_named(plain_user: Path) -> None:
    with pytest.raises(PackageError) as raised:
        build(plain_user / "out")
    assert "permission denied" in raised.value.message
    assert str(plain_user) in raised.value.hint
    assert "--output" in raised.value.hint


REFUSED = {
    "a file": "is a file, not a folder",
    "somebody's folder": "holds files and is no package that the toolkit wrote",
    "somebody's package": "holds files and is no package that the toolkit wrote",
    "a broken descriptor": "holds files and is no package that the toolkit wrote",
    "a note in our package": r"out/data/note\.txt is no part of the package and would be lost",
    "a link in our package": r"out/link is no part of the package and would be lost",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_toolkit_did_not_write_is_refused_and_kept(tmp_path: Path, case: str) -> None:
    output = tmp_path / "out"
    if case == "a file":
        output.write_text("mine")
    else:
        output.mkdir()
    if case == "somebody's folder":
        (output / "thesis.docx").write_text("mine")
    elif case == "somebody's package":
        (output / "datapackage.json").write_text('{"resources": []}')
    elif case == "a broken descriptor":
        (output / "datapackage.json").write_text('{"toolkit:certificate"')
    elif case == "a note in our package":
        write_edition(output, "old")
        (output / "data" / "note.txt").write_text("mine")
    elif case == "a link in our package":
        write_edition(output, "old")
        (output / "link").symlink_to(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PackageError, match=REFUSED[case]) as raised:
        build(output)
    assert "--output" in raised.value.hint
    assert sorted(tmp_path.rglob("*")) == before


ODD_DESCRIPTORS = [
    {},
    {"toolkit:certificate": None},
    {"version": 1},
    {"version": "1.0"},
    {"resources": None},
    {"resources": ["data/ferries.csv"]},
    {"resources": [RESOURCE | {"path": 7}]},
    {"resources": [RESOURCE | {"schema": []}]},
    {"resources": [{"path": "data/ferries.csv"}]},
    {"resources": [RESOURCE | {"toolkit:parts": ["data/ferries.csv"]}]},
]


@pytest.mark.parametrize("edit", ODD_DESCRIPTORS)
def test_a_descriptor_that_somebody_edited_is_no_reason_to_remove_a_folder(
    output: Path, edit: dict[str, Any]
) -> None:
    path = output / "datapackage.json"
    written = json.loads(path.read_text())
    path.write_text(json.dumps(written | edit if edit else []))
    with pytest.raises(PackageError, match="is no package that the toolkit wrote"):
        build(output)
    assert path.is_file()


def test_sources_inside_the_output_folder_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "out" / "letters"
    source.mkdir(parents=True)
    for output in (tmp_path / "out", source):
        with pytest.raises(PackageError, match="take the place of the documents"):
            recover_package(output, source=source)
        assert source.is_dir()


def test_an_output_folder_inside_the_sources_is_fine(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A ferry was late.")
    recover_package(tmp_path / "out", source=tmp_path)
    assert build(tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "out"]
