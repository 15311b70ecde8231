"""Mark what an issuer says in its own voice: the clauses of a release, a letter or a speech.

"We urge passengers to wait." Nobody reports this; the document itself speaks. Its own voice is "we"
or "I" outside quotation marks with a cue in the present tense, and with it the one named party
that does the same: "The Harbour Board repeats its offer".
"""

from __future__ import annotations

from collections import Counter

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from toolkit.extract.spans import Cast, Span
from toolkit.extract.statements.contents import find_contents
from toolkit.extract.statements.cues import Cue, cue_lemma, find_cues, tokens_with_forms
from toolkit.extract.statements.edges import is_finite
from toolkit.extract.statements.headline_verbs import is_headline_verb
from toolkit.extract.statements.inflections import list_forms
from toolkit.extract.statements.issuers import find_signature
from toolkit.extract.statements.nesting import Covered
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.ranges import Content
from toolkit.extract.statements.reports import Report, is_negated, trim_pieces
from toolkit.extract.statements.speaker_entities import resolve_speaker
from toolkit.extract.statements.speakers import find_speaker
from toolkit.extract.syntax import (
    ACTIVE_SUBJECT,
    ADVERBIAL_CLAUSE,
    AUXILIARY,
    NOUN_CLAUSE,
    OPEN_COMPLEMENT,
    RELATIVE_CLAUSE,
    SUBJECT,
    bounds,
    child,
    children,
    first_conjunct,
    is_verb,
)

FIRST_PERSON = frozenset({"we", "i"})
FIRST_PERSON_IDS = frozenset(get_string_id(form) for form in FIRST_PERSON)
NOT_NARRATED = FIRST_PERSON | {"which", "that"}
"""Speakers that do not show a narrator: "the pact, *which* announced a levy"."""

PRESENT = frozenset({"VBP", "VBZ"})
PERFORMING = frozenset({"can", "must", "do", "would"})
"""Auxiliaries that leave the act an act: "I *must* ask you to wait"."""

CLAUSE_FRAMES = frozenset({"clause", "inserted", "following", "quote", "as_clause", "question"})
SPOKEN = frozenset({"set_off", "transcript"})
"""Rules whose stretches somebody else says: "I" is not the issuer there."""

NOT_MAIN = RELATIVE_CLAUSE | NOUN_CLAUSE | ADVERBIAL_CLAUSE | OPEN_COMPLEMENT | frozenset({"csubj"})
FEWEST_OF_ONE_PARTY = 2
"""Present-tense clauses that show an issuer who never says "we"."""


class _Clause:
    """A clause in the present tense outside quotation marks, with its cue, subject and content."""

    def __init__(self, cue: Cue, content: Content, speaker: Token) -> None:
        self.cue = cue
        self.content = content
        self.speaker = speaker
        self.is_first_person = speaker.lower_ in FIRST_PERSON
        # "The board says that" may be anybody's report, "the board urges you to" is its own act.
        self.performs = not self.is_first_person and content.frame not in CLAUSE_FRAMES


def as_authorial(
    parsed: Doc, quoted: QuotedText, reports: list[Report], cast: Cast
) -> list[Report]:
    """Make the issuer's own clauses authorial, in a document without another narrator.

    Args:
        parsed: The document's parse.
        quoted: Its quotations.
        reports: What was found so far.
        cast: The document's entities.

    Returns:
        The reports; those of the issuer's own voice are replaced by one for each whole clause.
    """
    spoken = Covered()
    for told in reports:
        for piece in told.pieces if told.rule in SPOKEN else ():
            spoken.add(piece)
    own = [clause for clause in _own_clauses(parsed, quoted) if spoken.at(*clause.cue.span) is None]
    says_we = any(clause.is_first_person for clause in own)
    voice = find_signature(quoted.text, cast)
    issuer: str | None = None
    if not _has_narrator(reports):
        parties = Counter(
            party
            for clause in own
            if clause.performs and (party := _party(clause.speaker, cast)) is not None
        )
        speaks = says_we or _says_we(parsed, quoted)
        ranked = parties.most_common(1)
        if ranked and (speaks or ranked[0][1] >= FEWEST_OF_ONE_PARTY or voice in parties):
            issuer = voice if voice is not None and voice in parties else ranked[0][0]
    if says_we and voice is None and issuer is None:
        voice = _only_body(own, cast)
    if not says_we and issuer is None:
        return reports
    if issuer in {entity.entity_id for entity in cast.entities}:
        voice = issuer
    clauses: dict[Span, Report] = {}
    before = False
    for clause in own:
        party = _party(clause.speaker, cast)
        named = party is not None and party in (issuer, voice)
        # "The Board urges ... It condemns ...": the pronoun of the issuer's next clause.
        before = clause.is_first_person or named or (before and clause.speaker.lower_ == "it")
        if before:
            report = _authorial_report(clause, _voice_of(clause, voice, quoted.text, cast), own)
            if report is not None:
                clauses.setdefault(report.pieces[0], report)
    return [*_beside(reports, clauses), *clauses.values()]


def _voice_of(clause: _Clause, voice: str | None, text: str, cast: Cast) -> str | None:
    """Whose "I" or "we" it is: "I" is no body's, "we" the body's whose officer signs."""
    if voice is None or not clause.is_first_person:
        return voice
    is_person = cast.entity(voice).type == "person"
    if clause.speaker.lower_ == "i":
        return voice if is_person else find_signature(text, cast, ("person",))
    return (find_signature(text, cast, ("organization",)) if is_person else None) or voice


