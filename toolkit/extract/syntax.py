"""Read a dependency parse: who is a verb's subject, object, oblique, and where a phrase ends.

The one place that knows label names. Universal Dependencies (our own pipeline) and the CLEAR
labels of other English spaCy pipelines (``nsubjpass``, ``dobj``, ``pobj``, ``relcl``) give the
same answers, so the rules above read either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

ACTIVE_SUBJECT = frozenset({"nsubj", "nsubj:outer", "csubj", "csubj:outer"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"})
SUBJECT = ACTIVE_SUBJECT | PASSIVE_SUBJECT
OBJECT = frozenset({"obj", "dobj"})
INDIRECT_OBJECT = frozenset({"iobj", "dative"})
CLAUSAL_COMPLEMENT = frozenset({"ccomp"})
OPEN_COMPLEMENT = frozenset({"xcomp"})
RELATIVE_CLAUSE = frozenset({"acl:relcl", "relcl"})
NOUN_CLAUSE = frozenset({"acl"})
ADVERBIAL_CLAUSE = frozenset({"advcl", "advcl:relcl"})
PARATAXIS = frozenset({"parataxis"})
CONJUNCT = frozenset({"conj"})
COORDINATOR = frozenset({"cc", "cc:preconj"})
AUXILIARY = frozenset({"aux", "aux:pass", "auxpass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass", "auxpass"})
COPULA = frozenset({"cop"})
MARK = frozenset({"mark"})
PARTICLE = frozenset({"compound:prt", "prt"})
POSSESSIVE = frozenset({"nmod:poss", "poss"})
APPOSITION = frozenset({"appos"})
DETERMINER = frozenset({"det", "det:predet", "predet"})
OBLIQUE = frozenset({"obl", "obl:agent", "nmod"})
PREPOSITION = frozenset({"prep", "agent", "dative"})
PREPOSITION_OBJECT = frozenset({"pobj", "pcomp"})
PREDICATE = frozenset({"attr", "acomp", "oprd"})
CLAUSE = CLAUSAL_COMPLEMENT | OPEN_COMPLEMENT | RELATIVE_CLAUSE | NOUN_CLAUSE | ADVERBIAL_CLAUSE

BE_AND_GET = frozenset(
    "be is are was were been being am 's ’s 're ’re get gets got gotten getting".split()
)
"""Forms of the passive's auxiliaries: a parser may label anything as one."""

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})


class Oblique(NamedTuple):
    """A prepositional phrase: its preposition, its noun, and the token that it starts with."""

    preposition: str
    head: Token
    first: Token


def children(token: Token, labels: frozenset[str]) -> list[Token]:
    """The token's dependents with one of these labels, in order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def child(token: Token, labels: frozenset[str]) -> Token | None:
    """The token's first dependent with one of these labels."""
    return next((found for found in token.children if found.dep_ in labels), None)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb form, by either tag set."""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive voice, with or without its auxiliary."""
    return any(
        (found.dep_ in PASSIVE_SUBJECT and not _ends_in_relative(found, verb))
        or (found.dep_ in PASSIVE_AUXILIARY and found.lower_ in BE_AND_GET)
        for found in verb.children
    )


def _ends_in_relative(subject: Token, verb: Token) -> bool:
    """As in "a clerk who asked not to be named *added*": parsers take the tense for a passive."""
    who = (clause for clause in children(subject, RELATIVE_CLAUSE) if clause.i < verb.i)
    return any(clause.right_edge.i == verb.i - 1 for clause in who)


def agent(verb: Token) -> Token | None:
    """The "by" phrase's noun of a passive verb or participle: "was said *by the mayor*"."""
    return next((found.head for found in obliques(verb) if found.preposition == "by"), None)


def obliques(token: Token) -> list[Oblique]:
    """The prepositional phrases that hang on a verb or a noun, in order of the text."""
    return list(_obliques(token))


def _obliques(token: Token) -> Iterator[Oblique]:
    for found in token.children:
        if found.dep_ in OBLIQUE:
            # "accused them of being late": the parser may hang a predicate with its preposition.
            case = child(found, frozenset({"case"})) or child(found, MARK)
            if case is not None and case.i < found.i:
                yield Oblique(preposition_of(case), found, case.left_edge)
        elif found.tag_ == "VBG" and found.dep_ in CLAUSE:
            # "called for *changing* the fares": the preposition marks a clause.
            mark = child(found, MARK)
            if mark is not None and mark.tag_ == "IN":
                yield Oblique(mark.lower_, found, mark)
        elif found.dep_ in PREPOSITION:
            noun = child(found, PREPOSITION_OBJECT)
            if noun is not None:
                yield Oblique(found.lower_, noun, found)


def preposition_of(case: Token) -> str:
    """The preposition with its fixed second word: "according to", "because of"."""
    parts = [case, *children(case, frozenset({"fixed"}))]
    return " ".join(part.lower_ for part in parts)


