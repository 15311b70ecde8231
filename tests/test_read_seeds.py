"""The five seeds say about themselves what people read out of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.config import load_config
from toolkit.read import list_files, read_file, rebuild_source
from toolkit.rows import Document

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GOLD = [
    json.loads(line)
    for line in (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
]
SAID = [entry for entry in GOLD if entry["kind"] == "doc"]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    config = load_config(SEEDS)
    listing = list_files(SEEDS)
    assert listing.problems == ()
    found = [item for file in listing.files for item in read_file(file, config=config)]
    documents = {item.path: item for item in found if isinstance(item, Document)}
    assert len(documents) == len(found)
    return documents


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said["doc"]))
def test_title_publisher_author_date_and_language_are_right(
    documents: dict[str, Document], said: dict[str, Any]
) -> None:
    document = documents[said["doc"]]
    at = document.published_at
    assert {
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published_date": document.published_date and document.published_date.isoformat(),
        "published_at": at and at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "language": document.language,
    } == {key: said[key] for key in said if key in Document.__slots__}


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said["doc"]))
def test_the_furniture_is_what_people_marked_as_such(
    documents: dict[str, Document], said: dict[str, Any]
) -> None:
    marked = [
        entry["text"].strip()
        for entry in GOLD
        if entry["kind"] == "furniture" and entry["doc"] == said["doc"]
    ]
    document = documents[said["doc"]]
    assert [piece.strip() for piece in document.furniture if piece.strip()] == marked


def test_the_files_are_rebuilt_from_text_and_furniture(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        rebuilt = rebuild_source(document.text or "", document.furniture, document.furniture_at)
        assert rebuilt == (SEEDS / path).read_text(encoding="utf-8")
