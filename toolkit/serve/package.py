"""A package on disk: its descriptor, and its Parquet files once they are known to be intact."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.errors import PackageError, describe_error
from toolkit.schema import resource_name, tables

DESCRIPTOR = "datapackage.json"

HINT_BUILD = "Make one with toolkit build, or name the folder that holds one: toolkit serve FOLDER."
HINT_VALIDATE = "See what is wrong with toolkit validate, or build the package again."


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose descriptor was read and whose Parquet files have the hashes it states."""

    folder: Path
    descriptor: Mapping[str, Any]
    digest: str
    """The sha256 of the descriptor's bytes; as it states the hash of each file, it names them all.
    """
    files: Mapping[str, tuple[Path, ...]]
    """For each of our tables its Parquet files, in the order of their rows."""

    @property
    def name(self) -> str:
        """The dataset's name, or that of its folder."""
        return str(self.descriptor.get("name") or self.folder.resolve().name)


def open_package(folder: Path) -> Package:
    """Read a package's descriptor and hold its Parquet files to the hashes it states.

    Args:
        folder: The package's folder.

    Raises:
        PackageError: There is no package, it lacks one of our tables, or a file is not what the
            descriptor says.
    """
    raw = _read_descriptor(folder)
    descriptor = _parse_descriptor(raw, folder)
    resources = {resource.get("name"): resource for resource in resources_of(descriptor)}
    files = {}
    for table in tables():
        resource = resources.get(resource_name(table.name, format="parquet"))
        if resource is None:
            raise PackageError(f"{folder} has no table {table.name}.", hint=HINT_VALIDATE)
        files[table.name] = tuple(
            _intact_file(folder, path, stated) for path, stated in _stated_files(resource)
        )
    return Package(folder, descriptor, hashlib.sha256(raw).hexdigest(), files)


def is_replaced(folder: Path, digest: str) -> bool:
    """Whether another package than the one with that digest stands in the folder now, or none."""
    try:
        raw = (folder / DESCRIPTOR).read_bytes()
    except OSError:
        return True
    return hashlib.sha256(raw).hexdigest() != digest


def _read_descriptor(folder: Path) -> bytes:
    try:
        return (folder / DESCRIPTOR).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PackageError(
            f"{folder} holds no package: there is no {DESCRIPTOR}.", hint=HINT_BUILD
        ) from error
    except OSError as error:
        raise PackageError(
            f"{folder / DESCRIPTOR} cannot be read: {describe_error(error)}."
        ) from error


def _parse_descriptor(raw: bytes, folder: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(raw)
    except ValueError as error:
        raise PackageError(
            f"{folder / DESCRIPTOR} is no JSON: {error}.", hint=HINT_VALIDATE
        ) from error
    if not isinstance(descriptor, dict):
        raise PackageError(f"{folder / DESCRIPTOR} is no JSON object.", hint=HINT_VALIDATE)
    return descriptor


def resources_of(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The resources that a descriptor states; what is no object is left out."""
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        return []
    return [resource for resource in resources if isinstance(resource, dict)]


def _stated_files(resource: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each file of a resource with the hash stated for it; empty where none is."""
    path = resource.get("path")
    if isinstance(path, str):
        return [(path, str(resource.get("hash", "")))]
    return [
        (str(part.get("path", "")), str(part.get("hash", "")))
        for part in resource.get("toolkit:parts", ())
    ]


def _intact_file(folder: Path, name: str, stated: str) -> Path:
    relative = PurePosixPath(name)
    # A descriptor comes from anywhere: it must not make us read outside its folder.
    if not name or relative.is_absolute() or ".." in relative.parts:
        raise PackageError(
            f"{folder / DESCRIPTOR} names a file outside the package: {name!r}.", hint=HINT_VALIDATE
        )
    path = folder / relative
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise PackageError(
            f"{path} cannot be read: {describe_error(error)}.", hint=HINT_VALIDATE
        ) from error
    if stated != f"sha256:{found}":
        raise PackageError(
            f"{path} is not the file that {DESCRIPTOR} describes: its sha256 differs.",
            hint=HINT_VALIDATE,
        )
    return path
