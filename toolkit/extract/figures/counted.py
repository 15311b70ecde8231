"""What a number counts: the noun phrase and its head, found by syntax."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.entities.gazetteer import is_nationality
from toolkit.extract.figures.noun_phrases import (
    LOOKED_THROUGH,
    Counted,
    counted_phrase,
    is_noun,
    look_through,
    noun_run,
    owned,
    right_edge,
)
from toolkit.extract.figures.nouns import STATE_NOUNS
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.tokens import Tokens, anchor_of
from toolkit.extract.figures.totals import (
    changing_before,
    named_in_front,
    predicate_of,
    total_before,
)
from toolkit.extract.figures.verbs import is_past_form

NUMBER_LABELS = frozenset({"nummod", "nummod:gov", "quantmod", "compound", "det", "amod"})

COUNTED_PARTS = frozenset(
    "member page story storey storeys person man woman seat bed room bedroom game part point nation"
    " country team vote judge justice car unit acre lane count boat ship vessel truck vehicle"
    " strong".split()
)
"""Nouns that are counted inside an adjective: "a 10-member council", not "a two-party system"."""


TIME_BEHIND = re.compile(
    r"\s(?:last|this|next|the (?:previous|following|same)) (?:year|month|week|quarter|season)\b"
)
"""As in "compared with 310 last year"."""
OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which|us|you)\b")


def find_counted(quantity: Quantity, tokens: Tokens) -> Counted | None:
    """Find the noun phrase that a number without a unit counts, or None.

    Args:
        quantity: A quantity whose ``kind`` is None.
        tokens: The tokens of the document.
    """
    counted = _find_counted(quantity, tokens)
    if counted is None:
        return counted
    opening, first = tokens.at(quantity.start), tokens.at(quantity.number_start)
    top = counted.top
    while opening <= top.head.i < first and top.head.i != top.i:
        top = top.head  # "a minimum of 40 boats" and "north of 40 boats" hang through "minimum"
    return replace(counted, top=top, opening=min(opening, counted.start))


def _find_counted(quantity: Quantity, tokens: Tokens) -> Counted | None:
    doc = tokens.doc
    first, last = tokens.of(quantity.number_start, max(quantity.number_end, quantity.end))
    if OF_THEM.match(tokens.text, quantity.number_end) is not None:
        return None  # "12 of them", "12 of whom were cooks": what they are was named before
    if _is_reopened(quantity, tokens, last):
        last += 1
    closed = ENDS_HERE.match(tokens.text, max(quantity.number_end, quantity.end)) is not None
    closed = closed or TIME_BEHIND.match(tokens.text, quantity.number_end) is not None
    if closed or (last < len(doc) and doc[last].text in (",", ";", ":", "(", ")", "—")):
        anchor = anchor_of(doc, first, last)
        return total_before(quantity, tokens) or predicate_of(anchor) or changing_before(anchor)
    if quantity.value != 1 and _is_counted_part(doc, first, last):
        return Counted(doc[last], doc[last], last, last + 1)
    anchor = anchor_of(doc, first, last)
    head = _head_after(anchor, last)
    if head is not None and head.i == last and _is_past_verb(head):
        head = None  # "of the 40 residents 12 left", with the verb taken for a noun
    if head is None:
        head = _of_complement(doc, last)
        if head is not None:
            top = _top_of_number(anchor)
            return counted_phrase(look_through(head), top, last)
        head = _next_noun(doc, last, quantity)
    if head is None:
        named = named_in_front(quantity, tokens, anchor)
        named = named or total_before(quantity, tokens) or predicate_of(anchor)
        return named or changing_before(anchor)
    if head.tag_ == "NN" and quantity.value != 1 and head.i + 1 < len(doc):
        head = doc[head.i + 1] if _is_taken_for_verb(doc[head.i + 1]) else head
        shared = _shared_noun(head)
        if shared is not None:
            return Counted(shared, shared, last, right_edge(shared) + 1)
    inner = look_through(head)
    return counted_phrase(inner, head, last if inner is head else inner.left_edge.i)


def _shared_noun(first: Token) -> Token | None:
    """The plural that two modifiers share: "40 mail and passenger *boats*"."""
    run = first.doc[first.i + 1 : first.i + 4]
    if [token.tag_ for token in run] == ["CC", "NN", "NNS"]:
        return run[-1]
    return None


def _is_reopened(quantity: Quantity, tokens: Tokens, last: int) -> bool:
    """As in "at least 12, and possibly as many as 40, *people*": the second comma closes none."""
    doc = tokens.doc
    joined = quantity.qualifier == "between" and "," in tokens.text[quantity.start : quantity.end]
    return joined and last + 1 < len(doc) and doc[last].text == "," and is_noun(doc[last + 1])


ENDS_HERE = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
"""A sentence end that a tokenizer may have left on the number: "stood at 7,700. Ferries ..."."""


def _is_counted_part(doc: Doc, first: int, last: int) -> bool:
    """As in "a 63 nation coalition": a part that is printed without its hyphen."""
    if (
        first == 0
        or last + 1 >= len(doc)
        or doc[first - 1].lower_ not in ("a", "an", "the", "this")
    ):
        return False
    described = doc[last + 1].tag_ in ("NN", "NNP", "JJ")
    return doc[last].lower_ in COUNTED_PARTS and doc[last].tag_ == "NN" and described


def _is_taken_for_verb(token: Token) -> bool:
    """As in "three party debates began", with the plural taken for a verb."""
    return token.tag_ == "VBZ" and token.text.endswith("s") and token.lower_ not in VERBS_IN_S


VERBS_IN_S = frozenset("is was has does says makes gets goes plans wants seeks includes".split())


def _is_past_verb(token: Token) -> bool:
    """Whether what the parse takes for the counted noun is a verb: "of the 40, 12 *left*"."""
    word = token.lower_
    return token.tag_ in ("NN", "NNS", "NNP", "NNPS") and (
        is_past_form(word) or word in ("left", "cast")
    )


PER_ONE = frozenset({"a", "an", "per", "each", "every"})


def _head_after(anchor: Token, last: int) -> Token | None:
    """The noun that the number modifies, if it stands behind the number, near enough."""
    head = anchor.head
    if last < len(anchor.doc) and anchor.doc[last].lower_ in PER_ONE:
        return None  # "compared with 860 a year earlier", "40 a week"
    if anchor.dep_ in NUMBER_LABELS and last <= head.i < last + 12 and is_noun(head):
        plurals = [token for token in head.doc[last : head.i] if token.tag_ == "NNS"]
        verb = head.tag_ == "NN" or is_past_form(head.lower_)
        if verb and plurals and anchor.lower_ not in ("one", "1"):
            return plurals[-1]  # "three ferries sank", with the verb taken for a noun
        return head
    return None


def _of_complement(doc: Doc, last: int) -> Token | None:
    """The noun of "of" right behind a number: "hundreds of passengers", "12 out of 40 ships"."""
    if last + 1 < len(doc) and doc[last].lower_ == "out":
        last += 1
    if last >= len(doc) or doc[last].lower_ != "of":
        return None
    case = doc[last]
    noun = case.head if case.dep_ == "case" and case.head.i > last else None
    noun = noun or syntax.child(case, syntax.PREPOSITION_OBJECT)
    if noun is not None and (is_noun(noun) or noun.lower_ in STATE_NOUNS):
        return owned(noun)
    return noun_run(doc, last + 1)


def _next_noun(doc: Doc, last: int, quantity: Quantity) -> Token | None:
    """The noun right behind the number where the parse has hung the number elsewhere."""
    if last >= len(doc) or quantity.year or not doc[last - 1].whitespace_:
        return None
    stands = doc[last].lower_ in STATE_NOUNS or is_nationality(doc[last].text)
    if stands and not (
        last + 1 < len(doc) and (is_noun(doc[last + 1]) or doc[last + 1].pos_ == "ADJ")
    ):
        return doc[last]
    if _is_past_verb(doc[last]):
        return None
    found = None
    for token in doc[last : last + 8]:
        plural = token.tag_ in ("NNS", "NNPS") or (token.i == last and token.text.endswith("s"))
        verb = token.i == last and quantity.value != 1 and _is_taken_for_verb(token)
        if verb or (plural and is_noun(token)) or (is_noun(token) and quantity.value == 1):
            found = token
        elif found is not None or not (
            token.pos_ in ("ADJ", "NOUN", "PROPN")
            or token.tag_ in ("VBN", "VBG", "HYPH")
            or (token.lower_ in ("and", "or") and doc[token.i - 1].pos_ == "ADJ")
            or (token.i == last and token.lower_ == "more")
        ):
            break
    return found


def _top_of_number(anchor: Token) -> Token:
    """Climb from a number to what it hangs through: "a total of 300 of the passengers"."""
    if anchor.dep_ in syntax.OBLIQUE and anchor.head.lemma_.lower() in LOOKED_THROUGH:
        return anchor.head
    if anchor.dep_ in NUMBER_LABELS and anchor.head.lemma_.lower() in LOOKED_THROUGH:
        return anchor.head
    return anchor
