"""Scores figures: missed, invented, and right in each field."""

import math
from typing import Any

from scores.inputs import Gold, Predicted, Row, same_entity, span_of
from scores.matching import Report, pair_best, same_phrase

EXACT = ("value", "lower", "upper", "qualifier", "unit_kind")
WORDS = ("unit", "event")
PERIOD = ("period_start", "period_end")
# The fields of which the floor of the seeds allows one wrong answer in all.
READINGS = ("unit", "subject", "event", "period", "part_of")


def score_figures(
    gold: Gold, predicted: Predicted, statements: dict[str, str], report: Report
) -> None:
    """Fill in `figures.*`; a figure answers another where their numbers overlap.

    Args:
        gold: the gold file.
        predicted: the package.
        statements: from predicted statement_id to gold id.
        report: filled in.
    """
    pairs: list[tuple[Row, Row]] = []
    for doc in gold.sources:
        pairs += pair_document(doc, gold, predicted, report)
    answers = {ours["figure_id"]: theirs["id"] for theirs, ours in pairs}
    for theirs, ours in pairs:
        compare(theirs, ours, gold, report)
        said = f": {theirs['text']}"
        for name, column in (("asserted_by", "asserted_by"), ("place", "place_id")):
            names = gold.names(theirs[name]), predicted.names(ours[column])
            error = f"{sorted(names[1])} for {theirs[name]}{said}"
            report.compare(f"figures.{name}", same_entity(*names), error)
        for name, column, known in (
            ("part_of", "part_of", answers),
            ("series", "series_id", answers),
            ("statement", "statement_id", statements),
        ):
            answer = known.get(ours[column] or "", ours[column])
            error = f"{answer} for {theirs[name]}{said}"
            report.compare(f"figures.{name}", answer == theirs[name], error)
    report.counts["figures.wrong_readings"] = sum(
        report.shares[f"figures.{name}"].of - report.shares[f"figures.{name}"].right
        for name in READINGS
    )


def pair_document(
    doc: str, gold: Gold, predicted: Predicted, report: Report
) -> list[tuple[Row, Row]]:
    """Count what was missed and invented in one document, and give the pairs."""
    golds = [row for row in gold.rows["figure"] if row["doc"] == doc]
    found = [row for row in predicted.tables["figures"] if row["doc"] == doc]
    pairs = pair_best(golds, found, shared_number)
    overlap = report.overlaps["figures.found"]
    overlap.right += len(pairs)
    overlap.predicted += len(found)
    overlap.gold += len(golds)
    missed = [row for i, row in enumerate(golds) if i not in {i for i, _, _ in pairs}]
    invented = [row for j, row in enumerate(found) if j not in {j for _, j, _ in pairs}]
    report.counts["figures.missed"] += len(missed)
    report.counts["figures.invented"] += len(invented)
    report.errors["figures missed"] += [f"{doc}: {row['text']}" for row in missed]
    report.errors["figures invented"] += [
        f"{doc}: {row['text']} ({reason(doc, row, gold)})" for row in invented
    ]
    return [(golds[i], found[j]) for i, j, _ in pairs]


def shared_number(theirs: Row, ours: Row) -> float:
    """How many code points two printed numbers share."""
    start: int = max(theirs["number_start"], ours["number_start"])
    end: int = min(theirs["number_end"], ours["number_end"])
    return max(0, end - start)


def reason(doc: str, row: Row, gold: Gold) -> str:
    """Why the gold holds that a number is no figure."""
    for other in gold.rows["figure_not"]:
        if other["doc"] == doc and max(other["start"], row["number_start"]) < min(
            other["end"], row["number_end"]
        ):
            return str(other["reason"])
    return "not in the gold"


def compare(theirs: Row, ours: Row, gold: Gold, report: Report) -> None:
    """Compare the fields that need no other row."""
    said = f": {theirs['text']}"
    for name in EXACT:
        error = f"{ours[name]} for {theirs[name]}{said}"
        report.compare(f"figures.{name}", same_value(ours[name], theirs[name]), error)
    for name in WORDS:
        accepted = [theirs[name], *theirs.get("also", {}).get(name, [])]
        right = fold(ours[name]) in map(fold, accepted)
        report.compare(f"figures.{name}", right, f"{ours[name]} for {theirs[name]}{said}")
    spans = span_of(theirs, "subject_"), span_of(ours, "subject_")
    error = f"{ours['subject']!r} for {theirs['subject']!r}{said}"
    report.compare("figures.subject", same_phrase(gold.sources[theirs["doc"]], *spans), error)
    periods = [
        tuple(None if row[name] is None else str(row[name]) for name in PERIOD)
        for row in (theirs, ours)
    ]
    error = f"{periods[1]} for {periods[0]}{said}"
    report.compare("figures.period", periods[0] == periods[1], error)


def same_value(ours: Any, theirs: Any) -> bool:
    """Whether two fields agree; a third is the same number however it was rounded."""
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    return bool(ours == theirs)


def fold(value: Any) -> Any:
    """A word without regard to case; other values as they are."""
    return value.casefold() if isinstance(value, str) else value
