"""Measures the project's own gold with `tests/scoring.py`, with intervals over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scores.entities import clusters, compare, pair_clusters
from scores.inputs import Gold, Predicted, Row, load_gold, load_predicted
from scores.matching import Overlap, Report, Share
from scoring import score_rows

from measuring.values import Value, find_intervals

RATES = ("precision", "recall", "f1", "share")
"""The parts of a measure that are shares; the others count rows and have no interval."""


def measure_own_gold(gold_file: Path, package: Path, *, resamples: int) -> dict[str, Value]:
    """All measures of a gold file.

    The value is that of the whole file. Its interval draws documents; an entity that stands in
    several of them counts in the first.

    Args:
        gold_file: the gold, JSONL, as `docs/annotation.md` describes it.
        package: the folder of a package built from the same texts.
        resamples: how often the documents are drawn for the intervals; 0 for none.
    """
    gold = load_gold(gold_file)
    predicted = load_predicted(package, gold)
    whole = score_rows(gold, predicted).values()
    alone = score_documents_alone(gold, predicted) if resamples else {}

    def measure(sample: Sequence[str]) -> dict[str, float]:
        return rates(total([alone[doc] for doc in sample]))

    ends = find_intervals(list(alone), measure, resamples=resamples)
    return {name: Value(value, *ends.get(name, ())) for name, value in whole.items()}


def score_documents_alone(gold: Gold, predicted: Predicted) -> dict[str, Report]:
    """A report for each document; together they count what the report of the whole file counts."""
    alone = {doc: score_rows(*only(doc, gold, predicted)) for doc in gold.sources}
    for report in alone.values():
        for name in [name for name in report.shares if name.startswith("entities.")]:
            del report.shares[name]
        report.overlaps["entities.found"] = Overlap()
    golds = clusters(gold.rows["name"], "cluster")
    mentions = predicted.tables["mentions"]
    found = clusters([row for row in mentions if row["kind"] == "name"], "entity_id")
    answers = pair_clusters(golds, found)
    published = {row["entity_id"]: row for row in predicted.tables["entities"]}
    annotated = {row["entity"]: row for row in gold.rows["entity"]}
    for spots in golds.values():
        alone[min(spots)[0]].overlaps["entities.found"].gold += 1
    for entity_id, spots in found.items():
        key = answers.get(entity_id)
        report = alone[min(golds[key] if key else spots)[0]]
        report.overlaps["entities.found"].predicted += 1
        if key:
            report.overlaps["entities.found"].right += 1
            compare(annotated[key], published[entity_id], report)
    return alone


def only(doc: str, gold: Gold, predicted: Predicted) -> tuple[Gold, Predicted]:
    """Gold and package as if there were no other document; entities keep all their names."""
    rows = defaultdict(list, {kind: of_doc(found, kind, doc) for kind, found in gold.rows.items()})
    tables = {name: of_doc(found, name, doc) for name, found in predicted.tables.items()}
    return replace(gold, sources={doc: gold.sources[doc]}, rows=rows), Predicted(tables)


def of_doc(rows: list[Row], kind: str, doc: str) -> list[Row]:
    """The rows about one document; an entity belongs to none."""
    whole = kind in ("meta", "entity", "entities")
    return [row for row in rows if whole or row["doc"] == doc]


def total(reports: Sequence[Report]) -> Report:
    """The counts of several documents together."""
    sums = Report()
    for report in reports:
        for name, found in report.overlaps.items():
            overlap = sums.overlaps[name]
            overlap.right += found.right
            overlap.predicted += found.predicted
            overlap.gold += found.gold
        for name, compared in report.shares.items():
            share = sums.shares[name]
            share.right += compared.right
            share.of += compared.of
    return sums


def rates(report: Report) -> dict[str, float]:
    """The shares among a report's measures, without those that had nothing to count."""
    counted: dict[str, Overlap | Share] = {
        **{name: one for name, one in report.overlaps.items() if one.gold or one.predicted},
        **{name: one for name, one in report.shares.items() if one.of},
    }
    return {
        f"{name}.{part}": getattr(one, part)
        for name, one in counted.items()
        for part in RATES
        if hasattr(one, part)
    }
