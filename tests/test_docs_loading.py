"""The page on loading is run: every example, against the dataset of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.schema import TABLE_NAMES

REPO = Path(__file__).parent.parent
PAGE = (REPO / "docs" / "loading.md").read_text(encoding="utf-8")

EXAMPLES = re.findall(r"^#+ ([^\n]+)\n(?:(?!^#).)*?```python\n(.*?)```", PAGE, flags=re.M | re.S)

PRINTED = {
    "With the toolkit": "('statement_id',)",
    "polars": "direct",
    "pandas": "qualifier",
    "DuckDB": "statements",
    "Arrow": "What is named or referred to.",
    "Hugging Face datasets": "Value('int64')",
    "Croissant": "1",
    "Who said what about something, over time?": "published_date",
    "How did a figure change between speakers?": "upper",
    "Where do two documents disagree?": "contradict",
    "What changed since an edition": "none",
}
"""What an example prints, beside rows."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(REPO / "datapackage", place / "datapackage")
    return place


def test_every_section_with_an_example_is_run() -> None:
    assert [heading for heading, _ in EXAMPLES] == list(PRINTED)
    assert PAGE.count("```python") == len(EXAMPLES)


@pytest.mark.parametrize(("heading", "code"), EXAMPLES, ids=[one for one, _ in EXAMPLES])
def test_each_example_runs_and_prints(folder: Path, heading: str, code: str) -> None:
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder / "hub")}
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert PRINTED[heading] in result.stdout
    assert "0 rows" not in result.stdout


def test_what_r_reads_by_a_package_is_marked_as_untested() -> None:
    r = PAGE.split("## R\n")[1].split("\n## ")[0]
    assert "`arrow`, not tested here" in r


def test_no_type_of_a_schema_is_left_out() -> None:
    from toolkit.schema import table

    types = {one.arrow_type for name in TABLE_NAMES for one in table(name).columns}
    assert [kind for kind in types if f"`{kind}`" not in PAGE] == []
