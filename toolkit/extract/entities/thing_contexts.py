"""Tell a land, town or body by what the text says of it, where its name alone could be a person's.

"The Government of Brim", "Brim's navy", "in Brim," show a place; what "it" and "its" take up
("Brim said it would wait", "Brim cut its fares") is no person.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.name_contexts import WHERE

RULED = frozenset(
    "government governments people peoples republic kingdom parliament state province citizens "
    "capital coast city town port ports borders".split()
)
"""Nouns whose "of" has a land or town: "the people of Brim"."""

OWNED = frozenset(
    "mayor governor residents inhabitants outskirts government "
    "navy army parliament capital economy ministry coast coastline population constitution "
    "borders territory police airport harbour harbor streets suburbs embassy".split()
)
"""What lands and towns own, and persons do not: "Brim's navy"."""

OWNED_BY_BODIES = frozenset(
    "ceo executive shares shareholders stock board employees headquarters subsidiary subsidiaries "
    "profits revenue revenues customers factory factories products squad stores executives "
    "investors newsroom fleet".split()
)
"""What bodies own, and lands and persons hardly: "Brim's shares"; not "Berg's coach"."""

SERVE = frozenset(
    "ceo executive shares shareholders employees executives striker midfielder defender goalkeeper "
    "quarterback pitcher".split()
)
"""Nouns right behind a body's name: "Brim chief executive Anna Berg"; not "Berg aide"."""

SPEAK_FOR = frozenset("spokesman spokeswoman spokesperson spokespeople".split())
"""Nouns whose "for" has a body; where it has a person, the text names the person in full."""

CLOSES = frozenset({",", ".", ";", ")", ":"})


def is_ruled(parsed: Doc, first: int, last: int) -> bool:
    """Whether the words around a name tell a land or town: "the people of Brim", "Brim's navy"."""
    before = parsed[first - 1].lower_ if first else ""
    if before == "of" and first > 1:
        return bare(parsed[first - 2].text) in RULED
    owns = last + 1 < len(parsed) and parsed[last].text in ("'s", "’s")
    if owns:
        return _first_noun(parsed, last + 1) in OWNED
    closed = last >= len(parsed) or parsed[last].text in CLOSES or parsed[last].is_space
    return before in WHERE and closed


def is_body(parsed: Doc, first: int, last: int) -> bool:
    """Whether the words around a name tell a body: "Brim's shares", "a spokesman for Brim".

    Not "Brim's mayor", which a town has, and not "Berg's wife".
    """
    if last + 1 < len(parsed) and parsed[last].text in ("'s", "’s"):
        return _first_noun(parsed, last + 1) in OWNED_BY_BODIES
    if first > 1 and parsed[first - 1].lower_ in ("for", "at"):
        verb = parsed[first - 2]
        works = verb.lower_ in ("work", "works", "worked", "working")
        return works or (verb.lower_ in SPEAK_FOR and parsed[first - 1].lower_ == "for")
    if last >= len(parsed):
        return False
    chief = parsed[last].lower_ == "chief" and last + 1 < len(parsed)
    noun = parsed[last + 1] if chief else parsed[last]
    if noun.lower_ in SERVE and parsed[last - 1].whitespace_:
        return True
    return parsed[last].text == "," and _is_described_body(parsed, last + 1)


def _is_described_body(parsed: Doc, position: int) -> bool:
    """As in "Brim, a ferry operator", "Brim, the country's largest bank,"."""
    if position >= len(parsed) or parsed[position].tag_ not in ("DT", "PRP$"):
        return False
    for token in parsed[position + 1 : position + 7]:
        if token.tag_ in ("NN", "NNP"):
            behind = parsed[token.i + 1] if token.i + 1 < len(parsed) else None
            inside = behind is not None and behind.tag_ in ("NN", "NNS", "POS", "HYPH", "NNP")
            if not inside:
                heads = gazetteer.heads()
                body = token.lower_ in heads.body_nouns | BODIES
                return body and token.is_lower
        elif token.tag_ not in ("JJ", "JJS", "POS", "CD", "VBN", "HYPH", "NNP", "DT", "RBS", "NNS"):
            return False
    return False


BODIES = frozenset(
    "bank party airline association organisation organization retailer bookmaker".split()
)
"""Further nouns for bodies, behind a comma."""


def _first_noun(parsed: Doc, position: int) -> str:
    """The head of the noun phrase from here on: "navy" of "small navy"."""
    while position + 1 < len(parsed) and parsed[position].tag_ in ("JJ", "NNP", "VBN"):
        position += 1
    while position + 1 < len(parsed) and parsed[position + 1].tag_ == "NN":
        position += 1
    return bare(parsed[position].text)


def is_taken_up_as_thing(parsed: Doc, first: int, last: int) -> bool:
    """Whether "it" or "its" takes up the name that is subject here: "Brim cut *its* fares"."""
    head = _root(parsed, first, last)
    verb = head.head
    if head.dep_ not in syntax.SUBJECT or not syntax.is_verb(verb):
        return False
    behind = parsed[last : min(last + 12, len(parsed))]
    for token in behind:
        if token.is_sent_start and token.i > last:
            return False
        acts = token.head.head
        if acts.dep_ in syntax.OPEN_COMPLEMENT:
            acts = acts.head  # has begun to cut *its* fares
        if token.lower_ == "its" and acts.i == verb.i:
            return token.head.dep_ in syntax.OBJECT | syntax.OBLIQUE
        clause = token.head
        if token.lower_ == "it" and token.dep_ in syntax.SUBJECT and clause.head.i == verb.i:
            bare_clause = syntax.child(clause, syntax.COPULA) is None
            return clause.dep_ in syntax.CLAUSAL_COMPLEMENT and bare_clause
    return False


def _root(parsed: Doc, first: int, last: int) -> Token:
    for token in parsed[first:last]:
        if not first <= token.head.i < last or token.head.i == token.i:
            return token
    return parsed[last - 1]
