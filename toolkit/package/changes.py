"""What changed between two editions, table by table, and the version number that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.package.folder import VERSION

FIRST_VERSION = "1.0.0"

DESCRIPTIVE_KEYS = frozenset({"title", "description", "example", "unit", "categories"})
"""What a schema says to people; the rest is what it promises."""


class Bump(IntEnum):
    """Which place of the version number grows, smallest first.

    The stricter of the Data Package recipe and of Croissant 1.1, which contradict each other: a
    corrected value is a patch in the one and a new major version in the other.
    """

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class TableChange:
    """How one table differs from the edition before."""

    table: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    schema: bool = False
    """Whether its columns, their types, their constraints or its keys differ."""
    new: bool = False
    gone: bool = False

    @property
    def bump(self) -> Bump:
        """What the change does to the version number."""
        if self.gone or self.removed or self.changed or (self.schema and not self.new):
            return Bump.MAJOR
        return Bump.MINOR if self.added or self.new else Bump.NONE


def compare_tables(
    old: Mapping[str, pa.Table],
    new: Mapping[str, pa.Table],
    *,
    keys: Mapping[str, Sequence[str]],
    schemas_differ: Mapping[str, bool],
) -> list[TableChange]:
    """Compare two editions.

    Args:
        old: The tables of the edition before.
        new: The tables of this edition.
        keys: The primary key of each new table: one column.
        schemas_differ: For each table in both whether its Table Schema promises something else.

    Returns:
        One entry for each table that differs: those of this edition in their order, then the ones
        that are gone.
    """
    changes = [_compare(name, old, table, keys, schemas_differ) for name, table in new.items()]
    changes += [
        TableChange(name, removed=table.num_rows, gone=True)
        for name, table in old.items()
        if name not in new
    ]
    return [change for change in changes if change != TableChange(change.table)]


def promises(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A Table Schema without what it only says to people, for comparing two of them."""

    def kept(key: str) -> bool:
        return key not in DESCRIPTIVE_KEYS and not key.startswith("toolkit:")

    promised = {key: value for key, value in schema.items() if kept(key)}
    promised["fields"] = [
        {key: value for key, value in field.items() if kept(key)}
        for field in schema.get("fields", ())
    ]
    return promised


def next_version(previous: str | None, bump: Bump) -> str:
    """The version number of this edition.

    Args:
        previous: The version before, ``MAJOR.MINOR.PATCH``; None when this is the first.
        bump: How much has changed since.

    >>> next_version("1.4.2", Bump.MINOR)
    '1.5.0'
    """
    if previous is None:
        return FIRST_VERSION
    major, minor, patch = parse_version(previous)
    if bump is Bump.MAJOR:
        return f"{major + 1}.0.0"
    if bump is Bump.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + bump}"


def parse_version(version: str) -> tuple[int, int, int]:
    """Read ``MAJOR.MINOR.PATCH``.

    Raises:
        ValueError: It is written in another way.
    """
    if VERSION.fullmatch(version) is None:
        raise ValueError(f"{version!r} is not three numbers such as 1.0.0")
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def _compare(
    name: str,
    old: Mapping[str, pa.Table],
    new: pa.Table,
    keys: Mapping[str, Sequence[str]],
    schemas_differ: Mapping[str, bool],
) -> TableChange:
    if name not in old:
        return TableChange(name, added=new.num_rows, new=True)
    before = old[name]
    (key,) = keys[name]
    after = new.filter(pc.is_in(new[key], value_set=before[key].combine_chunks()))
    shared = before.filter(pc.is_in(before[key], value_set=new[key].combine_chunks()))
    schema = schemas_differ[name] or before.schema != new.schema
    return TableChange(
        name,
        added=new.num_rows - after.num_rows,
        removed=before.num_rows - shared.num_rows,
        changed=_changed_rows(shared, after, key),
        schema=schema,
    )


def _changed_rows(before: pa.Table, after: pa.Table, key: str) -> int:
    """How many rows with the same keys hold another value in a column that both tables have."""
    columns = [name for name in after.column_names if name in before.column_names]
    before, after = before.sort_by(key), after.sort_by(key)
    unequal = [
        _unequal(before[name], after[name])
        for name in columns
        if not before[name].equals(after[name])
    ]
    return sum(any(row) for row in zip(*unequal, strict=True))


def _unequal(before: pa.ChunkedArray[Any], after: pa.ChunkedArray[Any]) -> list[bool]:
    pairs = zip(before.to_pylist(), after.to_pylist(), strict=True)
    return [one != other for one, other in pairs]
