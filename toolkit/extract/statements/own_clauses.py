"""Find the clauses that a document says in its own voice: "We urge passengers to wait".

Outside quotation marks, in the present tense, with a cue: what "we", "I" or a party itself does by
saying it. Whether that party is the one who issues the document is for
:mod:`toolkit.extract.statements.authorial` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit.extract.statements.contents import find_contents
from toolkit.extract.statements.cues import Cue, find_cues
from toolkit.extract.statements.edges import is_finite
from toolkit.extract.statements.headline_verbs import is_headline_verb
from toolkit.extract.statements.inflections import list_forms
from toolkit.extract.statements.mistagged import is_lost_verb
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.ranges import Content
from toolkit.extract.statements.senses import cue_lemma, is_present_form
from toolkit.extract.statements.speakers import find_speaker, joined_verb
from toolkit.extract.statements.undone import is_negated
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    AUXILIARY,
    CONJUNCT,
    COPULA,
    INDIRECT_OBJECT,
    NOUN_CLAUSE,
    OBJECT,
    OPEN_COMPLEMENT,
    RELATIVE_CLAUSE,
    child,
    children,
    first_conjunct,
    is_verb,
    sentence_of,
)

FIRST_PERSON = frozenset({"we", "i"})
LET = frozenset({"me", "us"})
PRESENT = frozenset({"VBP", "VBZ"})
PERFORMING = frozenset({"can", "must", "do", "would"})
"""Auxiliaries that leave the act an act: "I *must* ask you to wait"."""

WILLING = frozenset(
    "want wish like love pleased delighted happy glad proud honoured honored privileged thrilled "
    "excited grateful able writing".split()
)
"""What an act of speech is announced by: "I am *pleased* to announce"."""

NOW = frozenset("am are is 'm ’m 're ’re would 'd ’d do".split())
"""Auxiliaries of such a verb in the present."""

DOING_SO = frozenset({"conclude", "begin", "start", "close", "end", "finish"})
"""Verbs whose "by" has the act: "Let me *conclude* by thanking you"."""

CLAUSE_FRAMES = frozenset({"clause", "inserted", "following", "quote", "as_clause", "question"})
REST_FRAMES = frozenset({"object", "request", "as", "predicate"})
"""Frames whose content is the rest of the clause, where a parser lost it."""

NOT_MAIN = RELATIVE_CLAUSE | NOUN_CLAUSE | ADVERBIAL_CLAUSE | OPEN_COMPLEMENT | frozenset({"csubj"})


@dataclass(frozen=True, slots=True)
class OwnClause:
    """A clause outside quotation marks: its cue, its main verb, its subject, its content."""

    cue: Cue
    main: Token
    speaker: Token
    content: Content

    @property
    def is_first_person(self) -> bool:
        """Whether the document speaks of itself: "we", "I", "let me"."""
        return self.speaker.lower_ in FIRST_PERSON | LET

    @property
    def is_past(self) -> bool:
        """Whether the act is told, not done: "We urged them to wait"."""
        return is_past(self.main) and not opens_with_as(self.main)

    @property
    def performs(self) -> bool:
        """Whether it shows an issuer who never says "we".

        "The board says that" may be anybody's report, "the board urges you to" is its own act.
        """
        tells = self.is_past or self.content.frame in CLAUSE_FRAMES
        return not self.is_first_person and not tells


def find_own_clauses(parsed: Doc, quoted: QuotedText, *, told: bool) -> Iterator[OwnClause]:
    """Every clause outside quotation marks that may be the document's own act, in order.

    Args:
        parsed: The document's parse.
        quoted: Its quotations.
        told: Whether a named party's act in the past may be one, too.
    """
    for cue in find_cues(parsed):
        if cue.sense.part != "verb" or quoted.holding(cue.token.idx) is not None:
            continue
        main = _main_verb(cue.token)
        if main is None or is_negated(cue):
            continue
        speaker = _speaker(cue, main)
        if speaker is None:
            continue
        if _is_told_us(cue.token) and speaker.lower_ not in FIRST_PERSON:
            continue
        if not told and is_past(main) and speaker.lower_ not in FIRST_PERSON:
            continue
        content = next(find_contents(cue), None) or _rest_of_clause(cue, speaker)
        if content is not None:
            yield OwnClause(cue, main, speaker, content)


def _speaker(cue: Cue, main: Token) -> Token | None:
    if main.i == cue.token.i:
        return find_speaker(cue)
    return child(main, ACTIVE_SUBJECT) or (child(main, OBJECT) if _is_let(main) else None)


def _is_told_us(verb: Token) -> bool:
    """Whether somebody else speaks to the one whose document it is: "The board tells *us* that"."""
    return any(found.lower_ in LET for found in children(verb, OBJECT | INDIRECT_OBJECT))


def _main_verb(verb: Token) -> Token | None:
    """The finite verb that an act stands in: the cue itself, or "am *pleased* to announce"."""
    act = verb
    joins = joined_verb(verb)
    if joins is not None:
        return joins if _acts(joins) else None
    while act.tag_ == "VB" and act.dep_ in CONJUNCT and cue_lemma(act.head) is not None:
        act = act.head  # pleased to thank the crews and *congratulate* them
    governor = act.head
    if governor.i < act.i and act.tag_ == "VBG" and _does_so(act, governor):
        return governor.head if _is_let(governor.head) else (governor if _acts(governor) else None)
    if governor.i < act.i and act.dep_ in OPEN_COMPLEMENT and _is_willing(governor):
        return governor
    if governor.lower_ == "opportunity" and governor.head.lower_ == "take":
        return governor.head  # May I take this *opportunity* to thank
    is_told = is_past(verb) and not children(verb, AUXILIARY)
    return verb if _acts(verb) or (is_told and _is_main(verb)) else None


def _does_so(act: Token, governor: Token) -> bool:
    """Whether "in calling" or "by thanking" is how somebody joins others or begins."""
    return act.doc[act.i - 1].lower_ in ("in", "by") and _is_one_of(governor, DOING_SO)


def _is_let(verb: Token) -> bool:
    named = child(verb, OBJECT)
    return verb.lower_ == "let" and named is not None and named.lower_ in LET


def _is_willing(governor: Token) -> bool:
    if governor.lower_ == "let":
        return _is_let(governor)
    helpers = {found.lower_ for found in children(governor, AUXILIARY | COPULA)}
    is_negated = any(found.lower_ in ("not", "n't", "n’t") for found in governor.lefts)
    return _is_one_of(governor, WILLING) and helpers <= NOW and not is_negated


def _is_one_of(verb: Token, bases: frozenset[str]) -> bool:
    """Whether a word is the present form of one of these, whatever the lemmatizer makes of it."""
    word = verb.lower_
    return word in bases or (word.endswith("s") and word[:-1] in bases)


def _acts(verb: Token) -> bool:
    """Whether the verb is a present or perfect one of a main clause."""
    if not _is_main(verb):
        return False
    auxiliaries = children(verb, AUXILIARY)
    if verb.tag_ == "VBN" and any(found.lemma_ == "have" for found in auxiliaries):
        return any(found.tag_ in PRESENT for found in auxiliaries)
    if verb.tag_ == "VBG":
        return any(found.tag_ in PRESENT for found in auxiliaries)  # we are also announcing
    if verb.tag_ == "VB":
        bare = child(verb, ACTIVE_SUBJECT) is not None and all(t.lower_ != "to" for t in verb.lefts)
        return bare and all(found.lower_ in PERFORMING for found in auxiliaries)
    return (verb.tag_ in PRESENT or _is_mistagged(verb)) and not auxiliaries


def _is_main(verb: Token) -> bool:
    outer = first_conjunct(verb)
    own = child(verb, ACTIVE_SUBJECT)
    if own is not None and own.lower_ in FIRST_PERSON and own.i > 1:
        before = own.doc[own.i - 2 : own.i]
        if before[0].text == "," and before[1].lower_ in ("and", "but"):
            return True  # We regret that it is late, *and we urge* you to wait
    return outer.dep_ not in NOT_MAIN or opens_with_as(outer)


def opens_with_as(verb: Token) -> bool:
    """Whether the verb's clause opens a sentence with "as": "*As we have said*, it is late"."""
    first = verb.left_edge
    return first.lower_ == "as" and first.i == sentence_of(verb)[0]


