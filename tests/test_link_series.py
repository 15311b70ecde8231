"""Series: figures of the same measure, whatever their values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from toolkit.link.contradictions import find_contradictions
from toolkit.link.series import link_series, sentence_bounds
from toolkit.rows import Document, Entity, Figure, Mention

TEXT = "In the Spring Flood 20 citizens were injured. In the Autumn Flood others were."
DOCUMENTS = [Document(f"d_{n}", f"{n}.txt", "0", "text/plain", text=TEXT) for n in "ab"]
EVENTS = [
    Entity("e_spring", "Spring Flood", "event", "rule"),
    Entity("e_autumn", "Autumn Flood", "event", "rule"),
    Entity("e_group", "Norwegians", "group", "rule"),
]
BASE = Figure(
    "f_a", "d_a", "20 citizens", 20, 31, "20", 20, 22, "exactly", "count", "rule",
    value=20.0, lower=20.0, upper=20.0, unit="citizen", subject="citizens", event="injure",
)  # fmt: skip


ABOUT_THE_SAME = tuple(
    Mention(f"m_{document}_{entity}", f"d_{document}", entity, "Name", 0, 4, "name", "rule")
    for document in "ab"
    for entity in ("e_oslo", "e_bergen", "e_holm")
)


def series(*figures: Figure, mentions: tuple[Mention, ...] = ABOUT_THE_SAME) -> list[str | None]:
    linked = link_series(
        figures,
        documents=DOCUMENTS,
        entities=EVENTS,
        mentions=mentions,
        ranks={"d_a": 0, "d_b": 1},
    )
    return [row.series_id for row in linked]


def other(**fields: object) -> Figure:
    return replace(BASE, **{"figure_id": "f_b", "document_id": "d_b", **fields})  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({"value": 25.0}, True),
        ({"unit": "resident"}, True),
        ({"unit": "Norwegian"}, True),
        ({"unit": "child"}, False),
        ({"event": "die"}, False),
        ({"place_id": "e_oslo"}, True),
        ({"unit_kind": "percent", "unit": "percent"}, False),
        ({"event": None}, False),
    ],
)
def test_two_figures_are_one_series_when_unit_and_event_agree(
    fields: dict[str, object], same: bool
) -> None:
    assert series(BASE, other(**fields)) == (["f_a", "f_a"] if same else [None, None])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"place_id": "e_oslo"}, {"place_id": "e_bergen"}),
        ({"period_start": date(2020, 1, 1)}, {"period_start": date(2021, 1, 1)}),
        ({"period_end": date(2020, 1, 1)}, {"period_end": date(2021, 1, 1)}),
    ],
)
def test_another_place_or_period_is_another_series(
    one: dict[str, object], two: dict[str, object]
) -> None:
    assert series(replace(BASE, **one), other(**two)) == [None, None]  # type: ignore[arg-type]  # fields


def test_another_named_event_in_the_sentence_is_another_series() -> None:
    mentions = (
        Mention("m_1", "d_a", "e_spring", "Spring Flood", 7, 19, "name", "rule"),
        Mention("m_2", "d_b", "e_autumn", "Autumn Flood", 7, 19, "name", "rule"),
    )
    assert series(BASE, other(), mentions=(*ABOUT_THE_SAME, *mentions)) == [None, None]
    assert series(BASE, other(), mentions=(*ABOUT_THE_SAME, mentions[0])) == ["f_a", "f_a"]


def test_documents_that_share_a_country_only_are_not_about_the_same_accident() -> None:
    assert series(BASE, other(), mentions=ABOUT_THE_SAME[:1] + ABOUT_THE_SAME[3:4]) == [None, None]


def test_documents_that_name_the_same_event_in_the_figures_sentences_are_about_it() -> None:
    mentions = tuple(
        Mention(f"m_{one}", f"d_{one}", "e_spring", "Spring Flood", 7, 19, "name", "rule")
        for one in "ab"
    )
    assert series(BASE, other(), mentions=mentions) == ["f_a", "f_a"]


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({}, True),
        ({"value": 30.0, "lower": 30.0, "upper": 30.0}, False),
        ({"value": 30.0, "lower": 30.0, "upper": 30.0, "asserted_by": "e_holm"}, True),
        ({"value": 30.0, "lower": 30.0, "upper": 30.0, "statement_id": "s_unnamed"}, True),
        ({"part_of": "f_a"}, False),
    ],
)
def test_within_a_document_only_the_same_number_or_another_voice_joins_a_series(
    fields: dict[str, object], same: bool
) -> None:
    second = other(document_id="d_a", number_start=60, number_end=62, **fields)
    assert series(BASE, second) == (["f_a", "f_a"] if same else [None, None])


def test_a_bare_percentage_measures_nothing_that_could_be_a_series() -> None:
    bare = {"unit_kind": "percent", "unit": "percent", "event": None, "subject": None}
    assert series(replace(BASE, **bare), other(**bare)) == [None, None]  # type: ignore[arg-type]  # fields


def test_shares_are_one_series_only_where_the_whole_has_the_same_names() -> None:
    share = {"unit_kind": "percent", "unit": "percent", "subject": "budget", "event": None}
    one = replace(BASE, **share)  # type: ignore[arg-type]  # fields
    two = other(**share)
    town = Mention("m_town", "d_b", "e_bergen", "Bergen", 24, 30, "name", "rule")
    assert series(one, two) == ["f_a", "f_a"]
    assert series(one, two, mentions=(*ABOUT_THE_SAME, town)) == [None, None]


@pytest.mark.parametrize(("entity_id", "same"), [("e_holm", True), ("e_berg", False)])
def test_ages_are_one_series_only_of_one_person(entity_id: str, same: bool) -> None:
    age = {"unit_kind": "age", "unit": "year", "subject": "driver", "event": None}
    one = replace(BASE, **age, subject_start=40, subject_end=46)  # type: ignore[arg-type]  # fields
    two = other(**age, subject_start=40, subject_end=46)
    drivers = tuple(
        Mention(
            f"m_driver_{document}", f"d_{document}", entity, "driver", 40, 46, "nominal", "rule"
        )
        for document, entity in (("a", "e_holm"), ("b", entity_id))
    )
    expected = ["f_a", "f_a"] if same else [None, None]
    assert series(one, two, mentions=(*ABOUT_THE_SAME, *drivers)) == expected
    assert series(one, two) == [None, None]


def test_the_sentence_of_a_figure_ends_at_its_punctuation() -> None:
    start, end = sentence_bounds(TEXT, 20, 31)
    assert TEXT[start:end] == "In the Spring Flood 20 citizens were injured."


def test_a_part_larger_than_its_whole_is_reported_and_kept() -> None:
    part = other(part_of="f_a", document_id="d_a", value=30.0, lower=30.0, upper=30.0)
    (problem,) = find_contradictions([BASE, part], {"d_a": "a.txt"})
    assert (problem.code, problem.path, problem.row_id) == ("part_exceeds_whole", "a.txt", "f_b")


def test_an_open_bound_contradicts_nothing() -> None:
    part = other(part_of="f_a", document_id="d_a", value=30.0, lower=None, upper=30.0)
    assert list(find_contradictions([BASE, part], {"d_a": "a.txt"})) == []
