"""`docs/validation.md`: what `toolkit validate` was held against, and what came of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from validating import cases, examples
from validating.breaking import EVERYWHERE, NONE, SIGNED
from validating.examples import Example
from validating.judging import Judged, explanation

TEMPLATE = """\
# What validation finds

Written by `python tests/validation.py --write`, with frictionless {frictionless}; no count on this
page was typed, but for those of time and memory. `toolkit validate` checks our packages and
anyone's tabular Data Package; what it checks is in `toolkit validate --help`, and here is what it
was held against.

## Beside frictionless, rule by rule

{cases} small tables, each about one type or constraint of Table Schema, are validated by both, and
the rows that they find fault with are compared (`tests/validating/cases.py`). In {same} cases they
are the same rows. In the others:

{differences}

Besides, on purpose:

- The delimiter of a file is what its dialect says, or a comma; frictionless guesses.
- A Parquet column of another physical type than the standard gives its logical one (digits as text
  for an `integer`, whole doubles, moments for a `date`) is a finding; frictionless looks at values
  only. Every file of a table in several is read, and hashes of Parquet files are compared.
- A moment without a zone counts as one in UTC; frictionless fails where it compares the two kinds.
- Integers beyond 64 bits keep to their bounds and take no part in keys.
- The texts of `wkt` strings are not checked: frictionless does so only with an extra installed.
- A constraint that a type does not have (`pattern` of an `integer`) is told as not checked;
  frictionless refuses the schema.
- What lies on the network is told and never fetched.

## How fast, and in how much memory

By `python benchmarks/validate.py`, in seconds of processor, on a machine that was busy with other
things: a table of 1,000,000 rows as CSV and as many as Parquet, with the types, constraints, keys
and references that both programs check, took the toolkit 3.7 s and 449 MB, and frictionless 157 s
and 742 MB: 43 times as long. 10,000,000 rows in each format took the toolkit
24 s and 800 MB.

## Packages that somebody broke

Two sound packages of ours were broken {broken} times by `tests/validating/breaking.py`, at a random
table, row and column, with one of three degrees of care: *none* (the descriptor is left as it
is), *signed* (size and hash of the one file that was changed are stated anew), *everywhere* (both
files of the table are changed, and every hash is stated anew, so that only what the rows say can
tell).

{counts}

*Table* and *row*: of those refused, those for which a finding names the table and, where a row was
touched, the row that was broken. A row that is gone from everywhere cannot be named; where a key or
a series no longer fits, it can be the other row of the pair that is.

{kinds}

Passed by `toolkit validate`, one by one:

{passed}

## frictionless's own example packages

All packages in its source distribution ({examples} of them), validated by both without a network.
{agreeing} times both let it pass or neither does.

{examples_table}
"""


def render_page(
    *, version: str, judged: Sequence[Judged], shown: Sequence[Example], same: int
) -> str:
    """The page as Markdown.

    Args:
        version: frictionless's.
        judged: What was said of the broken packages.
        shown: What was said of frictionless's examples.
        same: In how many cases of one rule the verdicts agree.
    """
    return TEMPLATE.format(
        frictionless=version,
        cases=len(cases.CASES),
        same=same,
        differences=_bullets(f"`{name}`. {why}" for name, why in cases.DIFFERENCES.items()),
        broken=len(judged),
        counts=_counts(judged),
        kinds=_kinds(judged),
        passed=_bullets(
            f"{one.broken}. Nobody can tell: {explanation(one.broken)}."
            for one in judged
            if not one.refused
        ),
        examples=len(shown),
        agreeing=sum(not one.differs for one in shown),
        examples_table=_examples(shown),
    )


def _counts(judged: Sequence[Judged]) -> str:
    groups = [(care, [one for one in judged if one.broken.care == care]) for care in CARES]
    return _table(
        ["care", "packages", "refused", "table", "row", "refused by frictionless"],
        [[care, *_numbers(group)] for care, group in [*groups, ("all", list(judged))]],
    )


CARES = (NONE, SIGNED, EVERYWHERE)


def _numbers(group: Sequence[Judged]) -> list[str]:
    refused = [one for one in group if one.refused]
    return [
        str(len(group)),
        str(len(refused)),
        str(sum(one.named_table for one in refused)),
        str(sum(one.named_row for one in refused)),
        str(sum(one.refused_by_frictionless for one in group)),
    ]


def _kinds(judged: Sequence[Judged]) -> str:
    counted = Counter((one.broken.kind, one.broken.care) for one in judged)
    rows = []
    for kind, care in sorted(counted):
        group = [one for one in judged if (one.broken.kind, one.broken.care) == (kind, care)]
        rows.append([kind, care, *_numbers(group)])
    return _table(
        ["what was done", "care", "packages", "refused", "table", "row", "refused by frictionless"],
        rows,
    )


def _examples(shown: Sequence[Example]) -> str:
    rows = [[f"`{one.path}`", one.ours, one.theirs, _reason(one)] for one in shown]
    return _table(["package", "toolkit", "frictionless", "why they differ"], rows)


def _reason(one: Example) -> str:
    if one.differs:
        return examples.DIFFERENCES.get(one.path, "**not explained yet**")
    if one.ours == "not all read":
        return "neither reads this format here; the toolkit says so and finds no fault"
    return ""


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines) or "- (none)"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(one) for one in line)} |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")
