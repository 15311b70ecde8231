"""Two editions of a dataset compared: the one place where differences are found.

The build computes the version number and the changelog from it, ``build --check`` says where a
package is not what its sources give, and ``toolkit diff`` shows it to people.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from toolkit.package.certificate import WRITERS
from toolkit.package.diff.identities import EDITED, Identity, changed_entities, edited_documents
from toolkit.package.diff.lines import describe_lines
from toolkit.package.diff.moved import tell_moved
from toolkit.package.diff.row_changes import compare_rows, primary_key
from toolkit.package.diff.schema_changes import SchemaChange, compare_schemas
from toolkit.package.diff.tables import TableChange, count_changes
from toolkit.package.editions import Edition, open_edition
from toolkit.package.folder import CERTIFICATE
from toolkit.package.versions import Bump

NOT_METADATA = ("$schema", "resources", "version", CERTIFICATE)
"""What the descriptor says that is compared apart, or follows from the rest."""

NOT_MADE_OF = ("contents", WRITERS)
"""What a certificate says of files and not of what the rows follow from."""

RESOURCE_TEXTS = ("title", "description")
"""What a resource says to people about its table."""


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """What the descriptor says otherwise; ``old`` and ``new`` are JSON, None where it is not."""

    key: str
    old: str | None
    new: str | None

    @property
    def bump(self) -> Bump:
        """What it does to the version number: under another name nobody finds the dataset again."""
        return Bump.MAJOR if self.key == "name" else Bump.PATCH


@dataclass(frozen=True)
class PackageDiff:
    """How an edition differs from the one before.

    Attributes:
        old: The edition before.
        new: This edition.
        tables: The tables that differ: those of this edition in their order, then those gone.
        schema: What the tables' schemas promise or say otherwise.
        metadata: What the descriptor says otherwise.
        certificate: The parts of the certificate that differ.
        identities: What is the same under another id.
        rows: One line for each row that came or went, each value that is another, each identity.
            ``kind`` is what happened, ``row_id`` the key, ``old`` and ``new`` values as text,
            ``cause`` why, ``path`` the document, ``label`` the words by which people know the row.
    """

    old: Edition
    new: Edition
    tables: tuple[TableChange, ...]
    schema: tuple[SchemaChange, ...]
    metadata: tuple[MetadataChange, ...]
    certificate: tuple[str, ...]
    identities: tuple[Identity, ...]
    rows: pl.DataFrame

    @property
    def bump(self) -> Bump:
        """Which place of the version number grows."""
        bumps = [
            *(change.bump for change in self.tables),
            *(change.bump for change in self.schema),
            *(change.bump for change in self.metadata),
        ]
        return max(bumps, default=Bump.PATCH if self.certificate else Bump.NONE)

    @cached_property
    def causes(self) -> dict[str, int]:
        """How many lines each cause accounts for, the most first."""
        counted = self.rows.group_by("cause").len().sort(["len", "cause"], descending=[True, False])
        return dict(counted.iter_rows())


def diff_packages(old: str | Path, new: str | Path) -> PackageDiff:
    """Compare two published packages.

    Args:
        old: The edition before: a folder, a ``datapackage.json`` or a zip.
        new: The edition after it.

    Raises:
        PackageError: One of the two is no package, is damaged, or has a table whose primary key
            does not tell its rows apart.
    """
    return diff_editions(open_edition(Path(old)), open_edition(Path(new)))


def diff_editions(old: Edition, new: Edition) -> PackageDiff:
    """Compare two editions.

    Raises:
        PackageError: A table cannot be read, or its primary key does not tell its rows apart.
    """
    shared = [name for name in new.resources if name in old.resources]
    schema = [change for name in shared for change in _schema_changes(name, old, new)]
    found = {name: _compare(name, old, new) for name in shared if not old.same_rows(new, name)}
    identities = list(_identities(old, new, found.keys()))
    edited = [one for one in identities if one.kind == EDITED]
    rows = describe_lines(tell_moved(found, old, new, edited), old, new, identities)
    own = bool(old.certificate and new.certificate)
    promised = {one.table for one in schema if one.bump > Bump.PATCH}
    tables = [
        count_changes(name, rows, schema=name in promised, own=own)
        if name in shared
        else TableChange(name, added=new.count(name), new=True)
        for name in new.resources
    ]
    tables += [
        TableChange(name, removed=old.count(name), gone=True)
        for name in old.resources
        if name not in new.resources
    ]
    return PackageDiff(
        old=old,
        new=new,
        tables=tuple(change for change in tables if change.counts or change.note),
        schema=tuple(schema),
        metadata=tuple(_metadata(old, new)),
        certificate=tuple(_differing(old.certificate, new.certificate, but=NOT_MADE_OF)),
        identities=tuple(identities),
        rows=rows,
    )


def _schema_changes(name: str, old: Edition, new: Edition) -> Iterator[SchemaChange]:
    before, after = old.resources[name], new.resources[name]
    yield from compare_schemas(name, before.get("schema", {}), after.get("schema", {}))
    for key in RESOURCE_TEXTS:
        was, now = _json(before.get(key)), _json(after.get(key))
        if was != now:
            yield SchemaChange(name, "description_changed", Bump.PATCH, None, key, was, now)


def _compare(name: str, old: Edition, new: Edition) -> pl.DataFrame:
    key = primary_key(new.resources[name].get("schema", {}))
    return compare_rows(old.scan(name), new.scan(name), key, table=name)


def _identities(old: Edition, new: Edition, found: Collection[str]) -> Iterator[Identity]:
    """What has another id, looked for where the tables that tell it differ."""
    if not (old.certificate and new.certificate):
        return
    if "documents" in found:
        before, after = (side.read("documents", "document_id", "path") for side in (old, new))
        yield from edited_documents(before, after)
    if "entities" in found and "mentions" in found:
        yield from changed_entities(_named(old), _named(new))


def _named(edition: Edition) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Who is named, and where."""
    return (
        edition.read("entities", "entity_id", "name"),
        edition.read("mentions", "mention_id", "entity_id", "kind"),
    )


def _metadata(old: Edition, new: Edition) -> list[MetadataChange]:
    before, after = old.descriptor, new.descriptor
    return [
        MetadataChange(key, _json(before.get(key)), _json(after.get(key)))
        for key in _differing(before, after, but=NOT_METADATA)
    ]


def _differing(
    old: Mapping[str, object], new: Mapping[str, object], *, but: Sequence[str]
) -> list[str]:
    keys = dict.fromkeys([*old, *new])
    return [key for key in keys if old.get(key) != new.get(key) and key not in but]


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
