"""What a Table Schema says, as typed values: the one description that every rendering reads.

Nothing here knows our tables' names: a table is whatever a Table Schema declares, so that the same
renderings and checks serve other people's packages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LIST_PREFIX = "list<"


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a column's values have to keep; None where nothing is asked."""

    required: bool = False
    unique: bool = False
    enum: tuple[Any, ...] | None = None
    pattern: str | None = None
    minimum: Any = None
    maximum: Any = None
    exclusive_minimum: Any = None
    exclusive_maximum: Any = None
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a closed list and what it means."""

    value: Any
    label: str


PLAIN_TYPES = ("string", "integer", "number", "date", "datetime", "year")


def is_plain(kind: str, form: str, lexical: Mapping[str, Any]) -> bool:
    """Whether values of a type are written as JSON or ISO 8601 would write them."""
    return kind in PLAIN_TYPES and form == "default" and not lexical


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type in three vocabularies' common ground, and what it means."""

    name: str
    type: str
    """The Table Schema type, such as ``integer`` or ``array``."""
    arrow_type: str
    """The Arrow type as text, such as ``int64``, ``timestamp[us, UTC]`` or ``list<string>``."""
    title: str = ""
    description: str = ""
    example: Any = None
    unit: str | None = None
    """What one of it is (``code point``), or the zone of a time; None where it has no unit."""
    format: str = "default"
    """How the standard says that a type's values are written, such as ``email`` or ``%d.%m.%Y``."""
    missing_values: tuple[str, ...] = ("",)
    """The texts that stand for no value."""
    lexical: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """What else says how values are written: ``decimalChar``, ``trueValues``, ``itemType`` ..."""
    constraints: Constraints = Constraints()
    categories: tuple[Category, ...] = ()
    descriptor: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The field descriptor as read, for renderings that pass it on."""

    @property
    def required(self) -> bool:
        """Whether each row has a value."""
        return self.constraints.required

    @property
    def is_plain(self) -> bool:
        """Whether its values are written as JSON or ISO 8601 would write them."""
        return is_plain(self.type, self.format, self.lexical)

    @property
    def is_list(self) -> bool:
        """Whether a value is a list, which CSV and SQLite hold as JSON text."""
        return self.arrow_type.startswith(LIST_PREFIX)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values have to be a key of a table; ``resource`` None means the same table."""

    columns: tuple[str, ...]
    resource: str | None
    referenced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its keys, and how people find their way in it."""

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    description: str = ""
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str = "exact"
    """How a file's columns meet the schema's: ``exact``, ``equal``, ``subset``, ``superset`` or
    ``partial``."""
    label: str | None = None
    """The column that stands for a row where there is room for one value."""
    facets: tuple[str, ...] = ()
    """Columns worth counting by."""
    search: tuple[str, ...] = ()
    """Columns worth searching in as text."""
    sort: str | None = None
    """The column to show rows by, with ``-`` before it for the largest first."""
    descriptor: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises:
            KeyError: There is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
