"""The speaker as printed, and whose entity it is."""

from __future__ import annotations

import re

from spacy.tokens import Token

from toolkit.extract.spans import Cast
from toolkit.extract.statements.positions import FINITE
from toolkit.extract.statements.speakers import can_speak, is_document, is_person_noun
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    APPOSITION,
    CONJUNCT,
    COORDINATOR,
    DETERMINER,
    NOUN_CLAUSE,
    OBLIQUE,
    POSSESSIVE,
    PREPOSITION_OBJECT,
    RELATIVE_CLAUSE,
    SHORT_TITLES,
    child,
    children,
    first_conjunct,
    noun_phrase,
    obliques,
    sentence_of,
)
from toolkit.rows import Mention

CASE = frozenset({"case"})
ENDS_PHRASE = RELATIVE_CLAUSE | NOUN_CLAUSE | ADVERBIAL_CLAUSE | frozenset({"parataxis", "dep"})
DASHES = frozenset({"-", "--", "—", "–", "―"})
LEADS_NOUN = DETERMINER | POSSESSIVE | frozenset({"amod", "compound", "nummod"})
SPOKESPERSONS = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokeswomen spokespersons spokespeople".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun".split()
)
DAYS_FROM_NOW = frozenset({"today", "yesterday", "tonight", "tomorrow"})
BODIES = frozenset({"organization", "place", "group"})
LONGEST_TITLE = 60
"""Code points of a title between a description and the name."""
WINDOW = 40
"""Tokens on either side of a speaker's head in which its name is looked for."""
BEHIND = re.compile(r",? ")
CLOSES = re.compile(r"(?: [A-Z]{2,5}\b)?(?:\s*[,(.;:]| of | from | at | and )")
"""What may follow a name against a description; a verb there has the name for its subject."""
WITHIN_TITLE = frozenset({"NN", "NNP", "JJ", "HYPH", "POS", "VBN", "DT", "PRP$", "."})
SPEAKING_TYPES = frozenset({"person", "organization", "place", "group", "agreement"})


def speaker_range(head: Token) -> tuple[int, int]:
    """The token indices of the speaker as printed: with title, without apposition or clause.

    "President Anna Berg, head of the league, who ..." ends before the first comma.
    """
    doc = head.doc
    start, end = noun_phrase(head, ENDS_PHRASE)
    start = _with_determiner(head, _after_lead(head, start))
    end = _before_comment(head, end)
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
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
    return start


def _before_comment(head: Token, end: int) -> int:
    """Where the phrase ends, before an apposition, a bracket or a clause."""
    doc = head.doc
    for found in children(head, APPOSITION):
        edge = found.left_edge.i
        if head.i < edge < end and doc[edge - 1].is_punct:
            end = edge
    if head.pos_ == "PROPN":
        for oblique in obliques(head):
            if head.i < oblique.first.i < end and oblique.preposition not in ("of", "for", "from"):
                end = oblique.first.i  # said Anna Berg *in her letter*
    for index in range(head.i + 1, end):
        token = doc[index]
        if token.text in ("(", "[") or token.tag_ in FINITE or _says_when(token):
            return index
        if token.text == "," and _is_apposed(head, index + 1, end):
            return index
    return end


def _says_when(token: Token) -> bool:
    """Whether the token opens a day that belongs to the act: "Anna Berg *on Monday* said"."""
    if token.lower_ in DAYS_FROM_NOW:
        return True
    after = token.doc[token.i + 1 : token.i + 2]
    return token.lower_ == "on" and bool(len(after)) and after[0].lower_.rstrip(".") in WEEKDAYS


def _is_apposed(head: Token, index: int, end: int) -> bool:
    """Whether what follows a comma describes the head: "Berg, 59, of Oslo", "the head, Berg"."""
    if index >= end or is_joint(head):
        return False
    after = head.doc[index]
    if after.pos_ == "ADP":
        return True  # the ministry, *in turn*
    if head.pos_ == "PROPN":
        # Berg, *Head* of ...; Berg, *Harbour Watch's regional director*
        described = head.doc[end - 1].is_lower and head.doc[end - 1].pos_ == "NOUN"
        return after.is_lower or after.like_num or after.tag_ == "NN" or described
    return after.pos_ == "PROPN"


def is_joint(head: Token) -> bool:
    """Whether several speak together: "Berg and Holm said"."""
    for other in children(head, CONJUNCT):
        if child(other, COORDINATOR) is None:
            continue
        # "Berg, founder and head of the league": a name and its description are one.
        if other.pos_ == head.pos_ or other.tag_ in ("NNS", "NNPS", "PRP"):
            return True
    return False


def _names(head: Token, mention: Mention) -> bool:
    """Whether the mention names the head itself: in "head of the league" the league does not."""
    found = head.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    token = head if found is None else found.root
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ in OBLIQUE | POSSESSIVE | PREPOSITION_OBJECT | NOUN_CLAUSE | RELATIVE_CLAUSE:
            return False
        token = token.head
    return token.i == head.i


def _antecedent(pronoun: Token) -> Token:
    """What a relative pronoun stands for; where the parse lost it, the nearest text before it."""
    clause = first_conjunct(pronoun.head)
    start = sentence_of(pronoun)[0]
    if clause.dep_ in RELATIVE_CLAUSE:
        noun = clause.head
        if pronoun.lower_ == "who" or is_document(noun) or can_speak(noun):
            return noun
        # "the signing of the joint *statement*, which announced": an act announces nothing.
        documents = [t for t in pronoun.doc[noun.i : pronoun.i] if is_document(t)]
        return documents[-1] if documents else noun
    for index in range(pronoun.i - 1, start - 1, -1):
        if is_document(pronoun.doc[index]):
            return pronoun.doc[index]
    return pronoun


