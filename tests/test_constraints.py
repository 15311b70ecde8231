"""Whoever sets the project up gets the versions that were tested, in files with known hashes."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest

REPO = Path(__file__).parent.parent

PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)((?: ; [^\\]+)?) \\$", re.MULTILINE)


@pytest.fixture(scope="module")
def text() -> str:
    return (REPO / "constraints.txt").read_text(encoding="utf-8")


def required() -> set[str]:
    """Every package that pyproject.toml names, by its normal name."""
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    lines += [
        line for extra in project["project"]["optional-dependencies"].values() for line in extra
    ]
    return {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in lines}


def test_every_package_that_the_project_names_is_pinned(text: str) -> None:
    pinned = {match.group(1) for match in PINNED.finditer(text)}
    assert sorted(required() - pinned) == []


def test_every_pin_has_hashes_and_nothing_has_an_address(text: str) -> None:
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pins = [line for line in lines if not line.startswith("    --hash=sha256:")]
    assert all(PINNED.fullmatch(line) for line in pins)
    for line, following in pairwise(lines):
        if line in pins:
            assert following.startswith("    --hash=sha256:")
    assert "://" not in text
    assert "/" not in "".join(lines)


def test_the_tests_run_on_the_pinned_versions(text: str) -> None:
    """Whoever upgrades by hand sees here that others would get something else."""
    pinned: dict[str, set[str]] = {}
    for match in PINNED.finditer(text):
        pinned.setdefault(match.group(1), set()).add(match.group(2))
    differing = {
        name: (version(name), pinned[name])
        for name in sorted(required())
        if version(name) not in pinned[name]
    }
    assert differing == {}
