"""The page on the source folder: its examples are read, and it knows every key and ending."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.config import load_config
from toolkit.config.lists import ACTIONS, AUTHORITY_COLUMNS
from toolkit.read.formats import FORMATS
from toolkit.read.markdown import KEYS

PAGE = (Path(__file__).parent.parent / "docs" / "source-folder.md").read_text(encoding="utf-8")


def example(heading: str) -> str:
    """The example below a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2]
    found = re.search(r"```\w+\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_three_examples_are_read_without_a_fault(tmp_path: Path) -> None:
    for name in ("dataset.toml", "authorities.csv", "corrections.csv"):
        (tmp_path / name).write_text(example(name), encoding="utf-8")
    config = load_config(tmp_path)
    assert config.metadata_for("letters/late.txt").publisher == "Ferry Users' Union"
    assert config.metadata_for("reports/late.txt").publisher == "Harbour Authority"
    assert config.authorities[0].aliases == ("Port Authority", "HA")
    assert [line.action for line in config.corrections] == list(ACTIONS)


def test_every_column_key_and_ending_is_on_the_page() -> None:
    assert example("authorities.csv").splitlines()[0].split(",") == list(AUTHORITY_COLUMNS)
    keys = re.findall(r"^\| `[^|]+\| ([^|]+)\|", PAGE, re.MULTILINE)
    told = [tuple(re.findall(r"`([a-z_]+)`", line.partition(":")[0])) for line in keys]
    assert told == list(KEYS.values())
    endings = {suffix for one in FORMATS for suffix in one.suffixes if suffix}
    assert set(re.findall(r"`(\.[a-z]+)`", PAGE)) == endings
