"""How two Table Schemas differ, and what each difference asks of those who use the table.

=====================================  =========  =====================================
difference                             version    why
=====================================  =========  =====================================
a column came, went or moved           major      code that reads by place breaks
another type or format                 major      values are read otherwise
a constraint or key came, is stricter  major      data that was valid no longer is
a constraint or key went, is looser    minor      all that was valid still is
title, description, example, unit      patch      it only speaks to people
=====================================  =========  =====================================
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.package.versions import Bump

Schema = Mapping[str, Any]

TYPE_KEYS = ("type", "format", "toolkit:arrowType")
"""What says how a column's values are read."""

OTHER_PROMISES = ("missingValues",)

UPPER_BOUNDS = frozenset({"maximum", "exclusiveMaximum", "maxLength"})
LOWER_BOUNDS = frozenset({"minimum", "exclusiveMinimum", "minLength"})


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference between the schemas of one table.

    Attributes:
        kind: ``column_added``, ``column_removed``, ``columns_reordered``, ``type_changed``,
            ``constraint_changed``, ``key_changed`` or ``description_changed``.
        column: The column; None where the table as a whole differs.
        what: Which property: ``type``, ``minimum``, ``primaryKey``.
        old: The property before, as JSON; None where it was not there.
        new: The property now.
    """

    table: str
    kind: str
    bump: Bump
    column: str | None = None
    what: str = ""
    old: str | None = None
    new: str | None = None

    def __str__(self) -> str:
        """The change in words."""
        place = f"{self.table}.{self.column}" if self.column else self.table
        if self.kind == "column_added":
            return f"{place} is a new column"
        if self.kind == "column_removed":
            return f"{place} is gone"
        if self.kind == "columns_reordered":
            return f"{place}: the columns stand in another order"
        if self.kind == "description_changed":
            return f"{place}: {self.what} reads otherwise"
        return f"{place}: {self.what} was {self.old or 'not set'}, is {self.new or 'not set'}"


def compare_schemas(table: str, old: Schema, new: Schema) -> list[SchemaChange]:
    """Every difference between two schemas of one table, in the order of the columns.

    Args:
        table: The table's name.
        old: The Table Schema of the edition before.
        new: The Table Schema of this edition.
    """
    before, after = _fields(old), _fields(new)
    changes = [_change(table, "column_removed", name) for name in before if name not in after]
    changes += [_change(table, "column_added", name) for name in after if name not in before]
    shared = [name for name in before if name in after]
    if shared != [name for name in after if name in before]:
        changes.append(_change(table, "columns_reordered", None))
    for name in shared:
        changes += _compare_fields(table, name, before[name], after[name])
    return [*changes, *_compare_keys(table, old, new), *_described(table, None, old, new)]


def _fields(schema: Schema) -> dict[str, Schema]:
    return {str(field.get("name")): field for field in schema.get("fields", ())}


def _change(table: str, kind: str, column: str | None) -> SchemaChange:
    return SchemaChange(table, kind, Bump.MAJOR, column)


def _compare_fields(table: str, column: str, old: Schema, new: Schema) -> Iterator[SchemaChange]:
    for key in (*TYPE_KEYS, *OTHER_PROMISES):
        if old.get(key) != new.get(key):
            kind = "type_changed" if key in TYPE_KEYS else "constraint_changed"
            yield SchemaChange(
                table, kind, Bump.MAJOR, column, key, _json(old.get(key)), _json(new.get(key))
            )
    before, after = old.get("constraints") or {}, new.get("constraints") or {}
    for key in _keys(before, after):
        was, now = before.get(key), after.get(key)
        if was != now:
            bump = Bump.MINOR if _is_looser(key, was, now) else Bump.MAJOR
            yield SchemaChange(
                table, "constraint_changed", bump, column, key, _json(was), _json(now)
            )
    yield from _described(table, column, old, new)


def _is_looser(key: str, old: Any, new: Any) -> bool:
    """Whether every value that kept the old constraint keeps the new one."""
    if new is None or new is False:
        return True
    if old is None or old is False:
        return False
    if key == "enum":
        return all(value in new for value in old)
    if key in UPPER_BOUNDS | LOWER_BOUNDS and type(old) is type(new):
        return bool(new >= old) if key in UPPER_BOUNDS else bool(new <= old)
    return False


def _compare_keys(table: str, old: Schema, new: Schema) -> Iterator[SchemaChange]:
    for key in ("primaryKey", "uniqueKeys", "foreignKeys"):
        was, now = _entries(old.get(key)), _entries(new.get(key))
        if was != now:
            # A primary key names rows: with another one, no row can be found again.
            looser = key != "primaryKey" and all(entry in was for entry in now)
            bump = Bump.MINOR if looser else Bump.MAJOR
            yield SchemaChange(
                table, "key_changed", bump, None, key, _json(was or None), _json(now or None)
            )


def _entries(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


def _described(table: str, column: str | None, old: Schema, new: Schema) -> Iterator[SchemaChange]:
    """What is said to people, and whatever else no program can break on."""
    promised = {*TYPE_KEYS, *OTHER_PROMISES, "name", "constraints", "fields"}
    promised |= {"primaryKey", "uniqueKeys", "foreignKeys"}
    for key in _keys(old, new):
        if key not in promised and old.get(key) != new.get(key):
            was, now = _json(old.get(key)), _json(new.get(key))
            yield SchemaChange(table, "description_changed", Bump.PATCH, column, key, was, now)


def _keys(old: Schema, new: Schema) -> Sequence[str]:
    return list(dict.fromkeys([*old, *new]))


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
