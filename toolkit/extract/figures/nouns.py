"""The unit of a counted noun: its lemma, whatever a small pipeline makes of "ferries"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.entities.gazetteer import is_nationality
from toolkit.extract.lexicon import read_rows

PERSON_NOUNS = frozenset(row["word"] for row in read_rows("person_nouns"))
IRREGULAR_NOUNS = {row["form"]: row["lemma"] for row in read_rows("irregular_nouns")}
STATE_NOUNS = frozenset("dead injured wounded hurt missing displaced unemployed".split())
"""Adjectives that are counted as nouns: "3 dead and 17 injured"."""


def unit_of(head: Token) -> str:
    """The lemma of a counted noun, in the singular; names keep their capital: "Norwegian"."""
    text = head.text
    if head.lower_ in STATE_NOUNS:
        return head.lower_
    if is_death_toll(head):
        return "death"
    if head.pos_ == "PROPN" or head.tag_ in ("NNP", "NNPS") or (
        text[:1].isupper() and not head.is_sent_start and head.lemma_[:1].isupper()
    ) or is_nationality(text):  # fmt: skip
        if IRREGULAR_NOUNS.get(head.lower_) == head.lower_:
            return text  # "two World Series"
        if head.lower_.endswith("men") and head.lower_ not in IN_MEN:
            return f"{head.lower_[:-3]}man"  # "Airmen"
        if singular(head.lower_) in PERSON_NOUNS:
            return singular(head.lower_)  # "40 Soldiers"
        plural = len(text) > 1 and text.endswith("s") and not text.endswith(("ss", "us"))
        single = text[:-1] if plural else text
        before = head.doc[head.i - 1] if head.i else None
        two = f"{before.text} {single}" if before is not None else ""
        if before is not None and (
            before.text in ("New", "Hong", "South", "North", "West", "East")
            or is_nationality(two)  # "Sierra Leoneans", "Sri Lankans"
        ):
            return two
        return single
    lemma = head.lemma_.lower()
    if lemma == "people":
        return "person"
    if head.lower_ in IRREGULAR_NOUNS:
        return IRREGULAR_NOUNS[head.lower_]
    if head.tag_ == "NNS" and head.lower_.endswith("men") and head.lower_ not in IN_MEN:
        return f"{head.lower_[:-3]}man"  # "fishermen"
    if head.tag_ == "NNS" and head.lower_.endswith("ses"):
        return singular(head.lower_)
    if head.tag_ == "NNS" and head.lower_.endswith(("sses", "xes", "ches", "shes")):
        return singular(head.lower_)  # a small pipeline makes "branche" of "branches"
    if head.tag_ == "NNS" and lemma == text.lower() and lemma.endswith("s"):
        return singular(lemma)
    if head.tag_ == "NN" and lemma == text.lower() and lemma.endswith("es") and _is_several(head):
        return singular(lemma)  # "110 ewes", whose noun the tagger has never met
    if lemma.endswith("ie") and text.lower().endswith("ies") and lemma not in IN_IE:
        return singular(text.lower())  # a small pipeline makes "ferrie" of "ferries"
    return lemma or head.lower_


def _is_several(head: Token) -> bool:
    """Whether a number that is not one stands with a noun."""
    return any(child.pos_ == "NUM" and child.lower_ not in ("1", "one") for child in head.lefts)


IN_IE = frozenset(
    "movie cookie zombie calorie tie pie lie die rookie selfie prairie sortie brownie goalie"
    " magpie eyrie birdie hoodie pixie necktie".split()
)
"""Nouns that do end in -ie."""
IN_MEN = frozenset("specimen regimen omen semen stamen abdomen acumen".split())


def singular(plural: str) -> str:
    """Undo a regular plural that the lemmatizer left: "ferries", "boxes", "boats"."""
    if plural.endswith("ies") and len(plural) > 4:
        return plural[:-3] + "y"
    if plural.endswith(("sses", "xes", "ches", "shes", "zes")):
        return plural[:-2]
    if len(plural) > 1 and plural.endswith("s") and not plural.endswith(("ss", "us", "is")):
        return plural[:-1]
    return plural


def is_person(unit: str | None) -> bool:
    """Whether a unit counts people: listed nouns and nationality words."""
    if unit is None:
        return False
    if unit[:1].isupper():
        return unit.endswith(("n", "i", "ese", "ish", "sh", "ch", "k", "s", "t", "e"))
    return unit in PERSON_NOUNS or unit.endswith(("ist", "eer"))


def is_death_toll(head: Token) -> bool:
    """Whether a noun is the toll of "death toll"."""
    return head.lower_ == "toll" and head.i > 0 and head.doc[head.i - 1].lower_ == "death"
