"""``CITATION.cff``: how to cite a dataset, for the tools that read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from toolkit.attribution import authors
from toolkit.package.yaml_values import yaml_value

CFF_VERSION = "1.2.0"
"""The version of the Citation File Format."""

MESSAGE = "If you use this dataset, please cite it as below."

NOBODY = {"name": "anonymous"}
"""The author where nobody is named: the format asks for one."""


def citation_file(descriptor: Mapping[str, Any]) -> str:
    """The text of ``CITATION.cff``.

    Args:
        descriptor: The content of ``datapackage.json``.
    """
    licence: Mapping[str, Any] = next(iter(descriptor.get("licenses", ())), {})
    said = {
        "cff-version": CFF_VERSION,
        "message": MESSAGE,
        "type": "dataset",
        "title": descriptor["title"],
        "abstract": descriptor.get("description"),
        "version": descriptor["version"],
        "date-released": descriptor.get("created", "")[:10],
        "authors": [_author(one) for one in authors(descriptor)] or [NOBODY],
        "keywords": list(dict.fromkeys(descriptor.get("keywords", ()))),
        "license": _spdx(licence.get("name")),
        "license-url": licence.get("path"),
        "url": descriptor.get("homepage"),
    }
    known = {key: value for key, value in said.items() if value}
    return "".join(f"{key}: {yaml_value(value)}\n" for key, value in known.items())


def _author(contributor: Mapping[str, Any]) -> dict[str, str]:
    """A contributor as an entity, which has one name: nothing here tells given names apart."""
    said = {
        "name": contributor["title"],
        "email": contributor.get("email"),
        "website": contributor.get("path"),
    }
    return {key: value for key, value in said.items() if value}


def _spdx(name: str | None) -> str | None:
    """The licence's SPDX name, the only kind that the format takes; None for any other."""
    try:
        known = canonicalize_license_expression(name or "")
    except InvalidLicenseExpression:
        return None
    return None if " " in known or known.startswith("LicenseRef-") else known
