"""Statements as the data model defines them, on sentences of our own about ferries and banks."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from spacy.tokens import Doc
from statement_rows import statements

from toolkit.extract.spans import Cast
from toolkit.extract.statements.find import find_statements
from toolkit.extract.statements.own_clauses import is_past
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse_text
from toolkit.rows import Document, Entity, Mention

CASES: list[tuple[str, list[dict[str, Any]]]] = [
    # Forms of speech: direct, mixed, indirect.
    (
        "“The quay is shut,” Berg said.",
        [{"kind": "direct", "text": "“The quay is shut,”", "speaker": "Berg", "cue": "said"}],
    ),
    (
        '"The quay is shut," said Anna Berg, head of the harbour board.',
        [{"text": '"The quay is shut,"', "speaker": "Anna Berg", "cue": "said"}],
    ),
    # The printed speaker: no day, no aside, no description, nothing of what is said.
    (
        "Olav Lund on Monday said the bridge was shut.",
        [{"text": "the bridge was shut", "speaker": "Olav Lund"}],
    ),
    (
        "The Harbour Board today urged the crews to wait.",
        [{"text": "the crews to wait", "speaker": "The Harbour Board"}],
    ),
    (
        "The harbour board, in turn, urged the crews to wait.",
        [{"text": "the crews to wait", "speaker": "The harbour board"}],
    ),
    (
        "“The quay is shut,” said Anna Berg, Harbour Watch's regional director.",
        [{"text": "“The quay is shut,”", "speaker": "Anna Berg"}],
    ),
    (
        "According to the board, at least 27 crews -- some 140 people -- left the port in April.",
        [{"speaker": "the board", "cue": "According to"}],
    ),
    # Verbs of voice and manner carry a quotation and nothing else.
    (
        "Berg was not impressed. “We were asleep,” he fumed.",
        [{"kind": "direct", "text": "“We were asleep,”", "speaker": "he", "cue": "fumed"}],
    ),
    ("Berg fumed that the quay was shut.", []),
    (
        "Berg said that the quay is shut.",
        [{"kind": "indirect", "text": "the quay is shut", "speaker": "Berg", "cue_class": "say"}],
    ),
    (
        "The quay is shut, Berg said on Monday.",
        [{"kind": "indirect", "text": "The quay is shut", "speaker": "Berg"}],
    ),
    (
        "Berg said the repair was “slow and costly” this year.",
        [{"kind": "mixed", "text": "the repair was “slow and costly” this year"}],
    ),
    (
        "According to the harbour police, two ferries were late.",
        [
            {
                "text": "two ferries were late",
                "speaker": "the harbour police",
                "cue": "According to",
                "cue_class": "say",
            }
        ],
    ),
    (
        "As Berg has said, the ferry was late.",
        [{"text": "the ferry was late", "speaker": "Berg"}],
    ),
    # Requests take in the one who is asked; telling verbs do not.
    (
        "Berg called on the operators to publish their accounts.",
        [
            {
                "text": "the operators to publish their accounts",
                "cue": "called on",
                "cue_class": "ask",
                "addressee": "the operators",
            }
        ],
    ),
    (
        "Berg told the operators that the quay is closed.",
        [{"text": "the quay is closed", "addressee": "the operators", "cue_class": "say"}],
    ),
    # Other frames.
    (
        "The board promised to publish the accounts.",
        [{"text": "to publish the accounts", "cue_class": "promise", "speaker": "The board"}],
    ),
    (
        "The bank denied any role in the delay.",
        [{"text": "any role in the delay", "cue_class": "deny"}],
    ),
    (
        "The mayor described the delay as a disgrace.",
        [{"text": "the delay as a disgrace", "cue": "described"}],
    ),
    (
        "The union accused the bank of delays.",
        [{"text": "the bank of delays", "cue_class": "blame", "speaker": "The union"}],
    ),
    # Coordination: each cue has its own.
    (
        "He stressed that the queue is growing, and called on the crews to wait.",
        [
            {"text": "the queue is growing", "cue": "stressed", "speaker": "He"},
            {"text": "the crews to wait", "cue": "called on", "speaker": "He"},
        ],
    ),
    # Interrupted and run-on speech.
    (
        "“The quay,” Berg said, “is shut.”",
        [{"text": "“The quay,”"}, {"text": "“is shut.”"}],
    ),
    (
        "“The quay is shut,” Berg said. “It will stay shut until May.”",
        [
            {"text": "“The quay is shut,”", "cue": "said"},
            {"text": "“It will stay shut until May.”", "speaker": "Berg", "cue": None},
        ],
    ),
    (
        "“The quay is shut.\n\n“It leaks,” Berg said.",
        [{"text": "“The quay is shut.\n\n“It leaks,”", "kind": "direct", "speaker": "Berg"}],
    ),
    # Relays and headlines.
    (
        "Two ferries were late on Monday, the Harbour Post reports citing the port police.",
        [
            {
                "text": "Two ferries were late on Monday",
                "speaker": "the Harbour Post",
                "via": "the port police",
            }
        ],
    ),
    # Glued together, and with a mark missing.
    (
        'The quay is open, the paper reports."It is shut," Berg noted.He stressed that it leaks.',
        [
            {"text": "The quay is open", "speaker": "the paper"},
            {"text": '"It is shut,"', "speaker": "Berg"},
            {"text": "it leaks", "speaker": "He"},
        ],
    ),
    # The passive of asking names the one who is asked; who asks need not be printed.
    (
        "Passengers were asked to wait.",
        [{"text": "to wait", "cue": "asked", "addressee": "Passengers", "speaker": None}],
    ),
    (
        "The pilot was asked whether she had been afraid.",
        [{"text": "whether she had been afraid", "cue": "asked", "speaker": None}],
    ),
    (
        "“The quay is shut,” a clerk was quoted as saying by the Harbour Post.",
        [{"speaker": "a clerk", "cue": "quoted as saying", "via": "the Harbour Post"}],
    ),
    # A quotation set off without marks runs to where the narrator returns.
    (
        "The pilot Anna Berg said:\n\nI am relieved that all crews are safe.\n\n"
        "The quay stays shut until we have checked it.",
        [
            {
                "text": "I am relieved that all crews are safe.\n\n"
                "The quay stays shut until we have checked it",
                "speaker": "The pilot Anna Berg",
                "kind": "indirect",
                "rule": "set_off",
            }
        ],
    ),
    (
        "Berg said:\n\nThe quay stays shut until it has been checked.\n\n"
        "A pilot said that the storm was over.",
        [
            {"text": "The quay stays shut until it has been checked", "speaker": "Berg"},
            {"text": "the storm was over", "speaker": "A pilot"},
        ],
    ),
    (
        "The crews, beaten for the third time in a row, said they would go on.",
        [{"text": "they would go on", "cue": "said"}],
    ),
    (
        "The director called the delay “painful” and assured that a boat would wait.",
        [{"text": "the delay “painful”"}, {"text": "a boat would wait", "cue": "assured"}],
    ),
    (
        "We urge all passengers to wait, and we are sorry for the delay.",
        [{"text": "We urge all passengers to wait", "kind": "authorial"}],
    ),
]

NO_STATEMENT = [
    "She read that the quay was shut.",
    "The mayor believes that the quay is shut.",
    "The board wants to close the quay.",
    "The crews hope the quay will open.",
    "The mayor did not say that the quay is shut.",
    "They sang “The Long Way Home” on the quay.",
    "The so-called “night ferry” sails at noon.",
    "The mayor offered thanks.",
    "A boat called Anna lay there.",
    "The agency refuses to pay.",
    "A so-called “flood summit” was announced.",
    "Nobody agrees on how many ferries were late.",
    "The mayor said:\n\n- one ferry was late all day on Monday.",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_form_of_speech_gives_its_rows(text: str, expected: list[dict[str, Any]]) -> None:
    """Every row with the columns that the case is about, no other row."""
    found = statements(text)
    assert [
        {column: getattr(row, column) for column in wanted}
        for row, wanted in zip(found, expected, strict=False)
    ] == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("text", NO_STATEMENT)
def test_what_is_no_act_of_communication_has_no_row(text: str) -> None:
    """Beliefs, wishes, refusals, titles, scare quotes, names, acts without their content."""
    assert statements(text) == ()


def test_every_span_is_the_text_that_it_says() -> None:
    """Offsets count code points of the document's text."""
    for text, _ in CASES:
        for row in statements(text):
            assert text[row.start : row.end] == row.text
            for column in ("speaker", "cue", "addressee"):
                start, end = getattr(row, f"{column}_start"), getattr(row, f"{column}_end")
                printed = getattr(row, column)
                assert printed == (None if start is None else text[start:end])


