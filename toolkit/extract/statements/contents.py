"""Find what a cue reports, by the frames that the lexicon gives it.

The surest frame comes first: "urged the crews to wait" is a request before it is anything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.extract.statements.clauses import find_clause, find_quoted_clause
from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.extent import before_comment
from toolkit.extract.statements.headline_verbs import headline_of, is_headline_verb
from toolkit.extract.statements.judgements import find_blame, find_praised, find_reason, find_stance
from toolkit.extract.statements.lists import list_end
from toolkit.extract.statements.mistagged import is_lost_verb
from toolkit.extract.statements.nouns import (
    find_noun_for,
    find_noun_infinitive,
    find_noun_of,
    find_noun_that,
)
from toolkit.extract.statements.other_cues import before_other_cue
from toolkit.extract.statements.phrases import (
    find_for_phrase,
    find_gerund,
    find_infinitive,
    find_object,
)
from toolkit.extract.statements.predicates import find_as_phrase, find_predicate
from toolkit.extract.statements.questions import find_question
from toolkit.extract.statements.ranges import TELLING, Content, after_particle
from toolkit.extract.statements.requests import find_request
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import is_verb, sentence_of

VERB_FRAMES = (
    ("request", find_request),
    ("clause", find_clause),
    ("as", find_as_phrase),
    ("question", find_question),
    ("quote", find_quoted_clause),
    ("predicate", find_predicate),
    ("gerund", find_gerund),
    ("infinitive", find_infinitive),
    ("for", find_for_phrase),
    ("of", find_blame),
    ("object", find_object),
    ("stance", find_stance),
    ("for", find_reason),
    ("object", find_reason),
    ("object", find_praised),
)
REST_OF_LINE = frozenset({"object", "clause", "predicate", "request"})
"""Frames whose content is the rest of a headline that a parser could not read."""

NOUN_FRAMES = (
    ("that", find_noun_that),
    ("infinitive", find_noun_infinitive),
    ("of", find_noun_of),
    ("for", find_noun_for),
)

PARTICIPLE_PREPOSITIONS = frozenset(
    "following regarding concerning including involving surrounding during".split()
)

BEFORE_LIST = frozenset({"object", "clause", "request", "question", "infinitive"})
FARTHEST_COLON = 15
"""Tokens between a cue and the colon that opens a list."""

LONGEST_LIST = 1000
"""Tokens that a list may take."""


def _governs(cue: Cue, end: int) -> bool:
    """Whether a headline's verb governs what follows: a that-clause has a verb of its own."""
    rest = cue.token.doc[cue.token.i + 1 : end]
    if not len(rest) or (rest[0].is_punct and not rest[0].is_quote):
        return False
    if rest[0].lower_ in PARTICIPLE_PREPOSITIONS:
        return False  # comments *following* the vote
    if rest[0].pos_ == "ADP" and cue.particle is None:
        return False
    if cue.sense.frames & {"object", "predicate", "request"}:
        return True
    return any(is_verb(token) for token in rest)


def find_contents(cue: Cue) -> Iterator[Content]:
    """What the cue may report by its own frames, the surest first; nothing where none fits."""
    found = False
    for frame, find in VERB_FRAMES if cue.sense.part == "verb" else NOUN_FRAMES:
        if frame in cue.sense.frames:
            content = find(cue)
            if content is not None:
                found = True
                yield content
    if not found and cue.sense.part == "verb" and cue.sense.frames & REST_OF_LINE:
        end = _end_of_lost(cue)
        if end is not None and _governs(cue, end):
            yield Content(((_after_told(cue, end), end),), "object")
    if not found and cue.sense.part == "verb" and cue.sense.frames & BEFORE_LIST:
        listed = _listed(cue)
        if listed is not None:
            yield Content((listed,), "list")


def _after_told(cue: Cue, end: int) -> int:
    """Where the content of a lost cue starts: "reminded residents that *it is late*"."""
    start = after_particle(cue)
    if cue_lemma(cue.token) in TELLING:
        for token in cue.token.doc[start:end]:
            if token.lower_ == "that":
                return token.i + 1
    return start


def _listed(cue: Cue) -> tuple[int, int] | None:
    """What stands between a cue and the list that it opens, with the list: "asked them to: ..."."""
    doc, start = cue.token.doc, after_particle(cue)
    for token in doc[start : start + FARTHEST_COLON]:
        if token.is_space or token.tag_ in FINITE or token.text in ".;?!":
            return None
        if token.text == ":":
            end = list_end(doc[token.i : token.i + LONGEST_LIST].text, 0)
            if end is None:
                return None
            lines = doc.char_span(token.idx, token.idx + end, alignment_mode="expand")
            return None if lines is None else (start, lines.end)
    return None


def _end_of_lost(cue: Cue) -> int | None:
    """Where the content of a cue ends that a tagger took for no verb, as in headlines."""
    verb = cue.token
    line = headline_of(verb)
    if line is not None and is_headline_verb(verb):
        return line[1]
    if not is_lost_verb(verb):
        return None
    start, end = after_particle(cue), sentence_of(verb)[1]
    return before_comment(verb, start, before_other_cue(verb, start, end)) if start < end else None
