"""Find the clause behind a cue that a parser hung on something else: "said today *it is late*"."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.edges import FINITE, REACH, TIMES, is_finite
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.ranges import TELLING, Content, find_addressee, takes_no_that
from toolkit.extract.statements.resuming import LEADS_IN
from toolkit.extract.statements.senses import cue_lemma, is_clause_cue
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    DETERMINER,
    MARK,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    PASSIVE_SUBJECT,
    RELATIVE_CLAUSE,
    SUBJECT,
    agent,
    child,
    is_passive,
    sentence_of,
)

FEWEST_TOKENS = 5
"""Tokens from a "that" to the end of its sentence: "said *that much*" has no clause."""

ALL_SAID = frozenset("everything anything all nothing whatever much".split())

NOMINATIVE = frozenset({"i", "he", "she", "we", "they"})
HEADS_CLAUSE = ADVERBIAL_CLAUSE | OPEN_COMPLEMENT | CLAUSAL_COMPLEMENT | CONJUNCT | PARATAXIS
"""What a verb between the cue and a clause is, where the clause hangs on that verb."""

ENDS_CUE = frozenset(
    "and but or so such who which when while because as after before if unless until though "
    "although since where".split()
)
"""Words that end a cue's own words: what follows is another clause than the one it reports."""

SAID_AS_SUCH = frozenset(
    "words things something nothing anything everything much more less enough so piece prayer "
    "prayers grace "
    "goodbye hello thanks mass".split()
)
"""What is said without saying what: "this says *something* about us"."""


def find_following(cue: Cue) -> Content | None:
    """The clause after a verb of saying that a parser hung elsewhere: "said today *it is late*"."""
    verb = cue.token
    if is_passive(verb):
        return _extraposed_clause(cue)
    is_infinitive = verb.tag_ == "VB" and verb.dep_ in OPEN_COMPLEMENT
    if not (is_finite(verb) or verb.tag_ == "VBG" or is_infinitive):
        return None
    doc = verb.doc
    end = sentence_of(verb)[1]
    if _has_topic(verb) or _is_all_said(verb):
        return None
    after_comma = False
    for index in range(verb.i + 1, min(verb.i + 1 + REACH, end)):
        token = doc[index]
        if token.text in ".;:?!" or (token.tag_ in ("VB", "VBG") and token.dep_ in HEADS_CLAUSE):
            return None
        opens_clause = token.lower_ in ENDS_CUE and token.dep_ != "case"  # after the hearing
        if opens_clause and (doc[index - 1].text, token.lower_) != (",", "as"):
            return None  # but: cautioned, as others had, that ...
        after_comma = after_comma or token.text == ","
        opens = token.lower_ == "that" and (
            token.tag_ == "IN"
            or token.dep_ in MARK
            or _is_beside(verb, index)
            or takes_no_that(token)
            or _follows_time(token)
            or (cue_lemma(verb) in TELLING and not _stands_alone(token))
        )
        if after_comma and is_clause_cue(token):
            return None
        if is_infinitive and not opens:
            continue  # continues to insist, most recently on Friday, *that* it is late
        if after_comma and (not opens or _stands_alone(token)):
            continue  # when the crews objected, *the case was moved*
        first = index + 1 if opens else token.left_edge.i
        if first <= verb.i < token.i and verb.head.i == token.i and verb.tag_ == "VBD":
            first = verb.i + 1  # The mayor *argued* fares rose: no "argued fares"
        if first <= verb.i or not (opens or _is_subject(token) or _acts(token, end)):
            continue
        if not opens and doc[first - 1].pos_ == "ADP":
            return None  # pleaded for *her life* came late
        said = child(verb, OBJECT)
        has_object = said is not None and said.lower_ not in TIMES
        sure = opens and index == verb.i + 1 and end - index >= FEWEST_TOKENS
        sure = sure and (token.tag_ == "IN" or _governs_clause(cue))
        acts = not opens and not _is_subject(token) and _leads_in(verb)
        acts = acts or (token.i == verb.i + 1 and token.lower_ in NOMINATIVE)  # admits *he* cried
        acts = acts or _opens_with_verb(verb, token)
        if "object" in cue.sense.frames and not sure and not acts and (not opens or has_object):
            return None  # cited the fares she had raised
        if sure or acts or any(later.tag_ in FINITE for later in doc[first:end]):
            until = _end_of_lead(verb, first, end)
            if until == end:
                until = extend_right(verb, first, end, loose=True)
            return Content(((first, until),), "following", find_addressee(verb, token))
    return None


def _governs_clause(cue: Cue) -> bool:
    """Whether the "that" right behind a cue that has no object opens a clause, whatever its tag.

    "estimated *that* seagrass stores carbon", but not "said *that* on Monday".
    """
    that = cue.token.i + 1
    if "object" in cue.sense.frames:
        return False
    return cue.token.doc[that + 1].pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON")


def _leads_in(verb: Token) -> bool:
    """Whether the cue's clause is a main clause, or one of contrast: "while she noted *fares*"."""
    mark = child(verb, MARK)
    return mark is None or mark.lower_ in ("while", "though", "although")


