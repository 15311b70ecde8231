"""Holds what is extracted from the seeds to the committed floors.

`quality_floors.json` names the measures as `python tests/scoring.py --json` prints them. A floor
is only ever made stricter: `at_least` goes up, `at_most` goes down.
"""

import json
from pathlib import Path

import pytest
from scores.matching import Report
from scoring import render, score

from toolkit.build import build_package

REPO = Path(__file__).parent.parent
FLOORS = json.loads((REPO / "tests" / "quality_floors.json").read_text(encoding="utf-8"))["seeds"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    package = tmp_path_factory.mktemp("seeds") / "datapackage"
    build_package(REPO / "seeds", package)
    return score(REPO / "tests" / "gold" / "seeds.jsonl", package)


@pytest.mark.parametrize(("measure", "floor"), FLOORS["at_least"].items())
def test_the_seeds_reach_the_floor(report: Report, measure: str, floor: float) -> None:
    value = report.values()[measure]
    assert value >= floor, f"{measure} is {value:.3f}, below {floor}\n{render(report, 10)}"


@pytest.mark.parametrize(("measure", "ceiling"), FLOORS["at_most"].items())
def test_the_seeds_stay_under_the_ceiling(report: Report, measure: str, ceiling: float) -> None:
    value = report.values()[measure]
    assert value <= ceiling, f"{measure} is {value}, above {ceiling}\n{render(report, 10)}"
