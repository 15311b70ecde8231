"""Reprints and variants: what is said again refers to where it was said first."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from toolkit.link.order import document_ranks
from toolkit.link.overlap import Likeness, containment, earliest_alike, jaccard, shingles
from toolkit.link.repeats import link_reprints, link_variants
from toolkit.rows import Document, Statement

LONG = "the late ferry left the harbour of the island at noon with forty passengers on board"


def document(name: str, text: str = "", **fields: object) -> Document:
    return Document(f"d_{name}", f"{name}.txt", "0", "text/plain", text=text, **fields)  # type: ignore[arg-type]  # fields


def statement(name: str, where: str, text: str, start: int = 0) -> Statement:
    return Statement(f"s_{name}", f"d_{where}", "indirect", text, start, start + len(text), "rule")


def variants(documents: list[Document], *statements: Statement) -> dict[str, str | None]:
    rows = link_variants(statements, document_ranks(documents))
    return {row.statement_id: row.variant_of for row in rows}


def test_the_earliest_document_is_the_one_published_first_and_unknown_dates_come_last() -> None:
    ranks = document_ranks(
        [
            document("a"),
            document("c", published_date=date(2021, 3, 4)),
            document("b", published_at=datetime(2021, 3, 3, 23, tzinfo=UTC)),
        ]
    )
    assert sorted(ranks, key=ranks.__getitem__) == ["d_b", "d_c", "d_a"]


def test_members_of_a_container_come_in_the_order_of_their_numbers() -> None:
    documents = [
        Document("d_12", "a.jsonl#12", "0", "text/plain"),
        Document("d_2", "a.jsonl#2", "0", "text/plain"),
    ]
    assert document_ranks(documents) == {"d_2": 0, "d_12": 1}


def test_a_statement_refers_to_the_earliest_that_says_the_same() -> None:
    documents = [document("a", published_date=date(2021, 1, 2)), document("b")]
    assert variants(
        documents,
        statement("late", "b", f"“{LONG}”"),
        statement("early", "a", f"{LONG}, she said again on that day"),
    ) == {"s_late": "s_early", "s_early": None}


def test_short_statements_have_no_variants() -> None:
    documents = [document("a"), document("b")]
    short = "the ferry was late again today"
    assert set(
        variants(documents, statement("1", "a", short), statement("2", "b", short)).values()
    ) == {None}


def test_statements_that_share_less_than_four_fifths_are_not_variants() -> None:
    documents = [document("a"), document("b")]
    other = LONG.replace("harbour", "port").replace("forty", "fifty")
    found = variants(documents, statement("1", "a", LONG), statement("2", "b", other))
    assert set(found.values()) == {None}


def test_a_document_with_nearly_the_same_body_is_a_reprint_of_the_earlier() -> None:
    documents = [
        document("b", f"{LONG} and the board apologised"),
        document("a", LONG),
        document("c", "an altogether different text about the price of bread in the town"),
    ]
    linked = link_reprints(documents, document_ranks(documents))
    assert [row.reprint_of for row in linked] == ["d_a", None, None]


@given(
    st.lists(st.lists(st.sampled_from("abcde"), max_size=12), max_size=8),
    st.sampled_from([0.3, 0.5, 0.7, 0.8, 1.0]),
    st.sampled_from([containment, jaccard]),
)
def test_the_earliest_alike_is_the_one_that_comparing_each_with_each_finds(
    texts: list[list[str]], least: float, likeness: Likeness
) -> None:
    sets = [shingles(" ".join(words), 2) for words in texts]
    expected: dict[int, int] = {}
    for two, later in enumerate(sets):
        for one, earlier in enumerate(sets[:two]):
            if later and earlier:
                like = likeness(len(earlier & later), len(earlier), len(later))
                if like >= least:
                    expected.setdefault(two, one)
    assert earliest_alike(sets, least, likeness) == expected


def test_many_reprints_of_one_text_are_found_in_a_moment() -> None:
    words = [f"word{number}" for number in range(300)]
    sets = [shingles(" ".join([*words, f"edition{number}"]), 5) for number in range(2_000)]
    assert set(earliest_alike(sets, 0.5, jaccard).values()) == {0}
