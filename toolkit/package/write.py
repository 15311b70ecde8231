"""Write a package: the story from tables to a folder that people can download."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.config import Config, Coverage, created_date
from toolkit.digest import content_hash
from toolkit.errors import PackageError
from toolkit.package.certificate import certify
from toolkit.package.changelog import NOTHING, add_entry
from toolkit.package.corrected import NEEDED, compare_corrections
from toolkit.package.diff import PackageDiff, TableChange, diff_editions, version_reasons
from toolkit.package.edition import Contents, draft_edition, write_edition
from toolkit.package.editions import Edition, open_edition, open_previous
from toolkit.package.folder import read_descriptor
from toolkit.package.measures import Measure, read_measures
from toolkit.package.parquet_files import PART_BYTES
from toolkit.package.refusals import check_version
from toolkit.package.same import says_the_same
from toolkit.package.swap import publish, staging_folder
from toolkit.package.texts import SPANS, without_texts
from toolkit.package.versions import FIRST_VERSION, Bump, next_version, parse_version

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
    changes: tuple[TableChange, ...] = ()
    """How the tables differ from the edition before; empty for a first one."""
    explanation: str = ""
    """Why the edition has this version; empty for a first one and an unchanged one."""


def write_package(
    tables: Mapping[str, pa.Table],
    output: Path,
    *,
    config: Config,
    pipeline: str,
    version: str | None = None,
    previous: Path | None = None,
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
        previous: The edition before, a folder or a zip; by default what stands in the output
            folder.
        check: Called with the written files before they take the place of the old ones.
        measures: The program's accuracy, for the card; by default what was last measured.
        part_bytes: The size in bytes above which a Parquet file is split.

    Raises:
        PackageError: The folder cannot be written or holds something else, the edition before
            cannot be read, or the version is too low for what changed. What stood there is left
            as it was, as it is when ``check`` raises.
        ConfigError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    contents = _contents(
        tables, config, pipeline, read_measures() if measures is None else measures, part_bytes
    )
    stated = version or config.version
    if stated is not None:
        check_version(stated)
    with staging_folder(output) as staged:
        before = _previous(previous, output)
        now = draft_edition(contents)
        diff = diff_editions(before, now) if before else None
        bump = diff.bump if diff else Bump.NONE
        if before and bump is Bump.NONE:
            write_edition(contents, staged, version=before.version, changelog=before.changelog)
            if stated in (None, before.version) and says_the_same(staged, before.root):
                return _unchanged(staged, output, before, check)
            bump = Bump.PATCH
            _empty(staged)
        chosen = _choose_version(stated, before, bump)
        changelog = add_entry(
            before.changelog if before else None,
            version=chosen,
            created=contents.created,
            rows={name: rows.num_rows for name, rows in tables.items()},
            diff=diff,
            corrections=compare_corrections(
                before.read("problems", *NEEDED) if before else None, now.read("problems", *NEEDED)
            ),
        )
        write_edition(contents, staged, version=chosen, changelog=changelog)
        check(staged)
        changed = publish(staged, output)
    changes = diff.tables if diff else ()
    return Written(chosen, changed, changes, explanation=_explain(chosen, diff, bump))


def _previous(stated: Path | None, output: Path) -> Edition | None:
    """The edition before: the one that was named, or what stands in the output folder."""
    if stated is not None:
        return open_previous(stated)
    return open_edition(output) if read_descriptor(output) is not None else None


def _unchanged(staged: Path, output: Path, before: Edition, check: Check) -> Written:
    """The edition before says all there is to say; it is put in place where it is not there."""
    if before.root.resolve() == output.resolve():
        return Written(before.version, changed=False)
    check(staged)
    return Written(before.version, changed=publish(staged, output))


def _explain(chosen: str, diff: PackageDiff | None, bump: Bump) -> str:
    """Why the edition has its version, in one sentence."""
    if diff is None:
        return ""
    reasons = version_reasons(diff) or (NOTHING,)
    least = next_version(diff.old.version, bump)
    stated = "" if least == chosen else f" It was stated; {least} would have been enough."
    return (
        f"Version {chosen} follows {diff.old.version}, a {bump.word} change: "
        f"{'; '.join(reasons)}.{stated}"
    )


def _contents(
    tables: Mapping[str, pa.Table],
    config: Config,
    pipeline: str,
    measures: Sequence[Measure],
    part_bytes: int,
) -> Contents:
    documents = tables["documents"]
    days = documents["published_date"]
    oldest, newest = pc.min(days).as_py(), pc.max(days).as_py()
    if config.texts == SPANS:
        tables = {**tables, "documents": without_texts(documents)}
    return Contents(
        tables=tables,
        hashes={name: content_hash(rows) for name, rows in tables.items()},
        config=config,
        certificate=certify(documents, config, pipeline=pipeline),
        created=created_date(config, epoch=os.environ.get("SOURCE_DATE_EPOCH"), newest=newest),
        coverage=_coverage(config.coverage, oldest=oldest, newest=newest),
        measures=measures,
        part_bytes=part_bytes,
    )


def _coverage(stated: Coverage, *, oldest: date | None, newest: date | None) -> dict[str, Any]:
    """What the documents are about: as stated, else the time in which they were published."""
    start, end = stated.start or oldest, stated.end or newest
    return {
        **({"places": list(stated.places)} if stated.places else {}),
        **({"start": start.isoformat()} if start else {}),
        **({"end": end.isoformat()} if end else {}),
    }


def _choose_version(stated: str | None, before: Edition | None, bump: Bump) -> str:
    """The stated version, if it is high enough, else the one that follows from what changed."""
    if before is None:
        return stated or FIRST_VERSION
    needed = next_version(before.version, bump)
    if stated is None:
        return needed
    if parse_version(stated) < parse_version(needed):
        raise PackageError(
            f"Version {stated} is too low: since {before.version} there was a "
            f"{bump.word} change, so the next version is {needed}.",
            hint="Leave out --version, and version in dataset.toml, to have it computed.",
        )
    return stated


def _empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
