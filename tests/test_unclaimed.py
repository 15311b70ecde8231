"""What became no row is listed with the reason."""

import pytest

from toolkit.extract import extract_rows
from toolkit.extract.unclaimed import Claims
from toolkit.pipeline import parse
from toolkit.rows import Document


def unclaimed(text: str) -> list[tuple[str, str, str]]:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    rows = extract_rows(document, parsed).unclaimed
    assert all(text[row.start : row.end] == row.text for row in rows)
    return [(row.kind, row.text, row.reason) for row in rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('The "green" ferry was late.', ("quotation", '"green"', "scare_quote")),
        (
            'She wrote "A Short History of Ferry Fares" in Oslo.',
            ("quotation", '"A Short History of Ferry Fares"', "title"),
        ),
        ("The ferry left on 3 May 2021.", ("number", "3 May 2021", "date")),
        ("The Commission was late.", ("name", "Commission", "common_noun")),
        ("The Minister was late.", ("name", "Minister", "title")),
    ],
)
def test_what_has_no_row_is_listed_with_its_reason(text: str, row: tuple[str, str, str]) -> None:
    assert row in unclaimed(text)


def test_what_has_a_row_is_not_listed() -> None:
    text = '"The quay is closed to all ferries," said Anna Berg on the quay of Oslo.'
    assert unclaimed(text) == []


def test_a_title_beside_a_name_is_not_listed() -> None:
    assert unclaimed("The boat of Lt. Gen. Anna Berg was late.") == []


def test_claims_answer_for_each_character() -> None:
    claims = Claims([(5, 8), (0, 2), (6, 10)])
    assert [claims.touch(at, at + 1) for at in range(12)] == [
        *[True] * 2,
        *[False] * 3,
        *[True] * 5,
        *[False] * 2,
    ]
