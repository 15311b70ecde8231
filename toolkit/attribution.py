"""Who made a dataset, and how it is cited in one line: the same on the card and on the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AUTHORS = frozenset({"author", "creator"})
"""Roles of those who made a dataset; whoever states no role made it too."""


def authors(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Those contributors who made the dataset; all of them where none is said to have.

    Args:
        descriptor: The content of ``datapackage.json``, ours or anyone's.
    """
    stated = descriptor.get("contributors")
    given: list[Mapping[str, Any]] = [
        one
        for one in (stated if isinstance(stated, list) else [])
        if isinstance(one, dict) and one.get("title")
    ]
    return [one for one in given if _made_it(one.get("roles"))] or given


def citation(descriptor: Mapping[str, Any]) -> str:
    """How to cite a dataset, in one line.

    Args:
        descriptor: The content of ``datapackage.json``, ours or anyone's.

    >>> citation({"title": "Harbour papers", "version": "1.2.0", "created": "2021-03-04T00:00:00Z",
    ...     "contributors": [{"title": "Ida Holm"}, {"title": "Per Lund"}]})
    'Ida Holm; Per Lund (2021). Harbour papers, version 1.2.0. Data set.'
    >>> citation({"name": "papers", "created": "2021-03-04T00:00:00Z"})
    'papers (2021). Data set.'
    """
    names = "; ".join(str(one["title"]) for one in authors(descriptor))
    year = str(descriptor.get("created") or "")[:4]
    work = str(descriptor.get("title") or descriptor.get("name") or "Dataset")
    if version := descriptor.get("version"):
        work += f", version {version}"
    dated = f" ({year})" if year else ""
    parts = [f"{names}{dated}", work] if names else [f"{work}{dated}"]
    homepage = descriptor.get("homepage")
    return ". ".join([*parts, "Data set", *([str(homepage)] if homepage else [])]) + "."


def _made_it(roles: object) -> bool:
    return not roles or not isinstance(roles, list) or bool(AUTHORS & {str(one) for one in roles})
