"""What the columns of our tables promise about each other, as one list of sentences.

A new promise is one entry of :data:`PROMISES` or one function called by :func:`check_meaning`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from toolkit.schema import table
from toolkit.validate.own import Frames
from toolkit.validate.report import Finding, shown
from toolkit.validate.spans import INDEX, span_parts


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


def _span_promises() -> Iterator[Promise]:
    for name in ("statements", "figures", "mentions", "unclaimed"):
        for words, start, end in span_parts(name):
            together = pl.col(words).is_null() == pl.col(start).is_null()
            together &= pl.col(start).is_null() == pl.col(end).is_null()
            message = f"{words}, {start} and {end} have to be there together or not at all."
            yield Promise(name, words, "together", message, together)
            message = f"{end} does not lie after {start}."
            yield Promise(name, end, "order", message, pl.col(start) < pl.col(end))


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


def _bounds_promises() -> Iterator[Promise]:
    for qualifier, there in BOUNDS.items():
        for column, wanted in zip(("value", "lower", "upper"), there, strict=True):
            if wanted is None:
                continue
            asked = pl.col(column).is_not_null() if wanted else pl.col(column).is_null()
            holds = (pl.col("qualifier") != qualifier) | asked
            message = f"With the qualifier {qualifier} there is {'a' if wanted else 'no'} {column}."
            yield Promise("figures", column, "bounds", message, holds)


def _order(name: str, smaller: str, larger: str) -> Promise:
    message = f"{smaller} is larger than {larger}."
    return Promise(name, smaller, "order", message, pl.col(smaller) <= pl.col(larger))


def _not_itself(name: str, column: str) -> Promise:
    key = table(name).primary_key[0]
    message = "The row refers to itself."
    return Promise(name, column, "not_itself", message, pl.col(column) != pl.col(key))


def _finite(column: str) -> Promise:
    message = "The value is no number (NaN or infinite)."
    return Promise("figures", column, "finite", message, pl.col(column).is_finite())


def promises() -> tuple[Promise, ...]:
    """All promises about the columns of one row, table by table."""
    exactly = pl.col("qualifier") != "exactly"
    exact = (pl.col("lower") == pl.col("value")) & (pl.col("value") == pl.col("upper"))
    inside = (pl.col("start") <= pl.col("number_start")) & (pl.col("number_end") <= pl.col("end"))
    classed = pl.col("cue").is_null() == pl.col("cue_class").is_null()
    return (
        _not_itself("documents", "reprint_of"),
        *_span_promises(),
        Promise(
            "statements",
            "cue_class",
            "together",
            "cue and cue_class have to be there together or not at all.",
            classed,
        ),
        _not_itself("statements", "variant_of"),
        *(_finite(column) for column in ("value", "lower", "upper")),
        *_bounds_promises(),
        Promise(
            "figures",
            "value",
            "bounds",
            "With the qualifier exactly, value, lower and upper are the same.",
            exactly | exact,
        ),
        _order("figures", "lower", "upper"),
        _order("figures", "lower", "value"),
        _order("figures", "value", "upper"),
        _order("figures", "period_start", "period_end"),
        Promise("figures", "number_start", "inside", "The number lies outside the figure.", inside),
        _not_itself("figures", "part_of"),
    )


def check_meaning(frames: Frames) -> Iterator[Finding]:
    """Check what columns of one row and rows of several tables promise about each other."""
    for promise in promises():
        if promise.table in frames:
            broken = frames[promise.table].with_row_index(INDEX)
            broken = broken.filter(~promise.holds.fill_null(value=True))
            yield from _findings(broken, promise)
    yield from _check_figures_in_statements(frames)
    yield from _check_parts(frames)
    yield from _check_series(frames)
    yield from _check_counts(frames)


def _findings(
    broken: pl.DataFrame, promise: Promise, *, column: str | None = None
) -> Iterator[Finding]:
    key = table(promise.table).primary_key[0]
    for row in broken.sort(INDEX).iter_rows(named=True):
        yield Finding(
            rule=promise.rule,
            message=promise.message,
            table=promise.table,
            row=row[key],
            row_number=row[INDEX] + 1,
            column=column or promise.column,
            value=shown(row[promise.column]),
        )


def _check_figures_in_statements(frames: Frames) -> Iterator[Finding]:
    """A figure's statement is of the same document, and the number stands in it."""
    if not {"figures", "statements"} <= set(frames):
        return
    statements = frames["statements"].select(
        "statement_id", of="document_id", first="start", after="end"
    )
    inside = (
        (pl.col("document_id") == pl.col("of"))
        & (pl.col("first") <= pl.col("number_start"))
        & (pl.col("number_end") <= pl.col("after"))
    )
    promise = Promise(
        "figures", "statement_id", "inside", "The figure does not stand in this statement.", inside
    )
    joined = frames["figures"].with_row_index(INDEX).join(statements, on="statement_id")
    yield from _findings(joined.filter(~inside), promise)


def _check_parts(frames: Frames) -> Iterator[Finding]:
    """A part larger than its whole is what the documents say, but then ``problems`` says so."""
    if not {"figures", "problems"} <= set(frames):
        return
    figures = frames["figures"].with_row_index(INDEX)
    wholes = figures.select(part_of="figure_id", whole="upper", whole_kind="unit_kind")
    told = frames["problems"].filter(code="part_exceeds_whole").select(figure_id="row_id")
    holds = (pl.col("lower") <= pl.col("whole")) | (pl.col("unit_kind") != pl.col("whole_kind"))
    message = "The part is larger than its whole, and no row of problems says so."
    promise = Promise("figures", "part_of", "part", message, holds)
    broken = figures.join(wholes, on="part_of").filter(~holds)
    yield from _findings(broken.join(told, on="figure_id", how="anti"), promise)


def _check_series(frames: Frames) -> Iterator[Finding]:
    """The figure that names a series belongs to it, and it is not the only one."""
    if "figures" not in frames:
        return
    figures = frames["figures"].with_row_index(INDEX)
    firsts = figures.select(series_id="figure_id", own="series_id", kind="unit_kind")
    holds = (pl.col("own") == pl.col("series_id")) & (pl.col("kind") == pl.col("unit_kind"))
    message = "The figure that names the series belongs to another one, or to none."
    promise = Promise("figures", "series_id", "series", message, holds)
    joined = figures.join(firsts, on="series_id")
    yield from _findings(joined.filter(~holds.fill_null(value=False)), promise)
    alone = pl.len().over("series_id") == 1
    message = "No other figure belongs to the series."
    promise = Promise("figures", "series_id", "series", message, ~alone)
    yield from _findings(figures.drop_nulls("series_id").filter(alone), promise)


def _check_counts(frames: Frames) -> Iterator[Finding]:
    """An entity's counts are those of the table ``mentions``."""
    if not {"entities", "mentions"} <= set(frames):
        return
    counted = (
        frames["mentions"]
        .group_by("entity_id")
        .agg(
            pl.col("document_id").n_unique().cast(pl.Int64).alias("counted_documents"),
            pl.len().cast(pl.Int64).alias("counted_mentions"),
        )
    )
    entities = frames["entities"].with_row_index(INDEX).join(counted, on="entity_id", how="left")
    for column in ("documents", "mentions"):
        holds = pl.col(column) == pl.col(f"counted_{column}").fill_null(0)
        message = f"The table mentions gives another number of {column}."
        promise = Promise("entities", column, "count", message, holds)
        yield from _findings(entities.filter(~holds), promise)
