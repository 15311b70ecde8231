"""All checks of a published package, from its files alone: what is checked is what people get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.digest import ContentHash
from toolkit.load import Package, Resource, load_package
from toolkit.schema import Table, arrow_schema
from toolkit.validate.batches import Batch
from toolkit.validate.certificate import certificate, check_certificate
from toolkit.validate.checker import TablesChecker
from toolkit.validate.descriptor import check_descriptor, check_profile
from toolkit.validate.files import check_files
from toolkit.validate.normal import dereferenced, upgraded
from toolkit.validate.report import Checked, Finding, Further, Report, make_report, shown
from toolkit.validate.second_opinion import check_with_frictionless
from toolkit.validate.sources import Source, is_tabular, open_source
from toolkit.validate.tables import check_physical
from toolkit.validate.texts import Texts
from toolkit.validate.twins import are_same, compare_keys, compare_twins, values_of

Findings = Iterator[Finding | Further]

SAME_AS = "toolkit:sameAs"
CONTENT_HASH = "toolkit:contentHash"
ROW_COUNTS = ("toolkit:rows", "rows")
"""What says how many rows a table has: ours, and frictionless's own word for it."""


@dataclass(slots=True)
class Course:
    """What has been looked at of a package so far."""

    sources: dict[str, Source] = field(default_factory=dict)
    """The resources whose rows can be read, by name."""
    hashes: dict[str, str] = field(default_factory=dict)
    """The content hashes of tables, for which the descriptor states one."""
    checked: list[Checked] = field(default_factory=list)


def validate_package(
    path: str | Path, *, frictionless: bool = False, texts: Texts | None = None
) -> Report:
    """Check everything that a package promises, ours or anyone's, without a network.

    The descriptor against the official profile of its version, and what the profile misses; the
    presence, size and hash of each file; columns, types, constraints, keys and references of the
    rows; that two files of one table say the same; and for our own tables that each span is the
    slice of its document, each id the hash, and each bound in order that it claims to be.

    Args:
        path: The package's folder, its descriptor, or a zip of it.
        frictionless: Whether to add what frictionless's own validation says.
        texts: Where the documents' texts come from, for a package that leaves them out.

    Raises:
        PackageError: There is no package at the path, or its descriptor is no JSON object.
    """
    package = load_package(path)
    course = Course()
    findings = _findings(package, course, texts)
    if frictionless:
        findings = _both(findings, check_with_frictionless(package))
    return make_report(findings, course.checked)


def _both(first: Findings, second: Findings) -> Findings:
    yield from first
    yield from second


def _findings(published: Package, course: Course, texts: Texts | None) -> Findings:
    yield from check_profile(published)
    package, found = dereferenced(published)
    yield from found
    package, found = upgraded(package)
    yield from found
    yield from check_descriptor(package)
    yield from check_certificate(package)
    for resource in package.resources:
        yield from check_files(package, resource)
        yield from _open(package, resource, course)
    withheld = package.descriptor.get("toolkit:texts") == "spans"
    tables = {name: source.table for name, source in course.sources.items()}
    with TablesChecker(tables, texts=texts, withheld=withheld) as checker:
        yield from _check_tables(course, checker)


def _open(package: Package, resource: Resource, course: Course) -> Findings:
    """Look at the columns of a resource's files, if it holds a table."""
    if not is_tabular(resource):
        return
    source, findings = open_source(package, resource)
    yield from findings
    if source is None or resource.name in course.sources:
        return
    if source.physical is not None and certificate(package) is not None:
        yield from check_physical(source.physical, source.table, name=resource.name)
    course.sources[resource.name] = source