def first_conjunct(token: Token) -> Token:
    """The first member of the coordination that the token stands in, maybe itself."""
    while token.dep_ in CONJUNCT and token.head.i != token.i:
        token = token.head
    return token


def later_conjuncts(token: Token) -> list[Token]:
    """What is coordinated to the token after it: "said A, *noted* B and *called* for C".

    CLEAR chains conjuncts, UD hangs all on the first; both come out as one list.
    """
    found: list[Token] = []
    pending = [token]
    while pending:
        for conjunct in children(pending.pop(), CONJUNCT):
            found.append(conjunct)
            pending.append(conjunct)
    return sorted(found, key=lambda conjunct: conjunct.i)


def subject(verb: Token) -> Token | None:
    """The verb's subject, also where it shares that of the verb it is coordinated or tied to.

    "The mayor *rose* and *said*", "wanted to *say*", "the clerk, *speaking* to us", "the clerk
    who *said*": the last gives the noun that the relative clause describes.
    """
    for _ in range(8):
        own = child(verb, SUBJECT)
        if own is not None:
            return _antecedent(own, verb)
        if verb.dep_ in RELATIVE_CLAUSE or verb.dep_ in NOUN_CLAUSE:
            return verb.head
        climbs = CONJUNCT | OPEN_COMPLEMENT | ADVERBIAL_CLAUSE
        if verb.dep_ not in climbs or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _antecedent(subject_token: Token, verb: Token) -> Token:
    if subject_token.lower_ in RELATIVE_PRONOUNS:
        clause = first_conjunct(verb)
        if clause.dep_ in RELATIVE_CLAUSE:
            return clause.head
    return subject_token


def bounds(token: Token) -> tuple[int, int]:
    """The token indices, half open, of everything that hangs on the token."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(head: Token, drop: frozenset[str] = frozenset()) -> tuple[int, int]:
    """The token indices, half open, of the phrase around a noun.

    Args:
        head: The phrase's head noun.
        drop: Labels of dependents after the head at which the phrase ends, such as
            ``RELATIVE_CLAUSE``; dependents before the head are always kept.

    Returns:
        First token and one past the last, without punctuation at either end.
    """
    start, end = bounds(head)
    for found in head.doc[head.i + 1 : end]:
        edge = found.left_edge.i
        if found.dep_ in drop and head.i < edge < end:
            end = edge
            break
    return trim(head.doc, start, end, head.i)


def trim(doc: Doc, start: int, end: int, keep: int | None = None) -> tuple[int, int]:
    """Take punctuation and white space off both ends, never past the token ``keep``."""
    first = end if keep is None else keep
    last = start if keep is None else keep + 1
    while start < min(first, end) and _is_padding(doc[start]):
        start += 1
    while end > max(last, start) and _is_padding(doc[end - 1]):
        end -= 1
    return start, end


def _is_padding(token: Token) -> bool:
    return token.is_space or token.is_punct or token.dep_ in COORDINATOR


def offsets(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Turn token indices into offsets in code points, half open."""
    if end <= start:
        return doc[start].idx, doc[start].idx
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last.text)


def sentence_of(token: Token) -> tuple[int, int]:
    """The token indices, half open, of the token's sentence, at most ``LONGEST_SENTENCE`` around.

    A parser's sentence that ends without a mark, or inside "Example.Com", goes on in the next one.
    """
    span = token.sent
    start, end = span.start, span.end
    doc = token.doc
    first, last = max(token.i - LONGEST_SENTENCE, 0), min(token.i + LONGEST_SENTENCE, len(doc))
    while start > first and _goes_on(doc, start):
        start = doc[start - 1].sent.start
    while end < last and _goes_on(doc, end):
        end = doc[end].sent.end
    return max(start, first), min(end, last)


LONGEST_SENTENCE = 250
"""Tokens to either side beyond which nothing is looked for: a text may have no sentence ends."""


def _goes_on(doc: Doc, boundary: int) -> bool:
    """Whether what stands before a parser's sentence boundary does not end a sentence."""
    before, after = doc[boundary - 1], doc[boundary]
    if before.text[-1] == "." and len(before.text) > 1 and after.text[:1].islower():
        return True  # at 8 p.m. in front of the pier
    if before.text == "." and not before.whitespace_ and boundary > 1:
        # "Example.Com" is one name; "the end.He left" is two sentences.
        both_names = doc[boundary - 2].text[:1].isupper() and after.pos_ == "PROPN"
        return both_names and len(after.text) <= LONGEST_DOMAIN
    if before.text == "." and boundary > 1 and doc[boundary - 2].lower_ in SHORT_TITLES:
        return after.pos_ == "PROPN"
    if before.lower_.rstrip(".") in SHORT_TITLES and after.pos_ == "PROPN":
        return True
    return before.text == "," or before.is_alpha


SHORT_TITLES = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpl sgt cmdr adm brig sen rep gov rev hon st".split()
)
"""Titles whose full stop ends no sentence."""

LONGEST_DOMAIN = 4
"""Letters that a name may have behind its dot: "Example.Com"."""