def _is_mistagged(verb: Token) -> bool:
    """Whether a tagger took a present tense for something else: "The Board repeats its offer"."""
    if is_lost_verb(verb):
        return is_present_form(verb)
    if verb.tag_ == "NNS":
        return is_finite(verb)
    if verb.tag_ in ("VBD", "VBN"):
        return not is_past(verb) and is_present_form(verb)
    if not is_verb(verb) and is_headline_verb(verb):
        return True
    if verb.tag_.startswith("VB") or child(verb, ACTIVE_SUBJECT) is None:
        return False
    return is_present_form(verb)  # We *welcome*


def is_past(verb: Token) -> bool:
    """Whether a verb is a past form: taggers take "they *reiterate*" for one; "*read*" may be."""
    if verb.tag_ != "VBD":
        return False
    lemma = cue_lemma(verb)
    if lemma is None or not is_present_form(verb):
        return True
    if verb.lower_ != lemma:
        return False  # the board *condemns*
    return not any(form.endswith("ed") for form in list_forms(lemma))


def _rest_of_clause(cue: Cue, speaker: Token) -> Content | None:
    """What an act governs where a parser lost it: all that follows, if its subject is beside it."""
    verb = cue.token
    doc, end = verb.doc, sentence_of(verb)[1]
    start = (verb if cue.particle is None else cue.particle).i + 1
    between = doc[speaker.right_edge.i + 1 : verb.i]
    if not cue.sense.frames & REST_FRAMES or start + 1 >= end or speaker.i > verb.i:
        return None
    if any(token.pos_ not in ("ADV", "AUX") for token in between) or doc[start].is_punct:
        return None
    if doc[start].pos_ in ("PRON", "CCONJ", "PART") or (
        doc[start].pos_ == "ADP" and not _in_terms(doc, start)
    ):
        return None
    return Content(((start, end),), "object")


def _in_terms(doc: Doc, start: int) -> bool:
    """Whether a manner stands between: "condemn *in the strongest terms* the raid"."""
    return any(token.lower_ == "terms" for token in doc[start : start + 6])
