"""Tell what stands at a cue's edges: commas, marks, a speaker; and whether it is finite."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.mistagged import (
    is_lost_verb,
    is_progressive,
    is_taken_for_plural,
    is_taken_for_singular,
)
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.statements.speaking_nouns import is_person_noun, is_person_word
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    APPOSITION,
    AUXILIARY,
    NOUN_CLAUSE,
    OBJECT,
    SHORT_TITLES,
    SUBJECT,
    child,
    children,
)

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
EDGES = frozenset({",", "—", "–", "--", "―", "-", "?", "!", "...", "…"})
CLOSING_MARKS = frozenset({'"', "”", "''", "’", "'", "»", "“"})
WHEN = frozenset({"obl:tmod", "obl:unmarked", "obl:npmod", "npadvmod", "advmod"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "as"})
TRANSITIVE = frozenset(
    {"tell", "inform", "assure", "remind", "notify", "reassure", "warn", "advise"}
)
"""Verbs with an addressee: "told Berg" never has its speaker after it."""

INVERTING = frozenset(
    "say add write reply respond ask recall explain continue quip joke tweet conclude".split()
)
"""Verbs whose speaker often follows: "said Berg"; "noted Berg" may as well name what she noted."""

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night "
    "today yesterday week month year".split()
)
HAVE = frozenset({"has", "have", "had", "'ve", "’ve"})
REACH = 14
"""Tokens that a speaker or an adjunct may take between a comma and the cue."""


def is_finite(verb: Token) -> bool:
    """Whether the verb is finite, also where a tagger took its past tense for a participle."""
    if verb.tag_ in FINITE:
        return True
    if is_progressive(verb) or is_lost_verb(verb) or is_taken_for_singular(verb):
        return True
    if verb.tag_ in ("NN", "NNS"):
        return is_taken_for_plural(verb) or child(verb, OBJECT | ACTIVE_SUBJECT) is not None
    if verb.tag_ == "VBG" or any(found.lower_ == "to" for found in verb.lefts):
        return False
    has = verb.tag_ == "VBN" and any(found.lower_ in HAVE for found in children(verb, AUXILIARY))
    return has or child(verb, ACTIVE_SUBJECT) is not None or _is_before_only_tense(verb)


def _is_before_only_tense(participle: Token) -> bool:
    """As in "The report *acknowledged* on Sunday that it was late.": no other tense stands there.

    A sentence that ends with a full stop has a main verb, and a clause with "that" is none.
    """
    if participle.tag_ != "VBN" or participle.dep_ not in NOUN_CLAUSE:
        return False
    sentence = participle.sent
    if not sentence.text.rstrip().endswith((".", ".”", '."')):
        return False
    tense = next((token for token in sentence if token.tag_ in FINITE), None)
    if tense is None or tense.i < participle.i:
        return False
    return any(token.lower_ == "that" for token in participle.doc[participle.i : tense.i])


def is_lost_past(participle: Token) -> bool:
    """Whether a tagger took a sentence's only past tense for a participle.

    "Anna Berg, an adviser, *called* the remarks a shock": it stands behind the comma that closes
    what is told of a name, has an object, and no other verb of the sentence has a tense.
    """
    doc, start, noun = participle.doc, participle.sent.start, participle.head
    if participle.dep_ not in NOUN_CLAUSE or child(participle, OBJECT) is None:
        return False
    describes = children(noun, APPOSITION | NOUN_CLAUSE) and doc[participle.i - 1].text == ","
    closed = describes and any(token.text == "," for token in doc[noun.i : participle.i - 1])
    return bool(closed) and not any(
        token.tag_ in FINITE for token in [*doc[start : participle.i], noun.sent.root]
    )


def has_speaker_after(doc: Doc, verb: Token, right: int) -> bool:
    """Whether a noun phrase follows the cue at once: "said Berg", not "said on Monday"."""
    inverted = verb.i > 0 and doc[verb.i - 1].is_quote and verb.tag_ == "VBD"
    named = names_person(doc, verb.i + 1, right) or (
        inverted and _describes_person(doc, verb.i + 1, right)
    )
    if cue_lemma(verb) in TRANSITIVE or verb.tag_ == "VBG":
        return inverted and named
    if cue_lemma(verb) not in INVERTING:
        own = child(verb, ACTIVE_SUBJECT)
        return own.i > verb.i if own is not None else named
    for token in doc[verb.i + 1 : right]:
        if token.pos_ in ("ADP", "SCONJ", "VERB") or token.dep_ in WHEN or token.is_quote:
            return False
        if not doc[verb.i - 1].is_quote and _acts_at_once(doc, token, verb):
            return False  # Ada Roos, said *the quay* is shut
        if token.pos_ in NOMINAL:
            return True
    return False


def _acts_at_once(doc: Doc, noun: Token, verb: Token) -> bool:
    """Whether a noun is the subject of a verb right behind it, and not of the cue."""
    after = doc[noun.right_edge.i + 1 : noun.right_edge.i + 2]
    other = noun.dep_ in SUBJECT and noun.head.i > noun.i and noun.head.i != verb.i
    return other and any(token.tag_ in FINITE for token in after)


def _describes_person(doc: Doc, first: int, last: int) -> bool:
    """Whether it is an office, or nouns before a name: "warned *the mayor*", "*coach Berg*"."""
    words: list[Token] = []
    for token in doc[first:last]:
        if token.is_punct or token.is_space or token.pos_ in ("ADP", "SCONJ", "VERB", "PRON"):
            break
        words.append(token)
    named = len(words)
    while named and words[named - 1].tag_ in ("NNP", "NNPS"):
        named -= 1
    # "warned the mayor's office", "warned coach drivers": no person, and no name behind.
    described = 0 < named < len(words) and words[named - 1].tag_ == "NN"
    office = (words[named - 1] if named else words[-1]) if words else None
    return described or (office is not None and (is_person_word(office) or is_person_noun(office)))


def names_person(doc: Doc, first: int, last: int) -> bool:
    """Whether the stretch is somebody's name or title and nothing else: "noted *Berg*"."""
    edges = (token.i for token in doc[first:last] if token.text in (",", "."))
    last = next(edges, last)  # cautioned Ian Muir, *a biologist*
    words = [token for token in doc[first:last] if not token.is_punct and not token.is_space]
    if not words or any(token.pos_ in ("VERB", "ADP", "SCONJ", "PRON") for token in words):
        return False
    titled = words[0].lower_.rstrip(".") in SHORT_TITLES
    named = titled or words[-1].ent_type_ in ("PERSON", "PER")
    return words[0].pos_ in ("PROPN", "DET") and named


def is_edge(doc: Doc, index: int) -> bool:
    """Whether the token sets a cue's words off from what is said: a comma, a dash, a mark."""
    text = doc[index].text
    if doc[index].is_quote and 0 < index < len(doc) - 1:
        names = (doc[index - 1].pos_, doc[index + 1].pos_)
        if names == ("PROPN", "PROPN"):
            return False  # Anna "Cap" Berg
    if text in ("'", "’", "''"):
        return index > 0 and doc[index - 1].is_punct  # the crews' union
    if text == "-":
        if index + 1 < len(doc) and doc[index + 1].text == "Operation":
            return False  # Joint Task Force - Operation Quiet Sea
        return index > 0 and bool(doc[index - 1].whitespace_)  # (D-Ohio)
    return text in EDGES or text in CLOSING_MARKS
