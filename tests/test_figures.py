"""Figures over the shipped pipeline: what is counted, what happened, when, of which whole."""

from datetime import date

import pytest
from spacy.tokens import Doc

from toolkit import schema
from toolkit.extract.figures.find import find_figures, find_uncounted
from toolkit.extract.spans import Cast
from toolkit.pipeline import load_pipeline, parse
from toolkit.rows import Document, Entity, Figure, Mention, Statement, make_id

PUBLISHED = date(2024, 5, 3)


def parsed(text: str, published: date | None = PUBLISHED) -> tuple[Document, Doc]:
    document = Document(
        make_id("d", text), "a.txt", "0" * 64, "text/plain", text=text, published_date=published
    )
    return next(parse([document]))


def figures_of(text: str, cast: Cast | None = None) -> tuple[Figure, ...]:
    document, doc = parsed(text)
    return find_figures(document, doc, (), cast or Cast())


def only(text: str) -> Figure:
    (figure,) = figures_of(text)
    return figure


@pytest.mark.parametrize(
    ("sentence", "text", "unit", "subject"),
    [
        ("Three ferries sank.", "Three ferries", "ferry", "ferries"),
        ("The company hired 40 new drivers.", "40 new drivers", "driver", "new drivers"),
        ("Up to 400 Norwegians travelled.", "Up to 400 Norwegians", "Norwegian", "Norwegians"),
        (
            "A total of 3,890 of our fellow passengers travelled.",
            "A total of 3,890 of our fellow passengers",
            "passenger",
            "fellow passengers",
        ),
        (
            "Hundreds of thousands of stranded passengers waited.",
            "Hundreds of thousands of stranded passengers",
            "passenger",
            "stranded passengers",
        ),
        (
            "The port lost 20 citizens of Norway.",
            "20 citizens of Norway",
            "citizen",
            "citizens of Norway",
        ),
        ("They bought 16 oil tanker trucks.", "16 oil tanker trucks", "truck", "oil tanker trucks"),
        ("They saw 400 people or more.", "400 people or more", "person", "people"),
        ("They hired 35 more young drivers.", "35 more young drivers", "driver", "young drivers"),
        ("They hired 35 fewer drivers.", "35 fewer drivers", "driver", "drivers"),
    ],
)
def test_the_counted_noun_phrase_is_found(
    sentence: str, text: str, unit: str, subject: str
) -> None:
    figure = only(sentence)
    assert (figure.text, figure.unit, figure.subject) == (text, unit, subject)
    assert figure.unit_kind == "count"
    assert figure.rule == "counted_noun"


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Twenty sailors were killed.", "kill"),
        ("The storm killed 20 sailors.", "kill"),
        ("Twenty sailors died.", "die"),
        ("The storm led to the death of 20 sailors.", "die"),
        ("There were 20 deaths.", "die"),
        ("Twenty sailors went missing.", "go missing"),
        ("Twenty sailors are missing.", "go missing"),
        ("The guards took 20 sailors hostage.", "take hostage"),
        ("Twenty sailors, including three cooks, were injured.", "injure"),
        ("The remains of 17 sailors were buried.", "bury"),
        ("The exchange of 40 prisoners took place in May.", "exchange"),
        ("The company fired 20 drivers.", "fire"),
        ("There are 20 sailors.", None),
        ("The guards did not arrest 20 sailors.", None),
        ("One in five families has lost its boat.", "lose"),
        ("The fund lost more than half of its savings.", "lose"),
        ("The letter was signed by 6,000 owners.", "sign"),
        ("The quay was inspected 26 times.", "inspect"),
        ("The team has excluded three farms.", "exclude"),
    ],
)
def test_what_happened_is_the_lemma_of_a_verb(sentence: str, event: str | None) -> None:
    assert figures_of(sentence)[0].event == event


def test_a_member_of_a_list_shares_what_happened() -> None:
    figures = figures_of("The flood destroyed 12 houses, three bridges and two barns.")
    assert [(figure.unit, figure.event) for figure in figures] == [
        ("house", "destroy"),
        ("bridge", "destroy"),
        ("barn", "destroy"),
    ]


