"""Read the lexicon of cues: which words report speech, as which act, in which frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Token

from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.inflections import list_forms


@dataclass(frozen=True, slots=True)
class Sense:
    """One line of the lexicon: what a cue says about the act, and how it stands in a clause.

    ``frames`` are: ``clause`` (that-clause, with or without "that", and quotations), ``question``
    (whether and wh-clauses), ``quote`` (quotations only), ``request`` (someone asked and an
    infinitive), ``infinitive`` (the speaker's own), ``gerund``, ``object`` (a noun phrase that
    stands for what was said), ``stance`` ("expressed concern about it"), ``predicate`` ("called it
    a loss"), ``as`` ("described it as"), ``for`` ("thanked them for"), ``of`` ("accused them of");
    for nouns ``that``, ``of``, ``for``, ``infinitive``.
    ``needs_able_speaker`` keeps out what things do, too: "the queue suggests a strike";
    ``needs_document`` what only texts do: "the statement reads", not "she reads".
    """

    cue: str
    part: str
    cue_class: str | None
    frames: frozenset[str]
    needs_able_speaker: bool
    needs_document: bool


CITING = frozenset({"citing", "quoting"})
"""What introduces the source of a source: "the paper reports citing the police"."""


Lexicon = dict[tuple[str, str], tuple[Sense, ...]]


@cache
def load_senses() -> Lexicon:
    """The lexicon by part of speech and cue ("verb", "call on"), read once."""
    lexicon: Lexicon = {}
    for row in read_rows("cues"):
        sense = Sense(
            row["cue"],
            row["part"],
            row["class"] or None,
            frozenset(row["frames"].split()),
            row["speaker"] == "able",
            row["speaker"] == "document",
        )
        key = (row["part"], row["cue"])
        lexicon[key] = (*lexicon.get(key, ()), sense)
    return lexicon


@cache
def list_cue_forms() -> dict[tuple[str, str], str]:
    """The first word of each cue by part of speech and printed form."""
    return {
        (part, form): cue.split()[0]
        for part, cue in load_senses()
        for form in list_forms(cue.split()[0])
    }


def cue_lemma(token: Token, part: str = "verb") -> str | None:
    """The lexicon's word that the token is a form of; None for other words."""
    return list_cue_forms().get((part, token.lower_))


def is_present_form(token: Token) -> bool:
    """Whether the word is a cue's base form or its form with -s: "*condemn*", "*condemns*"."""
    lemma, word = cue_lemma(token), token.lower_
    return lemma is not None and (word == lemma or word.endswith("s"))


def is_bare_cue(token: Token) -> bool:
    """Whether the lexicon has the verb without a particle: "go" is a cue as "go on" only."""
    return token.pos_ == "VERB" and ("verb", cue_lemma(token) or "") in load_senses()


def is_clause_cue(token: Token) -> bool:
    """Whether the lexicon has the verb with a that-clause."""
    lemma = cue_lemma(token)
    if lemma is None or token.pos_ != "VERB":
        return False
    return any("clause" in sense.frames for sense in load_senses().get(("verb", lemma), ()))


@cache
def form_ids() -> frozenset[int]:
    """The ids that spaCy gives to the printed forms of the lexicon's words."""
    return frozenset(get_string_id(form) for _, form in list_cue_forms())
