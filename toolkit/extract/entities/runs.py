"""Find runs of capitalised words: what a name could be, before anyone asks what it names.

A run is a stretch of tokens in one sentence. "Ministry of Transport" is one run because
"ministry" takes an "of"; "Oslo and Bergen" is two, because no head joins them.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import (
    PROPER,
    capital_positions,
    is_capital,
    is_function,
    is_member,
    is_never,
    is_title_word,
    listed,
    opens_sentence,
)
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.joins import and_joins, has_join, list_end, takes_join
from toolkit.extract.entities.pieces import Run
from toolkit.extract.entities.run_ends import completed, touches
from toolkit.extract.entities.word_lists import is_common_word

INNER = frozenset({"-", "–", "&", "/", "+", "@"})

MARKS = INNER | {".", ",", "'s", "’s", "'", "’"}
"""What joins words to one name and is no word."""

LONGEST = 24
"""Tokens that a name has at most: an upper-case page is no name."""


@lru_cache(maxsize=1)  # names and what became no name are both read from them
def find_runs(parsed: Doc) -> tuple[Run, ...]:
    """The runs of capitalised words, in order, none overlapping."""
    runs: list[Run] = []
    end = 0
    for position in capital_positions(parsed):
        if position < end:
            continue
        token = parsed[position]
        starts = is_member(token) or (
            opens_sentence(token)
            and _extends_left(token)
            and position + 1 < len(parsed)
            and is_member(parsed[position + 1])
        )
        if starts:
            end = _run_end(parsed, position)
            runs.append(Run(position, end))
    return tuple(completed(parsed, run) for run in runs)


def _extends_left(token: Token) -> bool:
    """Whether a word that opens a sentence belongs to the name after it: "National Bank".

    So does one that English does not have, whatever a tagger makes of it: "Amu Chemicals plc".
    """
    if not is_capital(token) or is_never(token):
        return False
    unknown = token.is_alpha and token.is_title and token.tag_ in ("JJ", "NN")
    return fold(token.text) in listed("openers") or (unknown and not is_common_word(token.text))


def _run_end(parsed: Doc, first: int) -> int:
    limit = min(len(parsed), first + LONGEST)
    last = first + 1
    while last < limit:
        step = _next_member(parsed, first, last, limit)
        if step is None:
            break
        last = step
    return last


def _next_member(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past the next token that goes on with the run that reaches to ``last``, or None."""
    token = parsed[last]
    if _is_broken_line(parsed, last) and is_member(parsed[last + 1]):
        return last + 2
    if parsed[last - 1].text == "." and is_member(token):
        return last + 1
    # A parser may end a sentence inside a name ("Aung San | Suu Kyi") or after an initial; a
    # full stop that is none of an initial or title ends the run.
    if (
        token.is_sent_start
        and parsed[last - 1].text.endswith(".")
        and not _abbreviates(parsed, last - 1)
    ):
        return None
    if is_capital(token) and is_function(token) and token.tag_ in PROPER and last - first < 3:
        return last + 1
    if token.text in ('"', "“", "'", "‘") and token.tag_ != "POS":
        return _after_nickname(parsed, last, limit)
    if is_member(token) or token.text == "TV":
        return last + 1
    after = parsed[last + 1] if last + 1 < limit else None
    word = token.lower_
    if after is None:
        return None
    if (
        is_capital(token)
        and gazetteer.is_given_name(token.text)
        and is_title_word(parsed[last - 1])
    ):
        # "Sergeant Will Berg", where the tagger reads a verb.
        return last + 2 if is_capital(after) else None
    if word == "-":
        return _after_hyphen(parsed, first, last, limit)
    if word in MARKS:
        return _after_mark(parsed, first, last, limit)
    return _after_word(parsed, first, last, limit)


