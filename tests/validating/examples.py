"""frictionless's own example packages, as its source distribution ships them, judged by both.

    pip download --no-deps --no-binary frictionless frictionless==5.21.0

The files are not part of this project; what is said here of each difference is.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import frictionless

from toolkit.errors import ToolkitError
from toolkit.validate import validate_package

DIFFERENCES: dict[str, str] = {
    "geopoint/datapackage.json": "The path of a source is an empty text: the official profile of "
    "1.0 refuses it, frictionless does not look.",
}
"""Why the two say different things of an example, by its path in the folder ``data``."""


@dataclass(frozen=True)
class Example:
    """What two validators say of a package: valid, invalid, or that it cannot be looked at."""

    path: str
    ours: str
    theirs: str
    ours_in_words: str = ""
    theirs_in_words: str = ""

    @property
    def differs(self) -> bool:
        """Whether one finds fault with what the other lets pass."""
        return (self.ours == "valid") != (self.theirs == "valid")


def judge_examples(data: Path) -> Iterator[Example]:
    """Have every example package judged by both; no network is needed, and none is to be there."""
    for path in packages(data):
        ours, said = _ours(path)
        theirs, also = _theirs(path)
        yield Example(path.relative_to(data).as_posix(), ours, theirs, said, also)


def packages(data: Path) -> Iterator[Path]:
    """The files that hold a package: descriptors in JSON that list resources, and zips of them."""
    for path in sorted(data.rglob("*")):
        if path.suffix == ".json" and _lists_resources(path.read_bytes()):
            yield path
        elif path.suffix == ".zip" and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as opened:
                if "datapackage.json" in opened.namelist():
                    yield path


def _lists_resources(raw: bytes) -> bool:
    try:
        descriptor = json.loads(raw)
    except ValueError:
        return False
    return isinstance(descriptor, dict) and isinstance(descriptor.get("resources"), list)


def _ours(path: Path) -> tuple[str, str]:
    try:
        report = validate_package(path)
    except ToolkitError as error:
        return "refused", error.message
    first = next(iter(report.findings), next(iter(report.unchecked), None))
    if report.ok and report.unchecked:
        return "not all read", str(first)
    return "valid" if report.ok else "invalid", str(first or "")


def _theirs(path: Path) -> tuple[str, str]:
    try:
        report = frictionless.validate(str(path), type="package")
    except (frictionless.FrictionlessException, ArithmeticError, LookupError, TypeError) as error:
        return "refused", f"{type(error).__name__}: {error}"
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return "valid" if report.valid else "invalid", errors[0].message if errors else ""
