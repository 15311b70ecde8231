"""Whom "it", "its", "they", "he" and "she" mean, by contexts; None where nobody can be sure."""

import pytest

from toolkit.bodies import find_body
from toolkit.extract import extract_rows
from toolkit.pipeline import parse
from toolkit.rows import Document, Rows

IN_CONTEXT: list[tuple[str, str | None]] = [
    ("Norway will open [its] ports.", "Norway"),
    ("The Harbour Council reiterates [its] support for the crews.", "Harbour Council"),
    ("Norway is united in [its] support for the crews.", "Norway"),
    ("Norway has begun to implement [its] commitments.", "Norway"),
    ("Sweden urged Norway to open [its] ports.", "Norway"),
    ("The minister pressed for Norway to use [its] influence.", "Norway"),
    ("We commend Norway for [its] support of the crews.", "Norway"),
    ("I thank the Harbour Council for [its] swift help.", "Harbour Council"),
    ("The minister criticised Norway for [its] tariffs.", "Norway"),
    ("Norway and [its] partners will meet in May.", "Norway"),
    ("The Harbour Council, with [its] partners, will meet in May.", "Harbour Council"),
    ("Norway sold its ferries and [its] cranes.", "Norway"),
    ("Norway's breach of [its] promises is a scandal.", "Norway"),
    ("In [its] letter, the Harbour Council asked for help.", "Harbour Council"),
    ("The crews of Norway lost [its] flag.", "Norway"),
    ("The Norway crews left after [its] vote.", "Norway"),
    ("The company sold [its] ferries to Norway.", None),
    ("Norway believes that this will harm [its] ports.", "Norway"),
    ("The fund, which Norway set up, doubled [its] budget.", None),
    ("The Harbour Council met on Monday. [It] urged the crews to wait.", "Harbour Council"),
    ("The Harbour Council met on Monday. [It] has also asked for a report.", "Harbour Council"),
    ("Norway said [it] would wait.", "Norway"),
    ("Norway is an ally, and [it] has shown patience.", "Norway"),
    ("Norway promised aid when [it] signed the pact.", "Norway"),
    ("The Harbour Council opened a school in Bergen. [It] runs nine others.", "Harbour Council"),
    ("The storm hit Norway. [It] killed two people.", None),
    ("The Harbour Council published a report. [It] was read by nobody.", None),
    ("The Harbour Council published a report. [It] praised the crews.", "Harbour Council"),
    ("Norway said [it] was late to complain.", None),
    ("Norway made [it] clear that the ports are open.", None),
    ("Norway believes [it] is important to wait.", None),
    ("[It] is essential that Norway open its ports.", None),
    ("The ministry welcomed the vote, saying [it] was good for Norway.", None),
    ("The Harbour Council met Norway's envoys. The report said that [it] rains a lot.", None),
    ("Norway left the pact, and Sweden regretted [it].", None),
    ("Sweden called on Norway and urged [it] to open its ports.", "Norway"),
    ("The resolution thanked Norway and asked [it] to send boats.", "Norway"),
    ("The Harbour Forces announced that [they] began the search.", "Harbour Forces"),
    ("The Harbour Forces have begun [their] search.", "Harbour Forces"),
    ("Norwegians kept [their] boats.", "Norwegians"),
    ("The Norwegians said [they] would wait.", "Norwegians"),
    ("The use of mines by the Harbour Front shows [their] contempt for the crews.", None),
    (
        "The raid shows the despair of the Harbour Front as [they] lose their boats.",
        "Harbour Front",
    ),
    ("The Harbour Front are losing [their] boats.", "Harbour Front"),
    ("The Harbour Council is working with the owners to support [their] crews.", None),
    ("The Harbour Council called on the owners to honour [their] promises.", None),
    ("The Harbour Council said the owners had paid [their] crews.", None),
    ("Norway and Sweden signed [their] pact in Bergen.", None),
    ("Anna Berg and Nils Dahl lost [their] boat.", None),
    ("The board said [they] were late.", None),
    ("Crews of the Harbour Council said [they] were tired.", None),
    ("Norwegians met Swedes and gave [them] boats.", "Swedes"),
    ("Anna Berg said [she] would wait.", "Anna Berg"),
    ("Anna Berg lost [her] boat.", "Anna Berg"),
    ("Mr Dahl met Ms Berg. [She] was late.", "Berg"),
    ("Minister Idris Elm said [his] office was open.", "Idris Elm"),
    ("Anna Berg thanked Minister Ola Lie for [his] support.", "Ola Lie"),
    ("The mayor, Nils Dahl, thanked Nils Holm for [his] help.", "Nils Holm"),
    ("Nils Dahl met Ola Lie. [He] was late.", "Nils Dahl"),
    ("Nils Dahl and Ola Lie met. [He] was late.", None),
    ("A spokesman met Nils Dahl. [He] was late.", None),
    ("According to Anna Berg, the quay is safe. [She] inspected it on Monday.", "Anna Berg"),
    ("Nils Dahl met him. [His] boat sank.", "Nils Dahl"),
    ("“He is late,” said Nils Dahl of [his] brother.", "Nils Dahl"),
    ("Minister Anna Berg visited Bergen, where [she] met the crews.", "Anna Berg"),
    ("The minister's deputy, Jens Holt, led the talks; [he] was tired.", "Jens Holt"),
    ("Nils Dahl hurt [himself] on the quay.", "Nils Dahl"),
    ("The Harbour Council welcomed the vote, saying [it] was good.", None),
    ("Anna Berg thanked Minister Ola Lie for [his] country's support.", "Ola Lie"),
    ("A clerk told Radio Brim that [they] needed help.", None),
    ("Sir Ola Dahl told the board that [he] would go.", "Ola Dahl"),
    ("Asked for [his] source, Nils Dahl named a chart.", "Nils Dahl"),
    ("Anna Berg, a teacher who swims, left. [Her] son stayed.", "Anna Berg"),
    ("The Harbour Council has paid. That is not enough. [Its] chairman left.", "Harbour Council"),
    ("The Harbour Council denied it. [It] did not answer further questions.", "Harbour Council"),
    ("The Harbour Council has split [itself] in two.", "Harbour Council"),
]
"""A text with the pronoun in brackets, and the entity that it means."""


