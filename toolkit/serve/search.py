"""What a reader types into a search box as an expression that SQLite's search always takes."""

from __future__ import annotations

import re

PIECES = re.compile(r'"([^"]*)"|([^\s"]+)')
"""A phrase between quotation marks, or what stands between spaces."""

TYPOGRAPHIC = str.maketrans("“”„«»\0", '"' * 5 + " ")
"""Quotation marks as people print them; and SQLite's end of a text, at which it stops reading."""

MATCHES_NOTHING = '"!"'
"""A phrase without a word: no syntax error, no row."""


def search_expression(typed: str) -> str:
    """Every word or quoted phrase of what was typed, all of which have to occur.

    Operators of the search language lose their meaning, so that no input is an error.

    >>> search_expression('late "the ferry" AND')
    '"late" "the ferry" "AND"'
    >>> search_expression('"')
    '"!"'
    """
    found = PIECES.findall(typed.translate(TYPOGRAPHIC))
    pieces = [phrase or word for phrase, word in found]
    expression = " ".join(f'"{piece}"' for piece in pieces if re.search(r"\w", piece))
    return expression or MATCHES_NOTHING
