"""The only reader of ``schemas/*.json``: our tables, once read and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.errors import SchemaError
from toolkit.schema.model import Table
from toolkit.schema.parse import parse_table

TABLE_NAMES = (
    "documents",
    "statements",
    "figures",
    "entities",
    "mentions",
    "unclaimed",
    "problems",
)
"""Our tables in the order in which people read them."""


@cache
def tables() -> tuple[Table, ...]:
    """All tables of the contract, in the order of :data:`TABLE_NAMES`.

    Raises:
        SchemaError: A schema file is missing or contradicts itself or another one.
    """
    read = tuple(parse_table(_read_json(f"{name}.json")) for name in TABLE_NAMES)
    known = {table.name: table for table in read}
    for one in read:
        for key in one.foreign_keys:
            target = known.get(key.resource or one.name)
            if target is None or target.primary_key != key.referenced:
                raise SchemaError(
                    f"Table {one.name}: {', '.join(key.columns)} refers to "
                    f"{key.resource}({', '.join(key.referenced)}), which is no table's primary key."
                )
    return read


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        SchemaError: There is no such table; the message names those there are.
    """
    for one in tables():
        if one.name == name:
            return one
    raise SchemaError(
        f"There is no table {name!r}.", hint=f"The tables are: {', '.join(TABLE_NAMES)}."
    )


@cache
def rules() -> Mapping[str, Mapping[str, str]]:
    """What each value of the columns ``rule`` and ``reason`` means: table, then value, then why."""
    return MappingProxyType(
        {name: MappingProxyType(explained) for name, explained in _read_json("rules.json").items()}
    )


def _read_json(name: str) -> dict[str, Any]:
    try:
        parsed = json.loads(_folder().joinpath(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SchemaError(f"schemas/{name} cannot be read: {error}") from error
    if not isinstance(parsed, dict):
        raise SchemaError(f"schemas/{name} is no JSON object.")
    return parsed


def _folder() -> Traversable:
    """Inside the installed package; in a checkout at the root of the repository."""
    installed = resources.files("toolkit").joinpath("schemas")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "schemas"
