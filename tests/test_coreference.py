"""Which places of a text mean the same person, body, place or people."""

import re
import time

import pytest

from toolkit.extract import extract_rows
from toolkit.extract.entities.clusters import cluster_names
from toolkit.extract.entities.coreference import (
    resolve_mentions,
    resolve_speech_participants,
)
from toolkit.extract.entities.names import find_names
from toolkit.extract.entities.roles import compatible, offices
from toolkit.extract.spans import Cast, Name
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse
from toolkit.rows import Document, Statement
from toolkit.schema import rules


def cast_of(text: str) -> Cast:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    quotations = find_quotations(text)
    return resolve_mentions(document, parsed, find_names(parsed, quotations), quotations)


def linked(text: str, kinds: tuple[str, ...] = ("nominal", "pronoun")) -> list[tuple[str, str]]:
    cast = cast_of(text)
    return [
        (mention.text, cast.entity(mention.entity_id).name)
        for mention in cast.mentions
        if mention.kind in kinds
    ]


def entities(text: str) -> dict[str, tuple[str, ...]]:
    return {entity.name: entity.aliases for entity in cast_of(text).entities}


def test_a_full_name_a_surname_and_a_titled_surname_are_one_person() -> None:
    text = "Ola Naess left the board. Naess was tired, and Mr Naess wanted to fish."
    assert entities(text) == {"Ola Naess": ("Naess",)}


def test_a_title_of_the_other_gender_makes_another_person() -> None:
    text = "Nils Dahl left the board. Mrs Dahl stayed."
    assert set(entities(text)) == {"Nils Dahl", "Dahl"}


def test_a_middle_initial_makes_no_second_person() -> None:
    assert entities("Anna K. Berg spoke. Anna Berg left.") == {"Anna K. Berg": ("Anna Berg",)}


def test_the_names_of_one_state_are_one_place_with_its_code() -> None:
    [place] = cast_of("The US paid. The United States waited, and the U.S. agreed.").entities
    assert (place.name, place.aliases, place.country) == ("United States", ("U.S.", "US"), "US")


def test_only_a_state_has_a_country() -> None:
    countries = {e.name: e.country for e in cast_of("She flew from Norway to Bergen.").entities}
    assert countries == {"Norway": "NO", "Bergen": None}


def test_a_people_is_one_group_as_noun_and_as_adjective_and_never_the_state() -> None:
    text = "Norwegians love boats. Norwegian boats are old. Norway taxes them."
    types = {entity.name: entity.type for entity in cast_of(text).entities}
    assert types == {"Norwegians": "group", "Norway": "place"}


def test_a_federal_state_is_no_acronym_of_a_body_of_the_text() -> None:
    text = "The Supreme Court ruled on a road in Brim Hill, S.C., and the Supreme Court left."
    assert entities(text) == {"Brim Hill": (), "S.C.": (), "Supreme Court": ()}


def test_a_surname_that_is_a_title_too_means_the_person_where_it_stands_alone() -> None:
    text = "Director Raj Shah left. “It is late,” Shah told them. The Shah and Shah Omar stayed."
    names = [mention.text for mention in cast_of(text).mentions if mention.kind == "name"]
    assert names == ["Raj Shah", "Shah", "Omar"]


def test_a_surname_that_is_a_month_too_is_the_persons_and_the_month_is_none() -> None:
    text = "Minister Ruth May left in May. Mrs May was late. May said so on May 3."
    names = [mention.text for mention in cast_of(text).mentions if mention.kind == "name"]
    assert names == ["Ruth May", "May", "May"]


def test_a_surname_with_a_hyphen_is_the_persons_wherever_it_stands() -> None:
    text = "Anna Okonvo-Iwelu left. Okonvo-Iwelu called for patience. An Okonvo-like plan failed."
    assert entities(text) == {"Anna Okonvo-Iwelu": ("Okonvo-Iwelu",)}


def test_a_chamber_is_no_short_form_of_a_palace() -> None:
    assert set(entities("The White House agreed. The House voted.")) == {"House", "White House"}


