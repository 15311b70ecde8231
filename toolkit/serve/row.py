"""One row as it is read: its fields with what they mean, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.config import Correction
from toolkit.config.correctable import SETTABLE, correction_line
from toolkit.config.lists import ALIAS_SEPARATOR, CORRECTION_COLUMNS
from toolkit.schema import Column, Table, rules
from toolkit.serve.annotation import row_annotation
from toolkit.serve.cells import list_items, number_text
from toolkit.serve.cite import row_bibtex, row_citation, source_address
from toolkit.serve.dataset import Site
from toolkit.serve.metadata import PLACE
from toolkit.serve.plain import ELLIPSIS

Row = Mapping[str, Any]

DOCUMENTS = "documents"
RULE_COLUMNS = ("rule", "reason")
ON_THE_PAGE = ("text", "furniture", "furniture_at")
"""What a document's page shows as what it is, not as a field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the row with its column."""

    column: Column
    value: str
    meaning: str | None
    """What a value of a closed list means, or the rule of that name."""
    table: str | None
    """The table that a reference leads to."""
    label: str | None
    """What stands for the row that a reference leads to."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The ways to point at the row from outside."""

    line: str
    bibtex: str
    annotation: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A line of ``corrections.csv`` that changes one cell of the row, or drops it."""

    title: str
    line: str


@dataclass(frozen=True, slots=True)
class RowView:
    """Everything that a row's page shows."""

    table: Table
    row: Row
    row_id: str
    heading: str
    fields: tuple[Field, ...]
    places: tuple[Field, ...]
    """The fields that count in the document's text."""
    absent: tuple[Column, ...]
    """The columns that have no value here."""
    around: Row | None
    reference: Reference | None
    source: str | None
    """The original page at the row's words, if the document states its address."""
    corrections: tuple[CorrectionLine, ...]

    def label(self, column: str) -> str | None:
        """What stands for the row that a reference leads to."""
        return next((one.label for one in self.fields if one.column.name == column), None)

    @property
    def correction_header(self) -> str:
        """The first line of ``corrections.csv``."""
        return ",".join(CORRECTION_COLUMNS)


def row_view(
    table: Table, row: Row, *, around: Row | None, labels: Mapping[str, Any], site: Site
) -> RowView:
    """Shape a row for its page.

    Args:
        table: The row's table.
        row: Its values, as SQLite gives them.
        around: The document it stands in, with the words before, in and after its span.
        labels: For each reference that has a value, what stands for the row it leads to.
        site: The dataset, to cite it.
    """
    row_id = str(row[table.primary_key[0]])
    if around is not None and around["span"] is None:
        # An edition without texts still has the words of each row.
        around = {**around, "span": row["text"], "before": "", "after": ""}
    fields = tuple(_fields(table, row, labels))
    shown = {field.column.name for field in fields}
    return RowView(
        table=table,
        row=row,
        row_id=row_id,
        heading=str(row[table.label] if table.label else row_id),
        fields=tuple(field for field in fields if field.column.unit != PLACE),
        places=tuple(field for field in fields if field.column.unit == PLACE),
        absent=tuple(
            column for column in table.columns if column.name not in shown and column.unit != PLACE
        ),
        around=whole_words(around) if around else None,
        reference=_reference(table, row_id, row, around, site) if around else None,
        source=source_address(around) if around else None,
        corrections=_corrections(table, row_id, row, around),
    )


def _fields(table: Table, row: Row, labels: Mapping[str, Any]) -> list[Field]:
    targets = {key.columns[0]: key.resource or table.name for key in table.foreign_keys}
    explained = rules().get(table.name, {})
    return [
        Field(
            column,
            _value_text(row[column.name], column),
            explained.get(str(row[column.name]))
            if column.name in RULE_COLUMNS
            else _meaning(row[column.name], column),
            targets.get(column.name),
            labels.get(column.name),
        )
        for column in table.columns
        if row[column.name] not in (None, "", "[]")
        and not (table.name == DOCUMENTS and column.name in ON_THE_PAGE)
    ]


def _reference(table: Table, row_id: str, row: Row, around: Row, site: Site) -> Reference:
    dataset = ":".join(
        str(part) for part in (site.database, site.descriptor.get("version")) if part
    )
    return Reference(
        line=row_citation(row_id, around, dataset=site.citation),
        bibtex=row_bibtex(row_id, around, authors=site.authors, dataset=site.citation),
        annotation=row_annotation(row_id, table.name, row, around, dataset=dataset),
    )


def _corrections(
    table: Table, row_id: str, row: Row, around: Row | None
) -> tuple[CorrectionLine, ...]:
    """A line for each cell that a person may set, holding what it holds now; and one to drop it."""
    if table.name not in SETTABLE:
        return ()
    path = str(around["path"]) if around else str(row.get("path") or "")
    # A document is known by its path, as `toolkit correct` writes it.
    words = path if table.name == DOCUMENTS else str(row.get("text") or row.get("name") or "")

    def line(action: str, column: str = "", value: str = "") -> str:
        return correction_line(
            Correction(0, action, table.name, row_id, column, value, path=path, text=words)
        )

    lines = [
        CorrectionLine(
            table.column(column).title,
            line("set", column, _cell(row[column], table.column(column))),
        )
        for column in SETTABLE[table.name]
    ]
    return (*lines, CorrectionLine("Take the row away", line("drop")))


def _cell(value: Any, column: Column) -> str:
    """A value as a cell of ``corrections.csv``."""
    if value is None:
        return ""
    if column.is_list:
        return ALIAS_SEPARATOR.join(list_items(value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def whole_words(around: Row) -> Row:
    """The words around a span without the halves of words at either end, and with an ellipsis.

    Args:
        around: With ``before``, ``after``, and whether the text goes on beyond them.
    """
    before, after = str(around["before"]), str(around["after"])
    if around["more_before"]:
        before = ELLIPSIS + (before.partition(" ")[2] or before)
    if around["more_after"]:
        after = (after.rpartition(" ")[0] or after) + ELLIPSIS
    return {**around, "before": before, "after": after}


def _value_text(value: Any, column: Column) -> str:
    if column.is_list:
        return " · ".join(list_items(value))
    return number_text(value) if isinstance(value, float) else str(value)


def _meaning(value: Any, column: Column) -> str | None:
    return next((item.label for item in column.categories if item.value == value), None)
