"""Complete a run of capitals with what belongs to it without one: years, particles, "war"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import (
    is_title_word,
    listed,
)
from toolkit.extract.entities.gazetteer import fold
from toolkit.extract.entities.pieces import Run

ORDINAL = re.compile(r"\d+(st|nd|rd|th)")

YEAR = re.compile(r"(1[0-9]|20)\d\d")


def touches(parsed: Doc, position: int) -> bool:
    """Whether no space stands on either side of the token."""
    return not parsed[position - 1].whitespace_ and not parsed[position].whitespace_


def completed(parsed: Doc, run: Run) -> Run:
    """The run with what belongs to it without a capital: years, particles, numbers, "war"."""
    for step in (_with_war, _with_ordinal, _with_year, _with_particle, _with_number):
        run = step(parsed, run)
    return run


def _with_war(parsed: Doc, run: Run) -> Run:
    """Take in "war" in lower case: "the First Gulf war", "the second Gulf war".

    Not "the Norwegian war": a nationality alone names no war.
    """
    if run.last < len(parsed) and parsed[run.last].lower_ in listed("pacts"):
        # "the Oslo accords"; "the Norway agreement" names none.
        city = parsed[run.first : run.last].text
        named = gazetteer.is_place(city) and not gazetteer.state_code(city)
        return Run(run.first, run.last + 1) if named else run
    if run.last >= len(parsed) or parsed[run.last].lower_ != "war":
        return run
    if gazetteer.is_nationality(parsed[run.first : run.last].text) or is_title_word(
        parsed[run.last - 1]
    ):
        return run
    ordinal = run.first > 0 and parsed[run.first - 1].lower_ in ("first", "second", "third")
    return Run(run.first - 1 if ordinal else run.first, run.last + 1)


def _with_ordinal(parsed: Doc, run: Run) -> Run:
    """Take in the number of a body: "507th Maintenance Group"."""
    if run.first == 0 or not ORDINAL.fullmatch(parsed[run.first - 1].text):
        return run
    bodies = gazetteer.heads().organization
    last = parsed[run.last - 1].text
    long_enough = run.last - run.first > 1 or fold(last) in listed("units")
    numbered = (fold(last) in bodies and long_enough) or is_acronym(last)
    return Run(run.first - 1, run.last) if numbered else run


def _with_particle(parsed: Doc, run: Run) -> Run:
    """Take in a particle in lower case before the name: "al-Rashid", "van Dam"."""
    first = run.first
    if first > 1 and parsed[first - 1].text == "-" and touches(parsed, first - 1):
        return Run(first - 2, run.last) if parsed[first - 2].lower_ in listed("prefixes") else run
    if first > 0 and parsed[first - 1].lower_ in ("van", "von", "bin", "ibn", "de", "della", "du"):
        return Run(first - 1, run.last)
    return run


def _with_number(parsed: Doc, run: Run) -> Run:
    """Take in the number or year that ends a name: "Resolution 1120", "Expo 2031"."""
    if run.last < len(parsed) and _is_number_word(parsed[run.last]):
        body = fold(parsed[run.last - 1].text) in gazetteer.heads().organization
        return Run(run.first, run.last + 1) if body and run.last - run.first > 1 else run
    if run.last >= len(parsed) or not parsed[run.last].text.isdigit():
        return run
    word, number = fold(parsed[run.last - 1].text), parsed[run.last].text
    numbered = word in listed("numbered") or (
        YEAR.fullmatch(number) is not None
        and word in gazetteer.heads().event | gazetteer.heads().agreement
    )
    return Run(run.first, run.last + 1) if numbered and len(number) < 6 else run


def _is_number_word(token: Token) -> bool:
    return token.text.istitle() and fold(token.text) in listed("numbers")


def _with_year(parsed: Doc, run: Run) -> Run:
    """A year before an event's name is part of it: "the 1912 Storm Flood"."""
    if run.first == 0 or not YEAR.fullmatch(parsed[run.first - 1].text):
        return run
    last = fold(parsed[run.last - 1].text)
    joined = (
        last in gazetteer.heads().event and parsed[run.first - 1].sent == parsed[run.first].sent
    )
    return Run(run.first - 1, run.last) if joined else run
