"""A page as its lines: where each one starts and ends, and what stands around it."""

from __future__ import annotations

from typing import NamedTuple

SENTENCE_ENDS = frozenset(".!?…")
CLOSING_MARKS = "\"'”’»›)]*_\u200b\u200e\u200f"
"""May stand behind a sentence's end; so do characters that nobody sees."""


class Line(NamedTuple):
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
    found: list[tuple[int, int, str, bool]] = []
    start, after_blank = 0, True
    for line in text.split("\n"):
        end = start + len(line)
        words = line.strip()
        if words:
            found.append((start, end, words, after_blank))
        after_blank = not words
        start = end + 1
    before_blank = [entry[3] for entry in found[1:]] + [True]
    return tuple(Line(*entry, before) for entry, before in zip(found, before_blank, strict=False))


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
