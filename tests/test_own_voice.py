"""What a document says in its own voice, and who does not speak in it."""

from __future__ import annotations

import re

import pytest
from statement_rows import statements

from toolkit.extract.spans import Cast
from toolkit.extract.statements.find import find_statements
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse_text
from toolkit.rows import Document, Entity, Mention


def _authorial(text: str) -> list[str]:
    return [row.text for row in statements(text) if row.kind == "authorial"]


@pytest.mark.parametrize(
    "clause",
    [
        "I am pleased to announce that the quay will open in May",
        "I want to thank the crews for waiting",
        "We would like to congratulate the crews on their rescue",
        "I also wish to commend the volunteers for their work",
        "Let me thank the crews for waiting",
        "Let me conclude by reaffirming our support for the clinic",
        "We join our neighbours in calling for a second bridge",
        "We are also announcing today a review of the fares",
        "We underscored the importance of timely warnings",
        "As we have made clear, the quay must stay open",
        "On behalf of the crews, we thank the board for its help",
        "We call on all ports around the lake to share their measurements",
        "We condemn in the strongest terms yesterday's raid on the pilot station",
        "We encourage you to read the leaflet",
        "We reaffirm our offer and call on the owners to accept it",
    ],
)
def test_an_act_of_the_issuers_is_one_row_from_first_word_to_last(clause: str) -> None:
    """However the act is introduced, in the present, the perfect or told afterwards."""
    assert _authorial(f"The harbour is full. {clause}. Boats sail at noon.") == [clause]


def test_two_acts_with_a_subject_each_are_two_rows() -> None:
    """The second one begins behind its "and"."""
    text = "We regret that the quay is shut, and we urge passengers to wait."
    assert _authorial(text) == ["We regret that the quay is shut", "we urge passengers to wait"]


@pytest.mark.parametrize(
    "text",
    [
        "We want to build a second bridge. It is late.",
        "We are pleased with the new quay. It is open.",
        "I was pleased to see the crews. They waited.",
        "We do not condemn the strike. It is late.",
        "We will continue to stand by the crews. It is late.",
    ],
)
def test_wishes_feelings_and_plans_are_no_acts(text: str) -> None:
    """Only a cue makes an act."""
    assert _authorial(text) == []


def test_it_goes_on_for_the_issuer_in_the_next_sentence_only() -> None:
    """Two sentences on, "it" is something else."""
    text = "We condemn the raid. This is a sad day. It underscores the need for a second guard."
    assert _authorial(text) == ["We condemn the raid"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The police may ask you to show a ticket.", []),
        ("The minister is expected to announce a new quay.", []),
        ("The law requires owners to disclose their incomes.", []),
        ("The police have asked you to show a ticket.", ["you to show a ticket"]),
        ("Ruth May said the quay is shut.", ["the quay is shut"]),
    ],
)
def test_what_is_possible_expected_or_required_has_not_been_said(
    text: str, said: list[str]
) -> None:
    """An act that has not taken place is no statement."""
    assert [row.text for row in statements(text)] == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Minister for the Lakes welcomes news that crews have found the ferry",
            "news that crews have found the ferry",
        ),
        (
            "Harbour Secretary welcomes new ferry rules that protect passengers.",
            "new ferry rules that protect passengers",
        ),
    ],
)
def test_a_title_may_have_a_verb_behind_its_own_and_a_full_stop(title: str, said: str) -> None:
    """The later verb stands in a clause of what is welcomed."""
    (row,) = statements(f"{title}\n\nThe ferry sails again in spring.")
    assert row.text == said


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        (
            "Berg noted that it was the third delay, and stressed the need for a second pier.",
            "stressed",
            "Berg",
        ),
        (
            "The chairman said that farmers had paid and described the fee as fair.",
            "described",
            "The chairman",
        ),
        (
            "The report says that most farms pay but warns that two of them cannot.",
            "warns",
            "The report",
        ),
        (
            "The Ferry Users' League, whose chair I met in May, claims that the quay is unsafe.",
            "claims",
            "The Ferry Users' League",
        ),
    ],
)
def test_a_cue_beside_another_one_has_its_speaker(text: str, cue: str, speaker: str) -> None:
    """A verb in -s goes with no plural, and a coordinated cue with no subject of what is said."""
    assert [row.speaker for row in statements(text) if row.cue == cue] == [speaker]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "She condemned in the strongest terms the looting of two huts.",
            "the looting of two huts",
        ),
        ("Berg said it was late – a claim the board denies.", "it was late"),
        (
            "It is a note which warns of “serious rust” in six of the piles.",
            "“serious rust” in six of the piles",
        ),
        ("The minister announced $6 million for shelter.", "$6 million for shelter"),
    ],
)
def test_what_is_said_is_neither_lost_nor_too_long(text: str, said: str) -> None:
    """A manner before it, a doubt behind it, a number in it."""
    assert [row.text for row in statements(text)] == [said]


