"""Whose entity stands behind the speaker as printed."""

import pytest

from toolkit.extract import extract_rows
from toolkit.pipeline import parse
from toolkit.rows import Document


def speakers_in(text: str) -> list[str | None]:
    """The entity's name for each statement, in order."""
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    rows = extract_rows(document, parsed)
    names = {entity.entity_id: entity.name for entity in rows.entities}
    return [row.speaker_id and names[row.speaker_id] for row in rows.statements]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The owner, Anna Berg, said the quay was closed.", "Anna Berg"),
        ("The bank's head, former minister Dr Anna Berg, said the quay was shut.", "Anna Berg"),
        ("Counsel for Fjordline, Anna Berg QC, said the quay was closed.", "Anna Berg"),
        ("Anna Berg, a hydrologist, said the quay was closed.", "Anna Berg"),
        ("Harbour press director Navy Capt. Anna Berg said the quay was closed.", "Anna Berg"),
        # A noun that no name stands against.
        ("A clerk in Bergen said the quay was closed.", None),
        ("At the Nordic Bank, clerks said the quay was closed.", None),
    ],
)
def test_a_description_speaks_for_the_person_whose_name_stands_against_it(
    text: str, speaker: str | None
) -> None:
    assert speakers_in(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A spokesman for the Nordic Bank said the quay was closed.", "Nordic Bank"),
        ("The Nordic Bank's spokeswoman said the quay was closed.", "Nordic Bank"),
        ("The quay is closed, according to a Nordic Bank news release.", "Nordic Bank"),
        # An officer of a body or state is neither.
        ("The Norway envoy said the quay was closed.", None),
        ("A lawyer for the Nordic Bank said the quay was closed.", None),
        ("The Minister for Scotland said the quay was closed.", None),
    ],
)
def test_a_body_speaks_through_spokesmen_and_documents_alone(
    text: str, speaker: str | None
) -> None:
    assert speakers_in(text) == [speaker]


def test_a_release_named_before_speaks_for_its_author() -> None:
    text = (
        "The pier is safe, according to a Nordic Bank news release issued on Monday.\n\n"
        "Ola Naess was at the pier, the release said."
    )
    assert speakers_in(text) == ["Nordic Bank", "Nordic Bank"]


def test_what_is_set_off_behind_a_colon_is_no_ones_own_voice() -> None:
    text = (
        "Harbour Board welcomes new pier\n\nMinister Anna Berg said:\n\n"
        "I welcome the news that the Harbour Board has opened the pier. I thank all the crews.\n"
    )
    assert speakers_in(text)[-1] == "Anna Berg"


def test_we_is_the_body_that_an_officer_signs_for_and_i_the_officer() -> None:
    text = (
        "Dear members,\n\nI ask you to read the report. We urge every member to vote in May.\n\n"
        "Yours sincerely,\n\nAnna Berg\nNordic Ferry Union"
    )
    assert speakers_in(text) == ["Anna Berg", "Nordic Ferry Union"]


def test_a_name_inside_a_headline_does_not_speak_as_we() -> None:
    text = "Quay freed from Nordic Ferry Union crews\n\nWe urge everyone to wait for the report."
    assert speakers_in(text) == [None]


