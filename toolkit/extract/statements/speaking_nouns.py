"""Know who and what can be said to say something, by the word that names it."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from toolkit.extract.lexicon import read_rows

NOT_SPEAKING = frozenset("you there that this what these those nothing nobody none no-one".split())
"""Pronouns that stand for things, for nothing, or for whoever reads."""

SPEAKING_PRONOUNS = frozenset({"i", "we", "he", "she", "they", "who", "which", "it"})
SPOKESPERSON = re.compile(r"\bspokes(?:man|men|woman|women|person|persons|people)\b", re.IGNORECASE)
"""Who speaks for others, in a phrase."""

AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "men", "women", "ee", "ant", "eer")
SPEAKING_ENTITIES = frozenset({"PERSON", "PER", "ORG", "NORP"})


@cache
def _speaking_nouns() -> dict[str, str]:
    return {row["noun"]: row["sort"] for row in read_rows("speaking_nouns")}


def _singular(noun: Token) -> str:
    """A noun's lemma; small lemmatizers leave a plural that opens a sentence as it is."""
    if noun.lower_ in _speaking_nouns():
        return noun.lower_
    lemma = noun.lemma_.lower()
    if noun.tag_ in ("NNS", "NNPS") and lemma == noun.lower_:
        singular = f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")
        return singular if singular in _speaking_nouns() else lemma
    return lemma


def can_speak(head: Token) -> bool:
    """Whether the word names someone who can say something; things only show or suggest it."""
    if head.lower_ == "those":
        return any(found.i > head.i for found in head.children)  # those close to him
    if head.pos_ == "PRON" or head.lower_ in SPEAKING_PRONOUNS:
        return head.lower_ not in NOT_SPEAKING
    if head.ent_type_ in SPEAKING_ENTITIES or head.pos_ == "PROPN":
        return True
    if head.is_title and head.i + 1 < len(head.doc) and head.doc[head.i + 1].text == "&":
        return True  # Holm & Sons
    lemma = _singular(head)
    sort = _speaking_nouns().get(lemma)
    if sort is None and head.is_title and head.i > head.sent.start and head.nbor(-1).text.islower():
        return True  # the shipping company *Ternline*: a name that a tagger took for a noun
    return sort != "thing" if sort is not None else lemma.endswith(AGENT_ENDINGS)


def is_person_noun(noun: Token) -> bool:
    """Whether a common noun names a person by what they do: the Norway *envoy* is not Norway."""
    lemma = _singular(noun)
    by_ending = lemma.endswith(AGENT_ENDINGS) and lemma not in _speaking_nouns()
    return noun.pos_ == "NOUN" and (_speaking_nouns().get(lemma) == "person" or by_ending)


def is_office_of_several(noun: Token) -> bool:
    """Whether a plural is that of a person's office: "*Ministers* Berg and Holm"."""
    return _speaking_nouns().get(noun.lower_.removesuffix("s")) == "person"


def is_person_word(token: Token) -> bool:
    """Whether the word stands for an office or a person's work, with a capital or without one."""
    singular = token.tag_ in ("NN", "NNP")
    return singular and _speaking_nouns().get(token.lower_) == "person"


def is_spokesperson(noun: Token) -> bool:
    """Whether the word names someone who speaks for others: "spokeswoman"."""
    return noun.lower_.startswith("spokes")


def is_body(noun: Token) -> bool:
    """Whether a common noun names several who speak with one voice: "police", "council"."""
    return _speaking_nouns().get(_singular(noun)) == "body"


def is_document(noun: Token) -> bool:
    """Whether the noun names a text, which speaks for its author: "letter", "statement"."""
    return _speaking_nouns().get(_singular(noun)) == "document"
