"""What the columns of one row of our tables promise about each other, as one list of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import polars as pl

from toolkit.schema import table, tables
from toolkit.validate.spans import span_parts


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that holds in every row of a table."""

    table: str
    column: str
    rule: str
    message: str
    """What a row says that breaks it."""
    holds: pl.Expr
    """True where it is kept; null, where there is nothing to compare, counts as kept."""


BOUNDS: dict[str, tuple[bool | None, bool, bool]] = {
    "exactly": (True, True, True),
    "about": (True, False, False),
    "at_most": (None, False, True),
    "less_than": (None, False, True),
    "at_least": (None, True, False),
    "more_than": (None, True, False),
    "between": (False, True, True),
}
"""For each qualifier whether value, lower and upper are there; None where both are right."""


@cache
def promises() -> tuple[Promise, ...]:
    """All promises, table by table."""
    return tuple(chain(_texts(), _documents(), _spans(), _statements(), _figures(), _entities()))


def _texts() -> Iterator[Promise]:
    """In Parquet, too, what is not there is a null; the standard takes an empty text for one."""
    message = "The text is empty: where there is none, there has to be a null."
    for one in tables():
        for column in one.columns:
            if column.constraints.min_length and not column.is_list:
                yield Promise(
                    one.name, column.name, "minLength", message, pl.col(column.name) != ""
                )


def _documents() -> Iterator[Promise]:
    yield _not_itself("documents", "reprint_of")
    apart = (pl.col("published_at").dt.date() - pl.col("published_date")).abs()
    # The date is local to the document, the time in UTC: they may lie on neighbouring days.
    near = apart <= pl.duration(days=1)
    message = "The date and the time of publication are more than a day apart."
    yield Promise("documents", "published_at", "order", message, near)


def _spans() -> Iterator[Promise]:
    for name in ("statements", "figures", "mentions", "unclaimed"):
        for words, start, end in span_parts(name):
            together = pl.col(words).is_null() == pl.col(start).is_null()
            together &= pl.col(start).is_null() == pl.col(end).is_null()
            message = f"{words}, {start} and {end} have to be there together or not at all."
            yield Promise(name, words, "together", message, together)
            message = f"{end} does not lie after {start}."
            yield Promise(name, end, "order", message, pl.col(start) < pl.col(end))


def _statements() -> Iterator[Promise]:
    message = "cue and cue_class have to be there together or not at all."
    together = pl.col("cue").is_null() == pl.col("cue_class").is_null()
    yield Promise("statements", "cue_class", "together", message, together)
    yield _not_itself("statements", "variant_of")


def _figures() -> Iterator[Promise]:
    for column in ("value", "lower", "upper"):
        message = "The value is no number (NaN or infinite)."
        yield Promise("figures", column, "finite", message, pl.col(column).is_finite())
    yield from _bounds()
    yield _order("figures", "lower", "upper")
    yield _order("figures", "lower", "value")
    yield _order("figures", "value", "upper")
    yield _order("figures", "period_start", "period_end")
    inside = (pl.col("start") <= pl.col("number_start")) & (pl.col("number_end") <= pl.col("end"))
    yield Promise(
        "figures", "number_start", "inside", "The number lies outside the figure.", inside
    )
    yield _not_itself("figures", "part_of")


def _bounds() -> Iterator[Promise]:
    """Which bounds each qualifier claims, as the contract's table of words says."""
    for qualifier, there in BOUNDS.items():
        for column, wanted in zip(("value", "lower", "upper"), there, strict=True):
            if wanted is None:
                continue
            asked = pl.col(column).is_not_null() if wanted else pl.col(column).is_null()
            message = f"With the qualifier {qualifier} there is {'a' if wanted else 'no'} {column}."
            holds = (pl.col("qualifier") != qualifier) | asked
            yield Promise("figures", column, "bounds", message, holds)
    exact = (pl.col("lower") == pl.col("value")) & (pl.col("value") == pl.col("upper"))
    message = "With the qualifier exactly, value, lower and upper are the same."
    holds = (pl.col("qualifier") != "exactly") | exact
    yield Promise("figures", "value", "bounds", message, holds)


def _entities() -> Iterator[Promise]:
    aliases = pl.col("aliases")
    tidy = aliases == aliases.list.unique().list.sort()
    message = "The aliases are not sorted, or one stands there twice."
    yield Promise("entities", "aliases", "order", message, tidy)
    message = "The name is among its own aliases."
    yield Promise(
        "entities", "aliases", "not_itself", message, ~aliases.list.contains(pl.col("name"))
    )


def _order(name: str, smaller: str, larger: str) -> Promise:
    message = f"{smaller} is larger than {larger}."
    return Promise(name, smaller, "order", message, pl.col(smaller) <= pl.col(larger))


def _not_itself(name: str, column: str) -> Promise:
    key = table(name).primary_key[0]
    message = "The row refers to itself."
    return Promise(name, column, "not_itself", message, pl.col(column) != pl.col(key))
