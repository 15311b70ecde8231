"""All checks that need only tables in memory: what is validated before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa

from toolkit.schema import Table, arrow_type_name, tables
from toolkit.validate.ids import check_ids
from toolkit.validate.keys import check_keys, check_references
from toolkit.validate.meaning import check_meaning
from toolkit.validate.own import own_frames
from toolkit.validate.report import Checked, Finding, Report, make_report
from toolkit.validate.rows import check_rows
from toolkit.validate.spans import check_spans
from toolkit.validate.texts import check_texts


def validate_tables(given: Mapping[str, pa.Table]) -> Report:
    """Check the tables of a dataset before anything is written.

    Args:
        given: The tables by name, as :func:`toolkit.tables.build_tables` makes them.

    Returns:
        The report; ``ok`` when every table keeps its schema, every key and reference holds, and
        every span is the slice of its document that it claims to be.
    """
    described = {one.name: one for one in tables()}
    frames = {name: to_frame(table) for name, table in given.items()}
    checked = [
        Checked(name, table.num_rows, labels=tuple(table.column_names))
        for name, table in given.items()
    ]
    return make_report(_findings(given, frames, described), checked)


def check_frames(
    frames: Mapping[str, pl.DataFrame], described: Mapping[str, Table]
) -> Iterator[Finding]:
    """Check rows, keys and references of tables by what their schemas say.

    Args:
        frames: The tables' rows, by the names that foreign keys use.
        described: The tables' schemas, by the same names.
    """
    for name, frame in frames.items():
        yield from check_rows(frame, described[name], name=name)
        yield from check_keys(frame, described[name], name=name)
        yield from check_references(frame, described[name], frames, name=name)


def check_own(frames: Mapping[str, pl.DataFrame]) -> Iterator[Finding]:
    """Check what our own tables mean beyond their schemas: spans, ids, bounds, counts."""
    own = own_frames(frames)
    yield from check_texts(own)
    yield from check_spans(own)
    yield from check_ids(own)
    yield from check_meaning(own)


def to_frame(table: pa.Table) -> pl.DataFrame:
    """An Arrow table as a polars frame, also where it has no rows."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
    return frame


def _findings(
    given: Mapping[str, pa.Table],
    frames: Mapping[str, pl.DataFrame],
    described: Mapping[str, Table],
) -> Iterator[Finding]:
    for name in described:
        if name not in given:
            yield Finding("table", "The table is missing.", name)
    for name, table in given.items():
        if name not in described:
            yield Finding("table", "There is no such table in the schemas.", name)
            continue
        yield from check_physical(table.schema, described[name], name=name)
    known = {name: frame for name, frame in frames.items() if name in described}
    yield from check_frames(known, described)
    yield from check_own(known)


def check_physical(schema: pa.Schema, table: Table, *, name: str) -> Iterator[Finding]:
    """Check that Arrow types and nullability are the declared ones.

    Columns that are missing or too many are found with the rows.
    """
    for field in schema:
        if field.name not in table.column_names:
            continue
        column = table.column(field.name)
        if arrow_type_name(field.type) != column.arrow_type:
            message = f"The physical type is {field.type}, not {column.arrow_type}."
            yield Finding("physicalType", message, name, column=field.name)
        if field.nullable == column.required:
            state = "nullable" if field.nullable else "not nullable"
            yield Finding("nullability", f"The column is {state}.", name, column=field.name)
