"""Nouns that stand before their number: "the number of ferries rose to 40", "the death toll"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.governing import is_compared
from toolkit.extract.figures.noun_phrases import (
    Counted,
    counted_phrase,
    is_noun,
    look_through,
    noun_run,
    right_edge,
)
from toolkit.extract.figures.nouns import singular
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.tokens import Tokens, is_crowded
from toolkit.extract.figures.verbs import verb_lemma

NUMBER_OF = re.compile(
    r"\b(?:number|total) of (?P<noun>[\w’'-](?:[\w’' -]|\n(?!\n)){1,80}?)"
    r"(?=\s(?:more than |nearly |almost )?"
    r"(?:doubl|tripl|quadrupl|halv|surg|soar|plung|shr[aiu]nk|ros|ris|has|have|had|increas|fell"
    r"|fall|drop|gr[eo]w|climb|st[oa]+[dn]|is|was|reach|hit"
    r"|jump|declin|now|to|at|exceed|by)\w*)"
    r"(?:[^.;,\n]|,(?=\d| from | to )){0,45} $",
    re.IGNORECASE,
)


TOLL = re.compile(
    r"\b(?P<noun>death toll)\b(?:[^.;,\n]|,(?=\d)){0,50}"
    r"\b(?:to|at|of|is|was|now|reach\w*|hit\w*|exceed\w*|topp\w*|pass\w*|surpass\w*|from) $",
    re.IGNORECASE,
)


def total_before(quantity: Quantity, tokens: Tokens) -> Counted | None:
    """As in "the number of ferries rose by 12 to 40": the noun stands before the number."""
    offset = max(quantity.start - 130, 0)
    toll = TOLL.search(tokens.text[offset : quantity.start])
    if toll is not None:
        head = tokens.doc[tokens.at(offset + toll.end("noun") - 1)]
        return Counted(head, head, head.i - 1, head.i + 1)
    match = NUMBER_OF.search(tokens.text[offset : quantity.start])
    if match is None:
        return None
    start = tokens.at(offset + match.start("noun"))
    last = tokens.doc[tokens.at(offset + match.end("noun") - 1)]
    first = noun_run(tokens.doc, start)  # "the number of ferries delivered now totals 40"
    head = first if first is not None and first.i < last.i else last
    if not is_noun(head) and head.pos_ != "ADJ":
        return None
    return Counted(head, head, start, head.i + 1)


OF_THE = re.compile(
    r"(?:^|[.!?][\"”’)]*\s+|\n\s*)Of (?:the|these|those|its|his|her|their|all|our)"
    r" (?P<noun>[^\W\d][^\W\d’' -]*(?:[ -][^\W\d]+){0,4}), $"
)


def named_in_front(quantity: Quantity, tokens: Tokens, anchor: Token) -> Counted | None:
    """As in "Of the passengers, 12 had left": the noun opens the sentence, the number acts."""
    offset = max(quantity.start - 80, 0)
    match = OF_THE.search(tokens.text[offset : quantity.start])
    if match is None:
        return None
    start = tokens.at(offset + match.start("noun"))
    head = tokens.doc[tokens.at(offset + match.end("noun") - 1)]
    if not is_noun(head) or head.tag_ not in ("NNS", "NNPS"):
        return None
    return Counted(head, anchor, start, head.i + 1, tokens.at(quantity.start))


def predicate_of(anchor: Token) -> Counted | None:
    """As in "of whom 719 were children", "the number of ferries rose to 40"."""
    head = anchor.head
    if is_crowded(head) or is_crowded(anchor):
        return None
    copula = syntax.child(head, syntax.COPULA)
    if anchor.dep_ in syntax.SUBJECT and copula is not None and head.tag_ == "NNS":
        return Counted(head, head, _predicate_start(head), right_edge(head) + 1)
    verb = anchor if syntax.child(anchor, syntax.COPULA) is not None else head
    subject = syntax.child(verb, syntax.SUBJECT)
    if subject is None or subject.lemma_.lower() not in ("number", "total"):
        return None
    counted = look_through(subject)
    if counted.i == subject.i:
        return None
    return counted_phrase(counted, subject, counted.left_edge.i)


CHANGING = frozenset(
    "fall rise drop grow increase decrease decline climb jump surge soar shrink plunge swell go"
    " double triple".split()
)
REACHING = frozenset({"average", "total", "number", "exceed", "top", "reach"})
AMOUNTS = frozenset(
    "price share sale profit revenue earning loss temperature rate level cost wage income yield"
    " stock bond future point odd tax fee tariff fare rent salary speed wind water import export"
    " gain margin value rating score deposit saving asset reserve".split()
)
"""Nouns of amounts, whose numbers count nothing: "prices rose to 40"."""


def changing_before(anchor: Token) -> Counted | None:
    """As in "arrests fell from *40* to *12*": what rises or falls to a number is what it counts."""
    token = anchor.head if is_compared(anchor) else anchor
    reached = syntax.is_verb(token.head) and verb_lemma(token.head) in REACHING
    if reached and token.i > token.head.i:
        return _many_before(token.head, REACHING)  # "arrests totalled 40"
    for _ in range(2):
        case = syntax.child(token, frozenset({"case"}))
        if token.dep_ not in syntax.OBLIQUE or case is None or case.lower_ not in ("from", "to"):
            return None
        token = token.head
        if syntax.is_verb(token):
            break
    if not syntax.is_verb(token) or any(_is_from_noun(child) for child in token.children):
        return None  # "deliveries fell from 40 trucks to 12" counts trucks
    return _many_before(token, CHANGING)


def _many_before(verb: Token, verbs: frozenset[str]) -> Counted | None:
    """The countable subject of one of the verbs: "arrests rose", not "prices rose"."""
    subject = syntax.child(verb, syntax.SUBJECT)
    if subject is None or verb_lemma(verb) not in verbs or subject.tag_ != "NNS":
        return None
    if is_crowded(verb) or singular(subject.lower_) in AMOUNTS:
        return None
    before = subject.doc[subject.i - 1]
    if subject.lower_ == "numbers" and before.dep_ == "compound":
        return Counted(before, subject, before.i, before.i + 1)  # "visitor numbers rose to 40"
    return counted_phrase(subject, subject, subject.left_edge.i)


def _is_from_noun(token: Token) -> bool:
    case = syntax.child(token, frozenset({"case"}))
    return case is not None and case.lower_ == "from" and token.tag_ == "NNS"


def _predicate_start(head: Token) -> int:
    """The first adjective or noun that belongs to a predicate, without subject and copula."""
    start = head.i
    for found in reversed(list(head.lefts)):
        if found.dep_ not in ("amod", "compound") or found.right_edge.i + 1 != start:
            break
        start = found.left_edge.i
    return start
