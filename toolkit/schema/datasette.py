"""A table's entry in Datasette's metadata: titles, column descriptions, facets, labels.

Only keys that Datasette 0.65 takes without harm: ``units`` and a ``sort`` on a column that is not
there answer every page of the table with an error 500.
"""

from __future__ import annotations

from typing import Any

from toolkit.schema.model import Column, Table


def datasette_metadata(table: Table) -> dict[str, Any]:
    """The metadata of one table, ready to stand under ``databases.<name>.tables.<table>``."""
    metadata: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {column.name: _description(column) for column in table.columns},
        "facets": [_facet(table.column(name)) for name in table.facets],
    }
    if table.label:
        metadata["label_column"] = table.label
    if table.sort:
        key = "sort_desc" if table.sort.startswith("-") else "sort"
        metadata[key] = table.sort.removeprefix("-")
    return metadata


def _description(column: Column) -> str:
    return f"{column.description} Unit: {column.unit}." if column.unit else column.description


def _facet(column: Column) -> str | dict[str, str]:
    """A list column is counted by what its lists hold, not by whole lists."""
    return {"array": column.name} if column.is_list else column.name
