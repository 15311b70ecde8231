"""Find what a noun of speech reports: "her claim that it is late", "a call for a strike"."""

from __future__ import annotations

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.ranges import Content, has_to, later_clauses, takes_no_that
from toolkit.extract.syntax import (
    CLAUSAL_COMPLEMENT,
    MARK,
    NOUN_CLAUSE,
    OPEN_COMPLEMENT,
    bounds,
    child,
    obliques,
)


def find_noun_that(cue: Cue) -> Content | None:
    """Frame of "her claim that *it is late*"."""
    for clause in later_clauses(cue.token, NOUN_CLAUSE | CLAUSAL_COMPLEMENT):
        mark = child(clause, MARK)
        if mark is not None and mark.lower_ == "that":
            start, end = bounds(clause)
            return Content(((start, extend_right(cue.token, start, end, loose=True)),), "noun")
    doc = cue.token.doc
    if cue.token.i + 2 < len(doc):
        that = doc[cue.token.i + 1]
        opens = that.tag_ == "IN" or takes_no_that(that)
        if that.lower_ == "that" and opens and that.head.i > that.i:
            return Content(((that.i + 1, that.head.right_edge.i + 1),), "noun")
    return None


def find_noun_infinitive(cue: Cue) -> Content | None:
    """Frame of "her promise *to wait*"."""
    for clause in later_clauses(cue.token, NOUN_CLAUSE | OPEN_COMPLEMENT):
        if has_to(clause):
            return Content((bounds(clause),), "noun")
    return None


def find_noun_of(cue: Cue) -> Content | None:
    """Frame of "her announcement of *a strike*"."""
    return _noun_preposition(cue, "of")


def find_noun_for(cue: Cue) -> Content | None:
    """Frame of "her call for *a strike*"."""
    return _noun_preposition(cue, "for")


def _noun_preposition(cue: Cue, preposition: str) -> Content | None:
    doc = cue.token.doc
    for found in obliques(cue.token):
        if found.preposition == preposition and found.first.i > cue.token.i:
            end = bounds(cue.token)[1]
            if preposition == "for" and end + 1 < len(doc) and doc[end].tag_ == "TO":
                end = max(end, doc[end + 1].right_edge.i + 1)  # a call for crews *to wait*
            return Content(((found.first.i + 1, end),), "noun")
    return None
