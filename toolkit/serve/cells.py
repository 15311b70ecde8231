"""Cells of the table pages: values as a person reads them, with nothing acting in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from toolkit.schema import Column, Table
from toolkit.serve.metadata import web_address
from toolkit.serve.plain import mark_invisible, shorten

CELL_LENGTH = 320
LABEL_LENGTH = 60
LIST_LENGTH = 6


def render_value(value: Any, column: Column, table: Table, *, database: str) -> Markup | None:
    """A value as HTML for a table page.

    Args:
        value: As SQLite gives it; for a reference with a label a mapping with value and label.
        column: The column that it stands in.
        table: The column's table.
        database: The database's name in addresses.

    Returns:
        The HTML, or None for null, which Datasette shows itself.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return _reference(value, column, table, database)
    if isinstance(value, str):
        return _list(value) if column.is_list else link_text(value)
    if isinstance(value, float):
        return Markup(number_text(value))  # noqa: S704 - digits
    return None


def raw_value(cell: Mapping[str, Any]) -> Any:
    """The value in a cell of Datasette's, which has a mapping where it found a label to it."""
    raw = cell["raw"]
    return raw["value"] if isinstance(raw, dict) else raw


def by_name(
    items: Iterable[Mapping[str, Any]], names: Sequence[str], key: str
) -> list[Mapping[str, Any]]:
    """Cells or columns in the order of the names, those without a name among them left out."""
    found = {item[key]: item for item in items}
    return [found[name] for name in names if name in found]


def number_text(value: float) -> str:
    """A number as people write it: thousands apart, no point without a fraction.

    >>> number_text(4000.0), number_text(2.5)
    ('4,000', '2.5')
    """
    return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,}"


def list_items(value: str) -> list[str]:
    """What a list column holds, as texts.

    Raises:
        ValueError: The value is no JSON.
    """
    parsed = json.loads(value)
    return [str(item) for item in parsed] if isinstance(parsed, list) else [str(parsed)]


def _list(value: str) -> Markup:
    items = list_items(value)
    if not items:
        # Datasette shows a value as it is where it is given nothing to show instead.
        return Markup("&nbsp;")
    shown = [mark_invisible(shorten(item, LABEL_LENGTH)) for item in items[:LIST_LENGTH]]
    if len(items) > LIST_LENGTH:
        shown.append(Markup("and {} more").format(len(items) - LIST_LENGTH))
    return Markup('<span class="separator"> · </span>').join(shown)


def link_text(value: str) -> Markup:
    """A text as HTML; a link where it is the address of a web page and nothing else."""
    shown = mark_invisible(shorten(value, CELL_LENGTH))
    address = web_address(value)
    if address is None or any(character.isspace() for character in address):
        return shown
    return Markup('<a href="{}" rel="nofollow noopener noreferrer">{}</a>').format(address, shown)


def _reference(value: dict[str, Any], column: Column, table: Table, database: str) -> Markup:
    key = next(key for key in table.foreign_keys if key.columns == (column.name,))
    row_id, label = str(value["value"]), str(value["label"] or value["value"])
    return Markup('<a href="/{}/{}/{}" title="{}">{}</a>').format(
        database,
        key.resource or table.name,
        tilde_encode(row_id),
        row_id,
        mark_invisible(shorten(label, LABEL_LENGTH)),
    )