def resolve_speaker(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """The entity behind a printed speaker, where the document's cast knows it.

    Args:
        head: The head of the speaker's noun phrase.
        span: The phrase's offsets.
        cast: The document's entities and their mentions.
    """
    if is_joint(head):
        return None
    if head.lower_ in ("which", "that", "who"):
        head = _antecedent(head)
    at_head = list(cast.overlapping(head.idx, head.idx + len(head.text)))
    inside = [
        mention
        for mention in cast.overlapping(*span)
        if span[0] <= mention.start
        and mention.end <= span[1]
        and _names(head, mention)
        and not (is_person_noun(head) and mention.end <= head.idx)
    ]
    at_end = _person_at_end(head, span, cast)
    if at_end is not None:
        return at_end
    for mentions in (at_head, inside):
        able = [m for m in mentions if cast.entity(m.entity_id).type in SPEAKING_TYPES]
        if able:
            people = [m for m in able if cast.entity(m.entity_id).type == "person"]
            return max(people or able, key=lambda m: (m.end - m.start, -m.start)).entity_id
    if head.lower_ in SPOKESPERSONS or _is_whole_body(head):
        body = _spoken_for(head, span, cast)
        if body is not None:
            return body
    if head.is_upper and len(head) > 1:
        return _by_capitals(head, cast)
    if head.pos_ in ("NOUN", "PROPN"):
        return _name_behind(head, span[1], cast) or _name_before(head, span, cast)
    return None


def _is_whole_body(head: Token) -> bool:
    """Whether all of a body speak: "*the members* of the council", not "members of the council"."""
    return head.lower_ == "members" and head.i > 0 and head.doc[head.i - 1].lower_ == "the"


def _spoken_for(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """The body that an unnamed spokesman speaks for: "a spokesman for *the Harbour Board*"."""
    bodies = [
        mention
        for mention in cast.overlapping(*span)
        if cast.entity(mention.entity_id).type in BODIES
    ]
    behind = [mention for mention in bodies if mention.start > head.idx]
    before = [mention for mention in bodies if mention.end <= head.idx]
    if behind:
        return behind[0].entity_id
    return before[-1].entity_id if before else None


def _person_at_end(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """Who is named at the end of a phrase of titles: "bank director Navy Capt. *Anna Berg*"."""
    for mention in cast.overlapping(span[1] - 1, span[1]):
        if mention.kind != "name" or mention.end != span[1]:
            continue
        if cast.entity(mention.entity_id).type != "person":
            return None
        before = head.doc.char_span(span[0], mention.start, alignment_mode="expand")
        plain = before is None or all(
            token.tag_ in WITHIN_TITLE or token.text in ("The", "the", "-", ".") for token in before
        )
        return mention.entity_id if plain else None
    return None


def _around(head: Token) -> tuple[str, int]:
    """The text around a speaker's head and where it starts; spaCy joins a document's text anew."""
    window = head.doc[max(head.i - WINDOW, 0) : head.i + WINDOW]
    return window.text_with_ws, window.start_char


def _name_behind(head: Token, end: int, cast: Cast) -> str | None:
    """Whose name follows a description: "The owner, *Anna Berg*, said", "lead author *Berg*".

    A title may stand between: "The bank's head, former minister Dr *Anna Berg*, said".
    """
    text, begin = _around(head)
    gap = BEHIND.match(text, end - begin)
    if gap is None:
        return None
    start = gap.end() + begin
    for mention in cast.overlapping(start, start + LONGEST_TITLE):
        kind = cast.entity(mention.entity_id).type
        if mention.kind != "name" or kind not in ("person", "organization"):
            continue
        direct = mention.start == start
        if not direct and kind == "person":
            between = head.doc.char_span(start, mention.start - 1, alignment_mode="expand")
            direct = between is not None and all(token.tag_ in WITHIN_TITLE for token in between)
        if "," not in gap[0]:
            # "lead author Berg": nothing but the parse stands between noun and name.
            direct = direct and kind == "person" and is_person_noun(head)
        elif CLOSES.match(text, mention.end - begin) is None:
            return None
        return mention.entity_id if direct else None
    return None


def _name_before(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """Whom a phrase between commas describes: "*Anna Berg*, a hydrologist, said"."""
    text, begin = _around(head)
    start, end = span[0] - begin, span[1] - begin
    between = start > 1 and text[start - 2 : start] == ", " and text[end : end + 1] == ","
    if not between or not text[start].islower():
        return None
    for mention in cast.overlapping(max(span[0] - 3, 0), span[0]):
        able = cast.entity(mention.entity_id).type in ("person", "organization")
        if mention.kind == "name" and able and span[0] - mention.end == 2:
            return mention.entity_id
    return None


def _by_capitals(head: Token, cast: Cast) -> str | None:
    """Whom a transcript's "BERG:" names: the one person of the document with this surname."""
    surname = head.text.casefold()
    found = [
        entity.entity_id
        for entity in cast.entities
        if entity.type == "person" and entity.name.casefold().split()[-1] == surname
    ]
    return found[0] if len(found) == 1 else None
