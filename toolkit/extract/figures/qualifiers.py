"""What the words around a number claim about it: "up to", "some", "or more", "and counting".

The bounds follow from the qualifier alone and can be read back from it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.number_words import SMALL_WORDS
from toolkit.extract.lexicon import read_rows


class Qualifier(NamedTuple):
    """A qualifier as printed: where it stands and what it claims."""

    start: int
    end: int
    name: str


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", rf"(?:[{BLANK}]+|[{BLANK}]*\n[{BLANK}]*)")


_ROWS = read_rows("qualifiers")
_BEFORE = {row["phrase"]: row["qualifier"] for row in _ROWS if row["position"] == "before"}
_AFTER = {row["phrase"]: row["qualifier"] for row in _ROWS if row["position"] == "after"}
_MODIFIERS = [row["phrase"] for row in _ROWS if row["position"] == "modifier"]
_LONGEST = max(map(len, _BEFORE)) + max(map(len, _MODIFIERS)) + 4

_ANY_BEFORE = "|".join(_pattern(phrase) for phrase in sorted(_BEFORE, key=len, reverse=True))
_ANY_MODIFIER = "|".join(_pattern(word) for word in sorted(_MODIFIERS, key=len, reverse=True))
BEFORE = re.compile(
    rf"(?<![\w-])(?:(?<!\bso )(?:{_ANY_MODIFIER})[{BLANK}]+)?(?P<phrase>{_ANY_BEFORE})"
    rf"(?P<gap>[{BLANK}]*\n?[{BLANK}]*)$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf"(?:,?[{BLANK}]+|(?=[-+]))"
    rf"(?P<phrase>{'|'.join(_pattern(p.strip()) for p in sorted(_AFTER, key=len, reverse=True))})"
    rf"(?!\w)(?![{BLANK}]+than\b)",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"([\w.]+|[^\w\s])\s*$")
_LAST_WORDS = frozenset(
    match[1] for phrase in _BEFORE if (match := LAST_WORD.search(phrase)) is not None
)
FOLLOWED = re.compile(rf"[{BLANK}]+(?:than[{BLANK}]+)?[\w$€£]")
NUMBER_FOLLOWS = re.compile(rf"[{BLANK}]+(?:[\d$€£¥]|(?:{SMALL_WORDS})\b)", re.IGNORECASE)
OR_EQUAL = re.compile(rf"[{BLANK}]+or[{BLANK}]+equal(?:[{BLANK}]+to)?\b", re.IGNORECASE)

NOT_QUALIFIED_BY = re.compile(
    r"\b(?:comes?|came|talk\w*|speak\w*|spoke|think\w*|thought|stor(?:y|ies)|film|book|movie|ask\w*"
    r"|question\w*|know|knew|concern\w*|worr\w+|learn\w*|heard|hear|tell|told|wrote|writ\w+"
    r"|travel\w*|walk\w*|look\w*|all|gather\w*|turn\w*)[ ](?:about|around)[ ]$",
    re.IGNORECASE,
)
"""Verbs and nouns whose "about" or "around" is a preposition: "a film about two sisters"."""


def qualifier_before(text: str, start: int) -> Qualifier | None:
    """The qualifier that ends where a quantity starts.

    >>> qualifier_before("no fewer than 20 trains", 14)
    Qualifier(start=0, end=13, name='at_least')
    """
    offset = max(0, start - _LONGEST)
    before = text[offset:start]
    last = LAST_WORD.search(before)
    if last is None or last[1].lower() not in _LAST_WORDS:
        return None  # most numbers have no qualifier: one look at the word before tells
    match = BEFORE.search(before)  # from the left: the longest phrase that ends at the end
    if match is None:
        return None
    phrase = re.sub(r"\s+", " ", match["phrase"].lower())
    if phrase[0].isalpha() and not match["gap"]:
        return None
    if NOT_QUALIFIED_BY.search(text[max(0, start - 30) : start]) is not None:
        return None
    return Qualifier(offset + match.start(), offset + match.end("phrase"), _BEFORE[phrase])


def qualifier_after(text: str, end: int, name: str = "exactly") -> Qualifier | None:
    """The qualifier that starts where a quantity ends.

    Args:
        text: The document's text.
        end: The code point after the number, its unit or its noun.
        name: The qualifier that stands before, for "less than 5000 or equal".
    """
    equal = OR_EQUAL.match(text, end)
    if equal is not None and name in ("less_than", "more_than"):
        merged = "at_most" if name == "less_than" else "at_least"
        return Qualifier(equal.start(), equal.end(), merged)
    match = AFTER.match(text, end)
    if match is None:
        return None
    phrase = re.sub(r"\s+", " ", match["phrase"].lower())
    following = FOLLOWED.match(text, match.end())
    if phrase in ("plus", "at least", "at most", "tops", "and more") and following:
        return None  # "20 percent at least once", "ten plus three", "20 boats and more crew"
    if phrase in ("maximum", "minimum", "max", "approximately") and following:
        return None  # "20 percent minimum wages", "at 40 percent approximately 20 boats"
    if phrase.endswith(" than") and following:
        return None  # "5000 or less than 6000": two quantities
    if phrase.startswith(("and ", "or ")) and NUMBER_FOLLOWS.match(text, match.end()):
        return None  # "four cars and over 200 bicycles"
    if phrase == "odd" and not following:
        return None
    return Qualifier(match.start("phrase"), match.end(), _AFTER.get(phrase) or _AFTER[f" {phrase}"])


def bounds_of(
    qualifier: str, value: float | None, lower: float | None
) -> tuple[float | None, float | None]:
    """The smallest and the largest value that the words claim; None where they leave it open.

    Args:
        qualifier: The qualifier's name, any but ``between``.
        value: The number; None for a vague one.
        lower: What a vague number claims at least ("dozens": 24).
    """
    if value is None:
        return lower, None
    return {
        "exactly": (value, value),
        "about": (None, None),
        "at_most": (None, value),
        "less_than": (None, value),
        "at_least": (value, None),
        "more_than": (value, None),
    }[qualifier]
