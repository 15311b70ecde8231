"""Find bodies that a list knows by several words, wherever they stand: "Save the Children".

Small words, ampersands and a sentence's first capital cut such names; the list does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from toolkit.bodies import body_names
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON
from toolkit.extract.entities.word_lists import company_names
from toolkit.extract.spans import Name

WORD = re.compile(r"(?<![\w-])\w+")

BEHIND = re.compile(r"[\w-]")
"""What goes on with a word: "Al Jazeeras"."""

SAME_LENGTH = str.maketrans({"’": "'", "\n": " ", "\u00a0": " "})
"""Marks that print the same name; each is one character for one."""

OWNED = re.compile(r"(\w+)'s")
"""A shop by its owner's name, "McDonald's": a person may be called so, too."""


def listed_names(text: str, names: list[Name]) -> Iterator[Name]:
    """The listed bodies of a text.

    Args:
        text: The document's text.
        names: Its other names; "Macy's" is no shop where "Ann Macy" is named.
    """
    full = [text[name.start : name.end] for name in names if name.type == PERSON]
    persons = {printed.split()[-1] for printed in full if " " in printed}
    persons |= {text[name.start : name.end] for name in names if name.rule == "name_after_title"}
    plain = text.translate(SAME_LENGTH)
    for word in WORD.finditer(plain):
        for listed in _by_first_word().get(word[0], ()):
            end = word.start() + len(listed)
            if not plain.startswith(listed, word.start()) or BEHIND.match(plain, end):
                continue
            owned = OWNED.fullmatch(listed)
            if owned is None or owned[1] not in persons:
                yield Name(word.start(), end, ORGANIZATION, "name_in_gazetteer")
            break


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The listed names of several words by the first of them, longer ones first."""
    bodies = (name for name in body_names() if " " in name or "'" in name)
    several = {*bodies, *(name for name in company_names() if " " in name)}
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(several, key=lambda name: (-len(name), name)):
        word = WORD.match(name)
        if word is not None:
            found[word[0]].append(name)
    return {word: tuple(names) for word, names in found.items()}
