"""Which names a sentence holds, and what each of them names."""

import time
from itertools import pairwise

import pytest
from name_rows import names_in
from spacy.tokens import Doc
from spacy.vocab import Vocab

from toolkit.extract.entities.acronyms import is_acronym, is_blend, shortens, stands_for
from toolkit.extract.entities.gazetteer import (
    given_name_gender,
    is_nationality,
    is_place,
    nationality_code,
    state_code,
)
from toolkit.extract.entities.headlines import is_title_case
from toolkit.extract.entities.names import find_names
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse
from toolkit.rows import Document


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Statement by Secretary of Transport Anna Berg on the Ferry Accident", ["Anna Berg"]),
        ("Remarks by Minister Nils Dahl at the Opening of the Quay", ["Nils Dahl"]),
        ("Minister Grant Travels to Brim Once More", []),
    ],
)
def test_a_headline_in_capitals_names_a_person_behind_an_office(
    headline: str, expected: list[str]
) -> None:
    found = names_in(f"{headline}\n\nThe ferry was late.")
    assert [name for name, kind in found if kind == "person"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn said it would appeal.", [("Tarn", "organization")]),
        ("Tarn said he would appeal.", [("Tarn", "person")]),
        (
            "Ilmara warned of floods. The Ilmaran authorities left.",
            [("Ilmara", "place"), ("Ilmaran", "group")],
        ),
        ("Der Bote said it was late.", [("Der Bote", "organization")]),
        ("Institut Marin was late.", [("Institut Marin", "organization")]),
        ("Norland won its first medal.", [("Norland", "organization")]),
        ("Hartley's navy sent two ships.", [("Hartley", "place")]),
        ("Hartley's wife said so. Hartley said he was late.", [("Hartley", "person")] * 2),
        ("In Hartley, the envoy met the crews.", [("Hartley", "place")]),
    ],
)
def test_what_a_text_says_of_lands_and_bodies_tells_them_from_persons(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found a UAV and two NGOs.", []),
        ("A WFP official said so.", ["WFP"]),
        ("Anyone who waits for the N5 bus is late.", []),
        ("Fjord Copper plc (OSE: FJC) paid.", ["Fjord Copper plc"]),
        ("It trades under the ticker FJC.", []),
        ("The monitor Open Sky was late.", ["Open Sky"]),
        ("Crews of Rivers Without Borders left.", ["Rivers Without Borders"]),
        ("Officers welcomed Soldiers at the quay.", []),
        ("The crews comply with the Law of Open Waters.", []),
        ("The frigate Quiet Sea (FFG 40) has left.", []),
        ("The U.S. 5th Fleet waits.", ["U.S.", "5th Fleet"]),
        ("The Global Coalition to Counter Piracy met.", ["Global Coalition to Counter Piracy"]),
        ("He wrote to the Committee to Protect Sailors.", ["Committee to Protect Sailors"]),
        ("He represents the Harbour Council to Norway.", ["Harbour Council", "Norway"]),
        ("He spoke for the United States of America.", ["United States of America"]),
        ("Dr Amir Shah was sorry.", ["Amir Shah"]),
    ],
)
def test_letters_people_and_units_are_names_only_where_they_name_one(
    text: str, expected: list[str]
) -> None:
    assert [name for name, _ in names_in(text)] == expected


