"""Find statements whose only cue is a colon: headlines ("Mayor: The quay is safe"), transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from toolkit.extract.spans import Cast, Span
from toolkit.extract.statements.edges import FINITE
from toolkit.extract.statements.quoted import QuotedText
from toolkit.extract.statements.reports import Report
from toolkit.extract.statements.speaking_nouns import is_body, is_person_noun
from toolkit.extract.syntax import is_verb

LINE = re.compile(r"[^\n]*\S[^\n]*")
HEADLINE_SPEAKERS = frozenset({"person", "organization"})
"""Before the colon of a headline a place says where: "Norway: harbour crews stranded"."""

FEWEST_WORDS = 3
FEWEST_WORDS_WITHOUT_TENSE = 5
RESEARCH = frozenset({"poll", "survey", "study", "report"})
"""Texts that a headline tells the result of: "Poll: most crews want a bridge"."""

QUESTION_WORDS = frozenset("who what when where why how which whether".split())

LONGEST_SOURCE = 10
"""Words before the colon of a headline: a longer beginning is a sentence of its own."""

TURN = re.compile(
    r"[\"“]?(?:(?:Asked|Answered) by )?"
    r"((?:[A-Z][\w.'’-]*)(?: (?:of|for|the|[A-Z][\w.'’-]*)){0,5})(?: \([^)\n]{1,40}\))?:\s+(?=\S)"
)
"""A line of a transcript: "BERG: ...", "Dr Holm (North Quay): ...", "Q: ..."."""

NAME_ALONE = re.compile(r"\s*(?:[A-Z][\w.'’-]*,? ?){1,6}\s*")
"""What a heading's label has behind it: "Spokesperson: Anna Berg"."""

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b(?!\.)")
MARKS_IN_PAIRS = frozenset('"“”„«»')

FEWEST_TURNS = 3
FORMS_OF_ADDRESS = frozenset("mr mrs ms miss dr sir lord lady dame baroness senator".split())
"""What a label of a debate begins with, whoever speaks only once: "Mr Eide (North Quay): ..."."""

QUESTION_LABELS = frozenset({"q", "question"})
ASKED = ("Asked by ", "Answered by ")
NO_SPEAKERS = frozenset(
    "more related photo photos picture video image source sources note update updates correction "
    "date time place price location contact phone email tel fax subject re to from cc topics tags "
    "also watch category published updated summary results address".split()
)
"""Last words of labels that come again and name nobody: "Read more:", "Photo:", "Tel:"."""

INTERVIEW = re.compile(r"\b[Ii]nterview with\s+")
LONGEST_TITLE = 40
"""Code points of office and title before the name of the one who is interviewed."""


def find_colon_reports(parsed: Doc, quoted: QuotedText, cast: Cast) -> Iterator[Report]:
    """Reports of lines that begin with a speaker and a colon, in order of the text."""
    text = quoted.text
    lines = list(LINE.finditer(text))
    turns = {
        line.start(): turn
        for line in lines
        if (turn := TURN.match(text, *line.span()))
        and turn[1].casefold().split()[-1] not in NO_SPEAKERS
    }
    given = Counter(turn[1] for turn in turns.values())
    for turn in list(turns.values()):
        if given[turn[1]] == 1 and NAME_ALONE.fullmatch(text, turn.end(), _line_end(text, turn)):
            del turns[turn.start()]  # Spokesperson: Anna Berg
    if lines and lines[0].start() in turns:
        title = turns[lines[0].start()]
        others = {turn[1] for turn in turns.values() if turn is not title}
        if title[1] not in others and title[1].casefold() not in QUESTION_LABELS:
            del turns[title.start()]  # a headline: "Berg: The quay is safe"
    labels = [turn[1].casefold() for turn in turns.values()]
    # Speakers come again; "Date:", "Place:" and "Price:" stand once.
    asks = bool(QUESTION_LABELS & set(labels)) and len(set(labels)) > 1
    asks = asks or any(turn[0].startswith(ASKED) for turn in turns.values())
    titled = sum(_is_addressed(label) for label in labels)
    comes_again = len(set(labels)) < len(labels) or titled >= FEWEST_TURNS
    if titled >= FEWEST_TURNS and len(set(labels)) == len(labels) and not asks:
        turns = {start: turn for start, turn in turns.items() if _is_addressed(turn[1])}
    is_transcript = asks or (len(labels) >= FEWEST_TURNS and comes_again)
    interviewee = _interviewee(text, cast) if {"q", "a"} <= set(labels) else None
    for number, line in enumerate(lines):
        if is_transcript and line.start() in turns:
            turn = turns[line.start()]
            answers = interviewee if turn[1] == "A" else None
            end = _turn_end(lines, number, turns)
            yield from _turn(parsed, text, turn, end, answers)
        elif number == 0 or not text[line.start() : line.end()].rstrip().endswith((".", "”", '"')):
            yield from _headline(parsed, quoted, cast, *line.span())