def test_a_lead_before_a_cue_with_a_colon_is_not_what_is_said() -> None:
    """The colon points to what follows."""
    text = "Commenting on the news that the quay is shut, Anna Berg said:\n\n“It will open soon.”"
    assert [row.text for row in statements(text)] == ["“It will open soon.”"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She expressed concern about the delay.", "concern about the delay"),
        ("He voiced his support for the crews.", "his support for the crews"),
        ("The minister raised doubts about the fare.", "doubts about the fare"),
        (
            "Berg underscored the need for calm and expressed hope that the talks go on.",
            "hope that the talks go on",
        ),
        ("She paid tribute to the courage of the crews.", "the courage of the crews"),
        ("He drew attention to the state of the pier.", "the state of the pier"),
        ("She expressed condolences to the families.", None),
        ("She raised the fares in May.", None),
        ("The minister raised these concerns in a call.", None),
    ],
)
def test_a_stance_is_said_with_what_it_is_about(text: str, said: str | None) -> None:
    """An act that is only named has no content."""
    found = [row.text for row in statements(text)]
    assert (found[-1:] or [None])[0] == said


@pytest.mark.parametrize(
    "opening",
    ["We urge the owners to", "The minister urged the owners to", "Berg explained the aims of it"],
)
@pytest.mark.parametrize(
    "items", ["- publish their accounts\n- keep the quays safe", "publish it;\nkeep the quays safe"]
)
def test_a_list_behind_a_colon_belongs_to_what_is_said(opening: str, items: str) -> None:
    """Its lines have marks, or a small first letter where the page has lost them."""
    (row,) = statements(f"{opening}:\n\n{items}.\n\nBoats sail at noon.")
    assert row.text.endswith("keep the quays safe")


def test_a_sentence_below_a_colon_is_no_list() -> None:
    """A line with a capital and no mark may be anything."""
    (row,) = statements("We urge the owners to act:\n\nThe harbour is full.\n\nIt is late.")
    assert row.text == "We urge the owners to act"


def test_a_label_with_a_name_alone_is_no_turn() -> None:
    """The heading of a briefing names who gives it."""
    text = "Spokesperson: Anna Berg\n\nMS BERG: Good day.\n\nQUESTION: Is it late?\n\nMS BERG: No."
    assert [row.speaker for row in statements(text)] == ["MS BERG", "QUESTION", "MS BERG"]


def test_the_last_turn_goes_on_while_it_says_we() -> None:
    """What a narrator adds below has no first person."""
    text = "Question: Is it late?\n\nAnswer: It is.\n\nOur crews wait.\n\nThe board met in May."
    assert statements(text)[-1].text == "It is.\n\nOur crews wait"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "“We are ready,” said Adm. Tom Lund, commander, Naval Forces North.",
            "Adm. Tom Lund",
            "“We are ready,”",
        ),
        ("“We wait for spring,” as Berg put it.", "Berg", "“We wait for spring,”"),
        ("The quay is, as Berg put it, “a farce”.", "Berg", "“a farce”"),
    ],
)
def test_who_says_it_stands_beside_the_cue(text: str, speaker: str, said: str) -> None:
    """Before the office behind a name, and beside a cue with "it"."""
    (row,) = statements(text)
    assert (row.speaker, row.text) == (speaker, said)


@pytest.mark.parametrize(
    "text",
    [
        "The storm was a shock. It underscores the need for a second pier.",
        "We will stop those who reject its view.",
        "Minister for the Lakes, Anna Berg, responds to the storm",
    ],
)
def test_things_anybody_and_offices_say_nothing(text: str) -> None:
    """What "it" stands for has to be able to speak, and an office before a comma is no content."""
    assert statements(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is safe now.”\n– Anna Berg, Mayor of Halm\n\nIt opens in May.", "Anna Berg"),
        ("“It is safe now.”\nTom Holm, President, Ferry League\n\nIt opens in May.", "Tom Holm"),
        ("Quotes attributable to Minister Berg:\n\n“It is safe now.”", "Minister Berg"),
        ("Following the raid on the pier, the Board, in a note, said: “It is safe.”", "the Board"),
        ("“It is safe now,” Staff Sgt. Anna Berg said.", "Staff Sgt. Anna Berg"),
        (
            "“It is safe now,” Ministers Anna Berg and Tom Holm said.",
            "Ministers Anna Berg and Tom Holm",
        ),
    ],
)
def test_a_quotation_is_given_to_whom_the_page_names(text: str, speaker: str) -> None:
    """By the line below it, the line above it, with rank and office."""
    assert [row.speaker for row in statements(text)] == [speaker]


