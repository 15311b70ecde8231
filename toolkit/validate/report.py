"""What validation found: each finding with its place, all counted, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN_VALUE = 80
"""Characters of a value that a finding keeps: a value may be a whole document."""

EXAMPLES = 100
"""Findings of one kind that a report keeps; all are counted."""

Kind = tuple[str | None, str | None, str]
"""Table, column and rule: findings that agree in these are of one kind."""

UNCHECKED = "unchecked"
"""The rule of what could not be looked at: it is told, and nothing is wrong with it."""

FRICTIONLESS_TYPES = {
    "type": "type-error",
    "physicalType": "type-error",
    "primaryKey": "primary-key",
    "unique": "unique-error",
    "uniqueKeys": "unique-error",
    "foreignKey": "foreign-key",
    "hash": "hash-count",
    "bytes": "byte-count",
    "rows": "row-count",
    "fields": "field-count",
    "blankRow": "blank-row",
    "extraCell": "extra-cell",
    "missingCell": "missing-cell",
    "columns": "label-error",
    "encoding": "encoding-error",
    "file": "source-error",
    "path": "resource-error",
    "profile": "package-error",
    "descriptor": "resource-error",
    "schema": "schema-error",
    **dict.fromkeys(
        (
            *("required", "enum", "categories", "pattern", "minLength", "maxLength"),
            *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "jsonSchema"),
        ),
        "constraint-error",
    ),
}
"""What frictionless calls a fault of each kind; what it has no name for keeps ours."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise that is not kept, and where."""

    rule: str
    """The name of the promise: a Table Schema constraint (``pattern``) or a check of ours."""
    message: str
    """What is wrong, in one sentence."""
    table: str | None = None
    """The table's or resource's name; None where the package as a whole is at fault."""
    row: str | None = None
    """The row's primary key."""
    row_number: int | None = None
    """The row's number among the table's rows, counted from 1."""
    column: str | None = None
    value: str | None = None
    """The value at fault, shortened, without control characters."""

    @property
    def kind(self) -> Kind:
        """What this finding has in common with others."""
        return self.table, self.column, self.rule

    @property
    def in_its_kind(self) -> str:
        """The finding where its kind is said already: row, key, message and value."""
        row = [] if self.row_number is None else [f"row {self.row_number}"]
        row += [] if self.row is None else [f"({self.row})"]
        said = self.message if self.value is None else f"{self.message} [{self.value}]"
        return f"{' '.join(row)}: {said}" if row else said

    def __str__(self) -> str:
        """The finding on one line: place, rule, message, value."""
        place = [self.table or "package"]
        if self.row_number is not None:
            place.append(f"row {self.row_number}")
        if self.row is not None:
            place.append(f"({self.row})")
        if self.column is not None:
            place.append(f"column {self.column}")
        value = "" if self.value is None else f" [{self.value}]"
        return f"{' '.join(place)}: {self.rule}: {self.message}{value}"


