"""A published package as typed frames: ``load_package("datapackage").statements``."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

import polars as pl

from toolkit.archive import DESCRIPTOR as DESCRIPTOR
from toolkit.archive import extract_archive
from toolkit.errors import PackageError, describe_error
from toolkit.schema import Table, parse_table

PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a package: a table in one format, in one file or several."""

    name: str
    paths: tuple[str, ...]
    """The files, relative to the package's folder, as the descriptor names them."""
    schema: Mapping[str, Any]
    dialect: Mapping[str, Any]
    descriptor: Mapping[str, Any]

    @property
    def parts(self) -> tuple[Mapping[str, Any], ...]:
        """What is stated about each file of a table in several files: path, hash, bytes."""
        given = self.descriptor.get("toolkit:parts")
        known = given if isinstance(given, list) else []
        return tuple(one for one in known if isinstance(one, dict))

    @property
    def is_parquet(self) -> bool:
        """Whether its files are Parquet, told by their names as every reader tells it."""
        return bool(self.paths) and all(path.endswith(PARQUET) for path in self.paths)

    def table(self) -> Table:
        """What the resource's schema says about its columns and keys.

        Raises:
            SchemaError: The schema contradicts itself or uses a type that the toolkit does not.
        """
        return parse_table(self.schema, name=self.name)


class Package:
    """A published package: each of its tables is an attribute and a typed polars frame.

    A table is read when it is first asked for, from Parquet, and kept.

    Attributes:
        root: The package's folder; of a zip, the one that it was taken out into, which is there
            as long as the package is in use.
        descriptor: ``datapackage.json`` as read.
    """

    def __init__(self, root: Path, descriptor: Mapping[str, Any]) -> None:
        """Know where the package is and what it says about itself; no table is read yet."""
        self.root = root
        self.descriptor = descriptor
        self._frames: dict[str, pl.DataFrame] = {}

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """All resources, in the descriptor's order, the CSV twins included."""
        return tuple(_resource(one) for one in self.descriptor.get("resources", ()))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by name, with columns and keys: ``tables["figures"].primary_key``."""
        return {one.name: one.table() for one in self.resources if one.is_parquet}

    @property
    def version(self) -> str | None:
        """The dataset's version, where the package states one."""
        return self.descriptor.get("version")

    def scan(self, name: str) -> pl.LazyFrame:
        """A table as a lazy frame, for work on tables larger than memory.

        The files are read when the frame is collected: of a zip, keep the package until then.

        Raises:
            PackageError: There is no such table, or its files are missing.
        """
        for resource in self.resources:
            if resource.name == name and resource.is_parquet:
                return pl.scan_parquet([self.file(path) for path in resource.paths])
        raise PackageError(
            f"{self.root} has no table {name!r}.",
            hint=f"Its tables are: {', '.join(self.tables) or '(none)'}.",
        )

    def frame(self, name: str) -> pl.DataFrame:
        """A table as a frame; the attribute of that name gives the same.

        Raises:
            PackageError: There is no such table, or its files cannot be read.
        """
        if name not in self._frames:
            self._frames[name] = self.find_rows(name)
        return self._frames[name]

    def find_rows(self, name: str, *predicates: pl.Expr) -> pl.DataFrame:
        """Some rows of a table, read anew, so that of a large table only these are in memory.

        Args:
            name: The table.
            predicates: What the rows are like, as polars filters them; without any, all rows.

        Raises:
            PackageError: There is no such table, or its files cannot be read.
        """
        scanned = self.scan(name)
        try:
            return (scanned.filter(*predicates) if predicates else scanned).collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise PackageError(
                f"The table {name} of {self.root} cannot be read: {error}",
                hint=f"See what is wrong with: toolkit validate {self.root}",
            ) from error

    def file(self, path: str) -> Path:
        """Where a file that the descriptor names lies.

        Raises:
            PackageError: The path leads out of the package; nobody's descriptor may read there.
        """
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or "://" in path:
            raise PackageError(f"The descriptor of {self.root} names an unsafe path: {path!r}.")
        return self.root.joinpath(*pure.parts)

    def __getattr__(self, name: str) -> pl.DataFrame:
        """The table of that name as a frame."""
        if name.startswith("_") or name not in self.tables:
            raise AttributeError(f"{type(self).__name__} of {self.root} has no table {name!r}")
        return self.frame(name)

    def __dir__(self) -> list[str]:
        """The tables among the other names, for completion in a notebook."""
        return [*super().__dir__(), *self.tables]

    def __repr__(self) -> str:
        """The package's name, version and tables."""
        name = self.descriptor.get("name", self.root.name)
        return f"<Package {name} {self.version}: {', '.join(self.tables)}>"


def load_package(path: str | Path) -> Package:
    """Open a published package.

    Args:
        path: Its folder, its ``datapackage.json``, or a zip that holds it.

    Returns:
        The package; ``package.statements`` and so on are polars frames.

    Raises:
        PackageError: There is no package, or its descriptor cannot be read, or a zip is not safe
            to unpack.
    """
    given = Path(path)
    if given.is_file() and zipfile.is_zipfile(given):
        return _unpack(given)
    file = given / DESCRIPTOR if given.is_dir() else given
    return Package(file.parent, _read_descriptor(given, file))


def _unpack(archive: Path) -> Package:
    folder = Path(mkdtemp(prefix="toolkit-"))
    try:
        root = extract_archive(archive, folder)
        package = Package(root, _read_descriptor(archive, root / DESCRIPTOR))
    except PackageError:
        rmtree(folder)
        raise
    finalize(package, rmtree, folder, ignore_errors=True)
    return package


def _read_descriptor(given: Path, file: Path) -> dict[str, Any]:
    try:
        descriptor = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackageError(
            f"There is no package at {given}: {file} does not exist.",
            hint="Give the folder that holds datapackage.json, or make one with: toolkit build",
        ) from error
    except (OSError, ValueError) as error:
        what = describe_error(error) if isinstance(error, OSError) else f"it is no JSON: {error}"
        raise PackageError(
            f"{file} cannot be read: {what}.", hint="Check its permissions, or fetch it again."
        ) from error
    if not isinstance(descriptor, dict):
        raise PackageError(f"{file} is no descriptor: it holds no JSON object.")
    return descriptor


def _resource(given: Any) -> Resource:
    descriptor = _object(given)
    path = descriptor.get("path")
    paths = [path] if isinstance(path, str) else path if isinstance(path, list) else []
    return Resource(
        name=str(descriptor.get("name", "")),
        paths=tuple(str(one) for one in paths),
        schema=_object(descriptor.get("schema")),
        dialect=_object(descriptor.get("dialect")),
        descriptor=descriptor,
    )


def _object(given: Any) -> dict[str, Any]:
    """An object as it is; anything else says nothing that could be used."""
    return given if isinstance(given, dict) else {}
