"""Read who a person is from the words around the name: "Anna Berg, head of the harbour office".

A role is kept as printed. What may be compared with it ("the president", "the head of state") is
its office, with the words that change its meaning: a vice-president is no president.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.titles import is_title, is_title_part
from toolkit.extract.spans import Name

CHANGING = frozenset(
    "vice deputy prime assistant associate under co ex former late designate then".split()
)
"""Words before an office that make it another one."""

ARTICLES = frozenset("the a an its his her their our my this that whose".split())
ADVERBS = frozenset("now currently then also formerly previously once".split())
ENDS = frozenset("who which that whose when where while but as said says told".split())
LONGEST_ROLE = 40
"""Tokens that a role runs over at most; a longer one is a misread sentence."""


class Role(NamedTuple):
    """A role as printed and where it stands, in code points."""

    text: str
    start: int
    end: int


class Office(NamedTuple):
    """What an office word says: its word, and the words that make it another office."""

    word: str
    changing: frozenset[str]


def title_before(parsed: Doc, first: int) -> tuple[int, int] | None:
    """The tokens of the title right before the token ``first``, half open, or None.

    "Foreign Minister" in "Foreign Minister Anna Berg", "President of the Bank" in "President of
    the Bank Anna Berg", "commission chairman" in "the commission chairman Anna Berg".
    """
    start = first
    while (
        start > 0 and _same_line(parsed, start - 1, start) and _in_title(parsed, start - 1, first)
    ):
        start -= 1
    if start < first and any(is_title(parsed, position) for position in range(start, first)):
        return start, first
    return None


def _same_line(parsed: Doc, before: int, after: int) -> bool:
    if parsed[before].is_space:
        return False
    # "Lt. Gen. Anna Berg" is cut after "Lt." by a parser that takes the full stop for one.
    title = before - 1 if parsed[before].text == "." and before > 0 else before
    short = bare(parsed[title].text) in gazetteer.titles().abbreviation
    stop = parsed[before].text.endswith(".") and short
    return (not parsed[after].is_sent_start and parsed[before].text != ".") or stop


def _in_title(parsed: Doc, position: int, first: int) -> bool:
    token = parsed[position]
    if is_title(parsed, position):
        return True
    if token.text == ".":
        return position > 0 and bare(parsed[position - 1].text) in gazetteer.titles().abbreviation
    word = bare(token.text)
    if word in gazetteer.titles().modifier and position + 1 < first:
        return True
    if token.text in ("-", "–") and position + 1 < first:
        return not parsed[position - 1].is_space and not parsed[position - 1].whitespace_
    joins = token.tag_ in ("NN", "NNP", "NNPS", "JJ")
    joins = joins or (token.tag_ == "NNS" and word in gazetteer.titles().portfolio)
    joined = position + 1 < first and joins
    # "the network President Anna Berg leads": a title with a capital takes no common noun.
    lowers = token.text[:1].islower() and parsed[position + 1].text[:1].isupper()
    return joined and not lowers and word not in ARTICLES and token.text.isalpha()


def role_before(parsed: Doc, first: int) -> Role | None:
    """The role that stands as a title before the name, forms of address aside."""
    found = title_before(parsed, first)
    if found is None:
        return _role_of_before(parsed, first) or role_before_comma(parsed, first)
    start, end = found
    known = gazetteer.titles()
    while start < end and bare(parsed[start].text) in known.address:
        start += 1
    while start < end and _is_rank(parsed, end - 1):
        end -= 1
    if start >= end or not any(_is_office(parsed[position]) for position in range(start, end)):
        return role_before_comma(parsed, found[0])
    return _role(parsed, start, end)


def _is_rank(parsed: Doc, position: int) -> bool:
    """Whether the token belongs to a rank: "Lt.", the full stop of "Capt .", "Navy"."""
    word = bare(parsed[position].text)
    return (
        word in gazetteer.titles().rank
        or word in ("", "navy", "army", "senior", "petty")
        or (word == "chief" and bare(parsed[position + 1].text) in ("petty", "master"))
    )


def role_before_comma(parsed: Doc, first: int) -> Role | None:
    """As in "The bank's director, Anna Berg, said": the description that the name explains."""
    end = first - 1
    if end < 2 or parsed[end].text != "," or not _same_line(parsed, end, first):
        return None
    start = end
    while start > 0 and end - start < 14 and _describes(parsed, start - 1):
        start -= 1
    opener = parsed[start - 1].lower_ if start > 0 else ""
    # "Minister for Ports, Anna Berg, said": a title opens the line without an article.
    opens = start < end and (start == 0 or parsed[start].is_sent_start)
    titled = opens and parsed[start].text[:1].isupper() and is_title_part(parsed, start)
    # "Brim's mayor, Anna Berg, said": an owner with a name takes the article's place.
    owned = opens and any(token.tag_ == "POS" for token in parsed[start:end])
    if start >= end or not (opener in ARTICLES or titled or owned):
        return None
    heads = [position for position in range(start, end) if _is_person(parsed[position])]
    if heads and parsed[end - 2].lower_ in ("a", "an") and heads[-1] == end - 1:
        return _role(parsed, end - 1, end)  # the son of a docker, Nils Berg
    if heads:
        # "the house of the director of the bank, Anna Berg": the role starts at its own article.
        # An owner without a name is no part of the role: "the canton's director, Anna Berg"; one
        # with a name tells which office it is: "Norway's foreign minister".
        own = [
            place
            for place in range(start, heads[0])
            if parsed[place].lower_ in ARTICLES
            or (parsed[place].tag_ == "POS" and parsed[place - 1].is_lower)
        ]
        start = own[-1] + 1 if own else start
    closes = heads and (heads[0] == end - 1 or parsed[heads[0] + 1].lower_ in ("of", "for", "at"))
    return _role(parsed, start, end) if closes else None


def _describes(parsed: Doc, position: int) -> bool:
    token = parsed[position]
    if token.lower_ in ARTICLES:
        # "the director of the bank": an article inside the description, not the one before it.
        return position > 0 and parsed[position - 1].lower_ in ("of", "for", "at", "in")
    inside = token.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "POS", "VBN", "HYPH")
    return inside or token.lower_ in ("of", "for", "at", "and", "-")


def _role_of_before(parsed: Doc, first: int) -> Role | None:
    """As in "President of Norway Anna Berg": the office and its "of" before the name."""
    start = first - 1
    steps = 0
    while start > 0 and steps < 12 and _same_line(parsed, start, start + 1):
        token = parsed[start]
        if token.lower_ == "of" and _is_office(parsed[start - 1]):
            begin = start - 1
            while begin > 0 and bare(parsed[begin - 1].text) in gazetteer.titles().modifier:
                begin -= 1
            return _role(parsed, begin, first)
        capital = token.text[:1].isupper() or token.lower_ in ("of", "the", "for", "and", "'s")
        if not capital:
            return None
        start -= 1
        steps += 1
    return None


def _is_person(token: Token) -> bool:
    return bare(token.text) in gazetteer.titles().person


def _is_office(token: Token) -> bool:
    return bare(token.text) in gazetteer.titles().office


def _role(parsed: Doc, first: int, last: int) -> Role:
    start, end = parsed[first].idx, parsed[last - 1].idx + len(parsed[last - 1].text)
    return Role(parsed[first:last].text, start, end)


def role_after(parsed: Doc, last: int, names: list[Name]) -> Role | None:
    """The role that stands after the name and a comma, with all its parts.

    Args:
        parsed: The parse.
        last: One past the name's last token.
        names: The document's names that start after it and near it; a comma inside one of them
            does not end the role ("Ministry of Culture, Youth and Sports").

    Returns:
        From the first word after the article to the end of the last part, or None.
    """
    if last + 1 >= len(parsed) or parsed[last].text != ",":
        return None
    first = last + 1
    while first < len(parsed) and parsed[first].lower_ in ARTICLES | ADVERBS:
        first += 1
    end = _part_end(parsed, first, names)
    if end is None:
        return None
    while end + 1 < len(parsed) and parsed[end].text in (",", "and"):
        following = _part_end(parsed, end + 1, names)
        if following is None:
            break
        end = following
    return _role(parsed, first, end)


def _part_end(parsed: Doc, first: int, names: list[Name]) -> int | None:
    """One past a noun phrase with an office near its start, or None where none starts here."""
    office = None
    position = first
    limit = min(len(parsed), first + LONGEST_ROLE)
    while position < limit and not _ends_part(parsed, position, names):
        if office is None and _is_office(parsed[position]):
            office = position
        if office is None and (position - first > 5 or parsed[position].tag_ == "IN"):
            return None
        position += 1
    if office is None or position == first or position >= limit:
        return None
    return None if _holds_person(parsed, first, position, names) else position


def _holds_person(parsed: Doc, first: int, last: int, names: list[Name]) -> bool:
    """As in "Anna Berg, Senator Dahl and ..." is a list of persons, no role of the first."""
    start, end = parsed[first].idx, parsed[last - 1].idx
    return any(name.type == "person" and start <= name.start <= end for name in names)


def _ends_part(parsed: Doc, position: int, names: list[Name]) -> bool:
    token = parsed[position]
    offset = token.idx
    if any(name.start <= offset < name.end for name in names):
        return False
    if token.is_sent_start or token.is_space or token.lower_ in ENDS:
        return True
    if token.text in (",", ";", ":", ".", "(", ")", "—", "–", "!", "?", "--") or token.is_quote:
        return True
    if token.lower_ == "and" and position + 1 < len(parsed):
        return not _is_office(parsed[position + 1]) and parsed[position + 1].tag_ not in (
            "NN",
            "NNS",
            "JJ",
        )
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD", "PRP", "VBN", "WDT", "WP")


SHORT = {"gov": "governor", "sen": "senator", "rep": "representative", "pres": "president"}
"""Offices that a name follows in short, as they are printed in full elsewhere."""

FIRST_ALONE = frozenset({"secretary", "director"})
"""Offices that the first of their words stands for: "the secretary" is the "secretary of state"."""


def offices(role: str) -> set[Office]:
    """The offices that a role names, each with the words that make it another one.

    >>> sorted(office.word for office in offices("Head of the league, chairman of the club"))
    ['chairman', 'head']
    """
    words = [bare(word) for word in re.findall(r"[\w'’-]+", role)]
    known = gazetteer.titles()
    found: set[Office] = set()
    for position, word in enumerate(words):
        three = " ".join(words[position : position + 3])
        two = " ".join(words[position : position + 2])
        matched = next((key for key in (three, two, word) if key in known.office), None)
        matched = matched or (word if word in known.person else None)
        if matched is None or (position and words[position - 1] == "of"):
            continue
        matched = SHORT.get(matched, matched)
        before = frozenset(words[max(position - 2, 0) : position]) & CHANGING
        found.add(Office(matched, before - {"former", "late", "then", "ex"}))
    return found


def compatible(nominal: Office, held: Office) -> bool:
    """Whether who holds an office may be called by the other: "head of state" for a president."""
    if nominal.changing - {"prime"} != held.changing - {"prime"}:
        return False
    if nominal.word == held.word:
        return nominal.changing == held.changing
    if nominal.word in FIRST_ALONE and re.split(r"[ -]", held.word)[0] == nominal.word:
        return True
    classes = gazetteer.titles().classes
    one, other = _full(nominal), _full(held)
    shared = classes.get(one, frozenset()) & classes.get(other, frozenset())
    # A president may be "the leader"; a leader of some party is no "president".
    return bool(shared - {"leader"}) or ("leader" in shared and one == "leader")


def _full(office: Office) -> str:
    return (
        "prime minister"
        if "prime" in office.changing and office.word == "minister"
        else office.word
    )
