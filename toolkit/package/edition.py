"""All files of one edition of a package, written to a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from toolkit.config import Config
from toolkit.package.card import dataset_card
from toolkit.package.certificate import Certificate
from toolkit.package.citation import citation_file
from toolkit.package.croissant import croissant_description
from toolkit.package.csv_files import write_csv
from toolkit.package.descriptor import (
    describe_resource,
    dump_json,
    package_descriptor,
    table_resources,
)
from toolkit.package.editions import CONTENT, Edition
from toolkit.package.folder import CARD, CHANGELOG, CITATION, CROISSANT, DESCRIPTOR
from toolkit.package.measures import Measure
from toolkit.package.parquet_files import write_parquet
from toolkit.schema import arrow_schema, table


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that an edition says, except its version and its changelog."""

    tables: Mapping[str, pa.Table]
    """The tables by name, in the order in which people read them."""
    hashes: Mapping[str, str]
    """The content hash of each table."""
    config: Config
    certificate: Certificate
    created: date | None
    coverage: Mapping[str, Any]
    """Which time and places the documents are about."""
    measures: Sequence[Measure]
    part_bytes: int
    """The size in bytes above which a Parquet file is split."""


def draft_edition(contents: Contents) -> Edition:
    """The edition as it can be compared with another one before a file of it is written."""
    resources = [
        describe_resource(table(name), "parquet")
        | {"path": f"data/{name}.parquet", CONTENT: contents.hashes[name]}
        for name in contents.tables
    ]
    descriptor = package_descriptor(
        contents.config,
        version="",
        created=contents.created,
        coverage=contents.coverage,
        resources=resources,
        certificate=contents.certificate.descriptor(contents.hashes),
    )
    return Edition(descriptor, unpublished=contents.tables)


def write_edition(contents: Contents, folder: Path, *, version: str, changelog: str) -> None:
    """Write an edition: the data first, what describes it after.

    Args:
        contents: What the edition says.
        folder: An empty folder.
        version: The version of the edition.
        changelog: The text of ``CHANGELOG.md``.

    Raises:
        OSError: A file cannot be written.
        ValueError: A double is NaN or infinite, or a required value is null: a fault of ours.
    """
    (folder / "data").mkdir()
    resources = [
        resource
        for name in contents.tables
        for resource in _write_table(name, contents, folder, version=version)
    ]
    descriptor = package_descriptor(
        contents.config,
        version=version,
        created=contents.created,
        coverage=contents.coverage,
        resources=resources,
        certificate=contents.certificate.descriptor(contents.hashes),
    )
    croissant = croissant_description(descriptor)
    card = dataset_card(descriptor, contents.tables, measures=contents.measures)
    _write_text(folder / CARD, card)
    _write_text(folder / CHANGELOG, changelog)
    _write_text(folder / CITATION, citation_file(descriptor))
    _write_text(folder / CROISSANT, dump_json(croissant))
    _write_text(folder / DESCRIPTOR, dump_json(descriptor))


def _write_table(
    name: str, contents: Contents, folder: Path, *, version: str
) -> list[dict[str, Any]]:
    """Write one table in both formats and describe the files."""
    described = table(name)
    licence = contents.config.licence
    about = {
        "dataset": contents.config.name,
        "version": version,
        "table": name,
        "licence": (licence.name or licence.path or "") if licence else "",
    }
    typed = contents.tables[name].cast(arrow_schema(described, metadata=about))
    return table_resources(
        described,
        folder,
        parquet=write_parquet(typed, folder, name, part_bytes=contents.part_bytes),
        csv=write_csv(typed, folder, name),
        rows=typed.num_rows,
        content=contents.hashes[name],
    )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
