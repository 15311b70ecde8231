"""Find a cue's content by where the cue stands between commas, where a parse is no safe guide.

Parsers attach "she said" in many ways; the commas around it are steady. "*It is late*, Berg said",
"*The ferry*, Berg said on Monday, *is late*", "*It is late*, said Anna Berg, head of the league".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.asides import before_aside, before_office
from toolkit.extract.statements.edges import (
    CLOSING_MARKS,
    EDGES,
    FINITE,
    NOMINAL,
    REACH,
    RELATIVE,
    TIMES,
    TRANSITIVE,
    has_speaker_after,
    is_edge,
)
from toolkit.extract.statements.other_cues import DOUBTED
from toolkit.extract.statements.ranges import Range
from toolkit.extract.statements.resuming import (
    belongs,
    gives_condition,
    goes_on,
    goes_on_mistagged,
    has_finite,
    only_leads_in,
)
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.statements.speaking_nouns import is_person_word
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    OBJECT,
    child,
    sentence_of,
)

RESUMES = frozenset({"which", "who", "and", "but", "or"})
"""Words before the cue's comma whose clause has its verb behind the cue."""

SAID_AS_SUCH = frozenset("nothing something anything so much little more yes no enough".split())
WHAT = frozenset({"what", "than", "when", "where", "how", "if"})


FEWEST_TOKENS = 3
FARTHEST = 30
"""Tokens that an adjunct after the cue may take: "said in her letter to the members of ..."."""


def find_inserted(verb: Token) -> tuple[Range, ...] | None:
    """The stretches around a cue that its commas set off, as token indices; None if none do."""
    doc = verb.doc
    start, end = sentence_of(verb)
    if doc[start].lower_ == "as" and not _takes_object(verb, end):
        return _after_as_clause(doc, verb, end)
    while end > verb.i + 1 and (doc[end - 1].is_space or doc[end - 1].text in ".?!"):
        end -= 1
    right = _right_edge(doc, verb, end)
    if right is None:
        return None
    left = _left_edge(doc, verb, start, right)
    if left is None or left <= start or _takes_up(doc, left):
        return None
    start = _own_clause(doc, start, left, right, end)
    if doc[left + 1].lower_ in ("and", "but") and left < verb.i:
        return None  # There is no way out, *and we agree*
    before, after = (start, left), (right + 1, end)
    if _takes_object(verb, right) or not _is_whole(doc, *before):
        return None
    if doc[left - 1].lower_ in RESUMES and goes_on(doc, *after):
        return (after,)  # a park which, Berg said, is shut; they sank and, Berg said, are lost
    if doc[left - 1].lower_ in ("where", "when", "whom") and has_finite(doc, *after):
        return (after,)  # a road where, Berg said, crews would wait
    if is_edge(doc, verb.i - 1) and _only_names_speaker(doc, verb, before, right):
        return None
    if right >= end - 1:
        # Headlines print no finite verb: "Ferry to stay shut, owner says".
        leads_in = only_leads_in(doc, *before)
        return None if leads_in or left - start < FEWEST_TOKENS else (before,)
    cut = not has_finite(doc, *before)
    leads_in = doc[before[0]].pos_ in ("ADP", "SCONJ", "ADV")
    if cut and not leads_in and (goes_on_mistagged(doc, *after) or goes_on(doc, *after)):
        return (after,)  # The farms, she said, are closed: the stretch with the verb
    if cut and not goes_on(doc, *after):
        return (before, after) if after[0] <= verb.head.i < after[1] else None
    is_inverted = is_edge(doc, verb.i - 1) and has_speaker_after(doc, verb, right)
    resumes = (cut and goes_on(doc, *after)) or gives_condition(verb, *after)
    if (is_inverted and not resumes) or not belongs(doc, verb, before, after):
        return (before,)
    return before, after


def _own_clause(doc: Doc, start: int, left: int, right: int, end: int) -> int:
    """Where the clause begins that the cue interrupts: "It is shut; *in May*, said Berg, *it was*".

    Behind a semicolon with no verb before the cue, what is said has its verb behind it.
    """
    last = max((token.i for token in doc[start:left] if token.text == ";"), default=-1)
    leads = last >= 0 and not has_finite(doc, last, left) and has_finite(doc, right + 1, end)
    return last + 1 if leads else start


def _takes_up(doc: Doc, edge: int) -> bool:
    """Whether a noun of doubt stands behind the edge: "It is late, *a claim* the board denies"."""
    return doc[edge + 1].lower_ in ("a", "an") and doc[edge + 2].lower_ in DOUBTED


def _after_as_clause(doc: Doc, verb: Token, end: int) -> tuple[Range, ...] | None:
    """What follows "As Berg has said,": the main clause."""
    for index in range(verb.i + 1, min(verb.i + REACH, end)):
        if doc[index].tag_ in FINITE:
            return None
        if doc[index].text == ",":
            return ((index + 1, end),) if has_finite(doc, index + 1, end) else None
    return None


