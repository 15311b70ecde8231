"""Tell whether what stands behind an inserted cue is said, too: "It is shut, she said, *and dark*".

Behind the comma that closes the cue's own words either the clause goes on, or the narrator does:
with the speaker's office, with what happened meanwhile, with what the speaker did.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.edges import FINITE, RELATIVE
from toolkit.extract.statements.ranges import Range
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.syntax import ACTIVE_SUBJECT

LEADS_IN = frozenset("though although while if when since because in at for on under with".split())
CLAUSE_LEADS = frozenset("when after once while although though as since".split())
GOES_ON_SAID = frozenset("because until unless if so even or".split())
CONDITIONS = frozenset({"because", "until", "unless", "if"})
"""Words whose clause no name or office can be: they go on even behind "said Berg, "."""


def has_finite(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb in the stretch has a tense."""
    return any(token.tag_ in FINITE for token in doc[start:end])


def goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether the clause before the cue goes on with its verb after it."""
    return start < end and doc[start].tag_ in FINITE | {"VB"}


def goes_on_mistagged(doc: Doc, start: int, end: int) -> bool:
    """As :func:`goes_on`, where a tagger took the verb's past tense for a participle."""
    return start < end and doc[start].tag_ == "VBN" and doc[start - 1].text == ","


def only_leads_in(doc: Doc, start: int, end: int) -> bool:
    """Whether the stretch only tells when or where: "In the spring, Berg said"."""
    first = start + 1 if doc[start].lower_ in ("but", "and") else start
    if doc[first].lower_ in CLAUSE_LEADS and not any(t.text == "," for t in doc[start:end]):
        return True  # When it was late, Berg said enough
    if doc[start].pos_ not in ("ADP", "SCONJ", "ADV") or has_finite(doc, start, end):
        return False
    comma = next((token.i for token in doc[start:end] if token.text == ","), end)
    return not any(token.pos_ == "VERB" for token in doc[comma:end])


def _goes_on_now(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause of its own follows in the present: "It is shut, she said, *and I wait*"."""
    subject = next((t for t in doc[start:end] if t.dep_ in ACTIVE_SUBJECT), None)
    if subject is None or doc[start].pos_ not in ("DET", "NOUN", "PROPN", "PRON", "NUM"):
        return False
    finite = next((t for t in doc[subject.i : end] if t.tag_ in FINITE), None)
    return finite is not None and cue_lemma(finite) is None


def gives_condition(verb: Token, start: int, end: int) -> bool:
    """Whether a reason or a condition follows: "It died, says Berg, *because the river did*"."""
    if start >= end:
        return False
    doc = verb.doc
    word, tenses = doc[start].lower_, {token.tag_ for token in doc[start:end]} & FINITE
    # In the narrator's tense "since" may tell a time: "It is late, he said, since we were".
    told = "VBD" in tenses and verb.tag_ == "VBD"
    return bool(tenses) and (word in CONDITIONS or (word == "since" and not told))


def belongs(doc: Doc, verb: Token, before: Range, after: Range) -> bool:
    """Whether what follows the cue's comma is said, too, and not the speaker's apposition."""
    start, end = after
    if start >= end:
        return False
    if goes_on(doc, start, end) or gives_condition(verb, start, end):
        return True
    if doc[start].lower_ in GOES_ON_SAID:
        return True
    if doc[before[1] - 1].tag_ in FINITE and doc[before[1] - 1].pos_ == "AUX":
        return True  # It was, she said, *a long night*
    if doc[before[0]].lower_ in LEADS_IN and "," not in [t.text for t in doc[slice(*before)]]:
        return has_finite(doc, start, end)  # Though it is late, she said, we wait
    if doc[start].is_quote and doc[before[1] - 1].is_quote:
        return True  # “It was luck,” he insists — “nothing else.”
    if doc[start].lower_ in ("but", "and"):
        if any(token.is_quote for token in doc[start : start + 3]):
            return True
        # The narrator's own tense is the cue's: "It is shut, he says, *and nobody noticed*".
        tells_now = verb.tag_ in ("VBZ", "VBP")
        return _goes_on_now(doc, start + 1, end) and (
            tells_now or not any(t.tag_ == "VBD" for t in doc[start:end])
        )
    subject_follows = any(
        found.dep_ in ACTIVE_SUBJECT and found.i > verb.i for found in verb.children
    )
    if subject_follows or doc[start].lower_ in RELATIVE or doc[start].tag_ in ("VBG", "VBN"):
        return False
    return not has_finite(doc, *before) or any(
        token.head.i < verb.i and token.head.i >= before[0] for token in doc[start:end]
    )