def test_a_part_points_to_its_whole_and_takes_over_what_happened() -> None:
    whole, part = figures_of("Twenty sailors, including 14 cooks, have been rescued.")
    assert (whole.part_of, part.part_of) == (None, whole.figure_id)
    assert (part.event, part.value, part.unit) == ("rescue", 14, "cook")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry carried 4,000 passengers. In the end 300 of the passengers were rescued.",
        "The ferry carried 4,000 passengers, of whom 719 were rescued.",
        "The ferry carried 4,000 passengers. About 60 percent of them were rescued.",
        "The ferry carried 4,000 passengers, among them three doctors.",
    ],
)
def test_other_wordings_of_a_part_are_understood(text: str) -> None:
    whole, part = figures_of(text)
    assert part.part_of == whole.figure_id


@pytest.mark.parametrize(
    "text",
    ["Twelve of the 45 passengers were rescued.", "Twelve of 45 passengers were rescued."],
)
def test_a_whole_may_stand_right_behind_its_part(text: str) -> None:
    part, whole = figures_of(text)
    assert (part.part_of, whole.part_of) == (whole.figure_id, None)
    assert part.subject == "passengers"


def test_bare_numbers_after_of_the_whole_are_its_parts() -> None:
    whole, *parts = figures_of("Of the 120 sailors, 37 died, 12 are missing and 71 were rescued.")
    assert [(part.part_of, part.unit) for part in parts] == [(whole.figure_id, "sailor")] * 3


def test_a_bare_number_counts_what_was_counted_before_it_but_is_no_part() -> None:
    figures = figures_of("More than 100 people were arrested; 12 have been charged.")
    assert [(figure.unit, figure.part_of) for figure in figures] == [("person", None)] * 2


def test_the_number_of_something_names_what_a_later_number_counts() -> None:
    figure = only("The number of ferries rose to 40.")
    assert (figure.unit, figure.subject, figure.text) == ("ferry", "ferries", "40")
    figure = only("The number of ferries delivered to the port now totals 40.")
    assert (figure.unit, figure.subject) == ("ferry", "ferries")


def test_the_dead_and_the_injured_are_counted() -> None:
    figures = figures_of("There were 3 dead and 17 injured.")
    assert [(figure.unit, figure.event) for figure in figures] == [
        ("dead", "die"),
        ("injured", "injure"),
    ]


def test_a_part_is_never_larger_than_its_whole() -> None:
    first, second = figures_of("The ferry carried 40 passengers, including 50 children.")
    assert (first.part_of, second.part_of) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("In 2016, 20 ferries were sold.", date(2016, 1, 1), date(2016, 12, 31)),
        ("20 ferries were sold in March 2020.", date(2020, 3, 1), date(2020, 3, 31)),
        ("Since May 3, 2020, 20 ferries have been sold.", date(2020, 5, 3), PUBLISHED),
        ("In the last two years, 20 ferries were sold.", date(2022, 5, 3), PUBLISHED),
        ("Between 1988 and 1994, 20 ferries were sold.", date(1988, 1, 1), date(1994, 12, 31)),
        ("Last year 20 ferries were sold.", date(2023, 1, 1), date(2023, 12, 31)),
        ("20 ferries were sold.", None, None),
    ],
)
def test_the_period_is_the_one_of_the_clause(
    sentence: str, first: date | None, last: date | None
) -> None:
    figure = only(sentence)
    assert (figure.period_start, figure.period_end) == (first, last)