COUNCIL = "The Harbour Council met. Fares rose. It rained. Boats sank. Crews left. Nobody came. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Secretary of State Anna Berg said it was late.", "Anna Berg"),
        ("The lawyer of Anna Berg said it was late.", None),
        ("Gov. Ola Dahl met the crews. The governor said it was late.", "Ola Dahl"),
        ("Secretary of State Ola Dahl left. The secretary said it was late.", "Ola Dahl"),
        ("Maj. Gen. Ola Dahl met the crews. The general said it was late.", "Ola Dahl"),
        ("Gen. Ola Dahl met Gen. Nils Holm. The general said it was late.", None),
        ("The city of Bergen said it was late.", "Bergen"),
        ("The mayor of Bergen said it was late.", None),
        ("A critic, Anna Berg, said it was late.", "Anna Berg"),
        ("The plant's owner, Amu Chemicals, said only that it was late.", "Amu Chemicals"),
        ("Amu Chemicals paid. The company said it was late.", "Amu Chemicals"),
        (f"{COUNCIL}The council said it was late.", "Harbour Council"),
        (f"{COUNCIL}A council said it was late.", None),
        (f"{COUNCIL}The board said it was late.", None),
        (f"{COUNCIL}The Lake Council met, too. The council said it was late.", None),
        (f"{COUNCIL}A council spokesman said it was late.", "Harbour Council"),
        (
            "The Norwegian Foreign Ministry met. A foreign ministry spokesman said it was late.",
            "Norwegian Foreign Ministry",
        ),
    ],
)
def test_a_description_speaks_for_the_one_entity_that_it_can_mean(
    text: str, expected: str | None
) -> None:
    assert speakers_in(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Harbour Council said it was shut. The spokesman added it was late.",
        "In a statement, the Harbour Council said it was shut. The statement said it was late.",
        "In a letter, the Harbour Council said it was shut. According to the letter, it was late.",
    ],
)
def test_who_was_introduced_once_is_the_same_later(text: str) -> None:
    assert speakers_in(text) == ["Harbour Council"] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are late,” said. Col. Anna Berg, head of the league.", "Anna Berg"),
        ("“We are late,” said, Anna Berg, head of the league.", "Anna Berg"),
        ("“We are late,” admitted coach Anna Berg, her aunt, who left.", "Anna Berg"),
        ("“We are late,” warned harbour master Anna Berg.", "Anna Berg"),
        ("“We are late,” warned coach drivers.", None),
        # The name opens a sentence of its own, or the cue has its speaker.
        ("“We are late,” said. Anna Berg left the quay.", None),
        ("“We are late,” the clerk said. Col. Anna Berg, head of the league.", None),
    ],
)
def test_a_slip_of_a_mark_between_cue_and_name_hides_no_speaker(
    text: str, speaker: str | None
) -> None:
    assert speakers_in(text) == [speaker]


def test_we_of_a_joint_statement_is_none_of_its_issuers_alone() -> None:
    joint = (
        "Joint statement by the Harbour Board and the Quay Council\n\nWe urge the crews to wait."
    )
    alone = "Statement by the Harbour Board\n\nWe urge the crews to wait."
    assert speakers_in(joint) == [None]
    assert speakers_in(alone) == ["Harbour Board"]


SPOKEN = "\n\nNorway condemns the raid. We urge all crews to wait.\n"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # A spokesman's "we" is the body that acts beside it, a minister's may be his own.
        (f"Press statement\nAnna Berg, Harbour Spokesperson{SPOKEN}", ["Norway", "Norway"]),
        (
            "The quay\nMinister Anna Berg gave a speech to the crews in Oslo.\n\n"
            "I ask you to wait. I urge the owners to pay.\n",
            ["Anna Berg", "Anna Berg"],
        ),
        (
            "The quay\nMinister Anna Berg gave a prize to the crews in Oslo.\n\n"
            "I ask you to wait. I urge the owners to pay.\n",
            [None, None],
        ),
    ],
)
def test_the_first_person_is_whom_the_head_of_the_page_lets_speak(
    text: str, speakers: list[str | None]
) -> None:
    assert speakers_in(text)[-2:] == speakers


def test_all_turns_with_one_label_have_one_speaker() -> None:
    text = (
        "BERG: It is late.\n\nHOLM: It is not late.\n\nBERG: But, Governor Holm, it is late.\n\n"
        "HOLM: It may be late.\n"
    )
    found = speakers_in(text)
    assert found[0] == found[2] != found[1] == found[3]


def test_a_label_gives_its_name_to_the_marks_behind_it() -> None:
    text = "Reactions to the pact\n\nHarbour policy chief Anna Berg: “This pact is a good one.”\n"
    assert speakers_in(text) == ["Anna Berg"]


def test_a_name_with_and_in_it_is_no_joint_speaker() -> None:
    text = "The Office for Piers and Quays, the agency, said it was late."
    assert speakers_in(text) == ["Office for Piers and Quays"]
