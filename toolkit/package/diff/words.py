"""A diff in words: for the terminal, the changelog and the check of a rebuild."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from toolkit.package.diff.compare import PackageDiff
from toolkit.package.diff.identities import EDITED, MERGED, RENAMED, SPLIT, Identity
from toolkit.package.diff.moved import MOVED
from toolkit.package.diff.row_changes import ROW_ADDED, ROW_REMOVED, VALUE_CHANGED
from toolkit.package.diff.tables import TableChange
from toolkit.package.versions import Bump, is_version, next_version
from toolkit.visible import show_invisible

CAUSES = {
    "document_added": "a document was added",
    "document_removed": "a document was removed",
    "document_edited": "a document was edited",
    "document_moved": "a document was moved",
    "documents": "other documents came or went",
    "correction": "people's corrections",
    "authorities": "authorities.csv",
    "metadata": "dataset.toml",
    "entity": "an entity was renamed, merged or split",
    "pipeline": "another language pipeline",
    "rule": "the program and its rules",
    "unknown": "not known",
}
"""Each cause as people read it."""

SHOWN_WORDS = 60
"""Characters of a value or of a row's words that a line shows."""

SAID_BY_METADATA = ("config", "description")
"""Parts of the certificate that differ where metadata does, and then say nothing more."""

HAPPENED = {
    "added": "were added",
    "removed": "were removed",
    "changed": "hold other values",
    "grown": "grew with the collection",
    "relabelled": "were found by another rule",
    "edited": "have other bytes",
    "moved": "moved in their documents",
    "renamed": "were renamed",
    "merged": "became part of another",
    "split": "were split",
}


def version_reasons(diff: PackageDiff) -> tuple[str, ...]:
    """Why the version number grows as it does: what asks for it, and nothing smaller.

    For example "figures: 3 rows hold other values", "statements: 1 row was removed".
    """
    bump = diff.bump
    reasons = [
        f"{change.table}: {_happened(change, bump)}"
        for change in diff.tables
        if change.bump is bump
    ]
    reasons += [str(change) for change in diff.schema if change.bump is bump]
    keys = [change.key for change in diff.metadata if change.bump is bump]
    reasons += [f"metadata: {', '.join(keys)}"] if keys else []
    parts = [one for one in diff.certificate if not (keys and one in SAID_BY_METADATA)]
    if bump is Bump.PATCH and parts:
        reasons.append(f"the same rows were made from or with something else ({', '.join(parts)})")
    return tuple(reasons)


def following_version(diff: PackageDiff) -> str | None:
    """The version that follows the old edition's; None where that one is not numbered so."""
    return next_version(diff.old.version, diff.bump) if is_version(diff.old.version) else None


def cause_words(cause: str) -> str:
    """A cause as people read it; of several that are possible, all of them."""
    return " or ".join(CAUSES.get(one, one) for one in cause.split(" or "))


def document_lines(diff: PackageDiff, *, limit: int | None = None) -> list[str]:
    """The documents that came, went or were edited, one line each: ``+ a.txt``."""
    signs = {ROW_ADDED: "+", ROW_REMOVED: "-", EDITED: "~"}
    rows = diff.rows.filter((pl.col("table") == "documents") & pl.col("kind").is_in(list(signs)))
    lines = [
        plain_line(f"{signs[kind]} {path or label}")
        for kind, path, label in rows.select("kind", "path", "label").iter_rows()
    ]
    return _limited(lines, limit, "documents")


def identity_lines(diff: PackageDiff, *, limit: int | None = None) -> list[str]:
    """The entities that were renamed, merged or split, one line each."""
    lines = [_identity(one) for one in diff.identities if one.kind != EDITED]
    return _limited(lines, limit, "entities")


def row_lines(diff: PackageDiff, *, table: str, limit: int | None = None) -> list[str]:
    """What happened to rows of a table, one line each, with the cause at the end."""
    rows = diff.rows.filter(
        (pl.col("table") == table)
        & pl.col("kind").is_in([ROW_ADDED, ROW_REMOVED, VALUE_CHANGED, MOVED])
    )
    shown = rows if limit is None else rows.head(limit)
    lines = [_row(row) for row in shown.iter_rows(named=True)]
    left = rows.height - shown.height
    return [*lines, *([f"... and {left:,} more"] if left else [])]


def _happened(change: TableChange, bump: Bump) -> str:
    if change.new or change.gone:
        return f"the table {'is new' if change.new else 'was removed'}"
    counts = {what: count for what, count in change.counts.items() if change.bump_of(what) is bump}
    return ", ".join(
        f"{count:,} {'row' if count == 1 else 'rows'} {_number(HAPPENED[what], count)}"
        for what, count in counts.items()
    )


def _number(words: str, count: int) -> str:
    """Words about several rows, said of one."""
    if count != 1:
        return words
    singular = {
        "were ": "was ",
        "hold ": "holds ",
        "have ": "has ",
        "their documents": "its document",
    }
    for several, one in singular.items():
        words = words.replace(several, one)
    return words


def _identity(identity: Identity) -> str:
    verb = {RENAMED: "is now", MERGED: "is now part of", SPLIT: "is now"}[identity.kind]
    return plain_line(
        f"{identity.before} {verb} {identity.after} ({identity.old} → {', '.join(identity.new)})"
    )


def _row(row: dict[str, str | None]) -> str:
    label = _cut(row["label"])
    where = f" in {row['path']}" if row["path"] and row["table"] != "documents" else ""
    why = f" ({cause_words(row['cause'] or '')})"
    if row["kind"] == VALUE_CHANGED:
        change = f"{row['column']} {_value(row['old'])} → {_value(row['new'])}"
        return plain_line(f"~ {row['row_id']} {label}{where}: {change}{why}")
    if row["kind"] == MOVED:
        return plain_line(f"> {row['row_id']} {label}{where}: moved, now {row['new']}{why}")
    sign = "+" if row["kind"] == ROW_ADDED else "-"
    return plain_line(f"{sign} {row['row_id']} {label}{where}{why}")


def plain_line(line: str) -> str:
    """A line without what a terminal acts on: documents hold escapes, and marks that turn text."""
    return show_invisible(" ".join(line.splitlines()))


def _value(value: str | None) -> str:
    return "nothing" if value is None else _cut(value)


def _cut(words: str | None) -> str:
    line = " ".join((words or "").split())
    return f"“{line}”" if len(line) <= SHOWN_WORDS else f"“{line[:SHOWN_WORDS]} …”"


def _limited(lines: list[str], limit: int | None, what: str) -> list[str]:
    if limit is None or len(lines) <= limit:
        return lines
    return [*lines[:limit], f"... and {len(lines) - limit:,} more {what}"]


def description_sentences(diff: PackageDiff) -> Iterator[str]:
    """Everything but tables and rows, one sentence for each difference."""
    for schema in diff.schema:
        yield f"{schema}."
    for metadata in diff.metadata:
        yield f"The descriptor differs in {metadata.key}: {metadata.old} → {metadata.new}."
    if diff.certificate:
        yield f"The certificate differs in {', '.join(diff.certificate)}."
