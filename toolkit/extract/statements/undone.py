"""Tell an act of speech that has not taken place: denied, refused, possible, or still to come."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.cues import Cue
from toolkit.extract.statements.quoted import QUOTATION_MARKS
from toolkit.extract.syntax import (
    ADVERBIAL_CLAUSE,
    AUXILIARY,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    SUBJECT,
    child,
    children,
)

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})

BESIDE_VERB = frozenset({"advmod", "neg", "cc", "aux", "det", "dep"})
"""How a negation hangs on the verb that it denies; a quoted "Not yet," is its content."""

REFUSING = frozenset({"decline", "refuse", "fail"})

UNDONE = frozenset(
    "require try seek need want plan intend hope expect allow permit set due likely scheduled "
    "poised prepared".split()
)
"""Verbs whose act has not taken place: "is *expected* to announce"."""

MEETING = frozenset("meet gather travel visit convene assemble speak talk".split())
"""Verbs whose infinitive tells a purpose: "*met* to reaffirm the plan"."""

CONDITIONS = frozenset({"if", "unless"})
POSSIBLE = frozenset({"may", "might", "could", "should", "must", "shall"})
"""Auxiliaries of an act that only may take place: "the police *may* ask you to wait"."""


def is_negated(cue: Cue) -> bool:
    """Whether the act did not take place: "did not say", "declined to say"."""
    governor = cue.token.head
    if cue.token.dep_ in OPEN_COMPLEMENT and governor.lemma_.lower() in REFUSING:
        return True
    if cue.token.i and cue.token.nbor(-1).lower_ == "without":
        return True  # it goes without saying that it is late
    return has_negation(cue.token)


def has_negation(verb: Token) -> bool:
    """Whether a verb is denied: "did *not* say", "*never* said"; not: "Probably *not*," he said."""
    return any(
        found.lower_ in NEGATIONS
        and found.dep_ in BESIDE_VERB
        and not any(token.text in QUOTATION_MARKS for token in verb.doc[found.i : verb.i])
        for found in verb.children
    )


def is_undone(cue: Cue) -> bool:
    """Whether the act is only possible or to come: "may ask", "is expected to announce"."""
    governor = cue.token.head
    if cue.token.dep_ in OPEN_COMPLEMENT and governor.lemma_.lower() in UNDONE:
        return True
    hangs_on_object = cue.token.dep_ in NOUN_CLAUSE and governor.dep_ in OBJECT
    if hangs_on_object and cue.token.tag_ == "VB" and governor.head.lemma_.lower() in UNDONE:
        return True  # requires candidates to disclose their assets
    is_purpose = cue.token.dep_ in ADVERBIAL_CLAUSE | OPEN_COMPLEMENT and cue.token.tag_ == "VB"
    if is_purpose and governor.lemma_.lower() in MEETING and governor.i < cue.token.i:
        return True  # met to reaffirm the plan
    before = [token.lower_ for token in cue.token.doc[max(cue.token.i - 2, 0) : cue.token.i]]
    if before[1:] == ["to"] and before[0] in UNDONE:
        return True  # is due to announce
    lead = cue.token.doc[cue.token.left_edge.i : cue.token.i]
    if len(lead) and lead[0].lower_ in CONDITIONS and all(token.text != "," for token in lead):
        return True  # if they report the leak; but: If anything, they report
    helpers = {found.text for found in children(cue.token, AUXILIARY)}  # Ruth May said
    own = child(cue.token, SUBJECT)
    return bool(helpers & POSSIBLE) and (own is None or own.lower_ not in ("i", "we"))
