"""Find where a speaker of whom commas tell more begins: "It is late, *the owner, Per Lund,* said".

A comma right before a cue closes what is told of the speaker: the name of an office, the office of
a name, an age, a relative clause. The speaker stands in front of that, whatever the parse says.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span

from toolkit.extract.statements.edges import FINITE, REACH, RELATIVE, is_edge

PEOPLE = frozenset({"PERSON", "PER"})
WHO = frozenset({"who", "whose"})
PARTICLES = frozenset("al bin da de del della den der di dos el ibn la le ter ul van von y".split())
LONGEST_NAME = 6
LONGEST_ASIDE = 30
"""Tokens that may be told of a speaker between two commas."""


def before_office(doc: Doc, comma: int, start: int) -> int | None:
    """The edge before "the *league's head*, Anna Berg, said": the comma only closes an office.

    Args:
        doc: The parse.
        comma: The index of the comma before the cue's own subject.
        start: The index of the sentence's first token.
    """
    words = _phrase_before(doc, comma, start)
    if words is None or doc[comma - 1].pos_ != "NOUN" or doc[words].pos_ == "ADP":
        return None
    return words - 1


def before_aside(doc: Doc, comma: int, start: int) -> int | None:
    """The edge before a speaker whom commas tell more about: "*Berg, who has left,* told us".

    Args:
        doc: The parse.
        comma: The index of the comma right before the cue.
        start: The index of the sentence's first token.

    Returns:
        The index of the comma or mark that ends what is said; None where nothing shows it.
    """
    first = _comma_before(doc, comma, start)
    aside = doc[first + 1 : comma]
    if first <= start or not len(aside):
        return None
    if aside[0].lower_ not in RELATIVE and any(token.tag_ in FINITE for token in aside):
        return None
    words = _phrase_before(doc, first, start)
    if words is None:
        known = all(token.pos_ == "PROPN" for token in aside) and aside[-1].ent_type_ in PEOPLE
        return first if known else None
    speaker = doc[words:first]
    if speaker[0].like_num and len(speaker) == 1:  # Lund, *41*, a driver, said
        words = _phrase_before(doc, words - 1, start)
        if words is None or not _is_name(doc[words : first - 2]):
            return None
        return _before_named(doc, words, aside, start)
    if _is_name(speaker):
        return _before_named(doc, words, aside, start)
    known = all(token.pos_ == "PROPN" for token in aside) and aside[-1].ent_type_ in PEOPLE
    if known and doc[first - 1].pos_ != "NOUN":
        return first
    if known or (doc[first - 1].pos_ == "PROPN" and doc[first - 1].ent_type_):
        return words - 1
    told = _is_name(aside) or aside[0].lower_ in WHO or aside[0].tag_ == "DT"
    return words - 1 if told and _is_described(speaker) else None


def _before_named(doc: Doc, words: int, aside: Span, start: int) -> int | None:
    """Whether a name's aside tells of it; an office may stand in front: "the owner, Lund, 41,"."""
    age = len(aside) == 1 and aside[0].like_num
    described = aside[0].tag_ in ("DT", "PRP$", "NN", "NNS") or _is_owner(aside)
    if not (age or described or aside[0].lower_ in RELATIVE):
        known = doc[words].pos_ == "PROPN" and bool(aside[0].doc[aside.start - 2].ent_type_)
        return words - 1 if known else None
    if words - 1 > start and doc[words - 1].text == ",":
        office = _phrase_before(doc, words - 1, start)
        if office is not None and _is_described(doc[office : words - 1]):
            return office - 1
    return words - 1


def _comma_before(doc: Doc, comma: int, start: int) -> int:
    """The comma before this one, as far as an aside may reach."""
    first = comma - 1
    while first > start and doc[first].text != "," and comma - first < LONGEST_ASIDE:
        first -= 1
    return first


def _is_described(words: Span) -> bool:
    """As in "the bank's governor", "its owner", "one neighbour": what a name can explain."""
    return words[0].tag_ in ("DT", "PRP$", "CD") and words[-1].pos_ in ("NOUN", "PROPN")


def _is_owner(words: Span) -> bool:
    """As in "Oslo's mayor"."""
    return len(words) > 2 and any(token.tag_ == "POS" for token in words[1:])


def _is_name(words: Span) -> bool:
    """Whether words are printed as a name, whatever the tagger makes of them: "Per Lund"."""
    if not words[0].text[:1].isupper() or not words[-1].text[:1].isupper():
        return False
    joined = all(token.text[:1].isupper() or token.lower_ in PARTICLES for token in words)
    return joined and len(words) <= LONGEST_NAME


def _phrase_before(doc: Doc, comma: int, start: int) -> int | None:
    """The first token of the noun phrase between the comma and the edge before it."""
    for place in range(comma - 1, max(comma - REACH, start), -1):
        if is_edge(doc, place):
            return place + 1 if place < comma - 1 else None
        if doc[place].tag_ in FINITE or doc[place].lower_ in RELATIVE or doc[place].text in ":;":
            return None
    return None