def _only_body(own: list[_Clause], cast: Cast) -> str | None:
    """The one organization that speaks in the present beside "we": "The Post has argued for"."""
    bodies = {
        party
        for clause in own
        if (party := _party(clause.speaker, cast)) is not None
        and any(e.entity_id == party and e.type == "organization" for e in cast.entities)
    }
    return bodies.pop() if len(bodies) == 1 else None


def _beside(reports: list[Report], clauses: dict[Span, Report]) -> list[Report]:
    return [
        report
        for report in reports
        if not any(
            clause.overlaps(piece.start, piece.end) for clause in clauses for piece in report.pieces
        )
    ]


def _own_clauses(parsed: Doc, quoted: QuotedText) -> list[_Clause]:
    found: list[_Clause] = []
    for cue in find_cues(parsed):
        if cue.sense.part != "verb" or quoted.holding(cue.token.idx) is not None:
            continue
        if is_negated(cue) or not _is_present(cue.token):
            continue
        content = next(find_contents(cue), None)
        speaker = find_speaker(cue)
        if content is not None and speaker is not None:
            found.append(_Clause(cue, content, speaker))
    return found


def _says_we(parsed: Doc, quoted: QuotedText) -> bool:
    """Whether the document says "we" of itself, whatever it does: "we offer our help"."""
    return any(
        token.dep_ in SUBJECT and quoted.holding(token.idx) is None
        for token in tokens_with_forms(parsed, FIRST_PERSON_IDS)
    )


def _is_present(verb: Token) -> bool:
    """Whether the verb is a present or perfect one of a main clause."""
    if first_conjunct(verb).dep_ in NOT_MAIN:
        return False
    auxiliaries = children(verb, AUXILIARY)
    if verb.tag_ == "VBN" and any(found.lemma_ == "have" for found in auxiliaries):
        return any(found.tag_ in PRESENT for found in auxiliaries)
    if verb.tag_ == "VB":
        bare = child(verb, ACTIVE_SUBJECT) is not None and all(t.lower_ != "to" for t in verb.lefts)
        return bare and all(found.lower_ in PERFORMING for found in auxiliaries)
    return (verb.tag_ in PRESENT or _is_mistagged(verb)) and not auxiliaries


def _is_mistagged(verb: Token) -> bool:
    """Whether a tagger took a present tense for something else: "The Board repeats its offer"."""
    if verb.tag_ == "NNS":
        return is_finite(verb)
    if verb.tag_ == "VBD":
        return not _is_past(verb)
    if not is_verb(verb) and is_headline_verb(verb):
        return True
    if verb.tag_.startswith("VB") or child(verb, ACTIVE_SUBJECT) is None:
        return False
    return verb.lower_ in (lemma := cue_lemma(verb) or "", f"{lemma}s")  # We *welcome*


def _has_narrator(reports: list[Report]) -> bool:
    """Whether somebody reports what others said: "the minister said" in the past tense."""
    for report in reports:
        speaker = report.speaker
        if speaker is None or speaker.lower_ in NOT_NARRATED or report.verb is None:
            continue
        if _is_past(report.verb) and report.cue_class == "say":
            return True
    return False


def _is_past(verb: Token) -> bool:
    """Whether a verb is a past form: taggers take "they *reiterate*" for one; "*read*" may be."""
    lemma = cue_lemma(verb)
    if verb.tag_ != "VBD" or lemma is None or verb.lower_ != lemma:
        return verb.tag_ == "VBD"
    return not any(form.endswith("ed") for form in list_forms(lemma))


def _party(speaker: Token, cast: Cast) -> str | None:
    """Whose voice a clause is in: the entity behind its subject, else its words."""
    span = (speaker.idx, speaker.idx + len(speaker.text))
    entity = resolve_speaker(speaker, span, cast)
    if entity is not None:
        return entity
    return None if speaker.pos_ == "PRON" else speaker.doc[slice(*bounds(speaker))].text


def _authorial_report(clause: _Clause, voice: str | None, own: list[_Clause]) -> Report | None:
    """One row for the whole clause, up to the next clause of the issuer's coordinated with it."""
    verb = clause.cue.token
    start, end = bounds(verb)
    start = min(start, clause.speaker.left_edge.i)
    end = max(end, *(piece_end for _, piece_end in clause.content.pieces))
    for other in own:
        if other.cue.token.dep_ == "conj" and verb.i < other.cue.token.i < end:
            end = min(end, other.cue.token.left_edge.i)
    end = next((i for i in range(verb.i + 1, end) if _is_next_clause(verb.doc[i])), end)
    pieces = trim_pieces(verb.doc, [(start, end)])
    if not pieces:
        return None
    return Report(
        tuple(pieces[:1]),
        "authorial",
        clause.speaker,
        Span(*clause.cue.span),
        clause.cue.sense.cue_class,
        clause.content.addressee,
        kind="authorial",
        speaker_id=voice,
    )


def _is_next_clause(token: Token) -> bool:
    """Whether the issuer's next clause starts here: "We urge you to wait, *and we* regret ..."."""
    doc = token.doc
    if token.lower_ not in ("and", "but") or doc[token.i - 1].text != ",":
        return False
    return token.i + 1 < len(doc) and doc[token.i + 1].lower_ in FIRST_PERSON