def _is_addressed(label: str) -> bool:
    """Whether a label begins with a form of address, or with the article of an office."""
    first = label.casefold().split()[0].rstrip(".")
    return first in FORMS_OF_ADDRESS or first == "the"


def _interviewee(text: str, cast: Cast) -> str | None:
    """Who answers as "A:": the person named behind "interview with"."""
    found = INTERVIEW.search(text)
    if found is None:
        return None
    for mention in cast.overlapping(found.end(), found.end() + LONGEST_TITLE):
        if mention.kind == "name" and cast.entity(mention.entity_id).type == "person":
            return mention.entity_id
    return None


def _line_end(text: str, turn: re.Match[str]) -> int:
    end = text.find("\n", turn.end())
    return len(text) if end < 0 else end


def _turn_end(
    lines: Sequence[re.Match[str]], number: int, turns: Mapping[int, re.Match[str]]
) -> int:
    """Where a turn ends: before the next one; the last one with its last "I" or "we"."""
    last = number
    for following in range(number + 1, len(lines)):
        if lines[following].start() in turns:
            return lines[following - 1].end()
        line = lines[following][0].strip()
        speaks = FIRST_PERSON.search(line) is not None and not set(line) & MARKS_IN_PAIRS
        if last == following - 1 and line[-1] in ".!?…" and speaks:
            last = following
    return lines[last].end()


def _turn(
    parsed: Doc, text: str, turn: re.Match[str], end: int, speaker_id: str | None
) -> Iterator[Report]:
    span = parsed.char_span(turn.start(1), turn.end(1), alignment_mode="expand")
    end = turn.end() + len(text[turn.end() : end].rstrip())
    if text[end - 1] == "." and not text[:end].endswith("..."):
        end -= 1
    if span is not None and end > turn.end():
        label = Span(turn.start(1), turn.end(1))
        piece = Span(turn.end(), end)
        yield Report((piece,), "transcript", span.root, speaker_id=speaker_id, speaker_span=label)


def _headline(
    parsed: Doc, quoted: QuotedText, cast: Cast, start: int, end: int
) -> Iterator[Report]:
    text = quoted.text
    colon = text.find(": ", start, end)
    if colon < 0 or len(text[start:colon].split()) > LONGEST_SOURCE:
        return
    if quoted.holding(colon) is not None:
        return
    source = parsed.char_span(start, colon, alignment_mode="expand")
    if source is None or any(is_verb(t) and t.lower_ not in RESEARCH for t in source):
        return
    head = source.root
    content_start = colon + 2 + len(text[colon + 2 : end]) - len(text[colon + 2 : end].lstrip())
    content_end = start + len(text[start:end].rstrip())
    content = parsed.char_span(content_start, content_end, alignment_mode="expand")
    if content is None or not _is_clause(content):
        return
    announces = head.lower_ in RESEARCH or (not text[:start].strip() and is_body(head))
    if not _can_speak(head, start, colon, cast) and not (announces and _tells(content)):
        return
    while content_end > content_start and text[content_end - 1] in ".":
        content_end -= 1
    source_span = Span(start, colon)
    yield Report((Span(content_start, content_end),), "headline", head, speaker_span=source_span)


def _tells(content: SpacySpan) -> bool:
    """Whether a clause is told and not asked: "Police: driver slept", not "Court: how it works"."""
    return content[0].lower_ not in QUESTION_WORDS and content[-1].text != "?"


def _is_clause(content: SpacySpan) -> bool:
    """Whether a headline says something: "Board: fares to rise", but not "Board: spring appeal"."""
    words = sum(token.is_alpha for token in content)
    if any(token.tag_ in FINITE or token.tag_ == "VBN" for token in content):
        return words >= FEWEST_WORDS
    return words >= FEWEST_WORDS_WITHOUT_TENSE and any(is_verb(token) for token in content)


def _can_speak(head: Token, start: int, colon: int, cast: Cast) -> bool:
    mentions = list(cast.overlapping(start, colon))
    if mentions:
        return any(cast.entity(m.entity_id).type in HEADLINE_SPEAKERS for m in mentions)
    if head.ent_type_ in ("PERSON", "PER", "ORG"):
        return True
    source = head.doc.char_span(start, colon, alignment_mode="expand")
    return source is not None and is_person_noun(head) and all(t.text != "," for t in source)
