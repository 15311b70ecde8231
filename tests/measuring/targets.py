"""What is to be reached: floor and aim of each measure, and what others reach on it."""

from __future__ import annotations

from dataclasses import dataclass

from measuring.corpora import SET_ASIDE

KINDS_OF_NUMBERS = (
    "number",
    "percent",
    "currency",
    "dimension",
    "age",
    "temperature",
    "range",
    "quantulum",
)


@dataclass(frozen=True, slots=True)
class Target:
    """One measure of one corpus that has a floor.

    Attributes:
        corpus: its name.
        measure: the measure's dotted name.
        label: what it is, for people.
        floor: what has to be reached, in percent.
        aim: what is hoped for, in percent.
        others: what a first prototype and what people against each other reach, in percent.
    """

    corpus: str
    measure: str
    label: str
    floor: float
    aim: float
    others: str = ""


TARGETS = (
    Target("polnear-dev", "speech.f1", "speech, F1", 88, 91, "85.3; 93.3"),
    Target("polnear-dev", "content.precision", "content, precision", 93, 95, "93.6; 91.5"),
    Target("polnear-dev", "recall.direct", "word recall, direct", 99, 99, "99"),
    Target("polnear-dev", "recall.mixed", "word recall, mixed", 84, 90, "74"),
    Target("polnear-dev", "recall.indirect_speech", "word recall, indirect speech", 70, 80, "57"),
    Target("polnear-dev", "speech.at_0.8.f1", "speech statements at 0.8, F1", 71, 76, "63.7; 76.3"),
    Target("polnear-dev", "speech.cue.f1", "speech cues, F1", 77, 83, "70.5; 85.0"),
    Target(
        "polnear-dev",
        "speech.end_to_end",
        "speech found with the right speaker",
        68,
        80,
        "50.9; 88.0",
    ),
    Target("gum-news-dev", "names.exact_typed.f1", "names, exact and typed, F1", 70, 80, "60"),
    Target(
        "uner-dev",
        "names.exact_typed.f1",
        "names, exact and typed, F1, cross-validated",
        55,
        65,
        "50",
    ),
    Target("numbers-dev", "found_and_right", "found with the right value", 90, 96, "76 to 100"),
    *(
        Target("numbers-dev", f"found_and_right.{kind}", f"the same, {kind}", 90, 96)
        for kind in KINDS_OF_NUMBERS
    ),
    Target("numbers-dev", "ranges.bounds", "ranges with both bounds", 85, 95),
    Target(SET_ASIDE, "statements.at_0.8.f1", "statements at 0.8, F1", 85, 92),
    Target(SET_ASIDE, "statements.speaker_resolved.share", "right speaker", 90, 95),
    Target(SET_ASIDE, "figures.found.f1", "figures found, F1", 93, 97),
    Target(SET_ASIDE, "figures.value.share", "right value", 97, 99),
    Target(SET_ASIDE, "figures.qualifier.share", "right qualifier", 97, 99),
    Target(SET_ASIDE, "figures.unit.share", "right unit", 90, 95),
    Target(SET_ASIDE, "figures.subject.share", "right subject", 90, 95),
    Target(SET_ASIDE, "figures.event.share", "right event", 80, 90),
    Target(SET_ASIDE, "entities.found.f1", "entities, F1", 87, 94),
    Target(SET_ASIDE, "entities.type.share", "right type", 92, 97),
)

GOLD_MEASURES = {
    "statements.at_0.8.precision": "statements at 0.8, precision",
    "statements.at_0.8.recall": "statements at 0.8, recall",
    "statements.at_0.8.f1": "statements at 0.8, F1",
    "statements.at_0.5.f1": "statements at 0.5, F1",
    "statements.kind.share": "right kind",
    "statements.speaker_resolved.share": "right speaker, as entity",
    "statements.speaker.share": "right speaker, as printed",
    "statements.cue.share": "right cue",
    "statements.cue_class.share": "right class of cue",
    "statements.addressee.share": "right addressee",
    "statements.via.share": "right relay",
    "figures.found.precision": "figures found, precision",
    "figures.found.recall": "figures found, recall",
    "figures.found.f1": "figures found, F1",
    "figures.value.share": "right value",
    "figures.lower.share": "right lower bound",
    "figures.upper.share": "right upper bound",
    "figures.qualifier.share": "right qualifier",
    "figures.unit.share": "right unit",
    "figures.subject.share": "right subject",
    "figures.event.share": "right event",
    "figures.period.share": "right period",
    "figures.place.share": "right place",
    "figures.part_of.share": "right whole of a part",
    "figures.asserted_by.share": "right asserter",
    "entities.found.precision": "entities, precision",
    "entities.found.recall": "entities, recall",
    "entities.found.f1": "entities, F1",
    "entities.type.share": "right type",
    "entities.name.share": "right name",
    "mentions.name.f1": "names where they stand, F1",
    "mentions.nominal.f1": "nominal mentions with their entity, F1",
    "mentions.pronoun.f1": "pronouns with their entity, F1",
    "documents.published_date.share": "right date of publication",
    "documents.publisher.share": "right publisher",
    "documents.furniture.share": "texts with exactly the right furniture",
}
"""What is measured on our own gold, and what it is called."""
