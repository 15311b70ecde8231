"""Find the list that a colon opens: "urged the owners to:" and the lines below it.

Its lines belong to what is said. A line is one of the list by its mark ("- ", "2.", "(a)"), or, in
pages that lost the marks, by its small first letter.
"""

from __future__ import annotations

import re

from toolkit.extract.spans import Span

OPENS = re.compile(r"[ \t]*:[ \t]*\n\s*(?=\S)")
LINE = re.compile(r"[^\n]*\S[^\n]*")
ITEM = re.compile(r"\s*(?:[-*•·–—◦▪]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
BARE_ITEM = re.compile(r"\s*[a-z]")
FEWEST_ITEMS = 2
PADDING = ".;, \t\n"


def list_end(text: str, colon: int) -> int | None:
    """Where the list ends that the colon opens, without its last mark; None if it opens none.

    Args:
        text: The document's text.
        colon: Where the colon stands, or the space before it.
    """
    opening = OPENS.match(text, colon)
    if opening is None:
        return None
    return _last(text, opening.end(), ITEM) or _last(text, opening.end(), BARE_ITEM)


def _last(text: str, start: int, item: re.Pattern[str]) -> int | None:
    end, found = start, 0
    for line in LINE.finditer(text, start):
        if item.match(text, *line.span()) is None:
            break
        end, found = line.end(), found + 1
    return start + len(text[start:end].rstrip(PADDING)) if found >= FEWEST_ITEMS else None


def with_list(text: str, piece: Span) -> Span:
    """A stretch with the list that a colon behind it opens."""
    end = list_end(text, piece.end)
    return piece if end is None else Span(piece.start, end)
