"""Find who speaks in a quotation when the parse does not say: by what stands beside its marks.

Parsers stumble over quotations of several sentences; their cue still stands right before the
opening mark or right after the closing one.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.beside import speaker_beside
from toolkit.extract.statements.beside_marks import (
    GAP,
    QUOTATION_PADDING,
    token_at,
    tokens_after,
    tokens_before,
)
from toolkit.extract.statements.cues import Cue, cues_of
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.extent import extend_right
from toolkit.extract.statements.mistagged import is_taken_for_plural
from toolkit.extract.statements.ranges import TELLING
from toolkit.extract.statements.relays import read_cue
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.senses import Sense, cue_lemma, load_senses
from toolkit.extract.statements.signed_quotations import read_signature
from toolkit.extract.statements.speakers import find_speaker
from toolkit.extract.statements.speaking_nouns import can_speak, is_document
from toolkit.extract.statements.trimming import trim_pieces
from toolkit.extract.statements.undone import has_negation
from toolkit.extract.syntax import SUBJECT, child, is_passive, is_verb, sentence_of

QUOTING_FRAMES = frozenset({"clause", "quote"})
LONGEST_SMALL_WORD = 3
"""Titles print the shortest words in lower case."""


SCARE = ("so-called ", "so called ")
"""What makes quoted words a name that the writer keeps at a distance."""


def attribute_quotation(parsed: Doc, stretch: Span, text: str) -> Report | None:
    """The report that makes a quotation someone's words, from the tokens beside it.

    Args:
        parsed: The document's parse.
        stretch: The quotation with its marks.
        text: The document's text.
    """
    if text.endswith(SCARE, 0, stretch.start):
        return None
    if is_title(text[stretch.start : stretch.end]):
        return read_signature(parsed, stretch, text)
    introduced = text[max(stretch.start - GAP, 0) : stretch.start].rstrip().endswith(":")
    before = _cue_before(parsed, stretch) if introduced else None
    after = None if before else _cue_after(parsed, stretch, text[stretch.start : stretch.end])
    if before is None and after is None:
        before = _cue_before(parsed, stretch)
    for cue, rule in ((after, "quotation_cue"), (before, "cue_quotation")):
        if cue is not None:
            speaker, cue_span, relays = read_cue(cue)
            if speaker is None or stretch.start <= speaker.idx < stretch.end:
                speaker = speaker_beside(cue.token)
            cue_class = cue.sense.cue_class
            piece = _with_lead(parsed, cue, stretch, text)
            return Report((piece,), rule, speaker, cue_span, cue_class, via=relays)
    return read_signature(parsed, stretch, text) or _partly_quoted(parsed, stretch)


def is_title(quoted: str) -> bool:
    """Whether the words in marks are capitalised as a title's are: "The Long Way Home"."""
    words = [word.strip(QUOTATION_PADDING) for word in quoted.split()]
    long = [word for word in words if len(word) > LONGEST_SMALL_WORD]
    return len(words) > 1 and bool(long) and all(not word[0].islower() for word in long)


def _cue_after(parsed: Doc, stretch: Span, inner: str) -> Cue | None:
    tokens = list(tokens_after(parsed, stretch))
    text = inner.rstrip("\"”’»“'")
    if not tokens or not text.endswith((",", "?", "!", "—", "…", ".")):
        comma_outside = tokens and tokens[0].text == ","
        if not comma_outside:
            return None
    new_sentence = text.endswith(".") and not _is_lower(tokens[0])
    if new_sentence and not _starts_with_subject_and_cue(tokens):
        return None  # "It is shut." Berg said so yesterday.
    if any(token.text == ":" for token in tokens):
        return None  # "It is shut?" But Holm insisted: "It is open."
    return next((cue for cue in map(_quoting_cue, tokens) if cue is not None), None)


