"""Packages that somebody broke are refused, with the table and the row that were touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from validating.breaking import EVERYWHERE
from validating.judging import explanation, judge, sound_packages

PACKAGES = int(os.environ.get("TOOLKIT_BROKEN_PACKAGES", "60"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return sound_packages(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize("seed", range(PACKAGES))
def test_a_broken_package_is_refused_where_it_is_broken(
    sound: tuple[Path, ...], tmp_path: Path, seed: int
) -> None:
    judged = judge(sound[seed % len(sound)], tmp_path, seed, second=False)
    if not judged.refused:
        assert explanation(judged.broken), judged.broken
        return
    assert judged.named_table, judged.broken
    # With every hash made anew, it may be the other row of a pair that no longer fits.
    assert judged.named_row or judged.broken.care == EVERYWHERE, judged.broken
