"""What Datasette is told about a dataset: from the schemas and the descriptor, nothing by hand.

Datasette 0.65 answers every page of a table with an error where the metadata names a column that
is not there, so no column name is written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from toolkit.schema import Table, datasette_metadata, tables

ROW_ORDER = "rowid"
"""SQLite numbers rows as they came: the published order, by document and place in it."""

PLACE = "code point"
"""The unit of columns that count in a document's text."""

UNSAFE = re.compile(r"[^a-z0-9_]+")


def database_name(descriptor: Mapping[str, Any]) -> str:
    """The dataset's name as it stands in addresses: ``/harbour_reports/statements``."""
    name = UNSAFE.sub("_", str(descriptor.get("name") or "").lower()).strip("_")
    return name or "dataset"


def site_metadata(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Datasette's metadata for the whole site.

    Args:
        descriptor: The package's ``datapackage.json``.
    """
    described = {
        "title": descriptor.get("title") or descriptor.get("name"),
        "description": descriptor.get("description"),
        **_licence(descriptor),
    }
    return {
        **{key: value for key, value in described.items() if value},
        "databases": {
            database_name(descriptor): {
                "tables": {table.name: _table_metadata(table) for table in tables()}
            }
        },
    }


def _table_metadata(table: Table) -> dict[str, Any]:
    metadata = datasette_metadata(table)
    metadata["sortable_columns"] = [*table.column_names, ROW_ORDER]
    if not {"sort", "sort_desc"} & metadata.keys():
        # Without it rows come by their key, which is a hash: in no order at all.
        metadata["sort"] = ROW_ORDER
    return metadata


def _licence(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    licences = descriptor.get("licenses")
    if not isinstance(licences, list) or not licences or not isinstance(licences[0], dict):
        return {}
    first = licences[0]
    return {
        "license": first.get("title") or first.get("name"),
        "license_url": web_address(first.get("path")),
    }


def web_address(value: object) -> str | None:
    """The value if it is an address that a link may have: never ``javascript:`` or ``data:``."""
    return value if isinstance(value, str) and value.startswith(("https://", "http://")) else None
