"""All checks that need only tables in memory: what is validated before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
import pyarrow as pa

from toolkit.schema import Table, arrow_type_name, tables
from toolkit.validate.batches import Batch, Reading, Rows
from toolkit.validate.checker import TablesChecker
from toolkit.validate.columns import match_columns
from toolkit.validate.report import Checked, Finding, Further, Report, make_report

BATCH_ROWS = 100_000


def validate_tables(given: Mapping[str, pa.Table]) -> Report:
    """Check the tables of a dataset before anything is written.

    Args:
        given: The tables by name, as :func:`toolkit.tables.build_tables` makes them.

    Returns:
        The report; ``ok`` when every table keeps its schema, every key and reference holds, and
        every span is the slice of its document that it claims to be.
    """
    checked = [
        Checked(name, table.num_rows, labels=tuple(table.column_names))
        for name, table in given.items()
    ]
    return make_report(_findings(given), checked)


def _findings(given: Mapping[str, pa.Table]) -> Iterator[Finding | Further]:
    described = {one.name: one for one in tables()}
    for name in described:
        if name not in given:
            yield Finding("table", "The table is missing.", name)
    for name in given:
        if name not in described:
            yield Finding("table", "There is no such table in the schemas.", name)
    known = [name for name in described if name in given]
    with TablesChecker({name: described[name] for name in known}) as checker:
        for name in known:
            yield from check_physical(given[name].schema, described[name], name=name)
            for item in checker.check(name, _read(given[name], described[name])):
                if not isinstance(item, Batch):
                    yield item
        yield from checker.finish(known)


def _read(table: pa.Table, described: Table) -> Reading:
    matching = match_columns(table.column_names, described, name=described.name)
    yield from matching.findings
    batches = table.to_batches(max_chunksize=BATCH_ROWS)
    offset = 0
    for batch in batches or [pa.RecordBatch.from_pylist([], schema=table.schema)]:
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a batch is no series
        wanted = [frame.to_series(place).alias(one) for one, place in matching.positions.items()]
        yield Rows(pl.DataFrame(wanted), offset, native=batch)
        offset += batch.num_rows


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
