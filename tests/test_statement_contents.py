"""Who says what, sentence by sentence: the printed speaker and the whole of what is said."""

from __future__ import annotations

import pytest
from statement_rows import statements

CASES: list[tuple[str, list[tuple[str | None, str]]]] = [
    # The cue at the end of the sentence, with more about the speaker between commas.
    (
        "Six of the cooks were late, harbour master Tom Quill, who is new here, told reporters.",
        [("harbour master Tom Quill", "Six of the cooks were late")],
    ),
    (
        "The quay had been shut, Eleni Vardi, who was there, told the Harbour Post.",
        [("Eleni Vardi", "The quay had been shut")],
    ),
    (
        "Nine boats were taken off the river on Monday night, the Bergen Rescue Service (BRS) "
        "announced.",
        [
            (
                "the Bergen Rescue Service",
                "Nine boats were taken off the river on Monday night",
            )
        ],
    ),
    (
        "The meeting went badly, said one source in the room.",
        [("one source in the room", "The meeting went badly")],
    ),
    (
        "The fares are not likely to rise, noted the Post's Anna Berg.",
        [("the Post's Anna Berg", "The fares are not likely to rise")],
    ),
    # Whoever says it all is the speaker; what the others say ends where that ends.
    (
        "Crews said that the quay was shut, Eleni Vardi told the Harbour Post.",
        [("Eleni Vardi", "Crews said that the quay was shut")],
    ),
    # The subject is where the parse does not look for it.
    (
        "In a meeting with the board on Monday Berg said that the fares may rise.",
        [("Berg", "the fares may rise")],
    ),
    (
        "Those close to her say the quay will close.",
        [("Those close to her", "the quay will close")],
    ),
    (
        "Sundline today announced that it carried 200 passengers.",
        [("Sundline", "it carried 200 passengers")],
    ),
    (
        "As many pilots, including Anna Berg, have pointed out, the fare is too high.",
        [("many pilots", "the fare is too high")],
    ),
    # Participles behind a comma share the speaker.
    (
        "“The quay is shut,” the clerk, Ada Roos, told this paper, adding that divers had left.",
        [("the clerk", "“The quay is shut,”"), ("the clerk", "divers had left")],
    ),
    # Requests and blame.
    (
        "In June, the northern senator called on fellow members to unlock the quay.",
        [("the northern senator", "fellow members to unlock the quay")],
    ),
    (
        "The league accused Anna Berg, who was born in Oslo, of hiding the accounts.",
        [("The league", "Anna Berg, who was born in Oslo, of hiding the accounts")],
    ),
    (
        "The board was criticized for closing the quay, though nobody used it.",
        [(None, "closing the quay")],
    ),
    ("The pilot has been accused of sleeping on duty.", [(None, "sleeping on duty")]),
    # What the narrator tells beside it stays out.
    ("The union denounced the levy in an interview.", [("The union", "the levy")]),
    (
        "Berg said the quay is shut, though she admitted it was swept.",
        [("Berg", "the quay is shut"), ("she", "it was swept")],
    ),
    (
        "The board called for a vote, but the crews left at noon.",
        [("The board", "a vote")],
    ),
    (
        "The quay is shut, according to the board, though nobody has seen it.",
        [("the board", "The quay is shut")],
    ),
    (
        "The garden is near the quay, which, Berg said, is open all year.",
        [("Berg", "is open all year")],
    ),
    # The cue's own words may be long, and the verb of saying not the first one.
    (
        "Several experts cautioned, as did the board itself, that the fares might rise.",
        [("Several experts", "the fares might rise")],
    ),
    (
        "Berg began by saying the quay would “never” open.",
        [("Berg", "the quay would “never” open")],
    ),
    # Words in marks that only carry on a sentence bring what stands before and behind them.
    (
        "Waiting “is a pain,” Berg said last week.",
        [("Berg", "Waiting “is a pain,”")],
    ),
    (
        "He released a letter that says he has “good sight” for a pilot.",
        [("that", "he has “good sight” for a pilot")],
    ),
    (
        "Berg told his crews to “go to the quay” and then “stay there until the tide turns.”",
        [
            (
                "Berg",
                "his crews to “go to the quay” and then “stay there until the tide turns.”",
            )
        ],
    ),
    (
        'Anna Berg called Friday\'s vote a "huge win for Oslo."',
        [("Anna Berg", 'Friday\'s vote a "huge win for Oslo."')],
    ),
    (
        "Holm described Berg as “a pilot for life” who “has never left the quay.”",
        [("Holm", "Berg as “a pilot for life” who “has never left the quay.”")],
    ),
    # Around its cue, indirect speech is the stretch with the verb.
    ("The latest ferry, Berg said, was the largest yet.", [("Berg", "was the largest yet")]),
    # A new sentence's quotation is not taken with the sentence before it.
    (
        "The Herald leads on “a summer of misery”. “Enough is enough”, says the Globe.",
        [("the Globe", "“Enough is enough”")],
    ),
    (
        "“The quay is not safe,” cautioned Ian Muir, a biologist in Oslo.",
        [("Ian Muir", "“The quay is not safe,”")],
    ),
    (
        "The publisher, who paid for the rights, admits he cried.",
        [("The publisher", "he cried")],
    ),
    (
        "A clerk said after the hearing that she hoped the quay would open.",
        [("A clerk", "she hoped the quay would open")],
    ),
    # A second question, and an infinitive deep in the phrase.
    (
        "The mayor asked how many crews had come, and at what cost.",
        [("The mayor", "how many crews had come, and at what cost")],
    ),
    (
        "Her cousin says that four boats sank, and has asked for a recount.",
        [("Her cousin", "four boats sank"), ("Her cousin", "a recount")],
    ),
    # Extraposed, listed, counted.
    (
        "It was stated by the ministry that the boat had set out from Bergen.",
        [("the ministry", "the boat had set out from Bergen")],
    ),
    (
        "The board has requested 4 boats, 200 tents and 2 tonnes of water.",
        [("The board", "4 boats, 200 tents and 2 tonnes of water")],
    ),
    (
        "The league speaks of at least 390 dead.",
        [("The league", "at least 390 dead")],
    ),
    (
        "She called the bridge, cut since May, “a matter of days”.",
        [("She", "the bridge, cut since May, “a matter of days”")],
    ),
    (
        "While she said the quay is shut, it is open to all.",
        [("she", "the quay is shut")],
    ),
]


