"""Equal sources give equal bytes: on any day, in any place, in whatever order the files come."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.test_package import files
from toolkit.build import build_package, check_package

REPO = Path(__file__).parent.parent

LETTERS = {
    "b/Äpfel.txt": "Apples\n\n“Up to 400 crates were late,” said the grocer, Ida Holm.\n",
    "a.md": "# Ferries\n\nThe Harbour Board denied that 12.5 percent of the ferries were late.\n",
    "Z.txt": "The bank's director, Jonas Lind, promised 3 million euros to the town of Visby.\n",
    "copy.txt": "The bank's director, Jonas Lind, promised 3 million euros to the town of Visby.\n",
    "empty.txt": "",
}

HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}


def build(source: Path, output: Path, surroundings: dict[str, str], *options: str) -> None:
    """Build with the command line, in a process with other surroundings."""
    command = [sys.executable, "-m", "toolkit", "build", str(source), "--output", str(output)]
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPO)}
    subprocess.run(
        [*command, *options],
        env=kept | surroundings,
        cwd=source.parent,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def test_order_locale_time_zone_and_processes_leave_no_trace(tmp_path: Path) -> None:
    for folder, names in (("here", list(LETTERS)), ("elsewhere", list(reversed(LETTERS)))):
        for name in names:
            path = tmp_path / folder / "letters" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(LETTERS[name], encoding="utf-8")
    build(tmp_path / "here" / "letters", tmp_path / "here" / "package", HERE)
    build(
        tmp_path / "elsewhere" / "letters",
        tmp_path / "elsewhere" / "letters" / "package",  # an output inside the sources
        ELSEWHERE,
        "--workers",
        "2",
    )
    here = files(tmp_path / "here" / "package")
    assert b"400 crates" in here["data/figures.csv"]
    assert files(tmp_path / "elsewhere" / "letters" / "package") == here


def test_the_published_dataset_is_what_its_sources_give(tmp_path: Path) -> None:
    """In bytes where the recorded writer versions are ours, by its content hashes otherwise."""
    published = Path(shutil.copytree(REPO / "datapackage", tmp_path / "datapackage"))
    assert check_package(REPO / "seeds", published) == ()
    before = files(published)
    assert not build_package(REPO / "seeds", published).changed
    assert files(published) == before
