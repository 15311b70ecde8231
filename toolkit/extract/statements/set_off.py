"""Find quotations that stand without marks: "The mayor said:" and the paragraphs after it.

Releases print what an official says in this way. Nothing but the layout shows where it ends: with
the text, or where the narrator names the speaker again or reports somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from toolkit.extract.spans import Cast, Span
from toolkit.extract.statements.beside import speaker_beside
from toolkit.extract.statements.cues import Cue, cues_of
from toolkit.extract.statements.quoted import QUOTATION_MARKS, QuotedText
from toolkit.extract.statements.relays import read_cue
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.speaker_entities import resolve_speaker
from toolkit.extract.statements.speaking_nouns import can_speak, is_spokesperson
from toolkit.extract.statements.undone import is_negated
from toolkit.extract.syntax import is_verb

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
LIST_ITEM = re.compile(r"\s*(?:[-*•–—]|\(?\w{1,2}[.)])\s")
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me)\b(?!\.)")
CUE_REACH = 12
"""Tokens between the cue and the colon: "replied in a letter to the board on 3 May:"."""

NEAR = 5
"""Tokens between the cue and a colon that the speech follows in the same line."""

LONGEST_LEAD = 300
"""Code points of the paragraph in front of the colon."""

FEWEST_WORDS = 6


def find_set_off(
    parsed: Doc, quoted: QuotedText, reports: Sequence[Report], cast: Cast
) -> Iterator[Report]:
    """Reports of paragraphs that a cue with a colon introduces, in order of the text.

    Args:
        parsed: The document's parse.
        quoted: Its quotations.
        reports: What was found so far; a narrator's report ends what is set off.
        cast: The document's entities; naming the speaker again ends it, too.
    """
    text = quoted.text
    paragraphs = [Span(*found.span()) for found in PARAGRAPH.finditer(text)]
    for number, paragraph in enumerate(paragraphs):
        colon = _colon(parsed, paragraph, quoted)
        if colon is None:
            continue
        cue = _cue_before(colon)
        if cue is None:
            continue
        speaker, cue_span, relays = read_cue(cue)
        speaker = speaker or speaker_beside(cue.token)
        if speaker is None or not can_speak(speaker):
            continue
        followers = paragraphs[number + 1 :]
        rest = Span(colon.idx + 1, paragraph.end)
        if text[rest.start : rest.end].strip():
            if not _continues_in_line(text, rest) or colon.i - cue.token.i > NEAR:
                continue
            followers = [rest, *followers]
        end = _end(text, followers, _narration(reports, speaker, cue_span, cast))
        if end is None:
            continue
        start = followers[0].start
        start += len(text[start:end]) - len(text[start:end].lstrip("> \n\t"))
        piece = Span(start, end)
        yield Report(
            (piece,), "set_off", speaker, cue_span, cue.sense.cue_class, via=relays, verb=cue.token
        )


def _colon(parsed: Doc, paragraph: Span, quoted: QuotedText) -> Token | None:
    """The first colon of the paragraph that stands outside quotation marks behind a word."""
    text = quoted.text
    limit = min(paragraph.end, paragraph.start + LONGEST_LEAD)
    place = text.find(":", paragraph.start, limit)
    if place < 0 or quoted.holding(place) is not None or text[place + 1 : place + 2].strip():
        return None
    found = parsed.char_span(place, place + 1)
    return None if found is None else found[0]


def _cue_before(colon: Token) -> Cue | None:
    doc = colon.doc
    for index in range(colon.i - 1, max(colon.i - 1 - CUE_REACH, -1), -1):
        token = doc[index]
        if token.is_space or token.text in ".;,":
            return None
        if is_verb(token):
            for cue in cues_of(token):
                if "quote" in cue.sense.frames or cue.sense.cue == "say":
                    return None if is_negated(cue) else cue
                closes = colon.i + 1 < len(doc) and "\n" in doc[colon.i + 1].text
                if "clause" in cue.sense.frames and (index == colon.i - 1 or closes):
                    return None if is_negated(cue) else cue
            return None
    return None


def _continues_in_line(text: str, rest: Span) -> bool:
    """Whether what follows the colon in its line is the speaker's, sentence after sentence."""
    line = text[rest.start : rest.end].strip()
    return line[0] not in QUOTATION_MARKS and FIRST_PERSON.search(line) is not None


def _narration(
    reports: Sequence[Report], speaker: Token, cue: Span, cast: Cast
) -> tuple[list[int], list[int]]:
    """Where the narrator reports somebody, and where the speaker is named, after the cue.

    What a spokesperson says may tell what others said.
    """
    for_others = is_spokesperson(speaker)
    told = [
        report.cue.start
        for report in reports
        if report.cue is not None
        and report.speaker is not None
        and (not for_others or is_spokesperson(report.speaker))
        and report.cue.start > cue.end
        and report.verb is not None
        and report.verb.tag_ == "VBD"
        and report.cue_class == "say"
    ]
    own = resolve_speaker(speaker, (speaker.idx, speaker.idx + len(speaker)), cast)
    named = [
        mention.start
        for mention in cast.mentions
        if mention.entity_id == own and mention.kind == "name" and mention.start > cue.end
    ]
    return told, named


def _end(
    text: str, followers: Sequence[Span], narration: tuple[list[int], list[int]]
) -> int | None:
    end: int | None = None
    is_marked = bool(followers) and text[followers[0].start : followers[0].end].lstrip()[:1] == ">"
    for paragraph in followers:
        words = text[paragraph.start : paragraph.end].strip()
        if is_marked and not words.startswith(">"):
            break  # each line of what is set off begins with a mark
        if words[0] in QUOTATION_MARKS or LIST_ITEM.match(words):
            break
        if len(words.split()) < FEWEST_WORDS or words[-1] not in ".!?…":
            break  # a heading, a signature
        if any(paragraph.start <= place < paragraph.end for one in narration for place in one):
            break
        end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
    if end is not None and text[end - 1] == ".":
        end -= 1
    return end
