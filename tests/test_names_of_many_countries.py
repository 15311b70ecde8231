"""Names of persons, bodies and places that no English list holds, and where each of them ends."""

import pytest
from name_rows import names_in

from toolkit.bodies import find_body
from toolkit.extract import extract_rows
from toolkit.extract.entities.word_lists import (
    is_common_word,
    is_company,
    is_world_family_name,
    is_world_given_name,
)
from toolkit.pipeline import parse
from toolkit.rows import Document


@pytest.mark.parametrize(
    "name",
    [
        "Olumide Fagbenle",
        "Chidinma Uzor",
        "Tsegaye Woldemariam",
        "Hodan Warsame",
        "Thamizh Ramadoss",
        "Zaw Min Tun",
        "Somchai Limjaroen",
        "Kovács Anna",
        "Birgitta Jónsdóttir",
        "Tamar Kvirikashvili",
        "Hripsime Manasyan",
        "Sevinj Hajiyeva",
        "Oyungerel Battulga",
        "Solomiia Bobrovska",
        "Nkosazana Mkhize",
        "Jóannes Eidesgaard",
        "Choi Sun-hui",
        "Lai Ching-te",
    ],
)
@pytest.mark.parametrize(
    "frame",
    [
        "They thanked {} for the boats.",
        "“The ferry was late,” {} said on Monday.",
        "The prize went to Transport Minister {}, who was away.",
        "The crews read {}'s letter at the quay.",
    ],
)
def test_a_person_of_any_country_is_one(name: str, frame: str) -> None:
    assert (name, "person") in names_in(frame.format(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crews met in Vasker Tolum.", [("Vasker Tolum", "place")]),
        ("He met Jan Novak in May.", [("Jan Novak", "person")]),
        ("In May Holm said so.", [("Holm", "person")]),
        ("She thanked her cousin Ivalo.", [("Ivalo", "person")]),
        ("They met Mark English there.", [("Mark English", "person")]),
    ],
)
def test_unknown_words_are_a_person_only_where_nothing_else_is_said(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He went from the Bank of Norway to Oslo.", ["Bank of Norway", "Oslo"]),
        (
            "She leads the Institute for Sea Research in Norway.",
            ["Institute for Sea Research", "Norway"],
        ),
        (
            "The Centre for Quay Studies at Brim University said so.",
            ["Centre for Quay Studies", "Brim University"],
        ),
        ("The University of Texas at Austin won.", ["University of Texas at Austin"]),
        ("Democrats on the Quay Committee left.", ["Democrats", "Quay Committee"]),
        ("The Federation of Teachers left.", ["Federation of Teachers"]),
        ("The Office of the Prime Minister left.", ["Office of the Prime Minister"]),
        ("The Centre for Veterans Studies left.", ["Centre for Veterans Studies"]),
        (
            "The Delegation of the European Union to Norway left.",
            ["Delegation of the European Union to Norway"],
        ),
        (
            "The crews wrote to the Food and Drug Administration today.",
            ["Food and Drug Administration"],
        ),
        (
            "The Norwegian Labour and Welfare Administration left.",
            ["Norwegian Labour and Welfare Administration"],
        ),
        ("The Navy and Harbour Police left.", ["Navy", "Harbour Police"]),
        (
            "It was said by the Organization for Security and Co-operation in Europe.",
            ["Organization for Security and Co-operation in Europe"],
        ),
        ("He joined the Three Rivers Fund.", ["Three Rivers Fund"]),
        ("Neither Holm came. Ola Holm left.", ["Holm", "Ola Holm"]),
        ("Rival Anna Berg left.", ["Anna Berg"]),
        ("Western Union paid for it.", ["Western Union"]),
    ],
)
def test_a_name_ends_where_another_begins(text: str, expected: list[str]) -> None:
    assert [name for name, _ in names_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They lost to Sporting Lisbon.", [("Sporting Lisbon", "organization")]),
        ("They lost to the Oslo Raptors.", [("Oslo Raptors", "organization")]),
        ("It lies in the Strait of Vasker.", [("Strait of Vasker", "place")]),
        ("They crossed Wadi Tolum at night.", [("Wadi Tolum", "place")]),
        ("He was born in Brim-upon-Vale.", [("Brim-upon-Vale", "place")]),
        ("He gave it to OpenQuay today.", [("OpenQuay", "organization")]),
        ("Ärzte ohne Grenzen left.", [("Ärzte ohne Grenzen", "organization")]),
        ("He told The Guardian so.", [("Guardian", "organization")]),
        ("Shares of McDonald's fell.", [("McDonald's", "organization")]),
        ("Save the Children left.", [("Save the Children", "organization")]),
        (
            "Hurricane Mira came. After Mira, they left.",
            [("Hurricane Mira", "event"), ("Mira", "event")],
        ),
        (
            "Xanto chief executive Anna Berg left. Xanto paid.",
            [("Xanto", "organization"), ("Anna Berg", "person"), ("Xanto", "organization")],
        ),
        (
            "A New York Democrat and Republican Ohio agreed.",
            [
                ("New York", "place"),
                ("Democrat", "group"),
                ("Republican", "group"),
                ("Ohio", "place"),
            ],
        ),
    ],
)
def test_first_words_shapes_and_lists_tell_the_type(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The trawler Grey Heron was late.",
        "They took photographs of the MS Aurora.",
        "The film Salt Roads won.",
        "She sent Fares.pdf to the crews.",
        "The firm plans an IPO.",
        "The FTSE 100 was flat.",
    ],
)
def test_ships_works_files_and_indices_have_no_row(text: str) -> None:
    assert names_in(text) == []


