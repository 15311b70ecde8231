"""The committed floors: read, compared, and only ever made stricter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import floor
from pathlib import Path
from typing import TypeAlias

from measuring.targets import GOLD_MEASURES, TARGETS
from measuring.values import Value

FLOORS = Path(__file__).parent.parent / "quality_floors.json"

MARGIN = 0.015
"""How far below the measured value a new floor lies, but at least a row: another pipeline moves a
row or two, and of 45 rows one is more than this."""

Floors: TypeAlias = dict[str, dict[str, dict[str, float]]]


def read_floors() -> Floors:
    """For each corpus `at_least` and `at_most`, each from the measure's name to its floor."""
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def misses(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Value]) -> list[str]:
    """One sentence for each measure of a corpus that does not keep its floor."""
    below = [
        f"{name} is {measured[name].value:.4f}, below {bound}"
        for name, bound in floors.get("at_least", {}).items()
        if measured[name].value < bound
    ]
    above = [
        f"{name} is {measured[name].value:g}, above {bound:g}"
        for name, bound in floors.get("at_most", {}).items()
        if measured[name].value > bound
    ]
    return below + above


def raise_floors(floors: Floors, measured: Mapping[str, Mapping[str, Value]]) -> Floors:
    """The floors after a measurement: those that could be stricter are, none is weaker."""
    raised = {corpus: dict(bounds) for corpus, bounds in floors.items()}
    for corpus, values in measured.items():
        if not floored(corpus):
            continue
        bounds = raised.setdefault(corpus, {})
        least = dict(bounds.get("at_least", {}))
        for name in floored(corpus):
            if name in values:
                rows = values.get(f"{name.removesuffix('.share')}.of")
                floor_now = new_floor(
                    corpus, name, values[name].value, rows.value if rows else None
                )
                least[name] = max(least.get(name, 0), floor_now)
        bounds["at_least"] = dict(sorted(least.items()))
    return raised


def floored(corpus: str) -> list[str]:
    """The measures of a corpus that get a floor: none of texts that were trained on."""
    if corpus == "uner-dev":
        return []
    wanted = [target.measure for target in TARGETS if target.corpus == corpus]
    is_gold = corpus == "own" or corpus.startswith("open-")
    return [*wanted, *(GOLD_MEASURES if is_gold else ())]


def new_floor(corpus: str, name: str, value: float, rows: float | None = None) -> float:
    """A bit below what was measured; at least what is demanded, where that is reached.

    Below what is demanded there is no margin: what was measured is kept.

    Args:
        corpus: Its name.
        name: The measure.
        value: What was measured.
        rows: Of how many rows it is a share, where it is one.
    """
    margin = max(MARGIN, 1 / rows) if rows else MARGIN
    targets = (t.floor / 100 for t in TARGETS if (t.corpus, t.measure) == (corpus, name))
    demanded = next(targets, None)
    if demanded is None:
        return _three_digits(value - margin)
    return (
        max(demanded, _three_digits(value - margin)) if value >= demanded else _three_digits(value)
    )


def _three_digits(value: float) -> float:
    # 0.95 - 0.015 is a bit less than 0.935 in binary
    return max(0.0, floor(value * 1000 + 1e-9) / 1000)


def write_floors(floors: Floors) -> None:
    """Write them as they are committed."""
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
