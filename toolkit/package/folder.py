"""Which folders a build may write to: only those where nothing of anybody else's can be lost."""

from __future__ import annotations

import filecmp
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError

DESCRIPTOR = "datapackage.json"
"""The descriptor's file name, fixed by the Data Package standard."""

CERTIFICATE = "toolkit:certificate"
"""The descriptor's property by which a package is known as one that the toolkit wrote."""

CARD = "README.md"
CHANGELOG = "CHANGELOG.md"
CROISSANT = "croissant.json"
CITATION = "CITATION.cff"

VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
"""The form of a version number: major, minor, patch."""

FILE_KEYS = ("path", "hash")
"""What the toolkit states of each data file."""

ELSEWHERE = "Choose another folder with --output."


def read_descriptor(package: Path) -> dict[str, Any] | None:
    """Read the descriptor of a package that the toolkit wrote.

    Returns:
        The descriptor, or None where the folder holds no package of the toolkit.

    Raises:
        OSError: The file is there and cannot be read.
    """
    try:
        descriptor = json.loads((package / DESCRIPTOR).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return descriptor if is_ours(descriptor) else None


def is_ours(descriptor: Any) -> bool:
    """Whether a descriptor has the shape that the toolkit writes; anything else is a stranger's."""
    if not isinstance(descriptor, dict):
        return False
    resources = descriptor.get("resources")
    return (
        isinstance(descriptor.get(CERTIFICATE), dict)
        and isinstance(descriptor.get("version"), str)
        and VERSION.fullmatch(descriptor["version"]) is not None
        and isinstance(resources, list)
        and all(isinstance(resource, dict) and _has_files(resource) for resource in resources)
    )


def _has_files(resource: dict[str, Any]) -> bool:
    files = resource.get("toolkit:parts", [resource])
    return (
        isinstance(resource.get("schema"), dict)
        and all(isinstance(resource.get(key), str) for key in ("name", "format"))
        and isinstance(files, list)
        and all(
            isinstance(file, dict) and all(isinstance(file.get(key), str) for key in FILE_KEYS)
            for file in files
        )
    )


def package_files(descriptor: dict[str, Any]) -> set[str]:
    """Every file of a package, relative to its folder, as its descriptor lists them."""
    return {DESCRIPTOR, CARD, CHANGELOG, CROISSANT, CITATION} | {
        path for path, _ in data_files(descriptor)
    }


def data_files(descriptor: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each data file of a package, relative to its folder, and the hash it was published with."""
    files = [part for one in descriptor["resources"] for part in one.get("toolkit:parts", [one])]
    return [(file["path"], file["hash"]) for file in files]


def check_source(source: Path, output: Path) -> None:
    """Refuse to write a package in the place of the documents that it is made from.

    Raises:
        PackageError: The folder of the documents is the output folder or lies inside it.
    """
    if source.resolve().is_relative_to(output.resolve()):
        raise PackageError(
            f"The package would take the place of the documents in {source}.", hint=ELSEWHERE
        )


def check_output(output: Path) -> None:
    """Refuse to write where something would be lost that the toolkit did not write.

    Args:
        output: Where the package is to stand: missing, empty, or an older package.

    Raises:
        PackageError: The folder is a file, or holds files of somebody else's.
        OSError: The folder cannot be read.
    """
    output = output.resolve()
    if not output.exists():
        return
    if not output.is_dir():
        raise PackageError(f"{output} is a file, not a folder.", hint=ELSEWHERE)
    if not any(output.iterdir()):
        return
    descriptor = read_descriptor(output)
    if descriptor is None:
        raise PackageError(
            f"{output} holds files and is no package that the toolkit wrote.",
            hint="It was left as it was. Choose an empty or a new folder with --output.",
        )
    refuse_foreign(output, package_files(descriptor))


def refuse_foreign(output: Path, known: set[str]) -> None:
    """Refuse a folder to which somebody has added files: they would be lost.

    Args:
        output: The folder of a package.
        known: The package's own files, relative to the folder.

    Raises:
        PackageError: Another file lies there.
    """
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if (path.is_symlink() or not path.is_dir()) and name not in known:
            raise PackageError(
                f"{path} is no part of the package and would be lost.",
                hint="Move it somewhere else and build again, or choose another folder "
                "with --output.",
            )


def same_files(first: Path, second: Path, *, but: Collection[str] = ()) -> bool:
    """Whether two folders hold the same files with the same bytes.

    Args:
        first: One folder.
        second: The other one.
        but: Files that may differ, relative to the folders.
    """
    names = _file_names(first) - set(but)
    if names != _file_names(second) - set(but):
        return False
    return all(filecmp.cmp(first / name, second / name, shallow=False) for name in names)


def _file_names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