def test_an_acronym_in_brackets_is_its_name() -> None:
    text = "The Nordic Ferry Council (NFC) met in Oslo. The NFC raised its fares."
    assert entities(text)["Nordic Ferry Council"] == ("NFC",)


def test_a_short_form_is_the_one_fuller_name_that_it_begins() -> None:
    text = "The Flood Commission for Rivers and Lakes met. The Flood Commission was tired."
    assert entities(text) == {"Flood Commission for Rivers and Lakes": ("Flood Commission",)}


def test_a_short_form_of_two_names_stays_alone() -> None:
    text = (
        "The Flood Commission for Rivers met the Flood Commission for Lakes. "
        "The Flood Commission was tired."
    )
    assert len(entities(text)) == 3


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The league, whose president, Anna Berg, is here, met on Monday.", "president"),
        ("The harbour's medical director, Anna Berg, met the crews.", "medical director"),
        ("The fans thanked coach Anna Berg on Monday.", "coach"),
        ("Foreign Minister Anna Berg left.", "Foreign Minister"),
        ("President of Norway Anna Berg left.", "President of Norway"),
        ("Mr Nils Dahl left.", None),
        (
            "Anna Berg, director of the Bank of Norway, left the room.",
            "director of the Bank of Norway",
        ),
        (
            "Anna Berg, head of the Bank of Norway, chairwoman of the Flood Commission, left.",
            "head of the Bank of Norway, chairwoman of the Flood Commission",
        ),
        ("The company's director, Anna Berg, left.", "director"),
        ("Anna Berg, who is tired, left.", None),
        ("Anna Berg became the harbour minister in May.", "harbour minister"),
        ("Anna Berg was appointed head of the League last year.", "head of the League"),
        ("It was late when Anna Berg's election as mayor of Brim failed.", "mayor of Brim"),
        ("Anna Berg served as a deputy mayor.", "deputy mayor"),
        ("Anna Berg was named in a report.", None),
    ],
)
def test_a_role_is_kept_as_printed_beside_the_name(text: str, role: str | None) -> None:
    [person] = [entity for entity in cast_of(text).entities if entity.type == "person"]
    assert person.role == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Anna Berg came late. The president was tired.",
            [("The president", "Anna Berg")],
        ),
        (
            "President Anna Berg came late. The head of state was tired.",
            [("The head of state", "Anna Berg")],
        ),
        ("President Anna Berg came late. The vice president was tired.", []),
        ("Prime Minister Anna Berg came late. The minister was tired.", []),
        ("President Anna Berg met President Nils Dahl. The president was tired.", []),
        (
            "President of Norway Anna Berg met President of Finland Nils Dahl in Oslo. "
            "The Finnish president was tired.",
            [("The Finnish president", "Nils Dahl")],
        ),
        (
            "The Nordic Ferry Council met in Oslo. The council was late.",
            [("The council", "Nordic Ferry Council")],
        ),
        ("The Nordic Ferry Council met in Oslo. The city council was late.", []),
    ],
)
def test_a_description_by_office_or_head_means_the_one_that_it_fits(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, ("nominal",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg left early. She was tired.", [("She", "Anna Berg")]),
        ("Anna Berg left early. He was tired.", []),
        ("Anna Berg met Nils Dahl. He was tired.", [("He", "Nils Dahl")]),
        ("A driver complained. He was tired.", []),
        ("Nils Dahl waved. A spokesman waited. He was tired.", []),
        ("Norway raised its fares.", [("its", "Norway")]),
        ("Norway said it would wait.", [("it", "Norway")]),
        ("Norway said it was late to complain.", []),
        ("The Norwegians said they would wait.", [("they", "Norwegians")]),
        ("Norway and its allies met in the port.", [("its", "Norway")]),
        ("Norway raised its fares and its fees.", [("its", "Norway"), ("its", "Norway")]),
        ("Norway's breach of its promises was noted.", [("its", "Norway")]),
        ("The mayor urged Norway to open its ports.", [("its", "Norway")]),
        ("Norway and Finland raised its fares.", []),
        ("It is late. It rained.", []),
    ],
)
def test_a_pronoun_is_linked_only_where_one_is_clearly_meant(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, ("pronoun",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ferry operator Fjordline lost money. The operator will close the line.",
            [("The operator", "Fjordline")],
        ),
        (
            "Brim Copper plc lost money. The company will close the mine.",
            [("The company", "Brim Copper plc")],
        ),
        (
            "The goalkeeper, Marco Holm, was tired. The goalkeeper fell ill.",
            [("The goalkeeper", "Marco Holm")],
        ),
        # Two firms, a noun that many may carry, a party that narrows.
        ("Brim Copper plc and Vale Steel plc lost money. The company will close a mine.", []),
        ("The driver, Marco Holm, was tired. The driver left early.", []),
        ("Nominee Marco Holm was tired. The Democratic nominee left early.", []),
        # A title or an apposition is no mention of its own.
        ("Marco Holm, the minister, was tired.", []),
        ("Minister Marco Holm returns\n\nMinister Marco Holm was tired.", []),
    ],
)
def test_a_noun_beside_a_name_stands_for_it_later(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, ("nominal",)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister for Harbours welcomes deal\n\nMinister Elm said it was late.",
            [("Minister for Harbours", "Elm")],
        ),
        (
            "HO Minister visits Brim\n\nHarbour Office Minister Ola Elm said it was late.",
            [("HO Minister", "Ola Elm")],
        ),
        (
            "Harbour Secretary welcomes new rules\n\nNils Dahl said it was late.",
            [("Harbour Secretary", "Nils Dahl")],
        ),
        ("Harbour Secretary opens new quay\n\nNils Dahl lost a boat.", []),
        ("Harbour Secretary welcomes rules\n\nNils Dahl said no. Ada Moe said yes.", []),
        (
            "HO Minister opens quay\n\nFerry Minister Ada Moe came late.",
            [("HO Minister", "Ada Moe")],
        ),
        ("Lawmaker urges a bridge\n\nSen. Ada Moe met the crews.", [("Lawmaker", "Ada Moe")]),
        (
            "Minister Says Quay Is Safe\n\nMinister Ada Moe met the crews.",
            [("Minister", "Ada Moe")],
        ),
        (
            "Former club chairman calls for a vote\n\nAda Moe, a former chairman, met the crews.",
            [("Former club chairman", "Ada Moe")],
        ),
        ("Lawmaker opens a bridge\n\nSen. Ada Moe met the crews.", []),
        ("Lawmaker urges a bridge\n\nMayor Ola Lie met Sen. Ada Moe.", []),
    ],
)
def test_an_office_in_a_headline_is_whom_the_text_lets_speak(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, ("nominal",)) == expected


