"""Which line is the page's headline, if any is: precision first.

A headline stays the first paragraph of the text. What is decided here is only whether the first
line may be called the document's title.
"""

from __future__ import annotations

import re

from toolkit.read.lines import Line, ends_sentence, paragraphs_are_lines

MAXIMUM_WORDS = 35
MAXIMUM_LENGTH = 250
NEXT_LINES = 4
"""Prose has to begin within this many lines below a headline: what follows is no list."""

MAIL_LINES = 8

_SALUTATION = re.compile(r"(?:dear|hi|hello|hey|greetings|to whom)\b", re.IGNORECASE)
_MAIL_HEADER = re.compile(r"(?:to|from|cc|subject|sent|email)\s*:\s*\S", re.IGNORECASE)
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,}(?:,[\w .,'’-]{1,40})?(?:\([A-Z]\w*\) ?)? ?(?:--|[–—―-] )"
)
# Five letters: "Gen. Doe" and "Sept. 3" end no sentence.
_SEVERAL_SENTENCES = re.compile(r"[a-z]{5}[.!] [A-Z]")
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
    following = lines[number + 1 : number + 1 + NEXT_LINES]
    if not following or not _stands_alone(lines, number) or is_mail(lines):
        return False
    # with a dateline below it, even what ends like a sentence is a headline
    dated = _DATELINE.match(following[0].words) is not None
    if not is_headline_like(line.words.removesuffix(".") if dated else line.words):
        return False
    return any(
        ends_sentence(other.words) and len(other.words) > min(len(line.words), 80)
        for other in following
    )


def is_mail(lines: tuple[Line, ...]) -> bool:
    """Whether a page opens with the header of a message; its first line is a name, no headline."""
    return any(_MAIL_HEADER.match(line.words) for line in lines[:MAIL_LINES])


def is_headline_like(words: str) -> bool:
    """Whether a line reads like a headline, whatever follows it.

    >>> is_headline_like("Ferry company to close two lines")
    True
    >>> is_headline_like("The ferry company closed two lines on Monday.")
    False
    """
    if len(words) > MAXIMUM_LENGTH or not 2 <= len(words.split()) <= MAXIMUM_WORDS:
        return False
    if (
        "@" in words
        or _SALUTATION.match(words)
        or _SEVERAL_SENTENCES.search(words)
        or words.endswith((",", ";", ":", "-", "–", "—", "...", "…"))
    ):
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
