"""Find the speaker by position where a parse does not tell: the noun phrase beside the cue."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.edges import (
    FINITE,
    REACH,
    TIMES,
    has_speaker_after,
    is_edge,
)
from toolkit.extract.statements.speaking_nouns import (
    can_speak,
)
from toolkit.extract.syntax import (
    RELATIVE_PRONOUNS,
    SHORT_TITLES,
    child,
    sentence_of,
)

CASE = frozenset({"case"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WITHIN_PHRASE = frozenset("compound flat nmod nmod:desc nmod:unmarked pobj conj".split())
LONGEST_NAME = 7
LEADS_PHRASE = frozenset({"ADP", "ADV", "SCONJ", "VERB"})
PHRASES_BETWEEN = 3
"""Phrases between commas that may stand between a speaker and the cue: "Berg, in turn, said"."""


def speaker_beside(verb: Token) -> Token | None:
    """The noun phrase between the cue and the comma before it, else the one right after the cue."""
    doc = verb.doc
    named = _behind_stray_mark(verb)
    if named is not None:
        return named
    start, end = sentence_of(verb)
    quoted = verb.i > 0 and doc[verb.i - 1].is_quote  # "Go!" shouted *a clerk*
    may_invert = verb.i > start or quoted
    if verb.i == start and not quoted and verb.tag_ == "VBD":
        colon = next((token.i for token in doc[start:end] if token.text == ":"), start)
        return top_noun(doc, start + 1, colon)  # Said *one skipper*: "We knew."
    if may_invert and is_edge(doc, verb.i - 1) and has_speaker_after(doc, verb, end):
        last = verb.i + 1
        while last < min(end, verb.i + REACH) and not is_edge(doc, last):
            last += 1
        return top_noun(doc, verb.i + 1, last)
    last = verb.i - 1
    while last > start and _is_between(doc[last]):
        last -= 1
    nearest: Token | None = None
    for _ in range(PHRASES_BETWEEN):
        if last > start and doc[last].text == ",":
            last -= 1  # A clerk, Berg, said
        first = last
        while first >= start and last - first < REACH and not is_edge(doc, first):
            first -= 1
        opens = doc[first + 1]
        tells_more = opens.lower_ in RELATIVE_PRONOUNS and any(
            token.tag_ in FINITE for token in doc[first + 2 : last + 1]
        )
        if first + 1 <= last and opens.pos_ not in LEADS_PHRASE and not tells_more:
            found = top_noun(doc, first + 1, last + 1)
            found = _described(found, first, start) or found
            if found is not None and can_speak(found):
                return found
            nearest = nearest or found  # Berg, chief of the North Quay, 3rd floor, said
        last = first  # Berg, in turn, said
    return nearest


def _behind_stray_mark(verb: Token) -> Token | None:
    """The name behind a mark that a slip put between it and the cue: "said. Col. *Berg*, 34".

    Only where nothing but the name and its description stands there, and none before the cue.
    """
    doc, first = verb.doc, verb.i + 2
    slip = first < len(doc) and doc[first - 1].text in (".", ",") and doc[first].tag_ == "NNP"
    if not slip or not verb.i or not is_edge(doc, verb.i - 1):
        return None
    last = first
    while last < len(doc) and last - first < REACH and not doc[last].is_space:
        if doc[last].tag_ in FINITE:
            return None
        if doc[last].text in (".", "“", '"') and doc[last - 1].lower_ not in SHORT_TITLES:
            break
        last += 1
    edge = next((index for index in range(first, last) if doc[index].text == ","), last)
    return top_noun(doc, first, edge)


def adjoining_noun(verb: Token) -> Token | None:
    """The noun phrase that ends right before a finite cue, whatever a parser hung it on.

    "In a meeting with the board *Berg* said", "although it was late, *officers of both ports* say".
    """
    doc = verb.doc
    last = verb.i - 1
    while last > 0 and _is_between(doc[last]):
        last -= 1
    if verb.tag_ not in FINITE or last < sentence_of(verb)[0] or doc[last].pos_ not in NOMINAL:
        return None
    head = doc[last]
    while head.dep_ in WITHIN_PHRASE and head.head.pos_ in NOMINAL and head.head.i < verb.i:
        head = head.head
    in_phrase = head.i != last and child(head, CASE) is not None
    return doc[last] if in_phrase or not can_speak(head) else head


def _is_between(token: Token) -> bool:
    """Whether the word may stand between a speaker and the cue: "Berg *also* said"."""
    if token.tag_ in ("RB", "MD") or token.lemma_ in ("have", "be"):
        return True
    return token.lower_ in TIMES and token.pos_ != "PROPN"  # Berg *today* said


def _described(noun: Token | None, comma: int, start: int) -> Token | None:
    """The name that a phrase behind a comma describes: "*Anna Berg*, the league's head, said"."""
    if noun is None or noun.pos_ != "NOUN" or comma <= start or noun.doc[comma].text != ",":
        return None
    doc = noun.doc
    first = comma - 1
    while first >= start and comma - first < LONGEST_NAME and doc[first].pos_ == "PROPN":
        first -= 1
    name = top_noun(doc, first + 1, comma) if first < comma - 1 else None
    begins = (
        first < start or doc[first].pos_ in ("ADJ", "CCONJ", "NOUN", "DET") or is_edge(doc, first)
    )
    return name if begins else None


def top_noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun of a stretch that the stretch's other nouns hang on."""
    for index in range(first, last):
        token = doc[index]
        outside = not first <= token.head.i < last or token.head.i == token.i
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or token.tag_.startswith("NNP")
        if token.tag_ == "PRP$" and index + 1 < last:
            continue  # *his* cousin
        if token.dep_ == "compound" and index + 1 < last and _is_followed(token):
            continue  # the *harbour* board
        if nominal and (outside or token.head.pos_ not in ("NOUN", "PROPN", "PRON")):
            return token
    return None


def _is_followed(modifier: Token) -> bool:
    """Whether more of the noun that a modifier belongs to follows it before the cue."""
    after = modifier.doc[modifier.i + 1]
    return after.i == modifier.head.i or after.head.i == modifier.head.i
