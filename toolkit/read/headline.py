"""Which line is the page's headline, if any is: precision first.

A headline stays the first paragraph of the text. What is decided here is only whether the first
line may be called the document's title.
"""

from __future__ import annotations

import re

from toolkit.read.lines import Line, ends_sentence, paragraphs_are_lines

MAXIMUM_WORDS = 35
MAXIMUM_LENGTH = 250

_SALUTATION = re.compile(r"(?:dear|hi|hello|hey|greetings|to whom)\b", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "a an and as at but by for from if in into nor of off on onto or over per so than the to up via"
    " vs with".split()
)
_LETTERS = re.compile(r"[^\W\d_][\w'’.-]*")


def is_headline(lines: tuple[Line, ...], number: int) -> bool:
    """Whether line ``number``, the first one that is no furniture, is a headline.

    It is one short line that stands alone, does not end like a sentence (or is in title case), and
    is followed by text that does. Counter-examples: a salutation, the first line of a wrapped
    paragraph or of a stanza, a one-line note, a list.

    Args:
        lines: All lines of the page.
        number: The index of the first line of the body.
    """
    line = lines[number]
    return (
        number + 1 < len(lines)
        and _stands_alone(lines, number)
        and is_headline_like(line.words)
        and _is_followed_by_prose(lines[number + 1 :], line)
    )


def is_headline_like(words: str) -> bool:
    """Whether a line reads like a headline, whatever follows it.

    >>> is_headline_like("Ferry company to close two lines")
    True
    >>> is_headline_like("The ferry company closed two lines on Monday.")
    False
    """
    if len(words) > MAXIMUM_LENGTH or not 2 <= len(words.split()) <= MAXIMUM_WORDS:
        return False
    if _SALUTATION.match(words) or words.endswith((",", ";", ":", "-", "–", "—", "...", "…")):
        return False
    first = words.lstrip("\"'“‘«„[(*#")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    if words.rstrip("\"'”’»)").endswith("."):
        return is_title_case(words)
    return True


def is_title_case(words: str) -> bool:
    """Whether every longer word has a capital, as in headlines of the American press.

    >>> is_title_case("Bank Closes Three Branches in the North.")
    True
    >>> is_title_case("The bank closed three branches in North Harbour.")
    False
    """
    tokens = [token for token in _LETTERS.findall(words) if token.lower() not in _SMALL_WORDS]
    return len(tokens) >= 3 and all(token[0].isupper() for token in tokens)


def _stands_alone(lines: tuple[Line, ...], number: int) -> bool:
    if lines[number].before_blank:
        return True
    spaced = any(line.before_blank for line in lines[:-1])
    return not spaced and paragraphs_are_lines(lines[number + 1 :])


def _is_followed_by_prose(rest: tuple[Line, ...], headline: Line) -> bool:
    prose = [line for line in rest if ends_sentence(line.words)]
    return any(len(line.words) > min(len(headline.words), 80) for line in prose)
