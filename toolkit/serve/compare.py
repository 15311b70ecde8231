"""Two texts side by side, word by word: what only one of them has is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from toolkit.serve.plain import mark_invisible

WORDS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")

MOST_WORDS = 4000
"""Words above which paragraphs are not compared by word: the time grows with the square."""

MOST_PARAGRAPHS = 2000
FAR = 25
"""Paragraphs ahead in which a changed one is looked for: what was moved further is told as new."""

ALIKE = 0.4
"""Share of the shorter paragraph's words that make two paragraphs versions of each other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands beside each other: one paragraph of either text, or a gap."""

    left: Markup | None
    right: Markup | None
    same: bool
    """Whether both are equal to the letter."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts in pairs of paragraphs, with how many words both have and only one has."""

    pairs: tuple[Pair, ...]
    shared: int
    left_only: int
    right_only: int


@dataclass(frozen=True, slots=True)
class _Compared:
    pair: Pair
    shared: int
    left_only: int
    right_only: int


def compare_texts(left: str, right: str) -> Comparison:
    """Compare two texts paragraph by paragraph, and the words of paragraphs that correspond.

    Args:
        left: The earlier text.
        right: The later text.
    """
    lefts, rights = _paragraphs(left), _paragraphs(right)
    compared = [_compare(one, other) for one, other in _aligned(lefts, rights)]
    return Comparison(
        tuple(each.pair for each in compared),
        sum(each.shared for each in compared),
        sum(each.left_only for each in compared),
        sum(each.right_only for each in compared),
    )


def _paragraphs(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n")]
    found = [line for line in lines if line]
    rest = found[MOST_PARAGRAPHS:]
    return [*found[:MOST_PARAGRAPHS], "\n".join(rest)] if rest else found


def _aligned(
    lefts: Sequence[str], rights: Sequence[str]
) -> Iterator[tuple[str | None, str | None]]:
    """Paragraphs that correspond, in order; None where the other text has nothing like it."""
    matcher = SequenceMatcher(None, lefts, rights, autojunk=False)
    for _, left_start, left_end, right_start, right_end in matcher.get_opcodes():
        following = right_start
        for number in range(left_start, left_end):
            alike = next(
                (
                    one
                    for one in range(following, min(right_end, following + FAR))
                    if _alike(lefts[number], rights[one])
                ),
                None,
            )
            if alike is None:
                yield lefts[number], None
                continue
            yield from ((None, rights[one]) for one in range(following, alike))
            yield lefts[number], rights[alike]
            following = alike + 1
        yield from ((None, rights[one]) for one in range(following, right_end))


def _alike(left: str, right: str) -> bool:
    if left == right:
        return True
    lefts = {word.casefold() for word in WORDS.findall(left)}
    rights = {word.casefold() for word in WORDS.findall(right)}
    return len(lefts & rights) > ALIKE * min(len(lefts), len(rights))


def _compare(left: str | None, right: str | None) -> _Compared:
    if left is None or right is None:
        whole = [(0, len(left or right or ""))]
        return _Compared(
            Pair(
                None if left is None else _marked(left, whole),
                None if right is None else _marked(right, whole),
                same=False,
            ),
            0,
            _count(left),
            _count(right),
        )
    if left == right:
        return _Compared(
            Pair(mark_invisible(left), mark_invisible(right), same=True), _count(left), 0, 0
        )
    return _compare_words(left, right)


def _compare_words(left: str, right: str) -> _Compared:
    lefts, rights = list(WORDS.finditer(left)), list(WORDS.finditer(right))
    if max(len(lefts), len(rights)) > MOST_WORDS:
        blocks = [(0, 0, 0)]
    else:
        matcher = SequenceMatcher(
            None, [one.group() for one in lefts], [one.group() for one in rights], autojunk=False
        )
        blocks = [(one.a, one.b, one.size) for one in matcher.get_matching_blocks()]
    left_spans, right_spans = [], []
    left_end = right_end = shared = 0
    for left_start, right_start, size in [*blocks, (len(lefts), len(rights), 0)]:
        left_spans += _span(lefts[left_end:left_start])
        right_spans += _span(rights[right_end:right_start])
        left_end, right_end = left_start + size, right_start + size
        shared += sum(_is_word(one) for one in lefts[left_start:left_end])
    pair = Pair(_marked(left, left_spans), _marked(right, right_spans), same=False)
    return _Compared(pair, shared, _count(left) - shared, _count(right) - shared)


def _span(words: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    return [(words[0].start(), words[-1].end())] if words else []


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """The text as HTML with the spans, in order, set apart."""
    parts, place = [], 0
    for start, end in spans:
        parts.append(mark_invisible(text[place:start]))
        parts.append(
            Markup('<mark class="differs">{}</mark>').format(mark_invisible(text[start:end]))
        )
        place = end
    parts.append(mark_invisible(text[place:]))
    return Markup().join(parts)


def _count(text: str | None) -> int:
    return sum(_is_word(one) for one in WORDS.finditer(text or ""))


def _is_word(match: re.Match[str]) -> bool:
    return match.group()[0].isalnum()