def test_without_a_publication_date_relative_periods_are_unknown() -> None:
    document, doc = parsed("In the last two years, 20 ferries were sold.", published=None)
    (figure,) = find_figures(document, doc, (), Cast())
    assert (figure.period_start, figure.period_end) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "kind", "unit", "subject"),
    [
        ("About 60 percent of voters agreed.", "percent", "percent", "voters"),
        ("Two thirds of voters agreed.", "measure", "dimensionless", "voters"),
        ("One in five voters agreed.", "measure", "dimensionless", "voters"),
        ("It was closed during two decades of drought.", "duration", "decade", "drought"),
        ("The ferry burned 90 tonnes of coal.", "measure", "metric_ton", "coal"),
        ("They paid $5 million.", "money", "USD", None),
    ],
)
def test_the_of_complement_says_what_is_measured(
    sentence: str, kind: str, unit: str, subject: str | None
) -> None:
    figure = only(sentence)
    assert (figure.unit_kind, figure.unit, figure.subject) == (kind, unit, subject)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("One of the ferries sank.", "pronoun"),
        ("No one came.", "pronoun"),
        ("One day we will see.", "pronoun"),
        ("The two sides met.", "definite_pair"),
        ("These two ferries met.", "definite_pair"),
        ("They flew in a Boeing 737 yesterday.", "part_of_name"),
        ("Not one ferry sailed.", "negation"),
        ("It is a two-party system.", "compound"),
        ("They met our two countries' envoys.", "definite_pair"),
        ("Detective Unit Two came.", "part_of_name"),
        ("The flight ended when the Boeing 737-800 struck a goose.", "part_of_name"),
        ("The kiosk stands on plots 14 to 31.", "part_of_name"),
        ("Her film “Forty Days and a Night” ran long.", "part_of_name"),
        ("“One boat, one crew” is their slogan.", "idiom"),
        ("We left at about four.", "clock_time"),
        ("Passengers should call 0800 555 019.", "phone_number"),
        ("A neighbour called 112 to report smoke.", "phone_number"),
        ("He lives in the 400 block of Elm Street.", "address"),
        ("Write to the office, Skippergate 7, telephone in hand.", "address"),
        ("Not one square metre of the quay flooded.", "negation"),
        ("The mayor ordered checks of the bridges within 90 days.", "date"),
        ("The fair is to be held in two weeks.", "date"),
        ("A ruling is expected in about seven months' time.", "date"),
    ],
)
def test_what_only_the_sentence_shows_to_be_no_figure_is_set_aside(
    sentence: str, reason: str
) -> None:
    document, doc = parsed(sentence)
    assert find_figures(document, doc, (), Cast()) == ()
    assert reason in {found.reason for found in find_uncounted(document, doc, Cast())}


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("In Bergen 20-30 ferries sank.", "20-30 ferries"),
        ("On Sunday 211 passengers waited.", "211 passengers"),
        ("“Forty people drowned” was the headline.", "Forty people"),
        ("“One boat, not a fleet, sank.”", "One boat"),
        ("Unemployment stood at four.", "four"),
        ("They called 400 passengers.", "400 passengers"),
        ("A block of 40 flats burned.", "40 flats"),
        ("Claims must be lodged within 90 days.", "90 days"),
        ("It is built in two weeks.", "two weeks"),
        ("The fair may last between six and eight weeks.", "between six and eight weeks"),
        ("We are far below the 500 that insurers require.", "500"),
        ("The bell rang at the Harbour Church 31 times.", "31 times"),
        ("Fares fell by 50 to 60 percent.", "50 to 60 percent"),
        ("It is done for the day. 12 sailors left.", "12 sailors"),
        ("So far some 40% has come.", "some 40%"),
        ("Early this week 40 sailors left.", "40 sailors"),
    ],
)
def test_what_only_looks_like_none_is_a_figure(sentence: str, text: str) -> None:
    assert only(sentence).text == text


@pytest.mark.parametrize("sentence", ["One ferry sank.", "At least one ferry sank."])
def test_one_before_a_noun_counts(sentence: str) -> None:
    assert only(sentence).value == 1


def test_a_council_of_ten_is_counted_inside_its_adjective() -> None:
    figure = only("The 10-member council met.")
    assert (figure.text, figure.unit, figure.rule) == ("10-member", "member", "counted_part")


def _named(text: str, name: str, kind: str) -> Cast:
    start = text.index(name)
    entity = Entity("e_" + "1" * 24, name, kind, "given")
    mention = Mention(
        "m_" + "1" * 24, "d", entity.entity_id, name, start, start + len(name), "name", "given"
    )
    return Cast((entity,), (mention,))


def test_a_number_between_commas_behind_a_person_is_an_age() -> None:
    text = "Anna Berg, 42, leads the league."
    (figure,) = figures_of(text, _named(text, "Anna Berg", "person"))
    assert (figure.unit_kind, figure.unit, figure.value) == ("age", "year", 42)


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("“I stayed,” said Anna Berg, 42.", "Anna Berg"),
        ("He is 27.", "He"),
        ("At the age of 24 she left the port.", "she"),
        ("The 23-year-old driver was fined.", "driver"),
        ("A 17-year-old from the harbour waved.", None),
        ("The bridge is 40 years old.", None),
    ],
)
def test_the_subject_of_an_age_is_the_one_whose_age_it_is(sentence: str, owner: str | None) -> None:
    assert (only(sentence).unit_kind, only(sentence).subject) == ("age", owner)