def test_rows_are_sorted_and_share_no_character() -> None:
    """Only the outermost of nested statements has a row."""
    text = (
        "The paper reported that Berg said that the quay is shut. Holm denied it, the paper wrote."
    )
    rows = statements(text)
    assert list(rows) == sorted(rows, key=lambda row: (row.start, row.end))
    for before, after in pairwise(rows):
        assert before.end <= after.start


def test_what_an_inner_source_answers_for_has_it_as_relay() -> None:
    """The outer source is the speaker, the inner one is ``via``."""
    (row,) = statements("The paper reported that Berg said that the quay is shut.")
    assert (row.speaker, row.via) == ("The paper", "Berg")


@pytest.mark.parametrize("words", ["Probably not", "Not yet", "Never", "Is it late? Not now"])
def test_a_denial_that_is_quoted_denies_no_act_of_speech(words: str) -> None:
    """The negation belongs to the words, not to the verb that reports them."""
    (row,) = statements(f'"{words}," Mrs Berg said.')
    assert (row.speaker, row.cue) == ("Mrs Berg", "said")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The quay is shut, according to Norwegian spokesman Ola Dahl.",
            "Norwegian spokesman Ola Dahl",
        ),
        (
            "It is shut, according to Brim NFC-WTO President Anna Berg.",
            "Brim NFC-WTO President Anna Berg",
        ),
        ("The minister and the mayor said the quay was shut.", "The minister and the mayor"),
        ("The crews will work on, the statement read.", "the statement"),
    ],
)
def test_a_speaker_is_printed_with_title_and_partner_and_without_the_cue(
    text: str, speaker: str
) -> None:
    """However many nouns and hyphens stand before the name."""
    (row,) = statements(text)
    assert row.speaker == speaker


