"""Link an acronym to the name that it stands for, by its brackets or by its letters.

"World Food Programme (WFP)" introduces one. Without brackets the letters have to be those of a
name in the same document, and of no other.
"""

from __future__ import annotations

import re

SMALL = frozenset("of for the and on in to at de la du del van von & against".split())
"""Words of a name that may or may not give a letter to its acronym."""

BLEND = 5
"""Letters that a blend of words has at least: "CENTCOM"."""
SHAPE = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Za-z0-9&-]{1,9}")


def is_acronym(text: str) -> bool:
    """Whether the text is written as an acronym: two capitals at least, most letters capital.

    >>> [is_acronym(word) for word in ("WFP", "U.N.", "UNICEF", "Oslo", "CJTF-OIR", "A")]
    [True, True, True, False, True, False]
    """
    if not SHAPE.fullmatch(text):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return capitals >= 2 and capitals * 3 >= len(letters) * 2


def letters_of(acronym: str) -> str:
    """The acronym's letters alone, folded: "U.N." is "un"."""
    return "".join(letter for letter in acronym.casefold() if letter.isalnum())


def initials(name: str) -> set[str]:
    """The acronyms that the name can give: with all its words, and without its small ones.

    >>> sorted(initials("Bank of Norway"))
    ['bn', 'bon']
    """
    words = [word for word in re.split(r"[\s\-/]+", name.replace("’", "'")) if word[:1].isalnum()]
    every = "".join(word[0] for word in words).casefold()
    large = "".join(word[0] for word in words if word.casefold() not in SMALL).casefold()
    folded = [word.casefold() for word in words]
    turned = set()
    if len(words) > 1 and folded[-1] in ("department", "ministry"):
        # "Defence Department" is the DoD, too.
        rest = "".join(word[0] for word in folded[:-1])
        turned = {f"{folded[-1][0]}o{rest}", f"{folded[-1][0]}{rest}"}
    return ({every, large} | turned) - {""}


def stands_for(acronym: str, name: str, *, introduced: bool = False) -> bool:
    """Whether the acronym can stand for the name.

    Args:
        acronym: As printed.
        name: A longer name.
        introduced: Whether brackets tie the two together; then leaving out a word is enough
            ("NOFECO" for "Nordic Ferry Council"), provided the letters stand in the name in
            this order.

    Returns:
        Whether the letters fit.
    """
    letters = letters_of(acronym)
    if len(letters) < 2 or " " not in name.strip():
        return False
    if letters in initials(name) or is_blend(letters, name):
        return True
    if not introduced or not name or letters[0] not in "".join(initials(name)):
        return False
    return _in_order(letters, name.casefold())


def is_blend(letters: str, name: str) -> bool:
    """Whether the letters are the beginnings of all words, two letters of each at least.

    A state in front may be left out.

    >>> [is_blend(word, "U.S. Central Command") for word in ("centcom", "uscentcom", "cc")]
    [True, True, False]
    """
    words = [letters_of(word) for word in name.split() if word.casefold() not in SMALL]
    if len(words) < 2 or len(letters) < BLEND:
        return False
    return _begins(letters, words) or (len(words) > 2 and _begins(letters, words[1:]))


def _begins(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    return any(
        letters[:size] == words[0][:size] and _begins(letters[size:], words[1:])
        for size in range(2, min(len(words[0]), len(letters)) + 1)
    )


def shortens(short: str, full: str) -> bool:
    """Whether the short form is the full one with some of its words as initials.

    >>> shortens("NATO PA", "NATO Parliamentary Assembly")
    True
    """
    rest = full.split()
    for word in short.split():
        if rest and rest[0] == word:
            rest = rest[1:]
        elif is_acronym(word) and letters_of(word) in initials(" ".join(rest[: len(word)])):
            rest = rest[len(word) :]
        else:
            return False
    return not rest and " " in short


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
