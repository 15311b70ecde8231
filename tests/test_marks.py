"""Marks in a text: segments that lose nothing and say what stands on each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.marks import Mark, cut_text


def test_overlapping_marks_cut_the_text_at_every_edge() -> None:
    marks = [Mark("s_1", "statements", 4, 12), Mark("f_1", "figures", 8, 15)]
    segments = cut_text("The ferry was late", marks)
    assert [(s.text, [m.row_id for m in s.marks]) for s in segments] == [
        ("The ", []),
        ("ferr", ["s_1"]),
        ("y wa", ["s_1", "f_1"]),
        ("s l", ["f_1"]),
        ("ate", []),
    ]


def test_an_empty_text_has_no_segments() -> None:
    assert cut_text("", []) == ()


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_joined_segments_give_the_text_and_each_mark_its_words(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [
        Mark(str(number), "statements", min(a, len(text)), min(b, len(text)))
        for number, (a, b) in enumerate(spans)
    ]
    segments = cut_text(text, marks)
    assert "".join(segment.text for segment in segments) == text
    for mark in marks:
        shown = "".join(segment.text for segment in segments if mark in segment.marks)
        assert shown == text[mark.start : mark.end]
