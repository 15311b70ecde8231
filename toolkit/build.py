"""The story in one screen: documents in, a validated and published package out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from toolkit.config import Config, load_config
from toolkit.engine import make_shards, run_shards
from toolkit.errors import ValidationError
from toolkit.link import Linked, link_rows
from toolkit.package import (
    Seen,
    add_seen,
    archive_package,
    check_request,
    compare_packages,
    count_seen,
    package_version,
    recover_package,
    write_package,
)
from toolkit.pipeline import load_pipeline, pipeline_hash
from toolkit.problems import Problem
from toolkit.read import SourceFile, check_folder, list_files
from toolkit.recall import recall_rows
from toolkit.rows import Document, Rows
from toolkit.shard import SHARD_FILES, Extracted, extract_files
from toolkit.tables import build_tables
from toolkit.validate import Report, validate_package, validate_tables

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, for a person and for a program.

    Attributes:
        output: The package's folder.
        version: The dataset's version.
        changed: Whether the package is another one than before.
        files: Files in the source folder that could hold a document.
        documents: How many of them became documents.
        rows: Rows for each table.
        problems: The rows of the table ``problems``.
        unclaimed: For each kind of thing that became no row, how many for each reason.
        seen: For each document what was seen in it, and how much of it became a row.
        explanation: Why the version is what it is; empty for a first one and an unchanged one.
        archive: The package in one file, where it was asked for.
        recalled: What the rows were that corrections no longer find, and the nearest of today.
    """

    output: Path
    version: str
    changed: bool
    files: int
    documents: int
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]
    unclaimed: Mapping[str, Mapping[str, int]]
    seen: Mapping[str, Mapping[str, Seen]]
    explanation: str = ""
    archive: Path | None = None
    recalled: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "package": str(self.output),
            "version": self.version,
            "changed": self.changed,
            "files": self.files,
            "documents": self.documents,
            "rows": dict(self.rows),
            "problems": [
                {
                    "severity": row.severity,
                    "code": row.code,
                    "path": row.path,
                    "message": row.message,
                }
                for row in self.problems
            ],
            "unclaimed": {kind: dict(reasons) for kind, reasons in self.unclaimed.items()},
            "seen": {kind: asdict(seen) for kind, seen in add_seen(self.seen).items()},
            "seen_in": {
                path: {kind: asdict(seen) for kind, seen in kinds.items()}
                for path, kinds in self.seen.items()
            },
            "explanation": self.explanation,
            "archive": str(self.archive) if self.archive else None,
            "recalled": list(self.recalled),
        }


def build_package(
    source: Path,
    output: Path,
    *,
    model: str | None = None,
    workers: int = 1,
    version: str | None = None,
    previous: Path | None = None,
    archive: bool = False,
    limit: int | None = None,
    on_progress: Progress | None = None,
) -> BuildReport:
    """Turn a folder of documents into a package.

    Args:
        source: The folder of documents, with an optional ``dataset.toml``.
        output: The package's folder; replaced as a whole, or left as it was.
        model: A spaCy pipeline in place of ours.
        workers: Processes that read and extract; the result is the same for any number.
        version: The dataset's version, instead of the one computed from what changed.
        previous: The edition before, a folder or a zip; by default what stands in the output
            folder, which has to be of the same name.
        archive: Also write ``NAME-VERSION.zip`` beside the output folder.
        limit: Read the first files only; a package of more documents is not replaced by it.
        on_progress: Told how far the build is.

    Raises:
        ToolkitError: The source, its configuration, the pipeline or the output cannot be used, or
            the result would not keep what a package promises. The output is then as it was.
    """
    tell = on_progress or _tell_nobody
    recover_package(output, source=source)
    check_folder(source)  # before what would be said of a dataset by that name
    config = load_config(source)
    check_request(output, name=config.name, version=version, previous=previous, limit=limit)
    load_pipeline(model)
    listing = list_files(source, exclude=[output])
    files = listing.files[:limit]
    work = partial(extract_files, config=config, model=model)
    extracted = _run(work, files, workers=workers, on_progress=tell)
    tell("Linking", len(files), len(files))
    found = (*listing.problems, *extracted.problems)
    linked, tables = _link_and_check(extracted, config, found)
    problems = (*found, *linked.problems)
    recalled = recall_rows(previous or output, linked)
    tell("Writing", len(files), len(files))
    written = write_package(
        tables,
        output,
        config=config,
        pipeline=pipeline_hash(model),
        version=version,
        previous=previous,
        check=lambda folder: _require(
            validate_package(folder), "The written package does not keep what it promises"
        ),
    )
    reasons: dict[str, Counter[str]] = {}
    for row in linked.rows.unclaimed:
        reasons.setdefault(row.kind, Counter())[row.reason] += 1
    return BuildReport(
        output=output,
        version=written.version,
        changed=written.changed,
        files=len(files) + len(listing.problems),
        documents=len(linked.documents),
        rows={name: table.num_rows for name, table in tables.items()},
        problems=tuple(problems),
        unclaimed=reasons,
        seen=count_seen(tables),
        explanation=written.explanation,
        archive=archive_package(output, output.resolve().parent) if archive else None,
        recalled=recalled,
    )