def test_the_lists_know_what_their_heads_say() -> None:
    assert is_common_word("Ferry")
    assert not is_common_word("Okafor")
    assert is_world_given_name("Olumide")
    assert not is_world_given_name("Quay")
    assert is_world_family_name("Mkhize")
    assert is_company("Novo Nordisk") is False
    assert find_body("Novo Nordisk") == "Novo Nordisk"
    assert is_company("Marks & Spencer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They thanked the charity Ropes Against Rust (RAR).", ["Ropes Against Rust", "RAR"]),
        ("Brim Shipbuilders' Association left.", ["Brim Shipbuilders' Association"]),
        (
            "He works for the National Search and Rescue Agency.",
            ["National Search and Rescue Agency"],
        ),
        ("It was shown on Kompas TV.", ["Kompas TV"]),
        ("She met Sun Wenlan in Oslo.", ["Sun Wenlan", "Oslo"]),
        ("They joined Citizens for Reform.", ["Citizens for Reform"]),
        ("They saw the film Netflix bought.", ["Netflix"]),
        ("They lost a satellite NASA launched.", ["NASA"]),
        ("They sold the boat Anna Berg built.", ["Anna Berg"]),
        ("She has a degree in Psychology.", []),
        ("He sang in Wolof.", []),
        ("They won the Brim Prize.", []),
        ("The ferry KM Grey Heron left.", []),
        ("It cost 40 NOK.", []),
    ],
)
def test_letters_possessives_and_heads_say_what_is_one_name(text: str, expected: list[str]) -> None:
    assert [name for name, _ in names_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They went to Oslo, Bergen and Vasker.", ("Vasker", "place")),
        ("The capital, Vasker, was calm.", ("Vasker", "place")),
        ("Our driver Vasker was late.", ("Vasker", "person")),
        ("The Vasker party lost.", ("Vasker", "organization")),
        ("Vasker, a ferry operator, paid.", ("Vasker", "organization")),
        ("They left the Vasker dam.", ("Vasker", "place")),
        ("Vasker Tolum resigned.", ("Vasker Tolum", "person")),
    ],
)
def test_the_words_around_an_unknown_name_tell_its_type(
    text: str, expected: tuple[str, str]
) -> None:
    assert expected in names_in(text)


def test_a_name_with_and_without_its_marks_is_one_person() -> None:
    text = "Prime Minister Inés Sánchez left. Ines Sanchez was late. Ms Sanchez slept."
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    [person] = extract_rows(document, parsed).entities
    assert (person.name, person.aliases) == ("Inés Sánchez", ("Ines Sanchez", "Sanchez"))