def _with_lead(parsed: Doc, cue: Cue, stretch: Span, text: str) -> Span:
    """Take in what is said without marks in front of words that only carry on a sentence.

    "Waiting “is a pain,” Berg said", "Berg said the wait had been “a pain”".
    """
    if not text[stretch.start : stretch.end].strip(QUOTATION_PADDING)[:1].islower():
        return stretch
    first = token_at(parsed, stretch.start)
    if cue.token.idx > stretch.start:
        start = sentence_of(parsed[first])[0]
    else:
        if cue.sense.cue == "put it" or parsed[cue.token.i - 1].is_quote:
            return stretch  # “We wait,” said the captain, “and you do not.”
        start = cue.token.i + 1
        words = [token.lower_ for token in parsed[start:first]]
        if not any(token.tag_ in FINITE for token in parsed[start:first]):
            return stretch
        if "that" in words:
            start += words.index("that") + 1
        elif cue_lemma(cue.token) in TELLING and "," not in words:
            return stretch
        elif cue_lemma(cue.token) in TELLING:
            start += words.index(",") + 1  # On the pier, Berg told us, *it is* “a mess”
    lead = trim_pieces(parsed, [(start, first)])
    if not lead or "\n" in text[lead[0].start : stretch.start]:
        return stretch
    if cue.token.idx > stretch.start:
        return Span(lead[0].start, stretch.end)
    last = token_at(parsed, stretch.end)
    whole = trim_pieces(parsed, [(start, extend_right(cue.token, start, last, loose=True))])
    return Span(lead[0].start, max(whole[-1].end, stretch.end) if whole else stretch.end)


def _starts_with_subject_and_cue(tokens: list[Token]) -> bool:
    return any(_quoting_cue(token) is not None for token in tokens[:4]) and any(
        token.text == "." for token in tokens[:5]
    )


def _cue_before(parsed: Doc, stretch: Span) -> Cue | None:
    tokens = list(tokens_before(parsed, stretch))
    if not tokens or (tokens[0].text not in (",", ":", "that") and not is_verb(tokens[0])):
        return None
    return next((cue for cue in map(_quoting_cue, tokens) if cue is not None), None)


def _quoting_cue(token: Token) -> Cue | None:
    if not (is_verb(token) or is_taken_for_plural(token)) or (
        token.tag_ in ("VB",) and child(token, SUBJECT) is None
    ):
        return None
    if has_negation(token):
        return None
    for sense in _quoting_senses(token):
        return Cue(token, None, sense)
    return None


def _quoting_senses(token: Token) -> list[Sense]:
    lemma, after = cue_lemma(token) or "", token.doc[token.i + 1 : token.i + 2].text
    cue = f"{lemma} it" if after == "it" and lemma == "put" else lemma
    senses = load_senses().get(("verb", cue), ())
    quoting = [sense for sense in senses if sense.frames & QUOTING_FRAMES]
    return [sense for sense in quoting if not sense.needs_document or _is_by_document(token)]


def _is_by_document(verb: Token) -> bool:
    """Whether a text speaks: "the statement *read*", not "she *found* 'three boats'"."""
    speaker = child(verb, SUBJECT)
    return speaker is not None and is_document(speaker)


def _is_lower(token: Token) -> bool:
    return token.text[0].islower()


def _partly_quoted(parsed: Doc, stretch: Span) -> Report | None:
    """Words in marks that end what a cue of any frame reports: "blamed the delay on 'the tide'"."""
    between: list[Token] = []
    for token in tokens_before(parsed, stretch):
        if token.tag_ in FINITE and cue_lemma(token) is None:
            return None
        cue = _governing_cue(token) if is_verb(token) else None
        if cue is None:
            between.append(token)
            continue
        speaker = find_speaker(cue)
        if speaker is None or not can_speak(speaker) or is_passive(token):
            return None
        start = _content_start(cue, between, stretch)
        return Report(
            (Span(start, _content_end(parsed, cue, start, stretch)),),
            "partly_quoted",
            speaker,
            Span(*cue.span),
            cue.sense.cue_class,
        )
    return None


def _content_end(parsed: Doc, cue: Cue, start: int, stretch: Span) -> int:
    """Where the content ends: with the marks, or with what belongs to the words in them."""
    first, last = token_at(parsed, start), token_at(parsed, stretch.end)
    end = extend_right(cue.token, first, last, loose=False)
    pieces = trim_pieces(parsed, [(first, end)])
    return max(pieces[-1].end, stretch.end) if pieces else stretch.end


def _governing_cue(token: Token) -> Cue | None:
    if has_negation(token):
        return None
    return next((cue for cue in cues_of(token) if not cue.sense.needs_document), None)


def _content_start(cue: Cue, between: list[Token], stretch: Span) -> int:
    """Where the content starts: right after the cue, without "as" and "that"."""
    end = cue.span[1]
    words = [token for token in reversed(between) if token.idx >= end]
    skipped = ("as", "that", ",", "of") if cue_lemma(cue.token) == "tell" else ("as", "that", ",")
    while words and (words[0].lower_ in skipped or words[0].is_punct):
        words.pop(0)
    return words[0].idx if words else stretch.start
