"""Know well-known bodies under their several names: "UN" is "United Nations" in any text.

Extraction joins them within a document, linking across documents. What the list does not hold is
joined on the evidence of the texts alone.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

APOSTROPHE = str.maketrans({"\u2019": "'"})


def find_body(name: str) -> str | None:
    """The first listed name of the well-known body that this is a name of.

    Args:
        name: As printed, with or without "the". Letters have to stand in capitals as listed.

    Returns:
        The name, or None for a body that is not listed.

    >>> find_body("U.N.")
    'United Nations'
    """
    plain = " ".join(name.translate(APOSTROPHE).split())
    if " " not in plain and "-" not in plain and "'" not in plain:
        return _bodies().get(plain)
    return _phrases().get(plain.casefold().removeprefix("the "))


@cache
def body_names() -> tuple[str, ...]:
    """Every listed name, as it is printed."""
    return tuple(_bodies())


@cache
def _bodies() -> dict[str, str]:
    found = resources.files("toolkit").joinpath("bodies.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(found).values()
    return {name: names[0] for group in groups for names in group["names"] for name in names}


@cache
def _phrases() -> dict[str, str]:
    return {name.casefold(): body for name, body in _bodies().items()}