def _right_edge(doc: Doc, verb: Token, end: int) -> int | None:
    """Where the cue's own words end: the next comma, or the sentence's end; no clause between."""
    index = verb.i + 1
    while index < min(verb.i + 2 + FARTHEST, end):
        token = doc[index]
        if token.is_quote and index > verb.i + 1 and doc[index - 1].is_alpha:
            return end if _is_adjunct(doc, verb.i + 1) else None  # in a book titled "..."
        if token.text in EDGES or token.text in CLOSING_MARKS or token.text in (":", ";"):
            return index if token.text in EDGES else None
        is_name = token.text[0].isupper()  # says Anna *Moen*: a tagger may take it for a verb
        if (token.tag_ in FINITE and not is_name) or token.lower_ == "that":
            return None
        if token.lower_ == "to" and token.tag_ == "TO" and doc[index - 1].i == verb.i:
            return None  # promised to
        index += 1
    return end if end <= verb.i + 1 + FARTHEST else None


def _is_adjunct(doc: Doc, index: int) -> bool:
    return index < len(doc) and doc[index].pos_ == "ADP"


def _left_edge(doc: Doc, verb: Token, start: int, right: int) -> int | None:
    """Where the content before the cue ends: the comma before "she said", or before "said she"."""
    index = verb.i - 1
    while index > start and doc[index].tag_ in ("RB", "MD", "VBP", "VBZ", "VBD"):
        index -= 1  # also, has, later
    if is_edge(doc, index):
        if has_speaker_after(doc, verb, right):
            return index
        own = child(verb, ACTIVE_SUBJECT)
        if own is not None and start < own.left_edge.i <= own.i < verb.i:
            before = own.left_edge.i - 1
            if is_edge(doc, before):
                return before_office(doc, before, start) or before
        return before_aside(doc, index, start) or _closing_mark(doc, index, start)
    whose = _before_relative(doc, verb, start)
    if whose is not None:
        return whose
    nominal = False
    place = index
    while place > max(index - REACH, start - 1):
        token = doc[place]
        if is_edge(doc, place):
            return place if nominal else None
        if token.tag_ in FINITE or token.lower_ in RELATIVE | WHAT or token.text in (";", ":"):
            return None
        if token.text == ")":
            place = _opening_bracket(doc, place, start)
        nominal = nominal or token.pos_ in NOMINAL
        place -= 1
    return None


def _before_relative(doc: Doc, verb: Token, start: int) -> int | None:
    """The edge before a speaker told of without commas: "It is late, *a clerk who left said*"."""
    clause = next(
        (i for i in range(verb.i - 1, max(verb.i - FARTHEST, start), -1) if doc[i].lower_ == "who"),
        None,
    )
    if clause is None or any(is_edge(doc, i) for i in range(clause, verb.i)):
        return None
    before = clause - 1
    while before > max(clause - REACH, start) and not is_edge(doc, before):
        if doc[before].tag_ in FINITE:
            return None
        before -= 1
    return before if is_edge(doc, before) and before < clause - 1 else None


def _closing_mark(doc: Doc, index: int, start: int) -> int | None:
    """The closing mark before a long speaker: '"It is late," Berg, head of the league, said'."""
    nominal = False
    for place in range(index - 1, max(index - FARTHEST, start), -1):
        token = doc[place]
        if token.is_quote:
            return place if nominal and is_edge(doc, place) else None
        if token.tag_ in FINITE:
            return None
        nominal = nominal or token.pos_ in NOMINAL
    return None


def _opening_bracket(doc: Doc, closing: int, start: int) -> int:
    for index in range(closing, start, -1):
        if doc[index].text == "(":
            return index
    return closing


def _takes_object(verb: Token, right: int) -> bool:
    """Whether the cue governs a noun after it: "..., Berg mentioned the fares"."""
    if cue_lemma(verb) in TRANSITIVE:
        return False
    found = child(verb, OBJECT)
    if found is not None and found.lower_ == "it" and cue_lemma(verb) == "put":
        return False  # It is late, as Berg *put it*
    if found is not None and found.lower_ in SAID_AS_SUCH and found.i > verb.i:
        return True  # Berg, their foreman, says nothing
    if cue_lemma(verb) in ("say", "add"):
        own = child(verb, ACTIVE_SUBJECT)
        if own is None or own.i > verb.i or found is None or found.i < verb.i:
            return False
        return found.pos_ in ("NOUN", "ADJ") and found.lower_ not in TIMES  # said the same
    if found is None or found.lower_ in TIMES or not verb.i < found.i < right:
        return False
    return child(verb, ACTIVE_SUBJECT) is not None


def _only_names_speaker(doc: Doc, verb: Token, before: Range, right: int) -> bool:
    """Whether the stretch only names the speaker: "Anna Berg, head of the league, said"."""
    if has_finite(doc, *before):
        return False
    own = child(verb, ACTIVE_SUBJECT)
    if own is not None and before[0] <= own.i < before[1]:
        return True
    opens = next((token for token in doc[slice(*before)] if token.pos_ in NOMINAL), None)
    if own is not None and opens is not None and is_person_word(opens):
        return True  # Minister for the Lakes, Anna Berg, says
    # The parse lost the subject: "The crews, beaten twice in a row, said they would go on."
    is_quoted = any(token.is_quote for token in doc[slice(*before)])
    return own is None and not is_quoted and not has_speaker_after(doc, verb, right)


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause stands behind the last semicolon; "It is shut; Berg, all say" has none."""
    last = max((token.i for token in doc[start:end] if token.text == ";"), default=-1)
    return last < 0 or has_finite(doc, last, end)