def test_a_surname_that_is_also_a_town_is_the_person_whom_the_text_names_in_full() -> None:
    found = names_in("Its spokesman, Colonel Idris Moro, arrived. Moro said so.")
    assert found == [("Idris Moro", "person"), ("Moro", "person")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cholera spreads in Norway.", [("Norway", "place")]),
        ("Bush met the crews. Crews met Bush.", [("Bush", "person"), ("Bush", "person")]),
        ("Apple said it would wait.", [("Apple", "organization")]),
    ],
)
def test_a_common_word_that_opens_a_sentence_is_a_name_only_where_something_tells_so(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


def test_an_unknown_word_that_opens_a_sentence_belongs_to_the_body_behind_it() -> None:
    assert names_in("Vask Chemicals plc paid on Monday.") == [
        ("Vask Chemicals plc", "organization")
    ]


def test_a_number_that_opens_a_sentence_is_nobody() -> None:
    assert names_in("Twelve have drowned.") == []


def test_a_noun_for_a_body_tells_what_the_name_behind_it_names() -> None:
    assert names_in("It was printed in the journal Tidal Letters.") == [
        ("Tidal Letters", "organization")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferries were late, Quay Watchers Norway said.", "organization"),
        ("The ferries were late, Ada Quayle said.", "person"),
    ],
)
def test_who_speaks_under_a_name_that_ends_in_a_state_is_a_body(text: str, expected: str) -> None:
    assert [kind for _, kind in names_in(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Anna Berg arrived late.", [("Anna Berg", "person")]),
        ("Mr. King waited at the quay.", [("King", "person")]),
        (
            "The guest was Norwegian Prime Minister Anna Berg.",
            [("Norwegian", "group"), ("Anna Berg", "person")],
        ),
        (
            "The letter came from President of Norway Anna Berg on Monday.",
            [("Norway", "place"), ("Anna Berg", "person")],
        ),
        (
            "It was led by the head of the Nordic Ferry Council Anna Berg.",
            [("Nordic Ferry Council", "organization"), ("Anna Berg", "person")],
        ),
        (
            "The order came from Maj. Gen. Anna Berg and Col. Nils Dahl.",
            [("Anna Berg", "person"), ("Nils Dahl", "person")],
        ),
        ("Anna Berg QC spoke for the ferry company.", [("Anna Berg", "person")]),
        ("On Monday Sergeant Will Dahl spoke at the quay.", [("Will Dahl", "person")]),
        (
            "The mayor met Leader of the Opposition B. N. Dahl on Monday.",
            [("B. N. Dahl", "person")],
        ),
        ('John "Johnny" Dahl spoke.', [('John "Johnny" Dahl', "person")]),
        ("Sens. Anna Berg and Ola Dahl spoke.", [("Anna Berg", "person"), ("Ola Dahl", "person")]),
        ("Reps. Anna Berg left.", [("Anna Berg", "person")]),
    ],
)
def test_a_title_ends_where_the_name_of_a_person_begins(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deckhand, Zemeka Ovonko, was late.", [("Zemeka Ovonko", "person")]),
        ("Its chief executive Hvanni Ktulu left.", [("Hvanni Ktulu", "person")]),
        ("Gralha Nomber, 34, of Hull, was late.", [("Gralha Nomber", "person"), ("Hull", "place")]),
        ("Xia Zomer, a hydrologist, warned them.", [("Xia Zomer", "person")]),
        ("Schoolteacher Hvanni Ktulu won the vote.", [("Hvanni Ktulu", "person")]),
        # Nouns that companies carry, too, show nothing.
        ("Carmaker Fjord Motors paid for it.", [("Fjord Motors", "organization")]),
        ("The porter Wexam left.", []),
    ],
)
def test_a_description_beside_a_name_tells_a_person(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It stood near Wexam, South Dakota.", [("Wexam", "place"), ("South Dakota", "place")]),
        ("He lived in Wexam, Norway, then.", [("Wexam", "place"), ("Norway", "place")]),
        ("A child, 12, of Wexam, was late.", [("Wexam", "place")]),
        ("They buried Jorvek Martin.", [("Jorvek Martin", "person")]),
        ("They saw Fort Martin.", [("Fort Martin", "place")]),
        ("Staff of the WHO left. WHO said so.", [("WHO", "organization")] * 2),
        ("Secretary of State Berg spoke.", [("Berg", "person")]),
        ("Minister for Trade and Tourism Ola Berg spoke.", [("Ola Berg", "person")]),
        ("The Secretary of State spoke.", []),
        ("Chargé d'Affaires Anna Berg spoke.", [("Anna Berg", "person")]),
        ("Amb. Anna Berg spoke.", [("Anna Berg", "person")]),
        ("The Victoria NFC-WTO paid.", [("Victoria NFC-WTO", "organization")]),
        ("Wexam Mayor Anna Berg left.", [("Wexam", "place"), ("Anna Berg", "person")]),
        ("Victoria Mayor Anna Berg left.", [("Victoria", "place"), ("Anna Berg", "person")]),
        (
            "Wexam County Sheriff Anna Berg left.",
            [("Wexam County", "place"), ("Anna Berg", "person")],
        ),
        ("County Sheriff Anna Berg left.", [("Anna Berg", "person")]),
        ("Anna Mayor Berg left.", [("Anna Mayor Berg", "person")]),
        ("Berg, Norway's minister, left.", [("Berg", "person"), ("Norway", "place")]),
    ],
)
def test_what_stands_before_its_country_is_a_place(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was built by B. K. Hvannar.", [("B. K. Hvannar", "person")]),
        ("The Chief Minister B. K. Hvannar left.", [("B. K. Hvannar", "person")]),
        ("They met Park Seo-yeon there.", [("Park Seo-yeon", "person")]),
        ("They met Ngaru wa Kamau there.", [("Ngaru wa Kamau", "person")]),
        ("They met Peter ole Nkai there.", [("Peter ole Nkai", "person")]),
        ("They met Chen Xiaoling there.", [("Chen Xiaoling", "person")]),
        (
            "Fatima al-Zahrani thanked Engineer Abd al-Rahman el-Sayed.",
            [("Fatima al-Zahrani", "person"), ("Abd al-Rahman el-Sayed", "person")],
        ),
        (
            "Juan Carlos de la Torre lost. De la Torre conceded.",
            [("Juan Carlos de la Torre", "person"), ("De la Torre", "person")],
        ),
        ("The Oslo-style ferry was late.", [("Oslo", "place")]),
    ],
)
def test_initials_particles_and_hyphens_belong_to_names_of_persons(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ministry of Culture, Youth and Sports paid for it.",
            [("Ministry of Culture, Youth and Sports", "organization")],
        ),
        (
            "The Bank of Norway and the Ministry of Finance agreed.",
            [("Bank of Norway", "organization"), ("Ministry of Finance", "organization")],
        ),
        (
            "She studied at the University of Oslo and in Bergen.",
            [("University of Oslo", "organization"), ("Bergen", "place")],
        ),
        (
            "The Norwegian Refugee Council sent tents.",
            [("Norwegian Refugee Council", "organization")],
        ),
        (
            "Norway's Ministry of Transport replied.",
            [("Norway", "place"), ("Ministry of Transport", "organization")],
        ),
        ("The Children's Fund gave blankets.", [("Children's Fund", "organization")]),
        (
            "Harbour Systems AB of Sweden was late.",
            [("Harbour Systems AB", "organization"), ("Sweden", "place")],
        ),
        ("The Metal Workers' Union left.", [("Metal Workers' Union", "organization")]),
        (
            "A report by Harbour Systems, Inc. was late.",
            [("Harbour Systems, Inc.", "organization")],
        ),
    ],
)
def test_a_head_word_tells_a_body_and_how_far_its_name_goes(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed the Treaty of Lisbon.", [("Treaty of Lisbon", "agreement")]),
        ("The Paris Agreement was quoted.", [("Paris Agreement", "agreement")]),
        ("He cited Resolution 1120 twice.", [("Resolution 1120", "agreement")]),
        ("It was built after World War II.", [("World War II", "event")]),
        ("They met during the second Boer war.", [("second Boer war", "event")]),
        ("The 1912 Storm Flood is remembered.", [("1912 Storm Flood", "event")]),
        (
            'The conference titled "Keeping Small Harbours Open" ended.',
            [("Keeping Small Harbours Open", "event")],
        ),
        ("World Day for Clean Water is in March.", [("World Day for Clean Water", "event")]),
    ],
)
def test_agreements_and_events_are_told_by_their_heads(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sailors from the U.S. and the UK met.", [("U.S.", "place"), ("UK", "place")]),
        ("The French and Norwegians agreed.", [("French", "group"), ("Norwegians", "group")]),
        ("A Danish-Swedish crew sailed.", [("Danish", "group"), ("Swedish", "group")]),
        ("He left Vermont for Oslo.", [("Vermont", "place"), ("Oslo", "place")]),
    ],
)
def test_states_peoples_and_cities_come_from_the_word_lists(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on Monday that he was late.",
        "In May the Government raised the fares.",
        "Crews trained with improvised flotation devices (IFDs).",
        "It was the BEST ferry of ALL.",
        "Several Members of the board left.",
        "The President waited for us.",
        "Thousands waited. Drivers complained.",
    ],
)
def test_capitals_that_name_nothing_give_no_name(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fog hung over the Brimsel valley.", [("Brimsel", "place")]),
        ("A man from the Brimsel area was held.", [("Brimsel", "place")]),
        ("The Brimsel newspaper asked for it.", [("Brimsel", "organization")]),
        ("They stayed near the border with Sorvia.", [("Sorvia", "place")]),
        (
            "ALVAR, 3 May 2021 (Tern) - The ferry was late.",
            [("ALVAR", "place"), ("Tern", "organization")],
        ),
        ("The wreck lies south of Brimsel.", [("Brimsel", "place")]),
        ("The mayor of Brimsel resigned.", [("Brimsel", "place")]),
        ("The boat sank off Brimsel.", [("Brimsel", "place")]),
        (
            "The night boat runs between Oslo and Brimsel.",
            [("Oslo", "place"), ("Brimsel", "place")],
        ),
        (
            "Letters go to 3 Station Road, Brimsel, until Friday.",
            [("Station Road", "place"), ("Brimsel", "place")],
        ),
        ("The lorry left Route 9 at noon.", [("Route 9", "place")]),
        ("The engineers came from Tveit & Roos.", [("Tveit & Roos", "organization")]),
        ("The ferry operator Brimline is late.", [("Brimline", "organization")]),
        ("Fjord Copper plc was sold.", [("Fjord Copper plc", "organization")]),
        ("Crews rang the bell of St Runa's Church.", [("St Runa's Church", "organization")]),
        ("The Brimsel Courier was sold.", [("Brimsel Courier", "organization")]),
    ],
)
def test_the_words_around_a_new_name_tell_what_it_names(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The quay cost NOK 40m.",
        "Passengers for flight FA 120 waited.",
        "The Boeing 737 was late.",
        "The ferries ran.\n\nWEATHER\n\nThe fog was thick.",
    ],
)
def test_letters_that_a_number_makes_a_code_give_no_name(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was the idea of Anna Berg, Oslo.", [("Anna Berg", "person"), ("Oslo", "place")]),
        ("The group Anna Berg founded is small.", [("Anna Berg", "person")]),
        ("He met Anna Lane in Oslo.", [("Anna Lane", "person"), ("Oslo", "place")]),
    ],
)
def test_a_person_beside_such_words_stays_a_person(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert names_in(text) == expected


def test_a_headline_in_title_case_holds_only_names_known_from_the_text() -> None:
    text = "Ferry Chief Anna Berg Promises Cheaper Tickets For Students\n\nAnna Berg spoke in Oslo."
    assert names_in(text) == [
        ("Anna Berg", "person"),
        ("Anna Berg", "person"),
        ("Oslo", "place"),
    ]


def test_a_surname_is_the_person_whose_full_name_stands_elsewhere() -> None:
    found = names_in("Anna Hallgren spoke first. Hallgren, 56, has led the league for years.")
    assert found == [("Anna Hallgren", "person"), ("Hallgren", "person")]


def test_names_do_not_overlap_and_are_sorted() -> None:
    text = "Anna Berg of the Bank of Norway met the Norwegian Refugee Council in Oslo, Norway."
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    found = find_names(parsed, find_quotations(text))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_ten_thousand_names_are_found_in_a_few_seconds() -> None:
    words = ["Anna", "Berg", "met", "Nils", "Dahl", "in", "Oslo", "."] * 3_400
    tags = ["NNP", "NNP", "VBD", "NNP", "NNP", "IN", "NNP", "."] * 3_400
    starts = [True, False, False, False, False, False, False, False] * 3_400
    parsed = Doc(Vocab(), words=words, tags=tags, sent_starts=starts)
    before = time.process_time()
    assert len(find_names(parsed, ())) == 3 * 3_400
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", None),
        ("the Netherlands", "NL"),
        ("Republic of Korea", "KR"),
        ("Norway", "NO"),
        ("Oslo", None),
        ("Korea", None),
    ],
)
def test_a_state_is_known_by_each_of_its_names(name: str, code: str | None) -> None:
    assert state_code(name) == code