@dataclass(frozen=True, slots=True)
class Further:
    """Findings of a kind of which the first were given one by one, and these are only counted."""

    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Checked:
    """One table that was looked at."""

    name: str
    rows: int
    place: str = "memory"
    """The file it was read from, relative to the package."""
    labels: tuple[str, ...] = ()
    """The names of its columns."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Attributes:
        findings: What was found, the first :data:`EXAMPLES` of each kind, in the order of finding.
        counts: How many findings there are of each kind, the ones not kept included.
        checked: The tables that were looked at.
        unchecked: What could not be looked at, and why.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[Kind, int]
    checked: tuple[Checked, ...] = ()
    unchecked: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every promise is kept."""
        return not self.counts

    @property
    def errors(self) -> int:
        """How many findings there are, of all kinds."""
        return sum(self.counts.values())

    def summary(self, *, examples: int = 3) -> list[dict[str, Any]]:
        """The findings by kind, table after table, for a person to read.

        Args:
            examples: How many findings of each kind to show.

        Returns:
            For each kind a dictionary with table, column, rule, count and examples (findings).
        """
        return [
            {
                "table": table,
                "column": column,
                "rule": rule,
                "count": count,
                "examples": self.of_kind((table, column, rule))[:examples],
            }
            for (table, column, rule), count in sorted(self.counts.items(), key=self._place)
        ]

    def _place(self, counted: tuple[Kind, int]) -> tuple[int, str]:
        """What is about the package goes first, then its tables in their order."""
        table = counted[0][0]
        names = [None, *(one.name for one in self.checked)]
        return names.index(table) if table in names else len(names), table or ""

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind that were kept."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """The report in the shape of ``frictionless validate --json``, without its seconds."""
        by_table: dict[str | None, list[dict[str, Any]]] = {one.name: [] for one in self.checked}
        for finding in self.findings:
            by_table.setdefault(finding.table, []).append(_error(finding))
        checked = {one.name: one for one in self.checked}
        names = [name for name in by_table if name is not None]
        tasks = [_task(checked.get(name, Checked(name, 0, "")), by_table[name]) for name in names]
        warnings = [str(one) for one in self.unchecked]
        stats = {"tasks": len(tasks), "errors": self.errors, "warnings": len(warnings)}
        return {
            "valid": self.ok,
            "stats": stats,
            "warnings": warnings,
            "errors": by_table.get(None, []),
            "tasks": tasks,
            "toolkit:counts": [
                {"table": table, "fieldName": column, "type": rule, "count": count}
                for (table, column, rule), count in self.counts.items()
            ],
        }


def make_report(findings: Iterable[Finding | Further], checked: Sequence[Checked] = ()) -> Report:
    """Count all findings and keep the first of each kind; the findings may be a generator.

    ``checked`` is read last, so that what makes the findings may still add to it.
    """
    counts: Counter[Kind] = Counter()
    kept: list[Finding] = []
    unchecked: list[Finding] = []
    left_out = 0
    for finding in findings:
        if isinstance(finding, Further):
            counts[finding.kind] += finding.count
        elif finding.rule == UNCHECKED:
            left_out += 1
            if left_out <= EXAMPLES:
                unchecked.append(finding)
        else:
            counts[finding.kind] += 1
            if counts[finding.kind] <= EXAMPLES:
                kept.append(finding)
    if left_out > EXAMPLES:
        unchecked.append(Finding(UNCHECKED, f"... and {left_out - EXAMPLES:,} more"))
    return Report(tuple(kept), dict(counts), tuple(checked), tuple(unchecked))


def shown(value: object) -> str | None:
    r"""A value as it can be shown anywhere: short, on one line, no terminal escapes.

    >>> shown("a\x1b[31m\n")
    'a\\u001b[31m\\n'
    """
    if value is None:
        return None
    text = str(value)
    short = text if len(text) <= SHOWN_VALUE else f"{text[:SHOWN_VALUE]} …"
    return "".join(_visible(character) for character in short)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return json.dumps(character)[1:-1]


def _error(finding: Finding) -> dict[str, Any]:
    kind = FRICTIONLESS_TYPES.get(finding.rule, finding.rule)
    error: dict[str, Any] = {
        "type": kind,
        "title": kind.replace("-", " ").capitalize(),
        "message": finding.message,
        "note": finding.message,
        "tags": [],
        "toolkit:rule": finding.rule,
    }
    if finding.row_number is not None:
        # frictionless counts the header of the file as row 1.
        error["rowNumber"] = finding.row_number + 1
    optional = {"fieldName": finding.column, "cell": finding.value, "toolkit:row": finding.row}
    return error | {key: value for key, value in optional.items() if value is not None}


def _task(checked: Checked, errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": checked.name,
        "type": "table",
        "valid": not errors,
        "place": checked.place,
        "labels": list(checked.labels),
        "stats": {
            "rows": checked.rows,
            "fields": len(checked.labels),
            "errors": len(errors),
            "warnings": 0,
        },
        "warnings": [],
        "errors": errors,
    }
