"""Tell which party speaks in a document's own voice, beside "we" or without it.

"The Harbour Board repeats its offer. We urge ..." is the board's. Whom "we" thank, or ask for
something, is somebody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Cast
from toolkit.extract.statements.issuers import (
    find_signature,
    is_in_title,
    is_release,
    is_signed_as_titled,
)
from toolkit.extract.statements.own_clauses import NOT_MAIN, PRESENT, OwnClause
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.speaker_entities import resolve_speaker
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    AUXILIARY,
    COPULA,
    bounds,
    children,
    first_conjunct,
    offsets,
)

STANDING = frozenset({"stand", "remain"})
"""Verbs by which an issuer sides with somebody: "Norway *stands* with the crews"."""

FEWEST_OF_ONE_PARTY = 2
"""Present-tense clauses that show an issuer who never says "we"."""


def party_of(speaker: Token, cast: Cast) -> str | None:
    """Whose voice a clause is in: the entity behind its subject, else its words."""
    entity = _entity_of(speaker, cast)
    if entity is not None:
        return entity
    return None if speaker.pos_ == "PRON" else speaker.doc[slice(*bounds(speaker))].text


def _entity_of(speaker: Token, cast: Cast) -> str | None:
    return resolve_speaker(speaker, (speaker.idx, speaker.idx + len(speaker.text)), cast)


def acting_party(
    own: Sequence[OwnClause], voice: str | None, cast: Cast, *, speaks: bool
) -> str | None:
    """The named party that acts in the document's own voice: its entity, else its words.

    Args:
        own: The clauses in the document's own voice.
        voice: Who signs it.
        cast: Its entities.
        speaks: Whether it says "we" or "I"; otherwise one act alone shows nothing.
    """
    others = _spoken_of(own, cast)
    parties = Counter(
        party
        for clause in own
        if clause.performs
        and (party := party_of(clause.speaker, cast)) is not None
        and party not in others
    )
    if speaks:
        # "Sir Edwin recommends it, and I agree": another person is not the one who speaks.
        for person in [party for party in parties if _is_person(party, cast)]:
            del parties[person]
    ranked = parties.most_common(1)
    if ranked and (speaks or ranked[0][1] >= FEWEST_OF_ONE_PARTY or voice in parties):
        return voice if voice is not None and voice in parties else ranked[0][0]
    return None


def acting_body(own: Sequence[OwnClause], cast: Cast) -> str | None:
    """The state or body that acts most often beside "we": "Norway condemns the raid"."""
    bodies = Counter(
        party
        for clause in own
        if clause.performs
        and (party := _entity_of(clause.speaker, cast)) is not None
        and cast.entity(party).type in ("place", "organization")
    )
    ranked = bodies.most_common(1)
    return ranked[0][0] if ranked else None


def releasing_party(
    own: Sequence[OwnClause], text: str, cast: Cast, furniture: Sequence[str]
) -> str | None:
    """The party that issues a release which quotes its own people: "said Berg" is no report there.

    Args:
        own: The clauses in the document's own voice.
        text: The document's text.
        cast: Its entities.
        furniture: What stood on the page around the text.
    """
    parties = {party_of(clause.speaker, cast) for clause in own}
    voice = find_signature(text, cast, ("organization",))
    is_named = voice is not None and voice in parties
    if is_named and (is_release(text, furniture) or is_signed_as_titled(text, cast, voice)):
        return voice
    if not any(clause.is_first_person for clause in own):
        return None
    acting = Counter(
        party
        for clause in own
        if clause.performs and (party := party_of(clause.speaker, cast)) is not None
    )
    for party, count in acting.most_common():
        titled = is_in_title(text, cast, party) and not _is_person(party, cast)
        if titled and count >= FEWEST_OF_ONE_PARTY:
            return party
    return None


def _is_person(party: str, cast: Cast) -> bool:
    return any(entity.entity_id == party and entity.type == "person" for entity in cast.entities)


def only_body(own: Sequence[OwnClause], cast: Cast) -> str | None:
    """The one organization that speaks in the present beside "we": "The Post has argued for"."""
    bodies = {
        party
        for clause in own
        if (party := _entity_of(clause.speaker, cast)) is not None
        and cast.entity(party).type == "organization"
    } - _spoken_of(own, cast)
    return bodies.pop() if len(bodies) == 1 else None


def standing_party(
    parsed: Doc, quoted: QuotedText, own: Sequence[OwnClause], cast: Cast
) -> str | None:
    """The one party that sides with somebody beside "we", as in "Norway stands with the crews".

    Also one that the same sentence takes up: "Norway is working with *our* partners".
    """
    found: set[str] = set()
    for token in parsed:
        if token.dep_ not in ACTIVE_SUBJECT or quoted.holding(token.idx) is not None:
            continue
        verb = token.head
        ours = any(word.lower_ == "our" for word in parsed[token.i : bounds(verb)[1]])
        if _is_present(verb) and (ours or verb.lemma_.lower() in STANDING):
            party = _entity_of(token, cast)
            if party is not None and cast.entity(party).type in ("place", "organization"):
                found.add(party)
    found -= _spoken_of(own, cast)
    return found.pop() if len(found) == 1 else None


def _is_present(verb: Token) -> bool:
    words = [verb, *children(verb, AUXILIARY | COPULA)]
    return first_conjunct(verb).dep_ not in NOT_MAIN and any(w.tag_ in PRESENT for w in words)


def _spoken_of(own: Sequence[OwnClause], cast: Cast) -> set[str]:
    """Whom "we" do something to, and who is therefore somebody else: "We thank the *Board*"."""
    return {
        mention.entity_id
        for clause in own
        if clause.is_first_person
        for piece in clause.content.pieces
        for mention in cast.overlapping(*offsets(clause.main.doc, *piece))
        if mention.kind == "name"
    }
