"""Mark what an issuer says in its own voice: the clauses of a release, a letter or a speech.

"We urge passengers to wait." Nobody reports this; the document itself speaks. Its own voice is "we"
or "I" outside quotation marks with a cue in the present tense, and with it the one named party
that does the same: "The Harbour Board repeats its offer".
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from toolkit.extract.contents import find_contents
from toolkit.extract.cues import Cue, find_cues
from toolkit.extract.positions import is_finite
from toolkit.extract.quoted import QuotedText
from toolkit.extract.reports import Report, is_negated, trim_pieces
from toolkit.extract.spans import Cast, Span
from toolkit.extract.speaker_phrases import resolve_speaker
from toolkit.extract.speakers import find_speaker
from toolkit.extract.syntax import AUXILIARY, OBJECT, bounds, children

FIRST_PERSON = frozenset({"we", "i"})
NOT_NARRATED = FIRST_PERSON | {"which", "that"}
"""Speakers that do not show a narrator: "the pact, *which* announced a levy"."""

PRESENT = frozenset({"VBP", "VBZ"})


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
        The reports; those of the issuer's own voice are replaced by one for each whole clause. A
        document in which anybody else is reported in the past tense has a narrator: no change.
    """
    own = [cue for cue in find_cues(parsed) if _is_own_voice(cue, quoted)]
    spoken = [(cue, find_speaker(cue)) for cue in own]
    if not any(_is_first_person(speaker) for _, speaker in spoken) or _has_narrator(reports):
        return reports
    issuer = _issuer(spoken, cast)
    clauses: dict[Span, Report] = {}
    for cue, speaker in spoken:
        if speaker is not None and (_is_first_person(speaker) or _entity(speaker, cast) == issuer):
            report = _authorial_report(cue, speaker, issuer)
            if report is not None:
                clauses.setdefault(report.pieces[0], report)
    kept = [
        report
        for report in reports
        if not any(
            clause.overlaps(piece.start, piece.end) for clause in clauses for piece in report.pieces
        )
    ]
    return [*kept, *clauses.values()]


def _is_own_voice(cue: Cue, quoted: QuotedText) -> bool:
    """Whether the cue is a present or perfect verb of a main clause outside quotation marks."""
    verb = cue.token
    if cue.sense.part != "verb" or quoted.holding(verb.idx) is not None or is_negated(cue):
        return False
    if verb.dep_ not in ("ROOT", "conj"):
        return False
    auxiliaries = children(verb, AUXILIARY)
    if verb.tag_ == "VBN" and any(found.lemma_ == "have" for found in auxiliaries):
        finite = any(found.tag_ in PRESENT for found in auxiliaries)
    else:
        finite = (verb.tag_ in PRESENT or _is_mistagged(verb)) and not auxiliaries
    return finite and (cue.particle is not None or _governs_content(verb))


def _is_mistagged(verb: Token) -> bool:
    """Whether a tagger took a verb for a plural: "The Board repeats its offer"."""
    return verb.tag_ == "NNS" and is_finite(verb)


def _governs_content(verb: Token) -> bool:
    return any(
        found.i > verb.i and found.dep_ in OBJECT | {"ccomp", "xcomp"} for found in verb.children
    )


def _is_first_person(speaker: Token | None) -> bool:
    return speaker is not None and speaker.lower_ in FIRST_PERSON


def _has_narrator(reports: list[Report]) -> bool:
    """Whether somebody reports what others said: "the minister said" in the past tense."""
    for report in reports:
        speaker = report.speaker
        if speaker is None or speaker.lower_ in NOT_NARRATED or report.verb is None:
            continue
        if report.verb.tag_ == "VBD" and report.cue_class == "say":
            return True
    return False


def _issuer(spoken: list[tuple[Cue, Token | None]], cast: Cast) -> str | None:
    """The one party that is the subject of cues in the document's own voice, beside "we"."""
    parties = Counter(
        entity
        for _, speaker in spoken
        if speaker is not None and not _is_first_person(speaker)
        for entity in [_entity(speaker, cast)]
        if entity is not None
    )
    ranked = parties.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _entity(speaker: Token, cast: Cast) -> str | None:
    return resolve_speaker(speaker, (speaker.idx, speaker.idx + len(speaker.text)), cast)


def _authorial_report(cue: Cue, speaker: Token, issuer: str | None) -> Report | None:
    start, end = bounds(cue.token)
    pieces = trim_pieces(cue.token.doc, [(start, end)])
    if not pieces:
        return None
    addressees = [found.addressee for found in find_contents(cue)]
    return Report(
        tuple(pieces),
        "authorial",
        speaker,
        Span(*cue.span),
        cue.sense.cue_class,
        next((found for found in addressees if found is not None), None),
        kind="authorial",
        speaker_id=issuer,
    )
