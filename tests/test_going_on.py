"""Who goes on speaking: pronouns and descriptions that mean the one who spoke before."""

import pytest

from toolkit.extract import extract_rows
from toolkit.extract.entities.called import may_be_called
from toolkit.pipeline import parse
from toolkit.rows import Document


def last_speaker(text: str) -> str | None:
    """The name of the entity behind the text's last statement."""
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    rows = extract_rows(document, parsed)
    names = {entity.entity_id: entity.name for entity in rows.entities}
    speaker = rows.statements[-1].speaker_id
    return None if speaker is None else names[speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whom the words of another only name does not speak next, whatever a given name tells.
        ("Quill Ekholm said Nils Berg would come. He added that it was late.", "Quill Ekholm"),
        ("Ola Lie said Anna Berg would come. She said it was late.", "Anna Berg"),
        ("Ola Lie said it was late, but he said it would sail.", "Ola Lie"),
        ("According to Nils Dahl, Ola Lie was late. “It was dark,” he said.", "Nils Dahl"),
        ("Secretary of State Nils Dahl met Ola Lie's crew. He said it was late.", "Nils Dahl"),
        # Nothing that somebody owns speaks, but it tells whom the text is about.
        ("Nils Dahl said it was dark. Ola Lie's boats were lost. He said it was late.", None),
        ("Nils Dahl and Ola Lie met. He said it was late.", None),
    ],
)
def test_he_and_she_are_rather_who_spoke_than_who_was_spoken_of(
    text: str, speaker: str | None
) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The council said it was dark. It added that it was late.", None),
        (
            "The Harbour Council said in a statement that it was dark. It said it was late.",
            "Harbour Council",
        ),
        ("The Harbour Council said crews left Norway. It said it was late.", "Harbour Council"),
        (
            "Anna Berg said it was dark. A spokeswoman for Fjord Homes left. She said it was late.",
            None,
        ),
        (
            "A spokeswoman for the Harbour Council said it was dark. She said it was late.",
            "Harbour Council",
        ),
        (
            "A Harbour Council spokeswoman said it was dark. "
            "“It is late,” she said. “We will wait.”",
            "Harbour Council",
        ),
        (
            "A Harbour Council spokesperson said it was dark. They added that it was late.",
            "Harbour Council",
        ),
        (
            "A spokeswoman for the Harbour Council met Anna Berg. She said it was late.",
            None,
        ),
        (
            "A Harbour Council spokeswoman said it was dark. Anna Berg left. She said it was late.",
            "Anna Berg",
        ),
    ],
)
def test_it_and_they_go_on_speaking_for_the_body_that_spoke(text: str, speaker: str | None) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nils Dahl came home. The Oslo lawyer said it was late.", "Nils Dahl"),
        ("Nils Dahl met Ola Lie's crew. The Oslo lawyer said it was late.", "Nils Dahl"),
        ("Anna Berg came home. The mother of two said it was late.", "Anna Berg"),
        ("Quill Berg came home. The former crane driver said it was late.", "Quill Berg"),
        ("Sen. Nils Dahl left. The Oslo senator said it was late.", "Nils Dahl"),
        (
            "Deputy Anna Berg of the Ferry Party said she left. "
            "The Ferry Party deputy said it was late.",
            "Anna Berg",
        ),
        ("Deputy Envoy Nils Dahl came home. The envoy said it was late.", "Nils Dahl"),
        ("Deputy Envoy Nils Dahl met Envoy Ola Lie. The envoy said it was late.", "Ola Lie"),
        ("Nils Dahl came home. The 23-year-old student said it was late.", "Nils Dahl"),
        ("The mayor, Councillor Nils Dahl, came home. The mayor said it was late.", "Nils Dahl"),
        ("Rep. Nils Dahl met Sen. Ola Lie. The Oslo congressman said it was late.", "Nils Dahl"),
        ("Nils Dahl came home. The lawyer said it was late.", None),
        ("Nils Dahl came home. “It is late,” the biologist said.", "Nils Dahl"),
        ("Nils Dahl came home. Ola Lie met him. “It is late,” the biologist said.", None),
        ("Nils Dahl came home. A lawyer from Oslo said it was late.", None),
        ("Nils Dahl came home. The Harbour Board director said it was late.", None),
        ("Mayor Nils Dahl came home. The Oslo lawyer said it was late.", None),
        ("Nils Dahl and Ola Lie met. The Oslo lawyer said it was late.", None),
        ("Nils Dahl came home. The former chairwoman said it was late.", None),
        ("Nils Dahl came home. It rained. It snowed. The Oslo lawyer said it was late.", None),
        ("Nils Dahl, 61, came home. Ola Lie left. The 61-year-old said it was late.", "Nils Dahl"),
        ("Nils Dahl (61) came home. The 61-year-old captain said it was late.", "Nils Dahl"),
        ("Nils Dahl, 61, came home. The 60-year-old said it was late.", None),
        ("Nils Dahl, 61, met Ola Lie, 61. The 61-year-old said it was late.", None),
        (
            "Sheikh Hamad Noor paid. Ola Lie left. In a letter, the sheikh said it was late.",
            "Hamad Noor",
        ),
    ],
)
def test_a_description_speaks_for_whom_the_sentence_before_is_about(
    text: str, speaker: str | None
) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Ferry Office met. The agency said it was late.", "Ferry Office"),
        (
            "The Ferry Workers Association met. The union said it was late.",
            "Ferry Workers Association",
        ),
        ("The Ferry Office met the Tide Service. The agency said it was late.", "Ferry Office"),
        ("The Ferry Office and the Tide Service met. The agency said it was late.", None),
        ("The Ferry Office met. The group said it was late.", None),
        ("The Ferry Office met. An agency said it was late.", None),
        ("The Ferry Office met. The union said it was late.", None),
    ],
)
def test_a_common_noun_speaks_for_the_body_that_it_describes(
    text: str, speaker: str | None
) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("name", "noun", "expected"),
    [
        ("Harbour Office", "agency", True),
        ("Brim Herald", "newspaper", True),
        ("Fjordbank", "bank", True),
        ("Lighthouse Trust", "charity", True),
        ("Fjord Holdings", "company", True),
        ("Tide Policy Center", "group", True),
        ("Ministry of Ports", "group", False),
        ("Harbour Office", "union", False),
        ("Brim Herald", "charity", False),
    ],
)
def test_a_noun_stands_for_bodies_with_certain_heads(name: str, noun: str, expected: bool) -> None:
    assert may_be_called([name], noun) is expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The league's envoy in Brim, Anna Berg, called on crews to wait.", "Anna Berg"),
        ("“We are late,” said Maj. Gen. Nils Dahl, deputy commander of Brim Command.", "Nils Dahl"),
        ("Omar bin Said al-Abadi left. Bin Said said it was late.", "Omar bin Said al-Abadi"),
        ("In Brim, Anna Berg said it was late.", "Anna Berg"),
    ],
)
def test_a_name_speaks_where_a_parse_hung_it_elsewhere(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway's president said it was late. President Anna Berg left.", "Anna Berg"),
        ("Norway's president said it was late. Norwegian President Anna Berg left.", "Anna Berg"),
        ("Norway's president said it was late. Swedish President Anna Berg left.", None),
        ("Norway met Norway. Sweden's president said it was late. President Anna Berg left.", None),
        ("Norway's envoy said it was late. Envoy Anna Berg met envoy Ola Lie.", None),
        ("Prime Minister Anna Berg left. The premier said it was late.", "Anna Berg"),
        ("Minister Anna Berg left. Ola Lie met her. The premier said it was late.", None),
    ],
)
def test_an_office_speaks_for_its_holder_by_whose_it_is(text: str, speaker: str | None) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Harbour Council spokeswoman, Anna Berg, said it was late.", "Anna Berg"),
        ("A spokeswoman for the Harbour Council, Anna Berg, said it was late.", "Anna Berg"),
        ("The owner's partner, the Ferry League, said it was late.", "Ferry League"),
        ("The Envoy for Norway, Ms Anna Berg, told the crews that it was late.", "Anna Berg"),
        ("Brim's mayor, Anna Berg, left. The mayor, who is 40, said it was late.", "Anna Berg"),
    ],
)
def test_a_name_against_a_description_speaks_before_the_body_in_it(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker
