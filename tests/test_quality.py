"""Holds what is extracted to the committed floors, on every annotated text that is here.

`quality_floors.json` names the measures as `python tests/quality.py` prints them. A floor is only
ever made stricter: `at_least` goes up, `at_most` goes down. One test for each package: its build
is most of the time, and with several processes each would build it again.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from measuring.corpora import CORPORA, SHARED, measure
from measuring.floors import Floors, misses, new_floor, raise_floors, read_floors
from measuring.page import PAGE
from measuring.values import Value, find_intervals

from toolkit.pipeline import pipeline_hash

FLOORS = read_floors()
PACKAGES = tuple(dict.fromkeys(corpus.package for corpus in CORPORA if corpus.name in FLOORS))


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_extracted_keeps_the_floors(package: str, tmp_path: Path) -> None:
    corpora = [one for one in CORPORA if one.package == package and one.name in FLOORS]
    if not all(corpus.is_here for corpus in corpora):
        pytest.skip(f"the texts of {package} are no part of the project and not at {SHARED}")
    broken = [
        f"{name}: {sentence}"
        for name, values in measure(corpora, tmp_path, resamples=0)
        for sentence in misses(FLOORS[name], values)
    ]
    assert not broken, "\n".join(broken)


def test_the_page_of_measures_belongs_to_the_pipeline_that_is_shipped() -> None:
    assert pipeline_hash() in PAGE.read_text(encoding="utf-8")


def test_a_floor_only_becomes_stricter() -> None:
    floors: Floors = {"own": {"at_least": {"figures.found.f1": 0.9}, "at_most": {"invented": 1}}}
    for value, floor in ((0.8, 0.9), (0.91, 0.9), (0.95, 0.935)):
        raised = raise_floors(floors, {"own": {"figures.found.f1": Value(value)}})
        assert raised["own"]["at_least"] == {"figures.found.f1": pytest.approx(floor)}
        assert raised["own"]["at_most"] == {"invented": 1}
        assert floors["own"]["at_least"] == {"figures.found.f1": 0.9}


@pytest.mark.parametrize(
    ("value", "floor"),
    [
        (0.95, 0.935),  # a bit below what was measured
        (0.885, 0.88),  # but not below what is demanded
        (0.8714, 0.871),  # what is not reached is kept as it is
    ],
)
def test_a_new_floor_lies_a_bit_below_what_was_measured(value: float, floor: float) -> None:
    assert new_floor("polnear-dev", "speech.f1", value) == pytest.approx(floor)


def test_a_new_floor_on_few_rows_lies_a_row_below() -> None:
    assert new_floor("own", "statements.cue.share", 44 / 45, 45) == pytest.approx(0.955)
    assert new_floor("own", "statements.cue.share", 0.98, 400) == pytest.approx(0.965)


def test_an_interval_holds_the_measure_and_never_changes() -> None:
    lengths = {"a": 0.1, "b": 0.5, "c": 0.6, "d": 0.9}
    mean: Callable[..., dict[str, float]] = lambda sample: {  # noqa: E731 (typed so)
        "mean": sum(lengths[name] for name in sample) / len(sample)
    }
    ((lower, upper),) = find_intervals(list(lengths), mean, resamples=200).values()
    assert 0.1 <= lower < 0.525 < upper <= 0.9
    assert find_intervals(list(lengths), mean, resamples=200) == {"mean": (lower, upper)}


def test_one_document_alone_gives_no_interval() -> None:
    assert find_intervals(["a"], lambda _: {"mean": 1.0}, resamples=200) == {}
