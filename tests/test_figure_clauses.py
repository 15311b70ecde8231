"""What a figure's clause tells: event, place, period, part, in the wordings of news and reports."""

from __future__ import annotations

from datetime import date

import pytest
from test_figures import figures_of

from toolkit.extract import extract_rows
from toolkit.extract.figures.verbs import verb_lemma
from toolkit.pipeline import parse
from toolkit.rows import Document, Figure, Rows, make_id

EVENTS: list[tuple[str, str | None]] = [
    # verbs, in the active and the passive
    ("The flood destroyed 300 houses.", "destroy"),
    ("300 houses were destroyed by the flood.", "destroy"),
    ("300 families have been displaced.", "displace"),
    ("The company laid off 300 workers.", "lay off"),
    ("The country had taken in 75,000 refugees.", "take in"),
    ("The school enrols close to 120 pupils.", "enrol"),
    ("The fund supports up to 300 workers.", "support"),
    ("The storm hit up to 300 homes.", "hit"),
    ("The guards let in at least 150 trucks a day.", "let in"),
    ("More than 300 people took part in the march.", "take part"),
    ("Rescuers found 300 bodies.", "find"),
    ("The raid was carried out by up to six men.", "carry out"),
    ("Police arrested 20 protesters in Oslo on Monday.", "arrest"),
    ("Forty owners were warned.", "warn"),
    ("Forty owners warned the mayor.", None),
    ("Up to forty owners were never found.", "find"),
    ("40 boats ordered, of which 12 were bought.", "order"),
    ("The replacement of 38 km of track began.", "replace"),
    ("It had 212 births a year.", "bear"),
    # what stands behind a preposition
    ("The mayor spoke with 20 owners.", "speak"),
    ("They stole coins from 20 shops.", "steal"),
    ("The board has paid compensation to 20 owners.", "pay"),
    ("The ferry sank with 20 passengers.", None),
    ("The guards added 20 boats to the patrol.", "add"),
    ("The company dumped 40 tonnes of sand.", "dump"),
    ("40,000 tonnes of grain were shipped.", "ship"),
    ("Eight in ten payments are made by phone.", "make"),
    ("The club made 20 arrests.", "arrest"),
    # nominalizations
    ("The death of 20 sailors shocked the town.", "die"),
    ("20 deaths were recorded.", "die"),
    ("The release of 12 hostages was announced.", "release"),
    ("The arrest of 20 protesters was condemned.", "arrest"),
    ("The building of 300 houses began.", "build"),
    ("Officials ordered the evacuation of 40,000 people.", "evacuate"),
    ("The loss of nearly 5,000 jobs was announced.", "lose"),
    ("A survey of 1,200 voters published on Friday was wrong.", "survey"),
    # who died
    ("The flood claimed 20 lives.", "die"),
    ("20 sailors lost their lives.", "die"),
    ("The blast left 20 dead.", "die"),
    ("The cyclone left 10,000 people dead.", "die"),
    ("The death toll rose to 20.", "die"),
    ("The death toll has climbed to at least 40.", "die"),
    # who is missing, or was made to do something
    ("300 people remain missing.", "go missing"),
    ("300 people were reported missing.", "go missing"),
    ("300 pupils fell ill after lunch.", "fall ill"),
    ("300 families were left homeless.", "become homeless"),
    ("Forty percent of the crew agree, a poll found.", "agree"),
    ("The flood killed 40 sailors.", "kill"),
    ("300 families were forced to flee.", "flee"),
    ("The flood forced 300 families to leave.", "leave"),
    ("300 boats were turned back.", "turn back"),
    ("In 1944 some 300 sailors drowned off Bergen.", "drown"),
    ("Earlier this week 300 sailors left Bergen for Oslo.", "leave"),
    ("300 sailors were taken in 20 buses.", "take"),
    ("A study of 300 lakes published in May is wrong.", "study"),
    # beside the noun
    ("The flood, which killed 20 people, lasted two days.", "kill"),
    ("The ferry, carrying 300 people, sank.", "carry"),
    ("A minimum of 50 boats left.", "leave"),
    # headlines
    ("Bank shuts eleven branches", "shut"),
    # nothing happened, or not to them
    ("There are 300 employees.", None),
    ("The firm has 300 employees.", None),
    ("The firm wants 300 more employees.", None),
    ("They reported 300 cases and 12 deaths.", None),
    ("The motion was adopted by 13 votes.", None),
    ("The guards did not arrest 20 sailors.", None),
]


@pytest.mark.parametrize(("sentence", "event"), EVENTS)
def test_the_clause_names_what_happened(sentence: str, event: str | None) -> None:
    assert figures_of(sentence)[0].event == event


