"""The constraint ``jsonSchema``: what a JSON Schema asks of a column's objects or arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema import exceptions as jsonschema
from jsonschema.validators import validator_for
from referencing import Registry
from referencing.exceptions import Unresolvable

from toolkit.errors import SchemaError
from toolkit.schema.model import Column

RULE = "jsonSchema"

JUDGED_TYPES = ("object", "array")
"""The types for which Table Schema has the constraint."""


class JsonSchema:
    """A JSON Schema of any draft, by default the newest; nothing that it refers to is fetched."""

    def __init__(self, schema: Any, *, column: str) -> None:
        """Know the schema.

        Args:
            schema: What the constraint holds.
            column: Whose values are judged, for messages.

        Raises:
            SchemaError: It is no JSON Schema, or refers to one that lies elsewhere.
        """
        kind = validator_for(schema, default=Draft202012Validator)
        try:
            kind.check_schema(schema)
        except jsonschema.SchemaError as error:
            raise SchemaError(f"Column {column}: jsonSchema: {error.message}") from error
        for reference in _references(schema):
            if not reference.startswith("#"):
                raise SchemaError(
                    f"Column {column}: jsonSchema refers to {reference!r}, and nothing is fetched."
                )
        self._validator = kind(schema, registry=Registry())

    def is_kept(self, value: Any) -> bool:
        """Whether a value of JSON is as the schema asks."""
        try:
            return bool(self._validator.is_valid(value))
        except Unresolvable:
            return False  # It refers to a part of itself that is not there.


def json_schema_of(column: Column) -> JsonSchema | None:
    """What a column's constraint asks of its values, if it has one.

    Raises:
        SchemaError: It cannot be used.
    """
    asked = column.descriptor.get("constraints", {}).get(RULE)
    if asked is None or column.type not in JUDGED_TYPES:
        return None
    return JsonSchema(asked, column=column.name)


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for inner in schema.values():
            yield from _references(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _references(inner)