def test_a_transcripts_label_in_capitals_names_a_person() -> None:
    text = "Remarks\n\nMINISTER NKOSI: We agree.\n\nMR. OKAFOR: We will see.\n"
    found = {entity.name: entity.type for entity in cast_of(text).entities}
    assert found == {"NKOSI": "person", "OKAFOR": "person"}


def test_a_surname_with_particles_is_the_one_person_who_has_it() -> None:
    text = "Juan Carlos de la Torre lost the vote. De la Torre conceded."
    assert entities(text) == {"Juan Carlos de la Torre": ("De la Torre",)}
    text = "Haider al-Abadi lost the vote. Abadi conceded."
    assert entities(text) == {"Haider al-Abadi": ("Abadi",)}


def test_the_first_word_of_a_firm_stands_for_it_later() -> None:
    text = "Analysts at Wexam Partners agreed. Wexam's report is out."
    assert entities(text) == {"Wexam Partners": ("Wexam",)}
    # "Oslo" is no clinic.
    assert set(entities("The Oslo Clinic closed. Oslo paid.")) == {"Oslo Clinic", "Oslo"}


def all_linked(text: str) -> list[tuple[str, str]]:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    rows = extract_rows(document, parsed)
    names = {entity.entity_id: entity.name for entity in rows.entities}
    return [(m.text, names[m.entity_id]) for m in rows.mentions if m.kind == "pronoun"]


