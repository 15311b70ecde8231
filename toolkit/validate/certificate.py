"""What a package of ours says it was made of and with: all of it is there, and nothing besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.load import Package, Resource
from toolkit.schema import Format, resource_name, table_schema, tables
from toolkit.validate.report import Finding, shown
from toolkit.version import __version__

CERTIFICATE = "toolkit:certificate"
"""Packages that other programs made have none, and nothing here applies to them."""

FORMATS: tuple[Format, ...] = ("parquet", "csv")


def certificate(package: Package) -> Mapping[str, Any] | None:
    """The package's rebuild certificate; None for a package of another program."""
    given = package.descriptor.get(CERTIFICATE)
    return given if isinstance(given, dict) else None


def check_certificate(package: Package) -> Iterator[Finding]:
    """Check a package of ours against its certificate; others pass."""
    given = certificate(package)
    if given is None:
        return
    resources = {one.name: one for one in package.resources}
    yield from _check_contents(given.get("contents"), resources)
    yield from _check_strays(package)
    if given.get("toolkit") == __version__:
        yield from _check_schemas(resources)


def _check_contents(contents: Any, resources: Mapping[str, Resource]) -> Iterator[Finding]:
    """Each table that the package was made with stands in it in both formats."""
    if not isinstance(contents, dict):
        yield Finding("descriptor", "The certificate does not list the tables' content hashes.")
        return
    for table, content in contents.items():
        for form in FORMATS:
            name = resource_name(str(table), format=form)
            if name not in resources:
                yield Finding("table", "The package was made with this table and lacks it.", name)
            elif resources[name].descriptor.get("toolkit:contentHash") != content:
                message = "The resource and the certificate state different content hashes."
                yield Finding("contentHash", message, name)


def _check_strays(package: Package) -> Iterator[Finding]:
    """No data file lies in the package that no resource speaks of."""
    named = {path for resource in package.resources for path in resource.paths}
    for file in sorted(package.root.joinpath("data").rglob("*")):
        path = file.relative_to(package.root).as_posix()
        if file.is_file() and path not in named:
            yield Finding("file", f"No resource names the file {path}.")


def _check_schemas(resources: Mapping[str, Resource]) -> Iterator[Finding]:
    """What this very version published has the schemas of this version."""
    for table in tables():
        for form in FORMATS:
            name = resource_name(table.name, format=form)
            if name not in resources:
                yield Finding("table", "Every package of the toolkit has this table.", name)
                continue
            place = _difference(resources[name].schema, table_schema(table, format=form))
            if place is not None:
                message = f"The schema is not the one that toolkit {__version__} has: {place}."
                yield Finding("schema", shown(message) or "", name)


def _difference(given: Any, wanted: Any, place: str = "$") -> str | None:
    """The first place where two JSON values differ; None where they do not."""
    if isinstance(given, dict) and isinstance(wanted, dict):
        for key in sorted(given.keys() | wanted.keys()):
            if (key in given) != (key in wanted):
                return f"{place}.{key} is {'extra' if key in given else 'missing'}"
            if (found := _difference(given[key], wanted[key], f"{place}.{key}")) is not None:
                return found
        return None
    if isinstance(given, list) and isinstance(wanted, list) and len(given) == len(wanted):
        for index, pair in enumerate(zip(given, wanted, strict=True)):
            if (found := _difference(*pair, f"{place}[{index}]")) is not None:
                return found
        return None
    return None if type(given) is type(wanted) and given == wanted else f"{place} differs"