def _check_tables(course: Course, checker: TablesChecker) -> Findings:
    """Check the rows of all tables; one that says what its twin says needs no checks of its own."""
    twins = _twins(course)
    # Rows of ours lie in documents, whose texts have to be known before.
    first = sorted(course.sources, key=lambda name: (name in twins, name != "documents"))
    equal = set()
    for name in first:
        source = course.sources[name]
        if name in twins and _is_same(source, course.sources[twins[name]]):
            checker.stands_for(name, twins[name])
            equal.add(name)
            if twins[name] in course.hashes:
                course.hashes[name] = course.hashes[twins[name]]
        else:
            yield from _check_rows(source, checker, course)
        yield from _check_content(source, checker, course)
        place = ", ".join(source.resource.paths)
        course.checked.append(Checked(name, checker.rows[name], place, source.labels))
    yield from checker.finish(name for name in first if name not in equal)
    for name, other in twins.items():
        yield from _compare(course.sources[name], course.sources[other], checker, name in equal)
    order = list(course.sources)
    course.checked.sort(key=lambda one: order.index(one.name))


def _twins(course: Course) -> dict[str, str]:
    """For each CSV resource the Parquet resource that it says it is the same as."""
    return {
        name: other
        for name, source in course.sources.items()
        if source.form != "parquet"
        and isinstance(other := source.resource.descriptor.get(SAME_AS), str)
        and other in course.sources
        and course.sources[other].form == "parquet"
    }


def _is_same(source: Source, other: Source) -> bool:
    if _types(source.table) != _types(other.table) or list(source.positions) != list(
        other.positions
    ):
        return False
    return are_same(source.read(), other.read(), source.table)


def _check_rows(source: Source, checker: TablesChecker, course: Course) -> Findings:
    """Check one table's rows, and hash what they say if the descriptor states a hash."""
    name = source.name
    digest: ContentHash | None = None
    hashed = CONTENT_HASH in source.resource.descriptor
    for item in checker.check(name, source.read()):
        if not isinstance(item, Batch):
            yield item
        elif hashed:
            rows = item.to_arrow()
            digest = digest or ContentHash(rows.schema)
            try:
                digest.update(rows)
            except ValueError as error:
                hashed = False
                yield Finding("contentHash", f"The rows cannot be hashed: {shown(error)}", name)
    if digest is not None:
        course.hashes[name] = digest.value()


def _check_content(source: Source, checker: TablesChecker, course: Course) -> Findings:
    """Check the number of rows and the hash of what they say."""
    resource, name = source.resource, source.name
    for key in ROW_COUNTS:
        stated = resource.descriptor.get(key)
        if stated is not None and stated != checker.rows[name]:
            message = f"There are {checker.rows[name]} rows, not {shown(stated)}."
            yield Finding("rows", message, name)
    stated = resource.descriptor.get(CONTENT_HASH)
    if stated is None:
        return
    found = course.hashes.get(name) or ContentHash(arrow_schema(source.table)).value()
    if stated != found:
        message = "The rows do not have the content hash that the descriptor states."
        yield Finding("contentHash", message, name, value=shown(stated))


def _compare(source: Source, other: Source, checker: TablesChecker, same: bool) -> Findings:
    """Say where a table and its twin differ, in what they promise and in what they hold."""
    name = source.name
    if _promises(source.table) != _promises(other.table):
        yield Finding("schema", f"Its schema promises something else than {other.name}'s.", name)
    if same:
        return
    yield Finding("twin", f"It does not hold the same rows as {other.name}.", name)
    mine, theirs = checker.rows[name], checker.rows[other.name]
    if mine != theirs:
        yield Finding("twin", f"It has {mine} rows, and {other.name} has {theirs}.", name)
        if name in checker.store and other.name in checker.store:
            yield from compare_keys(checker.store, source.table, name=name, other=other.name)
        return
    yield from compare_twins(
        values_of(source.read(), source.table),
        values_of(other.read(), other.table),
        source.table,
        name=name,
        other=other.name,
    )


def _types(table: Table) -> list[tuple[str, str]]:
    return [(column.name, column.arrow_type) for column in table.columns]


def _promises(table: Table) -> tuple[Any, ...]:
    """What a schema promises, whatever format it is for."""
    columns = [(column.name, column.arrow_type, column.constraints) for column in table.columns]
    references = [(key.columns, key.referenced) for key in table.foreign_keys]
    return columns, table.primary_key, table.unique_keys, references