def _after_hyphen(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past what a hyphen joins to the run, or None."""
    before, token, after = parsed[last - 1], parsed[last], parsed[last + 1]
    if touches(parsed, last):
        second = (
            after.tag_ in PROPER
            or fold(before.text) in listed("parts")
            or _is_second_half(parsed, first, last)
        )
        if after.is_alpha and second:
            # "Ki-moon", "Jong-un": a given name's second half has no capital; nor has
            # "Co-operation".
            return last + 2
        end = _after_small_words(parsed, last, limit)
        if end is not None:
            return end
        if is_capital(after) or after.is_digit:
            return last + 2
    if token.whitespace_ and after.lower_ == "operation":
        # "Joint Task Force - Operation Quiet Sea" is one body.
        body = bare(before.text) in gazetteer.heads().organization
        return last + 2 if body and before.whitespace_ else None
    return None


def _after_mark(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past what another mark joins to the run, or None."""
    before, after, mark = parsed[last - 1], parsed[last + 1], parsed[last].lower_
    if mark == ".":
        # "Capt. Berg", where the tokenizer does not know the abbreviation.
        short = bare(before.text) in gazetteer.titles().abbreviation
        titled = short and is_capital(after) and not is_function(after)
        return last + 2 if titled or _is_site(parsed, last) else None
    if mark == ",":
        company = bare(after.text) in listed("company")
        return last + 2 if company else list_end(parsed, first, last, limit)
    if mark in INNER:
        joined = touches(parsed, last) and (is_capital(after) or after.is_digit)
        return last + 2 if joined or (mark == "&" and is_capital(after)) else None
    if not is_member(after):
        return None
    owner = fold(before.text)
    saint = last - first > 1 and bare(parsed[last - 2].text) in ("st", "saint")
    if saint or owner in listed("owners"):
        return last + 2
    many = mark in ("'", "’") and owner.endswith("s") and not has_join(parsed, first, last)
    return last + 2 if many and _leads_to_body(parsed, last + 1) else None


def _after_word(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past a small word of the run, and what it joins to it, or None."""
    token, after = parsed[last], parsed[last + 1]
    word = token.lower_
    if word in listed("company") or token.text == "AS":
        # "Fjord Copper plc", "Fjordline AS today": the tagger takes the ending for another word.
        return None if parsed[last - 1].text.isupper() else last + 1
    if word == "and":
        return last + 2 if and_joins(parsed, first, last) else None
    if word in listed("particles") and not token.is_space:
        return _after_particles(parsed, last, limit)
    if word in listed("foreign") and token.is_lower and is_capital(after):
        return last + 2  # Newcastle upon Tyne, Ärzte ohne Grenzen
    if word == "without" and is_capital(after) and last - first == 1:
        return last + 2  # Rivers Without Borders
    if word == "of" and gazetteer.state_code(parsed[first : last + 2].text):
        return last + 2  # United States of America
    if word in listed("joins") and takes_join(parsed, first, last, word):
        return _after_join(parsed, last + 1, limit)
    return None


def _is_broken_line(parsed: Doc, position: int) -> bool:
    """Whether a sentence goes on behind a line break, in a text whose lines a program broke."""
    token = parsed[position]
    inside = token.is_space and token.text == "\n" and position + 1 < len(parsed)
    return inside and not parsed[position + 1].is_sent_start and not parsed[position - 1].is_punct


def _abbreviates(parsed: Doc, position: int) -> bool:
    word = bare(parsed[position].text)
    known = gazetteer.titles()
    return len(word) == 1 or word in known.address or word in known.office


def _is_second_half(parsed: Doc, first: int, hyphen: int) -> bool:
    """Whether a given name goes on in lower case behind a family name: "Park Seo-yeon".

    Not in "Oslo-based", "President-elect", "the Harbour Board-led talks".
    """
    before, after = parsed[hyphen - 1], parsed[hyphen + 1]
    plain = before.text.istitle() and len(before.text) <= 6 and after.is_lower
    known = gazetteer.is_place(before.text) or gazetteer.is_nationality(before.text)
    family = parsed[hyphen - 2] if hyphen - first > 1 else before
    titled = hyphen - first > 2 and is_title_word(parsed[hyphen - 3])
    led = hyphen - first == 2 or titled or gazetteer.is_family_name(family.text)
    second = led and family.i < before.i and family.text.istitle() and not is_title_word(before)
    ends = after.lower_ in listed("hyphen_ends") or len(after.text) > 6
    return plain and second and not known and not ends


def _leads_to_body(parsed: Doc, position: int) -> bool:
    """As in "Shipbuilders' *Trade Association*": a body's head ends the capitals from here."""
    end = position
    while end < len(parsed) and is_member(parsed[end]) and end - position < 4:
        end += 1
    return end > position and bare(parsed[end - 1].text) in gazetteer.heads().organization


def _after_small_words(parsed: Doc, hyphen: int, limit: int) -> int | None:
    """One past a name with small words between hyphens: "Brim-upon-Vale", "Brim-sur-Mer"."""
    position = hyphen
    while position + 2 < limit and parsed[position].text in ("-", "–"):
        if position > hyphen and is_capital(parsed[position + 1]):
            return position + 2
        if parsed[position + 1].text not in listed("hyphened"):
            return None
        position += 2
    return None


def _is_site(parsed: Doc, position: int) -> bool:
    """Whether a full stop stands inside an outlet's address used as its name: "Ferry.No"."""
    after, before = parsed[position + 1], parsed[position - 1]
    short = len(after.text) in (2, 3) and after.is_alpha and not is_function(after)
    return short and is_capital(after) and before.is_alpha and touches(parsed, position)


def _after_nickname(parsed: Doc, position: int, limit: int) -> int | None:
    """One past the name that goes on after a nickname in marks: 'Anna "Ann" Berg'."""
    if not gazetteer.is_given_name(parsed[position - 1].text):
        return None
    for end in range(position + 2, min(position + 4, limit - 1)):
        if parsed[end].text in ('"', "”", "'", "’"):
            behind = parsed[end + 1]
            return end + 2 if is_capital(behind) and not is_function(behind) else None
        if not is_capital(parsed[end - 1]):
            return None
    return None


def _after_particles(parsed: Doc, position: int, limit: int) -> int | None:
    start = position
    while position < limit and parsed[position].lower_ in listed("particles"):
        position += 1
        if position < limit and parsed[position].text in ("-", "'", "’"):
            position += 1
    if position < limit and is_capital(parsed[position]):
        # "Alianza del Mar" is no month.
        romance = parsed[start].lower_ in ("de", "del", "della", "di", "do", "da", "dos", "das")
        return position + 1 if romance or not is_never(parsed[position]) else None
    return None


def _after_join(parsed: Doc, position: int, limit: int) -> int | None:
    if position < limit and parsed[position].lower_ in listed("articles"):
        position += 1
    if position < limit and (is_member(parsed[position]) or _is_plain_capital(parsed[position])):
        return position + 1
    return None


def _is_plain_capital(token: Token) -> bool:
    """A capital inside a name that the tagger took for a common word: "Fund for *Safe* Quays"."""
    return is_capital(token) and not is_never(token) and not is_function(token)