@pytest.mark.parametrize(
    ("text", "unit", "subject", "event"),
    [
        ("It had 40 guests. Two thirds of them slept.", "dimensionless", "guests", "sleep"),
        ("Ten sailors were rescued. Two of them are ill.", "sailor", "sailors", "rescue"),
        ("Fourteen sailors were killed and 30 injured.", "sailor", "sailors", "injure"),
        ("The plan feeds 400 guests, of whom 31 injured.", "guest", "guests", "injure"),
        ("Ten sailors were killed and more than 30 hurt.", "sailor", "sailors", "hurt"),
        ("Ten sailors died; 40 more were injured.", "sailor", "sailors", "injure"),
        ("Two members left, five joined.", "member", "members", "join"),
        ("They led 40 guests in, seven in poor health.", "guest", "guests", None),
        ("In 1950 some 2,200 sailors lived there, in 1990 only 900.", "sailor", "sailors", "live"),
        ("Arrivals fell from 40 boats a day to 12.", "boat", "boats", None),
        ("We met 40 sailors (crews) last year, up from 12.", "sailor", "sailors", None),
    ],
)
def test_what_was_named_before_is_what_a_later_number_counts(
    text: str, unit: str, subject: str, event: str | None
) -> None:
    figure = figures_of(text)[1]
    assert (figure.unit, figure.subject, figure.event) == (unit, subject, event)


def test_an_amount_in_brackets_is_not_what_a_later_number_counts() -> None:
    text = "In all 400 sailors (60 crews) came, compared with 310 last year."
    assert [figure.unit for figure in figures_of(text)] == ["sailor", "crew", "sailor"]


def test_both_amounts_of_a_share_measure_the_same() -> None:
    half, percent = figures_of("More than half (52%) of the crews left.")
    assert (half.subject, percent.subject) == ("crews", "crews")
    assert (half.text, percent.text) == ("More than half (52%) of the crews", "52%")


def test_a_date_right_before_a_joined_number_is_that_numbers_own() -> None:
    first, second = figures_of("In 1950 lived 2,200 people here, and in 1990 only 900.")
    assert (first.period_start, second.period_start) == (date(1950, 1, 1), date(1990, 1, 1))
    cars, _ = figures_of("Some 7,500 cars a day will use it, and by 2035 ten thousand.")
    assert cars.period_end is None


def test_a_bare_number_with_or_older_is_an_age() -> None:
    ages = figures_of("Four fifths are 15 or older.")
    assert (ages[1].unit_kind, ages[1].qualifier, ages[1].lower) == ("age", "at_least", 15)


def test_these_are_parts_of_what_was_counted() -> None:
    text = "It had 700 guests, fewer than last year (1,810). Of these, 590 left and 110 stayed."
    whole, _, *parts = figures_of(text)
    assert [(part.part_of, part.unit) for part in parts] == [(whole.figure_id, "guest")] * 2


def test_out_of_a_larger_number_is_a_part_and_out_of_ten_a_share() -> None:
    part, whole = figures_of("She lost by 9,000 votes out of 2.7 million cast.")
    assert (part.part_of, whole.unit, whole.subject) == (whole.figure_id, "vote", "votes")
    (share,) = figures_of("Nine out of ten clinics closed.")
    assert (share.value, share.unit) == (0.9, "dimensionless")


def test_what_happened_to_a_part_did_not_happen_to_the_whole() -> None:
    part, whole = figures_of("On Sunday 211 of its 640 members voted.")
    assert (part.event, whole.event) == ("vote", None)


def test_the_dead_and_the_injured_of_a_list_stay_what_they_are() -> None:
    first, second = figures_of("There were 3 dead and 17 injured.")
    assert (first.unit, second.unit) == ("dead", "injured")


