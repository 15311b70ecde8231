"""The tables of a package as things that can be read: which files, what layout, which columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from toolkit.errors import PackageError, SchemaError
from toolkit.load import Package, Resource
from toolkit.schema import Table
from toolkit.validate import csv_files, inline, parquet_files
from toolkit.validate.batches import Reading
from toolkit.validate.columns import match_columns, schema_of_labels
from toolkit.validate.csv_files import TextFile
from toolkit.validate.dialect import read_dialect
from toolkit.validate.packed import DAMAGED, PACKED_SUFFIXES
from toolkit.validate.report import UNCHECKED, Finding, shown

FORMATS = ("csv", "tsv", "parquet")
"""Formats whose rows are read; others have their files checked, and that is said."""


@dataclass(slots=True)
class Source:
    """A resource that holds a table."""

    resource: Resource
    table: Table
    form: str
    """``csv``, ``tsv``, ``parquet``, or ``inline`` for rows in the descriptor itself."""
    files: list[tuple[Path, str]] = field(default_factory=list)
    """The files in order, and what findings call them."""
    labels: tuple[str, ...] = ()
    positions: dict[str, int] = field(default_factory=dict)
    """The columns of the schema that the files have, in the files' order."""
    physical: pa.Schema | None = None
    text: TextFile | None = None
    """How the files are laid out, if they are text."""

    @property
    def name(self) -> str:
        """The resource's name."""
        return self.resource.name

    def read(self) -> Reading:
        """The rows of all files, one after another."""
        offset = 0
        if self.form == "inline":
            yield from inline.read_rows(self.resource.descriptor["data"], self.table, self.name)
            return
        for number, (file, path) in enumerate(self.files):
            wrong = self._wrong_part(file, path) if number else None
            if wrong is not None:
                yield wrong
                return
            for item in self._read_file(file, path, offset):
                yield item
                if not isinstance(item, Finding):
                    offset = item.offset + item.frame.height

    def _read_file(self, file: Path, path: str, offset: int) -> Reading:
        if self.form == "parquet":
            return parquet_files.read_rows(
                file, path, self.positions, name=self.name, offset=offset
            )
        assert self.text is not None  # noqa: S101 - opened with the first file
        part = replace(self.text, file=file, path=path)
        positions = list(self.positions.items())
        return csv_files.read_rows(part, positions, width=len(self.labels), offset=offset)

    def _wrong_part(self, file: Path, path: str) -> Finding | None:
        """Whether a further file of the table has other columns than the first one."""
        try:
            if self.form == "parquet":
                same = self.physical == parquet_files.read_schema(file)
            else:
                assert self.text is not None  # noqa: S101 - opened with the first file
                part = replace(self.text, file=file, path=path)
                same = tuple(csv_files.read_labels(part)) == self.labels
        except UNREADABLE as error:
            return _unreadable(path, self.name, error)
        if same:
            return None
        message = f"The file {path} has other columns or types than the first one."
        return Finding("file", message, self.name)


UNREADABLE = (*parquet_files.UNREADABLE, *DAMAGED, csv.Error, LookupError)
"""What goes wrong in a file that is not what it is said to be."""


def is_tabular(resource: Resource) -> bool:
    """Whether a resource holds a table, by what it says of itself or what its files are called."""
    said = resource.descriptor.get("type") == "table" or bool(resource.schema)
    return said or form_of(resource) in FORMATS


def form_of(resource: Resource) -> str:
    """The format of a resource's files."""
    if not resource.paths and "data" in resource.descriptor:
        return "inline"
    stated = resource.descriptor.get("format")
    if isinstance(stated, str) and stated:
        return stated.lower()
    first = Path(resource.paths[0]) if resource.paths else Path()
    packed = first.suffix.lower() in PACKED_SUFFIXES
    return (first.with_suffix("") if packed else first).suffix[1:].lower()


def open_source(package: Package, resource: Resource) -> tuple[Source | None, list[Finding]]:
    """Look at the first file of a table, as far as its columns.

    Args:
        package: The package.
        resource: One of its resources.

    Returns:
        The source, or None where there is nothing to read, and what was found.
    """
    name, form = resource.name, form_of(resource)
    if form == "inline":
        return _open_inline(resource)
    if form not in FORMATS:
        message = f"Rows of the format {shown(form) or '(none)'} are not read."
        return None, [Finding(UNCHECKED, message, name)]
    files = _files(package, resource)
    table = _table(resource)
    if files is None or table is None:
        return None, []  # Both are findings of their own.
    try:
        source = Source(resource, table, form, files)
        if form == "parquet":
            source.physical = parquet_files.read_schema(files[0][0])
            source.labels = tuple(source.physical.names)
        else:
            dialect = read_dialect(resource.dialect, form=form)
            encoding = str(resource.descriptor.get("encoding") or "utf-8")
            source.text = TextFile(*files[0], name, dialect, encoding)
            source.labels = tuple(csv_files.read_labels(source.text))
    except SchemaError as error:
        return None, [Finding("schema", error.message, name)]
    except UnicodeError as error:
        message = f"The file {files[0][1]} is not in the stated encoding: {shown(error)}"
        return None, [Finding("encoding", message, name)]
    except UNREADABLE as error:
        return None, [_unreadable(files[0][1], name, error)]
    return source, list(_matched(source))


def _open_inline(resource: Resource) -> tuple[Source | None, list[Finding]]:
    table = _table(resource)
    if table is None:
        return None, []
    labels = inline.labels(resource.descriptor["data"])
    if labels is None:
        message = "The rows in the descriptor are no list of lists or of objects."
        return None, [Finding("file", message, resource.name)]
    source = Source(resource, table, "inline", labels=tuple(labels))
    return source, list(_matched(source))


def _table(resource: Resource) -> Table | None:
    """What the schema says; None where it cannot be read, which is a finding of its own."""
    try:
        return resource.table()
    except SchemaError:
        return None


def _files(package: Package, resource: Resource) -> list[tuple[Path, str]] | None:
    """The files of a resource; None where one is missing, which is a finding of its own."""
    try:
        files = [(package.file(path), path) for path in resource.paths]
    except PackageError:
        return None
    return files if files and all(file.is_file() for file, _ in files) else None


def _matched(source: Source) -> Iterator[Finding]:
    """Match the file's columns with the schema's; a table without a schema has any columns."""
    if not source.labels and not source.positions and source.form != "parquet":
        yield Finding("file", "There are no columns, not even a header.", source.name)
        return
    has_header = source.text is None or bool(source.text.dialect.header_rows)
    if not source.table.columns:
        source.table = schema_of_labels(source.labels, source.name)
    names = source.table.column_names
    if not has_header:
        source.labels = tuple(
            names[number] if number < len(names) else f"field{number + 1}"
            for number in range(max(len(names), len(source.labels)))
        )
    ignore_case = source.text is not None and not source.text.dialect.header_case
    matching = match_columns(source.labels, source.table, name=source.name, ignore_case=ignore_case)
    source.positions = dict(sorted(matching.positions.items(), key=lambda item: item[1]))
    yield from matching.findings


def _unreadable(path: str, name: str, error: BaseException) -> Finding:
    return Finding("file", f"The file {path} cannot be read: {shown(error)}", name)
