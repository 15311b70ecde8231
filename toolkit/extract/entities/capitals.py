"""Find runs of capitalised words: what a name could be, before anyone asks what it names.

A run is a stretch of tokens in one sentence. "Ministry of Transport" is one run because
"ministry" takes an "of"; "Oslo and Bergen" is two, because no head joins them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.gazetteer import bare, fold

PROPER = frozenset({"NNP", "NNPS"})
NAME_LABELS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "EVENT": "event",
    "LAW": "agreement",
    "NORP": "group",
}
"""Labels of name finders, our own and those of other English pipelines, and our types."""

OPENING = frozenset("\"'“‘«„([{-–—:;*•·/|#>")
INNER = frozenset({"-", "–", "&", "/", "+", "@"})
LONGEST = 24
"""Tokens that a name has at most: an upper-case page is no name."""

ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
YEAR = re.compile(r"(1[0-9]|20)\d\d")


class Run(NamedTuple):
    """Tokens ``[first, last)`` of one candidate."""

    first: int
    last: int


@cache
def _words() -> dict[str, frozenset[str]]:
    lists = gazetteer.load("capitals.toml")
    return {name: frozenset(fold(word) for word in words) for name, words in lists.items()}


def is_capital(token: Token) -> bool:
    """Whether the token starts with a capital letter, also after a prefix: "d'Arc", "al-Rashid"."""
    text = token.text
    return text[:1].isupper() or (len(text) > 2 and text[1] in "'’" and text[2].isupper())


PARTY = re.compile(r"[RDI]")
"""As in "(D-Va.)": a party's letter before a state."""


def _is_party_mark(token: Token) -> bool:
    following = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"
    return bool(PARTY.fullmatch(token.text)) and following and not token.whitespace_


def is_never(token: Token) -> bool:
    """Whether the word is capitalised everywhere and names nothing that has a row."""
    word = bare(token.text)
    if (
        word in ("may", "march", "august", "april", "june", "mark")
        and token.ent_type_ in NAME_LABELS
    ):
        return False
    return word in _words()["never"]


def _is_address(token: Token) -> bool:
    """Whether the token is, or holds, an address of the web or of mail; "Ferry.com" is a name."""
    if token.like_url and token.text[0].isupper() and token.text.count(".") == 1:
        return False
    return token.like_url or token.like_email or any(sign in token.text for sign in "@<>=_\\#")


def is_function(token: Token) -> bool:
    """Whether the word is an article, preposition, pronoun and the like."""
    return fold(token.text) in _words()["function"]


