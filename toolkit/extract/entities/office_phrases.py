"""Read the phrases that ask for a person by office: "the former Norwegian harbour minister"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.nominal_phrases import words_of
from toolkit.extract.entities.references import Actor
from toolkit.extract.entities.roles import CHANGING, Office, compatible, offices

EMPTY = frozenset(
    "late acting incumbent longtime long-time sitting the of 's ’s - state government current "
    "said new same country".split()
)
"""Words of a description that narrow nothing."""


def complement_end(parsed: Doc, position: int) -> int:
    """One past "of ..." after the office, as far as capitalised words go; else one past it."""
    if position + 2 >= len(parsed) or parsed[position + 1].lower_ != "of":
        return position + 1
    if parsed[position + 2].lower_ in ("state", "government"):
        return position + 3
    end = position + (3 if parsed[position + 2].lower_ == "the" else 2)
    start = end
    while end < len(parsed) and parsed[end].text[:1].isupper():
        end += 1
    return end if end > start else position + 1


def noun_end(parsed: Doc, position: int) -> int:
    """One past the capitalised words from here on, an article in front included."""
    end = position + 1 if parsed[position].lower_ == "the" else position
    while end < len(parsed) and parsed[end].text[:1].isupper():
        end += 1
    return end


def asked_office(parsed: Doc, first: int, token: Token, last: int) -> Office | None:
    """The office that the phrase asks for, by the noun that the token is."""
    phrase = parsed[first:last].text
    found = [office for office in offices(phrase) if office.word.split()[0] == bare(token.text)]
    return min(found, key=lambda office: sorted(office.changing)) if found else None


def narrowing_words(parsed: Doc, first: int, position: int, last: int) -> frozenset[str]:
    """The words of the phrase that say more than the office: "Norwegian", "Bank"."""
    words = [bare(token.text) for token in parsed[first:last] if token.i != position]
    return frozenset(word for word in words if word not in EMPTY | CHANGING)


def fits_role(asked: Office, narrowing: frozenset[str], actor: Actor) -> bool:
    """Whether somebody holds the office, and its role has every word that narrows it."""
    if not any(compatible(asked, held) for held in actor.offices):
        return False
    words = words_of(actor.cluster.roles)
    return narrowing <= words


def states_among(narrowing: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the states among the words, and the other words."""
    codes = set()
    others = set()
    for word in narrowing:
        code = gazetteer.nationality_code(word) or gazetteer.state_code(word.title())
        code = code or gazetteer.state_code(word.upper())
        if code is None:
            others.add(word)
        else:
            codes.add(code)
    return frozenset(codes), frozenset(others)