def _opens_with_verb(verb: Token, subject: Token) -> bool:
    """Whether a subject right behind the cue has its verb right behind it: "noted *fares rose*"."""
    after = subject.doc[subject.right_edge.i + 1 : subject.right_edge.i + 2]
    beside = _is_subject(subject) and subject.left_edge.i == verb.i + 1
    return beside and any(token.tag_ in FINITE for token in after)


def _follows_time(that: Token) -> bool:
    """As in "announced on Thursday *that she knew nothing*", with "that" taken for the day's."""
    return that.nbor(-1).lower_ in TIMES and not _stands_alone(that)


def _is_beside(verb: Token, index: int) -> bool:
    """Whether nothing but adverbs stands between: "said *only* that it is late"."""
    return all(token.pos_ == "ADV" for token in verb.doc[verb.i + 1 : index])


def _is_all_said(verb: Token) -> bool:
    """Whether a pronoun stands for all that is said: "*everything* she says is true"."""
    return verb.dep_ in RELATIVE_CLAUSE and verb.head.lower_ in ALL_SAID


def _has_topic(verb: Token) -> bool:
    """Whether the cue has a topic before any clause: "speculated on *the role* that it plays"."""
    topic = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    if topic.lower_ not in ("on", "about", "over", "upon") or topic.head.i == verb.i:
        return False
    named = topic.head
    return named.lower_ not in TIMES and named.pos_ != "PROPN" and not named.like_num


def _stands_alone(that: Token) -> bool:
    """Whether a "that" is a subject of its own: "writing songs, *that* has not happened"."""
    return that.i + 1 < len(that.doc) and that.doc[that.i + 1].pos_ in ("VERB", "AUX")


def _extraposed_clause(cue: Cue) -> Content | None:
    """The clause in "It was stated by the board that *it is late*"."""
    verb = cue.token
    it = child(verb, PASSIVE_SUBJECT)
    told = agent(verb) is not None and cue_lemma(verb) in TELLING
    if it is None or not (it.lower_ == "it" or told):
        return None
    end = sentence_of(verb)[1]
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + REACH, end)]:
        if token.tag_ in FINITE or token.text in ".;:":
            return None
        if token.lower_ == "that" and any(t.tag_ in FINITE for t in verb.doc[token.i : end]):
            clause_end = max(token.head.right_edge.i + 1, token.i + 2)
            until = extend_right(verb, token.i + 1, clause_end, loose=True)
            return Content(((token.i + 1, until),), "clause", it if told else None)
    return None


def _end_of_lead(verb: Token, first: int, end: int) -> int:
    """Where a clause ends that only leads in: "While she said *it is shut*, it is open"."""
    doc = verb.doc
    start = sentence_of(verb)[0]
    if doc[start].lower_ not in LEADS_IN or any(t.text == "," for t in doc[start : verb.i]):
        return end
    for index in range(first, end):
        if doc[index].text == "," and any(token.tag_ in FINITE for token in doc[index:end]):
            return index
    return end


def _may_act(token: Token) -> bool:
    """Whether a plural was a verb in -s to begin with: "say the lead *obscures* doubts".

    No plural stands before another noun, and few behind one with an article: "the quarter *pays*".
    """
    if token.tag_ != "NNS":
        return False
    before = token.nbor(-1)
    describes = before.dep_ == "compound" and before.head.i == token.i and before.tag_ == "NN"
    opened = child(token, DETERMINER) is not None and token.lower_ not in SAID_AS_SUCH
    return token.dep_ == "compound" or (describes and opened)


def _is_subject(token: Token) -> bool:
    if token.tag_ == "EX":
        return True  # insisted *there* was no leak
    return token.dep_ in SUBJECT and token.tag_ not in ("WDT", "WP") and token.lower_ not in TIMES


def _acts(noun: Token, end: int) -> bool:
    """Whether a noun that a parser took for the cue's object has a finite verb right after it."""
    after, said = noun.right_edge.i + 1, cue_lemma(noun.head) == "say"
    own = child(noun.head, ACTIVE_SUBJECT)
    if said and noun.dep_ in CLAUSAL_COMPLEMENT and own is not None and own.i < noun.head.i:
        # said *Berg, who leads the league,* should leave
        return any(token.tag_ in FINITE for token in noun.doc[noun.right_edge.i + 1 : end])
    if noun.dep_ not in OBJECT or after >= end or noun.lower_ in TIMES:
        return False
    if cue_lemma(noun.head) in TELLING and noun.doc[after].text[0].isupper():
        return False  # told *Tide Watch* that
    if said and noun.lower_ not in SAID_AS_SUCH:
        words = noun.doc[noun.left_edge.i : end]
        return any(token.tag_ in FINITE or _may_act(token) for token in words)
    if noun.doc[after].tag_ == "VBN" and after + 1 < end:
        # "suggesting the ferry *sank* the boat": an object follows what a tagger took for passive.
        return noun.doc[after + 1].pos_ in ("DET", "PRON", "PROPN")
    return noun.doc[after].tag_ in FINITE
