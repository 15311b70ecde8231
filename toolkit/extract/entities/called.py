"""Tell which common nouns may take up a body: "the agency" the Harbour Office.

The heads of names that each noun may stand for lie in ``lexicon/called.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.body_nominals import head_noun
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare

ANYBODY = frozenset({"group", "organization", "organisation"})
"""What any body may be called that is none of a state."""

SHORTEST_TAIL = 4
"""Letters of a noun that may be the end of a longer word: Fjordbank, "the bank"."""


def may_be_called(forms: Iterable[str], noun: str) -> bool:
    """Whether a body of this name is one that the noun describes.

    >>> may_be_called(["Harbour Office"], "agency")
    True
    >>> may_be_called(["Harbour Office"], "group")
    False
    """
    heads = set(_heads(forms))
    if noun in ANYBODY:
        return not heads & _called()["state"]
    if noun in ("company", "firm") and heads & (listed("legal") | gazetteer.heads().firm):
        return True
    if len(noun) >= SHORTEST_TAIL and any(head.endswith(noun) for head in heads):
        return True
    return bool(heads & _called().get(noun, frozenset()))


def _heads(forms: Iterable[str]) -> Iterator[str]:
    for form in forms:
        yield head_noun(form)
        yield bare(form.split()[-1])


@cache
def _called() -> dict[str, frozenset[str]]:
    lists = gazetteer.load("called.toml")
    return {"state": frozenset(lists["state"])} | {
        noun: frozenset(heads) for noun, heads in lists["heads"].items()
    }


@cache
def body_nouns() -> frozenset[str]:
    """The nouns that may take up a body with another head in its name."""
    return frozenset(_called()) - {"state"} | ANYBODY
