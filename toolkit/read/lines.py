"""A page as its lines: where each one starts and ends, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCE_ENDS = frozenset(".!?…")
CLOSING_MARKS = "\"'”’»›)]*_\u200b\u200e\u200f"
"""May stand behind a sentence's end; so do characters that nobody sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    Attributes:
        start: The code point at which the line begins, white space included.
        end: The code point of its line feed, or the end of the text.
        words: The line without the white space around it.
        after_blank: A blank line or nothing stands before it.
        before_blank: A blank line or nothing stands after it.
    """

    start: int
    end: int
    words: str
    after_blank: bool
    before_blank: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, with their offsets."""
    spans: list[tuple[int, int, str]] = []
    start = 0
    for line in text.split("\n"):
        spans.append((start, start + len(line), line.strip()))
        start += len(line) + 1
    blank = [True, *(not words for _, _, words in spans), True]
    return tuple(
        Line(start, end, words, blank[number], blank[number + 2])
        for number, (start, end, words) in enumerate(spans)
        if words
    )


def ends_sentence(words: str) -> bool:
    """Whether a line ends the way sentences do, closing marks left aside.

    >>> ends_sentence('"We will open on Monday."'), ends_sentence("Ferry to open on Monday")
    (True, False)
    """
    bare = words.rstrip(CLOSING_MARKS)
    return bool(bare) and bare[-1] in SENTENCE_ENDS


def paragraphs_are_lines(lines: tuple[Line, ...]) -> bool:
    """Whether a text without blank lines puts each paragraph on a line of its own.

    Counter-examples: a text wrapped at 72 characters, whose lines mostly end in mid-sentence, and a
    poem.
    """
    ended = sum(ends_sentence(line.words) for line in lines)
    return len(lines) > 1 and ended >= 0.7 * (len(lines) - 1)
