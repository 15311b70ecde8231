"""A descriptor in the one form that everything else here reads: version 2, nothing elsewhere.

What a descriptor keeps in files of its own, a schema or a dialect, is put in its place; a
descriptor of version 1 is brought to version 2 by frictionless. Nothing is fetched: an address on
the network is told and left.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

import frictionless

from toolkit.errors import PackageError
from toolkit.load import Package
from toolkit.validate.report import UNCHECKED, Finding, shown

REFERENCES = ("schema", "dialect")
"""Properties of a resource that may be the path of a file that holds them."""


def is_remote(path: object) -> bool:
    """Whether a path is an address on the network.

    >>> is_remote("https://example.org/ferries.csv"), is_remote("data/ferries.csv")
    (True, False)
    """
    return isinstance(path, str) and "://" in path


def is_first_version(descriptor: Mapping[str, Any]) -> bool:
    """Whether a descriptor is of version 1: the standard says so of one that states no profile."""
    stated = descriptor.get("$schema")
    return stated is None or (isinstance(stated, str) and "/profiles/1." in stated)


def dereferenced(package: Package) -> tuple[Package, list[Finding]]:
    """Put schemas and dialects that lie in files of the package in their place."""
    findings: list[Finding] = []
    descriptor = copy.deepcopy(dict(package.descriptor))
    if not isinstance(descriptor.get("resources"), list):
        descriptor["resources"] = []  # A finding about the profile.
    for resource in _resources(descriptor):
        for key in REFERENCES:
            if isinstance(resource.get(key), str):
                path = resource.pop(key)
                name = resource.get("name")
                found = _read(package, path, key, name if isinstance(name, str) else None)
                if isinstance(found, Finding):
                    findings.append(found)
                else:
                    resource[key] = found
    return Package(package.root, descriptor), findings


def upgraded(package: Package) -> tuple[Package, list[Finding]]:
    """Bring a package of version 1 to version 2; one that cannot be is left as it is."""
    if not is_first_version(package.descriptor):
        return package, []
    given = copy.deepcopy(dict(package.descriptor))
    local = [one for one in _resources(given) if not any(map(is_remote, _paths(one)))]
    others = [one for one in _resources(given) if one not in local]
    try:
        made = frictionless.Package.from_descriptor(
            {**given, "resources": local}, basepath=str(package.root)
        )
        descriptor = made.to_descriptor(upgrade=True)
    except frictionless.FrictionlessException as error:
        faults = [error.error, *error.reasons]
        return package, [Finding("descriptor", shown(one.message) or "") for one in faults]
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # It takes a descriptor to have the shape that it should have.
        message = f"It cannot be brought to version 2: {type(error).__name__}: {shown(error)}"
        return package, [Finding("descriptor", message)]
    descriptor["resources"] = [*descriptor.get("resources", []), *others]
    return Package(package.root, descriptor), []


def _resources(descriptor: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    given = descriptor.get("resources")
    yield from (one for one in given or [] if isinstance(one, dict))


def _paths(resource: Mapping[str, Any]) -> list[Any]:
    path = resource.get("path")
    return path if isinstance(path, list) else [path]


def _read(package: Package, path: str, key: str, name: str | None) -> Any:
    """What a file of the package holds, or a finding."""
    if is_remote(path):
        return Finding(UNCHECKED, f"The {key} at {shown(path)} is not fetched.", name)
    try:
        read = json.loads(package.file(path).read_text(encoding="utf-8"))
    except PackageError as error:
        return Finding("path", error.message, name, value=shown(path))
    except (OSError, ValueError) as error:
        return Finding("file", f"The {key} {shown(path)} cannot be read: {shown(error)}", name)
    if not isinstance(read, dict):
        return Finding("schema", f"The {key} {shown(path)} is no JSON object.", name)
    return read
