"""Find the infinitive or the noun phrase that a cue reports: one function for each frame."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.extent import before_comment, extend_right
from toolkit.extract.statements.positions import FINITE, TIMES
from toolkit.extract.statements.ranges import Content, has_case, has_to, later_clauses
from toolkit.extract.statements.speakers import can_speak, is_person_noun
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    AUXILIARY,
    CLAUSAL_COMPLEMENT,
    INDIRECT_OBJECT,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    PARTICLE,
    PASSIVE_SUBJECT,
    PREDICATE,
    SUBJECT,
    agent,
    bounds,
    child,
    children,
    is_passive,
    later_conjuncts,
    obliques,
    sentence_of,
)

SECOND_OBJECT = OBJECT | INDIRECT_OBJECT | frozenset({"obl", "obl:unmarked", "obl:npmod", "acl"})
BEFORE_NOUN = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "poss", "advmod"})
FARTHEST_NOUN = 8
PLANS = frozenset(
    "plan plans effort efforts promise right need bid pledge move attempt vow offer threat way "
    "time chance power deal".split()
)
PLAN_ENDINGS = ("ion", "ions", "ure", "ures", "ity", "ment", "ness", "al")
"""Nouns with an infinitive of their own: "pressed him on his failure *to wait*"."""

FARTHEST_REASON = 30
"""Tokens between "accused" and its "of": "accused Berg, who had led the board for years, of"."""

WANTED = OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | ADVERBIAL_CLAUSE
OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "over", "on", "to", "from", "against", "with"})
"""What may follow an object and still say what was said: "accused the port *of* delays"."""


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
    if cue.sense.needs_able_speaker and not (can_speak(asked) or is_passive(wanted)):
        return None  # directed a sum to be spent
    start = max(bounds(asked)[0], _after_particle(cue))
    return Content(((start, _until(cue, start, bounds(wanted)[1])),), "request", asked)


def _infinitive_after(cue: Cue, asked: Token) -> Token | None:
    """The infinitive that a parser hung deep in the phrase: "urged crews on the pier to wait"."""
    doc = cue.token.doc
    for index in range(asked.i + 1, min(asked.i + FARTHEST_NOUN, len(doc) - 1)):
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
    return Content(((start, _until(cue, start, end)),), "request", asked)


def find_infinitive(cue: Cue) -> Content | None:
    """Frame of "promised *to wait*": what the speaker says of themselves."""
    verb = cue.token
    if is_passive(verb) or child(verb, OBJECT) is not None:
        return None
    wanted = next((f for f in later_clauses(verb, OPEN_COMPLEMENT) if has_to(f)), None)
    if wanted is None:
        return None
    start, end = bounds(wanted)
    return Content(((start, _until(cue, start, end)),), "infinitive")


def find_gerund(cue: Cue) -> Content | None:
    """Frame of "denied *taking part*"."""
    for clause in later_clauses(cue.token, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | NOUN_CLAUSE):
        if clause.tag_ == "VBG" and clause.left_edge.i == cue.token.i + 1:
            start, end = bounds(clause)
            return Content(((start, _until(cue, start, end)),), "gerund")
    return None


def find_object(cue: Cue) -> Content | None:
    """A noun phrase that stands for what was said, with all that hangs on it or follows it."""
    if cue.particle is not None and cue.particle.dep_ not in PARTICLE:
        return _preposition_object(cue, cue.particle)
    verb = cue.token
    noun = child(verb, OBJECT) or _noun_beside(verb)
    if noun is None or noun.i < verb.i or is_passive(verb):
        return None
    start, end = bounds(noun)
    start = max(start, verb.i + 1)
    name_end = end
    for found in obliques(verb):
        # "accused Berg, who had left, of delays": a comma closes what describes the object.
        closed = found.first.i == end + 1 and verb.doc[end].text == "," and end > noun.i + 1
        if (found.first.i == end or closed) and found.preposition in OBJECT_PREPOSITIONS:
            end = bounds(found.head)[1]
    for clause in later_clauses(verb, OPEN_COMPLEMENT | ADVERBIAL_CLAUSE | NOUN_CLAUSE):
        if clause.left_edge.i == end and clause.left_edge.lower_ in OBJECT_PREPOSITIONS:
            end = bounds(clause)[1]
    if cue.sense.cue == "welcome" and is_person_noun(noun) and end == name_end:
        return None  # welcomed the guests
    if not _is_content_noun(noun) and (end == name_end or noun.pos_ != "PROPN"):
        return None  # "praised Berg" says nothing, "praised Berg for waiting" does
    return Content(((start, extend_right(verb, start, end, loose=False)),), "object")


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
        if doc[index].lower_ == "of" and doc[index + 1].tag_ == "VBG":
            return Content(((first, _reason_end(cue, index + 1)),), "object")
    return None


def find_reason(cue: Cue) -> Content | None:
    """What a passive of praise or blame names after "for": "was criticized for *the delay*"."""
    verb = cue.token
    first = verb.i + 1
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


def _noun_beside(verb: Token) -> Token | None:
    """The noun right after the cue that a parser hung elsewhere: "cited *the late ferry*"."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or child(verb, ACTIVE_SUBJECT) is None:
        return None
    token = doc[verb.i + 1]
    while (
        token.head.i > token.i
        and token.head.i - verb.i < FARTHEST_NOUN
        and (token.dep_ in BEFORE_NOUN)
    ):
        token = token.head
    return token if token.pos_ == "NOUN" else None


