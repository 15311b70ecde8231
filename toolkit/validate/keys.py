"""Keys and references, over whole tables: what Table Schema says of rows together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from toolkit.schema import ForeignKey, Table
from toolkit.validate.batches import INDEX
from toolkit.validate.report import Finding, Further, shown
from toolkit.validate.store import Store

REPEATED = "repeated"
"""The table in which keys that stand in several rows are gathered."""

FIRST = f"{INDEX}_first"
"""In it, the first row that has the key."""


def key_columns(tables: Mapping[str, Table]) -> dict[str, set[str]]:
    """The columns of each table that a key of it or a reference to it speaks of.

    Args:
        tables: The tables by the names that foreign keys use.
    """
    columns: dict[str, set[str]] = {}
    for name, table in tables.items():
        kept = columns.setdefault(name, set())
        kept.update(table.primary_key, *table.unique_keys)
        kept.update(column.name for column in table.columns if column.constraints.unique)
        for key in table.foreign_keys:
            kept.update(key.columns)
            columns.setdefault(key.resource or name, set()).update(key.referenced)
    return columns


def check_keys(store: Store, table: Table, *, name: str) -> Iterator[Finding | Further]:
    """Check the primary key, the unique columns and the unique keys of one table.

    A null in a key equals nothing, not even another null; that a primary key has none is found
    with the rows.

    Args:
        store: What was kept of the table.
        table: What the schema says.
        name: The table's name in the store and in findings.
    """
    if table.primary_key:
        yield from _repeated(store, table, table.primary_key, "primaryKey", name)
    for column in table.columns:
        if column.constraints.unique and (column.name,) != table.primary_key:
            yield from _repeated(store, table, (column.name,), "unique", name)
    for key in table.unique_keys:
        yield from _repeated(store, table, key, "uniqueKeys", name)


def check_references(
    store: Store,
    table: Table,
    tables: Mapping[str, Table],
    *,
    name: str,
    unread: Collection[str] = (),
) -> Iterator[Finding | Further]:
    """Check that every foreign key is a key of the table that it points to.

    A key with a null in any part points nowhere and is not checked.

    Args:
        store: What was kept of the tables.
        table: What the schema says.
        tables: The schemas of all tables, by the names that foreign keys use.
        name: The table's name in the store and in findings.
        unread: Tables that could not be read to their end.
    """
    for key in table.foreign_keys:
        target = key.resource or name
        column = ", ".join(key.columns)
        if target not in tables or not set(key.referenced) <= set(tables[target].column_names):
            message = f"It refers to {_named(target, key.referenced)}, which is not there."
            yield Finding("foreignKey", message, name, column=column)
        elif target in unread:
            message = f"It refers to {target}, which could not be read."
            yield Finding("foreignKey", message, name, column=column)
        elif target not in store:
            continue  # A table without rows, or without columns: see below.
        elif _kept(store, name, key.columns) and _kept(store, target, key.referenced):
            if _comparable(store, name, key, target):
                yield from _dangling(store, table, key, name, target)
            else:
                message = f"{_named(target, key.referenced)} is of another type."
                yield Finding("foreignKey", message, name, column=column)


def _kept(store: Store, name: str, columns: Collection[str]) -> bool:
    """Whether columns were kept; a missing one, or one of a wrong type, is a finding already."""
    return set(columns) <= set(store.columns(name))


def _named(table: str, columns: Sequence[str]) -> str:
    return f"{table}({', '.join(columns)})"


def _repeated(
    store: Store, table: Table, key: Sequence[str], rule: str, name: str
) -> Iterator[Finding | Further]:
    """Each row whose key an earlier row has; the message names that row."""
    if not set(key) <= set(store.columns(name)):
        return
    columns = ", ".join(store.column(name, one) for one in key)
    complete = " AND ".join(f"{store.column(name, one)} IS NOT NULL" for one in key)
    store.run(
        f"CREATE OR REPLACE TEMP TABLE {REPEATED} AS "
        f"SELECT {columns}, min({INDEX}) AS {FIRST} FROM {store.table(name)} "
        f"WHERE {complete} GROUP BY {columns} HAVING count(*) > 1"
    )
    shown_columns = _selected(store, name, [*key, *_kept_key(store, table, name)])
    rows, more = store.examples(
        f"SELECT rows.{INDEX}, {FIRST}{shown_columns} FROM {store.table(name)} rows "
        f"JOIN {REPEATED} USING ({columns}) WHERE rows.{INDEX} > {FIRST}"
    )
    column = ", ".join(key)
    for index, first, *values in rows:
        yield Finding(
            rule=rule,
            message=f"Row {first + 1} has the same value.",
            table=name,
            row=_text(values[len(key) :]),
            row_number=index + 1,
            column=column,
            value=shown(_text(values[: len(key)])),
        )
    if more:
        yield Further((name, column, rule), more)


def _dangling(
    store: Store, table: Table, key: ForeignKey, name: str, target: str
) -> Iterator[Finding | Further]:
    pairs = list(zip(key.columns, key.referenced, strict=True))
    equal = " AND ".join(
        f"rows.{store.column(name, one)} = there.{store.column(target, other)}"
        for one, other in pairs
    )
    complete = " AND ".join(f"rows.{store.column(name, one)} IS NOT NULL" for one in key.columns)
    shown_columns = _selected(store, name, [*key.columns, *_kept_key(store, table, name)])
    rows, more = store.examples(
        f"SELECT rows.{INDEX}{shown_columns} FROM {store.table(name)} rows "
        f"ANTI JOIN {store.table(target)} there ON {equal} WHERE {complete}"
    )
    column = ", ".join(key.columns)
    for index, *values in rows:
        yield Finding(
            rule="foreignKey",
            message=f"There is no such row in {target}.",
            table=name,
            row=_text(values[len(key.columns) :]),
            row_number=index + 1,
            column=column,
            value=shown(_text(values[: len(key.columns)])),
        )
    if more:
        yield Further((name, column, "foreignKey"), more)


def _comparable(store: Store, name: str, key: ForeignKey, target: str) -> bool:
    """Whether values of the two sides can be equal at all."""
    ours, theirs = store.columns(name), store.columns(target)
    return all(
        ours[one] == theirs[other] or (ours[one].is_numeric() and theirs[other].is_numeric())
        for one, other in zip(key.columns, key.referenced, strict=True)
    )


def _kept_key(store: Store, table: Table, name: str) -> list[str]:
    """The columns of the primary key that the table has."""
    return [one for one in table.primary_key if one in store.columns(name)]


def _selected(store: Store, name: str, columns: Iterable[str]) -> str:
    return "".join(f", rows.{store.column(name, one)}" for one in columns)


def _text(values: Sequence[object]) -> str | None:
    return ", ".join(map(str, values)) if values else None


def differing_keys(
    store: Store, key: Sequence[str], name: str, other: str
) -> tuple[list[str], int]:
    """The keys of a table that another table does not have: the first, and how many more."""
    if not (_kept(store, name, key) and _kept(store, other, key)):
        return [], 0
    if any(store.columns(name)[one] != store.columns(other)[one] for one in key):
        return [], 0
    equal = " AND ".join(
        f"rows.{store.column(name, one)} = there.{store.column(other, one)}" for one in key
    )
    rows, more = store.examples(
        f"SELECT rows.{INDEX}{_selected(store, name, key)} FROM {store.table(name)} rows "
        f"ANTI JOIN {store.table(other)} there ON {equal}"
    )
    return [_text(values) or "" for _, *values in rows], more
