"""The published files as downloads: those that the descriptor names, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from toolkit.serve.package import DESCRIPTOR, Package, resources_of

CARD = "README.md"
BESIDE_THE_TABLES = (DESCRIPTOR, CARD, "CHANGELOG.md", "croissant.json", "CITATION.cff")

MEDIA_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "application/yaml; charset=utf-8",
}
FORMATS = {".parquet": "Parquet", ".csv": "CSV"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file that a reader can take away."""

    path: str
    size: int
    table: str | None = None
    """The resource that it belongs to; None for what stands beside the tables."""

    @property
    def format(self) -> str:
        """What people call the format: ``Parquet``, ``CSV``; else the file's name."""
        return FORMATS.get(PurePosixPath(self.path).suffix, self.path)


def downloads(package: Package) -> tuple[Download, ...]:
    """The files of a package that are there, tables first, in the descriptor's order."""
    stated: list[tuple[str, str | None]] = [
        (path, str(resource.get("name", "")).removesuffix("-csv"))
        for resource in resources_of(package.descriptor)
        for path in _paths(resource)
    ]
    stated += [(path, None) for path in BESIDE_THE_TABLES]
    return tuple(
        Download(path, (package.folder / path).stat().st_size, table)
        for path, table in stated
        if _is_inside(package.folder, path)
    )


def read_card(package: Package) -> str:
    """The dataset card's Markdown; empty where the package has none that can be read."""
    if not _is_inside(package.folder, CARD):
        return ""
    return (package.folder / CARD).read_text(encoding="utf-8", errors="replace")


def media_type(path: str) -> str:
    """How a file is announced; a browser never guesses."""
    return MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")


def _paths(resource: Mapping[str, Any]) -> Iterator[str]:
    stated = resource.get("path")
    for path in stated if isinstance(stated, list) else [stated]:
        if isinstance(path, str):
            yield path


def _is_inside(folder: Path, path: str) -> bool:
    # A descriptor comes from anywhere, and a link inside the folder may lead out of it.
    root, file = folder.resolve(), (folder / path).resolve()
    return file.is_relative_to(root) and file.is_file()
