"""``CHANGELOG.md``: what each edition changed, newest first, computed and never written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from toolkit.package.diff import (
    PackageDiff,
    cause_words,
    document_lines,
    identity_lines,
    version_reasons,
)
from toolkit.package.versions import Bump

HEADER = """\
# Changelog

What changed from version to version, computed by comparing the tables. A new major version means
that rows or values of the version before were removed or changed, a minor one that rows were added
or grew with the collection, a patch that every row says the same.
"""

ENTRY = "\n## "
"""How each entry begins."""

NOTHING = "what the files say about the same rows"
"""The reason where neither a row nor the descriptor is another: the card is, or the program."""

LISTED = 50
"""Documents and entities that an entry names; `toolkit diff` names all."""


def add_entry(
    previous: str | None,
    *,
    version: str,
    created: date | None,
    rows: Mapping[str, int],
    diff: PackageDiff | None,
    corrections: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> str:
    """The changelog with the entry of a new edition on top.

    Args:
        previous: The changelog of the edition before; None when this is the first.
        version: The version of the new edition.
        created: Its date, if it has one.
        rows: The number of rows of each table, in the order of the tables.
        diff: How it differs from the edition before; None when this is the first.
        corrections: What people corrected since the edition before, and what they took back, one
            sentence for each row.
    """
    heading = f"## {version} ({created.isoformat()})" if created else f"## {version}"
    if previous is None or diff is None:
        counted = ", ".join(f"{count:,} {table}" for table, count in rows.items())
        told = [f"First version: {counted}.", *_corrected(*corrections)]
        rest = ""
    else:
        told = _lines(diff, corrections)
        rest = ENTRY.join(["", *previous.split(ENTRY)[1:]])
    return f"{HEADER}\n{heading}\n\n" + "\n".join(told) + f"\n{rest}"


def _lines(diff: PackageDiff, corrections: tuple[Sequence[str], Sequence[str]]) -> list[str]:
    reasons = version_reasons(diff) or (NOTHING,)
    lines = [f"{max(diff.bump, Bump.PATCH).word.capitalize()}: {'; '.join(reasons)}."]
    lines += ["", *_table(diff)] if diff.tables else ["", "No row changed."]
    if diff.causes:
        because = (f"{cause_words(cause)} ({count:,})" for cause, count in diff.causes.items())
        lines += ["", f"Why, and for how many rows and values: {', '.join(because)}."]
    lines += _listed("Documents", [f"`{one}`" for one in document_lines(diff, limit=LISTED)])
    lines += _listed("Entities", identity_lines(diff, limit=LISTED))
    lines += _listed("Columns and constraints", [str(one) for one in diff.schema])
    return [*lines, *_corrected(*corrections)]


def _corrected(came: Sequence[str], went: Sequence[str]) -> list[str]:
    return [*_listed("Corrected by people", came), *_listed("No longer corrected", went)]


def _table(diff: PackageDiff) -> list[str]:
    lines = ["| table | rows added | removed | changed | |", "| --- | ---: | ---: | ---: | --- |"]
    for change in diff.tables:
        again = [
            f"{count:,} {what}"
            for what, count in change.counts.items()
            if what not in ("added", "removed", "changed")
        ]
        note = ", ".join([*again, *([change.note] if change.note else [])])
        lines.append(
            f"| {change.table} | {change.added:,} | {change.removed:,} | {change.changed:,} "
            f"| {note} |"
        )
    return lines


def _listed(heading: str, entries: Sequence[str]) -> list[str]:
    """Entries as a list below the table; a sentence of several lines becomes one."""
    if not entries:
        return []
    return ["", f"{heading}:", "", *(f"- {' '.join(one.split())}" for one in entries)]