def test_a_number_inside_a_known_name_is_none() -> None:
    text = "After the 1912 Storm Flood, three ports closed."
    (figure,) = figures_of(text, _named(text, "1912 Storm Flood", "event"))
    assert figure.text == "three ports"


def test_the_place_is_the_one_that_the_clause_names() -> None:
    text = "Twenty sailors were killed in Bergen."
    (figure,) = figures_of(text, _named(text, "Bergen", "place"))
    assert figure.place_id == "e_" + "1" * 24


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twenty sailors were killed in a fire in Bergen.", True),
        ("Twenty sailors were killed in the Bergen district.", True),
        ("Twenty sailors were taken from a boat south of Bergen.", True),
        ("Twenty sailors of the port of Bergen were killed.", False),
        ("Twenty sailors were killed at a market in central Bergen.", True),
        ("Twenty sailors were killed in the town of Bergen.", True),
        ("Twenty sailors died off the coast of Bergen.", True),
        ("Twenty sailors were evicted from the Bergen waterfront.", True),
        ("Twenty sailors came from Bergen.", False),
        ("Twenty sailors were hurt when a bus crashed near Bergen.", True),
        ("Twenty sailors were hurt and the mayor left Bergen.", False),
        ("A fire at a plant in Bergen killed twenty sailors.", True),
        ("Police in Bergen arrested twenty sailors.", False),
        ("Bergen, which lost twenty sailors, mourned.", False),
        ("Twenty sailors attended a meeting in Bergen.", True),
        ("Twenty sailors praised the mayor of a town in Bergen.", False),
        ("In Bergen, guards met and freed twenty sailors.", True),
        ("Guards met the mayor in Bergen and freed twenty sailors.", False),
        ("A bomb exploded in Bergen, killing twenty sailors.", True),
        ("A fire broke out in Bergen, where twenty sailors were hurt.", True),
        ("The yard opened twenty shops in Bergen, Oslo and Kiel.", False),
        ("Twenty sailors were lost in Bergen's harbour.", False),
    ],
)
def test_the_place_may_be_named_inside_what_happened(text: str, found: bool) -> None:
    (figure,) = figures_of(text, _named(text, "Bergen", "place"))
    assert (figure.place_id is not None) == found


def _statement(text: str, stretch: str, kind: str, speaker: str | None) -> Statement:
    start = text.index(stretch)
    return Statement(
        "s_" + "1" * 24, "d", kind, stretch, start, start + len(stretch), "given", speaker
    )


def test_the_speaker_of_the_enclosing_statement_asserts_the_figure() -> None:
    text = "Three ferries sank, Anna Berg said. Two boats sank later."
    document, doc = parsed(text)
    statement = _statement(text, "Three ferries sank", "indirect", "e_berg")
    inside, outside = find_figures(document, doc, (statement,), Cast())
    assert (inside.statement_id, inside.asserted_by) == (statement.statement_id, "e_berg")
    assert (outside.statement_id, outside.asserted_by) == (None, None)


def test_in_the_issuers_own_document_the_issuer_asserts_what_no_one_else_does() -> None:
    text = "We urge passengers to wait. Three ferries sank."
    document, doc = parsed(text)
    statement = _statement(text, "We urge passengers to wait", "authorial", "e_board")
    (figure,) = find_figures(document, doc, (statement,), Cast())
    assert (figure.statement_id, figure.asserted_by) == (None, "e_board")


def test_every_span_is_printed_and_every_rule_is_explained() -> None:
    text = "Some 40 ferries carried 3.5 million people at up to 60 km/h for $5 each, a third less."
    document, doc = parsed(text)
    figures = find_figures(document, doc, (), Cast())
    assert len(figures) == 4
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text
        assert text[figure.number_start : figure.number_end] == figure.number
        assert figure.start <= figure.number_start < figure.number_end <= figure.end
        assert figure.rule in schema.rules()["figures"]
        if figure.subject is not None:
            assert text[figure.subject_start : figure.subject_end] == figure.subject


def test_an_empty_document_has_no_figures() -> None:
    document = Document("d", "a.txt", "0" * 64, "text/plain", text="")
    doc = load_pipeline().make_doc("")
    assert find_figures(document, doc, (), Cast()) == ()
    assert find_uncounted(document, doc, Cast()) == ()
