"""Turn cues and their contents into reports: who said which stretches of the text, by which word.

A report is a statement before its stretches are rows: nested ones are not yet taken out, and
quotations without a cue are not yet given to anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.beside import speaker_beside
from toolkit.extract.statements.clefts import find_cleft
from toolkit.extract.statements.contents import find_contents
from toolkit.extract.statements.cues import Cue, find_cues
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.headline_verbs import headline_of, is_headline_verb
from toolkit.extract.statements.lists import with_list
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.ranges import Content, Range
from toolkit.extract.statements.relays import is_relay, read_cue
from toolkit.extract.statements.senses import cue_lemma
from toolkit.extract.statements.speakers import has_passive_auxiliary
from toolkit.extract.statements.speaking_nouns import NOT_SPEAKING, can_speak, is_document
from toolkit.extract.statements.trimming import split_that_clauses, trim_pieces
from toolkit.extract.statements.undone import is_negated, is_undone
from toolkit.extract.syntax import (
    PASSIVE_SUBJECT,
    RELATIVE_CLAUSE,
    RELATIVE_PRONOUNS,
    SUBJECT,
    child,
    first_conjunct,
    is_passive,
    is_verb,
    offsets,
    sentence_of,
)

PASSIVE_ASKING = frozenset({"question", "request"})
"""Frames of a passive that needs no one who asks: "was asked whether", "is asked to"."""

ANYBODY = frozenset({"those", "anyone", "anybody", "all", "people", "everyone"})

THAT_FRAMES = frozenset({"clause", "following", "noun"})
BESIDE_FRAMES = frozenset({"inserted", "clause", "quote", "following"})


@dataclass(frozen=True, slots=True)
class Report:
    """Who said which stretches, by which word; offsets in code points, half open."""

    pieces: tuple[Span, ...]
    rule: str
    speaker: Token | None = None
    cue: Span | None = None
    cue_class: str | None = None
    addressee: Token | None = None
    via: tuple[Token, ...] = ()
    kind: str | None = None
    verb: Token | None = None
    speaker_id: str | None = None
    speaker_span: Span | None = None

    @property
    def size(self) -> int:
        """Code points that the report covers."""
        return sum(piece.end - piece.start for piece in self.pieces)


def find_reports(parsed: Doc, quoted: QuotedText) -> Iterator[Report]:
    """Every report that a cue of the lexicon makes, in order of the cues."""
    answered = -1
    for cue in find_cues(parsed):
        if cue.token.i == answered or is_negated(cue) or is_undone(cue):
            continue
        if is_relay(cue.token):
            continue
        if quoted.holding(cue.token.idx) is not None:
            continue  # what is quoted is one statement, whoever it quotes in turn
        cleft = find_cleft(cue.token, quoted)
        if cleft is not None:
            yield _read_cleft(cue, *cleft)
            continue
        for content in find_contents(cue):
            report = _read_content(cue, content, quoted)
            if report is not None:
                answered = cue.token.i
                yield report
                break


def _read_cleft(cue: Cue, said: Span, speaker: Token, phrase: Span) -> Report:
    return Report(
        (said,),
        "cue_predicate",
        speaker,
        Span(*cue.span),
        cue.sense.cue_class,
        verb=cue.token,
        speaker_span=phrase,
    )


def _read_content(cue: Cue, content: Content, quoted: QuotedText) -> Report | None:
    doc = cue.token.doc
    speaker, cue_span, relays = read_cue(cue)
    ranges = list(content.pieces)
    if content.frame in THAT_FRAMES:
        ranges = [part for piece in ranges for part in split_that_clauses(doc, piece, quoted)]
        ranges += _later_that_clauses(cue, ranges[-1][1])
    pieces = quoted.snap(trim_pieces(doc, ranges), cue_span)
    if pieces and pieces[-1].start > cue_span.start and content.frame != "inserted":
        pieces = (*pieces[:-1], quoted.chain(pieces[-1]))
    lost = speaker is None and content.frame == "inserted" and not has_passive_auxiliary(cue.token)
    if lost or (
        speaker is not None
        and (
            any(piece.start <= speaker.idx < piece.end for piece in pieces)
            or quoted.holding(speaker.idx) is not None
        )
    ):
        # The parse took a word of what is said for the speaker.
        speaker = speaker_beside(cue.token) if content.frame in BESIDE_FRAMES else None
    pieces = (*pieces[:-1], with_list(quoted.text, pieces[-1])) if pieces else ()
    if not pieces or not _has_fit_speaker(cue, content.frame, speaker):
        return None
    if speaker is not None and not _speaks_by_antecedent(speaker, cue):
        return None
    if content.frame == "inserted" and speaker is not None and speaker.lower_ in RELATIVE_PRONOUNS:
        return None  # It rained, which confirmed what we knew.
    if content.addressee is not None and content.addressee == speaker:
        content = replace(content, addressee=None)
    if _is_asked(cue.token) and content.frame != "question":
        return None  # Asked for a reason, he left
    told = _is_told(cue, content) or _is_asked(cue.token)
    if told and speaker is not None:
        content, speaker = replace(content, addressee=speaker), None
    return Report(
        pieces,
        f"cue_{content.frame}",
        speaker,
        cue_span,
        cue.sense.cue_class,
        content.addressee,
        relays,
        verb=cue.token,
        speaker_span=_headline_speaker(cue, speaker),
    )


def _later_that_clauses(cue: Cue, end: int) -> Iterator[Range]:
    """A that-clause behind what the narrator adds: "said that A, leaving B, *and that C*"."""
    doc, verb = cue.token.doc, cue.token
    limit = sentence_of(verb)[1]
    if doc[end - 1].text == ",":
        end -= 1
    if end <= verb.i or end + 2 >= limit or doc[end].text != ",":
        return
    for that in doc[end + 2 : limit]:
        if that.text in ".;:" or (cue_lemma(that) is not None and that.tag_ in FINITE):
            return  # another act of speech may have said it
        if that.lower_ == "that" and that.tag_ == "IN" and that.nbor(-1).lower_ == "and":
            first = that.i + 1
            yield first, extend_right(verb, first, that.head.right_edge.i + 1, loose=True)
            return


def _is_told(cue: Cue, content: Content) -> bool:
    """Whether a headline's "told" is a passive: "Cashier 'kept two ledgers', *court told*"."""
    verb = cue.token
    line = headline_of(verb) if content.frame == "inserted" and verb.lower_ == "told" else None
    return line is not None and verb.i == line[1] - 1


