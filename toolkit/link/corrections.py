"""People's corrections, applied line by line: each whole or not at all, and each told of.

Two passes: what rows say is corrected before reprints, variants and series are computed, so that
these follow; the references that are computed (:data:`LINKS`) are corrected after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.config import Correction
from toolkit.link.additions import add_row
from toolkit.link.candidates import shown, words_of
from toolkit.link.chosen_series import settle_series
from toolkit.link.corrected_values import RefusedError, check_settable, read_value
from toolkit.link.draft import CORRECTION, Draft
from toolkit.link.order import document_ranks
from toolkit.problems import Problem, report
from toolkit.rows import Document, Rows
from toolkit.schema import table

LINKS = frozenset(
    {("documents", "reprint_of"), ("statements", "variant_of"), ("figures", "series_id")}
)
"""The columns that linking computes from the corrected rows."""

FILE = "corrections.csv"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line.

    Attributes:
        correction: The line.
        applied: Whether it is in the rows now.
        message: What it did, or why it was refused and what to do.
        row_id: The row that it changed, added or took away; None where there is no such row.
        path: The document of that row.
        start: Where the row stands in it.
    """

    correction: Correction
    applied: bool
    message: str
    row_id: str | None
    path: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The collection after one pass, and what became of each line of it."""

    documents: tuple[Document, ...]
    rows: Rows
    outcomes: tuple[Outcome, ...] = ()


def correct_rows(
    documents: Sequence[Document],
    rows: Rows,
    corrections: Sequence[Correction],
    *,
    refused: Mapping[int, str] | None = None,
) -> Corrected:
    """Apply what people correct in what documents say.

    Args:
        documents: The documents of the collection.
        rows: Their rows, with the collection's entities.
        corrections: The lines, in the order of the file; those of :data:`LINKS` are left alone.
        refused: Lines that break what tables promise, found by validation, each with the reason.
    """
    chosen = [line for line in corrections if not _is_link(line)]
    return _apply_all(documents, rows, chosen, refused or {})


def correct_links(
    documents: Sequence[Document],
    rows: Rows,
    corrections: Sequence[Correction],
    *,
    refused: Mapping[int, str] | None = None,
) -> Corrected:
    """Apply what people correct in computed references: reprints, variants, series.

    Args:
        documents: The linked documents.
        rows: Their linked rows.
        corrections: The lines, in the order of the file; all others are left alone.
        refused: Lines that break what tables promise, found by validation, each with the reason.
    """
    chosen = [line for line in corrections if _is_link(line)]
    done = _apply_all(documents, rows, chosen, refused or {})
    if not any(outcome.correction.column == "series_id" for outcome in done.outcomes):
        return done
    figures = settle_series(rows.figures, done.rows.figures, document_ranks(done.documents))
    return replace(done, rows=replace(done.rows, figures=figures))


def correction_problems(outcomes: Iterable[Outcome]) -> tuple[Problem, ...]:
    """A row of ``problems`` for each row that lines changed or failed to change.

    Lines about one row share a problem: its id is made of the row's, and not of the line's number,
    which changes with every line that is put before.
    """
    grouped: dict[tuple[Any, ...], list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda one: one.correction.line):
        key = (outcome.applied, outcome.path, outcome.correction.table, outcome.row_id)
        grouped.setdefault(key, []).append(outcome)
    return tuple(
        report(
            "correction_applied" if applied else "correction_failed",
            path,
            detail=" Line ".join(f"{one.correction.line} of {FILE}: {one.message}" for one in same),
            table_name=table_name,
            row_id=row_id,
            start=same[0].start,
        )
        for (applied, path, table_name, row_id), same in grouped.items()
    )


def _is_link(correction: Correction) -> bool:
    return correction.action == "set" and (correction.table, correction.column) in LINKS


def _apply_all(
    documents: Sequence[Document],
    rows: Rows,
    corrections: Sequence[Correction],
    refused: Mapping[int, str],
) -> Corrected:
    if not corrections:
        return Corrected(tuple(documents), rows)
    draft = Draft(documents, rows)
    own = {line.row_id for line in corrections if line.column == "asserted_by"}
    seen: dict[tuple[str, str, str], int] = {}
    outcomes = []
    for correction in corrections:
        cell = (correction.table, correction.row_id, correction.column)
        first = seen.setdefault(cell, correction.line) if correction.action == "set" else None
        try:
            if correction.line in refused:
                raise RefusedError(refused[correction.line])
            if first not in (None, correction.line):
                raise RefusedError(f"Line {first} sets the same. Remove one of the two.")
            outcomes.append(_apply(draft, correction, own))
        except RefusedError as error:
            outcomes.append(_refusal(draft, correction, str(error)))
    return Corrected(*draft.finish(), tuple(outcomes))


def _apply(draft: Draft, correction: Correction, own: set[str]) -> Outcome:
    if correction.action == "set":
        return _set(draft, correction, own)
    if correction.action == "drop":
        return _drop(draft, correction)
    if correction.action == "merge":
        return _merge(draft, correction)
    key = add_row(draft, correction)
    return _applied(draft, correction, key, f"added {key}: {shown(correction.value)}")


def _set(draft: Draft, correction: Correction, own: set[str]) -> Outcome:
    name, described = correction.table, table(correction.table)
    check_settable(name, correction.column, described.column_names)
    row = _row(draft, correction)
    value = read_value(described.column(correction.column), correction.value)
    value = _referred(draft, correction, row, value)
    before = getattr(row, correction.column)
    changes: dict[str, Any] = {correction.column: value}
    if name != "documents":
        changes["rule"] = CORRECTION
    if correction.column == "aliases":
        changes["aliases"] = tuple(form for form in value if form != row.name)
    changed = replace(row, **changes)
    draft.put(name, changed)
    if correction.column == "speaker_id":
        draft.change_speaker(row, value, but=own)
    if correction.column == "entity_id":
        draft.lose_form(row)
        draft.gain_form(changed)
    said = f"set {correction.column} to {_cell(value)} (it was {_cell(before)})"
    return _applied(draft, correction, correction.row_id, said)


def _drop(draft: Draft, correction: Correction) -> Outcome:
    row = _row(draft, correction)
    outcome = _applied(
        draft, correction, correction.row_id, f"dropped the row {shown(words_of(row))}"
    )
    draft.remove(correction.table, correction.row_id, f"line {correction.line} dropped it")
    return outcome


def _merge(draft: Draft, correction: Correction) -> Outcome:
    if correction.table != "entities":
        raise RefusedError("Only entities can be merged. Drop one of the two rows instead.")
    gone = _row(draft, correction)
    kept = draft.row("entities", draft.current(correction.value))
    if kept.entity_id == gone.entity_id:
        raise RefusedError("An entity cannot become part of itself.")
    draft.merge(gone, kept, f"line {correction.line} made it part of {kept.entity_id}")
    said = f"made {shown(gone.name)} part of {shown(kept.name)} ({kept.entity_id})"
    return _applied(draft, correction, correction.row_id, said)


def _row(draft: Draft, correction: Correction) -> Any:
    return draft.row(
        correction.table, correction.row_id, text=correction.text, path=correction.path
    )


def _referred(draft: Draft, correction: Correction, row: Any, value: Any) -> Any:
    """The value; where it refers to a row, one that is there and is another one."""
    for key in table(correction.table).foreign_keys:
        if value is None or key.columns != (correction.column,):
            continue
        target = key.resource or correction.table
        value = draft.current(value) if target == "entities" else value
        other = draft.row(target, value)
        if value == correction.row_id:
            raise RefusedError("A row cannot refer to itself.")
        if correction.column == "series_id" and other.unit_kind != row.unit_kind:
            raise RefusedError(f"{value} counts something else ({other.unit_kind}).")
    return value


def _applied(draft: Draft, correction: Correction, row_id: str, what: str) -> Outcome:
    because = f" Reason: {correction.reason.rstrip('.')}." if correction.reason else ""
    by = f" By: {correction.by.rstrip('.')}." if correction.by else ""
    path, start = _location(draft, correction.table, row_id)
    return Outcome(correction, True, f"{what}.{because}{by}", row_id, path, start)


def _refusal(draft: Draft, correction: Correction, why: str) -> Outcome:
    said = f"not applied ({correction.action}). {why}"
    if correction.action == "add":
        path = correction.row_id if correction.row_id in draft.by_path else None
        return Outcome(correction, False, said, None, path)
    path, start = _location(draft, correction.table, correction.row_id)
    return Outcome(correction, False, said, correction.row_id, path, start)


def _location(draft: Draft, name: str, row_id: str) -> tuple[str | None, int | None]:
    row = draft.rows(name).get(row_id)
    return draft.paths.get(getattr(row, "document_id", "")), getattr(row, "start", None)


def _cell(value: Any) -> str:
    if value is None or value == ():
        return "nothing"
    return shown(" | ".join(value) if isinstance(value, tuple) else str(value))
