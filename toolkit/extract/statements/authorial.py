"""Mark what an issuer says in its own voice: the clauses of a release, a letter or a speech.

"We urge passengers to wait." Nobody reports this; the document itself speaks. Its own voice is "we"
or "I" outside quotation marks with a cue, and with it the one named party that does the same in
the present: "The Harbour Board repeats its offer".
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc

from toolkit.extract.spans import Cast, Span
from toolkit.extract.statements.cues import tokens_with_forms
from toolkit.extract.statements.extent import opens_clause
from toolkit.extract.statements.issuers import find_signature, is_release, is_spokesperson_at
from toolkit.extract.statements.lists import with_list
from toolkit.extract.statements.nesting import Covered
from toolkit.extract.statements.own_clauses import (
    FIRST_PERSON,
    OwnClause,
    find_own_clauses,
    is_past,
    opens_with_as,
)
from toolkit.extract.statements.own_parties import (
    acting_body,
    acting_party,
    only_body,
    party_of,
    releasing_party,
    standing_party,
)
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.trimming import trim_pieces
from toolkit.extract.syntax import (
    COORDINATOR,
    RELATIVE_CLAUSE,
    SUBJECT,
    bounds,
    first_conjunct,
    sentence_of,
)

FIRST_PERSON_IDS = frozenset(get_string_id(form) for form in FIRST_PERSON)
NOT_NARRATED = FIRST_PERSON | {"which", "that"}
"""Speakers that do not show a narrator: "the pact, *which* announced a levy"."""

FIRST_OBJECTS = frozenset({"me", "us"})
"""Whom an issuer was told something: "Their coxswain said to *me*"."""

NOT_TOLD = frozenset({"cue_object"})
"""Rules of acts that an issuer tells of others, too: "The envoy raised concerns about it"."""

SPOKEN = frozenset({"set_off", "transcript"})
"""Rules whose stretches somebody else says: "I" is not the issuer there."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def as_authorial(
    parsed: Doc,
    quoted: QuotedText,
    reports: list[Report],
    cast: Cast,
    *,
    furniture: Sequence[str] = (),
) -> list[Report]:
    """Make the issuer's own clauses authorial, in a document without another narrator.

    Args:
        parsed: The document's parse.
        quoted: Its quotations.
        reports: What was found so far.
        cast: The document's entities.
        furniture: What stood on the page around the text: "For immediate release".

    Returns:
        The reports; those of the issuer's own voice are replaced by one for each whole clause.
    """
    spoken = Covered()
    for told in reports:
        for piece in told.pieces if told.rule in SPOKEN else ():
            spoken.add(piece)
    narrated = _has_narrator(reports)
    released = is_release(quoted.text, furniture)
    found = [
        clause
        for clause in find_own_clauses(parsed, quoted, told=released)
        if spoken.at(*clause.cue.span) is None
    ]
    own = [clause for clause in found if not _is_told(clause, narrated=narrated)]
    voices = _find_voices(parsed, quoted, own, cast, furniture, narrated=narrated)
    if voices is None:
        return reports
    issuer, voice = voices
    spoken_for = acting_body(own, cast)
    if released:
        # "The Board announced today that ...": a release tells its issuer's act, too.
        own = [
            clause
            for clause in found
            if not _is_told(clause, narrated=narrated) or _is_by(clause, voice, cast)
        ]
    clauses: dict[Span, Report] = {}
    taken, last, before = Covered(), -1, "it"
    for clause in own:
        party = party_of(clause.speaker, cast)
        named = party is not None and party in (issuer, voice)
        start, end = sentence_of(clause.main)
        # "The Board urges ... It condemns ...": the pronoun of the next sentence.
        goes_on = clause.speaker.lower_ == before and party is None and start == last
        if clause.is_first_person or named or goes_on:
            last = end
            before = "they" if clause.speaker.tag_ == "NNS" or before == "they" else "it"
            report = _authorial_report(
                clause, _voice_of(clause, voice, spoken_for, quoted.text, cast), quoted.text
            )
            if report is None:
                continue
            piece = report.pieces[0]
            if taken.at(piece.start, piece.end) is None:
                taken.add(piece)
                clauses[piece] = report
    return [*_beside(reports, clauses), *clauses.values()]


def _is_by(clause: OwnClause, voice: str | None, cast: Cast) -> bool:
    return voice is not None and party_of(clause.speaker, cast) == voice


def _is_told(clause: OwnClause, *, narrated: bool) -> bool:
    """Whether a clause in the past is a narrator's: "We urged them" is the issuer's without one."""
    return clause.is_past and (narrated or not clause.is_first_person)


def _find_voices(
    parsed: Doc,
    quoted: QuotedText,
    own: Sequence[OwnClause],
    cast: Cast,
    furniture: Sequence[str],
    *,
    narrated: bool,
) -> tuple[str | None, str | None] | None:
    """The named party that speaks and the entity behind "we"; None where the document has no voice.

    The party is its entity, else its words.
    """
    says_we = any(clause.is_first_person for clause in own)
    voice = find_signature(quoted.text, cast)
    issuer: str | None = None
    if not narrated:
        speaks = says_we or _says_we(parsed, quoted)
        issuer = acting_party(own, voice, cast, speaks=speaks)
        if issuer != voice and _says_only_i(parsed, quoted):
            issuer = None  # "The Board has called for it, and I agree": a person speaks
    else:
        issuer = releasing_party(own, quoted.text, cast, furniture)
    if says_we and issuer is None:
        is_body = voice is not None and cast.entity(voice).type != "person"
        stands = None if narrated or is_body else standing_party(parsed, quoted, own, cast)
        voice = stands or voice or only_body(own, cast)
    if not says_we and issuer is None:
        return None
    is_entity = any(entity.entity_id == issuer for entity in cast.entities)
    return issuer, issuer if is_entity else voice