def test_quotations_one_below_the_other_are_the_same_persons() -> None:
    """Nothing stands between them that could name somebody else."""
    text = "Quotes attributable to Minister Berg:\n\n“It is safe now.”\n\n“It opens in May.”"
    assert [row.speaker for row in statements(text)] == ["Minister Berg", "Minister Berg"]


def test_two_that_clauses_are_two_statements() -> None:
    """Each is a stretch by itself; a "that" inside what is said joins nothing."""
    text = "Berg said that the quay is shut, and that it opens in May."
    assert [row.text for row in statements(text)] == ["the quay is shut", "it opens in May"]
    (row,) = statements("Berg said the boats that sail and that carry mail are late.")
    assert row.text == "the boats that sail and that carry mail are late"


@pytest.mark.parametrize(
    "text",
    [
        "Berg warned that up to six in ten boats are late.",
        "Berg warned the levy could sink the line.",
        "Berg recommended that all fares rise.",
    ],
)
def test_what_stands_inside_a_clause_is_spoken_to_by_nobody(text: str) -> None:
    """An addressee stands between the cue and its clause."""
    (row,) = statements(text)
    assert row.addressee is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The owner said only that six boats were missing.", ["six boats were missing"]),
        (
            "Police are appealing for witnesses after two boats were badly damaged near a pier.",
            ["witnesses"],
        ),
        (
            "It asks anyone with a fever of 38.5 degrees or above to see a doctor.",
            ["anyone with a fever of 38.5 degrees or above to see a doctor"],
        ),
        ("The board announced a levy; the crews pledged to wait.", ["a levy", "to wait"]),
    ],
)
def test_a_statement_reaches_as_far_as_its_own_clause(text: str, said: list[str]) -> None:
    """Neither the next act nor the narrator's "after" is part of it."""
    assert [row.text for row in statements(text)] == said


def test_to_remind_somebody_to_wait_is_to_ask() -> None:
    """To remind somebody of a fact is to say it."""
    asked, said = statements("She reminded the crews to wait. She reminded them that it is late.")
    assert (asked.cue_class, said.cue_class) == ("ask", "say")


@pytest.mark.parametrize(
    ("title", "end", "kinds"),
    [
        (
            "Harbour Board News",
            "Notes to editors: the Harbour Board is a public body.",
            "authorial",
        ),
        ("Fares to rise in May", "Boats sail at noon.", "indirect"),
    ],
)
def test_a_release_that_quotes_its_own_people_is_the_issuers(
    title: str, end: str, kinds: str
) -> None:
    """In a report the same clause is what somebody says."""
    text = f"{title}\n\n“It is late,” said Anna Berg. The Harbour Board warns of a storm.\n\n{end}"
    board = Entity("e_1", "Harbour Board", "organization", "test")
    mentions = tuple(
        Mention(f"m_{found.start()}", "d_0", "e_1", found[0], *found.span(), "name", "test")
        for found in re.finditer("Harbour Board", text)
    )
    document = Document("d_0", "a.txt", "", "text/plain", text=text)
    quotations = find_quotations(text)
    rows = find_statements(document, parse_text(text), quotations, Cast((board,), mentions))
    assert [row.kind for row in rows] == ["direct", kinds]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Asked whether it was late, he said it was.", [(None, "he"), ("he", None)]),
        ("3. Ministers welcomed the new quay.", [("Ministers", None)]),
        ("Asked for a reason, he left.", []),
    ],
)
def test_who_is_asked_is_spoken_to(text: str, rows: list[tuple[str | None, str | None]]) -> None:
    """And a paragraph's number is no part of who speaks in it."""
    assert [(row.speaker, row.addressee) for row in statements(text)] == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The League has argued that there is no way out, and we fully agree.",
            "there is no way out",
        ),
        ("The League argued that it is late, and I thank them all.", "it is late"),
    ],
)
def test_what_others_say_ends_where_the_writer_goes_on(text: str, said: str) -> None:
    """In indirect speech "we" is the one who writes."""
    assert statements(text)[0].text == said


