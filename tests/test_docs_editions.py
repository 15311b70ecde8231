"""The page on editions says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.package.diff.causes import PARTS
from toolkit.package.diff.words import CAUSES

PAGE = (Path(__file__).parent.parent / "docs" / "editions.md").read_text(encoding="utf-8")


def test_every_cause_is_explained_and_no_other() -> None:
    table = PAGE[PAGE.index("| cause |") : PAGE.index("What is equal in both")]
    explained = re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\|([^|]+)\|", table, re.M)))
    assert set(explained) == set(CAUSES)
    assert set(PARTS.values()) <= set(CAUSES)


def test_every_link_into_the_repository_leads_to_a_file() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE)
    folder = Path(__file__).parent.parent / "docs"
    assert links
    assert [link for link in links if not (folder / link).exists()] == []
