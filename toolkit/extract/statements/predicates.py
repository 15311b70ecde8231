"""Find what something is called or described as: "called *the delay a disgrace*"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import TIMES, is_lost_past
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.ranges import (
    WANTED,
    Content,
    after_particle,
    has_case,
    has_to,
    later_clauses,
)
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    AUXILIARY,
    CLAUSAL_COMPLEMENT,
    INDIRECT_OBJECT,
    OBJECT,
    OPEN_COMPLEMENT,
    PREDICATE,
    SUBJECT,
    agent,
    bounds,
    child,
    is_passive,
    obliques,
    sentence_of,
)

FARTHEST_AS = 25
"""Tokens between a cue and its "as"."""

SECOND_OBJECT = OBJECT | INDIRECT_OBJECT | frozenset({"obl", "obl:unmarked", "obl:npmod", "acl"})


def find_predicate(cue: Cue) -> Content | None:
    """Frame of "called *the delay a disgrace*"."""
    verb = cue.token
    bare = verb.tag_ == "VBN" and child(verb, AUXILIARY | ACTIVE_SUBJECT) is None
    is_participle = bare and not is_lost_past(verb)
    if is_passive(verb) or is_participle:
        return _said_of_subject(verb)
    said = _second_object(verb)
    if said is None:
        return None
    start, end = bounds(said)
    first = start
    if said.pos_ in ("PROPN", "NUM") and not said.doc[start].is_quote:
        return None  # they called the boat Anna, call 555 019: a name is no judgement
    opening = _opening_mark(said)
    if opening is not None:
        if said.dep_ in OBJECT | INDIRECT_OBJECT:
            first = opening  # called her remarks on Monday "a shock"
        end = max(end, opening + 2)  # called the delay "a disgrace": the marks say where it ends
    own = child(verb, OBJECT) or child(verb, INDIRECT_OBJECT) or child(said, SUBJECT)
    if own is not None and verb.i < own.i:
        start = min(start, bounds(own)[0])
    return Content(((start, _end_of_judgement(verb, start, first, end)),), "predicate")


def _end_of_judgement(verb: Token, start: int, first: int, end: int) -> int:
    """Where a content ends whose judgement begins at ``first``.

    What is judged may be told with its occasion or a comment: "called the remarks on Monday
    *a shock*", "described the plan, which had failed, *as a loss*".
    """
    until = extend_right(verb, start, end, loose=False)
    return until if until > first + 1 else extend_right(verb, first, end, loose=False)


def _said_of_subject(verb: Token) -> Content | None:
    """What "was called a disgrace by Berg" says; without "by" a boat is only called Anna."""
    labels = OPEN_COMPLEMENT | PREDICATE | OBJECT
    said = next(iter(later_clauses(verb, labels)), None)
    if said is None or agent(verb) is None or said.pos_ == "PROPN":
        return None
    return Content((bounds(said),), "predicate")


def _second_object(verb: Token) -> Token | None:
    """What the object is called: a second noun, an adjective, a participle, words in marks."""
    first: Token | None = None
    for found in verb.rights:
        if found.dep_ in OPEN_COMPLEMENT | PREDICATE | CLAUSAL_COMPLEMENT and not has_to(found):
            return found
        if first is not None and found.dep_ in SECOND_OBJECT and not has_case(found):
            return found
        if first is not None and found.pos_ == "NOUN" and found.left_edge.lower_ in ("a", "an"):
            return found  # called the delay a disgrace: whatever the label
        if found.dep_ in OBJECT | INDIRECT_OBJECT and first is None:
            first = found
    if first is None:
        return None
    for inside in verb.doc[first.i : first.right_edge.i + 1]:
        if inside.is_quote or (
            inside.head.i == first.i and inside.tag_ == "VBN" and inside.i > first.i
        ):
            return inside.head if inside.is_quote else inside
    return None if _opening_mark(first) is None else first


def _opening_mark(noun: Token) -> int | None:
    """Where a mark opens behind a phrase, over a comma or an article: 'the delay, a "farce"'."""
    doc = noun.doc
    first = noun.right_edge.i + 1
    if first + 2 < len(doc) and doc[first].lower_ == "on" and doc[first + 1].lower_ in TIMES:
        first += 2  # called her remarks on Saturday "a wake-up call"
    for index in range(first, min(first + 2, len(doc) - 1)):
        if doc[index].is_quote:
            return index
        if doc[index].text != "," and doc[index].pos_ != "DET":
            return None
    return None


def _behind_aside(verb: Token) -> int:
    """The "as" behind an aside: "described the raid, in which two died, *as* a crime"; else -1."""
    doc, end = verb.doc, sentence_of(verb)[1]
    for index in range(verb.i + 3, min(verb.i + FARTHEST_AS, end - 1)):
        if doc[index].lower_ == "as" and doc[index - 1].text == ",":
            after = doc[index + 1]
            return index if after.is_quote or after.pos_ in ("DET", "ADJ", "ADV") else -1
    return -1


def find_as_phrase(cue: Cue) -> Content | None:
    """Frame of "described *the delay as a loss*", also without what is described."""
    verb = cue.token
    first = end = -1
    for found in obliques(verb):
        if found.preposition == "as" and found.first.i > verb.i:
            first, end = found.first.i, bounds(found.head)[1]
    for clause in later_clauses(verb, WANTED):
        if clause.left_edge.lower_ == "as":
            first, end = bounds(clause)
    if first < 0:
        first = _behind_aside(verb)
        if first < 0:
            return None
        judgement = verb.doc[first + 1]
        while judgement.head.i > judgement.i:
            judgement = judgement.head
        end = judgement.right_edge.i + 1
    described = child(verb, OBJECT)
    if described is None and cue.particle is not None:
        described = next((o.head for o in obliques(verb) if o.first.i == cue.particle.i), None)
    start = first + 1
    if described is not None and verb.i < described.i < first:
        start = max(bounds(described)[0], after_particle(cue))
    return Content(((start, _end_of_judgement(verb, start, first, end)),), "as")