RESOLVED = [
    ("A spokesman for [Kestrel] said the quay was shut.", "Kestrel"),
    ("A [Kestrel] spokeswoman said the quay was shut.", "Kestrel"),
    ("A [Norway] envoy said the quay was shut.", None),
    ("The members of the [Harbour Board] said the quay was shut.", "Harbour Board"),
    ("Members of the [Harbour Board] said the quay was shut.", None),
    ("The mine's owner, [Kestrel], pledged to open the quay.", "Kestrel"),
    ("[Anna Berg] was late. The owner said the quay was shut.", None),
    ("An interview with [Anna Berg]\n\nQ: Is it late?\n\nA: It is shut.\n\nQ: Why?", "Anna Berg"),
]


@pytest.mark.parametrize(("marked", "speaker"), RESOLVED)
def test_a_speaker_is_the_one_whom_the_phrase_stands_for(marked: str, speaker: str | None) -> None:
    """A spokesman speaks for a body, an apposed name is the one described, "A:" is who answers."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    sort = "person" if "Anna" in marked else "place" if "Norway" in marked else "organization"
    entity = Entity("e_1", text[start:end], sort, "test")
    mention = Mention("m_1", "d_0", "e_1", text[start:end], start, end, "name", "test")
    document = Document("d_0", "a.txt", "", "text/plain", text=text)
    cast = Cast((entity,), (mention,))
    rows = find_statements(document, parse_text(text), find_quotations(text), cast)
    found = {row.speaker_id for row in rows if row.speaker != "Q"}
    assert found == {None if speaker is None else "e_1"}


@pytest.mark.parametrize(
    ("name", "sort", "rows"),
    [("Anna Berg", "person", 1), ("Harbour Board", "organization", 1), ("Norway", "place", 0)],
)
def test_before_the_colon_of_a_headline_a_place_does_not_speak(
    name: str, sort: str, rows: int
) -> None:
    """It says where: "Norway: crews are stranded"."""
    text = f"{name}: Harbour crews are stranded\n\nThe ferry is late."
    entity = Entity("e_1", name, sort, "test")
    mention = Mention("m_1", "d_0", "e_1", name, 0, len(name), "name", "test")
    document = Document("d_0", "a.txt", "", "text/plain", text=text)
    found = find_statements(document, parse_text(text), (), Cast((entity,), (mention,)))
    assert len(found) == rows


def test_an_issuers_own_clauses_are_authorial() -> None:
    """Without a narrator "we urge" is no report but the document speaking."""
    text = "The harbour is full today. We urge all passengers to wait. Boats sail at noon."
    (row,) = statements(text)
    assert (row.kind, row.text) == ("authorial", "We urge all passengers to wait")
    assert (row.speaker, row.cue, row.cue_class) == ("We", "urge", "ask")


@pytest.mark.parametrize(
    ("form", "past"), [("reiterate", False), ("reiterated", True), ("read", True)]
)
def test_a_base_form_that_is_tagged_as_past_is_past_only_where_both_are_alike(
    form: str, past: bool
) -> None:
    """The act of an issuer is in the present, and a tagger may err on one word of it."""
    parsed = parse_text(f"The members {form} their offer.")
    verb = next(token for token in parsed if token.text == form)
    verb.tag_ = "VBD"
    assert is_past(verb) is past


def test_others_quoted_in_a_release_stay_reported() -> None:
    """Only the issuer's own clauses are authorial."""
    text = "“The quay is shut,” the mayor said. We urge all passengers to wait."
    assert [(row.kind, row.speaker) for row in statements(text)] == [
        ("direct", "the mayor"),
        ("authorial", "We"),
    ]


