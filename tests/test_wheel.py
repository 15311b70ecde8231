"""The wheel holds all that the program needs, and works where there is no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent

LETTER = """Harbour board reports two delays

The ferry was late twice in March, the board's chairwoman Ida Holm said. "About 400 passengers
waited for two hours," she added.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as anyone builds it, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    run_pip("wheel", *options, str(REPO))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel in it.

    The dependencies are those of the running environment, made visible by a path file: installing
    them again would take minutes. A checkout that is installed in place is not made visible:
    Python does not read the path files of the linked folder.
    """
    folder = tmp_path_factory.mktemp("installed") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    run_pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def run_pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def run_installed(environment: Path, folder: Path, *arguments: str) -> str:
    """Run a program of the new environment in a folder without a checkout."""
    command = [str(environment / "bin" / arguments[0]), *arguments[1:]]
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=kept, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_of_the_program_is_inside(names: set[str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "toolkit", "schemas"],
        cwd=REPO,
        check=True,
        capture_output=True,
        text=True,
    )
    expected = {
        f"toolkit/{path}" if path.startswith("schemas/") else path
        for path in listed.stdout.splitlines()
        if (REPO / path).is_file()
    }
    assert sorted(expected - names) == []


def test_the_schemas_and_the_pipeline_are_inside(names: set[str]) -> None:
    assert "toolkit/schemas/statements.json" in names
    assert "toolkit/model/config.cfg" in names


def test_nothing_but_the_program_is_inside(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"toolkit"}
    assert not [name for name in names if "__pycache__" in name]


def test_every_licence_is_named_and_enclosed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(path).decode())
        licences = f"{path.removesuffix('METADATA')}licenses"
        code = archive.read(f"{licences}/LICENSE").decode()
        pipeline = archive.read(f"{licences}/toolkit/model/LICENSE").decode()
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0 AND CC-BY-4.0"
    assert metadata.get_all("License-File") == ["LICENSE", "toolkit/model/LICENSE"]
    assert "Apache License" in code
    assert "Attribution-ShareAlike 4.0" in pipeline


def test_installed_it_builds_and_validates_a_package(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "march.txt").write_text(LETTER, encoding="utf-8")
    where = run_installed(
        environment, tmp_path, "python", "-c", "import toolkit; print(toolkit.__file__)"
    )
    assert Path(where.strip()).is_relative_to(environment)
    run_installed(environment, tmp_path, "toolkit", "build", "letters", "--output", "package")
    run_installed(environment, tmp_path, "toolkit", "validate", "package")
    descriptor = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    rows = {one["name"]: one["toolkit:rows"] for one in descriptor["resources"]}
    assert rows["documents"] == 1
    assert rows["statements"] >= 1
    assert rows["figures"] >= 1
