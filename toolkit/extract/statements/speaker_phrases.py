"""The speaker as printed: with its title, without what describes it further."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.ranges import WRITINGS
from toolkit.extract.statements.speaking_nouns import is_office_of_several, is_person_word
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    APPOSITION,
    CONJUNCT,
    COORDINATOR,
    DETERMINER,
    NOUN_CLAUSE,
    POSSESSIVE,
    RELATIVE_CLAUSE,
    SHORT_TITLES,
    SUBJECT,
    child,
    children,
    noun_phrase,
    obliques,
)

JOINS = frozenset({"and", ","})
CASE = frozenset({"case"})
RELATIVE = frozenset({"WP$", "WP", "WDT"})
ENDS_PHRASE = RELATIVE_CLAUSE | NOUN_CLAUSE | ADVERBIAL_CLAUSE | frozenset({"parataxis", "dep"})
LONGEST_NAME = 7
LONGEST_OFFICE = 4
"""Tokens up to the word for an office: "the league's regional *director*"."""

DASHES = frozenset({"-", "--", "—", "–", "―"})
LEADS_NOUN = DETERMINER | POSSESSIVE | frozenset({"amod", "compound", "nummod"})

WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun".split()
)
DAYS_FROM_NOW = frozenset({"today", "yesterday", "tonight", "tomorrow"})
PEOPLE = frozenset({"PERSON", "PER"})


def speaker_range(head: Token) -> tuple[int, int]:
    """The token indices of the speaker as printed: with title, without apposition or clause.

    "President Anna Berg, head of the league, who ..." ends before the first comma.
    """
    doc = head.doc
    start, end = noun_phrase(head, ENDS_PHRASE)
    start = _with_determiner(head, _after_lead(head, start))
    twin = _twin(head)
    if twin is not None:
        start = twin.left_edge.i
    end = _before_comment(head, end)
    if start + 1 < head.i and doc[start].like_num and doc[start + 1].text in (".", ")"):
        start += 2  # 3. *Ministers* agreed
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if head.tag_ == "NNPS" and end == head.i + 1 and is_office_of_several(head):
        while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].lower_ in JOINS):
            end += 1  # Ministers *Anna Berg and Tom Holm*
        while doc[end - 1].lower_ in JOINS:
            end -= 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        end += 2  # a 17-year-old
    if start < end - 1 and doc[end - 1].text in ("'s", "’s", "'", "’"):
        end -= 1
    return start, end


def _after_lead(head: Token, start: int) -> int:
    """Where the phrase starts, without a preposition or an adjunct before it."""
    doc = head.doc
    for found in children(head, CASE):
        # "according to *the crews*"; in CLEAR the preposition is above the noun.
        if found.i < head.i:
            start = max(start, found.right_edge.i + 1)
    leads_in = doc[start].pos_ in ("ADP", "SCONJ", "ADV")
    leads_in |= bool(doc[start].is_sent_start) and doc[start].tag_ == "VBG"
    for index in range(start, head.i):
        if doc[index].text in DASHES and doc[index - 1].whitespace_:
            start = index + 1
        if doc[index].text == "," and leads_in:
            start = index + 1  # in recent days, *officials* said
    return start


def _with_determiner(head: Token, start: int) -> int:
    """Take in the words before a noun that a parser hung on the cue: "*the* paper reports"."""
    doc = head.doc
    while start > 0 and doc[start - 1].dep_ in LEADS_NOUN and doc[start - 1].head.i > head.i:
        start -= 1
    while start > 0 and doc[start - 1].lower_.rstrip(".") in SHORT_TITLES:
        start -= 1  # *Maj. Gen.* Berg
    if start > 2 and doc[start - 1].text == "Class" and doc[start - 2].text[0].isdigit():
        start -= 3  # *Sgt. 1st Class* Berg
    if doc[start].lower_.rstrip(".") in SHORT_TITLES:
        while start > 0 and doc[start - 1].is_title and doc[start - 1].pos_ in ("NOUN", "PROPN"):
            start -= 1  # *Staff* Sgt. Berg, *Navy* Capt. Berg
    return start


def _before_comment(head: Token, end: int) -> int:
    """Where the phrase ends, before an apposition, a bracket or a clause."""
    doc = head.doc
    for found in children(head, APPOSITION):
        edge = found.left_edge.i
        if head.i < edge < end and doc[edge - 1].is_punct:
            end = edge
    for oblique in obliques(head):
        belongs = oblique.preposition in ("of", "for", "from")
        spoken = oblique.preposition == "in" and oblique.head.lower_ in WRITINGS
        if head.i < oblique.first.i < end and (spoken or (head.pos_ == "PROPN" and not belongs)):
            end = oblique.first.i  # said Anna Berg *in her letter*
    for index in range(head.i + 1, end):
        token = doc[index]
        if token.text in ("(", "[") or token.tag_ in FINITE or _says_when(token):
            return index
        if token.text == "," and index + 1 < end and doc[index + 1].tag_ in RELATIVE:
            return index  # the league, *whose chair* ...
        if token.text == "," and _is_apposed(head, index + 1, end):
            return index
    return end


def _says_when(token: Token) -> bool:
    """Whether the token opens a day that belongs to the act: "Anna Berg *on Monday* said"."""
    if token.lower_ in DAYS_FROM_NOW:
        return True
    after = token.doc[token.i + 1 : token.i + 2]
    return token.lower_ == "on" and bool(len(after)) and after[0].lower_.rstrip(".") in WEEKDAYS


def is_described(head: Token) -> bool:
    """Whether an office stands right behind a name and a comma: "Berg, *Head* of ..."."""
    doc, index = head.doc, head.i + 1
    while index < len(doc) and doc[index].pos_ == "PROPN" and index - head.i < LONGEST_NAME:
        index += 1
    if head.pos_ != "PROPN" or index + 1 >= len(doc) or doc[index].text != ",":
        return False
    return is_person_word(doc[index + 1])


def _is_apposed(head: Token, index: int, end: int) -> bool:
    """Whether what follows a comma describes the head: "Berg, 59, of Oslo", "the head, Berg"."""
    if index >= end:
        return False
    after = head.doc[index]
    if after.lower_ == "including" or after.tag_ in ("VBN", "VBG"):
        return True  # many pilots, *including Berg*; the crews, *beaten twice*
    office = head.doc[index : min(index + LONGEST_OFFICE, end)]
    if head.pos_ == "PROPN" and any(word.is_lower and is_person_word(word) for word in office):
        return True  # Berg, *Lakes director at* the league
    if head.ent_type_ in PEOPLE and is_person_word(after) and after.pos_ != "PROPN":
        return True  # Berg, *head* of the league and chair of the board
    if is_joint(head):
        return False
    if after.pos_ == "ADP":
        return True  # the ministry, *in turn*
    if head.pos_ == "PROPN":
        # Berg, *Head* of ...; Berg, *Harbour Watch's regional director*
        described = head.doc[end - 1].is_lower and head.doc[end - 1].pos_ == "NOUN"
        described = described or is_person_word(after)
        return after.is_lower or after.like_num or after.tag_ == "NN" or described
    return after.pos_ == "PROPN"


def is_joint(head: Token) -> bool:
    """Whether several speak together: "Berg and Holm said"."""
    if is_described(head):
        return False
    if _twin(head) is not None:
        return True
    for other in children(head, CONJUNCT):
        if child(other, COORDINATOR) is None:
            continue
        before = head.doc[other.left_edge.i - 1]
        if before.text == "," and is_person_word(other) and head.ent_type_ in PEOPLE:
            continue  # Berg, head of the league, *chair* of the crews and boats
        # "Berg, founder and head of the league": a name and its description are one.
        if other.pos_ == head.pos_ or other.tag_ in ("NNS", "NNPS", "PRP"):
            return True
        if child(other, DETERMINER) is not None and child(head, DETERMINER) is not None:
            return True  # the Secretary and the minister
    return False


def _twin(head: Token) -> Token | None:
    """The first of two subjects that a parser hung on one verb: "*the clerk* and the mayor"."""
    start = head.left_edge.i
    if head.dep_ not in SUBJECT or start < 2 or head.doc[start - 1].lower_ != "and":
        return None
    before = head.doc[start - 2]
    while before.head.i < start - 1 and before.head != before:
        before = before.head
    same = before.head == head.head and before.dep_ in SUBJECT
    return before if same and before.right_edge.i == start - 2 else None
