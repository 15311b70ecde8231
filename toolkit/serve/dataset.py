"""What the site knows about its dataset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.attribution import authors, citation
from toolkit.schema import Column, Table, tables
from toolkit.serve.cite import bibtex
from toolkit.serve.files import Download
from toolkit.serve.metadata import PLACE, database_name, web_address

ENTITIES = "entities"
FOR_PROGRAMS = ("sha256", "text_sha256", "media_type")
EMPTY = (None, "", "[]")

FACETED = 5_000
"""Rows that the counts beside a filtered or searched table look at."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the hooks and templates know about the dataset they show."""

    descriptor: Mapping[str, Any]
    counts: Mapping[str, int]
    """Rows of each table."""
    sql: bool = False
    download: bool = False
    hosts: frozenset[str] = frozenset()
    """The names by which it may be addressed beside its numbers."""
    folder: Path | None = None
    """Where the published files lie, if readers may take them away."""
    digest: str = ""
    """What tells the package in the folder from one that replaced it."""
    downloads: tuple[Download, ...] = ()
    card: str = ""
    """The dataset card's Markdown."""
    tables: tuple[Table, ...] = field(default_factory=tables)

    @property
    def database(self) -> str:
        """The database's name, the first part of every address."""
        return database_name(self.descriptor)

    @property
    def title(self) -> str:
        """The dataset's title, or its name where it has none."""
        return str(self.descriptor.get("title") or self.descriptor.get("name") or "Dataset")

    @property
    def homepage(self) -> str | None:
        """The dataset's own page, if it is one that a link may lead to."""
        return web_address(self.descriptor.get("homepage"))

    @property
    def licence(self) -> Mapping[str, str | None] | None:
        """The dataset's first licence: its title, and its address if a link may lead there."""
        for licence in _mappings(self.descriptor.get("licenses")):
            title = licence.get("title") or licence.get("name")
            if title:
                return {"title": str(title), "url": web_address(licence.get("path"))}
        return None

    @property
    def authors(self) -> tuple[str, ...]:
        """Who made the dataset, as it states them."""
        return tuple(str(one["title"]) for one in authors(self.descriptor))

    @property
    def citation(self) -> str:
        """One line to cite the dataset with."""
        return citation(self.descriptor)

    @property
    def bibtex(self) -> str:
        """The dataset as a BibTeX entry."""
        return bibtex(
            "misc",
            self.database,
            {
                "title": self.title,
                "author": self.authors,
                "year": str(self.descriptor.get("created") or "")[:4],
                "version": str(self.descriptor.get("version") or ""),
                "url": self.homepage,
                "note": "Dataset",
            },
        )

    def files_of(self, name: str) -> tuple[Download, ...]:
        """The published files of a table; of no table where the name is empty."""
        return tuple(file for file in self.downloads if (file.table or "") == name)

    def table(self, name: str) -> Table | None:
        """The table of that name, if it is one of ours."""
        return next((table for table in self.tables if table.name == name), None)

    def columns_of(self, name: str) -> dict[str, str]:
        """The titles of a table's columns by their names."""
        table = self.table(name)
        return {column.name: column.title for column in table.columns} if table else {}

    def shown_columns(
        self, name: str, rows: Iterable[Iterable[Mapping[str, Any]]], *, everything: object
    ) -> list[str]:
        """The columns of a table page: the key, what stands for the row, then the others.

        References to documents and to other words come last, because they are long.

        Args:
            name: The table.
            rows: The cells of the rows on the page.
            everything: Whether to show them all; else columns without a value in these rows,
                places in the text and what only programs read are left out.
        """
        table = self.table(name)
        if table is None:
            return []
        cells = [cell for row in rows for cell in row]
        filled = {cell["column"] for cell in cells if everything or cell["raw"] not in EMPTY}
        known = [
            column.name
            for column in table.columns
            if column.name in filled and (everything or not _for_programs(column))
        ]
        first = (*table.primary_key, table.label)
        long = {key.columns[0] for key in table.foreign_keys if key.resource != ENTITIES}
        return sorted(known, key=lambda column: (column not in first, column in long))


def references_to(name: str) -> tuple[tuple[Table, Column], ...]:
    """The columns that refer to a table's rows, each with its own table."""
    return tuple(
        (table, table.column(key.columns[0]))
        for table in tables()
        for key in table.foreign_keys
        if (key.resource or table.name) == name
    )


def _for_programs(column: Column) -> bool:
    return column.unit == PLACE or column.name in FOR_PROGRAMS


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