def test_the_word_lists_know_peoples_places_and_given_names() -> None:
    assert is_nationality("Norwegians")
    assert nationality_code("Dutch") == "NL"
    assert nationality_code("Kurdish") is None
    assert is_place("West Africa")
    assert given_name_gender("Anna") == "female"
    assert given_name_gender("Kim") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [("WFP", True), ("U.N.", True), ("UNICEF", True), ("Oslo", False), ("A", False), ("MPs", True)],
)
def test_an_acronym_is_mostly_capitals(text: str, answer: bool) -> None:
    assert is_acronym(text) is answer


@pytest.mark.parametrize(
    ("acronym", "name", "introduced", "answer"),
    [
        ("NFC", "Nordic Ferry Council", False, True),
        ("BoN", "Bank of Norway", False, True),
        ("NFC", "Nordic Rail Council", False, False),
        ("NORFEC", "Nordic Ferry Council", False, False),
        ("NORFEC", "Nordic Ferry Council", True, True),
        ("XYZ", "Nordic Ferry Council", True, False),
    ],
)
def test_an_acronym_stands_for_a_name_by_its_letters(
    acronym: str, name: str, introduced: bool, answer: bool
) -> None:
    assert stands_for(acronym, name, introduced=introduced) is answer


@pytest.mark.parametrize(
    ("letters", "name", "answer"),
    [
        ("centcom", "Central Command", True),
        ("norcom", "Norwegian Command", True),
        ("nobecom", "U.S. North Beach Command", True),
        ("nobecom", "North Command", False),
        ("noc", "North Command", False),
    ],
)
def test_a_blend_takes_two_letters_of_each_word(letters: str, name: str, answer: bool) -> None:
    assert is_blend(letters, name) is answer


def test_a_name_may_be_shortened_in_part() -> None:
    assert shortens("NFC PA", "NFC Parliamentary Assembly")
    assert not shortens("NFC PA", "NFC Ports Authority Board")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ferry Company Cuts Its Fares for Students", True),
        ("FERRY COMPANY CUTS FARES", True),
        ("Anna Berg leads the Bank of Norway", False),
        ("Bank of Norway", False),
    ],
)
def test_title_case_is_told_from_running_text(text: str, answer: bool) -> None:
    assert is_title_case(text) is answer
