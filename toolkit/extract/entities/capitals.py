"""Tell what a capital letter says: a name's word, a sentence's first word, a date, an address."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.word_lists import is_common_word

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

PARTY = re.compile(r"[RDI]")
"""As in "(D-Va.)": a party's letter before a state."""


NAMES_TOO = frozenset({"may", "march", "august", "april", "june", "mark"})
"""Months and a currency that persons are called, too."""


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = gazetteer.load("capitals.toml")
    return {name: frozenset(fold(word) for word in found) for name, found in lists.items()}


def listed(name: str) -> frozenset[str]:
    """One of the lists of ``capitals.toml``, folded."""
    return _lists()[name]


def is_capital(token: Token) -> bool:
    """Whether the token starts with a capital letter, also after a prefix: "d'Arc", "al-Rashid"."""
    return _has_capital(token.text)


@lru_cache(maxsize=1 << 16)
def _has_capital(word: str) -> bool:
    return word[:1].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def capital_positions(parsed: Doc) -> list[int]:
    """Where the tokens stand that start with a capital letter.

    Making a token object costs more than all else that is done with most words.
    """
    strings = parsed.vocab.strings
    words = parsed.to_array("ORTH").tolist()
    capitals = {word for word in set(words) if _has_capital(strings[word])}
    return [position for position, word in enumerate(words) if word in capitals]


def _is_party_mark(token: Token) -> bool:
    following = token.i + 1 < len(token.doc) and token.nbor(1).text == "-"
    return bool(PARTY.fullmatch(token.text)) and following and not token.whitespace_


def is_never(token: Token) -> bool:
    """Whether the word is capitalised everywhere and names nothing that has a row."""
    word = bare(token.text)
    if word in NAMES_TOO and (token.ent_type_ in NAME_LABELS or _follows_given_name(token)):
        return False
    if _follows_family_name(token) or _precedes_family_name(token):
        return False
    if word in listed("numerals"):
        return token.text.isupper()  # "Xi" is a man, "Article XI" a number
    return word in listed("never")


def _follows_given_name(token: Token) -> bool:
    """As in "Ruth May", "Mrs May"; not "Ruth, May 3", "on April May 3"."""
    if token.i == 0 or (token.i + 1 < len(token.doc) and token.nbor(1).like_num):
        return False
    before = token.nbor(-1)
    named = gazetteer.is_given_name(before.text) and bare(before.text) not in NAMES_TOO
    return is_capital(before) and (named or bare(before.text) in gazetteer.titles().address)


def _follows_family_name(token: Token) -> bool:
    """As in "Choi Sun-hui": a day's short name is half of a given name."""
    if token.i == 0 or not token.text.istitle() or token.i + 1 >= len(token.doc):
        return False
    family = gazetteer.is_family_name(token.nbor(-1).text) and is_capital(token.nbor(-1))
    return family and token.nbor(1).text == "-"


GIVEN_NAMES_TOO = frozenset("sun jan april june august may mar dec".split())
"""Months and their short forms that persons are called, too."""

DATES = frozenset("in of since until till by from last next this early late mid during on".split())


def _precedes_family_name(token: Token) -> bool:
    """As in "Jan Novak said"; not "in May Berg said", "3 Jan", "Jan 3", "April Monday"."""
    if bare(token.text) not in GIVEN_NAMES_TOO or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    named = after.text.istitle() and len(after.text) > 2 and after.tag_ in PROPER
    word = bare(after.text)
    named = named and word not in listed("never") and word not in listed("function")
    before = token.nbor(-1) if token.i else None
    dated = before is not None and (before.lower_ in DATES or before.text[0].isdigit())
    return named and not dated and bool(token.whitespace_) and not is_common_word(after.text)


def _is_address(token: Token) -> bool:
    """Whether the token is, or holds, an address of the web or of mail; "Ferry.com" is a name."""
    if token.like_url and token.text[0].isupper() and token.text.count(".") == 1:
        return False
    return token.like_url or token.like_email or any(sign in token.text for sign in "@<>=_\\#")


def is_function(token: Token) -> bool:
    """Whether the word is an article, preposition, pronoun and the like."""
    word = fold(token.text)
    return word in listed("function") and not (word in NAMES_TOO and _follows_given_name(token))


def opens_sentence(token: Token) -> bool:
    """Whether a capital letter says nothing here: after a full stop, a mark, a bullet."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    # A parser may start a sentence inside a name: "master Anna | Quill left".
    if token.is_sent_start and not before.is_alpha:
        return True
    if before.tag_ == "POS":
        return False  # the Workers' Union
    return before.is_space or (before.text[-1] in OPENING and before.text not in ("-", "/", "–"))


def is_member(token: Token) -> bool:
    """Whether the token can stand in a name on its own evidence."""
    if not is_capital(token) or is_never(token) or _is_address(token) or _is_party_mark(token):
        return False
    if is_function(token):
        return _is_loud(token) or is_number_in_name(token)
    if token.ent_type_ in NAME_LABELS or gazetteer.is_nationality(token.text):
        return True
    if opens_sentence(token):
        known = gazetteer.is_place(token.text) and not gazetteer.is_ambiguous_place(token.text)
        letters = token.text.isupper() and _is_loud(token)
        letters = letters or _is_bracketed_acronym(token)
        return token.tag_ in PROPER or known or letters or _opens_full_name(token)
    return token.tag_ in PROPER or gazetteer.is_place(token.text) or _titlecase_noun(token)


def _is_bracketed_acronym(token: Token) -> bool:
    """As in "Commission of Inquiry (CoI)", whatever the tagger says."""
    closed = token.i + 1 < len(token.doc) and token.nbor(1).text == ")"
    return token.i > 0 and token.nbor(-1).text == "(" and closed and is_acronym(token.text)


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


def is_number_in_name(token: Token) -> bool:
    """As in "the Three Rivers Fund"; not "Three rivers", where a sentence starts."""
    if fold(token.text) not in listed("numbers") or token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    goes_on = after.text.istitle() and not is_never(after) and not is_function(after)
    return not opens_sentence(token) and goes_on


def _titlecase_noun(token: Token) -> bool:
    """A capital in mid-sentence, whatever the tagger says: "the Armed Forces", "Ola Naess"."""
    return token.text[0].isupper() and (len(token.text) > 1 or token.pos_ in ("PROPN", "NOUN"))


def _opens_full_name(token: Token) -> bool:
    """A given name and a further capital open the sentence: "Ola Naess left"."""
    if token.i + 2 >= len(token.doc):
        return False
    after = token.nbor(1)
    family = gazetteer.is_family_name(token.text) and after.text.istitle()
    if family and token.nbor(2).text == "-":
        return True  # Chen Wei-ling left
    if not gazetteer.may_be_given_name(token.text):
        return False
    return is_capital(after) and not is_function(after) and not opens_sentence(after)


def is_title_word(token: Token) -> bool:
    """Whether the word is a form of address or an office."""
    word = bare(token.text)
    return word in gazetteer.titles().address or word in gazetteer.titles().office
