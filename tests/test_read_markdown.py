"""Markdown keeps its markup; its front matter states metadata and is furniture."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.read.content import Content
from toolkit.read.markdown import read_front_matter, read_markdown
from toolkit.read.page import rebuild_source
from toolkit.read.text import normalize

FRONT = """---
title: "Ferries late: again"
author: [Jane Doe, John Roe]
date: 2021-03-03T14:30:00+02:00
publisher: Harbour News
url: https://harbour.info/1
lang: en
# a comment
tags:
  - ferry
---

"""
BODY = "# Ferries\n\nThe *ferry* is [late](https://harbour.info).\n\n- one\n- two"


def read(text: str) -> Content:
    (content,) = read_markdown(text.encode())
    assert isinstance(content, Content)
    return content


def test_front_matter_states_metadata_and_is_furniture() -> None:
    content = read(FRONT + BODY + "\n")
    assert content.text == BODY
    assert content.furniture == (FRONT, "\n")
    assert content.furniture_at == (0, len(BODY))
    stated = content.stated
    assert stated.title == "Ferries late: again"
    assert stated.author == "Jane Doe, John Roe"
    assert stated.published_date == date(2021, 3, 3)
    assert stated.published_at == datetime(2021, 3, 3, 12, 30, tzinfo=UTC)
    assert (stated.publisher, stated.url) == ("Harbour News", "https://harbour.info/1")
    assert stated.language == "en"


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("EN", "en"),
        ("en_US", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("English", None),
        ("[en, de]", None),
        ("en-", None),
        ("é", None),
        ("null", None),
    ],
)
def test_a_language_is_taken_only_as_a_tag(stated: str, tag: str | None) -> None:
    assert read(f"---\nlang: {stated}\n---\n{BODY}").stated.language == tag


@pytest.mark.parametrize(
    ("stated", "author"), [("~", None), ("null", None), ('""', None), ('"Null"', "Null")]
)
def test_what_yaml_writes_for_nothing_is_nothing(stated: str, author: str | None) -> None:
    assert read(f"---\nlang: en\nauthor: {stated}\n---\n{BODY}").stated.author == author


def test_a_first_heading_is_the_title_and_stays_text() -> None:
    content = read("\n" + BODY)
    assert content.text == BODY
    assert content.stated.title == "Ferries"


@pytest.mark.parametrize(
    "text",
    [
        "---\nA rule made of dashes, and a paragraph.\n---\n\nMore.",
        "---\ntitle: never closed\n\nText.",
        "Text first.\n---\ntitle: no\n---\n",
        "---\n---\nNothing is said.",
    ],
)
def test_dashes_alone_make_no_front_matter(text: str) -> None:
    assert read_front_matter(text) == ({}, 0)
    assert read(text).text == text.strip()


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(["---", "title: x", "# Head", "", " - a", "..."]), st.text())
    ).map("\n".join)
)
def test_a_markdown_file_is_rebuilt_from_text_and_furniture(text: str) -> None:
    raw = text.encode("utf-8", "ignore")
    for item in read_markdown(raw):
        if isinstance(item, Content):
            rebuilt = rebuild_source(item.text, item.furniture, item.furniture_at)
            assert rebuilt == normalize(raw.decode("utf-8-sig"))
            assert item.text == item.text.strip()
