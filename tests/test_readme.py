"""The README is run: its snippets, its commands, its links."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit.cli import app

REPO = Path(__file__).parent.parent
README = (REPO / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL))


@pytest.mark.parametrize("snippet", PYTHON, ids=["toolkit", "polars", "pandas", "duckdb"])
def test_each_snippet_runs_and_prints_rows(snippet: str, tmp_path: Path) -> None:
    shutil.copytree(REPO / "datapackage", tmp_path / "datapackage")
    result = subprocess.run(
        [sys.executable, "-c", snippet], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 3


def test_every_command_of_the_readme_is_one_of_the_program() -> None:
    written = set(re.findall(r"toolkit (build|[a-z]+)(?= |\n|`)", SHELL)) | set(
        re.findall(r"^\| `toolkit ([a-z]+)", README, flags=re.MULTILINE)
    )
    printed = CliRunner().invoke(app, ["--help"]).output
    commands = set(re.findall(r"^  ([a-z]+)  ", printed, flags=re.MULTILINE))
    assert written == commands


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (REPO / link).exists()] == []


def test_the_continuous_check_is_the_readmes_test_command() -> None:
    command = re.search(r"## Run the tests\n\n```sh\n(.*?)\n```", README, flags=re.DOTALL)
    assert command is not None
    assert command[1] in (REPO / ".ci" / "run").read_text(encoding="utf-8")
