"""Know a cue that a tagger took for a noun, an adjective or a name, and a name for a cue."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.senses import (
    CITING,
    cue_lemma,
)
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    DETERMINER,
    PARATAXIS,
    child,
)

NEVER_NOUNS = frozenset(
    "accuse acknowledge admit advise announce argue confirm affirm allege applaud assert assure "
    "bemoan berate beseech "
    "castigate chastise chide clarify commend concede condemn confess congratulate contend "
    "criticise criticize declare decry denounce deny depict deplore deride describe disavow "
    "disclose emphasise emphasize encourage exhort explain extol implore indicate inform insist "
    "instruct lambast lambaste laud maintain mention notify portray proclaim reaffirm reassure "
    "recommend refute reiterate reject remind restate stipulate suggest testify underline "
    "underscore urge warn welcome".split()
)
"""Cues whose form with -s is a verb, whatever a tagger takes it for: "The board *condemns*"."""

NEVER_BEFORE_NOUN = frozenset(
    "express voice convey welcome urge thank praise commend stress reaffirm reiterate emphasise "
    "emphasize underline underscore highlight deplore denounce encourage congratulate remind "
    "inform notify assure reassure warn".split()
)
"""Cues whose past form is no adjective, whatever a parser takes it for: "and *voiced* concern"."""

OPENS_CLAUSE = frozenset({"that", "he", "she", "they", "we", "it"})

MODALS = frozenset("can could may might must shall should will would".split())
"""What follows a relative "that" and never one that opens a clause: "rules *that could* change"."""

NAMES = frozenset({"PERSON", "PER", "ORG"})

BE = frozenset("is are was were 's ’s 're ’re".split())

TENSES = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_family_name(token: Token) -> bool:
    """Whether a capital form of "say" is somebody's name: "Mr *Said* added", "Omar *Said*, 34,"."""
    if token.text != "Said" or not token.i or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1), token.nbor()
    named = before.tag_ in ("NNP", "NNPS") and before.text.istitle()
    return named and (after.tag_ in TENSES | {"VBN"} or after.text in (",", "'s", "’s"))


def is_lost_verb(token: Token) -> bool:
    """Whether a tagger took a verb in -s for another word: "The board strongly *condemns* it"."""
    if not token.i or token.i + 1 >= len(token.doc):
        return False
    lemma, before = cue_lemma(token), token.doc[token.i - 1]
    if before.text == "," and token.tag_ in ("VBN", "VBD", "JJ") and token.dep_ == "amod":
        # Anna Berg, head of the league, *expressed* concern
        acts = any(word.tag_ in TENSES for word in token.sent)
        return lemma in NEVER_BEFORE_NOUN and not acts
    if before.lower_ in ("and", "but"):
        # "noted the delay and *expressed* concern", "seeks advice and *calls* on us"
        behind_comma = token.i > 1 and token.doc[token.i - 2].text == ","
        called = ("on", "upon", "for") if behind_comma else ("on", "upon")
        calls = token.lower_ == "calls" and token.doc[token.i + 1].lower_ in called
        beside_noun = token.dep_ == "conj" and token.head.pos_ in ("NOUN", "ADJ")
        in_noun_phrase = token.tag_ in ("VBN", "VBD", "JJ") and (
            token.dep_ == "amod" or beside_noun
        )
        is_plural = token.pos_ != "VERB" and token.lower_.endswith("s") and lemma in NEVER_NOUNS
        return calls or is_plural or (in_noun_phrase and lemma in NEVER_BEFORE_NOUN)
    if token.tag_ == "NNS" and _heads_verbless(token):
        return True
    if token.pos_ == "VERB" or not token.lower_.endswith("s") or lemma not in NEVER_NOUNS:
        return False
    if before.pos_ == "ADV" and before.i:
        before = token.doc[before.i - 1]
    return _is_noun(before) or before.tag_ in ("PRP", "WP", "WDT")


def _heads_verbless(plural: Token) -> bool:
    """Whether a plural heads a sentence without a verb: "The European Union *calls* on crews".

    A sentence that ends with a full stop has one, so the plural behind a singular is it.
    """
    sentence, before, after = plural.sent, plural.nbor(-1), plural.nbor()
    if plural.dep_ != "ROOT" or not sentence.text.rstrip().endswith("."):
        return False
    joined = (t for t in sentence if t.tag_ in TENSES)
    if not all(t.dep_ == "conj" and t.head.i == plural.i for t in joined):
        return False
    governs = after.pos_ in ("DET", "PRON", "ADJ", "NUM") or after.lower_ in ("on", "upon", "for")
    return governs and before.tag_ in ("NN", "NNP") and plural.i - 1 > sentence.start


def is_taken_for_plural(token: Token) -> bool:
    """Whether a tagger took a verb for a plural: "The Post *reports* that", ", it says"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or token.i == 0 or not _is_noun(doc[token.i - 1]):
        return False
    before, after = doc[token.i - 1], doc[token.i + 1]
    relative = after.lower_ == "that" and doc[after.i + 1 : after.i + 2].text in MODALS
    opens_clause = (after.lower_ in OPENS_CLAUSE and not relative) or after.tag_ == "VBG"
    if token.dep_ == "ROOT" and opens_clause:
        return True
    if after.text == ":" and (before.pos_ == "PROPN" or before.text.startswith("@")):
        return True  # @oslo *tweets*: "It is shut."
    named = before.ent_type_ in NAMES or (before.pos_ == "PROPN" and after.lower_ != "that")
    if named and opens_clause and child(token, DETERMINER) is None:
        return True  # Berg charges that, Berg notes they
    if not (after.is_punct or after.lower_ in CITING):
        return False
    if token.dep_ not in PARATAXIS | ACTIVE_SUBJECT:
        return False
    first = token.left_edge.i
    return "," in (doc[first].text, doc[max(first - 1, 0)].text)


def is_taken_for_singular(token: Token) -> bool:
    """Whether a tagger took a verb behind a plural for a noun: "Our colleagues *report* that"."""
    doc = token.doc
    if token.tag_ != "NN" or token.dep_ != "ROOT" or not 0 < token.i < len(doc) - 1:
        return False
    before, after = token.nbor(-1), token.nbor()
    return before.tag_ == "NNS" and before.head.i == token.i and after.lower_ == "that"


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or token.tag_.startswith("NN")


def is_progressive(token: Token) -> bool:
    """Whether a tagger took a progressive for a noun or adjective: "Berg is *warning* crews"."""
    if token.tag_ not in ("NN", "JJ") or not token.lower_.endswith("ing") or token.i < 2:
        return False
    doc = token.doc
    before = doc[token.i - 1] if doc[token.i - 1].pos_ != "ADV" else doc[token.i - 2]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else token
    opens = after.pos_ in ("NOUN", "PROPN", "PRON", "DET") or after.lower_ in ("to", "that")
    return before.lower_ in BE and before.tag_ != "POS" and before.i > 0 and opens
