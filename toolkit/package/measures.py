"""The measured accuracy of the program, which every package's card states.

``measures.json`` holds what was last measured on hand-annotated texts, as
``python tests/quality.py --write`` writes it: one entry for each thing measured, with the fields of
:class:`Measure`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Measure:
    """How often the program is right about one thing, and on which texts that was counted.

    Attributes:
        what: What was counted: "speakers that are right".
        value: The share, between 0 and 1.
        lower: Lower end of its 95 % bootstrap interval over documents.
        upper: Upper end.
        texts: Which texts it was counted on.
    """

    what: str
    value: float
    lower: float
    upper: float
    texts: str


def read_measures() -> tuple[Measure, ...]:
    """What was last measured, in the order of the file; empty before the first measurement."""
    text = resources.files("toolkit.package").joinpath("measures.json").read_text(encoding="utf-8")
    return tuple(Measure(**entry) for entry in json.loads(text))
