"""What the tables mean beyond their schemas: promises inside a row, and between tables.

A new promise is one entry of :mod:`toolkit.validate.promises` or one function called by
:func:`check_meaning`.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from toolkit.schema import table
from toolkit.validate.own import Frames
from toolkit.validate.promises import Promise, promises
from toolkit.validate.report import Finding, shown
from toolkit.validate.spans import INDEX


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