def rows_of(text: str) -> Rows:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    return extract_rows(document, parsed)


def meant(marked: str) -> str | None:
    start = marked.index("[")
    rows = rows_of(marked.replace("[", "").replace("]", ""))
    names = {entity.entity_id: entity.name for entity in rows.entities}
    found = (m for m in rows.mentions if m.start == start and m.kind == "pronoun")
    return next((names[mention.entity_id] for mention in found), None)


@pytest.mark.parametrize(("marked", "entity"), IN_CONTEXT)
def test_a_pronoun_is_linked_to_the_one_it_clearly_means(marked: str, entity: str | None) -> None:
    assert meant(marked) == entity


@pytest.mark.parametrize(
    ("marked", "entity"),
    [
        ("[We] condemn the raid. Norway stands with the crews.", "Norway"),
        ("[We] condemn the raid. Norway is working with our partners.", "Norway"),
        ("[We] thank the Harbour Council. The Harbour Council will publish its report.", None),
        (
            "A new quay\nThe Hon Ruth Calder MP, Minister for Harbours\n\nToday [I] announce "
            "that the quay is open.",
            "Ruth Calder",
        ),
        (
            "Press statement\nRuth Calder\nMinister for Harbours\n\nOn behalf of the crews [I] "
            "send best wishes to Norway.",
            "Ruth Calder",
        ),
    ],
)
def test_the_first_person_of_a_release_is_its_issuer(marked: str, entity: str | None) -> None:
    assert meant(marked) == entity


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("UN", "United Nations"),
        ("the European Union", "European Union"),
        ("G7", "Group of Seven"),
        ("Unicef", "United Nations Children's Fund"),
        ("who", None),
        ("un", None),
        ("Harbour Council", None),
    ],
)
def test_a_well_known_body_is_known_under_its_names(name: str, body: str | None) -> None:
    assert find_body(name) == body


def test_two_names_of_a_well_known_body_are_one_entity() -> None:
    rows = rows_of("The European Union paid. Norway thanked the EU.")
    assert ("European Union", ("EU",)) in [(e.name, e.aliases) for e in rows.entities]


def test_an_acronym_in_brackets_inside_a_name_is_its_alias() -> None:
    rows = rows_of("The Harbour Commission of Inquiry (CoI) on Lakes met. The CoI was late.")
    assert [e.aliases for e in rows.entities if e.name.startswith("Harbour")] == [("CoI",)]
