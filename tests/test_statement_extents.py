"""Where what is said begins and ends, also where a parse lost a clause, a verb or a speaker."""

from __future__ import annotations

import pytest
from statement_rows import statements

CASES: list[tuple[str, list[tuple[str | None, str]]]] = [
    # What is told of a speaker without commas, and of a source between them.
    (
        "An official who asked not to be named added that nobody had been warned.",
        [("An official", "nobody had been warned")],
    ),
    (
        "The ferry was late, an official who asked not to be named said on Friday.",
        [("an official", "The ferry was late")],
    ),
    (
        "According to Maria Delgado, the mayor of Bergen, the talks would resume.",
        [("Maria Delgado", "the talks would resume")],
    ),
    (
        "According to Maria Delgado, who runs the port, the talks would resume.",
        [("Maria Delgado", "the talks would resume")],
    ),
    (
        "According to Delgado, the plan, which was drawn up in 2019, had failed.",
        [("Delgado", "the plan, which was drawn up in 2019, had failed")],
    ),
    ("“The ferry was late,” according to Anna Berg.", [("Anna Berg", "“The ferry was late,”")]),
    # A clause whose subject a parse took for the cue's object, or the cue for an adjective.
    (
        "But he said the plan, which was drawn up in 2019, had failed.",
        [("he", "the plan, which was drawn up in 2019, had failed")],
    ),
    (
        "The mayor argued prices rose by 3 percent in March.",
        [("The mayor", "prices rose by 3 percent in March")],
    ),
    ("She called the fares for guests a mistake.", [("She", "the fares for guests a mistake")]),
    (
        "The mayor announced on Thursday that she knew nothing about the letter.",
        [("The mayor", "she knew nothing about the letter")],
    ),
    # A cue may take up a quotation; whom it cites is no statement.
    ("“A farce” was how Anna Berg described the delay.", [("Anna Berg", "“A farce”")]),
    ("“A farce,” is what the mayor called it.", [("the mayor", "“A farce,”")]),
    ("He knows how she described “the delay”.", [("she", "“the delay”")]),
    (
        "The agency said on Friday that the pier was shut, citing two officials.",
        [("The agency", "the pier was shut")],
    ),
    ("The board closed the pier, citing the mayor.", []),
    (
        "The board closed the pier, citing the release of oil.",
        [("The board", "the release of oil")],
    ),
    ("The board closed the pier, citing safety concerns.", [("The board", "safety concerns")]),
    # What commas tell of a speaker stands between what is said and the cue.
    (
        "Prices rose in May, the bank's governor, Per Lund, told reporters on Monday.",
        [("the bank's governor", "Prices rose in May")],
    ),
    (
        "Prices rose in May, Per Lund, the bank's governor, told reporters on Monday.",
        [("the bank's governor", "Prices rose in May")],
    ),
    ("The dam is safe, its owner, Fjord Power, said.", [("its owner", "The dam is safe")]),
    (
        "He will resign next week, his deputy, who asked not to be named, said.",
        [("his deputy", "He will resign next week")],
    ),
    (
        "The roof fell first, the driver, Per Lund, 41, told police.",
        [("the driver", "The roof fell first")],
    ),
    (
        "The roof fell first, one neighbour, a nurse, said.",
        [("a nurse", "The roof fell first")],
    ),
    (
        "Six of the dead were crew of a barge, harbour master Tom Quill, who knew them, told us.",
        [("harbour master Tom Quill", "Six of the dead were crew of a barge")],
    ),
    ("The minister, Per Lund, said the roof fell.", [("The minister", "the roof fell")]),
    (
        "The crews visited the bridge, the quay, Pier Nine, said the map.",
        [("the map", "The crews visited the bridge, the quay, Pier Nine")],
    ),
    # A participle behind a comma is the speaker's, though the parse hangs it on what is said.
    (
        "The clerk said that no date had been set for a meeting, adding that letters would go out.",
        [
            ("The clerk", "no date had been set for a meeting"),
            ("The clerk", "letters would go out"),
        ],
    ),
    (
        "The union rejected the company's claim that the strike was to blame, noting that it "
        "lasted three days.",
        [
            ("The union", "the company's claim that the strike was to blame"),
            ("The union", "it lasted three days"),
        ],
    ),
    # An infinitive behind the day on which it was promised.
    (
        "The mayor vowed late on Sunday to publish the accounts.",
        [("The mayor", "to publish the accounts")],
    ),
    # Those for whom something is called for, named by a pronoun.
    (
        "They called for those responsible to be brought to court.",
        [("They", "those responsible to be brought to court")],
    ),
    # A past tense does not go on an infinitive.
    (
        "Ferry workers threatened to strike and demanded talks with the board.",
        [("Ferry workers", "to strike"), ("Ferry workers", "talks with the board")],
    ),
    # A pronoun with its reason is praised or blamed, a pronoun alone is not.
    (
        "Officials acknowledged the shortage but blamed it on the drought.",
        [("Officials", "the shortage"), ("Officials", "it on the drought")],
    ),
    ("The crews praised him.", []),
    # What the narrator concedes, and what the speaker holds back, is not said.
    (
        "She said that the ferry would be late, although she later took a bus to town.",
        [("She", "the ferry would be late")],
    ),
    (
        "The operator said the gangway had passed its test, but declined to say who made it.",
        [("The operator", "the gangway had passed its test")],
    ),
    (
        "Police said a boat had been found but did not give details.",
        [("Police", "a boat had been found")],
    ),
    # A noun with a finite verb behind it opens a clause.
    (
        "While he acknowledged funding was a major reason he left, Berg also noted several faults.",
        [("he", "funding was a major reason he left"), ("Berg", "several faults")],
    ),
    (
        "But many skippers say Mrs. Berg's early lead obscures doubts about the quay.",
        [("many skippers", "Mrs. Berg's early lead obscures doubts about the quay")],
    ),
    (
        "The mayor said Berg, who has led the board for years, should step down.",
        [("The mayor", "Berg, who has led the board for years, should step down")],
    ),
    ("Many skippers say a prayer at sea.", []),
    # An aside stands between an act and its clause.
    (
        "Holm continues to insist, most recently in an interview with Coast News, that he paid.",
        [("Holm", "he paid")],
    ),
    # A reason or a condition goes on behind the cue; a clause in another tense does, too.
    (
        "The trade died, says Trond Aase of the Institute, because the herring did.",
        [
            ("Trond Aase of the Institute", "The trade died"),
            ("Trond Aase of the Institute", "because the herring did"),
        ],
    ),
    (
        "The ferry was a joy, Mr. Holm said, until it sank in 1999.",
        [("Mr. Holm", "The ferry was a joy"), ("Mr. Holm", "until it sank in 1999")],
    ),
    (
        "Cheap nets finished the trade, she explains, and nobody noticed until it was over.",
        [
            ("she", "Cheap nets finished the trade"),
            ("she", "and nobody noticed until it was over"),
        ],
    ),
    ("The quay is shut, she said, since she was asked in May.", [("she", "The quay is shut")]),
    # A judgement stands behind an occasion or a comment.
    (
        "Anna Moore called Mr. Holm's remarks on Saturday “a true wake-up call” to his friends.",
        [("Anna Moore", "Mr. Holm's remarks on Saturday “a true wake-up call” to his friends")],
    ),
    (
        "Berg described the plan, which had been drawn up in haste, as a mess.",
        [("Berg", "the plan, which had been drawn up in haste, as a mess")],
    ),
    # Who blames may stand between the blame and its reason.
    (
        "Holm has been criticized by crews of the north for closing the quay.",
        [("crews of the north", "closing the quay")],
    ),
    # A full stop inside a time of day ends no sentence.
    (
        "The crowd left at about 8:30 p.m. in front of the pier, according to a clerk.",
        [("a clerk", "The crowd left at about 8:30 p.m. in front of the pier")],
    ),
    # Somebody's words, named as such.
    (
        "In the words of the smith who built these locks, “water is patient; men are not”.",
        [("the smith", "“water is patient; men are not”")],
    ),
    ("He put it, in the words of his aunt, in a nutshell.", []),
    # What a report finds it says.
    (
        "This report finds that wells ran dry for a month.",
        [("This report", "wells ran dry for a month")],
    ),
    ("The crews find that wells ran dry for a month.", []),
    # A tense behind an apposition that a tagger took for an adjective.
    (
        "Paul Holm, the head of the league, expressed concern about the delay.",
        [("Paul Holm", "concern about the delay")],
    ),
    # A preposition right behind the cue belongs to it, wherever the parse hung it.
    (
        "The letter, signed by 40 doctors, calls on the minister to keep the clinic open.",
        [("The letter", "the minister to keep the clinic open")],
    ),
    # A possessive makes a noun of what might be a progressive.
    ("Berg's warning that fares would rise came true in May.", [("Berg", "fares would rise")]),
    # Words in marks are the end of a clause, not all of it.
    (
        "The minister said on Monday the ferry would sail “come what may,” but gave no date.",
        [("The minister", "the ferry would sail “come what may,”")],
    ),
    # A copula before the cue needs what stands behind it.
    (
        "It was, the captain said later, the longest night of his life.",
        [("the captain", "It was"), ("the captain", "the longest night of his life")],
    ),
    # What a poll found has the answers in it.
    (
        "Fifty-two percent said they would take the ferry, the poll found.",
        [("the poll", "Fifty-two percent said they would take the ferry")],
    ),
    ("Berg denies wrongdoing.", [("Berg", "wrongdoing")]),
    (
        "Neighbours described hearing a loud bang at about 2am.",
        [("Neighbours", "hearing a loud bang at about 2am")],
    ),
    # A name that is also a month or an auxiliary.
    ("May said the clinic would stay open.", [("May", "the clinic would stay open")]),
    # A second quotation in the same sentence leaves out the one who says both.
    (
        '"We have no choice," said the captain of the Maren, who sails daily, "and will not wait."',
        [
            ("the captain of the Maren", '"We have no choice,"'),
            ("the captain of the Maren", '"and will not wait."'),
        ],
    ),
    # A few words carry on right behind a quotation and its cue; words in marks alone do not.
    ('"Look," he says. "A seal."', [("he", '"Look,"'), ("he", '"A seal."')]),
    ('He says little. "A seal."', []),
    # The subject of what is said is no speaker.
    (
        "In a statement to Coast News, a spokeswoman for Sundline, Ada Roos, said the company "
        "takes safety seriously.",
        [("Ada Roos", "the company takes safety seriously")],
    ),
    # Whom somebody quotes speaks.
    (
        "The paper quoted a police source as saying that the driver had fled.",
        [("a police source", "the driver had fled")],
    ),
    ("The agency raised its forecast, citing strong demand.", [("The agency", "strong demand")]),
    ('"This is a disgrace!" shouted one protester.', [("one protester", '"This is a disgrace!"')]),
    (
        "Researchers say that the tide is rising, but warn that the data are thin.",
        [("Researchers", "the tide is rising"), ("Researchers", "the data are thin")],
    ),
    ("The bank predicted growth of 2 percent.", [("The bank", "growth of 2 percent")]),
    ("Showers are forecast for the second week of August.", []),
    # Behind ", and" another verb in the cue's tense is the speaker's next act.
    (
        "The minister said that Sarland was ready, and briefed the envoy on the talks.",
        [("The minister", "Sarland was ready")],
    ),
    # A name that a parser read as a verb, and the "that" behind it.
    (
        "The port authority told Harbour Rights Watch in a letter dated May 12 that all was well.",
        [("The port authority", "all was well")],
    ),
    # "That" behind a verb without objects opens a clause, whatever the tagger makes of it.
    (
        "It has previously estimated that seagrass stores 40,000 tonnes of carbon.",
        [("It", "seagrass stores 40,000 tonnes of carbon")],
    ),
    ("She said that on Monday.", []),
    (
        "Supporters say the new quarter pays for schools.",
        [("Supporters", "the new quarter pays for schools")],
    ),
    (
        "Workers described being threatened with dismissal.",
        [("Workers", "being threatened with dismissal")],
    ),
    # The verb goes on behind the cue, though a tagger took it for a base form.
    (
        "Its turbines, it says, kill no more than two per cent of the eels.",
        [("it", "kill no more than two per cent of the eels")],
    ),
    # An office behind the speaker is never said.
    (
        "“No one should have to choose,” said Nina Strand, labour researcher at the Watch.",
        [("Nina Strand", "“No one should have to choose,”")],
    ),
    # What must be said, or might be, is not said.
    ("Under the law, employers must report every accident within a day.", []),
    ("If the board says that it is late, nobody will come.", []),
    ("If anything, experts say the plan is too kind.", [("experts", "the plan is too kind")]),
    # A plural or a singular that heads a sentence without another verb is its verb.
    (
        "The union demands an apology from the board.",
        [("The union", "an apology from the board")],
    ),
    (
        "They shut the road to Amra, where, he said, food would run out.",
        [("he", "food would run out")],
    ),
    ("Anna Berg's brother pleads for calm.", [("Anna Berg's brother", "calm")]),
    # What the lead of a sentence tells ends where the main clause begins.
    (
        "Writing for a panel that all agreed Berg won the debate, Mark Holm noted that she rested.",
        [("all", "Berg won the debate"), ("Mark Holm", "she rested")],
    ),
    # In another tense than what is said, the next act of speech is the narrator's to tell.
    (
        "His aides say it is too early to plan but noted that Holm won twice.",
        [("His aides", "it is too early to plan"), ("His aides", "Holm won twice")],
    ),
    (
        "Crews said they are late and the board accused them of haste.",
        [("Crews", "they are late"), ("the board", "them of haste")],
    ),
    (
        "Merrill says Holm promised to wait and said she would stay.",
        [("Merrill", "Holm promised to wait and said she would stay")],
    ),
    # An apposition stands between the blamed and the blame.
    (
        "The board accused the harbour's owner, Kim Holm, of “fanatic recklessness.”",
        [("The board", "the harbour's owner, Kim Holm, of “fanatic recklessness.”")],
    ),
    # What goes without saying, what others must say and all that somebody says is not said.
    ("It goes without saying that the quay is shut.", []),
    ("The law requires candidates to disclose their assets.", []),
    ("Everything Holm says is a lie.", []),
    ("They live by rules that could change.", []),
    (
        "They sank at night and, Berg said, are lost.",
        [("Berg", "are lost")],
    ),
    # "And that" opens a second clause, though a tagger took it for an article.
    (
        'The agency said the crack was "as long as a hand" and that traffic had to be stopped.',
        [
            ("The agency", 'the crack was "as long as a hand"'),
            ("The agency", "traffic had to be stopped"),
        ],
    ),
    (
        "The company says it has put on two boats, but warned of long queues.",
        [("The company", "it has put on two boats"), ("The company", "long queues")],
    ),
    # A participle behind an object is the actor's.
    (
        "Holm has embraced the board's approach, promising to meet its goals.",
        [("Holm", "to meet its goals")],
    ),
    # "That" opens a clause that lacks nothing; the clause that lacks it describes.
    (
        "A fish seller told researchers that men in uniform had burned her stall.",
        [("A fish seller", "men in uniform had burned her stall")],
    ),
    # What somebody's words are called, in the middle of a sentence.
    (
        "The plan would, in Berg's words, “turn the clock back.”",
        [("Berg", "“turn the clock back.”")],
    ),
    # Each clause of a list is said by itself.
    (
        "She told me that her son had called, that he was safe and that he wanted to come home.",
        [("She", "her son had called"), ("She", "he was safe"), ("She", "he wanted to come home")],
    ),
    ("Said one skipper: “We were told nothing.”", [("one skipper", "“We were told nothing.”")]),
    ("Neither side has said when talks will resume.", []),
    # A that-clause behind what the narrator adds, and an act that the parse hung on a noun.
    (
        "The company said that it will close two plants, cutting 400 jobs, and that it would move.",
        [("The company", "it will close two plants"), ("The company", "it would move")],
    ),
    (
        "The airline says the strike has cost it 2 million a day and accuses pilots of bad faith.",
        [
            ("The airline", "the strike has cost it 2 million a day"),
            ("The airline", "pilots of bad faith"),
        ],
    ),
    (
        "Officials urged anyone who ate the fish to see a doctor.",
        [("Officials", "anyone who ate the fish to see a doctor")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_is_said_ends_where_the_narrator_goes_on(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(row.speaker, row.text) for row in statements(text)] == expected


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Police: Driver was asleep when ferry left", "Police"),
        ("Poll: Most crews want a bridge", "Poll"),
        ("Court: How it works", None),
        ("Weather: It was cold and it rained", None),
    ],
)
def test_a_headline_names_a_body_or_a_poll_that_tells(headline: str, speaker: str | None) -> None:
    rows = statements(f"{headline}\n\nThe ferry left the quay on Monday.\n")
    assert [row.speaker for row in rows] == ([] if speaker is None else [speaker])


def test_a_label_below_the_headline_is_no_speaker() -> None:
    assert statements("Anna Berg, 1930-2020\n\nFamily: She had two sons\n") == ()


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Mr Said added that his client was innocent.", "added", "his client was innocent"),
        ("However, Omar Said said no boats had left.", "said", "no boats had left"),
        ("His clerk, Omar Said, told the court he would plead.", "told", "he would plead"),
    ],
)
def test_a_family_name_that_is_a_form_of_say_is_no_cue(text: str, cue: str, content: str) -> None:
    assert [(row.cue, row.text) for row in statements(text)] == [(cue, content)]


def test_a_debate_whose_members_speak_once_is_a_transcript() -> None:
    rows = statements(
        "Harbour Dues Bill: second reading\n\n"
        "The Minister for Trade (Ms Lund): The dues have not changed since 1974.\n"
        "Mr Eide (North Quay): How many small boats will pay more?\n"
        "Mr Holm (Sund): Clause 4 says otherwise.\n"
    )
    assert [(row.speaker, row.text) for row in rows] == [
        ("The Minister for Trade", "The dues have not changed since 1974"),
        ("Mr Eide", "How many small boats will pay more?"),
        ("Mr Holm", "Clause 4 says otherwise"),
    ]


def test_what_is_set_off_by_marks_ends_with_them() -> None:
    rows = statements(
        "The minister, Jo Marsh, said:\n\n"
        "> I am grateful to everyone who has worked on these rules.\n\n"
        "The rules follow an inquiry into the loss of the Petrel in the spring.\n"
    )
    assert [row.text for row in rows] == ["I am grateful to everyone who has worked on these rules"]