HEADLINES = [
    (
        "Minister for the North condemns attack in Bergen",
        "Minister for the North",
        "attack in Bergen",
    ),
    ("UK welcomes new ferry timetable", "UK", "new ferry timetable"),
    ("Bergen Pilots Slam Levy As A ‘Farce’", "Bergen Pilots", "Levy As A ‘Farce’"),
    ("Mayor calls on Holm to resign over quay", "Mayor", "Holm to resign over quay"),
]


@pytest.mark.parametrize(("line", "speaker", "content"), HEADLINES)
def test_a_headline_reports_in_the_present(line: str, speaker: str, content: str) -> None:
    """Its verb is often tagged as a noun; what it governs is the rest of the line."""
    text = f"{line}\n\nA clerk told the paper that it was late."
    assert (statements(text)[0].speaker, statements(text)[0].text) == (speaker, content)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Board Press Statement: Ferries",
        "Minister comments on ferry delays",
        "Ferry reports",
    ],
)
def test_a_headline_that_names_a_topic_has_no_row(line: str) -> None:
    """Nouns that look like a verb, and verbs without a content."""
    assert statements(f"{line}\n\nThe quay was swept at noon.") == ()


NO_STATEMENT = [
    "Her spokesman declined to say whether she would come.",
    "Anyone who knows the pier should call 0800 555 019.",
    "The mayor, who was new, welcomed the guests at the gate.",
    "The guarantee highlights the need for a pier.",
    "Many papers speculated on the role that ferries play.",
    # The clause behind the cue's own comma is no content.
    "When the crews objected, the case was moved to Oslo.",
    "The crews agreed to leave the quay so the board could start.",
    "A singer writing songs about boats, that is rare.",
    "This says something about the quay and those who built it.",
    "Once he had said his piece, he left.",
    "It rained all day, which confirmed what the crews knew.",
    "A court-ordered sale, which took an hour, was short.",
    "The boats are seated according to size.",
    "The fund directed a sum to a group working to keep the quay open.",
    "Commenting on the news that the quay is shut, the mayor left.",
]


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_what_nobody_says_has_no_row(text: str) -> None:
    """Cues in another sense, and clauses that a cue does not govern."""
    assert statements(text) == ()


