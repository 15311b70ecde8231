"""All checks of a published package, from its files alone: what is checked is what people get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow as pa

from toolkit.digest import content_hash
from toolkit.errors import SchemaError
from toolkit.load import DESCRIPTOR, Package, Resource, load_package
from toolkit.schema import Table
from toolkit.validate.certificate import certificate, check_certificate
from toolkit.validate.descriptor import check_descriptor
from toolkit.validate.files import check_files, read_csv, read_parquet
from toolkit.validate.report import Checked, Finding, Report, make_report, shown
from toolkit.validate.second_opinion import check_with_frictionless
from toolkit.validate.tables import check_frames, check_own, check_physical, to_frame
from toolkit.validate.twins import compare_twins


@dataclass(slots=True)
class Reading:
    """What has been read of a package so far."""

    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    """The rows of each resource that could be read, by resource name."""
    tables: dict[str, Table] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    checked: list[Checked] = field(default_factory=list)


def validate_package(path: str | Path, *, frictionless: bool = False) -> Report:
    """Check everything that a published package promises, without a network.

    The descriptor against the official profile; the presence, size and hash of each file; the
    physical types of Parquet; columns, types, constraints, keys and references of the rows; that
    the CSV file says what the Parquet file says; and for our own tables that each span is the
    slice of its document, each id the hash, and each bound in order that it claims to be.

    Args:
        path: The package's folder, or its ``datapackage.json``.
        frictionless: Whether to add what plain ``frictionless validate`` says.

    Raises:
        PackageError: There is no package at the path, or its descriptor is no JSON object.
    """
    package = load_package(path)
    reading = Reading()
    findings = _findings(package, reading)
    if frictionless:
        findings = _both(findings, check_with_frictionless(package.root / DESCRIPTOR))
    return make_report(findings, reading.checked)


def _both(first: Iterator[Finding], second: Iterator[Finding]) -> Iterator[Finding]:
    yield from first
    yield from second


def _findings(package: Package, reading: Reading) -> Iterator[Finding]:
    yield from check_descriptor(package)
    yield from check_certificate(package)
    for resource in package.resources:
        yield from check_files(package, resource)
        yield from _read(package, resource, reading)
    twins = _equal_twins(package, reading)
    yield from _check_twins(package, reading, twins)
    # A twin with the same rows has nothing that the first reading does not have.
    frames = {name: frame for name, frame in reading.frames.items() if name not in twins}
    yield from check_frames(frames, reading.tables)
    yield from check_own(reading.frames)


def _read(package: Package, resource: Resource, reading: Reading) -> Iterator[Finding]:
    """Read one resource and check what can only be seen in its files."""
    name = resource.name
    try:
        table = resource.table()
    except SchemaError:
        return  # A finding about the descriptor.
    if resource.is_parquet:
        arrow, findings = read_parquet(package, resource, name=name)
    else:
        arrow, findings = read_csv(package, resource, table, name=name)
    yield from findings
    if arrow is None:
        return
    if resource.is_parquet and certificate(package) is not None:
        yield from check_physical(arrow.schema, table, name=name)
    yield from _check_content(arrow, resource, reading)
    reading.tables[name] = table
    reading.frames[name] = to_frame(arrow)
    labels = tuple(arrow.column_names)
    reading.checked.append(Checked(name, arrow.num_rows, ", ".join(resource.paths), labels))


def _check_content(arrow: pa.Table, resource: Resource, reading: Reading) -> Iterator[Finding]:
    """Check the number of rows and the hash of what they say."""
    rows = resource.descriptor.get("toolkit:rows")
    if rows is not None and rows != arrow.num_rows:
        message = f"There are {arrow.num_rows} rows, not {rows}."
        yield Finding("rows", message, resource.name)
    stated = resource.descriptor.get("toolkit:contentHash")
    try:
        reading.hashes[resource.name] = content_hash(arrow)
    except ValueError as error:
        yield Finding("contentHash", f"The rows cannot be hashed: {error}.", resource.name)
        return
    if stated is not None and stated != reading.hashes[resource.name]:
        message = "The rows do not have the content hash that the descriptor states."
        yield Finding("contentHash", message, resource.name, value=shown(stated))


def _twin_pairs(package: Package, reading: Reading) -> Iterator[tuple[str, str]]:
    """Pairs of a CSV resource and the Parquet resource that it says it is the same as."""
    for resource in package.resources:
        other = resource.descriptor.get("toolkit:sameAs")
        if not resource.is_parquet and resource.name in reading.frames and other in reading.frames:
            yield resource.name, str(other)


def _equal_twins(package: Package, reading: Reading) -> set[str]:
    """The CSV resources whose rows are those of their Parquet twins."""
    return {
        name
        for name, other in _twin_pairs(package, reading)
        if name in reading.hashes and reading.hashes[name] == reading.hashes.get(other)
    }


def _check_twins(package: Package, reading: Reading, equal: set[str]) -> Iterator[Finding]:
    for name, other in _twin_pairs(package, reading):
        table = reading.tables[name]
        if _promises(table) != _promises(reading.tables[other]):
            yield Finding("schema", f"Its schema promises something else than {other}'s.", name)
        if name not in equal:
            frames = reading.frames
            yield Finding("twin", f"It does not hold the same rows as {other}.", name)
            yield from compare_twins(frames[name], frames[other], table, name=name, other=other)


def _promises(table: Table) -> tuple[object, ...]:
    """What a schema promises, whatever format it is for."""
    columns = [(column.name, column.arrow_type, column.constraints) for column in table.columns]
    references = [(key.columns, key.referenced) for key in table.foreign_keys]
    return columns, table.primary_key, table.unique_keys, references
