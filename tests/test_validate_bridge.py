"""Each type and constraint has frictionless's verdict, or stands among the differences."""

from __future__ import annotations

from pathlib import Path

import pytest
from validating.cases import CASES, DIFFERENCES, Case, our_verdict, their_verdict, write_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_finds_the_rows_that_frictionless_finds(tmp_path: Path, case: Case) -> None:
    descriptor = write_case(case, tmp_path)
    ours, theirs = our_verdict(descriptor), their_verdict(descriptor)
    assert (ours == theirs) is (case.name not in DIFFERENCES), (ours, theirs)


def test_every_difference_is_a_case() -> None:
    assert set(DIFFERENCES) <= {case.name for case in CASES}


def test_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
