"""`docs/quality.md`: all that was measured, as tables, with what the numbers belong to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from measuring.corpora import CORPORA, REPO, SET_ASIDE, Corpus, find_corpus
from measuring.targets import GOLD_MEASURES, TARGETS, Target
from measuring.values import Value, Values

PAGE = REPO / "docs" / "quality.md"
CROSS_VALIDATION = REPO / "training" / "cross_validation.json"

TEMPLATE = """\
# Measured quality

Written by `python tests/quality.py --write`; no number on this page was typed. All measures are
percentages, in brackets the 95 % bootstrap interval over documents (1,000 resamples; none for
fewer than two documents). They belong to toolkit {version} with the pipeline

    {pipeline}

{texts}

## What is to be reached

*Others*: a first prototype (default pipeline, sixty lines of clause rules); behind the semicolon
people against each other.

{targets}

{unmet}

## The project's own gold

Annotated completely by the rules of [annotation.md](annotation.md) and scored by
`tests/scoring.py`, which says what each measure counts. Fields are counted over the rows that were
found.

{gold}

## How to read these numbers

- **PolNeAR** annotates every attribution: beliefs, wishes and plans too, which are no statements
  here. *Speech* leaves them out of the recall. A row outside every annotated content is wrong for
  the precision, also where the annotators passed over a statement.
- **UNER dev is part of what the name finder was trained on.** That the shipped pipeline
  reaches {trained} on it says nothing about other texts; only a pipeline that was trained without
  the texts that it is measured on counts. {crossvalidated}
- **GUM news** is two articles: the interval is as wide as two articles make it.
- **Number specs** annotate one kind of quantity for each input, and some of their conventions are
  not ours: dates, telephone numbers and addresses of machines digit by digit, years, numbers inside
  names, powers ("2.5^-1"), a bare "a" as 1, ordinals, a change read as its mean. These count as
  missing and are not chased: 18 of the 130 quantities of the kind `number`, 10 of the 77 of
  `quantulum` and 2 of the 50 of `range`, so that no reading of the contract can reach more than
  86.2, 87.0 and 96.0 there.
- **The development half** of the open texts and the own texts were read while the rules were made;
  the dev sets too. **The set-aside half** is the only one that says what to expect of texts that
  nobody here has seen. {setaside}
- Texts under `../shared` are not part of the project. Where they are missing, their measures and
  floors are left out and the test says so.

The kinds of error that remain, counted: [errors.md](errors.md).
"""


def render_page(measured: Mapping[str, Values], *, version: str, pipeline: str) -> str:
    """The page.

    Args:
        measured: for each corpus that was measured its measures.
        version: of the toolkit.
        pipeline: the hash of the language pipeline.
    """
    here = [corpus for corpus in CORPORA if corpus.name in measured]
    below = [line for target in TARGETS if (line := unmet(target, measured))]
    return TEMPLATE.format(
        version=version,
        pipeline=pipeline,
        texts="\n".join(f"- **{corpus.title}**: {corpus.description}." for corpus in here),
        targets=target_table(measured),
        unmet="Below the floor: " + "; ".join(below) + "." if below else "All floors are kept.",
        gold=gold_table(measured, [corpus for corpus in here if corpus.gold]),
        trained=show(measured.get("uner-dev", {}).get("names.exact_typed.f1")),
        crossvalidated=known.how if (known := cross_validated()) else "That was not measured yet.",
        setaside="Its errors were never read. It is not perfectly clean: its totals were\n"
        "  printed once before the rules were done, and four of its texts and a list of names over "
        "all open\n  texts had been read for the name rules before it was chosen."
        if SET_ASIDE in measured
        else "It is scored once, when the rules are done; that was not yet.",
    )


def target_table(measured: Mapping[str, Values]) -> str:
    """One line for each measure that has a floor."""
    lines = [
        "| texts | measure | others | floor | aim | measured |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for target in TARGETS:
        cells = (
            find_corpus(target.corpus).title,
            target.label,
            target.others,
            f"{target.floor:g}",
            f"{target.aim:g}",
            show(found(target, measured)),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def gold_table(measured: Mapping[str, Values], corpora: list[Corpus]) -> str:
    """One line for each measure, one column for each part of the own gold."""
    lines = [
        f"| measure | {' | '.join(corpus.title for corpus in corpora)} |",
        f"| --- |{' ---: |' * len(corpora)}",
    ]
    for name, label in GOLD_MEASURES.items():
        cells = [show(measured[corpus.name].get(name)) for corpus in corpora]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def found(target: Target, measured: Mapping[str, Values]) -> Value | None:
    """What was measured for a target; for the names of UNER only what was cross-validated."""
    if target.corpus == "uner-dev":
        known = cross_validated()
        return known.value if known else None
    return measured.get(target.corpus, {}).get(target.measure)


def unmet(target: Target, measured: Mapping[str, Values]) -> str:
    """The target in words where it was measured and not reached, else nothing."""
    value = found(target, measured)
    if value is None or 100 * value.value >= target.floor:
        return ""
    title = find_corpus(target.corpus).title
    return f"{title}, {target.label} ({100 * value.value:.1f} for {target.floor:g})"


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """Names on texts that the name finder was not trained on, and in words how that was done."""

    value: Value
    how: str


def cross_validated() -> CrossValidated | None:
    """What whoever trained wrote down: `f1`, `lower`, `upper` as shares, and `how`."""
    if not CROSS_VALIDATION.exists():
        return None
    known = json.loads(CROSS_VALIDATION.read_text(encoding="utf-8"))
    value = Value(known["f1"], known.get("lower"), known.get("upper"))
    return CrossValidated(value, known["how"])


def show(value: Value | None) -> str:
    """A value as percent with its interval."""
    if value is None:
        return "not measured"
    text = f"{100 * value.value:.1f}"
    if value.lower is None or value.upper is None:
        return text
    return f"{text} ({100 * value.lower:.1f} to {100 * value.upper:.1f})"


def write_page(text: str, path: Path = PAGE) -> None:
    """Write the page as it is committed."""
    path.write_text(text, encoding="utf-8")
