"""A line of ``corrections.csv`` for a row of a package: checked on the package, then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from toolkit.config import Correction, load_config
from toolkit.config.correctable import Layout, correction_line
from toolkit.config.lists import (
    CORRECTION_COLUMNS,
    cell_separator,
    parse_correction,
    read_corrections,
)
from toolkit.config.values import read_text
from toolkit.errors import ConfigError, ToolkitError, describe_error
from toolkit.link import correct_links, correct_rows, name_key, words_of
from toolkit.load import Package, load_package
from toolkit.recall import FILE, TABLE_OF_PREFIX, held_rows
from toolkit.rows import Document, Entity, Figure, Mention, Rows, Statement, Unclaimed
from toolkit.schema import table
from toolkit.schema.polars_types import polars_type
from toolkit.validate import Finding, check_promises


@dataclass(frozen=True, slots=True)
class CheckedCorrection:
    """A line that can be applied to the package.

    Attributes:
        correction: The line, with the row's document and words, by which rows like it are found
            when the row is gone one day. Its number is 0 until it is written.
        message: What it does.
        missing: What the row promises and no longer keeps with this line alone; empty where it
            keeps everything.
    """

    correction: Correction
    message: str
    missing: str = ""


def make_correction(**cells: str) -> Correction:
    """A correction of the cells that a person gave.

    Args:
        cells: By column, as in the file; the table may be left out where the row's id tells it.

    Raises:
        ToolkitError: A cell is missing or wrong.
    """
    given = {column: cells.get(column, "").strip() for column in CORRECTION_COLUMNS}
    if given["action"] != "add":
        given["table"] = given["table"] or TABLE_OF_PREFIX.get(given["row_id"][:2], "")
    elif not given["table"]:
        raise ToolkitError("To add a row, say to which table.", hint="For example: --table figures")
    if not given["table"]:
        raise ToolkitError(
            f"“{given['row_id']}” is no id of a row that can be corrected.",
            hint=f"Ids begin with {', '.join(TABLE_OF_PREFIX)}. "
            "To add a row: --action add --table TABLE, and the document's path in its place.",
        )
    parsed = parse_correction(0, given)
    if isinstance(parsed, str):
        raise ToolkitError(f"The correction cannot be made: {parsed}")
    return parsed


def check_correction(package: Path, correction: Correction) -> CheckedCorrection:
    """Apply a line to a package in memory and say what it does.

    Args:
        package: The package that holds the row.
        correction: The line.

    Raises:
        ToolkitError: There is no such row, or the line cannot be applied to it.
        PackageError: There is no package, or it cannot be read.
    """
    opened = load_package(package)
    if correction.action == "add" and opened.descriptor.get("toolkit:texts") == "spans":
        raise ToolkitError(
            f"{package} leaves out the full texts, so no words can be found in them.",
            hint="Write the line into corrections.csv yourself: the build reads the documents, "
            "and refuses words that do not stand there once.",
        )
    documents, rows = _load_rows(opened, correction)
    located = _with_place(correction, documents, rows)
    passes = correct_rows(documents, rows, [located]), correct_links(documents, rows, [located])
    ((done, outcome),) = ((one, outcome) for one in passes for outcome in one.outcomes)
    if not outcome.applied:
        raise ToolkitError(
            f"The correction was {outcome.message}",
            hint=_called(correction, rows.entities)
            or f"See the row with: toolkit show DOCUMENT --package {package}",
        )
    changed = held_rows(done.documents, done.rows, correction.table)
    return CheckedCorrection(located, outcome.message, _missing(correction, changed))


def append_correction(source: Path, correction: Correction) -> int:
    """Append a line to the ``corrections.csv`` of a source folder; the file is made if need be.

    Returns:
        The number of the line.

    Raises:
        ConfigError: The file has faults of its own, sets the same cell already, or cannot be
            written.
        SourceError: There is no such folder.
    """
    path = source / FILE
    for line in load_config(source).corrections:
        same = (line.table, line.row_id, line.column) == (
            correction.table,
            correction.row_id,
            correction.column,
        )
        if same and line.action == correction.action != "add":
            raise ConfigError(
                f"{path}, line {line.line} does the same to this row already.",
                hint="Correct that line, or remove it and try again.",
            )
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        layout = corrections_layout(source)
        before = "" if text.endswith("\n") else "\n" if text else f"{layout.header}\n"
        with path.open("a", encoding="utf-8", newline="") as stream:
            stream.write(f"{before}{correction_line(correction, layout)}\n")
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be written: {describe_error(error)}.",
            hint="Check its permissions.",
        ) from error
    return load_config(source).corrections[-1].line


def corrections_layout(source: Path | None) -> Layout:
    """How a source folder's ``corrections.csv`` is written; as ours where there is none.

    Raises:
        ConfigError: The file cannot be read, or has faults of its own.
    """
    path = source / FILE if source else None
    if path is None or not path.is_file():
        return Layout()
    read_corrections(path)
    header = read_text(path).splitlines()[0]
    separator = cell_separator(header)
    return Layout(tuple(name.strip(' "') for name in header.split(separator)), separator)


def _with_place(correction: Correction, documents: Sequence[Document], rows: Rows) -> Correction:
    """The line with the words of its row and the path of its document."""
    if correction.action == "add":
        return correction
    key = _key(correction.table)
    paths = {row.document_id: row.path for row in documents}
    for row in held_rows(documents, rows, correction.table):
        if correction.row_id == getattr(row, key):
            path = paths.get(getattr(row, "document_id", ""), "")
            return replace(correction, path=path, text=words_of(row))
    return correction


def _called(correction: Correction, entities: Sequence[Entity]) -> str:
    """The ids of the entities that are called as the line's value; empty where nobody is."""
    wanted = name_key(correction.value)
    ids = [
        f"{row.entity_id} ({row.type} “{row.name}”)"
        for row in entities
        if wanted in {name_key(form) for form in (row.name, *row.aliases)}
    ]
    return f"An entity is given by its id: {', '.join(ids)}." if ids else ""