def test_what_was_said_to_the_issuer_leaves_the_document_its_own() -> None:
    """A coxswain who "said to me" makes no report of a statement."""
    text = (
        "Their coxswain said to me that it was late. Last night I promised them that it would sail."
    )
    assert [row.kind for row in statements(text)] == ["indirect", "authorial"]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "The board reaffirmed, on behalf of the crews, its support for the clinic.",
            "The board",
            "its support for the clinic",
        ),
        (
            "The league has been told by inspectors that the pier is unsafe.",
            "inspectors",
            "the pier is unsafe",
        ),
        ("The pier will close, it was announced today.", None, "The pier will close"),
        (
            "The envoy was quick to point out that no deal was signed.",
            "The envoy",
            "no deal was signed",
        ),
        (
            "According to the Minister for Ports, Anna Berg, the pier will reopen in May.",
            "the Minister for Ports",
            "the pier will reopen in May",
        ),
        ("She told of “a night of terror”.", "She", "“a night of terror”"),
    ],
)
def test_acts_that_stand_at_a_distance_from_what_is_said(
    text: str, speaker: str | None, said: str
) -> None:
    """An aside, an agent, an adjective or a name may stand between."""
    assert [(row.speaker, row.text) for row in statements(text)] == [(speaker, said)]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Officials confirmed Monday that a boat was lost.", "Officials", "a boat was lost"),
        ("The ruling was welcomed by officials.", "officials", "The ruling"),
        ("The board joined its neighbours in condemning the raid.", "The board", "the raid"),
    ],
)
def test_plurals_at_the_head_agents_and_those_who_join_speak(
    text: str, speaker: str, said: str
) -> None:
    """A capital is no other word, and a passive's agent praises."""
    assert [(row.speaker, row.text) for row in statements(text)] == [(speaker, said)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met to reaffirm their support for the pier.",
        "The minister is due to announce a new pier.",
    ],
)
def test_a_purpose_is_no_act(text: str) -> None:
    """What is to be said has not been said."""
    assert statements(text) == ()


def test_what_a_spokesperson_says_may_tell_what_others_said() -> None:
    """Only the spokesperson's own next words end it."""
    text = (
        "A spokeswoman for the board said:\n\nThe board met the crews this morning in the hall."
        "\n\nThe chairman said that the fares would rise in the spring of next year."
    )
    (row,) = statements(text)
    assert row.text.endswith("the spring of next year")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "On the pier, Berg told reporters, the situation is “a mess”.",
            ["the situation is “a mess”"],
        ),
        (
            "Two piers have reopened, he noted, and a third will open next week.",
            ["Two piers have reopened", "and a third will open next week"],
        ),
        ("Two piers were shut, he noted, and he left.", ["Two piers were shut"]),
    ],
)
def test_what_is_said_goes_on_behind_its_cue(text: str, said: list[str]) -> None:
    """Where the next clause is in the present; what was done then may be the narrator's."""
    assert [row.text for row in statements(text)] == said


def test_they_go_on_for_several_who_issue() -> None:
    """As "it" does for one."""
    text = (
        "The members urge all to wait. The members welcome the offer. They stress that it is late."
    )
    assert _authorial(text)[-1] == "They stress that it is late"


def test_an_aside_with_as_makes_no_report_of_a_statement() -> None:
    """Whom the issuer quotes in passing is no one it reports on."""
    text = "As the mayor said, it is late. The League condemns the raid. We urge all to wait."
    assert "The League condemns the raid" in _authorial(text)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Berg recommended that crews wait.", "crews"),
        ("We recommend that you wait.", "you"),
        ("Berg recommended that fares rise.", None),
        ("Berg was asked whether it was late.", "Berg"),
    ],
)
def test_who_is_asked_may_stand_in_the_clause(text: str, addressee: str | None) -> None:
    """With verbs of asking, where someone can be asked; in a passive before the verb."""
    (row,) = statements(text)
    assert row.addressee == addressee


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("The Navy announced Tuesday the loss of a boat.", "The Navy", "the loss of a boat"),
        (
            "The envoy emphasized to the Foreign Minister the need for calm.",
            "The envoy",
            "the need for calm",
        ),
        (
            "She described the storm, in which six boats sank, as “a warning”.",
            "She",
            "the storm, in which six boats sank, as “a warning”",
        ),
        ("“It is late,” said the commander in a statement.", "the commander", "“It is late,”"),
    ],
)
def test_days_addressees_and_asides_are_passed_over(text: str, speaker: str, said: str) -> None:
    """What is said may stand behind them, and who says it before them."""
    assert [(row.speaker, row.text) for row in statements(text)] == [(speaker, said)]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("“The lake is rising”: UN envoy", "UN envoy"),
        ("“It is rising”: Anna Berg", "Anna Berg"),
    ],
)
def test_a_headline_may_end_with_who_says_it(title: str, speaker: str) -> None:
    """A colon stands for the cue."""
    (row,) = statements(f"{title}\n\nThe ferry sails again in spring.")
    assert row.speaker == speaker
