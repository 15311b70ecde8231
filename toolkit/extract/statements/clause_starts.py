"""Find where a clause behind its cue starts, where a parse lost its first words or took in more."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.edges import FINITE, REACH, TIMES
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.other_cues import BREAKS
from toolkit.extract.statements.questions import QUESTION_WORDS
from toolkit.extract.statements.ranges import TELLING, Range
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    MARK,
    SUBJECT,
    bounds,
    child,
    sentence_of,
)

FARTHEST_THAT = 20
"""Tokens that a name and what is told of it may take before "that"."""


def clause_range(complement: Token, verb: Token) -> Range:
    """The stretch of a clause after the cue."""
    start, end = bounds(complement)
    mark = child(complement, MARK)
    if mark is not None and mark.lower_ == "that" and verb.i < mark.i < complement.i:
        start = mark.i  # said *after the hearing* that it was late
    leads = verb.doc[start].pos_ == "ADP"
    for token in verb.doc[verb.i + 1 : start + REACH if leads else start]:
        if leads and (token.tag_ in FINITE or token.text == ","):
            break
        if token.lower_ == "that" and (token.tag_ == "IN" or token.i == verb.i + 1):
            start = token.i + 1  # stressed that *for years* the ferry was late
            break
    if cue_lemma(verb) in TELLING:
        start = _behind_named(verb, start)
    elif child(complement, SUBJECT) is None:
        start = _lost_subject(verb, start)
    start = _after_time(verb.doc, _lost_clause(verb, start), end)
    return start, extend_right(verb, start, end, loose=True)


def _after_time(doc: Doc, start: int, end: int) -> int:
    """Where a clause starts behind the time of the cue: "said *this week* it was late"."""
    first = start + 1 if doc[start].lower_ in ("this", "last", "on") else start
    if first + 1 < end and doc[first].lower_ in TIMES | {"weekend"}:
        return first + 1 if doc[first + 1].pos_ in ("PRON", "DET", "PROPN") else start
    return start


def _lost_clause(verb: Token, start: int) -> int:
    """Where a clause starts of which the parse gave its end: 'said *ferries would sail* "soon"'."""
    doc = verb.doc
    if not doc[start].is_quote:
        return start
    for token in doc[verb.i + 1 : start]:
        if token.text in BREAKS or token.dep_ in MARK or token.lower_ in QUESTION_WORDS:
            return start
        if token.dep_ in ACTIVE_SUBJECT and any(t.tag_ in FINITE for t in doc[token.i : start]):
            opens = doc[verb.i + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
            timed = doc[verb.i + 1].lower_ in TIMES
            return verb.i + 1 if opens and not timed else token.left_edge.i
    return start


def _behind_named(verb: Token, start: int) -> int:
    """Where a clause starts behind a name that the parse took into it: "told *Tide Watch* that"."""
    doc = verb.doc
    if start != verb.i + 1 or not doc[start].text[0].isupper() or doc[start].pos_ == "PRON":
        return start
    for token in doc[start : min(start + FARTHEST_THAT, sentence_of(verb)[1] - 1)]:
        if token.tag_ in FINITE and token.text.islower():
            return start
        if token.lower_ == "that" and token.nbor().pos_ not in ("VERB", "AUX", "PUNCT"):
            return token.i + 1
    return start


def _lost_subject(verb: Token, start: int) -> int:
    """Where a clause starts whose subject the parse hung elsewhere: "said *ferries* are late"."""
    first = verb.i + 1
    if first >= start:
        return start
    token = verb.doc[first]
    nominal = token.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return first if nominal and token.lower_ not in TIMES else start
