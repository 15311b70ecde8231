"""The lexicon of cues is sound, and a word is a cue only in a frame that reports speech."""

from __future__ import annotations

from collections import Counter

import pytest

from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.contents import NOUN_FRAMES, VERB_FRAMES
from toolkit.extract.statements.cues import find_cues
from toolkit.extract.statements.inflections import list_forms
from toolkit.extract.statements.senses import cue_lemma, load_senses
from toolkit.pipeline import parse_text

CLASSES = {"say", "claim", "deny", "admit", "promise", "ask", "order", "warn", "praise", "blame"}


def test_every_cue_has_a_class_of_the_contract() -> None:
    """The ten acts of communication that the data model names, and no other."""
    found = {sense.cue_class for senses in load_senses().values() for sense in senses}
    assert found == CLASSES


def test_every_frame_of_the_lexicon_has_a_finder() -> None:
    """A frame that nothing reads would be silently dead."""
    read = {"verb": {name for name, _ in VERB_FRAMES}, "noun": {name for name, _ in NOUN_FRAMES}}
    for (part, cue), senses in load_senses().items():
        for sense in senses:
            assert sense.frames <= read[part], cue


def test_no_cue_is_listed_twice_in_the_same_class() -> None:
    """A second line is there for another act ("told that", "told to") or another speaker only."""
    lines = Counter(
        (row["part"], row["cue"], row["class"], row["speaker"]) for row in read_rows("cues")
    )
    assert [line for line, count in lines.items() if count > 1] == []


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("cite", {"cite", "cites", "cited", "citing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("plead", {"plead", "pleads", "pleaded", "pleading"}),
        ("hit", {"hit", "hits", "hitting"}),
    ],
)
def test_a_verb_has_its_printed_forms(lemma: str, forms: set[str]) -> None:
    """Regular and irregular ones."""
    assert list_forms(lemma) == forms


def test_a_doubled_consonant_is_among_the_forms() -> None:
    """Whether a verb doubles it depends on its stress: both are listed."""
    assert {"admitted", "admitting"} <= list_forms("admit")


def test_a_form_leads_to_its_cue_whatever_the_lemmatizer_says() -> None:
    """Small pipelines lemmatize "cited" to "cit"."""
    parsed = parse_text("The board cited the tide.")
    parsed[2].lemma_ = "cit"
    assert cue_lemma(parsed[2]) == "cite"
    assert [cue.sense.cue for cue in find_cues(parsed)] == ["cite"]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The mayor called on the crews to wait.", ["call on", "call"]),
        ("The clerk pointed out that the quay is shut.", ["point out"]),
        ("They walked along the quay.", []),
    ],
)
def test_a_cue_comes_with_its_particle_first(text: str, cues: list[str]) -> None:
    """The longer cue is the surer one."""
    assert [cue.sense.cue for cue in find_cues(parse_text(text))] == cues
