"""``datapackage.json``: the package described in the terms of the Data Package standard, version 2.

Each table has two resources, ``documents`` (Parquet) and ``documents-csv``, each with a schema of
its own: a list is an array in CSV and has no Table Schema type that frictionless accepts in
Parquet. What the standard has no word for stands under ``toolkit:``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.config import FULL, Config, Contributor, Licence, Source
from toolkit.package.certificate import hash_file
from toolkit.package.csv_files import DIALECT
from toolkit.package.folder import CERTIFICATE
from toolkit.schema import Format, Table, resource_name, table_schema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

MEDIA_TYPES: dict[Format, str] = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}


def package_descriptor(
    config: Config,
    *,
    version: str,
    created: date | None,
    coverage: Mapping[str, Any],
    resources: Sequence[Mapping[str, Any]],
    certificate: Mapping[str, Any],
) -> dict[str, Any]:
    """The descriptor of the whole package, its keys in a fixed order.

    Args:
        config: What the user says about the dataset.
        version: The version of this edition.
        created: The date of this edition, which comes from the sources, never from the clock.
        coverage: Which time and places the documents are about.
        resources: The descriptors of the files, see :func:`table_resources`.
        certificate: What the package was made from and with.

    Returns:
        The descriptor, without what is not known.
    """
    descriptor = {
        "$schema": PROFILE,
        "name": config.name,
        "title": config.title,
        "description": config.description,
        "version": version,
        "created": f"{created.isoformat()}T00:00:00Z" if created else None,
        "homepage": config.homepage,
        "licenses": [_entry(config.licence)] if config.licence else [],
        "contributors": [_entry(contributor) for contributor in config.contributors],
        "sources": [_entry(source) for source in config.sources],
        "keywords": list(config.keywords),
        "toolkit:coverage": dict(coverage),
        "toolkit:biases": config.biases,
        "toolkit:texts": config.texts if config.texts != FULL else None,
        "toolkit:textsLicence": config.texts_licence,
        "resources": [dict(resource) for resource in resources],
        CERTIFICATE: dict(certificate),
    }
    return _known(descriptor)


def table_resources(
    table: Table, package: Path, *, parquet: Sequence[str], csv: str, rows: int, content: str
) -> list[dict[str, Any]]:
    """The two resources of one table: Parquet first, then its CSV twin.

    Args:
        table: The table's description.
        package: The folder of the package, with the files in place.
        parquet: The Parquet file, or the parts of it in the order of their rows.
        csv: The CSV file.
        rows: How many rows each of the two holds.
        content: The hash of the rows, whatever file they stand in.

    Raises:
        OSError: A file cannot be read.
    """
    shared = {"toolkit:rows": rows, "toolkit:contentHash": content}
    return [
        describe_resource(table, "parquet") | _parquet_files(package, parquet) | shared,
        describe_resource(table, "csv") | _csv_file(package, csv) | shared,
    ]


def dump_json(value: Mapping[str, Any]) -> str:
    """JSON as the package's files have it: readable, in the order given, LF at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _entry(said: Licence | Contributor | Source) -> dict[str, Any]:
    return _known(
        {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(said).items()
        }
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known: the standard allows no null and nothing that is empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def describe_resource(table: Table, format: Format) -> dict[str, Any]:
    """What is said of a table in one format, whatever files hold it."""
    other: Format = "parquet" if format == "csv" else "csv"
    return {
        "name": resource_name(table.name, format=format),
        "type": "table",
        "title": table.title,
        "description": table.description,
        "format": format,
        "mediatype": MEDIA_TYPES[format],
        "schema": table_schema(table, format=format),
        "toolkit:sameAs": resource_name(table.name, format=other),
    }


def _parquet_files(package: Path, files: Sequence[str]) -> dict[str, Any]:
    """Where the rows are. The size is not ``bytes``: frictionless refuses that on Parquet."""
    sizes = [(package / name).stat().st_size for name in files]
    hashes = [hash_file(package / name) for name in files]
    if len(files) == 1:
        return {"path": files[0], "hash": hashes[0], "toolkit:bytes": sizes[0]}
    parts = [
        {"path": name, "hash": digest, "bytes": size}
        for name, digest, size in zip(files, hashes, sizes, strict=True)
    ]
    return {"path": list(files), "toolkit:bytes": sum(sizes), "toolkit:parts": parts}


def _csv_file(package: Path, name: str) -> dict[str, Any]:
    path = package / name
    return {
        "path": name,
        "hash": hash_file(path),
        "bytes": path.stat().st_size,
        "encoding": "utf-8",
        "dialect": dict(DIALECT),
    }