def _missing(correction: Correction, rows: Sequence[Any]) -> str:
    """What the corrected row promises and does not keep, so that the build would refuse the line.

    An exact figure has one number in three columns, and each column is a line of its own.
    """
    described = table(correction.table)
    columns = {one.name: polars_type(one.arrow_type) for one in described.columns}
    (key,) = described.primary_key
    told = {
        found.message
        for row in rows
        if getattr(row, key) == correction.row_id
        for found in check_promises(
            correction.table,
            pl.DataFrame([{name: getattr(row, name) for name in columns}], schema=columns),
            0,
        )
        if isinstance(found, Finding)
    }
    return " ".join(sorted(told))


def _load_rows(package: Package, correction: Correction) -> tuple[tuple[Document, ...], Rows]:
    """The rows that a line can be about or refer to, as the build has all of them in memory.

    Those are the rows of its row's document, the rows that it names, the mentions of an entity that
    it names, and all entities.
    """
    ids = [correction.row_id, correction.value]
    place = _document_of(package, correction)
    near = pl.col("document_id") == place if place else pl.lit(value=False)
    found = {
        name: package.find_rows(name, near | pl.col(_key(name)).is_in(ids))
        for name in ("statements", "figures", "unclaimed")
    }
    named = pl.col("entity_id").is_in(ids) | pl.col("mention_id").is_in(ids)
    found["mentions"] = package.find_rows("mentions", near | named)
    documents = pl.concat([frame["document_id"] for frame in found.values()])
    held = [*documents.unique(), *ids, *([place] if place else [])]
    return _as_rows(
        package.find_rows("documents", pl.col("document_id").is_in(held)), Document
    ), Rows(
        statements=_as_rows(found["statements"], Statement),
        figures=_as_rows(found["figures"], Figure),
        entities=_as_rows(package.frame("entities"), Entity),
        mentions=_as_rows(found["mentions"], Mention),
        unclaimed=_as_rows(found["unclaimed"], Unclaimed),
    )


def _document_of(package: Package, correction: Correction) -> str | None:
    """The document in which the row of a line stands, or is to stand; None for an entity."""
    name = correction.table
    if correction.action == "add":
        rows = package.find_rows("documents", pl.col("path") == correction.row_id)
    elif "document_id" in table(name).column_names:
        rows = package.find_rows(name, pl.col(_key(name)) == correction.row_id)
    else:
        return None
    return str(rows["document_id"][0]) if rows.height else None


def _key(name: str) -> str:
    return table(name).primary_key[0]


def _as_rows(frame: pl.DataFrame, row_class: type[Any]) -> tuple[Any, ...]:
    return tuple(
        row_class(
            **{
                column: tuple(value) if isinstance(value, list) else value
                for column, value in row.items()
            }
        )
        for row in frame.iter_rows(named=True)
    )
