"""Whose name stands in a speaker's phrase or against it: "The owner, *Anna Berg*, said"."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from toolkit.extract.spans import Cast
from toolkit.extract.statements.speaking_nouns import is_person_noun, is_person_word
from toolkit.extract.syntax import SHORT_TITLES

LONGEST_TITLE = 60
"""Code points of a title between a description and the name."""
WINDOW = 40
"""Tokens on either side of a speaker's head in which its name is looked for."""
BEHIND = re.compile(r",? ")
CLOSES = re.compile(r"(?: [A-Z]{2,5}\b)?(?:\s*[,(.;:]| of | from | at | and )")
"""What may follow a name against a description; a verb there has the name for its subject."""
WITHIN_TITLE = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBN", "DT", "PRP$", "."}
)


def person_at_end(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """Who is named at the end of a phrase of titles: "bank director Navy Capt. *Anna Berg*"."""
    for mention in cast.overlapping(span[1] - 1, span[1]):
        if mention.kind != "name" or mention.end != span[1] or mention.start < span[0]:
            continue
        if cast.entity(mention.entity_id).type != "person":
            return None
        before = head.doc.char_span(span[0], mention.start, alignment_mode="expand")
        plain = before is None or all(
            token.tag_ in WITHIN_TITLE or token.text in ("The", "the", "-", ".") for token in before
        )
        whole = before is not None and _is_whole_title(before)
        return mention.entity_id if plain or whole else None
    return None


def person_behind_place(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """Who is named in "the envoy to Norway, *Anna Berg*, said", where a parse lost the envoy."""
    before = head.doc[head.left_edge.i - 1] if head.left_edge.i else head
    start = head.left_edge if before.pos_ != "ADP" else before
    if head.pos_ != "PROPN" or start.pos_ != "ADP" or start.is_sent_start:
        return None
    for mention in cast.overlapping(span[1] - 1, span[1]):
        named = head.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        person = mention.kind == "name" and cast.entity(mention.entity_id).type == "person"
        if person and named is not None and head.i < named.start - 1:
            return mention.entity_id if head.doc[named.start - 1].text == "," else None
    return None


def apposed_at_end(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """Who is named behind a comma inside the phrase: "The owner, *Fjord Motors*".

    Also behind a form of address: "The Envoy for Lakes, Ms *Anna Berg*".
    """
    if head.pos_ != "NOUN" and not is_person_word(head):
        return None
    for mention in cast.overlapping(span[1] - 1, span[1]):
        kind = cast.entity(mention.entity_id).type
        named = head.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        ends = mention.kind == "name" and mention.end == span[1] and named is not None
        if not ends or named is None or kind not in ("person", "organization"):
            continue
        before = named.start - 1
        while before > head.i and _leads_name(head.doc[before], kind):
            before -= 1
        if before > head.i and head.doc[before].text == ",":
            return mention.entity_id
    return None


def _leads_name(token: Token, kind: str) -> bool:
    """Whether a word may stand between the comma and the name: "the" League, "Ms." Berg."""
    if kind == "organization":
        return token.lower_ == "the"
    return token.text == "." or token.lower_.rstrip(".") in SHORT_TITLES


def _is_whole_title(words: Tokens) -> bool:
    """Whether an office with what it is for stands before a name: "Secretary of State"."""
    small = ("of", "for", "to", "the", "and", ".", "-", "&")
    large = all(token.text[:1].isupper() or token.lower_ in small for token in words)
    return large and len(words) > 2 and is_person_word(words[0]) and words[-1].lower_ not in small


def name_behind(head: Token, end: int, cast: Cast) -> str | None:
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
        if mention.start > start and kind == "person":
            between = head.doc.char_span(start, mention.start - 1, alignment_mode="expand")
            direct = between is not None and all(token.tag_ in WITHIN_TITLE for token in between)
        if "," not in gap[0]:
            # "lead author Berg": nothing but the parse stands between noun and name.
            direct = direct and kind == "person" and is_person_noun(head)
        elif CLOSES.match(text, mention.end - begin) is None:
            return None
        return mention.entity_id if direct else None
    return None


def name_before(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
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


def _around(head: Token) -> tuple[str, int]:
    """The text around a speaker's head and where it starts; spaCy joins a document's text anew."""
    window = head.doc[max(head.i - WINDOW, 0) : head.i + WINDOW]
    return window.text_with_ws, window.start_char
