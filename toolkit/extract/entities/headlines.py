"""Find the stretches in which a capital letter says nothing: headlines, quoted titles.

In Title Case and in capitals every word looks like a name; there only what is known to be a name
from the rest of the document, or from the word lists, is one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from toolkit.extract.spans import Quotation, Span

WORD = re.compile(r"[^\W\d_][\w'’.-]*")
SMALL = frozenset(
    "a an the of in on at to for and or but nor by with from as into over vs via per up "
    "it its not after amid".split()
)
LABELLED = re.compile(r"(?:From|To|Cc|Bcc|By|Contact|Attn|Author|Signed)\b:? ")
"""What opens a line of names: the head of a letter or message, a byline."""
ENOUGH = 4
"""Words a stretch needs before its case can be judged: "Bank of Norway" is a name, no headline."""
SHARE = 0.85
"""A verb in lower case among five words is running text: "Anna Berg leads the Bank"."""


def uninformative(text: str, quotations: Iterable[Quotation]) -> list[Span]:
    """The stretches of a text in Title Case or in capitals, sorted, none overlapping.

    Args:
        text: The document's text.
        quotations: Its quotations; one that is a title in marks counts.

    Returns:
        Lines and quotations; a line that holds a sentence end inside is running text.
    """
    found: list[Span] = []
    for match in re.finditer(r"[^\n]+", text):
        if is_title_case(match.group()) and not LABELLED.match(match.group()):
            found.append(Span(match.start(), match.end()))
    lines = list(found)
    for quotation in quotations:
        inside = text[quotation.start : quotation.end]
        covered = any(
            line.covers(quotation.start, quotation.end) for line in _near(lines, quotation)
        )
        if quotation.end - quotation.start < 300 and not covered and is_title_case(inside):
            found.append(Span(quotation.start, quotation.end))
    return sorted(found)


def _near(lines: list[Span], quotation: Quotation) -> list[Span]:
    position = bisect_right(lines, Span(quotation.start, quotation.end))
    return lines[max(position - 1, 0) : position + 1]


def is_title_case(text: str) -> bool:
    """Whether nearly all words of the text are capitalised, small ones aside.

    >>> is_title_case("Ferry Company Cuts Its Fares for Students")
    True
    >>> is_title_case("Anna Berg leads the Bank of Norway")
    False
    """
    words: list[str] = WORD.findall(text)
    if len(text) > 300 or re.search(r"[a-z][.!?]['\"”’]?\s+[A-Z]", text):
        return False
    large = [word for word in words if word.casefold() not in SMALL]
    if len(large) < ENOUGH:
        return len(large) >= 2 and text.upper() == text and len(text) > 12
    capital = sum(word[0].isupper() for word in large)
    if text.rstrip("'\"”’ ").endswith("."):
        return capital == len(large)
    return capital >= SHARE * len(large)
