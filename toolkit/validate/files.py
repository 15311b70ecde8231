"""The files of a resource: there, and byte for byte what the descriptor says they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError, describe_error
from toolkit.load import Package, Resource
from toolkit.validate.report import UNCHECKED, Finding, shown


def check_files(package: Package, resource: Resource) -> Iterator[Finding]:
    """Check that each file of a resource is there, with the size and hash that are stated."""
    stated = {str(part.get("path")): part for part in resource.parts}
    if len(resource.paths) == 1:
        stated.setdefault(resource.paths[0], resource.descriptor)
    for path in resource.paths:
        try:
            file = package.file(path)
        except PackageError:
            continue  # An unsafe path, or one on the network, is told with the descriptor.
        if not file.is_file():
            yield Finding("file", f"The file {path} is missing.", resource.name)
            continue
        try:
            yield from _check_bytes(file, path, stated.get(path, {}), resource.name)
        except OSError as error:
            message = f"The file {path} cannot be read: {describe_error(error)}."
            yield Finding("file", message, resource.name)
    total = resource.descriptor.get("toolkit:bytes")
    sizes = [_size(package, path) for path in resource.paths]
    if total is not None and None not in sizes and sum(filter(None, sizes)) != total:
        message = f"The files have {sum(filter(None, sizes))} bytes, not {total}."
        yield Finding("bytes", message, resource.name)
    if len(resource.paths) > 1 and "hash" in resource.descriptor:
        message = "What a single hash of several files is, the standard does not say."
        yield Finding(UNCHECKED, message, resource.name)


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
