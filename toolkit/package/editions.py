"""One edition of a package as it is compared with another: published, or about to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from toolkit.errors import PackageError, SchemaError
from toolkit.load import Package, load_package
from toolkit.package.certificate import hash_file
from toolkit.package.folder import CERTIFICATE, CHANGELOG, data_files, is_ours

CONTENT = "toolkit:contentHash"


@dataclass(frozen=True)
class Edition:
    """One edition: what it says about itself, and its tables when they are asked for.

    Attributes:
        descriptor: ``datapackage.json``, or what will be it.
        package: The published package; None for an edition that is not published yet.
        unpublished: The tables of such an edition.
    """

    descriptor: Mapping[str, Any]
    package: Package | None = None
    unpublished: Mapping[str, pa.Table] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Where its files are.

        Raises:
            PackageError: It is not published yet.
        """
        if self.package is None:
            raise PackageError("An edition that is not published has no files.")
        return self.package.root

    @property
    def version(self) -> str:
        """Its version number; empty where it has none."""
        return str(self.descriptor.get("version") or "")

    @property
    def certificate(self) -> Mapping[str, Any]:
        """What it was made from and with; empty where another program made it."""
        given = self.descriptor.get(CERTIFICATE)
        return given if isinstance(given, dict) else {}

    @cached_property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The Parquet resource of each table, by the table's name."""
        listed = (one for one in self.descriptor.get("resources", ()) if isinstance(one, dict))
        return {str(one["name"]): one for one in listed if _is_parquet(one)}

    @property
    def changelog(self) -> str:
        """The text of ``CHANGELOG.md``; empty where there is none."""
        path = self.root / CHANGELOG
        return path.read_text(encoding="utf-8") if path.is_file() else ""

    def scan(self, name: str) -> pl.LazyFrame:
        """The rows of one of its tables, which nobody holds until they are collected."""
        if self.package is not None:
            return self.package.scan(name)
        frame = pl.from_arrow(self.unpublished[name])
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 # a table, not a column
        return frame.lazy()

    def read(self, name: str, *columns: str) -> pl.DataFrame:
        """Some columns of one of its tables, read anew and kept by nobody.

        Raises:
            PackageError: They cannot be read.
        """
        return collect_rows(self.scan(name).select(columns), name)

    def count(self, name: str) -> int:
        """How many rows one of its tables has.

        Raises:
            PackageError: They cannot be read.
        """
        return int(collect_rows(self.scan(name).select(pl.len()), name).item())

    def same_rows(self, other: Edition, name: str) -> bool:
        """Whether a table is told to be the same in both, so that nobody has to read it."""
        mine = self.resources[name].get(CONTENT)
        return mine is not None and mine == other.resources[name].get(CONTENT)


def schema_of(rows: pl.LazyFrame) -> pl.Schema:
    """The columns of a table and their types.

    Asked of a frame of its own: a frame that has once told its schema decodes every column of every
    row from then on, also of those that a filter leaves out (polars 2.1: 14 times the memory).
    """
    return rows.select(pl.all()).collect_schema()


def collect_rows(query: pl.LazyFrame, table: str) -> pl.DataFrame:
    """What a query gives, with no more rows in memory on the way than it needs.

    Args:
        query: The query.
        table: The table that it reads, for the message.

    Raises:
        PackageError: The table's files cannot be read.
    """
    try:
        return query.collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise PackageError(
            f"The table {table} cannot be read: {error}",
            hint="See what is wrong with its package: toolkit validate",
        ) from error


def open_edition(path: Path) -> Edition:
    """Open a published package to compare it with another one.

    Args:
        path: Its folder, its ``datapackage.json``, or a zip.

    Raises:
        PackageError: There is no package, a data file is missing or is not what was published, or
            there is nothing that can be compared.
    """
    package = load_package(path)
    _check_tables(package, path)
    if is_ours(package.descriptor):
        for name, digest in data_files(package.descriptor):
            _check_file(package.file(name), digest, path)
    return Edition(package.descriptor, package)


def open_previous(path: Path) -> Edition:
    """Open an older edition that somebody names: a package of the toolkit.

    Args:
        path: Its folder or a zip.

    Raises:
        PackageError: There is none, it is damaged, or another program made it.
    """
    named = open_edition(path)
    if not is_ours(named.descriptor):
        raise PackageError(
            f"{path} is no package that the toolkit wrote, so no version follows from it.",
            hint="Name an older edition of this dataset with --previous.",
        )
    return named


def _check_tables(package: Package, path: Path) -> None:
    """Rows are compared that stand in Parquet and whose columns and keys the descriptor states."""
    try:
        found = [name for name, table in package.tables.items() if table.columns]
    except SchemaError as error:
        raise PackageError(
            f"{path} cannot be compared: {error.message}",
            hint=f"See what is wrong with: toolkit validate {path}",
        ) from error
    missing = sorted(package.tables.keys() - set(found))
    if missing or not found:
        what = f"{missing[0]} has no schema there" if missing else "it has no table in Parquet"
        raise PackageError(
            f"{path} cannot be compared: {what}.",
            hint="Its datapackage.json has to state the columns and the primary key of each table.",
        )


def _check_file(file: Path, digest: str, path: Path) -> None:
    if not file.is_file() or hash_file(file) != digest:
        what = "is not what was published" if file.is_file() else "is missing"
        raise PackageError(
            f"{file} {what}, so what changed since cannot be computed.",
            hint=f"Restore the package, or remove {path} to begin with a first version.",
        )


def _is_parquet(resource: Mapping[str, Any]) -> bool:
    path = resource.get("path")
    paths = path if isinstance(path, list) else [path]
    return "name" in resource and all(str(one).endswith(".parquet") for one in paths)