def check_package(
    source: Path,
    package: Path,
    *,
    model: str | None = None,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> tuple[str, ...]:
    """Rebuild a package elsewhere and say where it differs from what its sources give.

    Args:
        source: The folder of documents.
        package: The package's folder.
        model: A spaCy pipeline in place of ours.
        workers: Processes that read and extract.
        on_progress: Told how far the build is.

    Returns:
        One sentence for each difference; none when the package is what its sources give.
    """
    with TemporaryDirectory() as folder:
        rebuilt = Path(folder) / package.name
        version = package_version(package)
        build_package(
            source,
            rebuilt,
            model=model,
            workers=workers,
            version=version,
            on_progress=on_progress,
        )
        return compare_packages(package, rebuilt)


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def _run(
    work: Callable[[tuple[SourceFile, ...]], Extracted],
    files: tuple[SourceFile, ...],
    *,
    workers: int,
    on_progress: Progress,
) -> Extracted:
    shards = make_shards(files, SHARD_FILES)
    documents: list[Document] = []
    rows: list[Rows] = []
    problems: list[Problem] = []
    done = 0
    on_progress("Reading", 0, len(files))
    for shard, part in zip(shards, run_shards(work, shards, workers=workers), strict=True):
        documents += part.documents
        rows += part.rows
        problems += part.problems
        done += len(shard)
        on_progress("Reading", done, len(files))
    return Extracted(tuple(documents), tuple(rows), tuple(problems))


def _link_and_check(
    extracted: Extracted, config: Config, found: tuple[Problem, ...]
) -> tuple[Linked, dict[str, pa.Table]]:
    """Link, and validate; corrections that break what the tables promise are left out and told."""
    refused: dict[int, str] = {}
    while True:
        linked = link_rows(
            extracted.documents,
            extracted.rows,
            authorities=config.authorities,
            corrections=config.corrections,
            refused=refused,
        )
        tables = build_tables(linked.documents, linked.rows, (*found, *linked.problems))
        report = validate_tables(tables)
        broken = _breaking_lines(linked, report)
        if not broken:
            _require(report, "The tables do not keep their schemas")
            return linked, tables
        # Several lines may only hold together: with one left out, another may break a promise.
        refused |= broken


def _breaking_lines(linked: Linked, report: Report) -> dict[int, str]:
    """The applied lines of ``corrections.csv`` whose rows break a promise, each with the reason."""
    broken: dict[tuple[str | None, str | None], str] = {}
    for finding in report.findings:
        broken.setdefault((finding.table, finding.row), finding.message)
    return {
        outcome.correction.line: f"It breaks what the table promises: {reason}"
        for outcome in linked.outcomes
        if outcome.applied and (reason := broken.get((outcome.correction.table, outcome.row_id)))
    }


def _require(report: Report, what: str) -> None:
    if not report.ok:
        raise ValidationError(
            f"{what}; nothing was published.\n" + "\n".join(map(str, report.findings[:20])),
            hint="This is a fault of the toolkit: report it with the document that causes it.",
        )
