"""Whose entity a printed speaker is: a name in the phrase or beside it, a body, an author."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.spans import Cast
from toolkit.extract.statements.speaker_descriptions import (
    body_by_words,
    body_called,
    document_author,
    earlier_noun,
    named_place,
    phrase_before,
    rank_holder,
)
from toolkit.extract.statements.speaker_names import (
    apposed_at_end,
    name_before,
    name_behind,
    person_at_end,
    person_behind_place,
)
from toolkit.extract.statements.speaker_phrases import is_joint
from toolkit.extract.statements.speaking_nouns import (
    can_speak,
    is_document,
    is_person_noun,
    is_person_word,
)
from toolkit.extract.syntax import (
    CONJUNCT,
    NOUN_CLAUSE,
    OBLIQUE,
    POSSESSIVE,
    PREPOSITION_OBJECT,
    RELATIVE_CLAUSE,
    first_conjunct,
    noun_phrase,
    offsets,
    sentence_of,
)
from toolkit.rows import Mention

SPOKESPERSONS = frozenset(
    "spokesman spokeswoman spokesperson spokesmen spokeswomen spokespersons spokespeople".split()
)
BODIES = frozenset({"organization", "place", "group"})
DOCUMENT_REACH = 150
"""Tokens back from "the release" in which the release is introduced."""
SPEAKING_TYPES = frozenset({"person", "organization", "place", "group", "agreement"})


def resolve_speaker(head: Token, span: tuple[int, int], cast: Cast) -> str | None:
    """The entity behind a printed speaker, where the document's cast knows it.

    Args:
        head: The head of the speaker's noun phrase.
        span: The phrase's offsets.
        cast: The document's entities and their mentions.
    """
    if is_joint(head) and not _is_one_name(head, cast):
        return None
    if head.lower_ in ("which", "that", "who"):
        head = _antecedent(head)
    at_head = list(cast.overlapping(head.idx, head.idx + len(head.text)))
    inside = [
        mention
        for mention in cast.overlapping(*span)
        if span[0] <= mention.start and mention.end <= span[1] and _names(head, mention)
    ]
    at_head, inside = (
        [m for m in found if not _is_inside_office(head, span, m, cast)]
        for found in (at_head, inside)
    )
    at_end = person_at_end(head, span, cast) or person_behind_place(head, span, cast)
    if at_end is not None:
        return at_end
    for mentions in (at_head, inside):
        able = [m for m in mentions if cast.entity(m.entity_id).type in SPEAKING_TYPES]
        if able:
            people = [m for m in able if cast.entity(m.entity_id).type == "person"]
            return max(people or able, key=lambda m: (m.end - m.start, -m.start)).entity_id
    apposed = apposed_at_end(head, span, cast)
    if apposed is not None:
        return apposed
    if head.lower_ in SPOKESPERSONS or _is_whole_body(head):
        named = name_behind(head, span[1], cast)
        if named is not None and cast.entity(named).type == "person":
            return named
        body = _spoken_for(head, span, cast) or body_by_words(phrase_before(head), cast)
        if body is None and (earlier := earlier_noun(head)) is not None:
            body = _spoken_for(earlier, offsets(earlier.doc, *noun_phrase(earlier)), cast)
        if body is not None:
            return body
    if head.is_upper and len(head) > 1:
        return _by_capitals(head, cast)
    if head.pos_ in ("NOUN", "PROPN"):
        named = name_behind(head, span[1], cast) or name_before(head, span, cast)
        if named is None and is_document(head):
            return _author(head, cast) or document_author(head, cast)
        return named or named_place(head, cast) or rank_holder(head, cast) or _the_body(head, cast)
    return None


def _the_body(head: Token, cast: Cast) -> str | None:
    """The one body that "the bank" can be, however far back it was named."""
    before = phrase_before(head)
    opens = head.i - len(before) - 1
    if head.tag_ != "NN" or opens < 0 or head.doc[opens].lower_ != "the":
        return None
    goes_on = head.doc[head.i + 1 : head.i + 2].text
    if goes_on in ("of", "for"):
        return None
    called = body_called(head.lower_, cast) if not before else None
    return body_by_words([*before, head.text], cast) or called


def _is_one_name(head: Token, cast: Cast) -> bool:
    """Whether an "and" stands inside one name: "the *Office for Piers and Quays*"."""
    last = max(
        (child.right_edge for child in head.children if child.dep_ in CONJUNCT), default=head
    )
    return any(
        mention.kind == "name" and mention.start <= head.idx and last.idx < mention.end
        for mention in cast.overlapping(head.idx, head.idx + len(head.text))
    )


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
        is_person = pronoun.lower_ != "who" and is_person_noun(noun)
        if is_document(noun) or (can_speak(noun) and not is_person):
            return noun
        if is_person:  # the statement by the *leaders*, which announced
            texts = [token for token in pronoun.doc[start : noun.i] if is_document(token)]
            return texts[-1] if texts else noun
        # "the signing of the joint *statement*, which announced": an act announces nothing.
        documents = [t for t in pronoun.doc[noun.i : pronoun.i] if is_document(t)]
        return documents[-1] if documents else noun
    for index in range(pronoun.i - 1, start - 1, -1):
        if is_document(pronoun.doc[index]):
            return pronoun.doc[index]
    return pronoun


def _is_inside_office(head: Token, span: tuple[int, int], mention: Mention, cast: Cast) -> bool:
    """Whether a body or place only tells whose officer speaks: "the *Norway* envoy".

    Also of the "Minister for the *Middle East*". A spokesman speaks for the body, his own case.
    """
    if cast.entity(mention.entity_id).type == "person":
        return False
    if head.lower_ in SPOKESPERSONS:
        return True
    if is_person_noun(head) and not mention.start <= head.idx < mention.end:
        return True
    phrase = head.doc.char_span(*span, alignment_mode="expand")
    words = [] if phrase is None else list(phrase)
    offices = [t for t in words if is_person_word(t) and not mention.start <= t.idx < mention.end]
    between = [t for t in words if t.lower_ in ("of", "for", "in", "at", "from") or t.text == ","]
    if any(mention.end <= t.idx for t in offices):
        first = next(t for t in offices if mention.end <= t.idx)
        return not any(mention.end <= t.idx < first.idx for t in between)
    return any(
        office.idx < t.idx < mention.start for office in offices for t in between if t.text != ","
    )


def _author(noun: Token, cast: Cast) -> str | None:
    """Whose document speaks: "a *Harbour Board* news release", and then "the release said"."""
    doc = noun.doc
    definite = noun.i > 0 and doc[noun.i - 1].lower_ == "the"
    for token in reversed(doc[max(noun.i - DOCUMENT_REACH, 0) : noun.i + 1]):
        if token.lemma_.lower() != noun.lemma_.lower() or (token.i != noun.i and not definite):
            continue
        start = token.i
        while start > 0 and doc[start - 1].tag_ in ("NN", "JJ", "POS") and doc[start - 1].is_lower:
            start -= 1
        if start == 0:
            continue
        before = doc[start - 1]
        for mention in cast.overlapping(before.idx, before.idx + len(before.text)):
            if mention.kind == "name" and cast.entity(mention.entity_id).type == "organization":
                return mention.entity_id
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


def _by_capitals(head: Token, cast: Cast) -> str | None:
    """Whom a transcript's "BERG:" names: the one person of the document with this surname."""
    surname = head.text.casefold()
    found = [
        entity.entity_id
        for entity in cast.entities
        if entity.type == "person" and entity.name.casefold().split()[-1] == surname
    ]
    return found[0] if len(found) == 1 else None