def opens_sentence(token: Token) -> bool:
    """Whether a capital letter says nothing here: after a full stop, a mark, a bullet."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    # A parser may start a sentence inside a name: "master Anna | Quill left".
    if token.is_sent_start and not (before.is_alpha and before.ent_type_ in ("PERSON", "PER")):
        return True
    return before.is_space or (before.text[-1] in OPENING and before.text not in ("-", "/", "–"))


def is_member(token: Token) -> bool:
    """Whether the token can stand in a name on its own evidence."""
    if not is_capital(token) or is_never(token) or _is_address(token) or _is_party_mark(token):
        return False
    if is_function(token):
        return _is_loud(token)
    if token.ent_type_ in NAME_LABELS or gazetteer.is_nationality(token.text):
        return True
    if opens_sentence(token):
        known = gazetteer.is_place(token.text) and not gazetteer.is_ambiguous_place(token.text)
        letters = token.text.isupper() and _is_loud(token)
        return token.tag_ in PROPER or known or letters or _opens_full_name(token)
    return token.tag_ in PROPER or gazetteer.is_place(token.text) or _titlecase_noun(token)


def _is_loud(token: Token) -> bool:
    """A function word in capitals among words that are not: "WHO says", "US troops"."""
    if (
        not token.text.isupper()
        or not 1 < len(token.text) <= 4
        or token.text in ("IT", "NO", "OR", "HE", "NOT", "YOU")
    ):
        return False
    around = [token.nbor(-1)] if token.i > 0 else []
    around += [token.nbor(1)] if token.i + 1 < len(token.doc) else []
    return not any(other.is_alpha and other.text.isupper() for other in around)


def _titlecase_noun(token: Token) -> bool:
    """A capital in mid-sentence, whatever the tagger says: "the Armed Forces", "Ola Naess"."""
    return token.text[0].isupper() and (len(token.text) > 1 or token.pos_ in ("PROPN", "NOUN"))


def _opens_full_name(token: Token) -> bool:
    """A given name and a further capital open the sentence: "Ola Naess left"."""
    if not gazetteer.is_given_name(token.text) or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    return is_capital(after) and not is_function(after) and not opens_sentence(after)


def _extends_left(token: Token) -> bool:
    """Whether a word that opens a sentence belongs to the name after it: "National Bank"."""
    return is_capital(token) and fold(token.text) in _words()["openers"] and not is_never(token)


def find_runs(parsed: Doc) -> list[Run]:
    """The runs of capitalised words, in order, none overlapping."""
    runs: list[Run] = []
    position = 0
    while position < len(parsed):
        token = parsed[position]
        starts = is_member(token) or (
            opens_sentence(token)
            and _extends_left(token)
            and position + 1 < len(parsed)
            and is_member(parsed[position + 1])
        )
        if not starts:
            position += 1
            continue
        last = _run_end(parsed, position)
        runs.append(Run(position, last))
        position = last
    return [_completed(parsed, run) for run in runs]


def _completed(parsed: Doc, run: Run) -> Run:
    """The run with what belongs to it without a capital: years, particles, numbers, "war"."""
    for step in (_with_war, _with_ordinal, _with_year, _with_particle, _with_number):
        run = step(parsed, run)
    return run


def _with_war(parsed: Doc, run: Run) -> Run:
    """Take in "war" in lower case: "the First Gulf war", "the second Gulf war".

    Not "the Norwegian war": a nationality alone names no war.
    """
    if run.last < len(parsed) and parsed[run.last].lower_ in _words()["pacts"]:
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
    numbered = (fold(last) in bodies and run.last - run.first > 1) or is_acronym(last)
    return Run(run.first - 1, run.last) if numbered else run


def is_title_word(token: Token) -> bool:
    """Whether the word is a form of address or an office."""
    word = bare(token.text)
    return word in gazetteer.titles().address or word in gazetteer.titles().office


def _with_particle(parsed: Doc, run: Run) -> Run:
    """Take in a particle in lower case before the name: "al-Rashid", "van Dam"."""
    first = run.first
    if first > 1 and parsed[first - 1].text == "-" and _touches(parsed, first - 1):
        return Run(first - 2, run.last) if parsed[first - 2].lower_ in _words()["prefixes"] else run
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
    numbered = word in _words()["numbered"] or (
        YEAR.fullmatch(number) is not None
        and word in gazetteer.heads().event | gazetteer.heads().agreement
    )
    return Run(run.first, run.last + 1) if numbered and len(number) < 6 else run


def _is_number_word(token: Token) -> bool:
    return token.text.istitle() and fold(token.text) in _words()["numbers"]


def _with_year(parsed: Doc, run: Run) -> Run:
    """A year before an event's name is part of it: "the 1912 Storm Flood"."""
    if run.first == 0 or not YEAR.fullmatch(parsed[run.first - 1].text):
        return run
    last = fold(parsed[run.last - 1].text)
    joined = (
        last in gazetteer.heads().event and parsed[run.first - 1].sent == parsed[run.first].sent
    )
    return Run(run.first - 1, run.last) if joined else run


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
    if token.text in ('"', "“", "'", "‘"):
        return _after_nickname(parsed, last, limit)
    if is_member(token):
        return last + 1
    after = parsed[last + 1] if last + 1 < limit else None
    word = token.lower_
    if after is None:
        return None
    if word == "." and is_title_word(parsed[last - 1]) and is_capital(after):
        # "Capt. Berg", where the tokenizer does not know the abbreviation.
        return last + 2
    if word == "." and _is_site(parsed, last):
        return last + 2
    if word == "-" and _touches(parsed, last) and after.tag_ in PROPER and after.is_alpha:
        # "Ki-moon", "Jong-un": a given name's second half has no capital.
        return last + 2
    if word in INNER and _touches(parsed, last) and (is_capital(after) or after.is_digit):
        return last + 2
    if word == "&" and is_capital(after):
        return last + 2
    if word in _words()["company"] or token.text == "AS":
        # "Fjord Copper plc", "Fjordline AS today": the tagger takes the ending for another word.
        return None if parsed[last - 1].text.isupper() else last + 1
    if word in ("'s", "’s", "'", "’") and is_member(after):
        owner = fold(parsed[last - 1].text)
        saint = last - first > 1 and bare(parsed[last - 2].text) in ("st", "saint")
        return last + 2 if saint or owner in _words()["owners"] else None
    if word == "-" and token.whitespace_ and after.lower_ == "operation":
        # "Joint Task Force - Operation Quiet Sea" is one body.
        body = bare(parsed[last - 1].text) in gazetteer.heads().organization
        return last + 2 if body and parsed[last - 1].whitespace_ else None
    if word == "and":
        return last + 2 if _and_joins(parsed, first, last) else None
    if word == "," and bare(after.text) in _words()["company"]:
        return last + 2
    if word == ",":
        return _list_end(parsed, first, last, limit)
    if word in _words()["particles"] and not token.is_space:
        return _after_particles(parsed, last, limit)
    if word in _words()["joins"] and _takes_join(parsed, first, last, word):
        return _after_join(parsed, last + 1, limit)
    return None


