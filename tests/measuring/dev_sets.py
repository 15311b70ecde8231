"""Measures the dev sets of `../shared/eval` with the scorer that lies beside them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from measuring.values import Measuring, Value, find_intervals

Report: TypeAlias = Mapping[str, Any]

# our name of a measure -> the keys that lead to it in the scorer's report of that table
MEASURES: dict[str, dict[str, tuple[str, ...]]] = {
    "statements": {
        "speech.f1": ("speech_f1",),
        "content.precision": ("content", "p"),
        "content.f1": ("content", "f1"),
        "recall.direct": ("recall", "direct"),
        "recall.mixed": ("recall", "mixed"),
        "recall.indirect_speech": ("recall", "indirect speech"),
        "speech.at_0.8.f1": ("speech", "statements", "f1"),
        "speech.at_0.8.precision": ("speech", "statements", "p"),
        "speech.cue.f1": ("speech", "cue", "f1"),
        "speech.end_to_end": ("speech", "end_to_end_speech"),
        "speaker.share": ("speaker", "all", "accuracy"),
    },
    "figures": {
        "found_and_right": ("found_and_right",),
        "ranges.bounds": ("bounds_accuracy",),
    },
    "entities": {
        "names.exact_typed.f1": ("exact", "typed", "f1"),
        "names.exact_typed.precision": ("exact", "typed", "p"),
        "names.exact_typed.recall": ("exact", "typed", "r"),
    },
}
# Golds that are there but too weak to measure with.
WEAK = {("gum-news-dev", "statements"), ("gum-news-dev", "figures")}


def measure_dev_set(folder: Path, package: Path, *, resamples: int) -> dict[str, Value]:
    """All measures of one dev set that its gold supports.

    Args:
        folder: the dev set: `docs/` and `gold.jsonl`.
        package: the folder of a package built from its texts.
        resamples: how often the documents are drawn for the intervals; 0 for none.
    """
    scorer = load_scorer(folder.parent / "score.py")
    meta, docs = scorer.load_gold(str(folder / "gold.jsonl"))
    pairs, rows, entities, _ = scorer.pair(docs, str(package))
    names = sorted(docs)
    measured = {"documents": Value(sum(one.found for one in pairs.values()))}
    for table in meta["tables"]:
        if (folder.name, table) in WEAK:
            continue
        evaluate = getattr(scorer, f"eval_{table}")
        found = rows["mentions" if table == "entities" else table]
        tally, report, _ = evaluate(pairs, found, entities, **options(table, meta))
        measuring = reader(tally, report, MEASURES[table])
        measured.update(values_of(names, measuring, resamples))
        if table == "figures":
            for kind, documents in kinds_of_numbers(names).items():
                keys = {f"found_and_right.{kind}": ("found_and_right",)}
                measuring = reader(tally, report, keys)
                measured.update(values_of(documents, measuring, resamples))
    return measured


def options(table: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """What the scorer wants to know of a gold for one of its tables."""
    if table == "entities":
        return {"inventory": meta.get("types")}
    return {"unit_class": meta.get("unit_class")} if table == "figures" else {}


@lru_cache(maxsize=1)
def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; it lies outside the project."""
    spec = importlib.util.spec_from_file_location("shared_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def values_of(documents: Sequence[str], measure: Measuring, resamples: int) -> dict[str, Value]:
    """The measures of some documents with their intervals."""
    ends = find_intervals(documents, measure, resamples=resamples)
    return {name: Value(value, *ends.get(name, ())) for name, value in measure(documents).items()}


def reader(
    tally: Any, report: Callable[[Any], Report], wanted: Mapping[str, tuple[str, ...]]
) -> Measuring:
    """The function that reads the wanted numbers of the scorer's report over some documents."""

    def read(documents: Sequence[str]) -> dict[str, float]:
        known = report(tally.total(documents))
        values = {name: follow(known, keys) for name, keys in wanted.items()}
        return {name: value for name, value in values.items() if value is not None}

    return read


def follow(report: Any, keys: tuple[str, ...]) -> float | None:
    """The number at the end of a path of keys; None where there is none."""
    for key in keys:
        report = report.get(key)
        if report is None:
            return None
    return float(report)


def kinds_of_numbers(names: Sequence[str]) -> dict[str, list[str]]:
    """The files of each kind of number spec: `recognizers-age-age-000.txt` is of kind "age"."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        origin, kind, *_ = name.split("-")
        if origin == "recognizers":
            kinds.setdefault(kind, []).append(name)
        else:
            kinds.setdefault(origin, []).append(name)
    return kinds
