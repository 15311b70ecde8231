"""The noun phrase that a number counts: its head, and where it starts and ends."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.figures.verbs import is_past_form

LOOKED_THROUGH = frozenset({"number", "total", "rest", "sum", "remainder", "majority"})
"""Nouns of quantity: "300 of the total number of passengers" counts passengers."""


NOT_IN_SUBJECT = frozenset(
    {"det", "det:predet", "nmod:poss", "poss", "predet", "case", "prep", "cc"}
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts.

    ``head`` is the counted noun, ``top`` the token through which the whole phrase hangs on the
    rest of the sentence; ``start`` and ``end`` are token indices of the subject, half open, and
    ``opening`` is the token that the whole phrase starts with, qualifier and number included.
    """

    head: Token
    top: Token
    start: int
    end: int
    opening: int | None = None


def is_noun(token: Token) -> bool:
    """Whether a token can be counted: a noun, or an adjective or participle that stands for one."""
    return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NN", "NNPS")


def owned(noun: Token) -> Token:
    """Go on from an owner to what it owns: "12 of the lake's *ships*"."""
    doc = noun.doc
    if is_past_form(noun.lower_) and doc[noun.i - 1].tag_ in ("NNS", "NNPS"):
        return doc[noun.i - 1]  # "a third of the 40 ferries sank", with the verb for a noun
    if noun.i + 1 >= len(doc) or doc[noun.i + 1].tag_ != "POS":
        return noun
    if noun.dep_ in syntax.POSSESSIVE and noun.head.i > noun.i and is_noun(noun.head):
        return noun.head
    return noun_run(doc, noun.i + 2) or noun


def noun_run(doc: Doc, start: int) -> Token | None:
    """The last noun of the run of determiners, adjectives and nouns that starts here."""
    found = None
    for token in doc[start : start + 8]:
        if is_noun(token):
            found = token
        elif found is not None or token.pos_ not in ("DET", "ADJ", "ADV", "VERB", "PRON", "NUM"):
            break
        if token.pos_ == "PRON" and token.tag_ != "PRP$":
            break
    return found


def look_through(head: Token) -> Token:
    """Go on from a noun of quantity to the noun that it counts."""
    for _ in range(3):
        if head.lemma_.lower() not in LOOKED_THROUGH:
            break
        inner = next(
            (part.head for part in syntax.obliques(head) if part.preposition == "of"), None
        )
        if inner is None:
            break
        head = inner
    return head


def whole_noun(head: Token) -> Token:
    """Go on to the end of the run of nouns where the parse has stopped inside it.

    "coal" in "hundreds of coal-fired plants", "oil" in "16 oil tanker trucks", "weapons" in "two
    weapons caches".
    """
    doc = head.doc
    if head.lower_ == "worth" and is_noun(doc[head.i - 1]):
        return doc[head.i - 1]  # "2 tonnes of wheat worth €4 million"
    found = head
    for token in doc[head.i + 1 : head.i + 8]:
        after = doc[token.i - 1]
        joined = token.text in ("-", "‐", "‑") and not after.whitespace_
        if token.text[:1] in "@#" or token.lower_ == "worth":
            break
        if joined or after.text[-1:] in ("-", "‐", "‑"):
            found = token if is_noun(token) else found
        elif token.tag_ == "CD" and found.pos_ == "PROPN" and is_noun(doc[token.i + 1 - len(doc)]):
            continue  # "58 Fortune 500 companies"
        elif is_noun(token) and not token.is_sent_start:
            if found.tag_ == "NNS" and token.tag_ not in ("NNS", "NN"):
                break
            if found.text.endswith("s") and is_past_form(token.lower_):
                break  # "three ferries sank", with the verb taken for a noun
            found = token
        elif token.pos_ != "ADJ" or found.tag_ == "NNS" or not is_noun(doc[token.i + 1 - len(doc)]):
            break
    if found.tag_ in ("NNS", "NNPS") or head.tag_ not in ("NNS", "NNPS"):
        return found
    return head


def left_edge_of(head: Token, after: int) -> int:
    """Where the subject starts: behind number, determiner and possessive, with its adjectives."""
    doc = head.doc
    start = max(head.left_edge.i, after) if head.i >= after else head.left_edge.i
    if all(token.tag_ in DESCRIBING for token in doc[after : head.i]):
        start = min(start, after)  # "13 new harbour fees", wherever the parse hangs "new"
    for found in head.lefts:
        if found.dep_ in NOT_IN_SUBJECT and found.i >= start:
            start = found.right_edge.i + 1
    for token in doc[start : head.i]:
        if token.tag_ == "CD" and token.i > after and doc[token.i - 1].lower_ in QUALIFYING:
            start = token.i + 1  # "at least 12 and possibly more than 40 boats"
    while start < head.i and _opens_no_subject(doc[start]):
        start += 1
    while start < head.i and doc[start].lower_ in ("of", "in", "every"):
        start += 1
    return min(start, head.i)


QUALIFYING = frozenset("than to least most about some nearly almost around over and or".split())
DESCRIBING = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH"})


def _opens_no_subject(token: Token) -> bool:
    return (
        token.pos_ in ("DET", "ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE", "NUM")
        or token.tag_ in ("PRP$", "POS")
        or token.lower_ in ("more", "fewer", "less", "additional", "further")
    )


def right_edge(head: Token) -> int:
    """The last token of a noun with its of-complements, before any clause or other phrase."""
    edge = head.i
    for found in head.rights:
        if is_past_form(found.lower_):
            break  # "40 tonnes of grain left", with the verb taken for a noun
        if found.dep_ in ("flat", "fixed", "compound", "goeswith", "nmod:npmod"):
            edge = max(edge, right_edge(found))
        elif _is_of_phrase(found):
            noun = found if found.dep_ in syntax.OBLIQUE else syntax.child(
                found, syntax.PREPOSITION_OBJECT
            )  # fmt: skip
            edge = max(edge, right_edge(noun) if noun is not None else found.i)
        elif found.dep_ in syntax.CONJUNCT and _is_bare_conjunct(found):
            edge = max(edge, found.i)
        elif found.dep_ in ("punct", "cc"):
            continue
        else:
            break
    return edge


def _is_of_phrase(found: Token) -> bool:
    case = syntax.child(found, frozenset({"case"}))
    if found.dep_ in syntax.OBLIQUE and case is not None:
        return case.lower_ == "of" and case.i < found.i
    return found.dep_ in syntax.PREPOSITION and found.lower_ == "of"


def _is_bare_conjunct(found: Token) -> bool:
    """As in "men and women", but not "men and three women" or "men and the police"."""
    lefts = [left for left in found.lefts if left.dep_ not in ("cc", "punct", "amod", "compound")]
    lefts += [t for t in found.doc[found.head.i + 1 : found.i] if t.pos_ in ("NUM", "DET")]
    return not lefts and found.pos_ == "NOUN" and found.tag_ == found.head.tag_ and not any(
        True for _ in found.rights
    )  # fmt: skip


def counted_phrase(head: Token, top: Token, after: int) -> Counted:
    """The phrase around a counted noun.

    Args:
        head: The counted noun, where the parse has it.
        top: The token through which the phrase hangs on the sentence.
        after: The token index behind the number.
    """
    whole = whole_noun(head)
    top = whole if top.i == head.i else top
    head = whole
    start = left_edge_of(head, after)
    return Counted(head, top, start, right_edge(head) + 1)