def _abbreviates(parsed: Doc, position: int) -> bool:
    word = bare(parsed[position].text)
    known = gazetteer.titles()
    return len(word) == 1 or word in known.address or word in known.office


def _touches(parsed: Doc, position: int) -> bool:
    return not parsed[position - 1].whitespace_ and not parsed[position].whitespace_


def _is_site(parsed: Doc, position: int) -> bool:
    """Whether a full stop stands inside an outlet's address used as its name: "Ferry.No"."""
    after, before = parsed[position + 1], parsed[position - 1]
    short = len(after.text) in (2, 3) and after.is_alpha and not is_function(after)
    return short and is_capital(after) and before.is_alpha and _touches(parsed, position)


def _after_nickname(parsed: Doc, position: int, limit: int) -> int | None:
    """One past the name that goes on after a nickname in marks: 'Anna "Ann" Berg'."""
    if not gazetteer.is_given_name(parsed[position - 1].text):
        return None
    for end in range(position + 2, min(position + 4, limit - 1)):
        if parsed[end].text in ('"', "”", "'", "’"):
            return end + 2 if is_member(parsed[end + 1]) else None
        if not is_capital(parsed[end - 1]):
            return None
    return None


def _after_particles(parsed: Doc, position: int, limit: int) -> int | None:
    while position < limit and parsed[position].lower_ in _words()["particles"]:
        position += 1
        if position < limit and parsed[position].text in ("-", "'", "’"):
            position += 1
    if position < limit and is_capital(parsed[position]) and not is_never(parsed[position]):
        return position + 1
    return None


def _after_join(parsed: Doc, position: int, limit: int) -> int | None:
    if position < limit and parsed[position].lower_ in _words()["articles"]:
        position += 1
    if position < limit and (is_member(parsed[position]) or _is_plain_capital(parsed[position])):
        return position + 1
    return None


def _is_plain_capital(token: Token) -> bool:
    """A capital inside a name that the tagger took for a common word: "Fund for *Safe* Quays"."""
    return is_capital(token) and not is_never(token) and not is_function(token)


