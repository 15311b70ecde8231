"""Turns a folder of documents into a dataset that can be cited.

The public names load on first use, so that ``import toolkit`` and ``toolkit --help`` stay instant:

- :func:`build_package`: a source folder into a validated, published package.
- :func:`validate_package`: everything a package promises, checked.
- :func:`diff_packages`: what changed between two editions, and why.
- :func:`load_package`: a published package as typed frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit.build import BuildReport, build_package
    from toolkit.load import Package, load_package
    from toolkit.package import PackageDiff, diff_packages
    from toolkit.validate import Report, validate_package

__all__ = [
    "BuildReport",
    "Package",
    "PackageDiff",
    "Report",
    "__version__",
    "build_package",
    "diff_packages",
    "load_package",
    "validate_package",
]

_HOMES = {
    "BuildReport": "toolkit.build",
    "build_package": "toolkit.build",
    "Package": "toolkit.load",
    "load_package": "toolkit.load",
    "PackageDiff": "toolkit.package",
    "diff_packages": "toolkit.package",
    "Report": "toolkit.validate",
    "validate_package": "toolkit.validate",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
