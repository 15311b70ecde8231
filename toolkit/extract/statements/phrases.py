"""Find the infinitive or the noun phrase that a cue reports: one function for each frame."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE, TIMES
from toolkit.extract.statements.extent import SUBORDINATORS, extend_right
from toolkit.extract.statements.ranges import WANTED, Content, has_to, held_by, later_clauses
from toolkit.extract.statements.speaking_nouns import is_person_noun
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    PARTICLE,
    Oblique,
    bounds,
    child,
    children,
    is_passive,
    obliques,
    sentence_of,
)

BEFORE_NOUN = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "poss", "advmod", "cc:preconj"}
)
CURRENCY = frozenset("$£€")
WHEN_WORDS = frozenset({"on", "last", "late", "early", "this", "the"})
"""Words before a day or a time of day: "on Sunday", "late on Monday", "this week"."""

FARTHEST_NOUN = 8
FARTHEST_ASIDE = 14

FEELINGS = frozenset("concern regret appreciation satisfaction interest alarm dismay".split())

REASONS = frozenset({"for", "of", "on"})
"""What opens the reason of praise or blame: "blamed it *on* the tide"."""

OBJECT_PREPOSITIONS = frozenset({"of", "for", "as", "over", "on", "to", "from", "against", "with"})
"""What may follow an object and still say what was said: "accused the port *of* delays"."""


def find_infinitive(cue: Cue) -> Content | None:
    """Frame of "promised *to wait*": what the speaker says of themselves."""
    verb = cue.token
    if is_passive(verb) or child(verb, OBJECT) is not None:
        return None
    wanted = next((f for f in later_clauses(verb, OPEN_COMPLEMENT) if has_to(f)), None)
    if wanted is None:
        beside = later_clauses(verb, ADVERBIAL_CLAUSE)
        wanted = next((f for f in beside if has_to(f) and _follows(verb, f)), None)
    if wanted is None:
        return None
    start, end = bounds(wanted)
    return Content(((start, extend_right(cue.token, start, end, loose=True)),), "infinitive")


def _follows(verb: Token, clause: Token) -> bool:
    """Whether a clause stands right behind its cue, or behind when: "vowed *on Sunday* to stay"."""
    between = [token.lower_ for token in verb.doc[verb.i + 1 : clause.left_edge.i]]
    return not between or (between[-1] in TIMES and set(between) <= TIMES | WHEN_WORDS)


def find_gerund(cue: Cue) -> Content | None:
    """Frame of "denied *taking part*"."""
    for clause in later_clauses(cue.token, OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | NOUN_CLAUSE):
        first = clause.left_edge  # denied *having* taken part
        if "VBG" in (clause.tag_, first.tag_) and first.i == cue.token.i + 1:
            start, end = bounds(clause)
            return Content(((start, extend_right(cue.token, start, end, loose=True)),), "gerund")
    return None


def find_object(cue: Cue) -> Content | None:
    """A noun phrase that stands for what was said, with all that hangs on it or follows it."""
    if cue.particle is not None and cue.particle.dep_ not in PARTICLE:
        return _preposition_object(cue, cue.particle)
    verb = cue.token
    noun = child(verb, OBJECT) or _noun_beside(verb) or _noun_behind_manner(verb)
    noun = noun or _noun_behind_addressee(verb)
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
    able = (
        ("PROPN", "PRON")
        if verb.doc[name_end : name_end + 1].text.lower() in REASONS
        else ("PROPN",)
    )
    if not is_content_noun(noun) and (end == name_end or noun.pos_ not in able):
        return None  # "praised Berg" says nothing, "praised Berg for waiting" does
    return Content(((start, extend_right(verb, start, end, loose=False)),), "object")


def _noun_beside(verb: Token) -> Token | None:
    """The noun right after the cue that a parser hung elsewhere: "cited *the late ferry*"."""
    doc, first = verb.doc, verb.i + 1
    joined = verb.dep_ in CONJUNCT and verb.tag_ in ("VBD", "VBZ")
    if first + 1 >= len(doc) or not (joined or child(verb, ACTIVE_SUBJECT) is not None):
        return None
    return noun_at(verb, first + (doc[first].lower_ in TIMES))  # announced Tuesday *the loss*


def _noun_behind_manner(verb: Token) -> Token | None:
    """The noun that a manner keeps from its cue: "condemned in the strongest terms *the raid*"."""
    doc = verb.doc
    if verb.i + 1 < len(doc) and doc[verb.i + 1].text == ",":
        return _noun_behind_aside(verb)
    with_feeling = _behind_feeling(verb)
    if with_feeling is not None:
        return noun_at(verb, with_feeling)
    reach = range(verb.i + 2, min(verb.i + FARTHEST_NOUN, len(doc) - 1))
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].lower_ != "in":
        return None
    terms = next((index for index in reach if doc[index].lower_ == "terms"), None)
    return None if terms is None else noun_at(verb, terms + 1)


def _noun_behind_addressee(verb: Token) -> Token | None:
    """The noun behind the one spoken to: "emphasized to the envoy *the need for calm*"."""
    doc = verb.doc
    told = next((o for o in obliques(verb) if o.first.i == verb.i + 1), None)
    if told is None or told.preposition != "to":
        return None
    after = told.head.i + 1
    opens = after < len(doc) and doc[after].tag_ in ("DT", "PRP$")
    return noun_at(verb, after) if opens else None


def _noun_behind_aside(verb: Token) -> Token | None:
    """The noun behind an aside: "reaffirmed, on behalf of the board, *its support for it*"."""
    doc, end = verb.doc, sentence_of(verb)[1]
    if verb.i + 2 >= end or doc[verb.i + 2].pos_ != "ADP":
        return None
    for index in range(verb.i + 3, min(verb.i + FARTHEST_ASIDE, end - 1)):
        if doc[index].tag_ in FINITE:
            return None
        if doc[index].text == "," and doc[index + 1].pos_ in ("DET", "PRON"):
            return noun_at(verb, index + 1)
    return None


def _behind_feeling(verb: Token) -> int | None:
    """The token behind a feeling: "noted with *regret* the delay"."""
    doc = verb.doc
    for index in range(verb.i + 2, min(verb.i + 5, len(doc) - 1)):
        if doc[verb.i + 1].lower_ == "with" and doc[index].lower_ in FEELINGS:
            return index + 1 if doc[index + 1].pos_ in ("DET", "PRON", "NOUN", "ADJ") else None
    return None


def noun_at(verb: Token, index: int) -> Token | None:
    """The noun whose phrase opens at the index, behind the cue."""
    token = verb.doc[index]
    while (
        token.head.i > token.i
        and token.head.i - index < FARTHEST_NOUN
        and (token.dep_ in BEFORE_NOUN)
    ):
        token = token.head
    return token if token.pos_ == "NOUN" else None


def _preposition_object(cue: Cue, preposition: Token) -> Content | None:
    verb = cue.token
    held = [*obliques(verb), *(o for noun in children(verb, OBJECT) for o in obliques(noun))]
    found = next((o for o in held if o.first.i == preposition.i), None)
    if found is None:
        noun = held_by(preposition)
        if noun is None:
            return None
        found = Oblique(preposition.lower_, noun, preposition)
    wanted = [f for f in later_clauses(verb, WANTED) if has_to(f) and found.preposition == "for"]
    fits = found.head.tag_ == "VBG" or _counts(found.head) or bool(wanted)
    if not fits and not is_content_noun(found.head):
        return None
    start, end = preposition.i + 1, bounds(found.head)[1]
    if _counts(found.head):
        end = max(end, found.head.i + 2)  # spoke of 40 *dead*
    asked: Token | None = None
    for clause in later_clauses(verb, WANTED) + later_clauses(found.head, NOUN_CLAUSE):
        if has_to(clause) and found.preposition == "for":
            asked = found.head  # called for *the crews* to wait
        if clause.left_edge.i == end and clause.left_edge.lower_ not in SUBORDINATORS:
            end = bounds(clause)[1]
    until = extend_right(verb, start, end, loose=False)
    return Content(((start, until),), "object", asked)


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


def _counts(number: Token) -> bool:
    """Whether a number stands for those it counts: "speaks of *40* dead"."""
    after = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else number
    return number.like_num and after.is_alpha and after.pos_ not in ("ADP", "CCONJ", "SCONJ")


def is_content_noun(noun: Token) -> bool:
    """Whether a noun phrase can stand for what was said: pronouns and names alone cannot."""
    if CURRENCY & set(noun.text):
        return True
    if noun.lower_ in TIMES or noun.like_num:
        return False
    return noun.pos_ in ("NOUN", "VERB", "ADJ") or (
        noun.pos_ == "PROPN" and noun.left_edge.i < noun.i and noun.right_edge.i > noun.i
    )
