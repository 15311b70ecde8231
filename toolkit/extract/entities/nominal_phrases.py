"""The noun phrases that may mean somebody or something named elsewhere: "the harbour minister"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.references import Reference, Scene

REACH = 6
"""Tokens between "the" and the office at most: "the country's former deputy foreign minister"."""
NARROWING = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH", "VBN"})
"""Tags of the words between "the" and the noun."""


def phrase_start(parsed: Doc, position: int) -> int | None:
    """The index of the "the" that opens the noun phrase, or None."""
    for start in range(position - 1, max(position - 1 - REACH, -1), -1):
        token = parsed[start]
        if token.lower_ == "the":
            return start
        aged = token.tag_ == "CD" and parsed[start + 1].text == "-"  # the *61*-year-old captain
        if token.is_sent_start or not (token.tag_ in NARROWING or aged):
            return None
    return None


def words_of(forms: Iterable[str]) -> set[str]:
    """All words of the printed forms, folded."""
    return {bare(word) for form in forms for word in form.split()}


def nominal(scene: Scene, first: int, last: int, head: int, actor: int, rule: str) -> Reference:
    """The reference that the tokens ``[first, last)`` make."""
    parsed = scene.parsed
    start, end = parsed[first].idx, parsed[last - 1].idx + len(parsed[last - 1].text)
    return scene.reference(start, end, actor, "nominal", rule, head)
