"""Rows that may be meant by an id that is gone: shown to a person, never taken by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

SHOWN = 3
"""Candidates named for one correction."""

LIKENESS = 0.5
"""The share of characters in common below which a row is no candidate."""

SHOWN_WORDS = 60
"""Characters of a row's words that a message shows."""


def words_of(row: Any) -> str:
    """The words by which a person knows a row: its text, an entity's name, a document's path."""
    for name in ("text", "name", "path"):
        words = getattr(row, name, None)
        if words and not (name == "text" and hasattr(row, "sha256")):
            return str(words)
    return ""


def shown(words: str) -> str:
    """Words between quotation marks on one line, cut where they are long."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= SHOWN_WORDS else f"“{line[:SHOWN_WORDS]} …”"


def nearest_rows(
    rows: Iterable[tuple[str, Any]], text: str, *, path: str, paths: Mapping[str, str]
) -> tuple[str, ...]:
    """The rows with the most similar words, those of the same document before others.

    Args:
        rows: The ids and rows of the table.
        text: The words of the row that is gone.
        path: The document in which it stood; empty where that is not known or it has none.
        paths: From document_id to ``documents.path``.

    Returns:
        At most three, as ``f_… (“400 seats”, late.txt)``, best first.
    """
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    found = []
    for row_id, row in rows:
        where = paths.get(getattr(row, "document_id", ""), "")
        words = words_of(row)
        matcher.set_seq1(words)
        # The two quick bounds spare the slow comparison for nearly all rows of a large table.
        if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
            continue
        likeness = matcher.ratio()
        if likeness >= LIKENESS:
            found.append((where != path, -likeness, where, row_id, words))
    return tuple(
        f"{row_id} ({', '.join(part for part in (shown(words), where) if part)})"
        for _, _, where, row_id, words in sorted(found)[:SHOWN]
    )
