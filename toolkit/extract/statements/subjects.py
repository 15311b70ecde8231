"""Find the subject of a cue: its own, or that of the verb it is tied to or coordinated with."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.edges import FINITE, TIMES, TRANSITIVE
from toolkit.extract.statements.other_cues import before_other_cue, coordinated_cue
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.statements.speaking_nouns import is_document
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    CLAUSAL_COMPLEMENT,
    CONJUNCT,
    COPULA,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    PASSIVE_SUBJECT,
    RELATIVE_CLAUSE,
    SUBJECT,
    child,
    children,
    first_conjunct,
    is_passive,
    is_verb,
)

GIVES_WORDS = frozenset(
    "make issue give release deliver repeat renew offer publish send write sign file unveil "
    "outline present voice sound raise persist".split()
)
"""Verbs whose subject speaks through their object: "issued a statement saying ..."."""

PLURAL_PRONOUNS = frozenset({"i", "you", "we", "they"})


def find_subject(verb: Token) -> Token | None:
    """The head of the subject; for "issued a statement saying" that of the verb that issues."""
    cue = verb
    for _ in range(8):
        own = _nearest(verb, children(verb, SUBJECT))
        if own is not None and verb.i != cue.i and disagrees(cue, own) and is_verb(verb.head):
            verb = verb.head  # finds that crews wait but *warns*
            continue
        if own is not None:
            return _beyond_passive(verb, own)
        if verb.dep_ in RELATIVE_CLAUSE | NOUN_CLAUSE:
            return _issuer(verb.head)
        if verb.dep_ in PARATAXIS and verb.head.pos_ in ("PROPN", "NOUN") and verb.head.i < verb.i:
            return verb.head  # Berg, head of the league, said: the parse lost the subject
        if verb.dep_ in CONJUNCT:
            outer = first_conjunct(verb).head
            above = _parallel(verb)
            if above is not None:
                verb = above
                continue
            if is_verb(outer) and cue_lemma(outer) is not None and _is_beside(outer, verb):
                verb = outer
                continue
        climbs = CONJUNCT | OPEN_COMPLEMENT | ADVERBIAL_CLAUSE
        if verb.tag_ == "VBG":
            climbs |= CLAUSAL_COMPLEMENT
        has_verb = is_verb(verb.head) or child(verb.head, COPULA) is not None
        if verb.dep_ not in climbs or not has_verb:
            return None
        verb = verb.head  # was quick to *point out*
    return None


def disagrees(verb: Token, noun: Token) -> bool:
    """Whether a verb in -s cannot have the noun for its subject: "crews *warns*"."""
    ends_so = verb.tag_ == "VBZ" and verb.lower_.endswith("s")
    return ends_so and noun.i < verb.i and (noun.tag_ == "NNS" or noun.lower_ in PLURAL_PRONOUNS)


def _parallel(verb: Token) -> Token | None:
    """The verb that a coordinated one goes with, over a relative clause in another tense.

    "The raid *shows* a contempt that they have shown before and *affirms* the need".
    """
    inner = first_conjunct(verb)
    if inner.dep_ not in RELATIVE_CLAUSE or inner.tag_ == verb.tag_ or verb.tag_ not in FINITE:
        return None
    for above in inner.head.ancestors:
        if is_verb(above):
            return above if above.tag_ == verb.tag_ else None
    return None


def _is_beside(outer: Token, verb: Token) -> bool:
    """Whether a cue goes with another one, and not with what that one reports."""
    if coordinated_cue(outer, verb.i, verb.i + 1):
        return True
    return outer.i < verb.i and before_other_cue(outer, outer.i + 1, verb.i + 1) <= verb.i


def _acts(found: Token) -> bool:
    """Whether a noun after the cue is the subject of what is said: "said *there* was a leak"."""
    after = found.right_edge.i + 1
    return found.lower_ == "that" or (
        after < len(found.doc) and found.doc[after].tag_ in FINITE and found.pos_ == "PRON"
    )


def _nearest(verb: Token, subjects: list[Token]) -> Token | None:
    """Of two subjects the one beside the cue: "*The ferry*, Berg said, is late" has a lost one."""
    able = [
        found
        for found in subjects
        if found.lower_ not in TIMES
        and found.tag_ != "EX"  # said *there* was
        and (found.i < verb.i or (cue_lemma(verb) not in TRANSITIVE and not _acts(found)))
    ]
    return min(able, key=lambda found: abs(found.i - verb.i), default=None)


def _beyond_passive(verb: Token, own: Token) -> Token | None:
    """The subject of "was quoted as saying", but not of "was accused of saying"."""
    if (
        own.dep_ in PASSIVE_SUBJECT
        and is_passive(verb)
        and cue_lemma(verb) not in ("quote", "cite", "report")
    ):
        return None if cue_lemma(verb) != "say" else own
    return own


def _issuer(noun: Token) -> Token | None:
    """Who speaks in "issued a statement saying": the subject of the verb, not the statement."""
    governor = noun.head
    if noun.dep_ in OBJECT and governor.lemma_.lower() in GIVES_WORDS:
        return child(governor, SUBJECT) or noun
    if is_document(noun) and is_verb(governor) and noun.dep_ not in SUBJECT:
        return child(governor, ACTIVE_SUBJECT) or noun
    return noun
