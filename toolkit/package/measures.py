"""The measured accuracy of the program, which every package's card states.

``measures.json`` holds what was last measured on hand-annotated texts that the rules were not made
from, one entry for each thing measured: ``what``, ``precision``, ``recall``, ``texts``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Measure:
    """How often the program is right about one thing, and on which texts that was counted."""

    what: str
    precision: float
    recall: float
    texts: str

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_measures() -> tuple[Measure, ...]:
    """What was last measured, in the order of the file; empty before the first measurement."""
    text = resources.files("toolkit.package").joinpath("measures.json").read_text(encoding="utf-8")
    return tuple(Measure(**entry) for entry in json.loads(text))
