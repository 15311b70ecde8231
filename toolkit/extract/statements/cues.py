"""Find the words that report speech, and say which act of communication each names.

The lexicon is data: ``lexicon/cues.csv`` says for each verb and noun its class and the frames in
which it reports speech. "Announced a strike" does, "announced her guests" cannot be told from it,
"observed the strike" does not: a word without the right frame is no cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from toolkit.extract.statements.headline_verbs import is_headline_verb
from toolkit.extract.statements.mistagged import (
    is_family_name,
    is_lost_verb,
    is_progressive,
    is_taken_for_plural,
    is_taken_for_singular,
)
from toolkit.extract.statements.senses import (
    Lexicon,
    Sense,
    cue_lemma,
    form_ids,
    list_cue_forms,
    load_senses,
)
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    CLAUSAL_COMPLEMENT,
    COPULA,
    OBJECT,
    OPEN_COMPLEMENT,
    PARTICLE,
    PREDICATE,
    child,
    children,
    obliques,
)


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


def find_cues(parsed: Doc) -> Iterator[Cue]:
    """Every word of the lexicon in the text, in order, one with a particle before the bare one.

    Whether it reports speech here is for the frames to say, in
    :mod:`toolkit.extract.statements.contents`.
    """
    senses = load_senses()
    forms = list_cue_forms()
    for token in tokens_with_forms(parsed, form_ids()):
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
    if is_family_name(token):
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


def _verb_cues(verb: Token, lemma: str, senses: Lexicon) -> Iterator[Cue]:
    particles = children(verb, PARTICLE)
    followers = [found.first for found in obliques(verb) if found.first.i > verb.i]
    beside = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if beside.dep_ == "case" and beside.head.i > beside.i and beside not in followers:
        followers.append(beside)  # calls *on* the board: a parser may hang it on another noun
    if lemma == "call":  # called the fares *for* guests a mistake: no call for guests
        named = child(verb, OBJECT)
        followers = [word for word in followers if named is None or not verb.i < named.i < word.i]
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