def test_another_pipelines_labels_give_the_same_rows() -> None:
    """English spaCy pipelines with CLEAR labels (``pobj``, ``dobj``, ``nsubjpass``) work, too."""
    words = [
        "Berg",
        "told",
        "the",
        "crews",
        "that",
        "the",
        "quay",
        "was",
        "shut",
        "by",
        "Holm",
        ".",
    ]
    heads = [1, 1, 3, 1, 8, 6, 8, 8, 1, 8, 9, 1]
    labels = "nsubj ROOT det dobj mark det nsubjpass auxpass ccomp agent pobj punct".split()
    tags = "NNP VBD DT NNS IN DT NN VBD VBN IN NNP .".split()
    classes = "PROPN VERB DET NOUN SCONJ DET NOUN AUX VERB ADP PROPN PUNCT".split()
    spaces = [True] * 10 + [False, False]
    vocab = parse_text("").vocab
    parsed = Doc(
        vocab, words=words, spaces=spaces, heads=heads, deps=labels, tags=tags, pos=classes
    )
    document = Document("d_0", "a.txt", "", "text/plain", text=parsed.text)
    (row,) = find_statements(document, parsed, (), Cast())
    assert (row.speaker, row.addressee, row.text) == (
        "Berg",
        "the crews",
        "the quay was shut by Holm",
    )


def test_a_text_without_sentence_ends_takes_time_in_proportion() -> None:
    """No sentence end, hundreds of cues: rows are found or not, but it ends."""
    assert len(statements("the mayor said that " * 400)) < 400
