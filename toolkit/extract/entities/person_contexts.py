"""Tell a person by the words around the name: "the deckhand, X", "X, 34, said", "referee X".

A name that no list and no name finder knows is often told by what stands against it. Nouns that
companies carry, too ("the owner, Fjordline"), show nothing here.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import PROPER, is_capital, opens_sentence
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.roles import role_before_comma
from toolkit.extract.entities.titles import is_head

LONGEST = 7
"""Tokens of a person's name, hyphens included."""
AGE = re.compile(r"1[0-9]|[2-9]\d|10\d")
BEHIND_AGE = frozenset({",", ".", ")", ";", "and"})
KIN = frozenset(
    "wife husband son daughter brother sister mother father aunt uncle cousin friend colleague "
    "girlfriend boyfriend nephew niece grandson granddaughter neighbour neighbor roommate fiancé "
    "fiancée grandfather grandmother stepson stepdaughter widow twin".split()
)
"""Nouns behind which one word in capitals is a person: "her cousin Ivalo"."""
BY_FORM = ("ologist", "ician", "woman", "grapher")
"""Ends of nouns that only name persons."""
INITIAL = re.compile(r"[A-Z]\.?(?:[A-Z]\.)*")
SURE_PARTICLES = frozenset("van von bin ibn bint ten ter der wa ole ap abd".split())
"""Particles of persons' names that names of places do not have: not "de", "la", "al"."""


def person_by_context(parsed: Doc, first: int, last: int) -> str | None:
    """The rule by which the words around a name show a person, or None."""
    if last - first > LONGEST or is_head(bare(parsed[last - 1].text)):
        return None
    if any(token.lower_ in ("of", "for", "and", "&", "/") for token in parsed[first:last]):
        return None
    if _noun_before(parsed, first, last):
        return "name_after_title"
    if _described_before(parsed, first):
        return "name_after_role"
    if _aged(parsed, last) or _described_after(parsed, last):
        return "name_before_role"
    return "name_by_person_shape" if has_person_shape(parsed, first, last) else None


def is_person_noun(token: Token) -> bool:
    """Whether the word names a person by office, work or kin, and no body as well."""
    word = bare(token.text)
    if token.tag_ not in ("NN", "NNP", "JJ") or word in gazetteer.titles().also_bodies:
        return False
    return word in gazetteer.titles().person or (len(word) > 6 and word.endswith(BY_FORM))


def _noun_before(parsed: Doc, first: int, last: int) -> bool:
    """As in "chief executive Anna Berg", "her colleague Nils Dahl", "referee Holm".

    A single word needs an office before it: "boxer Fury", but "driver Uber" is none.
    """
    if first == 0:
        return False
    before = parsed[first - 1]
    if before.is_space or not before.is_lower or not before.whitespace_:
        return False
    if last - first > 1:
        executive = before.lower_ == "executive" and parsed[max(first - 2, 0)].lower_ == "chief"
        return executive or is_person_noun(before)
    if before.lower_ in KIN and not gazetteer.is_place(parsed[first].text):
        return True
    owned = first > 1 and parsed[first - 2].tag_ == "PRP$"  # our driver Otar
    office = bare(before.text) in gazetteer.titles().office
    return is_person_noun(before) and (office or owned)


def _described_before(parsed: Doc, first: int) -> bool:
    """As in "the port's director, Anna Berg": the description in front names a person."""
    role = role_before_comma(parsed, first)
    if role is None:
        return False
    words = [bare(word) for word in role.text.split()]
    known = gazetteer.titles()
    named = [word for word in words if word in known.person or word.endswith(BY_FORM)]
    return any(word not in known.also_bodies for word in named) or (
        "chief" in words and "executive" in words
    )


def _aged(parsed: Doc, last: int) -> bool:
    """As in "Anna Berg, 34, of Oslo", "Anna Berg (34)"."""
    if last + 1 >= len(parsed) or parsed[last].text not in (",", "("):
        return False
    behind = parsed[last + 2].text if last + 2 < len(parsed) else "."
    return bool(AGE.fullmatch(parsed[last + 1].text)) and behind in BEHIND_AGE


def _described_after(parsed: Doc, last: int) -> bool:
    """As in "Anna Berg, a hydrologist, warned", "Anna Berg, director of the clinic"."""
    if last + 1 >= len(parsed) or parsed[last].text != ",":
        return False
    head = None
    for token in parsed[last + 1 : last + 9]:
        if token.tag_ in ("NN", "JJ", "VBN", "HYPH", "POS", "DT", "PRP$", "NNP", "CD"):
            head = token if token.tag_ == "NN" else head
            continue
        ends = token.tag_ in ("IN", "WP", "CC", "VBD", "VBZ", "VBP", "MD") or token.is_punct
        return ends and head is not None and head.is_lower and is_person_noun(head)
    return False


def has_person_shape(parsed: Doc, first: int, last: int) -> bool:
    """Whether the name's own parts are those of a person's: initials, particles, "Seo-yeon"."""
    words = [token for token in parsed[first:last] if token.text != "."]
    if _is_hyphenated_given_name(parsed, first, last):
        return True
    if len(words) < 2 or not is_capital(words[-1]):
        return False
    if any(token.lower_ in SURE_PARTICLES and token.is_lower for token in words[1:-1]):
        return True
    initials = [token for token in words[:-1] if INITIAL.fullmatch(token.text)]
    dotted = "." in parsed[first:last].text
    surname = words[-1].is_alpha and words[-1].text[1:].islower() and len(words[-1].text) > 2
    return dotted and len(initials) == len(words) - 1 and surname


def _is_hyphenated_given_name(parsed: Doc, first: int, last: int) -> bool:
    """As in "Park Seo-yeon", whose last word goes on without a capital."""
    tail = parsed[last - 1]
    hyphened = last - first == 4 and parsed[last - 2].text == "-" and tail.is_lower
    return hyphened and all(token.text.istitle() for token in parsed[first : last - 2])


def opens_with_family_name(parsed: Doc, first: int, last: int) -> bool:
    """As in "Chen Xiaoling": a frequent family name stands first, and no head ends the name."""
    words = parsed[first:last]
    plain = 2 <= len(words) <= 3 and all(word.is_alpha and word.text.istitle() for word in words)
    plain = plain and (words[0].tag_ in PROPER or not opens_sentence(words[0]))
    known = gazetteer.is_family_name(words[0].text)
    return plain and known and not is_head(bare(words[-1].text))
