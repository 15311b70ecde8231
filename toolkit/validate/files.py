"""The files of a resource: there, whole, and readable as what the descriptor says they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.errors import PackageError
from toolkit.load import Package, Resource
from toolkit.schema import Column, Table
from toolkit.schema.pandera_rendering import polars_type
from toolkit.validate.report import Finding, shown

CHUNK = 1_000_000
"""Characters that are decoded at a time."""

Read = tuple[pa.Table | None, list[Finding]]
"""What a file holds, or None, and what is wrong with it."""


def check_files(package: Package, resource: Resource) -> Iterator[Finding]:
    """Check that each file of a resource is there, with the size and hash that are stated."""
    stated = {str(part.get("path")): part for part in resource.parts}
    if len(resource.paths) == 1:
        stated.setdefault(resource.paths[0], resource.descriptor)
    for path in resource.paths:
        try:
            file = package.file(path)
        except PackageError:
            continue  # An unsafe path is a finding about the descriptor.
        if not file.is_file():
            yield Finding("file", f"The file {path} is missing.", resource.name)
            continue
        yield from _check_bytes(file, path, stated.get(path, {}), resource.name)
    total = resource.descriptor.get("toolkit:bytes")
    sizes = [_size(package, path) for path in resource.paths]
    if total is not None and None not in sizes and sum(filter(None, sizes)) != total:
        message = f"The files have {sum(filter(None, sizes))} bytes, not {total}."
        yield Finding("bytes", message, resource.name)


def _size(package: Package, path: str) -> int | None:
    try:
        return package.file(path).stat().st_size
    except (OSError, PackageError):
        return None


def _check_bytes(file: Path, path: str, stated: Mapping[str, Any], name: str) -> Iterator[Finding]:
    size = stated.get("bytes")
    if size is not None and file.stat().st_size != size:
        message = f"The file {path} has {file.stat().st_size} bytes, not {size}."
        yield Finding("bytes", message, name)
    given = stated.get("hash")
    if given is None:
        return
    algorithm, mark, digest = str(given).rpartition(":")
    algorithm = algorithm if mark else "md5"  # What a hash without a name is, by the standard.
    if algorithm not in hashlib.algorithms_available:
        return  # A finding about the descriptor.
    with file.open("rb") as opened:
        if hashlib.file_digest(opened, algorithm).hexdigest() != digest.lower():
            message = f"The file {path} does not have the hash that the descriptor states."
            yield Finding("hash", message, name, value=shown(given))


def read_parquet(package: Package, resource: Resource, *, name: str) -> Read:
    """Read all Parquet files of a resource as one table, nothing cast.

    Returns:
        The table, or None where a file cannot be read or the files have different columns, and
        the findings that say so.
    """
    parts: list[pa.Table] = []
    for path in resource.paths:
        try:
            part = pq.read_table(package.file(path), partitioning=None)
            part.validate(full=True)
        except FileNotFoundError:
            return None, []  # Missing files have their finding.
        except (OSError, PackageError, pa.ArrowException, ValueError) as error:
            message = f"The file {path} cannot be read as Parquet: {shown(error)}"
            return None, [Finding("file", message, name)]
        if parts and part.schema != parts[0].schema:
            message = f"The file {path} has other columns or types than the first one."
            return None, [Finding("physicalType", message, name)]
        parts.append(part)
    return (pa.concat_tables(parts) if parts else None), []


def read_csv(package: Package, resource: Resource, table: Table, *, name: str) -> Read:
    """Read the CSV file of a resource and give each column its declared type.

    An empty cell is a null; a list is JSON text; a time is in UTC. What cannot be read as its type
    is a finding and a null.
    """
    frames = []
    for path in resource.paths:
        try:
            frames.append(_read_text(package.file(path), resource.dialect))
        except FileNotFoundError:
            return None, []  # Missing files have their finding.
        except (OSError, PackageError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
            # ValueError and TypeError: a dialect whose delimiter is no single character.
            message = f"The file {path} cannot be read as CSV: {shown(error)}"
            return None, [Finding("file", message, name)]
    if not frames or any(frame.columns != frames[0].columns for frame in frames):
        return None, [Finding("columns", "The files do not have the same columns.", name)]
    texts = pl.concat(frames)
    findings: list[Finding] = []
    columns = []
    for column in table.columns:
        if column.name in texts.columns:
            columns.append(_typed(texts[column.name], column))
            findings += _unreadable(texts[column.name], columns[-1], column, name)
    known = pl.DataFrame(columns)
    extra = texts.select(one for one in texts.columns if one not in table.column_names)
    return pl.concat([known, extra], how="horizontal").select(texts.columns).to_arrow(), findings


def _read_text(file: Path, dialect: Mapping[str, Any]) -> pl.DataFrame:
    """All cells as text, empty ones as nulls.

    Raises:
        UnicodeDecodeError: The file is not UTF-8; polars would end the program on some such files.
    """
    with file.open(encoding="utf-8") as opened:
        while opened.read(CHUNK):
            pass
    return pl.read_csv(
        file,
        separator=dialect.get("delimiter", ","),
        quote_char=dialect.get("quoteChar", '"'),
        infer_schema=False,
        raise_if_empty=True,
    )


def _typed(cells: pl.Series, column: Column) -> pl.Series:
    """A column of text as its declared type; null where the text cannot be read as one."""
    kind = polars_type(column.arrow_type)
    if column.is_list:
        return pl.Series(cells.name, [_list(cell, kind) for cell in cells], dtype=kind)
    if column.arrow_type == "bool":
        truth = {"true": True, "false": False}
        return cells.replace_strict(truth, default=None, return_dtype=pl.Boolean)
    if column.arrow_type == "date32":
        return cells.str.to_date("%Y-%m-%d", strict=False)
    if column.arrow_type == "timestamp[us, UTC]":
        plain = cells.str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", strict=False)
        return plain.dt.replace_time_zone("UTC")
    return cells.cast(kind, strict=False)


def _list(cell: str | None, kind: pl.DataType) -> list[Any] | None:
    """A cell of JSON text as a list of the declared elements, or None."""
    if cell is None:
        return None
    try:
        read: list[Any] | None = pl.Series([json.loads(cell)], dtype=kind, strict=True)[0].to_list()
    except (ValueError, TypeError, AttributeError, pl.exceptions.PolarsError):
        return None  # "null" is JSON and no list.
    return read


def _unreadable(
    cells: pl.Series, values: pl.Series, column: Column, name: str
) -> Iterator[Finding]:
    for index in (cells.is_not_null() & values.is_null()).arg_true():
        message = f"The text cannot be read as {column.arrow_type}."
        value = shown(cells[index])
        yield Finding("type", message, name, None, int(index) + 1, column.name, value)
