"""What a person may set in a row, and the cell of a correction as a value of its column."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from toolkit.config.correctable import SETTABLE
from toolkit.schema import Column

HASHED = {
    ("entities", "name"): "Names stay as printed.",
    ("entities", "type"): "List the name with its type in authorities.csv instead.",
    ("mentions", "kind"): "Drop the row and add the right one.",
}
"""What an id is made of never changes; what to do instead, where that is not plain."""

LIST_SEPARATOR = "|"


class RefusedError(ValueError):
    """A correction that cannot be applied; the message says why and what to do."""


def check_settable(table: str, column: str, known: tuple[str, ...]) -> None:
    """Refuse a column that a correction cannot set.

    Args:
        table: A table of :data:`toolkit.config.correctable.SETTABLE`.
        column: The column as the user wrote it.
        known: All columns of the table.

    Raises:
        RefusedError: There is no such column, or it holds print, a place, a count or a key.
    """
    if column in SETTABLE[table]:
        return
    allowed = f"What can be set in {table}: {', '.join(SETTABLE[table])}."
    if column not in known:
        raise RefusedError(f"{table} has no column “{column}”. {allowed}")
    instead = HASHED.get((table, column), allowed)
    raise RefusedError(f"{table}.{column} follows from the document and cannot be set. {instead}")


def read_value(column: Column, cell: str) -> Any:
    """Read the cell of a correction as its column's type and check it against the schema.

    Args:
        column: The column, as its schema describes it.
        cell: The text; empty for null. The elements of a list stand between ``|``.

    Returns:
        The value as a row holds it: None, text, int, float, date, datetime in UTC, or a tuple.

    Raises:
        RefusedError: It is no such value, or breaks a constraint.
    """
    if column.is_list:
        parts = {part.strip() for part in cell.split(LIST_SEPARATOR)}
        return tuple(sorted(part for part in parts if part))
    if not cell:
        if column.required:
            raise RefusedError(f"{column.name} cannot be empty.")
        return None
    try:
        value = _typed(cell, column.arrow_type)
    except (ValueError, OverflowError) as error:  # a moment before the year 1 in UTC
        raise RefusedError(f"“{cell}” is no {column.type} for {column.name}.") from error
    for broken in _broken(column, value):
        raise RefusedError(f"“{cell}” is not allowed in {column.name}: {broken}.")
    return value


def _typed(cell: str, arrow_type: str) -> Any:
    if arrow_type == "int64":
        return int(cell)
    if arrow_type == "double":
        number = float(cell)
        if not math.isfinite(number):
            raise ValueError(cell)
        return number
    if arrow_type == "date32":
        return date.fromisoformat(cell)
    if arrow_type == "timestamp[us, UTC]":
        moment = datetime.fromisoformat(cell)
        if moment.tzinfo is None:
            # A time without a zone is no moment; guessing one would be a made-up fact.
            raise ValueError(cell)
        return moment.astimezone(UTC)
    return cell


def _broken(column: Column, value: Any) -> Iterator[str]:
    """Each constraint that the value breaks, in words."""
    asked = column.constraints
    if asked.enum is not None and value not in asked.enum:
        yield f"it is one of {', '.join(map(str, asked.enum))}"
    if asked.pattern is not None and not re.fullmatch(asked.pattern, str(value)):
        yield f"it has the form {asked.pattern}"
    if asked.minimum is not None and value < asked.minimum:
        yield f"the smallest is {asked.minimum}"
    if asked.maximum is not None and value > asked.maximum:
        yield f"the largest is {asked.maximum}"
