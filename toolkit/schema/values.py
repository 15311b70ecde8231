"""Values out of a schema of whatever shape: what has the wrong one is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.errors import SchemaError
from toolkit.schema.model import Constraints

PYTHON_TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "int64": int,
    "double": (int, float),
    "bool": bool,
    "date32": date,
    "timestamp[us, UTC]": datetime,
}
"""What a value of an Arrow type is in Python, for the types that JSON and ISO 8601 can write."""


WORDS: dict[type, str] = {str: "text", bool: "true or false", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Reads the properties of a schema's objects and says where one has the wrong shape."""

    place: str
    """What error messages begin with: ``Table ferries, column name``."""

    def text(self, given: Mapping[str, Any], key: str) -> str:
        """A text, empty where there is none."""
        value = given.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._wrong(key, "text", value)
        return value

    def object(self, given: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """An object, empty where there is none."""
        value = given.get(key, {})
        if not isinstance(value, Mapping):
            raise self._wrong(key, "an object", value)
        return value

    def items(self, given: Mapping[str, Any], key: str) -> Sequence[Any]:
        """A list, empty where there is none."""
        value = given.get(key, [])
        if not isinstance(value, list | tuple):
            raise self._wrong(key, "a list", value)
        return value

    def objects(self, given: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
        """A list of objects."""
        values = self.items(given, key)
        for value in values:
            if not isinstance(value, Mapping):
                raise self._wrong(key, "a list of objects", value)
        return values

    def names(self, given: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """Names as a tuple; version 1 of the standard let one name stand without its list."""
        if isinstance(given.get(key), str):
            return (given[key],)
        values = self.items(given, key)
        for value in values:
            if not isinstance(value, str):
                raise self._wrong(key, "a list of names", value)
        return tuple(values)

    def name_lists(self, given: Mapping[str, Any], key: str) -> tuple[tuple[str, ...], ...]:
        """Lists of names."""
        return tuple(self.names({key: value}, key) for value in self.items(given, key))

    def one(self, given: Mapping[str, Any], key: str, kind: type) -> Any:
        """A property that is there and has to be of one Python type."""
        if not isinstance(given[key], kind):
            raise self._wrong(key, WORDS[kind], given[key])
        return given[key]

    def missing_values(
        self, given: Mapping[str, Any], *, default: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The texts that stand for no value; version 2 of the standard lets each have a label."""
        if given.get("missingValues") is None:
            return default
        items = self.items(given, "missingValues")
        values = [one.get("value") if isinstance(one, Mapping) else one for one in items]
        return self.names({"missingValues": values}, "missingValues")

    def count(self, given: Mapping[str, Any], key: str) -> int | None:
        """A whole number from 0, or None."""
        value = given.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._wrong(key, "a whole number", value)
        return value

    def pattern(self, given: Mapping[str, Any], key: str) -> str | None:
        """A regular expression, or None."""
        value = self.text(given, key)
        try:
            re.compile(value)
        except re.error as error:
            raise self._wrong(key, f"a regular expression ({error})", value) from error
        return value or None

    def value(self, given: Mapping[str, Any], key: str, arrow_type: str | None) -> Any:
        """A bound as the column's own type, or None: JSON has no dates."""
        return None if key not in given else self.typed(given[key], key, arrow_type)

    def typed(self, value: Any, key: str, arrow_type: str | None) -> Any:
        """A value as the column's own type; as it is, where the type is None.

        >>> Shape("Table ferries").typed("2021-03-04", "minimum", "date32")
        datetime.date(2021, 3, 4)
        """
        if arrow_type is None:
            return value
        try:
            read = _from_text(value, arrow_type) if isinstance(value, str) else value
        except ValueError as error:
            raise self._wrong(key, arrow_type, value) from error
        wanted = PYTHON_TYPES.get(arrow_type)
        if wanted is None or not isinstance(read, wanted):
            raise self._wrong(key, arrow_type, value)
        return read

    def _wrong(self, key: str, wanted: str, value: Any) -> SchemaError:
        return SchemaError(f"{self.place}: {key} has to be {wanted}, and it is {value!r}.")


def read_constraints(shape: Shape, field: Mapping[str, Any], arrow_type: str | None) -> Constraints:
    """The constraints of a field, their values in the column's own type.

    Args:
        shape: Who says where something is wrong.
        field: The field's descriptor.
        arrow_type: What bounds and choices are read as; None leaves them as they are written.

    Raises:
        SchemaError: One of them has the wrong shape, such as a minimum that is no number.
    """
    given = shape.object(field, "constraints")
    enum = [shape.typed(value, "enum", arrow_type) for value in shape.items(given, "enum")]
    return Constraints(
        required=given.get("required") is True,
        unique=given.get("unique") is True,
        enum=tuple(enum) if "enum" in given else None,
        pattern=shape.pattern(given, "pattern"),
        minimum=shape.value(given, "minimum", arrow_type),
        maximum=shape.value(given, "maximum", arrow_type),
        exclusive_minimum=shape.value(given, "exclusiveMinimum", arrow_type),
        exclusive_maximum=shape.value(given, "exclusiveMaximum", arrow_type),
        min_length=shape.count(given, "minLength"),
        max_length=shape.count(given, "maxLength"),
    )


def _from_text(text: str, arrow_type: str) -> Any:
    if arrow_type == "date32":
        return date.fromisoformat(text)
    if arrow_type == "timestamp[us, UTC]":
        return datetime.fromisoformat(text)
    if arrow_type == "int64":
        return int(text)
    return float(text) if arrow_type == "double" else text
