"""Find the words that report speech, and say which act of communication each names.

The lexicon is data: ``lexicon/cues.csv`` says for each verb and noun its class and the frames in
which it reports speech. "Announced a strike" does, "announced her guests" cannot be told from it,
"observed the strike" does not: a word without the right frame is no cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.headline_verbs import is_headline_verb
from toolkit.extract.statements.inflections import list_forms
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    CLAUSAL_COMPLEMENT,
    COPULA,
    DETERMINER,
    OBJECT,
    OPEN_COMPLEMENT,
    PARATAXIS,
    PARTICLE,
    PREDICATE,
    child,
    children,
    obliques,
)


@dataclass(frozen=True, slots=True)
class Sense:
    """One line of the lexicon: what a cue says about the act, and how it stands in a clause.

    ``frames`` are: ``clause`` (that-clause, with or without "that", and quotations), ``question``
    (whether and wh-clauses), ``quote`` (quotations only), ``request`` (someone asked and an
    infinitive), ``infinitive`` (the speaker's own), ``gerund``, ``object`` (a noun phrase that
    stands for what was said), ``stance`` ("expressed concern about it"), ``predicate`` ("called it
    a loss"), ``as`` ("described it as"), ``for`` ("thanked them for"), ``of`` ("accused them of");
    for nouns ``that``, ``of``, ``for``, ``infinitive``.
    ``needs_able_speaker`` keeps out what things do, too: "the queue suggests a strike";
    ``needs_document`` what only texts do: "the statement reads", not "she reads".
    """

    cue: str
    part: str
    cue_class: str | None
    frames: frozenset[str]
    needs_able_speaker: bool
    needs_document: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in the text: its word, the particle or preposition that belongs to it, its sense."""

    token: Token
    particle: Token | None
    sense: Sense

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the cue: the word, with its particle where that follows at once."""
        end = self.token.i + 1
        if self.particle is not None:
            between = self.token.doc[end : self.particle.i]
            # "called again on them": the adverb between is no part of the cue.
            if not len(between) or all(token.dep_ in PARTICLE for token in between):
                end = self.particle.i + 1
        last = self.token.doc[end - 1]
        return self.token.idx, last.idx + len(last.text)


CITING = frozenset({"citing", "quoting"})
"""What introduces the source of a source: "the paper reports citing the police"."""

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

Lexicon = dict[tuple[str, str], tuple[Sense, ...]]


@cache
def load_senses() -> Lexicon:
    """The lexicon by part of speech and cue ("verb", "call on"), read once."""
    lexicon: Lexicon = {}
    for row in read_rows("cues"):
        sense = Sense(
            row["cue"],
            row["part"],
            row["class"] or None,
            frozenset(row["frames"].split()),
            row["speaker"] == "able",
            row["speaker"] == "document",
        )
        key = (row["part"], row["cue"])
        lexicon[key] = (*lexicon.get(key, ()), sense)
    return lexicon


@cache
def _forms() -> dict[tuple[str, str], str]:
    """The first word of each cue by part of speech and printed form."""
    return {
        (part, form): cue.split()[0]
        for part, cue in load_senses()
        for form in list_forms(cue.split()[0])
    }


def cue_lemma(token: Token, part: str = "verb") -> str | None:
    """The lexicon's word that the token is a form of; None for other words."""
    return _forms().get((part, token.lower_))


def is_present_form(token: Token) -> bool:
    """Whether the word is a cue's base form or its form with -s: "*condemn*", "*condemns*"."""
    lemma, word = cue_lemma(token), token.lower_
    return lemma is not None and (word == lemma or word.endswith("s"))


def is_bare_cue(token: Token) -> bool:
    """Whether the lexicon has the verb without a particle: "go" is a cue as "go on" only."""
    return token.pos_ == "VERB" and ("verb", cue_lemma(token) or "") in load_senses()


def is_clause_cue(token: Token) -> bool:
    """Whether the lexicon has the verb with a that-clause."""
    lemma = cue_lemma(token)
    if lemma is None or token.pos_ != "VERB":
        return False
    return any("clause" in sense.frames for sense in load_senses().get(("verb", lemma), ()))


def find_cues(parsed: Doc) -> Iterator[Cue]:
    """Every word of the lexicon in the text, in order, one with a particle before the bare one.

    Whether it reports speech here is for the frames to say, in
    :mod:`toolkit.extract.statements.contents`.
    """
    senses = load_senses()
    forms = _forms()
    for token in tokens_with_forms(parsed, _form_ids()):
        form = token.lower_
        verb = forms.get(("verb", form))
        if verb is not None and _may_be_verb(token):
            yield from _verb_cues(token, verb, senses)
        elif (
            token.pos_ == "NOUN"
            and not token.ent_type_  # the Court of *Appeals* for the North
            and (noun := forms.get(("noun", form))) is not None
        ):
            yield from (Cue(token, None, sense) for sense in senses["noun", noun])


@cache
def _form_ids() -> frozenset[int]:
    return frozenset(get_string_id(form) for _, form in _forms())


def tokens_with_forms(parsed: Doc, forms: frozenset[int]) -> Iterator[Token]:
    """The tokens whose lower-case form is one of these, by spaCy's ids of strings.

    Making a token object costs more than all else that is done with most words.
    """
    for index, form in enumerate(parsed.to_array("LOWER").tolist()):
        if form in forms:
            yield parsed[index]


def cues_of(verb: Token) -> Iterator[Cue]:
    """The cues that one verb may be, one with a particle or preposition before the bare verb."""
    lemma = cue_lemma(verb)
    if lemma is not None:
        yield from _verb_cues(verb, lemma, load_senses())


def _may_be_verb(token: Token) -> bool:
    """Whether a form is a verb here: "the centre *estimates* that" is often tagged a noun."""
    if token.i and token.doc[token.i - 1].text == "-" and not token.doc[token.i - 1].whitespace_:
        return False  # a court-ordered sale
    if _is_family_name(token):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    if is_progressive(token):
        return True
    if is_lost_verb(token):
        return True
    if token.pos_ not in ("NOUN", "ADJ", "PROPN") or child(token, COPULA) is not None:
        return False
    if is_headline_verb(token):
        return True
    if token.tag_ == "NNS" and is_taken_for_plural(token):
        return True
    if is_taken_for_singular(token):
        return True
    return child(token, ACTIVE_SUBJECT | CLAUSAL_COMPLEMENT | OBJECT) is not None


def _is_family_name(token: Token) -> bool:
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


def _verb_cues(verb: Token, lemma: str, senses: Lexicon) -> Iterator[Cue]:
    particles = children(verb, PARTICLE)
    followers = [found.first for found in obliques(verb) if found.first.i > verb.i]
    beside = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if beside.dep_ == "case" and beside.head.i > beside.i and beside not in followers:
        followers.append(beside)  # calls *on* the board: a parser may hang it on another noun
    for first in particles:
        for second in followers:
            for sense in senses.get(("verb", f"{lemma} {first.lower_} {second.lower_}"), ()):
                yield Cue(verb, second, sense)
        for sense in senses.get(("verb", f"{lemma} {first.lower_}"), ()):
            yield Cue(verb, first, sense)
            return
    complements = children(verb, OPEN_COMPLEMENT | PREDICATE)
    complements += [found for found in children(verb, OBJECT) if found.lower_ == "it"]
    for noun in children(verb, OBJECT):
        # "drew attention to the delay": what follows may hang on the noun.
        for found in [*obliques(noun), *obliques(verb)]:
            for sense in senses.get(("verb", f"{lemma} {noun.lower_} {found.preposition}"), ()):
                yield Cue(verb, found.first, sense)
    for word in followers + complements:
        for sense in senses.get(("verb", f"{lemma} {word.lower_}"), ()):
            yield Cue(verb, word, sense)
    yield from (Cue(verb, None, sense) for sense in senses.get(("verb", lemma), ()))
