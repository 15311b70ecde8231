"""``datapackage.json`` against the official profile, and against what the profile misses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from toolkit.errors import PackageError, SchemaError
from toolkit.load import Package, Resource
from toolkit.schema import parse_table
from toolkit.validate.report import Finding, shown

HASHES = ("md5", "sha1", "sha256", "sha512")
"""Algorithms that the standard's tools know; another one would pass unchecked."""

CONSTRAINTS = frozenset(
    {
        "required",
        "unique",
        "enum",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "jsonSchema",
    }
)
"""The constraints of Table Schema 2.0; the profile lets any other name through."""


def check_descriptor(package: Package) -> Iterator[Finding]:
    """Check what the package says about itself, before any file is opened."""
    yield from _check_profile(package.descriptor)
    names = [resource.name for resource in package.resources]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding("descriptor", "Two resources have this name.", name)
    for resource in package.resources:
        yield from _check_paths(package, resource)
        yield from _check_format(resource)
        yield from _check_hash(resource)
        yield from _check_schema(resource, set(names))


@cache
def _profile() -> Draft7Validator:
    """The official Data Package 2.0 profile, as the package dplib-py carries it."""
    folder = resources.files("dplib").joinpath("profiles", "2.0")
    return Draft7Validator(json.loads(folder.joinpath("datapackage.json").read_text("utf-8")))


def _check_profile(descriptor: Mapping[str, Any]) -> Iterator[Finding]:
    for error in sorted(_profile().iter_errors(descriptor), key=lambda error: error.json_path):
        narrowest = _narrowest(error)
        message = f"At {narrowest.json_path}: {shown(narrowest.message)}"
        yield Finding("profile", message, _resource_at(descriptor, error.absolute_path))


def _narrowest(error: ValidationError) -> ValidationError:
    """The error that says what is wrong, out of one that says that no alternative fits.

    A field may be of fifteen types, and a wrong title fails all fifteen: the alternative that the
    author meant is the one whose ``type`` is right.
    """
    while error.context:
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        meant = [one for one in branches.values() if not any(_is_about_type(x) for x in one)]
        error = min(meant or branches.values(), key=len)[0]
    return error


def _is_about_type(error: ValidationError) -> bool:
    return bool(error.relative_path) and error.relative_path[-1] == "type"


def _resource_at(descriptor: Mapping[str, Any], path: Any) -> str | None:
    """The name of the resource inside which an error of the profile lies."""
    parts = list(path)
    if len(parts) < 2 or parts[0] != "resources":
        return None
    resource = descriptor["resources"][parts[1]]
    name = resource.get("name") if isinstance(resource, dict) else None
    return name if isinstance(name, str) else None


def _check_paths(package: Package, resource: Resource) -> Iterator[Finding]:
    for path in resource.paths:
        try:
            package.file(path)
        except PackageError as error:
            yield Finding("path", error.message, resource.name, value=shown(path))


def _check_format(resource: Resource) -> Iterator[Finding]:
    """Check that the stated format is the one that the files' names say."""
    stated = resource.descriptor.get("format")
    for path in resource.paths:
        if stated is not None and not path.endswith(f".{stated}"):
            message = f"The format is stated as {shown(stated)}, and the file is called {path}."
            yield Finding("descriptor", message, resource.name)


def _check_hash(resource: Resource) -> Iterator[Finding]:
    for given in _hashes(resource):
        algorithm, mark, _ = given.partition(":")
        if mark and algorithm not in HASHES:
            message = f"The hash algorithm is none of {', '.join(HASHES)}."
            yield Finding("descriptor", message, resource.name, value=shown(given))


def _hashes(resource: Resource) -> Iterator[str]:
    yield from (str(part["hash"]) for part in resource.parts if "hash" in part)
    if "hash" in resource.descriptor:
        yield str(resource.descriptor["hash"])


def _check_schema(resource: Resource, names: set[str]) -> Iterator[Finding]:
    try:
        table = parse_table(resource.schema, name=resource.name)
    except SchemaError as error:
        yield Finding("schema", error.message, resource.name)
        return
    for column in table.columns:
        for unknown in sorted(set(column.descriptor.get("constraints", {})) - CONSTRAINTS):
            message = f"Table Schema has no constraint {unknown!r}, so nothing checks it."
            yield Finding("schema", message, resource.name, column=column.name)
    for key in table.foreign_keys:
        if key.resource is not None and key.resource not in names:
            message = (
                f"It refers to the resource {key.resource!r}, which the package does not have."
            )
            yield Finding("schema", message, resource.name, column=", ".join(key.columns))
