"""The texts of documents that somebody has in a folder, for a package that leaves them out.

A file is known by its bytes and not by its name, and read as the build reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from toolkit.config import Config
from toolkit.problems import Problem
from toolkit.read import SourceFile, list_files, read_bytes, read_file
from toolkit.rows import Document, document_id
from toolkit.validate import Report, Text, validate_package

READING = Config("texts", "Texts")
"""What is said about the documents changes nothing in their texts."""


class FolderTexts:
    """The texts of the documents in a folder; of them only those last asked for are in memory."""

    def __init__(self, folder: Path) -> None:
        """List the files.

        Raises:
            SourceError: There is no such folder, or no document in it.
        """
        self._files: dict[str, SourceFile] = {}
        for file in list_files(folder).files:
            raw = read_bytes(file)
            if not isinstance(raw, Problem):
                self._files[document_id(raw)] = file
        self._known: dict[str, Text] = {}

    def of(self, documents: pl.Series) -> Mapping[str, Text]:
        """The texts of those of the documents whose files are in the folder, by id."""
        wanted = documents.drop_nulls().unique(maintain_order=True).to_list()
        self._known = {
            one: self._known.get(one) or Text(0, self._read(self._files[one]))
            for one in wanted
            if one in self._files
        }
        return self._known

    def _read(self, file: SourceFile) -> str | None:
        found = read_file(file, config=READING)
        return next((item.text for item in found if isinstance(item, Document)), None)


def validate_with_texts(package: str | Path, folder: Path, *, frictionless: bool = False) -> Report:
    """Check a package, and each of its spans in the documents of a folder.

    Args:
        package: The package's folder, its descriptor, or a zip of it.
        folder: Where the documents are.
        frictionless: Whether to add what frictionless's own validation says.

    Raises:
        PackageError: There is no package at the path, or its descriptor is no JSON object.
        SourceError: There is no such folder, or no document in it.
    """
    return validate_package(package, frictionless=frictionless, texts=FolderTexts(folder))
