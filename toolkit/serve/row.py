"""One row as it is read: its fields with what they mean, and the words around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from toolkit.schema import Column, Table
from toolkit.serve.cells import list_items, number_text
from toolkit.serve.chart import series_chart
from toolkit.serve.cite import row_citation, source_address
from toolkit.serve.metadata import PLACE
from toolkit.serve.plain import ELLIPSIS

FIGURES = "figures"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the row with its column."""

    column: Column
    value: str
    meaning: str | None
    """What a value of a closed list means."""
    table: str | None
    """The table that a reference leads to."""
    label: str | None
    """What stands for the row that a reference leads to."""


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
    related: Sequence[Row]
    chart: Markup
    citation: str | None
    source: str | None
    """The original page at the row's words, if the document states its address."""


def row_view(
    table: Table,
    row: Row,
    *,
    around: Row | None,
    labels: Mapping[str, Any],
    related: Sequence[Row],
    dataset: str,
) -> RowView:
    """Shape a row for its page.

    Args:
        table: The row's table.
        row: Its values, as SQLite gives them.
        around: The document it stands in, with the words before, in and after its span.
        labels: For each reference that has a value, what stands for the row it leads to.
        dataset: The dataset's citation.
        related: For an entity its statements, for a figure all members of its series.
    """
    row_id = str(row[table.primary_key[0]])
    targets = {key.columns[0]: key.resource or table.name for key in table.foreign_keys}
    fields = [
        Field(
            column,
            _value_text(row[column.name], column),
            _meaning(row[column.name], column),
            targets.get(column.name),
            labels.get(column.name),
        )
        for column in table.columns
        if row[column.name] not in (None, "", "[]")
    ]
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
        around=around,
        related=related,
        citation=row_citation(row_id, around, dataset=dataset) if around else None,
        source=source_address(around) if around else None,
        chart=series_chart(related) if table.name == FIGURES else Markup(),
    )


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
