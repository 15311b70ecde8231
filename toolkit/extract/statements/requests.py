"""Find what somebody is asked to do: "urged *the crews to wait*"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.ranges import (
    WANTED,
    Content,
    after_particle,
    has_to,
    held_by,
    later_clauses,
)
from toolkit.extract.statements.speaking_nouns import can_speak
from toolkit.extract.syntax import (
    INDIRECT_OBJECT,
    NOUN_CLAUSE,
    OBJECT,
    PASSIVE_SUBJECT,
    RELATIVE_CLAUSE,
    SUBJECT,
    bounds,
    child,
    is_passive,
    later_conjuncts,
)

ADDRESSED = frozenset({"you", "everyone", "everybody", "anyone", "all", "others", "them"})
FARTHEST_NOUN = 14
"""Tokens between the one who is asked and the infinitive."""

PLANS = frozenset(
    "plan plans effort efforts promise right need bid pledge move attempt vow offer threat way "
    "time chance power deal".split()
)
PLAN_ENDINGS = ("ion", "ions", "ure", "ures", "ity", "ment", "ness", "al")
"""Nouns with an infinitive of their own: "pressed him on his failure *to wait*"."""


def find_request(cue: Cue) -> Content | None:
    """Frame of "urged *the crews to wait*": from the one who is asked onwards."""
    verb = cue.token
    if is_passive(verb):
        return _passive_request(cue)
    asked = _asked(cue)
    clauses = later_clauses(verb, WANTED)
    if asked is not None:
        # "called on the crews and *others to wait*": the infinitive may hang on a noun.
        for noun in [asked, *later_conjuncts(asked)]:
            clauses += later_clauses(noun, WANTED | NOUN_CLAUSE)
    wanted = next((found for found in clauses if has_to(found)), None)
    wanted = wanted or (None if asked is None else _infinitive_after(cue, asked))
    if wanted is None:
        return None
    asked = child(wanted, SUBJECT) or asked
    if asked is None or not verb.i < asked.i < wanted.i:
        return None
    able = can_speak(asked) or asked.lower_ in ADDRESSED
    if cue.sense.needs_able_speaker and not (able or is_passive(wanted)):
        return None  # directed a sum to be spent
    start = max(bounds(asked)[0], after_particle(cue))
    end = extend_right(cue.token, start, bounds(wanted)[1], loose=True)
    if end <= wanted.i:
        return None  # recommends a check and calls on crews *to wait*
    return Content(((start, end),), "request", asked)


def _infinitive_after(cue: Cue, asked: Token) -> Token | None:
    """The infinitive that a parser hung deep in the phrase: "urged crews on the pier to wait"."""
    doc, first = cue.token.doc, asked.i + 1
    described = child(asked, RELATIVE_CLAUSE)
    if described is not None:
        first = described.i + 1  # urged anyone *who ate the fish* to see a doctor
    for index in range(first, min(first + FARTHEST_NOUN, len(doc) - 1)):
        token = doc[index]
        if token.is_punct or token.tag_ in FINITE or token.pos_ == "VERB":
            return None
        if token.lower_ == "to" and doc[index + 1].tag_ == "VB":
            noun = doc[index - 1].lower_
            return None if noun.endswith(PLAN_ENDINGS) or noun in PLANS else doc[index + 1]
    return None


def _passive_request(cue: Cue) -> Content | None:
    """What "Passengers are asked *to wait*" asks; the one who is asked stands before the cue."""
    verb = cue.token
    asked = child(verb, PASSIVE_SUBJECT)
    wanted = next((found for found in later_clauses(verb, WANTED) if has_to(found)), None)
    if asked is None or wanted is None or asked.i > verb.i:
        return None
    if wanted.left_edge.i != verb.i + 1:
        return None  # was asked by the crews in May *to wait* may be a purpose
    start, end = bounds(wanted)
    return Content(((start, extend_right(cue.token, start, end, loose=True)),), "request", asked)


def _asked(cue: Cue) -> Token | None:
    verb = cue.token
    if cue.particle is not None:
        return held_by(cue.particle) or child(verb, OBJECT)
    return child(verb, OBJECT) or child(verb, INDIRECT_OBJECT)
