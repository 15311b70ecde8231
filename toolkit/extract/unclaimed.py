"""List what was seen and became no row, with the reason, so that a missing row can be found.

Every quotation, number, speech verb and capitalised name of a document is in a row of another
table, or here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from toolkit.extract.entities.headlines import WORD, is_title_case, uninformative
from toolkit.extract.entities.own_words import is_common_head
from toolkit.extract.entities.runs import find_runs
from toolkit.extract.entities.titles import is_title_part
from toolkit.extract.figures.find import find_uncounted
from toolkit.extract.spans import Cast, Name, Quotation
from toolkit.extract.statements.cues import find_cues
from toolkit.rows import Document, Figure, Statement, Unclaimed, make_id

SCARE_QUOTE_WORDS = 4
"""Words up to which a quotation outside statements only marks a wording."""


class Left(NamedTuple):
    """A stretch that no row claims, and why."""

    start: int
    end: int
    reason: str


class Claims:
    """The stretches that rows have taken."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Join overlapping stretches, so that one look finds the one around a position."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether a claimed stretch shares a character with ``[start, end)``."""
        position = bisect_right(self._starts, end - 1) - 1
        return position >= 0 and self._ends[position] > start


def find_unclaimed(
    document: Document,
    parsed: Doc,
    quotations: tuple[Quotation, ...],
    names: tuple[Name, ...],
    statements: tuple[Statement, ...],
    figures: tuple[Figure, ...],
    cast: Cast,
) -> tuple[Unclaimed, ...]:
    """Find the quotations, numbers, speech verbs and capitalised names that have no row.

    Args:
        document: The document.
        parsed: The parse of its text.
        quotations: All stretches between quotation marks.
        names: The names found; each is a mention in ``cast``.
        statements: The statements found.
        figures: The figures found.
        cast: Entities and mentions.

    Returns:
        Rows sorted by start, end and id.
    """
    text = document.text or ""
    named = Claims((name.start, name.end) for name in names)
    mentioned = Claims((mention.start, mention.end) for mention in cast.mentions)
    spoken = Claims((statement.start, statement.end) for statement in statements)
    left = {
        "quotation": _quotations(text, quotations, spoken, named),
        "number": _numbers(document, parsed, text, figures, cast),
        "cue": _cues(parsed, statements, spoken),
        "name": _names(parsed, text, quotations, mentioned, statements),
    }
    rows = {
        row.unclaimed_id: row
        for kind, stretches in left.items()
        for row in (_row(document, text, kind, stretch) for stretch in stretches)
    }
    return tuple(sorted(rows.values(), key=lambda row: (row.start, row.end, row.unclaimed_id)))


def _row(document: Document, text: str, kind: str, left: Left) -> Unclaimed:
    return Unclaimed(
        unclaimed_id=make_id("u", document.document_id, left.start, left.end, kind),
        document_id=document.document_id,
        kind=kind,
        text=text[left.start : left.end],
        start=left.start,
        end=left.end,
        reason=left.reason,
    )


def _quotations(
    text: str, quotations: Iterable[Quotation], spoken: Claims, named: Claims
) -> Iterator[Left]:
    """Outermost quotations outside statements; inner ones belong to the outer."""
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        if quotation.depth or spoken.touch(start, end):
            continue
        inside = text[start:end]
        words = len(WORD.findall(inside))
        if is_title_case(inside) or (words > 1 and named.touch(start, end) and words <= 3):
            reason = "title"
        elif words <= SCARE_QUOTE_WORDS:
            reason = "scare_quote"
        else:
            reason = "no_speaker"
        yield Left(start, end, reason)


def _numbers(
    document: Document, parsed: Doc, text: str, figures: Iterable[Figure], cast: Cast
) -> Iterator[Left]:
    counted = Claims((figure.number_start, figure.number_end) for figure in figures)
    for number in find_uncounted(document, parsed, cast):
        printed = text[number.start : number.end]
        wordy = number.reason == "date" and not any(letter.isdigit() for letter in printed)
        if not wordy and not counted.touch(number.start, number.end):
            yield Left(number.start, number.end, number.reason)


def _cues(parsed: Doc, statements: Iterable[Statement], spoken: Claims) -> Iterator[Left]:
    used = Claims(
        (statement.cue_start, statement.cue_end)
        for statement in statements
        if statement.cue_start is not None and statement.cue_end is not None
    )
    seen: set[int] = set()
    for cue in find_cues(parsed):
        start, end = cue.span
        if used.touch(start, end) or start in seen or cue.sense.part != "verb":
            continue
        seen.add(start)
        yield Left(start, end, "inside_statement" if spoken.touch(start, end) else "no_content")


def _is_beside_name(parsed: Doc, last: int, mentioned: Claims) -> bool:
    """Whether a mention starts right after a title, over full stops and further titles."""
    for token in parsed[last : last + 5]:
        if mentioned.touch(token.idx, token.idx + 1):
            return True
        if token.text != "." and not is_title_part(parsed, token.i):
            return False
    return False


def _names(
    parsed: Doc,
    text: str,
    quotations: tuple[Quotation, ...],
    mentioned: Claims,
    statements: Iterable[Statement],
) -> Iterator[Left]:
    """Runs of capitalised words that are in no mention, without the titles beside a name."""
    headlines = Claims((stretch.start, stretch.end) for stretch in uninformative(text, quotations))
    speakers = Claims(
        (statement.speaker_start, statement.speaker_end)
        for statement in statements
        if statement.speaker_start is not None and statement.speaker_end is not None
    )
    for run in find_runs(parsed):
        start = parsed[run.first].idx
        end = parsed[run.last - 1].idx + len(parsed[run.last - 1].text)
        titles = all(is_title_part(parsed, position) for position in range(run.first, run.last))
        if mentioned.touch(start, end) or (titles and _is_beside_name(parsed, run.last, mentioned)):
            continue
        if headlines.touch(start, end):
            reason = "headline"
        elif titles:
            reason = "title"
        elif run.last - run.first == 1 and is_common_head(parsed, run.first):
            reason = "common_noun"
        elif speakers.touch(start, end):
            reason = "speaker_without_entity"
        else:
            reason = "no_type"
        yield Left(start, end, reason)
