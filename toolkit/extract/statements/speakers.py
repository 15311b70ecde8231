"""Find who is said to have said it: the noun phrase nearest to the cue, and whose entity it is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.statements.cues import Cue, cue_lemma, is_bare_cue, is_lost_verb
from toolkit.extract.statements.edges import (
    FINITE,
    REACH,
    TIMES,
    has_speaker_after,
    is_edge,
    is_finite,
    names_person,
)
from toolkit.extract.statements.headline_verbs import headline_actor, is_headline_verb
from toolkit.extract.statements.speaking_nouns import can_speak
from toolkit.extract.statements.subjects import GIVES_WORDS, disagrees, find_subject
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    AUXILIARY,
    BE_AND_GET,
    COPULA,
    OBJECT,
    POSSESSIVE,
    RELATIVE_PRONOUNS,
    SHORT_TITLES,
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
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
WITHIN_PHRASE = frozenset("compound flat nmod nmod:desc nmod:unmarked pobj conj".split())
NAMES_SPEAKING = frozenset({"PERSON", "PER", "ORG"})
LONGEST_NAME = 7
LEADS_PHRASE = frozenset({"ADP", "ADV", "SCONJ", "VERB"})
PHRASES_BETWEEN = 3
"""Phrases between commas that may stand between a speaker and the cue: "Berg, in turn, said"."""


def find_speaker(cue: Cue) -> Token | None:
    """The head of the noun phrase that the cue makes the speaker, as printed nearest to it."""
    return _noun_speaker(cue) if cue.sense.part == "noun" else _verb_speaker(cue.token)


def _verb_speaker(verb: Token) -> Token | None:
    found = _active_or_passive_speaker(verb)
    if found is not None and disagrees(verb, found):
        # The league, whose chair *I* met on 3 May, claims
        start = sentence_of(verb)[0]
        opening = _top_noun(verb.doc, start, _first_edge(verb, start))
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
    if (own is None or not is_verb(verb)) and is_headline_verb(verb):
        return headline_actor(verb)
    if is_lost_verb(verb):
        return _before_lost_verb(verb)
    if child(verb, ACTIVE_SUBJECT) is None and names_person(doc, verb.i + 1, end):
        own = speaker_beside(verb)  # ..., noted *Anna Berg*
    if own is None and doc[start].lower_ == "as" and is_finite(verb):
        own = _top_noun(doc, start + 1, verb.i)  # As *many officers*, Berg among them, have said
    if own is not None and _is_lead(verb, own):
        own = speaker_beside(verb)  # Following the raid, the minister, *Anna Berg*, said
    if own is not None and _is_beyond_name(verb, own):
        return speaker_beside(verb)  # said *Adm. Anna Berg*, commander, Harbour Forces
    if verb.tag_ == "VBG" and verb.i > start and doc[verb.i - 1].lower_ == "while":
        return _speaker_before(verb) or own  # stressed the need, *while noting* the cost
    if own is not None and own.tag_ != "VBG":
        return own  # Responding to the crews, Berg said: "Responding" is no speaker
    if verb.tag_ in ("VBG", "VB") and is_verb(verb.head) and is_finite(verb.head):
        return _verb_speaker(verb.head)  # began by *saying*
    if verb.tag_ == "VBG":
        return _speaker_before(verb)
    return _nearest_subject(verb) if is_finite(verb) or verb.tag_ == "VBN" else None


def _is_lead(verb: Token, own: Token) -> bool:
    """Whether a subject stands behind a preposition that opens its sentence, and before a comma."""
    opening = child(own, CASE)
    first = sentence_of(verb)[0]
    commas = any(token.text == "," for token in own.doc[own.i : verb.i])
    opens = opening is not None and opening.i == first and opening.lower_ != "as"
    return opens and own.i < verb.i and commas


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
    if doc[verb.i - 1].lower_ in ("and", "but"):
        for place in range(verb.i - 2, start, -1):
            if is_bare_cue(doc[place]) and is_finite(doc[place]):
                return _verb_speaker(doc[place])
    while first > start and not is_edge(doc, first - 1):
        first -= 1
    return _top_noun(doc, first, verb.i)


def _speaker_before(participle: Token) -> Token | None:
    """Who speaks in ", adding that it is late": whoever the cue before it makes the speaker."""
    doc = participle.doc
    start = sentence_of(participle)[0]
    before = doc[participle.i - 1]
    if participle.i == start or not (is_edge(doc, before.i) or before.lower_ == "while"):
        return None
    for place in range(participle.i - 2, start, -1):
        cue = doc[place]
        if not is_verb(cue) or cue_lemma(cue) is None or not is_finite(cue):
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
        for place in range(verb.i - 1, start - 1, -1):
            if doc[place].dep_ in ACTIVE_SUBJECT:
                return doc[place]
    return speaker_beside(verb) or _adjoining_noun(verb)


def speaker_beside(verb: Token) -> Token | None:
    """The noun phrase between the cue and the comma before it, else the one right after the cue."""
    doc = verb.doc
    named = _behind_stray_mark(verb)
    if named is not None:
        return named
    start, end = sentence_of(verb)
    if verb.i > start and is_edge(doc, verb.i - 1) and has_speaker_after(doc, verb, end):
        last = verb.i + 1
        while last < min(end, verb.i + REACH) and not is_edge(doc, last):
            last += 1
        return _top_noun(doc, verb.i + 1, last)
    last = verb.i - 1
    while last > start and _is_between(doc[last]):
        last -= 1
    nearest: Token | None = None
    for _ in range(PHRASES_BETWEEN):
        if last > start and doc[last].text == ",":
            last -= 1  # A clerk, Berg, said
        first = last
        while first >= start and last - first < REACH and not is_edge(doc, first):
            first -= 1
        opens = doc[first + 1]
        tells_more = opens.lower_ in RELATIVE_PRONOUNS and any(
            token.tag_ in FINITE for token in doc[first + 2 : last + 1]
        )
        if first + 1 <= last and opens.pos_ not in LEADS_PHRASE and not tells_more:
            found = _top_noun(doc, first + 1, last + 1)
            found = _described(found, first, start) or found
            if found is not None and can_speak(found):
                return found
            nearest = nearest or found  # Berg, chief of the North Quay, 3rd floor, said
        last = first  # Berg, in turn, said
    return nearest


def _behind_stray_mark(verb: Token) -> Token | None:
    """The name behind a mark that a slip put between it and the cue: "said. Col. *Berg*, 34".

    Only where nothing but the name and its description stands there, and none before the cue.
    """
    doc, first = verb.doc, verb.i + 2
    slip = first < len(doc) and doc[first - 1].text in (".", ",") and doc[first].tag_ == "NNP"
    if not slip or not verb.i or not is_edge(doc, verb.i - 1):
        return None
    last = first
    while last < len(doc) and last - first < REACH and not doc[last].is_space:
        if doc[last].tag_ in FINITE:
            return None
        if doc[last].text in (".", "“", '"') and doc[last - 1].lower_ not in SHORT_TITLES:
            break
        last += 1
    edge = next((index for index in range(first, last) if doc[index].text == ","), last)
    return _top_noun(doc, first, edge)


def _adjoining_noun(verb: Token) -> Token | None:
    """The noun phrase that ends right before a finite cue, whatever a parser hung it on.

    "In a meeting with the board *Berg* said", "although it was late, *officers of both ports* say".
    """
    doc = verb.doc
    last = verb.i - 1
    while last > 0 and _is_between(doc[last]):
        last -= 1
    if verb.tag_ not in FINITE or last < sentence_of(verb)[0] or doc[last].pos_ not in NOMINAL:
        return None
    head = doc[last]
    while head.dep_ in WITHIN_PHRASE and head.head.pos_ in NOMINAL and head.head.i < verb.i:
        head = head.head
    in_phrase = head.i != last and child(head, CASE) is not None
    return doc[last] if in_phrase or not can_speak(head) else head


def has_passive_auxiliary(verb: Token) -> bool:
    """Whether a form of "be" or "get" stands with the verb; without one a past tense is active."""
    return any(found.lower_ in BE_AND_GET for found in children(verb, AUXILIARY | COPULA))


def _is_between(token: Token) -> bool:
    """Whether the word may stand between a speaker and the cue: "Berg *also* said"."""
    if token.tag_ in ("RB", "MD") or token.lemma_ in ("have", "be"):
        return True
    return token.lower_ in TIMES and token.pos_ != "PROPN"  # Berg *today* said


def _described(noun: Token | None, comma: int, start: int) -> Token | None:
    """The name that a phrase behind a comma describes: "*Anna Berg*, the league's head, said"."""
    if noun is None or noun.pos_ != "NOUN" or comma <= start or noun.doc[comma].text != ",":
        return None
    doc = noun.doc
    first = comma - 1
    while first >= start and comma - first < LONGEST_NAME and doc[first].pos_ == "PROPN":
        first -= 1
    name = _top_noun(doc, first + 1, comma) if first < comma - 1 else None
    begins = (
        first < start or doc[first].pos_ in ("ADJ", "CCONJ", "NOUN", "DET") or is_edge(doc, first)
    )
    return name if begins else None


def _top_noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun of a stretch that the stretch's other nouns hang on."""
    for index in range(first, last):
        token = doc[index]
        outside = not first <= token.head.i < last or token.head.i == token.i
        nominal = token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or token.tag_.startswith("NNP")
        if token.tag_ == "PRP$" and index + 1 < last:
            continue  # *his* cousin
        if token.dep_ == "compound" and index + 1 < last and _is_followed(token):
            continue  # the *harbour* board
        if nominal and (outside or token.head.pos_ not in ("NOUN", "PROPN", "PRON")):
            return token
    return None


def _is_followed(modifier: Token) -> bool:
    """Whether more of the noun that a modifier belongs to follows it before the cue."""
    after = modifier.doc[modifier.i + 1]
    return after.i == modifier.head.i or after.head.i == modifier.head.i


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