def test_a_letters_you_is_whom_it_greets() -> None:
    text = "Dear Ms Holm,\n\nYour office closed the quay. We ask you to open it.\n\nYours, Anna"
    assert all_linked(text) == [("Your", "Holm"), ("you", "Holm")]
    both = "Dear Ms Holm, dear Mr Dahl,\n\nYour office closed the quay."
    assert all_linked(both) == []


def test_the_first_person_behind_a_colon_is_the_one_who_speaks() -> None:
    text = (
        "Minister Anna Berg said:\n\n"
        "I welcome the new pier, and I thank all the crews of the ferries for it.\n"
    )
    assert all_linked(text) == [("I", "Anna Berg"), ("I", "Anna Berg")]


def test_a_pronoun_never_makes_an_entity() -> None:
    assert cast_of("He said that she was late. They agreed.") == Cast()


def test_mentions_are_sorted_and_cut_from_the_text() -> None:
    text = "President Anna Berg left Oslo. The president and her driver were late."
    cast = cast_of(text)
    assert [text[m.start : m.end] for m in cast.mentions] == [m.text for m in cast.mentions]
    assert list(cast.mentions) == sorted(cast.mentions, key=lambda m: (m.start, m.end))
    assert len({mention.mention_id for mention in cast.mentions}) == len(cast.mentions)


def statement_on(document: Document, cast: Cast, text: str, speaker: str | None) -> Statement:
    assert document.text is not None
    start = document.text.index(text)
    named = {entity.name: entity.entity_id for entity in cast.entities}
    return Statement(
        "s_1",
        document.document_id,
        "direct",
        text,
        start,
        start + len(text),
        "test",
        speaker_id=named[speaker] if speaker else None,
    )


@pytest.mark.parametrize(
    ("text", "quotation", "speaker", "expected"),
    [
        ('"I am tired," Anna Berg said.', '"I am tired,"', "Anna Berg", ["I"]),
        ('"We are tired," Anna Berg said.', '"We are tired,"', "Anna Berg", []),
        (
            '"We raised our fares," the Nordic Ferry Council said.',
            '"We raised our fares,"',
            "Nordic Ferry Council",
            [],
        ),
        ('"I am tired," a driver told Anna Berg.', '"I am tired,"', None, []),
    ],
)
def test_the_first_person_in_a_quotation_is_its_speaker(
    text: str, quotation: str, speaker: str | None, expected: list[str]
) -> None:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    cast = cast_of(text)
    statement = statement_on(document, cast, quotation, speaker)
    with_speakers = resolve_speech_participants(document, parsed, (statement,), cast)
    assert [m.text for m in with_speakers.mentions if m.kind == "pronoun"] == expected


def test_an_entity_of_one_document_has_one_id() -> None:
    text = "Mr Dahl met Mrs Dahl. Anna Berg met Nils Berg."
    ids = [entity.entity_id for entity in cast_of(text).entities]
    assert len(set(ids)) == len(ids)


def test_every_mention_points_to_an_entity_of_the_same_rows() -> None:
    text = 'The Bank of Norway was late. "We are sorry," its director Anna Berg said. She left.'
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    rows = extract_rows(document, parsed)
    known = {entity.entity_id for entity in rows.entities}
    assert {mention.entity_id for mention in rows.mentions} <= known
    assert {mention.rule for mention in rows.mentions} <= set(rules()["mentions"])
    assert {entity.rule for entity in rows.entities} <= set(rules()["entities"])


def test_an_office_is_compared_with_the_words_that_change_it() -> None:
    [vice] = offices("Vice President")
    [president] = offices("the president of the league")
    [head] = offices("the head of state")
    assert not compatible(vice, president)
    assert compatible(head, president)
    assert {office.word for office in offices("head of the club, chairman")} == {"head", "chairman"}


def test_ten_thousand_different_names_are_put_together_in_a_few_seconds() -> None:
    words = [f"Bank of Quay{number} (BQ{number})" for number in range(10_000)]
    text = " ".join(words)
    names = [
        Name(match.start(), match.end(), "organization", "test")
        for match in re.finditer(r"Bank of \w+|BQ\d+", text)
    ]
    before = time.process_time()
    clusters = cluster_names(text, names, {})
    assert len(clusters) >= 10_000
    assert time.process_time() - before < 20