def head_before(parsed: Doc, first: int, last: int) -> str:
    """The folded head word of the stretch: before its first "of" or "for", else its last."""
    joins = _words()["joins"]
    for position in range(first + 1, last):
        if parsed[position].lower_ in joins:
            return bare(parsed[position - 1].text)
    if last - first > 1 and ROMAN.fullmatch(parsed[last - 1].text):
        last -= 1
    return bare(parsed[last - 1].text)


ROMAN = re.compile(r"[IVX]{1,4}|\d{1,5}")
"""What may follow a name's head: "World War II", "Resolution 1120"."""


def _takes_join(parsed: Doc, first: int, last: int, join: str) -> bool:
    """Whether the run so far ends in a head that goes on with "of", "for" and the like."""
    heads = gazetteer.heads()
    word = bare(parsed[last - 1].text)
    bodies = heads.organization | heads.event | heads.agreement
    if join == "of":
        office = word in gazetteer.titles().office
        goes_on = _has_join(parsed, first, last) and _is_common(parsed[last - 1])
        known = word in bodies or word in heads.place_first or word in _words()["of_heads"]
        return (known or goes_on) and not office
    if join in ("for", "on", "against"):
        return word in bodies or word in _words()["action_nouns"] or _has_join(parsed, first, last)
    return word in _words()["action_nouns"] or _has_join(parsed, first, last)


def _has_join(parsed: Doc, first: int, last: int) -> bool:
    return any(parsed[position].lower_ in ("of", "for", "on") for position in range(first, last))


def _and_joins(parsed: Doc, first: int, last: int) -> bool:
    """Whether "and" stands inside one name: "Department of Health *and* Care".

    Not in "the Ministry of Finance and the Bank", "University of Oslo and Ola Naess",
    "the Navy and Air Force": the left side needs a head with its "of" or "for", and neither
    neighbour may be a name of its own.
    """
    after = parsed[last + 1]
    before = parsed[last - 1]
    if not is_member(after):
        return False
    if before.ent_type_ in NAME_LABELS and parsed[last].ent_iob_ == after.ent_iob_ == "I":
        return True
    if not _has_join(parsed, first, last):
        return False
    if before.ent_type_ in ("PERSON", "PER") or after.ent_type_ in ("PERSON", "PER"):
        return False
    if gazetteer.is_given_name(after.text) or bare(after.text) in gazetteer.titles().address:
        return False
    if gazetteer.is_place(after.text) or gazetteer.is_nationality(after.text):
        return False
    return not _opens_body(parsed, last + 1)


def _opens_body(parsed: Doc, position: int) -> bool:
    """Whether a further body is named from here: "Ministry *of* ...", "Oslo *University*"."""
    heads = gazetteer.heads()
    bodies = heads.organization | heads.event | heads.agreement
    while position < len(parsed) and is_member(parsed[position]):
        word = bare(parsed[position].text)
        follows = parsed[position + 1].lower_ if position + 1 < len(parsed) else ""
        if word in bodies and follows in ("of", "for"):
            return True
        position += 1
    return False


def _list_end(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past a list inside a name: "Ministry of Culture, Youth and Sports", else None."""
    if (
        not _has_join(parsed, first, last)
        or head_before(parsed, first, last) not in gazetteer.heads().organization
    ):
        return None
    position = last
    while position + 1 < limit and parsed[position].text == ",":
        item = position + 1
        start = item
        while item < limit and is_member(parsed[item]) and _is_common(parsed[item]):
            item += 1
        if item == start or item - start > 3:
            return None
        position = item
    if position < limit and parsed[position].lower_ == "and" and position + 1 < limit:
        after = parsed[position + 1]
        if is_member(after) and _is_common(after) and not _opens_body(parsed, position + 1):
            return position + 2
    return None


def _is_common(token: Token) -> bool:
    """Whether the word names nothing of its own: no place, no person, no nationality."""
    known = gazetteer.is_place(token.text) or gazetteer.is_nationality(token.text)
    if token.tag_ in ("NNS", "NNPS"):
        return not known
    named = known or gazetteer.is_given_name(token.text)
    return not named and token.ent_type_ not in ("PERSON", "PER", "LOC", "GPE")
