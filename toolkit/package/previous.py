"""The edition that stands in the output folder: what the next one is compared with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import PackageError
from toolkit.package.certificate import WRITERS, hash_file
from toolkit.package.changes import TableChange, compare_tables, promises
from toolkit.package.folder import (
    CARD,
    CERTIFICATE,
    CHANGELOG,
    data_files,
    read_descriptor,
    same_files,
)
from toolkit.schema import table, table_schema

PHYSICAL_KEYS = frozenset({"hash", "bytes", "toolkit:bytes", "toolkit:parts"})
"""What the descriptor says about files and not about rows."""


@dataclass(frozen=True, slots=True)
class Previous:
    """A published edition."""

    folder: Path
    descriptor: Mapping[str, Any]
    changelog: str

    @property
    def version(self) -> str:
        """Its version number."""
        return str(self.descriptor["version"])

    @property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The Parquet resource of each table."""
        return {one["name"]: one for one in self.descriptor["resources"] if _is_parquet(one)}

    def table(self, name: str) -> pa.Table:
        """The rows of one of its tables."""
        return pa.concat_tables(
            pq.read_table(self.folder / path) for path in _paths(self.resources[name])
        )


def read_previous(output: Path) -> Previous | None:
    """Open the package that stands in the output folder.

    Returns:
        None where there is none yet.

    Raises:
        PackageError: One of its data files is missing or is not what was published, so that no
            version number can follow from it.
    """
    descriptor = read_descriptor(output)
    if descriptor is None:
        return None
    for path, digest in data_files(descriptor):
        file = output / path
        if not file.is_file() or hash_file(file) != digest:
            what = "is not what was published" if file.is_file() else "is missing"
            raise PackageError(
                f"{file} {what}, so what changed since cannot be computed.",
                hint=f"Restore the package, or remove {output} to begin with a first version.",
            )
    changelog = output / CHANGELOG
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    return Previous(output, descriptor, text)


def compare_with_previous(
    previous: Previous, tables: Mapping[str, pa.Table], hashes: Mapping[str, str]
) -> list[TableChange]:
    """How the tables differ from those of the edition before.

    Args:
        previous: The edition before.
        tables: The tables of this edition.
        hashes: Their content hashes; a table with the old hash is not read again.
    """
    resources = previous.resources
    schemas_differ = {
        name: promises(resources[name]["schema"])
        != promises(table_schema(table(name), format="parquet"))
        for name in tables
        if name in resources
    }
    same = {
        name
        for name, differs in schemas_differ.items()
        if not differs and resources[name].get("toolkit:contentHash") == hashes[name]
    }
    return compare_tables(
        {name: previous.table(name) for name in resources if name not in same},
        {name: rows for name, rows in tables.items() if name not in same},
        keys={name: table(name).primary_key for name in tables},
        schemas_differ=schemas_differ,
    )


def says_the_same(staged: Path, output: Path, *, but: Collection[str] = ()) -> bool:
    """Whether two packages are the same edition.

    Where the same libraries wrote both, that is the same bytes. Other versions of them may write
    other bytes for the same rows; then the content hashes decide.

    Args:
        staged: One package.
        output: The other one.
        but: Files that may differ, relative to the packages.
    """
    if same_files(staged, output, but=but):
        return True
    first, second = read_descriptor(staged), read_descriptor(output)
    if first is None or second is None:
        return False
    if first[CERTIFICATE].get(WRITERS) == second[CERTIFICATE].get(WRITERS):
        return False
    texts = {CARD, CHANGELOG} - set(but)
    return _portable(staged, first, texts) == _portable(output, second, texts)


def _portable(folder: Path, descriptor: Mapping[str, Any], texts: Collection[str]) -> list[Any]:
    """Everything that a package says, without the bytes it is written in."""
    resources = [
        {key: value for key, value in resource.items() if key not in PHYSICAL_KEYS}
        for resource in descriptor["resources"]
    ]
    certificate = {key: value for key, value in descriptor[CERTIFICATE].items() if key != WRITERS}
    read = [(folder / name).read_bytes() for name in sorted(texts)]
    return [{**descriptor, "resources": resources, CERTIFICATE: certificate}, read]


def _paths(resource: Mapping[str, Any]) -> list[str]:
    path = resource["path"]
    return [path] if isinstance(path, str) else list(path)


def _is_parquet(resource: Mapping[str, Any]) -> bool:
    return bool(resource["format"] == "parquet")