PARTS = [
    ("300 passengers, 20 of them children, drowned.", "20 of them", "passenger", "drown"),
    ("300 passengers drowned, 20 of whom were children.", "20 of whom", "passenger", "drown"),
    ("300 passengers, including 20 children, drowned.", "20 children", "child", "drown"),
    ("300 passengers, of whom 20 were children, drowned.", "20", "passenger", "drown"),
    ("Of the 300 passengers, 20 were hurt.", "20", "passenger", "hurt"),
    ("300 people, 60 percent of them women, were hurt.", "60 percent of them", "percent", "hurt"),
]


@pytest.mark.parametrize(("sentence", "text", "unit", "event"), PARTS)
def test_a_part_counts_what_its_whole_counts(
    sentence: str, text: str, unit: str, event: str
) -> None:
    whole, part = figures_of(sentence)
    assert (part.text, part.unit, part.event) == (text, unit, event)
    assert part.part_of == whole.figure_id
    assert whole.unit in ("passenger", "person")


@pytest.mark.parametrize(
    "sentence",
    [
        "20 of the 300 boats sank.",
        "20 of the club's 300 boats sank.",
        "Half of the 300 boats sank.",
    ],
)
def test_what_happened_to_a_part_did_not_happen_to_the_whole(sentence: str) -> None:
    part, whole = figures_of(sentence)
    assert (part.event, whole.event) == ("sink", None)
    assert (part.part_of, part.subject, whole.subject) == (whole.figure_id, "boats", "boats")


UNITS = [
    ("They met 58 fishermen.", "fisherman"),
    ("They found eight new species.", "species"),
    ("They fed 12 horses.", "horse"),
    ("They counted 40 buses.", "bus"),
    ("They issued 40 licences.", "licence"),
    ("Some 40 Sri Lankans left.", "Sri Lankan"),
    ("They destroyed 40 mail and passenger boats.", "boat"),
    ("A 63 nation alliance met.", "nation"),
    ("Three ferries sank.", "ferry"),
    ("Rescuers found 12 Vietnamese and a crew.", "Vietnamese"),
    ("They found 3 British.", "British"),
    ("Visitor numbers rose to 4,000.", "visitor"),
    ("Accidents averaged 11 a year.", "accident"),
    ("The number of fines more than tripled, from 640 to 2,011.", "fine"),
    ("They closed 90 out of 300 clinics.", "clinic"),
    ("I had 110 ewes then.", "ewe"),
    ("One sample in five was wrong.", "dimensionless"),
    ("One goal in ten games was enough.", "goal"),
]


@pytest.mark.parametrize(("sentence", "unit"), UNITS)
def test_the_unit_is_the_lemma_of_what_is_counted(sentence: str, unit: str) -> None:
    assert figures_of(sentence)[0].unit == unit


AGES = [
    ("A 40-year-old unarmed clerk left.", "unarmed clerk"),
    ("The 13-year-old Anna Berg left.", "Anna Berg"),
    ("Three men aged between 19 and 34 left.", "men"),
    ("There are no figures for pupils under five.", "pupils"),
    ("A young taxi driver, 31, was hurt.", "taxi driver"),
    ("Her son, 19, works at the port.", "son"),
    ("Patients, all over the age of 70, were moved.", "Patients"),
    ("Nobody older than 80 came, travellers under 16 did not pay.", "travellers"),
    ("Men over 65 supports nobody.", "Men"),
    ("One woman, 46, was hurt.", "woman"),
]


@pytest.mark.parametrize(("sentence", "owner"), AGES)
def test_an_age_has_an_owner(sentence: str, owner: str) -> None:
    (age,) = (figure for figure in figures_of(sentence) if figure.unit_kind == "age")
    assert age.subject == owner


def test_several_persons_between_commas_have_an_age_each() -> None:
    ages = figures_of("Three taxi drivers, 31, 40 and 52, were hurt.")[1:]
    assert [(age.value, age.unit_kind, age.subject) for age in ages] == [
        (31, "age", "taxi drivers"),
        (40, "age", "taxi drivers"),
        (52, "age", "taxi drivers"),
    ]
    rooms = figures_of("Three rooms, 31 and 33, were shut.")
    assert {room.unit_kind for room in rooms} == {"count"}


def extracted(text: str, published: date) -> Rows:
    document = Document(
        make_id("d", text), "a.txt", "0" * 64, "text/plain", text=text, published_date=published
    )
    [(_, parsed)] = parse([document])
    return extract_rows(document, parsed)


