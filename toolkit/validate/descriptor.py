"""``datapackage.json`` against the official profile, and against what the profile misses."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Any

from jsonschema import Draft7Validator, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from toolkit.errors import PackageError, SchemaError
from toolkit.load import Package, Resource
from toolkit.schema import Column, parse_table
from toolkit.schema.json_schema import JUDGED_TYPES
from toolkit.schema.parse import FIELDS_MATCH
from toolkit.validate.normal import is_first_version, is_remote
from toolkit.validate.report import UNCHECKED, Finding, shown
from toolkit.validate.rows import check_constants
from toolkit.validate.sources import FORMATS

HASHES = ("md5", "sha1", "sha256", "sha512")
"""Algorithms that the standard's tools know; another one would pass unchecked."""

_TEXTS = ("string", "yearmonth", "any")
_MOMENTS = ("date", "time", "datetime", "duration", "year", "yearmonth")

CONSTRAINTS: Mapping[str, tuple[str, ...] | None] = {
    **dict.fromkeys(("required", "unique", "enum")),
    **dict.fromkeys(
        ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        ("integer", "number", *_MOMENTS, "any"),
    ),
    **dict.fromkeys(("minLength", "maxLength"), (*_TEXTS, "array", "object", "list")),
    "pattern": _TEXTS,
    "jsonSchema": JUDGED_TYPES,
}
"""The constraints of Table Schema 2.0, and for values of which types each is checked; None: all.

The profile lets any other name through, and any constraint for any type.
"""


def check_profile(package: Package) -> Iterator[Finding]:
    """Check the descriptor as it is published against the official profile of its version."""
    version = "1.0" if is_first_version(package.descriptor) else "2.0"
    errors = _profile(version).iter_errors(_as_the_profile_has_it(package.descriptor))
    for error in sorted(errors, key=lambda error: error.json_path):
        narrowest = _narrowest(error)
        message = f"At {narrowest.json_path}: {shown(narrowest.message)}"
        yield Finding("profile", message, _resource_at(package.descriptor, error.absolute_path))


def check_descriptor(package: Package) -> Iterator[Finding]:
    """Check what the profile misses, before any file is opened.

    Args:
        package: The package, its descriptor in the form of :mod:`toolkit.validate.normal`.
    """
    names = [resource.name for resource in package.resources]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding("descriptor", "Two resources have this name.", name)
    for resource in package.resources:
        yield from _check_paths(package, resource)
        yield from _check_format(resource)
        yield from _check_hash(resource)
        yield from _check_schema(resource, set(names))


def _as_the_profile_has_it(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """A descriptor in which what the profiles refuse against their own standard is spared.

    That of 2.0 does not know the type ``list`` (datapackage issue 1089) and wants ``fieldsMatch``
    to be a list of one word (issue 965). That of 1.0 wants each dialect to state what has a
    default.
    """
    spared = copy.deepcopy(dict(descriptor))
    for resource in _objects(spared.get("resources")):
        if is_first_version(descriptor) and isinstance(dialect := resource.get("dialect"), dict):
            dialect.setdefault("delimiter", ",")
            dialect.setdefault("doubleQuote", True)
        if not isinstance(schema := resource.get("schema"), dict):
            continue
        if schema.get("fieldsMatch") in FIELDS_MATCH:
            schema["fieldsMatch"] = [schema["fieldsMatch"]]
        for field in _objects(schema.get("fields")):
            if field.get("type") == "list":
                field["type"] = "array"
    return spared


def _objects(given: Any) -> list[dict[str, Any]]:
    """The objects of a list, if it is one."""
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


@cache
def _profile(version: str) -> Validator:
    """An official Data Package profile, as the package dplib-py carries it."""
    folder = resources.files("dplib").joinpath("profiles", version)
    profile = json.loads(folder.joinpath("datapackage.json").read_text("utf-8"))
    validator: Validator = _ByType(profile)
    return validator


def _one_of(
    validator: Validator, alternatives: list[Any], instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """JSON Schema's ``oneOf``, without looking at alternatives that are for other types.

    A field may be of fifteen types, and with all of them looked at for each field the profile
    takes longer than the rows of a small package.
    """
    if isinstance(instance, dict) and isinstance(kind := instance.get("type"), str):
        meant = [one for one in alternatives if kind in _types(one, default=kind)]
        alternatives = meant or alternatives
    yield from Draft7Validator.VALIDATORS["oneOf"](validator, alternatives, instance, schema)


def _types(alternative: Mapping[str, Any], *, default: str) -> list[str]:
    types: list[str] = alternative.get("properties", {}).get("type", {}).get("enum", [default])
    return types


_ByType = validators.extend(Draft7Validator, {"oneOf": _one_of})  # type: ignore[no-untyped-call]  # its stubs leave it out


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
        if is_remote(path):
            message = f"The file {shown(path)} is not in the package, and nothing is fetched."
            yield Finding(UNCHECKED, message, resource.name)
            continue
        try:
            package.file(path)
        except PackageError as error:
            yield Finding("path", error.message, resource.name, value=shown(path))


def _check_format(resource: Resource) -> Iterator[Finding]:
    """Check that the stated format is not one that the files' names deny."""
    stated = resource.descriptor.get("format")
    for path in resource.paths:
        called = PurePosixPath(path).suffix.removeprefix(".")
        if stated is not None and called in FORMATS and called != stated:
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
    if resource.descriptor.get("hash") is not None:
        yield str(resource.descriptor["hash"])


def _check_schema(resource: Resource, names: set[str]) -> Iterator[Finding]:
    try:
        table = parse_table(resource.schema, name=resource.name)
    except SchemaError as error:
        yield Finding("schema", error.message, resource.name)
        return
    for column in table.columns:
        yield from _check_constraints(column, resource.name)
        if (column.type, column.format) == ("string", "wkt"):
            message = "Well-known text is not parsed: any text passes."
            yield Finding(UNCHECKED, message, resource.name, column=column.name)
    yield from check_constants(table)
    for key in table.foreign_keys:
        if key.resource is not None and key.resource not in names:
            message = (
                f"It refers to the resource {key.resource!r}, which the package does not have."
            )
            yield Finding("schema", message, resource.name, column=", ".join(key.columns))


def _check_constraints(column: Column, name: str) -> Iterator[Finding]:
    """Check that a column's constraints are ones that its type has."""
    for rule in sorted(column.descriptor.get("constraints", {})):
        if rule not in CONSTRAINTS:
            message = f"Table Schema has no constraint {rule!r}, so nothing checks it."
            yield Finding("schema", message, name, column=column.name)
        elif column.type not in (CONSTRAINTS[rule] or (column.type,)):
            message = f"The type {column.type} has no constraint {rule!r}, so nothing checks it."
            yield Finding(UNCHECKED, message, name, column=column.name)
