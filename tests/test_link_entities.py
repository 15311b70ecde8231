"""The same entity in several documents: joined on evidence, else kept apart."""

from __future__ import annotations

import pytest

from toolkit.config import Authority
from toolkit.link.entities import LinkedEntities, link_entities
from toolkit.link.name_keys import name_key
from toolkit.rows import Document, Entity, Mention, Rows, make_id


def linked(*documents: list[Entity], authorities: tuple[Authority, ...] = ()) -> LinkedEntities:
    """Link documents that each name the given entities once."""
    files = [Document(f"d_{n}", f"{n}.txt", "0", "text/plain") for n in range(len(documents))]
    rows = [
        Rows(
            entities=tuple(entities),
            mentions=tuple(
                Mention(f"m_{n}_{k}", f"d_{n}", row.entity_id, row.name, k, k + 1, "name", "rule")
                for k, row in enumerate(entities)
            ),
        )
        for n, entities in enumerate(documents)
    ]
    return link_entities(files, rows, authorities=authorities)


def entity(name: str, type: str = "person", **fields: object) -> Entity:
    return Entity(make_id("e", type, name.casefold()), name, type, "rule", **fields)  # type: ignore[arg-type]  # fields


def names(result: LinkedEntities) -> list[str]:
    return sorted(row.name for row in result.entities)


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (entity("Ida Holm"), entity("Ida Holm"), ["Ida Holm"]),
        (entity("Ida Holm"), entity("Holm"), ["Ida Holm"]),
        (entity("Ida Holm"), entity("Ida M. Holm"), ["Ida M. Holm"]),
        (entity("Ida Holm"), entity("Ida"), ["Ida", "Ida Holm"]),
        (entity("Ida Holm"), entity("Per Holm"), ["Ida Holm", "Per Holm"]),
        (entity("Georgia", "place"), entity("Georgia", "organization"), ["Georgia", "Georgia"]),
        (
            entity("World Food Board", "organization", aliases=("WFB",)),
            entity("WFB", "organization"),
            ["World Food Board"],
        ),
        (
            entity("United States", "place", country="US"),
            entity("U.S.", "place", country="US"),
            ["United States"],
        ),
        (entity("U.N.", "organization"), entity("UN", "organization"), ["U.N."]),
    ],
)
def test_two_documents_name_one_entity_only_on_evidence(
    one: Entity, two: Entity, together: list[str]
) -> None:
    assert names(linked([one], [two])) == together


NORWAY = entity("Norway", "place", country="NO", aliases=("Norwegian Kingdom",))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (
            entity("Ferry Board", "organization"),
            entity("Ferry Board for the North", "organization"),
        ),
        (entity("Storm Flood", "event"), entity("1912 Storm Flood", "event")),
        (entity("Harbour Expo", "event"), entity("Harbour Expo 2031", "event")),
        (entity("Coast Guard", "organization"), entity("Norway Coast Guard", "organization")),
        (entity("NFB", "organization"), entity("Nordic Ferry Board", "organization")),
        (entity("DoT", "organization"), entity("Transport Department", "organization")),
    ],
)
def test_a_short_name_is_the_one_full_name_that_opens_with_it(short: Entity, full: Entity) -> None:
    assert names(linked([short, NORWAY], [full, NORWAY])) == sorted([full.name, "Norway"])
    # Nothing in common, a second candidate, or both in one document: they stay apart.
    assert len(names(linked([short], [full]))) == 2
    assert len(names(linked([short, full, NORWAY], [full, NORWAY]))) == 3


def test_a_short_name_that_fits_two_full_names_stays_apart() -> None:
    north = entity("Ferry Board for the North", "organization")
    south = entity("Ferry Board for the South", "organization")
    short = entity("Ferry Board", "organization")
    assert len(names(linked([short, NORWAY], [north, NORWAY], [south, NORWAY]))) == 4


def test_a_single_word_opens_no_other_name() -> None:
    short = entity("Bank", "organization")
    full = entity("Bank of Brim", "organization")
    assert names(linked([short, NORWAY], [full, NORWAY])) == ["Bank", "Bank of Brim", "Norway"]


def test_a_surname_that_fits_two_people_stays_apart() -> None:
    result = linked([entity("Ida Holm")], [entity("Per Holm")], [entity("Holm")])
    assert names(result) == ["Holm", "Ida Holm", "Per Holm"]


def test_two_whom_one_document_keeps_apart_stay_apart() -> None:
    first = entity("Holm")
    second = Entity("e_2", "Holm", "person", "rule")
    assert names(linked([first, second])) == ["Holm", "Holm"]


def test_two_middle_names_keep_the_outer_name_apart() -> None:
    result = linked([entity("Ida A. Holm")], [entity("Ida B. Holm")], [entity("Ida Holm")])
    assert names(result) == ["Ida A. Holm", "Ida B. Holm", "Ida Holm"]


def test_entities_that_share_type_and_name_get_ids_with_their_first_document() -> None:
    result = linked([entity("Ida Holm"), entity("Holm")], [entity("Per Holm")], [entity("Holm")])
    holms = [row for row in result.entities if row.name == "Holm"]
    assert {row.entity_id for row in holms} == {
        make_id("e", "person", "holm", "d_0"),
        make_id("e", "person", "holm", "d_2"),
    }


def test_the_fullest_name_and_role_stand_and_other_forms_are_aliases() -> None:
    result = linked(
        [entity("HOLM", role="chairwoman")],
        [entity("Ida Holm", aliases=("Holm",), role="chairwoman of the harbour board")],
    )
    (row,) = result.entities
    assert (row.name, row.aliases, row.role) == (
        "Ida Holm",
        ("HOLM", "Holm"),
        "chairwoman of the harbour board",
    )
    assert (row.documents, row.mentions) == (2, 2)


def test_the_users_list_joins_names_and_gives_their_wikidata_item() -> None:
    known = Authority(
        name="Oslo", type="place", aliases=("Kristiania",), country=None, wikidata="Q585", line=2
    )
    result = linked(
        [entity("Oslo", "place")], [entity("Kristiania", "organization")], authorities=(known,)
    )
    (row,) = result.entities
    assert (row.type, row.wikidata, row.rule) == ("place", "Q585", "authority")


def test_case_full_stops_and_hyphens_do_not_part_names() -> None:
    assert name_key("Jean-Luc  U.N.") == "jean luc un"