def _preposition_object(cue: Cue, preposition: Token) -> Content | None:
    verb = cue.token
    found = next((o for o in obliques(verb) if o.first.i == preposition.i), None)
    if found is None:
        return None
    if not _is_content_noun(found.head) and found.head.tag_ != "VBG" and not _counts(found.head):
        return None
    start, end = preposition.i + 1, bounds(found.head)[1]
    asked: Token | None = None
    for clause in later_clauses(verb, WANTED) + later_clauses(found.head, NOUN_CLAUSE):
        if has_to(clause) and found.preposition == "for":
            asked = found.head  # called for *the crews* to wait
        if clause.left_edge.i == end:
            end = bounds(clause)[1]
    until = extend_right(verb, start, end, loose=False)
    return Content(((start, until),), "object", asked)


def find_predicate(cue: Cue) -> Content | None:
    """Frame of "called *the delay a disgrace*"."""
    verb = cue.token
    is_participle = verb.tag_ == "VBN" and child(verb, AUXILIARY | ACTIVE_SUBJECT) is None
    if is_passive(verb) or is_participle:
        return _said_of_subject(verb)
    said = _second_object(verb)
    if said is None:
        return None
    start, end = bounds(said)
    if said.pos_ in ("PROPN", "NUM") and not said.doc[start].is_quote:
        return None  # they called the boat Anna, call 555 019: a name is no judgement
    opening = _opening_mark(said)
    if opening is not None:
        end = max(end, opening + 2)  # called the delay "a disgrace": the marks say where it ends
    own = child(verb, OBJECT) or child(verb, INDIRECT_OBJECT) or child(said, SUBJECT)
    if own is not None and verb.i < own.i:
        start = min(start, bounds(own)[0])
    return Content(((start, extend_right(verb, start, end, loose=False)),), "predicate")


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
    for index in range(noun.right_edge.i + 1, min(noun.right_edge.i + 3, len(doc) - 1)):
        if doc[index].is_quote:
            return index
        if doc[index].text != "," and doc[index].pos_ != "DET":
            return None
    return None


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
        return None
    described = child(verb, OBJECT)
    if described is None and cue.particle is not None:
        described = next((o.head for o in obliques(verb) if o.first.i == cue.particle.i), None)
    start = first + 1
    if described is not None and verb.i < described.i < first:
        start = max(bounds(described)[0], _after_particle(cue))
    return Content(((start, extend_right(verb, start, end, loose=False)),), "as")


def find_for_phrase(cue: Cue) -> Content | None:
    """Frame of "thanked *the crews for waiting*"."""
    verb = cue.token
    noun = child(verb, OBJECT)
    reasons = [bounds(o.head)[1] for o in obliques(verb) if o.preposition == "for"]
    reasons += [
        bounds(clause)[1]
        for clause in children(verb, ADVERBIAL_CLAUSE | frozenset({"prep"}))
        if clause.left_edge.lower_ == "for"
    ]
    if noun is None or noun.i < verb.i or not reasons or is_passive(verb):
        return None
    return Content(((bounds(noun)[0], max(reasons)),), "for")


def _asked(cue: Cue) -> Token | None:
    verb = cue.token
    if cue.particle is not None:
        return next((o.head for o in obliques(verb) if o.first.i == cue.particle.i), None)
    return child(verb, OBJECT) or child(verb, INDIRECT_OBJECT)


def _after_particle(cue: Cue) -> int:
    return cue.token.i + 1 if cue.particle is None else cue.particle.i + 1


def _until(cue: Cue, start: int, end: int) -> int:
    return extend_right(cue.token, start, end, loose=True)


def _counts(number: Token) -> bool:
    """Whether a number stands for those it counts: "speaks of *40* dead"."""
    after = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else number
    return number.like_num and after.is_alpha and after.pos_ not in ("ADP", "CCONJ", "SCONJ")


def _is_content_noun(noun: Token) -> bool:
    """Whether a noun phrase can stand for what was said: pronouns and names alone cannot."""
    if noun.lower_ in TIMES or noun.like_num:
        return False
    return noun.pos_ in ("NOUN", "VERB", "ADJ") or (
        noun.pos_ == "PROPN" and noun.left_edge.i < noun.i and noun.right_edge.i > noun.i
    )