def _is_asked(verb: Token) -> bool:
    """Whether "asked" opens a sentence and is a passive: "*Asked* whether it was late, he said"."""
    is_first = verb.i == sentence_of(verb)[0]
    opens = is_first or verb.doc[verb.i - 1].lower_ == "when"
    return verb.lower_ == "asked" and opens


def _headline_speaker(cue: Cue, speaker: Token | None) -> Span | None:
    """The words before a headline's verb, where the parse does not say what belongs together."""
    verb = cue.token
    line = None if is_verb(verb) or speaker is None else headline_of(verb)
    if line is None or not is_headline_verb(verb):
        return None
    return Span(*offsets(verb.doc, line[0], verb.i))


def _has_fit_speaker(cue: Cue, frame: str, speaker: Token | None) -> bool:
    """Whether the cue's speaker can speak; none is needed where "it was announced that"."""
    if speaker is None:
        asks = cue.sense.cue_class == "ask"
        frames = PASSIVE_ASKING if asks else frozenset({"clause", "reason"})
        subject = child(cue.token, PASSIVE_SUBJECT)
        if subject is not None and subject.lower_ == "it":
            frames |= {"inserted"}  # It will close, it was announced today
        return cue.sense.part == "verb" and frame in frames and is_passive(cue.token)
    if speaker.lower_ in NOT_SPEAKING and speaker.dep_ in SUBJECT and not can_speak(speaker):
        return False
    if speaker.left_edge.lower_ in ("neither", "no"):
        return False  # Neither side has said when it will end
    if speaker.left_edge.lower_ in ("everything", "anything", "whatever"):
        return False  # Everything Berg says is true
    if speaker.lower_ == "it" and cue.sense.needs_able_speaker and _stands_for_thing(speaker):
        return False
    if frame == "object" and speaker.lower_ == "who" and speaker.head.head.lower_ in ANYBODY:
        return False  # those who reject the plan
    if cue.sense.needs_document:
        return is_document(speaker)
    needs_able = cue.sense.needs_able_speaker or frame not in BESIDE_FRAMES
    return can_speak(speaker) or not needs_able


def _stands_for_thing(it: Token) -> bool:
    """Whether the sentence before tells of a thing: "The storm was a shock. *It* suggests"."""
    start = sentence_of(it)[0]
    if start == 0:
        return False
    before = it.doc[start - 1]
    while before.is_space and before.i:
        before = it.doc[before.i - 1]
    subject = child(before.sent.root, SUBJECT)
    return subject is not None and subject.pos_ == "NOUN" and not can_speak(subject)


def _speaks_by_antecedent(speaker: Token, cue: Cue) -> bool:
    """Whether what "which" stands for can speak: "the plan, *which* promises a pier" cannot."""
    if speaker.lower_ not in ("which", "that") or not cue.sense.needs_able_speaker:
        return True
    clause = first_conjunct(speaker.head)
    return clause.dep_ not in RELATIVE_CLAUSE or can_speak(clause.head)
