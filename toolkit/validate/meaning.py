"""What the tables mean beyond their schemas: promises inside a row, and between tables.

A new promise is one entry of :mod:`toolkit.validate.promises`, or one query of
:data:`BETWEEN_TABLES`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl

from toolkit.schema import table
from toolkit.validate.batches import INDEX
from toolkit.validate.promises import Promise, promises
from toolkit.validate.report import EXAMPLES, Finding, Further, shown
from toolkit.validate.store import Store


def check_promises(name: str, rows: pl.DataFrame, offset: int) -> Iterator[Finding | Further]:
    """Check what the columns of one row promise about each other.

    Args:
        name: The table.
        rows: Some of its rows.
        offset: How many rows of the table were before these.
    """
    numbered = rows.with_row_index(INDEX, offset=offset)
    for promise in promises():
        if promise.table == name:
            broken = numbered.filter(~promise.holds.fill_null(value=True))
            yield from _findings(broken, promise)


def _findings(broken: pl.DataFrame, promise: Promise) -> Iterator[Finding | Further]:
    key = table(promise.table).primary_key[0]
    for row in broken.head(EXAMPLES).iter_rows(named=True):
        yield Finding(
            rule=promise.rule,
            message=promise.message,
            table=promise.table,
            row=row[key],
            row_number=row[INDEX] + 1,
            column=promise.column,
            value=shown(row[promise.column]),
        )
    if broken.height > EXAMPLES:
        kind = (promise.table, promise.column, promise.rule)
        yield Further(kind, broken.height - EXAMPLES)


@dataclass(frozen=True, slots=True)
class Between:
    """Something that rows of several tables, or several rows of one, promise about each other."""

    table: str
    column: str
    rule: str
    message: str
    needs: frozenset[str]
    """The tables that it speaks of."""
    query: str
    """What breaks it: the rows' numbers, keys and values. Tables are in braces."""


BETWEEN_TABLES = (
    Between(
        "figures",
        "statement_id",
        "inside",
        "The figure does not stand in this statement.",
        frozenset({"figures", "statements"}),
        f"""
        SELECT f.{INDEX}, f.figure_id, f.statement_id
        FROM {{figures}} f JOIN {{statements}} s USING (statement_id)
        WHERE f.document_id <> s.document_id OR s.start > f.number_start
           OR f.number_end > s."end"
        """,
    ),
    Between(
        "figures",
        "part_of",
        "part",
        # What the documents say; but then ``problems`` says so too.
        "The part is larger than its whole, and no row of problems says so.",
        frozenset({"figures", "problems"}),
        f"""
        SELECT f.{INDEX}, f.figure_id, f.part_of
        FROM {{figures}} f JOIN {{figures}} w ON f.part_of = w.figure_id
        WHERE f.lower > w.upper AND f.unit_kind = w.unit_kind AND f.figure_id NOT IN (
          SELECT row_id FROM {{problems}}
          WHERE code = 'part_exceeds_whole' AND row_id IS NOT NULL
        )
        """,
    ),
    Between(
        "figures",
        "series_id",
        "series",
        "The figure that names the series belongs to another one, or to none.",
        frozenset({"figures"}),
        f"""
        SELECT f.{INDEX}, f.figure_id, f.series_id
        FROM {{figures}} f JOIN {{figures}} first ON f.series_id = first.figure_id
        WHERE first.series_id IS DISTINCT FROM f.series_id
           OR first.unit_kind IS DISTINCT FROM f.unit_kind
        """,
    ),
    Between(
        "figures",
        "series_id",
        "series",
        "No other figure belongs to the series.",
        frozenset({"figures"}),
        f"""
        SELECT min({INDEX}), min(figure_id), series_id
        FROM {{figures}} WHERE series_id IS NOT NULL GROUP BY series_id HAVING count(*) = 1
        """,
    ),
    *(
        Between(
            "entities",
            column,
            "count",
            f"The table mentions gives another number of {column}.",
            frozenset({"entities", "mentions"}),
            f"""
            SELECT e.{INDEX}, e.entity_id, e.{column}
            FROM {{entities}} e LEFT JOIN (
              SELECT entity_id, {counted} AS counted FROM {{mentions}} GROUP BY entity_id
            ) m USING (entity_id)
            WHERE e.{column} <> coalesce(m.counted, 0)
            """,
        )
        for column, counted in (
            ("documents", "count(DISTINCT document_id)"),
            ("mentions", "count(*)"),
        )
    ),
)
"""What tables promise about each other, as one list of questions to which no row is an answer."""


def check_tables(store: Store, seen: Collection[str]) -> Iterator[Finding | Further]:
    """Check what rows of several tables promise about each other.

    Args:
        store: Where the tables' columns are kept.
        seen: The tables of ours that there are.
    """
    for one in BETWEEN_TABLES:
        if not one.needs <= set(seen):
            continue
        rows, more = store.examples(one.query.format(**{name: store.table(name) for name in seen}))
        for index, key, value in rows:
            yield Finding(
                one.rule, one.message, one.table, key, index + 1, one.column, shown(value)
            )
        if more:
            yield Further((one.table, one.column, one.rule), more)
