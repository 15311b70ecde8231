"""Write a package: the story from tables to a folder that people can download."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.config import Config, created_date
from toolkit.digest import content_hash
from toolkit.errors import PackageError
from toolkit.package.certificate import certify
from toolkit.package.changelog import add_entry
from toolkit.package.changes import FIRST_VERSION, Bump, TableChange, next_version, parse_version
from toolkit.package.edition import Contents, write_edition
from toolkit.package.measures import Measure, read_measures
from toolkit.package.parquet_files import PART_BYTES
from toolkit.package.previous import (
    Previous,
    compare_with_previous,
    read_previous,
    says_the_same,
)
from toolkit.package.swap import publish, staging_folder

Check = Callable[[Path], None]
"""Looks at the written files and raises where they are not what they have to be."""


def accept_package(folder: Path) -> None:
    """Look at nothing: whoever writes the package has checked it, or will."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a package."""

    version: str
    changed: bool
    """False where the package that stood there says the same; it was left untouched."""
    changes: tuple[TableChange, ...]
    """How the tables differ from the edition before; empty for a first one."""


def write_package(
    tables: Mapping[str, pa.Table],
    output: Path,
    *,
    config: Config,
    pipeline: str,
    version: str | None = None,
    check: Check = accept_package,
    measures: Sequence[Measure] | None = None,
    part_bytes: int = PART_BYTES,
) -> Written:
    """Publish tables as a package: the whole of it, or nothing.

    Args:
        tables: All tables of the contract, in their order, validated.
        output: The package's folder: missing, empty, or an older package.
        config: What the source folder says about the dataset.
        pipeline: The hash of the language pipeline that parsed the documents.
        version: The version of this edition, instead of the one that follows from what changed.
        check: Called with the written files before they take the place of the old ones.
        measures: The program's accuracy, for the card; by default what was last measured.
        part_bytes: The size in bytes above which a Parquet file is split.

    Raises:
        PackageError: The folder cannot be written or holds something else, or the version is too
            low for what changed. What stood there is left as it was, as it is when ``check``
            raises.
        ConfigError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    contents = _contents(
        tables, config, pipeline, read_measures() if measures is None else measures, part_bytes
    )
    stated = version or config.version
    with staging_folder(output) as staged:
        previous = read_previous(output)
        changes = compare_with_previous(previous, tables, contents.hashes) if previous else []
        bump = max((change.bump for change in changes), default=Bump.NONE)
        if previous and bump is Bump.NONE:
            write_edition(contents, staged, version=previous.version, changelog=previous.changelog)
            if stated in (None, previous.version) and says_the_same(staged, output):
                return Written(previous.version, changed=False, changes=())
            bump = Bump.PATCH
            _empty(staged)
        chosen = _choose_version(stated, previous, bump)
        changelog = add_entry(
            previous.changelog if previous else None,
            version=chosen,
            created=contents.created,
            rows={name: rows.num_rows for name, rows in tables.items()},
            changes=changes,
            corrections=_new_corrections(tables["problems"], previous),
        )
        write_edition(contents, staged, version=chosen, changelog=changelog)
        check(staged)
        publish(staged, output)
    return Written(chosen, changed=True, changes=tuple(changes))


def _contents(
    tables: Mapping[str, pa.Table],
    config: Config,
    pipeline: str,
    measures: Sequence[Measure],
    part_bytes: int,
) -> Contents:
    documents = tables["documents"]
    newest = pc.max(documents["published_date"]).as_py()
    return Contents(
        tables=tables,
        hashes={name: content_hash(rows) for name, rows in tables.items()},
        config=config,
        certificate=certify(documents, config, pipeline=pipeline),
        created=created_date(config, epoch=os.environ.get("SOURCE_DATE_EPOCH"), newest=newest),
        measures=measures,
        part_bytes=part_bytes,
    )


def _new_corrections(problems: pa.Table, previous: Previous | None) -> list[str]:
    """What people corrected that the edition before does not have: row, and what was done to it."""
    known = set(_corrections(previous.table("problems"))) if previous else set()
    return [": ".join(one) for one in _corrections(problems) if one not in known]


def _corrections(problems: pa.Table) -> list[tuple[str, str]]:
    rows = problems.select(["code", "row_id", "message"]).to_pylist()
    return [(row["row_id"], row["message"]) for row in rows if row["code"] == "correction_applied"]


def _choose_version(stated: str | None, previous: Previous | None, bump: Bump) -> str:
    """The stated version, if it is high enough, else the one that follows from what changed."""
    if stated is not None:
        _parse_stated(stated)
    if previous is None:
        return stated or FIRST_VERSION
    needed = next_version(previous.version, bump)
    if stated is None:
        return needed
    if parse_version(stated) < parse_version(needed):
        raise PackageError(
            f"Version {stated} is too low: since {previous.version} there was a "
            f"{bump.name.lower()} change, so the next version is {needed}.",
            hint="Leave out --version, and version in dataset.toml, to have it computed.",
        )
    return stated


def _parse_stated(stated: str) -> None:
    try:
        parse_version(stated)
    except ValueError as error:
        raise PackageError(
            f"The version {error}.", hint="Write MAJOR.MINOR.PATCH, as in: --version 1.2.0"
        ) from error


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
