"""A new source folder can be used as it is, and nothing is written over."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest

from toolkit.config import load_config
from toolkit.errors import SourceError
from toolkit.init import TEMPLATE, create_source


def test_a_new_folder_has_a_description_that_changes_nothing(tmp_path: Path) -> None:
    create_source(tmp_path / "papers")
    config = load_config(tmp_path / "papers")
    assert (config.name, config.documents) == ("papers", ())


def test_every_commented_line_is_a_valid_entry(tmp_path: Path) -> None:
    entries = re.sub(r"^# (?=[a-z_]+ = |\[)", "", TEMPLATE, flags=re.MULTILINE)
    (tmp_path / "dataset.toml").write_text(entries, encoding="utf-8")
    assert tomllib.loads(entries)["documents"]
    config = load_config(tmp_path)
    assert (config.name, config.metadata_for("harbour-news/1.txt").publisher) == (
        "harbour-papers",
        "Harbour News",
    )


def test_every_key_that_there_is_stands_in_the_template(tmp_path: Path) -> None:
    entries = re.sub(r"^# (?=[a-z_]+ = |\[)", "", TEMPLATE, flags=re.MULTILINE)
    (tmp_path / "dataset.toml").write_text(entries.replace('"full"', '"spans"'), encoding="utf-8")
    config = load_config(tmp_path)
    parts = [config, config.licence, config.coverage, *config.contributors, *config.sources]
    for part in (*parts, config.metadata_for("harbour-news/1.txt")):
        empty = [
            field.name
            for field in dataclasses.fields(part)
            if field.name not in ("authorities", "corrections")
            and getattr(part, field.name) in (None, "", (), "full")
        ]
        assert empty == [], type(part).__name__


def test_a_description_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text('title = "Mine"\n', encoding="utf-8")
    with pytest.raises(SourceError, match="was left as it is"):
        create_source(tmp_path)
    assert (tmp_path / "dataset.toml").read_text(encoding="utf-8") == 'title = "Mine"\n'


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("x", encoding="utf-8")
    with pytest.raises(SourceError, match="papers"):
        create_source(tmp_path / "papers")
