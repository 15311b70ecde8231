"""Measures a built package against a gold file.

    python tests/scoring.py GOLD PACKAGE [--docs DIR] [--errors N] [--json]

GOLD is a JSONL file as `docs/annotation.md` describes it, PACKAGE the folder that `toolkit build`
wrote from the same texts. Documents are paired by path or file name; documents of the package
that the gold does not know are left out.

statements  at_0.8, at_0.5: one-to-one, words in common over words in either. Fields: share of the
            pairs at 0.5 that are right; a printed phrase is right with half of its words in
            common or without its complement; an entity is right when a name or alias is the same.
figures     one-to-one by overlapping numbers; fields over the pairs.
entities    clusters of name mentions, one-to-one, at least half of their spans in common.
mentions    equal spans; nominal and pronoun also need the right entity. Nominal: of persons only,
            as the guidelines annotate them.
documents   fields of all documents; furniture: the same characters set aside.
"""

import argparse
import json
from pathlib import Path

from scores.documents import score_documents
from scores.entities import score_entities
from scores.figures import score_figures
from scores.inputs import Gold, Predicted, load_gold, load_predicted
from scores.matching import Report
from scores.statements import score_statements


def score(gold_file: Path, package: Path, docs: Path | None = None) -> Report:
    """Measure a package against a gold file.

    Args:
        gold_file: the gold, JSONL.
        package: the folder of the package.
        docs: the folder of the texts; by default where the gold file says.
    """
    gold = load_gold(gold_file, docs)
    return score_rows(gold, load_predicted(package, gold))


def score_rows(gold: Gold, predicted: Predicted) -> Report:
    """Measure the rows of a package against those of a gold."""
    report = Report()
    score_documents(gold, predicted, report)
    answers = score_statements(gold, predicted, report)
    score_figures(gold, predicted, answers, report)
    score_entities(gold, predicted, report)
    return report


def render(report: Report, errors: int) -> str:
    """The report for a person: one line for each measure, then examples of each error."""
    lines = [f"{'':32}{'precision':>10}{'recall':>8}{'F1':>8}   right/predicted/gold"]
    for name, found in report.overlaps.items():
        numbers = f"{found.precision:10.3f}{found.recall:8.3f}{found.f1:8.3f}"
        lines.append(f"{name:32}{numbers}   {found.right}/{found.predicted}/{found.gold}")
    lines += ["", f"{'':32}{'share':>10}   right/compared"]
    for name, field in report.shares.items():
        lines.append(f"{name:32}{field.share:10.3f}   {field.right}/{field.of}")
    lines += ["", *(f"{name:32}{count:10}" for name, count in report.counts.items())]
    for name, examples in report.errors.items():
        if examples and errors:
            lines += ["", f"{name}: {len(examples)}", *(f"  {e}" for e in examples[:errors])]
    return "\n".join(lines)


def main() -> None:
    """Parse the call, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("package", type=Path)
    parser.add_argument("--docs", type=Path, help="folder of the texts (default: as GOLD says)")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="examples of each error")
    parser.add_argument("--json", action="store_true", help="all numbers as JSON")
    options = parser.parse_args()
    report = score(options.gold, options.package, options.docs)
    print(json.dumps(report.values(), indent=2) if options.json else render(report, options.errors))


if __name__ == "__main__":
    main()
