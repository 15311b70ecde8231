"""Find what is praised, blamed or felt: "accused *Berg of haste*", "expressed *concern at it*"."""

from __future__ import annotations

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.extent import before_comment, extend_right
from toolkit.extract.statements.mistagged import is_lost_verb
from toolkit.extract.statements.phrases import is_content_noun, noun_at
from toolkit.extract.statements.ranges import Content
from toolkit.extract.statements.speaking_nouns import can_speak, is_person_noun
from toolkit.extract.syntax import (
    OBJECT,
    PASSIVE_SUBJECT,
    agent,
    bounds,
    child,
    is_passive,
    obliques,
    sentence_of,
)

FARTHEST_REASON = 30
"""Tokens between "accused" and its "of": "accused Berg, who had led the board for years, of"."""

STANCES = frozenset(
    "concern concerns hope hopes support desire doubt doubts opposition confidence regret dismay "
    "disappointment fear fears outrage alarm anger frustration satisfaction surprise willingness "
    "readiness commitment determination reservations misgivings unease worry worries optimism "
    "pessimism scepticism skepticism belief view opinion intention interest solidarity "
    "appreciation gratitude thanks".split()
)
"""What is expressed and stands for a proposition with what follows it."""

ABOUT = frozenset("that to about over at for of regarding toward towards around".split())

ABOUT_TOO = frozenset(
    {("confidence", "in"), ("belief", "in"), ("interest", "in"), ("solidarity", "with")}
    | {("satisfaction", "with"), ("frustration", "with"), ("disappointment", "with")}
)


def find_praised(cue: Cue) -> Content | None:
    """What a passive of praise or blame stands behind: "*The ruling* was welcomed by crews"."""
    verb = cue.token
    praised, by = child(verb, PASSIVE_SUBJECT), agent(verb)
    if praised is None or by is None or praised.i > verb.i or not can_speak(by):
        return None
    if cue.sense.cue_class not in ("praise", "blame") or not is_content_noun(praised):
        return None
    return None if is_person_noun(praised) else Content((bounds(praised),), "object")


def find_stance(cue: Cue) -> Content | None:
    """Frame of "expressed *concern about the delay*": a stance, and what it is about.

    "Expressed condolences" names an act without a content.
    """
    verb = cue.token
    noun = child(verb, OBJECT) or (noun_at(verb, verb.i + 1) if is_lost_verb(verb) else None)
    if noun is None or noun.i < verb.i or is_passive(verb) or noun.lower_ not in STANCES:
        return None
    start, end = bounds(noun)
    start = max(start, verb.i + 1)
    if noun.i + 1 >= len(verb.doc):
        return None
    after = verb.doc[noun.i + 1]
    if after.lower_ not in ABOUT and (noun.lower_, after.lower_) not in ABOUT_TOO:
        return None
    end = max(end, after.head.right_edge.i + 1 if after.head.i > noun.i else noun.i + 2)
    is_clause = after.lower_ in ("that", "to")
    return Content(((start, extend_right(verb, start, end, loose=is_clause)),), "object")


def find_blame(cue: Cue) -> Content | None:
    """Frame of "accused *Berg, who had left, of hiding it*": the blamed, and for what after "of".

    A passive has the blamed before it: "was accused of *hiding it*".
    """
    verb = cue.token
    doc, end = verb.doc, sentence_of(verb)[1]
    first = verb.i + 1
    if is_passive(verb):
        if first + 1 >= end or doc[first].lower_ != "of":
            return None
        return Content(((first + 1, _reason_end(cue, first + 1)),), "reason")
    for index in range(first + 1, min(first + FARTHEST_REASON, end - 1)):
        closes = doc[index - 1].text == ","  # accused the owner, Kim Holm, *of* haste
        if doc[index].lower_ == "of" and (closes or doc[index + 1].tag_ == "VBG"):
            return Content(((first, _reason_end(cue, index + 1)),), "object")
    return None


def find_reason(cue: Cue) -> Content | None:
    """What a passive of praise or blame names after "for": "was criticized for *the delay*"."""
    verb = cue.token
    if cue.sense.cue_class not in ("praise", "blame"):
        return None  # showers are forecast for May
    first, by = verb.i + 1, agent(verb)
    if by is not None and by.i > verb.i and by.left_edge.i == first:
        first = by.right_edge.i + 1  # was criticized *by the crews* for the delay
        inner = next((o for o in obliques(by) if o.preposition == "for"), None)
        first = first if inner is None else inner.first.i
    if not is_passive(verb) or first + 1 >= len(verb.doc) or verb.doc[first].lower_ != "for":
        return None
    return Content(((first + 1, _reason_end(cue, first + 1)),), "reason")


def _reason_end(cue: Cue, first: int) -> int:
    """Where the phrase or the clause ends that starts at the token after "of" or "for"."""
    token = cue.token.doc[first]
    while first <= token.left_edge.i and token.head.i > cue.token.i and token.head.i != token.i:
        token = token.head
    is_clause = cue.token.doc[first].tag_ == "VBG"
    end = extend_right(cue.token, first, max(token.right_edge.i, first) + 1, loose=is_clause)
    return before_comment(cue.token, first, end)