def test_a_heading_in_marks_is_no_speech() -> None:
    """Capitalised words between two paragraphs are a heading, whoever spoke before."""
    text = "“The quay is shut,” Berg said.\n\n'All Sails Are Set.'\n\nThe boats left at noon."
    assert [row.text for row in statements(text)] == ["“The quay is shut,”"]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_gives_its_speaker_and_the_whole_content(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    """Every row, and no other."""
    assert [(row.speaker, row.text) for row in statements(text)] == expected


def test_what_follows_a_letters_colon_is_set_off() -> None:
    """The cue may stand at a distance from the colon when the speech has its own paragraphs."""
    text = "Anna Berg replied on 9 June 2020:\n\nThe quay was swept. I have no plans to widen it."
    assert [(row.speaker, row.text) for row in statements(text)] == [
        ("Anna Berg", "The quay was swept. I have no plans to widen it")
    ]


def test_a_turn_goes_on_until_the_next_speaker() -> None:
    """A transcript's turn may have several paragraphs; the last one has its own."""
    text = (
        "BERG: The quay is shut.\n\nIt will stay shut for a year.\n\nHOLM: Why?\n\n"
        "BERG: It leaks.\n\nThe paper is printed on Mondays."
    )
    assert [(row.speaker, row.text) for row in statements(text)] == [
        ("BERG", "The quay is shut.\n\nIt will stay shut for a year"),
        ("HOLM", "Why?"),
        ("BERG", "It leaks"),
    ]


def test_two_turns_are_a_transcript_where_one_asks() -> None:
    """ "Question:" and whoever answers."""
    text = "QUESTION: Is the quay shut?\n\nMR BERG: It is swept today."
    assert [row.speaker for row in statements(text)] == ["QUESTION", "MR BERG"]


def test_what_is_set_off_is_not_the_issuers_own() -> None:
    """ "I" in the paragraphs after "Berg said:" is Berg, so the stretch stays whole."""
    text = (
        "Harbour Board\n\nThe chair Anna Berg said:\n\nI welcome the new ferry to the harbour.\n\n"
        "We urge all passengers to try it."
    )
    (row,) = statements(text)
    assert (row.speaker, row.rule) == ("The chair Anna Berg", "set_off")


def test_a_quotation_behind_a_colon_belongs_to_whoever_gives_it() -> None:
    """ "Berg gave the following statement:" has no verb of speech, but a speaker."""
    text = "Anna Berg gave the following statement on Monday:\n\n“The quay is shut.”"
    (row,) = statements(text)
    assert (row.speaker, row.cue) == ("Anna Berg", None)


def test_labels_that_come_again_and_name_nobody_are_no_speakers() -> None:
    """ "Read more:" is no turn."""
    text = "Read more: The quay is shut.\n\nRead more: The fare rises.\n\nRead more: It is late."
    assert statements(text) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"The quay is shut, the statement read.', '"The quay is shut,'),
        ("“The quay is shut, Anna Berg said on Monday.", "“The quay is shut,"),
    ],
)
def test_a_forgotten_closing_mark_leaves_the_cue_outside(text: str, content: str) -> None:
    """What is said ends with the comma before the cue that follows."""
    (row,) = statements(text)
    assert (row.text, row.kind) == (content, "direct")


def test_a_court_is_told() -> None:
    """In a headline "court told" is a passive: the court listens, nobody is named."""
    text = "Cashier ‘kept two ledgers’, court told\n\nThe hearing took a day."
    (row,) = statements(text)
    assert (row.speaker, row.addressee) == (None, "court")
