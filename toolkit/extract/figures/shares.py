"""Shares, and what a share, percentage, measure, duration or amount is one of."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.figures.counted import find_counted
from toolkit.extract.figures.digits import VULGAR
from toolkit.extract.figures.noun_phrases import Counted, is_noun, owned, right_edge, whole_noun
from toolkit.extract.figures.nouns import PERSON_NOUNS
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.tokens import Tokens, anchor_of


def is_share(text: str, quantity: Quantity) -> bool:
    """A fraction below one counts nothing: "two thirds of the voters", "1/2"."""
    if quantity.kind is not None or quantity.value is None or not 0 < quantity.value < 1:
        return False
    if quantity.form in ("fraction", "ratio"):
        return True
    return SLASHED.search(text, quantity.number_start, quantity.number_end) is not None


NOUN_INSIDE = re.compile(
    r"(?:one|1)\s+(?P<noun>[a-z]+)\s+in\b(?!\s+every\s+[a-z]+s\b)", re.IGNORECASE
)
"""As in "one *sample* in five"."""
SLASHED = re.compile(rf"/|[{''.join(VULGAR)}]")


def measured_by(text: str, quantity: Quantity, tokens: Tokens) -> Counted | None:
    """The of-complement of a share, percentage, measure, duration or amount: what is measured."""
    doc = tokens.doc
    if quantity.form == "ratio":
        inner = NOUN_INSIDE.match(text, quantity.number_start, quantity.number_end)
        if inner is not None:
            noun = doc[tokens.at(inner.start("noun"))]
            return Counted(noun, noun, noun.i, noun.i + 1, tokens.at(quantity.start))
        counted = find_counted(quantity, tokens)
        if counted is None or _is_verb_form(counted.head):
            return None
        first, _ = tokens.of(quantity.number_start, quantity.number_end)
        first = min(tokens.at(quantity.start), first)
        return replace(counted, top=anchor_of(doc, first, max(counted.end, first + 1)))
    first, last = tokens.of(quantity.start, quantity.end)
    last = _behind_brackets(doc, last)
    if quantity.kind == "age" or last >= len(doc) or doc[last].lower_ not in ("of", "the"):
        return None
    if doc[last].lower_ == "the" and not is_share(text, quantity):
        return None
    if doc[first].lower_ == "within":
        return None  # "within 7 miles of the harbour" measures no harbour
    case = doc[last]
    head = case.head if case.dep_ in ("case", "det") and case.head.i > last else None
    if head is None:
        head = syntax.child(case, syntax.PREPOSITION_OBJECT)
    if head is None or not is_noun(head):
        return None
    top = anchor_of(doc, first, last)
    head = whole_noun(owned(head))
    start = _after_determiners(head, last + 1)
    return Counted(head, top, start, right_edge(head) + 1, first)


def _behind_brackets(doc: Doc, position: int) -> int:
    """Where "of" stands in "half (52%) *of* the crews", seen from either amount."""
    if position + 1 < len(doc) and doc[position].text == ")" and doc[position + 1].lower_ == "of":
        return position + 1
    if position < len(doc) and doc[position].text == "(":
        for token in doc[position + 1 : position + 6]:
            if token.text == ")":
                behind = token.i + 1
                return behind if behind < len(doc) and doc[behind].lower_ == "of" else position
    return position


def _is_verb_form(head: Token) -> bool:
    """As in "four out of ten *commute*", with the verb taken for a noun: several are counted."""
    return head.tag_ == "NN" and head.lower_ not in PERSON_NOUNS


def _after_determiners(head: Token, start: int) -> int:
    """Behind determiners, owners and numbers: "half of the board's 40 *boats*"."""
    doc = head.doc
    for token in doc[start : head.i]:
        joined = doc[token.i + 1].tag_ == "HYPH"
        opens = token.pos_ in ("DET", "ADP", "PUNCT") or token.tag_ in ("PRP$", "DT", "PDT")
        owner = token.tag_ == "POS"
        counts = token.tag_ in ("CD", "$") and not joined
        if owner or ((opens or counts) and token.i == start):
            start = token.i + 1
    return start
