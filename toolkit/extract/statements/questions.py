"""Find the question that a cue reports: "asked *whether it was late*"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.ranges import Content, find_addressee, is_verbal
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    OPEN_COMPLEMENT,
    PASSIVE_SUBJECT,
    bounds,
    child,
    children,
    sentence_of,
)

QUESTION_WORDS = frozenset(
    {"whether", "if", "how", "why", "what", "who", "when", "where", "which", "whom", "whose"}
)


def find_question(cue: Cue) -> Content | None:
    """A whether-clause or wh-clause after the cue."""
    verb = cue.token
    for clause in children(verb, CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE | OPEN_COMPLEMENT):
        first = clause.left_edge.lower_
        if clause.i < verb.i or first not in QUESTION_WORDS or not is_verbal(clause):
            continue
        if clause.dep_ not in ADVERBIAL_CLAUSE or first == "whether":
            start, end = bounds(clause)
            piece = (start, _next_question(verb, extend_right(verb, start, end, loose=True)))
            asked = child(verb, PASSIVE_SUBJECT) or find_addressee(verb, clause)
            return Content((piece,), "question", asked)
    return None


def _next_question(verb: Token, end: int) -> int:
    """Where a second question ends that "and" adds: "asked who came, *and at what cost*"."""
    doc, limit = verb.doc, sentence_of(verb)[1]
    words = [token for token in doc[end : min(end + 5, limit)] if token.text != ","][:3]
    if len(words) < 2 or words[0].lower_ != "and":
        return end
    asks = words[1].lower_ in QUESTION_WORDS or (
        words[1].pos_ == "ADP" and len(words) > 2 and words[2].lower_ in QUESTION_WORDS
    )
    while asks and end < limit and doc[end].text not in ".?!;:":
        end += 1
    return end
