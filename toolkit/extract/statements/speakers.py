"""Find who is said to have said it: the noun phrase nearest to the cue, and whose entity it is."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.extract.statements.beside import adjoining_noun, speaker_beside, top_noun
from toolkit.extract.statements.cues import Cue, cues_of
from toolkit.extract.statements.edges import (
    REACH,
    is_edge,
    is_finite,
    names_person,
)
from toolkit.extract.statements.headline_verbs import (
    headline_actor,
    is_headline_verb,
)
from toolkit.extract.statements.mistagged import is_lost_verb, is_taken_for_singular
from toolkit.extract.statements.other_cues import before_other_cue
from toolkit.extract.statements.senses import cue_lemma, is_bare_cue
from toolkit.extract.statements.speaking_nouns import can_speak
from toolkit.extract.statements.subjects import (
    GIVES_WORDS,
    disagrees,
    find_subject,
)
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    AUXILIARY,
    BE_AND_GET,
    COPULA,
    NOUN_CLAUSE,
    OBJECT,
    POSSESSIVE,
    RELATIVE_PRONOUNS,
    SUBJECT,
    agent,
    child,
    children,
    is_passive,
    is_verb,
    obliques,
    sentence_of,
)

CASE = frozenset({"case"})
NAMES_SPEAKING = frozenset({"PERSON", "PER", "ORG"})


def find_speaker(cue: Cue) -> Token | None:
    """The head of the noun phrase that the cue makes the speaker, as printed nearest to it."""
    return _noun_speaker(cue) if cue.sense.part == "noun" else _verb_speaker(cue.token)


def _verb_speaker(verb: Token) -> Token | None:
    found = _active_or_passive_speaker(verb)
    if found is not None and disagrees(verb, found):
        # The league, whose chair *I* met on 3 May, claims
        start = sentence_of(verb)[0]
        opening = top_noun(verb.doc, start, _first_edge(verb, start))
        return found if opening is None or disagrees(verb, opening) else opening
    return found


def _first_edge(verb: Token, start: int) -> int:
    return next((i for i in range(start, verb.i) if is_edge(verb.doc, i)), verb.i)


def joined_verb(verb: Token) -> Token | None:
    """The verb of "*joins* its neighbours in condemning", whose subject condemns."""
    doc, start = verb.doc, sentence_of(verb)[0]
    if verb.tag_ != "VBG" or verb.i - 1 <= start or doc[verb.i - 1].lower_ != "in":
        return None
    for place in range(verb.i - 2, max(start, verb.i - REACH), -1):
        if doc[place].lower_ in ("join", "joins", "joined"):
            return doc[place]
    return None


def _active_or_passive_speaker(verb: Token) -> Token | None:
    joins = joined_verb(verb)
    if joins is not None:
        return find_subject(joins)
    listed = _speaker_of_list(verb)
    if listed is not None:
        return listed
    if is_passive(verb) and (verb.tag_ != "VBD" or has_passive_auxiliary(verb)):
        return agent(verb)
    doc, (start, end) = verb.doc, sentence_of(verb)
    own = find_subject(verb)
    if own is None and verb.tag_ == "VBD":
        own = _taken_for_modal(verb)
    if (own is None or not is_verb(verb)) and is_headline_verb(verb):
        return headline_actor(verb)
    if is_lost_verb(verb) or is_taken_for_singular(verb):
        return _before_lost_verb(verb)
    if child(verb, ACTIVE_SUBJECT) is None and names_person(doc, verb.i + 1, end):
        own = speaker_beside(verb)  # ..., noted *Anna Berg*
    if own is None and doc[start].lower_ == "as" and is_finite(verb):
        own = top_noun(doc, start + 1, verb.i)  # As *many officers*, Berg among them, have said
    if own is not None and _is_lead(verb, own):
        own = speaker_beside(verb)  # Following the raid, the minister, *Anna Berg*, said
    if own is not None and _is_beyond_name(verb, own):
        return speaker_beside(verb)  # said *Adm. Anna Berg*, commander, Harbour Forces
    if verb.tag_ == "VBG" and verb.i > start and doc[verb.i - 1].lower_ == "while":
        return _speaker_before(verb) or own  # stressed the need, *while noting* the cost
    if own is not None and own.i < verb.i and is_lost_verb(own):
        return _before_lost_verb(own)  # The Union *calls* on crews and urges them
    if verb.tag_ == "VBG" and _is_lost_to_content(verb, own):
        # said no date had been set, *adding* that ...
        own = _speaker_before(verb) or _actor_beside(verb) or own
    if own is not None and own.tag_ != "VBG":
        return own  # Responding to the crews, Berg said: "Responding" is no speaker
    if verb.tag_ in ("VBG", "VB") and is_verb(verb.head) and is_finite(verb.head):
        return _verb_speaker(verb.head)  # began by *saying*
    if verb.tag_ == "VBG":
        return _speaker_before(verb)
    return _nearest_subject(verb) if is_finite(verb) or verb.tag_ == "VBN" else None


def _taken_for_modal(verb: Token) -> Token | None:
    """A name that a tagger took for an auxiliary; none stands with a past: "*May* said"."""
    return next((t for t in children(verb, AUXILIARY) if t.tag_ == "MD" and t.is_title), None)


def _is_lead(verb: Token, own: Token) -> bool:
    """Whether a subject stands behind a preposition that opens its sentence, and before a comma."""
    opening = child(own, CASE)
    first = sentence_of(verb)[0]
    commas = any(token.text == "," for token in own.doc[own.i : verb.i])
    opens = opening is not None and opening.i == first and opening.lower_ != "as"
    return opens and own.i < verb.i and commas


def _is_lost_to_content(participle: Token, own: Token | None) -> bool:
    """Whether a parser hung ", adding that" on what is said, whose subject cannot say anything."""
    if participle.i == sentence_of(participle)[0] or not is_edge(participle.doc, participle.i - 1):
        return False
    if own is None:
        return True
    return own.i < participle.i and (not can_speak(own) or cue_lemma(participle) == "add")


def _actor_beside(participle: Token) -> Token | None:
    """Who acts where a parser hung a participle on an object: "shut the quay, *promising* to"."""
    governor = participle.head.head
    hangs_on_object = participle.dep_ in NOUN_CLAUSE and is_verb(governor)
    actor = find_subject(governor) if hangs_on_object and governor.i < participle.i else None
    return actor if actor is not None and can_speak(actor) else None


def _is_beyond_name(verb: Token, own: Token) -> bool:
    """Whether a subject stands behind the comma that closes the name right after the cue."""
    doc, after = verb.doc, verb.i + 1
    comma = next((i for i in range(after, own.i) if doc[i].text == ","), None)
    inverted = verb.i > sentence_of(verb)[0] and is_edge(doc, verb.i - 1)
    return inverted and comma is not None and all(t.pos_ == "PROPN" for t in doc[after:comma])


def _speaker_of_list(verb: Token) -> Token | None:
    """Who acts behind a semicolon: "The board calls on us to wait; *urges* ...; and *thanks*"."""
    doc, start = verb.doc, sentence_of(verb)[0]
    before = verb.i - 1
    if before > start and doc[before].lower_ == "and":
        before -= 1
    if before <= start or doc[before].text != ";" or child(verb, SUBJECT) is not None:
        return None
    for place in range(before - 1, start, -1):
        if is_bare_cue(doc[place]) and is_finite(doc[place]):
            return _verb_speaker(doc[place])
    return None


def _before_lost_verb(verb: Token) -> Token | None:
    """Who acts by a verb that a tagger lost: as by the cue before its "and", else what precedes."""
    doc, first = verb.doc, verb.i
    start = sentence_of(verb)[0]
    if doc[verb.i - 1].text == ",":
        return verb.sent.root  # Anna Berg, head of the league, *expressed* concern
    if doc[verb.i - 1].lower_ in ("and", "but"):
        for place in range(verb.i - 2, start, -1):
            if is_bare_cue(doc[place]) and is_finite(doc[place]):
                return _verb_speaker(doc[place])
    while first > start and not is_edge(doc, first - 1):
        first -= 1
    found = top_noun(doc, first, verb.i)
    owner = found is not None and any(t.tag_ == "POS" for t in doc[found.i : verb.i])
    return doc[verb.i - 1] if owner else found  # Anna Berg's *wife* pleads for calm


def _speaker_before(participle: Token) -> Token | None:
    """Who speaks in ", adding that it is late": whoever the cue before it makes the speaker."""
    doc = participle.doc
    start = sentence_of(participle)[0]
    before = doc[participle.i - 1]
    if participle.i == start or not (is_edge(doc, before.i) or before.lower_ == "while"):
        return None
    for place in range(participle.i - 2, start, -1):
        cue = doc[place]
        if not is_verb(cue) or next(cues_of(cue), None) is None or not is_finite(cue):
            continue
        own = None if is_passive(cue) else find_subject(cue)
        if own is None or own.lower_ not in RELATIVE_PRONOUNS:
            return own
    return None


def _nearest_subject(verb: Token) -> Token | None:
    """The noun beside a finite cue, else the sentence's nearest earlier subject.

    For parses that lost the subject: "A lawyer for the port, Anna Berg, said".
    """
    doc = verb.doc
    start = sentence_of(verb)[0]
    if verb.i > start and doc[verb.i - 1].lower_ in ("and", "but"):
        for place in range(verb.i - 2, start, -1):
            cue = doc[place]
            if not is_finite(cue) or not is_bare_cue(cue):
                continue
            if before_other_cue(cue, place + 1, verb.i + 1) < verb.i:
                return _verb_speaker(cue)  # says the day cost 2 crowns and *accuses* pilots
        for place in range(verb.i - 1, start - 1, -1):
            if doc[place].dep_ in ACTIVE_SUBJECT:
                return doc[place]
    return speaker_beside(verb) or adjoining_noun(verb)


def has_passive_auxiliary(verb: Token) -> bool:
    """Whether a form of "be" or "get" stands with the verb; without one a past tense is active."""
    return any(found.lower_ in BE_AND_GET for found in children(verb, AUXILIARY | COPULA))


def _noun_speaker(cue: Cue) -> Token | None:
    noun = cue.token
    owner = child(noun, POSSESSIVE)
    if owner is not None:
        return owner
    for found in obliques(noun):
        if found.preposition in ("by", "from") or (
            found.preposition == "of" and "of" not in cue.sense.frames
        ):
            return found.head
    governor = noun.head
    if noun.dep_ in OBJECT | {"obl"} and governor.lemma_.lower() in GIVES_WORDS:
        return child(governor, SUBJECT)
    names = [found for found in noun.lefts if found.ent_type_ in NAMES_SPEAKING]
    return names[-1] if names else None  # an *Oslo Post* report that
