"""Units of measure have the names that pint knows, so that values can be computed with."""

from __future__ import annotations

import pint
import pytest

from toolkit.extract.lexicon import read_rows

REGISTRY = pint.UnitRegistry()
UNITS = sorted({row["unit"] for row in read_rows("units")})


@pytest.mark.parametrize("unit", UNITS)
def test_pint_knows_the_unit(unit: str) -> None:
    assert str(REGISTRY.Unit(unit))


@pytest.mark.parametrize(
    ("joined", "dimension"),
    [
        ("square kilometer", "[length] ** 2"),
        ("kilometer per hour", "[length] / [time]"),
        ("cubic meter", "[length] ** 3"),
    ],
)
def test_pint_knows_joined_names(joined: str, dimension: str) -> None:
    assert str(REGISTRY.Unit(joined).dimensionality) == dimension