PERIODS: list[tuple[str, date | None, date | None]] = [
    ("300 houses were built in 2023.", date(2023, 1, 1), date(2023, 12, 31)),
    ("Since 2019, 300 houses have been built.", date(2019, 1, 1), date(2024, 5, 3)),
    ("300 houses were built between 2019 and 2021.", date(2019, 1, 1), date(2021, 12, 31)),
    ("In the last two years, 300 houses were built.", date(2022, 5, 3), date(2024, 5, 3)),
    ("By the end of 2025, 300 houses will be built.", None, date(2025, 12, 31)),
    ("300 houses will be built by the end of March.", None, date(2025, 3, 31)),
    ("They will build 300 houses by 2030.", None, date(2030, 12, 31)),
    ("300 cases were found since the beginning of the year.", date(2024, 1, 1), date(2024, 5, 3)),
    ("It received 300 calls, up from 200 in 2016.", None, None),
    ("Losses fell 5 percent from 2016 levels.", None, None),
    ("Trials on 300 farms in 2016 failed.", date(2016, 1, 1), date(2016, 12, 31)),
    ("In 2016 free meals were served in 300 ports.", date(2016, 1, 1), date(2016, 12, 31)),
    ("300 houses were sold and 12 people were hurt in 2016.", None, None),
    ("300 people were killed and 12 wounded in 2016.", date(2016, 1, 1), date(2016, 12, 31)),
    ("They paid 300 owners and said that the pier had been closed since 2016.", None, None),
    ("300 houses were built in March.", date(2024, 3, 1), date(2024, 3, 31)),
    ("300 houses were built between May and June 2016.", date(2016, 5, 1), date(2016, 6, 30)),
    ("300 houses were built between May and March 2016.", date(2015, 5, 1), date(2016, 3, 31)),
    ("300 houses were built in the first half of 2016.", date(2016, 1, 1), date(2016, 6, 30)),
    ("300 houses were built in March last year.", date(2023, 3, 1), date(2023, 3, 31)),
    ("300 houses burned on 31 March of last year.", date(2023, 3, 31), date(2023, 3, 31)),
    ("300 houses were burned on Monday.", date(2024, 4, 29), date(2024, 4, 29)),
    ("Profit fell 5 percent in 2023.", date(2023, 1, 1), date(2023, 12, 31)),
    ("300 houses were built.", None, None),
]


def test_each_of_two_amounts_has_the_month_behind_it() -> None:
    figures = extracted("Inflation rose to 3.2% in March from 2.9% in April.", date(2024, 5, 3))
    assert [figure.period_start for figure in figures.figures] == [
        date(2024, 3, 1),
        date(2024, 4, 1),
    ]


def test_each_of_two_counts_has_the_place_behind_it() -> None:
    rows = extracted("It employs 4,000 people in Norway and 300 in Denmark.", date(2024, 5, 3))
    names = {entity.entity_id: entity.name for entity in rows.entities}
    assert [names[figure.place_id or ""] for figure in rows.figures] == ["Norway", "Denmark"]


@pytest.mark.parametrize(
    "sentence",
    [
        "40 people were hurt in Norway in 2019, 12 in Denmark in 2020 and three in Sweden in 2021.",
        "In Norway, 40 people were hurt in 2019; in Denmark 12 in 2020.",
    ],
)
def test_each_member_of_a_list_has_its_own_place_and_time(sentence: str) -> None:
    rows = extracted(sentence, date(2024, 5, 3))
    names = {entity.entity_id: entity.name for entity in rows.entities}
    places = ["Norway", "Denmark", "Sweden"]
    for index, figure in enumerate(rows.figures):
        assert (figure.event, figure.unit) == ("hurt", "person")
        assert names[figure.place_id or ""] == places[index]
        assert figure.period_start == date(2019 + index, 1, 1)


@pytest.mark.parametrize(("sentence", "start", "end"), PERIODS)
def test_a_period_is_named_in_the_figures_own_clause(
    sentence: str, start: date | None, end: date | None
) -> None:
    figure: Figure = extracted(sentence, date(2024, 5, 3)).figures[0]
    assert (figure.period_start, figure.period_end) == (start, end)


REGULAR = """
    dump handle struggle plan cite time hope note refuse evacuate treat argue fill kill
    enter refer add pass focus share require injure measure cover change book provoke move
    announce close raise play destroy carry follow need host create debate negotiate repeat
    float stop guarantee tune define reveal develop wound drown happen explain murder
    register explore strand include decide explode avoid manage describe release license
    collapse compile pollute devote promote complete invite exhibit escape prepare appear
    repair adhere welcome examine
""".split()


@pytest.mark.parametrize("verb", REGULAR)
def test_a_regular_verb_gets_its_own_end_back(verb: str) -> None:
    doubled = ("plan", "stop", "refer")
    past = f"{verb}d" if verb.endswith("e") else f"{verb}{verb[-1] * (verb in doubled)}ed"
    past = "carried" if verb == "carry" else past
    text = f"They {past} it."
    [(_, parsed)] = parse([Document(make_id("d", text), "a.txt", "0", "text/plain", text=text)])
    token = parsed[1]
    token.tag_, token.lemma_ = "VBD", past
    assert verb_lemma(token) == verb