def _voice_of(
    clause: OwnClause, voice: str | None, body: str | None, text: str, cast: Cast
) -> str | None:
    """Whose "I" or "we" it is: "I" is no body's, "we" the body's whose officer signs."""
    if not clause.is_first_person and clause.speaker.pos_ != "PRON":
        party = party_of(clause.speaker, cast)
        return party if any(entity.entity_id == party for entity in cast.entities) else None
    if voice is None or not clause.is_first_person:
        return voice
    is_person = cast.entity(voice).type == "person"
    if clause.speaker.lower_ == "i":
        return voice if is_person else find_signature(text, cast, ("person",))
    if not is_person:
        return voice
    signed = find_signature(text, cast, ("organization",))
    if signed is None and is_spokesperson_at(text, cast, voice):
        return body  # a spokesman's "we" is never himself
    return signed or voice


def _beside(reports: list[Report], clauses: dict[Span, Report]) -> list[Report]:
    return [
        report
        for report in reports
        if not any(
            clause.overlaps(piece.start, piece.end) for clause in clauses for piece in report.pieces
        )
    ]


def _says_we(parsed: Doc, quoted: QuotedText) -> bool:
    """Whether the document says "we" of itself, whatever it does: "we offer our help"."""
    return any(
        token.dep_ in SUBJECT and quoted.holding(token.idx) is None
        for token in tokens_with_forms(parsed, FIRST_PERSON_IDS)
    )


def _says_only_i(parsed: Doc, quoted: QuotedText) -> bool:
    """Whether one person speaks, for nobody else: "I" is a subject and "we" is none."""
    said = {
        token.lower_
        for token in tokens_with_forms(parsed, FIRST_PERSON_IDS)
        if token.dep_ in SUBJECT and quoted.holding(token.idx) is None
    }
    return said == {"i"}


def _has_narrator(reports: list[Report]) -> bool:
    """Whether somebody reports what others said: "the minister said" in the past tense."""
    for report in reports:
        speaker = report.speaker
        if speaker is None or speaker.lower_ in NOT_NARRATED or report.verb is None:
            continue
        told_us = report.addressee is not None and report.addressee.lower_ in FIRST_OBJECTS
        outer = first_conjunct(report.verb)
        aside = outer.dep_ in RELATIVE_CLAUSE or opens_with_as(outer)
        if told_us or aside or report.rule in NOT_TOLD:
            continue
        if is_past(report.verb) and report.cue_class == "say":
            return True
    return False


def _authorial_report(clause: OwnClause, voice: str | None, text: str) -> Report | None:
    """One row for the whole clause, with what is coordinated with its verb."""
    start, end = _clause_range(clause)
    pieces = trim_pieces(clause.main.doc, [(start, end)])
    if not pieces:
        return None
    return Report(
        (with_list(text, pieces[0]),),
        "authorial",
        clause.speaker,
        Span(*clause.cue.span),
        clause.cue.sense.cue_class,
        clause.content.addressee,
        kind="authorial",
        speaker_id=voice,
    )


def _clause_range(clause: OwnClause) -> tuple[int, int]:
    """The token indices of the clause: from its sentence's first word, to its last one."""
    doc, main = clause.main.doc, clause.main
    first, limit = sentence_of(main)
    start, end = bounds(main)
    start = min(start, clause.speaker.left_edge.i)
    if not any(token.tag_ in FINITE or token.is_quote for token in doc[first:start]):
        start = first  # On behalf of the crews, *we thank you*
    if doc[start].like_num and doc[start + 1].text in (".", ")") and start + 2 < main.i:
        start += 2  # 3. *We thank the crews*
    while first < start < main.i and (doc[start].is_punct or doc[start].dep_ in COORDINATOR):
        start += 1  # We regret the delay, *and we urge you to wait*
    said = max(stop for _, stop in clause.content.pieces)
    end = max(end, said)
    if not any(_opens_next(doc, index, limit) for index in range(end, limit)):
        end = limit
    for index in range(main.i + 1, end):
        if doc[index].text == ";" or (
            _opens_next(doc, index, end) and _is_outside(doc, index, said)
        ):
            return start, index
    return start, end


def _is_outside(doc: Doc, index: int, said: int) -> bool:
    """Whether a clause is none of what the act says: behind it, or the issuer's again."""
    return index >= said or doc[index + 1].lower_ in FIRST_PERSON


def _opens_next(doc: Doc, index: int, end: int) -> bool:
    """Whether another clause starts here: "We urge you to wait, *and we* regret ..."."""
    goes_on = doc[index + 1 : index + 2].text == "that"  # warns that it is late, *and that* it is
    return doc[index].text == ";" or (opens_clause(doc, index, end) and not goes_on)
