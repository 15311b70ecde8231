"""The measures that every package's card states: `toolkit/package/measures.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from measuring.corpora import REPO, SET_ASIDE, find_corpus
from measuring.values import Values
from toolkit.package.measures import Measure

FILE = REPO / "toolkit" / "package" / "measures.json"

STATED = (
    (
        (SET_ASIDE, "own"),
        {
            "statements.at_0.8.precision": "statements that are right, with four of five words",
            "statements.at_0.8.recall": "statements that were found",
            "statements.speaker_resolved.share": "their speakers that are right",
            "figures.found.precision": "figures that are figures",
            "figures.found.recall": "figures that were found",
            "figures.value.share": "their values that are right",
            "figures.unit.share": "their units that are right",
            "entities.found.precision": "entities that are right",
            "entities.found.recall": "entities that were found",
            "entities.type.share": "their types that are right",
        },
    ),
    (
        ("polnear-dev",),
        {
            "content.precision": "words in statements that somebody is said to have said",
            "speech.at_0.8.f1": "statements, F1, with four of five words",
            "speech.end_to_end": "statements that were found with the right speaker",
        },
    ),
    (("gum-news-dev",), {"names.exact_typed.f1": "names with the right type, F1"}),
    (("numbers-dev",), {"found_and_right": "numbers that were found with the right value"}),
)
"""Which measures of which corpora, and how the card calls them."""


def card_measures(measured: Mapping[str, Values]) -> list[Measure]:
    """What the card states, of the corpora that were measured."""
    return [
        Measure(
            what=label,
            value=round(value.value, 4),
            lower=round(value.lower, 4),
            upper=round(value.upper, 4),
            texts=find_corpus(corpus).description.replace("`", ""),
        )
        for corpora, labels in STATED
        for corpus in corpora
        for name, label in labels.items()
        if (value := measured.get(corpus, {}).get(name)) is not None
        and value.lower is not None
        and value.upper is not None
    ]


def write_card_measures(measures: list[Measure]) -> None:
    """Write them as they are committed."""
    entries = [asdict(measure) for measure in measures]
    FILE.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")
