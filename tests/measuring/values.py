"""A measured share with the interval that other documents of the same sort could have given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

RESAMPLES = 1000
"""How often the documents are drawn anew, with replacement, for an interval."""

SEED = 7
"""Fixed, so that the same rows always give the same interval."""


@dataclass(frozen=True, slots=True)
class Value:
    """One measure, between 0 and 1 unless it counts rows.

    Attributes:
        value: what was measured over all documents.
        lower: 2.5th percentile over resampled documents; None where there is no interval.
        upper: 97.5th percentile.
    """

    value: float
    lower: float | None = None
    upper: float | None = None


Values: TypeAlias = Mapping[str, Value]
"""The measures of one corpus by their dotted names, such as ``statements.at_0.8.f1``."""

Measuring: TypeAlias = Callable[[Sequence[str]], Mapping[str, float]]
"""From the names of some documents to their measures; what they cannot measure is left out."""


def find_intervals(
    documents: Sequence[str], measure: Measuring, *, resamples: int
) -> dict[str, tuple[float, float]]:
    """The 95 % bootstrap interval over documents, of each measure.

    Args:
        documents: the names of all documents.
        measure: gives the measures of a sample of them.
        resamples: how many samples to draw; 0 for no intervals.

    Returns:
        Lower and upper end by the measure's name; nothing for fewer than two documents.
    """
    random = Random(SEED)
    found: dict[str, list[float]] = defaultdict(list)
    for _ in range(resamples if len(documents) > 1 else 0):
        for name, value in measure([random.choice(documents) for _ in documents]).items():
            found[name].append(value)
    return {name: _middle(sorted(values)) for name, values in found.items()}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    """Where the middle 95 % of sorted values begin and end."""
    last = len(values) - 1
    return values[int(0.025 * len(values))], values[min(last, int(0.975 * len(values)))]
