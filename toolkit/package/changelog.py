"""``CHANGELOG.md``: what each edition changed, newest first, computed and never written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from toolkit.package.changes import TableChange

HEADER = """\
# Changelog

What changed from version to version, computed by comparing the tables. A new major version means
that rows or values of the version before were removed or changed, a minor one that rows were added,
a patch that no row changed.
"""


def add_entry(
    previous: str | None,
    *,
    version: str,
    created: date | None,
    rows: Mapping[str, int],
    changes: Sequence[TableChange],
    corrections: Sequence[str] = (),
) -> str:
    """The changelog with the entry of a new edition on top.

    Args:
        previous: The changelog of the edition before; None when this is the first.
        version: The version of the new edition.
        created: Its date, if it has one.
        rows: The number of rows of each table, in the order of the tables.
        changes: How the tables differ from the edition before.
        corrections: What people corrected since the edition before, one sentence for each row.
    """
    heading = f"## {version} ({created.isoformat()})" if created else f"## {version}"
    if previous is None:
        counted = ", ".join(f"{count:,} {table}" for table, count in rows.items())
        first = [f"First version: {counted}.", *_corrected(corrections)]
        return f"{HEADER}\n{heading}\n\n" + "\n".join(first) + "\n"
    entry = "\n".join([heading, "", *_lines(changes), *_corrected(corrections)])
    return f"{HEADER}\n{entry}\n{previous.removeprefix(HEADER)}"


def _corrected(corrections: Sequence[str]) -> list[str]:
    """The corrections as a list below the table; a sentence of several lines becomes one."""
    if not corrections:
        return []
    return ["", "Corrected by people:", "", *(f"- {' '.join(one.split())}" for one in corrections)]


def _lines(changes: Sequence[TableChange]) -> list[str]:
    if not changes:
        return ["No row changed: metadata, documentation or the program that made the files did."]
    lines = ["| table | rows added | removed | changed | |", "| --- | ---: | ---: | ---: | --- |"]
    for change in changes:
        note = "new table" if change.new else "table removed" if change.gone else ""
        note = note or ("columns or constraints changed" if change.schema else "")
        lines.append(
            f"| {change.table} | {change.added:,} | {change.removed:,} | {change.changed:,} "
            f"| {note} |"
        )
    return lines
