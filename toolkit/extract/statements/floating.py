"""Give quotations without a cue of their own to whoever is speaking there, or to nobody.

"It is shut," Berg said. "It will stay shut." The second quotation is hers because it stands in her
paragraph. Words, titles and slogans in quotation marks are no speech: a quotation floats only where
it is a sentence by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Span
from toolkit.extract.statements.beside_marks import GAP
from toolkit.extract.statements.quoted import QUOTATION_MARKS, QuotedText
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.speaking_nouns import can_speak
from toolkit.extract.syntax import ACTIVE_SUBJECT, is_verb, sentence_of

FEWEST_WORDS = 3
LONGEST_CLAUSE = 8
"""Words behind a cue that its own clause may take before words in marks carry on."""

GIVEN = frozenset("attributable attributed issued released made given delivered".split())
"""What is said of words that a colon introduces, before the one who said them."""

PADDING = "".join(QUOTATION_MARKS) + " \n\u200e\u200f\ufeff"
SENTENCE_BREAK = re.compile(r"[.!?…]\s+[A-Z]")
WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset("a an the of in on at to for and or but by with from as".split())
"""Words that headings print in lower case."""

PEOPLE = frozenset({"PERSON", "PER"})
ENDS_SENTENCE = frozenset(".!?…:")


def attribute_floating(parsed: Doc, quoted: QuotedText, reports: list[Report]) -> list[Report]:
    """Reports for the quotations that no report covers and that are speech by themselves.

    Args:
        parsed: The document's parse.
        quoted: Its quotations.
        reports: What was found so far, in order of the text.

    Returns:
        Reports without a cue; the speaker is the nearest earlier one of the same paragraph, else
        the last one of the paragraph before, else None.
    """
    text = quoted.text
    starts = [report.pieces[0].start for report in reports]
    ends = [piece for report in reports for piece in report.pieces]
    ends.sort()
    piece_starts = [piece.start for piece in ends]
    found: list[Report] = []
    before: Report | None = None
    for stretch in quoted.stretches:
        index = bisect_left(piece_starts, stretch.end)
        if index and ends[index - 1].end > stretch.start:
            continue
        earlier = bisect_left(starts, stretch.start)
        last = reports[earlier - 1] if earlier else None
        if not _is_speech(parsed, text, stretch) and not _carries_on(quoted, last, stretch):
            continue
        speaker = _introduced_by(parsed, text, stretch)
        speaker = speaker or _nearest_speaker(text, stretch, reports, earlier)
        if speaker is None and before is not None and _stand_together(text, before, stretch):
            speaker = before.speaker
        before = Report((stretch,), "floating_quotation", speaker)
        found.append(before)
    return found


def _is_speech(parsed: Doc, text: str, stretch: Span) -> bool:
    inner = text[stretch.start : stretch.end].strip(PADDING)
    several = SENTENCE_BREAK.search(inner) is not None
    if len(WORD.findall(inner)) < FEWEST_WORDS or not inner[0].isupper():
        return False
    if not several and _is_heading(inner):
        return False
    before = text[max(stretch.start - 3, 0) : stretch.start].rstrip(" ")
    before = before.rstrip("".join(QUOTATION_MARKS)) or before
    starts_sentence = not before or before[-1] in ENDS_SENTENCE or before[-1] in '\n"”'
    after = text[stretch.end : stretch.end + 2].lstrip(" ")
    ends_sentence = inner[-1] in ".!?…—-," or not after or after[0] in ".\n"
    if not (starts_sentence and (ends_sentence or several)):
        return False
    span = parsed.char_span(stretch.start, stretch.end, alignment_mode="expand")
    return span is not None and any(is_verb(token) for token in span)


def _carries_on(quoted: QuotedText, last: Report | None, stretch: Span) -> bool:
    """Whether a few words go on behind a quotation and its cue, as in '"Look," he says. "A seal."'.

    They end a sentence inside their marks, and nothing but the cue's own clause stands between.
    """
    if last is None or last.cue is None or quoted.holding(last.pieces[-1].start) is None:
        return False
    text = quoted.text
    inner = text[stretch.start : stretch.end].strip(PADDING)
    gap = text[max(last.cue.end, last.pieces[-1].end) : stretch.start]
    clause = gap.rstrip()
    closes = clause.endswith(".") and "\n" not in gap and len(WORD.findall(gap)) <= LONGEST_CLAUSE
    return closes and inner[:1].isupper() and inner[-1:] in (".", "!", "?", "…")


def _stand_together(text: str, before: Report, stretch: Span) -> bool:
    """Whether nothing stands between two quotations that nobody but a heading gives to anyone."""
    return not text[before.pieces[-1].end : stretch.start].strip()


def _introduced_by(parsed: Doc, text: str, stretch: Span) -> Token | None:
    """Who gives what a colon introduces: "*The mayor* gave the following statement:"."""
    first = max(stretch.start - GAP, 0)
    lead = text[first : stretch.start].rstrip()
    if not lead.endswith(":"):
        return None
    colon = parsed.char_span(first + len(lead) - 1, first + len(lead))
    if colon is None:
        return None
    sentence = parsed[sentence_of(colon[0])[0] : colon[0].i]
    for token in sentence:
        # Quotes attributable to *Minister Berg*: / issued by *the council's president*:
        given = token.lower_ in ("to", "by") and token.i and parsed[token.i - 1].lower_ in GIVEN
        if given and token.head.i > token.i and can_speak(token.head):
            return token.head
    for token in sentence:
        if token.dep_ in ACTIVE_SUBJECT and is_verb(token.head) and can_speak(token):
            return token
    # League chief *Anna Berg*: "..."
    labelled = len(sentence) and sentence[-1].ent_type_ in PEOPLE and "\n" not in sentence.text
    alone = labelled and not any(is_verb(token) for token in sentence)
    return sentence.root if alone and sentence.root.pos_ == "PROPN" else None


def _is_heading(words: str) -> bool:
    """Whether words are printed as a heading is, like "All Sails Are Set"."""
    large = [word for word in words.split() if word.lower() not in SMALL_WORDS]
    return len(large) >= FEWEST_WORDS and all(word[0].isupper() for word in large)


def _nearest_speaker(text: str, stretch: Span, reports: list[Report], earlier: int) -> Token | None:
    """The speaker of the nearest earlier report in this paragraph or the one before."""
    paragraph = text.rfind("\n", 0, stretch.start) + 1
    before = text.rfind("\n", 0, max(len(text[:paragraph].rstrip()), 0)) + 1
    for report in reversed(reports[max(earlier - 3, 0) : earlier]):
        if report.pieces[-1].start < before:
            return None
        if report.speaker is not None:
            return report.speaker
    return None
