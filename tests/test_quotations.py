"""Quotation marks pair as a reader pairs them, and a missing one costs little."""

from __future__ import annotations

import pytest

from toolkit.extract.statements.quotations import find_quotations


def quoted(text: str) -> list[str]:
    """What stands in outermost quotation marks."""
    return [text[q.start : q.end] for q in find_quotations(text) if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is shut," Berg said.', ['"It is shut,"']),
        ("“It is shut,” Berg said.", ["“It is shut,”"]),
        ("‘It is shut,’ Berg said.", ["‘It is shut,’"]),
        ("'It is shut,' Berg said.", ["'It is shut,'"]),
        ("«It is shut», Berg said.", ["«It is shut»"]),
        ("„It is shut“, Berg said.", ["„It is shut“"]),
        ("„It is shut”, Berg said.", ["„It is shut”"]),
        ("”It is shut”, Berg said.", ["”It is shut”"]),
        ("“It is shut,“ Berg said.", ["“It is shut,“"]),
        ("``It is shut,'' Berg said.", ["``It is shut,''"]),
        ('"It is shut,” Berg said.', ['"It is shut,”']),
        ('Berg said:"It is shut."', ['"It is shut."']),
    ],
)
def test_every_kind_of_marks_is_read(text: str, expected: list[str]) -> None:
    """Straight, typographic, single, guillemets, low-high, doubled and mixed-up marks."""
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crews' ferry isn't the harbour's.", []),
        ("Back in the '90s the ferry's deck was new.", []),
        ('A plank 30" wide and 6\'2" long lay there.', []),
        ("'We don't sail,' the crews' union said.", ["'We don't sail,'"]),
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str, expected: list[str]) -> None:
    """What looks like a mark but opens nothing."""
    assert quoted(text) == expected


def test_quotations_glued_together_without_a_space_are_told_apart() -> None:
    """A closing mark and the next opening one may touch each other and the words around."""
    text = 'the paper reports."It is shut," she noted.He stressed it."It leaks.""It sank," he said.'
    assert quoted(text) == ['"It is shut,"', '"It leaks."', '"It sank,"']


def test_a_quotation_inside_another_has_a_depth() -> None:
    """The inner one is found too, one deeper."""
    text = "“He called it ‘a loss’ and “a shame”,” she said."
    found = [(text[q.start : q.end], q.depth) for q in find_quotations(text)]
    assert found == [
        ("“He called it ‘a loss’ and “a shame”,”", 0),
        ("‘a loss’", 1),
        ("“a shame”", 1),
    ]


def test_a_reopened_quotation_has_one_stretch_for_each_paragraph() -> None:
    """Only the last is closed, and all but the first continue."""
    text = "“It is shut.\n\n“It leaks.\n\n“It will be mended,” she said."
    found = [(q.closed, q.continues) for q in find_quotations(text)]
    assert found == [(False, False), (False, True), (True, True)]


def test_a_quotation_may_close_paragraphs_later_without_reopening() -> None:
    """What opens here and closes there is one stretch."""
    text = "“It is shut.\n\nIt leaks,” she said."
    assert quoted(text) == ["“It is shut.\n\nIt leaks,”"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"It is shut, Berg said.\nNobody came.\n"It leaks," Holm said.',
            ['"It is shut, Berg said.', '"It leaks,"'],
        ),
        ('It is late. It is shut," Berg said.\nIt leaks.', ['It is shut,"']),
        (
            '"It is shut. Berg said so. "It leaks," Holm said.',
            ['"It is shut. Berg said so.', '"It leaks,"'],
        ),
    ],
)
def test_a_missing_mark_costs_its_own_paragraph_at_most(text: str, expected: list[str]) -> None:
    """The quotation ends with its paragraph, and the next ones are found."""
    assert quoted(text) == expected


def test_empty_marks_are_no_quotation() -> None:
    """Marks around nothing say nothing."""
    assert quoted('He wrote "" and "..." there.') == []


def test_ten_thousand_marks_are_paired_one_by_one() -> None:
    """Time grows with the text, not with its square."""
    assert len(find_quotations('"Yes," she said. ' * 5000)) == 5000
    assert len(find_quotations('"Yes, she said. ' * 10000)) == 10000
