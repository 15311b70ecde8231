"""A diff as a person reads it in a terminal: headings, and lines below each."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.package.diff.compare import PackageDiff
from toolkit.package.diff.tables import TableChange
from toolkit.package.diff.words import (
    cause_words,
    document_lines,
    following_version,
    identity_lines,
    plain_line,
    row_lines,
    version_reasons,
)
from toolkit.package.versions import Bump, is_version, parse_version


def diff_sections(diff: PackageDiff, *, limit: int | None = None) -> list[tuple[str, list[str]]]:
    """A diff as a person reads it: headings, and the lines below each.

    Args:
        diff: What was found.
        limit: Lines of each list that are shown, with a count of the others; None for all.
    """
    old, new = diff.old.version or "the old one", diff.new.version or "the new one"
    if diff.bump is Bump.NONE:
        return [(f"{old} and {new} say the same.", [])]
    sections = [
        (f"{old} → {new}: a {diff.bump.word} change.", _version_lines(diff)),
        ("Tables", [_table_line(change) for change in diff.tables]),
        ("Documents", document_lines(diff, limit=limit)),
        ("Entities", identity_lines(diff, limit=limit)),
        ("Columns and constraints", [str(one) for one in diff.schema]),
        ("Description and certificate", list(_described(diff))),
        ("Why", [f"{count:>9,}  {cause_words(cause)}" for cause, count in diff.causes.items()]),
    ]
    sections += [
        (f"Rows of {change.table}", row_lines(diff, table=change.table, limit=limit))
        for change in diff.tables
    ]
    return [(heading, [plain_line(line) for line in lines]) for heading, lines in sections if lines]


def _version_lines(diff: PackageDiff) -> list[str]:
    follows = following_version(diff)
    reasons = [f"{reason}." for reason in version_reasons(diff)]
    if follows and is_version(diff.new.version):
        enough = parse_version(diff.new.version) >= parse_version(follows)
        verdict = "which it has" if enough else f"and {diff.new.version} is too low"
        reasons.append(f"The version that follows is {follows}, {verdict}.")
    return reasons


def _table_line(change: TableChange) -> str:
    parts = [f"{count:,} {what}" for what, count in change.counts.items()]
    return f"{change.table}: {', '.join([*parts, *filter(None, [change.note])])}"


def _described(diff: PackageDiff) -> Iterator[str]:
    for metadata in diff.metadata:
        yield f"{metadata.key}: {metadata.old or 'nothing'} → {metadata.new or 'nothing'}"
    if diff.certificate:
        yield f"made from or with something else: {', '.join(diff.certificate)}"
