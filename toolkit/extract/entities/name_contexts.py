"""What the words around a name, and its letters, tell about it: "in X", "X said", "flight X 12"."""

from __future__ import annotations

import re

import pycountry
from spacy.tokens import Doc

from toolkit.dateline import find_dateline
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import PROPER, is_capital, opens_sentence
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.word_lists import is_common_word

SPEECH = frozenset(
    "say tell add note ask argue claim insist warn explain recall reply write tweet announce "
    "believe think want laugh smile marry die".split()
)

WORDS_AND_BODIES = frozenset({"WHO"})
"""Acronyms that a tagger takes for the words that they also are."""

WHERE = frozenset("in at near from into across around outside inside throughout off above".split())

AREAS = frozenset(
    "province district county city town village region river island municipality governorate state "
    "prefecture oblast suburb neighbourhood neighborhood area peninsula valley port capital".split()
)

YEAR = re.compile(r"(1[0-9]|20)\d\d")


def is_stated_place(parsed: Doc, first: int, last: int) -> bool:
    """Whether the words around say that it is a place: "in X", "X province", "the city of X"."""
    before = parsed[first - 1].lower_ if first > 0 else ""
    after = parsed[last].lower_ if last < len(parsed) else ""
    if after in AREAS or (
        after == "-" and last + 1 < len(parsed) and parsed[last + 1].lower_ == "based"
    ):
        return True
    if first > 1 and before == "of":
        return parsed[first - 2].lower_ in AREAS | gazetteer.heads().before_of_place
    if first > 2 and before == "," and parsed[first - 2].lower_ in AREAS and last < len(parsed):
        described = any(
            token.tag_ in ("DT", "PRP$", "POS") for token in parsed[max(first - 5, 0) : first - 2]
        )
        return described and parsed[last].text in (",", ".", ";")  # the capital, Brim,
    if first > 1 and before in (",", "and"):
        return _goes_on_with_place(parsed, first, last)
    language = pycountry.languages.get(name=parsed[first:last].text)
    if before == "in" and language is not None and hasattr(language, "alpha_2"):
        return False  # a song in Wolof
    common = all(is_common_word(token.text) for token in parsed[first:last])
    if common and not gazetteer.is_place(parsed[first:last].text):
        return False  # a degree in Psychology
    return before in WHERE and after not in ("'s", "’s")


AGE = re.compile(r"1[0-9]|[2-9]\d|10\d")


def is_located(parsed: Doc, first: int, last: int) -> bool:
    """As in "Brim, Norway", "Vale, South Dakota", "Anna Berg, 34, of Brim".

    Not "Berg, Norway's minister", and no list of places: "Brim, Norway and Vale".
    """
    if last - first > 3:
        return False
    if first > 3 and parsed[first - 1].lower_ == "of" and parsed[first - 2].text == ",":
        return bool(AGE.fullmatch(parsed[first - 3].text)) and parsed[first - 4].text == ","
    if last + 1 >= len(parsed) or parsed[last].text != ",":
        return False
    for end in range(min(last + 4, len(parsed)), last + 1, -1):
        if gazetteer.is_land(parsed[last + 1 : end].text):
            behind = parsed[end] if end < len(parsed) else None
            return behind is None or behind.text in (",", ".", ";", ")", ":") or behind.is_space
    return False


def _goes_on_with_place(parsed: Doc, first: int, last: int) -> bool:
    """As in "12 Quay Street, Brim", "between Oslo and Brim"; not "Oslo, Berg said"."""
    end = first - 1
    if parsed[end].text == ",":
        return bare(parsed[end - 1].text) in gazetteer.heads().streets
    start = end
    while start > 0 and is_capital(parsed[start - 1]):
        start -= 1
    led = start > 0 and parsed[start - 1].lower_ in ("between", "in", "from", "near", "of", "at")
    if led and parsed[start - 1].lower_ in ("of", "at"):
        closed = last >= len(parsed) or parsed[last].text in (",", ".", ";", ")")
        led = parsed[end].text == "," and closed  # of Brim, Kent, lost
    return led and gazetteer.is_place(parsed[start:end].text)


def speaks(parsed: Doc, position: int) -> bool:
    """Whether the name ending here is subject of a verb of speech, or "who" follows it."""
    head = parsed[position]
    while head.dep_ in ("flat", "compound") and head.head.i < position:
        head = head.head
    if head.dep_ in ("nsubj", "nsubj:pass", "nsubjpass") and head.head.lemma_.lower() in SPEECH:
        return True
    after = [token.lower_ for token in parsed[position + 1 : position + 3]]
    return after[:1] == ["who"] or after == [",", "who"]


ROUTES = frozenset("bus tram train line service road motorway highway exit junction".split())
NUMBERED = re.compile(r"[A-Z]{1,2}\d{1,4}[A-Z]?")


def _is_listed(parsed: Doc, first: int, last: int) -> bool:
    """Letters of a share on its exchange: "Fjord Copper (OSE: FJC)"."""
    around = [parsed[place].text for place in range(max(first - 3, 0), min(last + 3, len(parsed)))]
    bracket = "".join(around)
    text = parsed[first:last].text
    return f"({text}:" in bracket or (f":{text})" in bracket and "(" in bracket)


def is_serial(parsed: Doc, first: int, last: int) -> bool:
    """Letters that a number makes a code or a model: "NOK 40m", "flight FA 120", "a Boeing 737"."""
    after = parsed[last] if last < len(parsed) else None
    numbered = after is not None and after.text[0].isdigit()
    text = parsed[first:last].text
    if first > 0 and parsed[first - 1].lower_ in ("ticker", "symbol", "code"):
        return True
    if after is not None and after.lower_ in ROUTES and NUMBERED.fullmatch(text):
        return True  # the N5 bus
    if _is_listed(parsed, first, last):
        return True
    if first > 0 and parsed[first - 1].lower_ in ("flight", "flights"):
        return numbered or any(letter.isdigit() for letter in text)
    determined = first > 0 and parsed[first - 1].tag_ in ("DT", "PRP$")
    if first > 0 and parsed[first - 1].text == "(" and numbered and is_acronym(text):
        return True  # the frigate Quiet Sea (FFG 40)
    priced = first > 0 and (parsed[first - 1].like_num or parsed[first - 1].tag_ == "CD")
    if priced and last - first == 1 and pycountry.currencies.get(alpha_3=text) is not None:
        return True  # 40 NOK
    if not numbered or YEAR.fullmatch(after.text if after is not None else ""):
        return False
    if pycountry.currencies.get(alpha_3=text) is not None:
        return True
    return determined and fold(text) in gazetteer.heads().organization_alone


def is_one_of_many(parsed: Doc, first: int, last: int) -> bool:
    """Letters or people that a text counts or takes any of: "a UAV", "two NGOs", "Soldiers".

    Not "a WFP official", where the letters name a body; a team may be called "Rangers".
    """
    if last - first != 1:
        return False
    token = parsed[first]
    after = parsed[last] if last < len(parsed) else None
    if is_acronym(token.text) and first > 0:
        before = parsed[first - 1].lower_
        counted = before in ANY or parsed[first - 1].tag_ == "CD"
        goes_on = after is not None and after.tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH")
        return counted and not goes_on and token.text not in ANY_TOO
    word = token.lower_
    if word in gazetteer.heads().teams or gazetteer.is_nationality(token.text):
        return False
    one = word.removesuffix("men") + "man" if word.endswith("men") else word.removesuffix("s")
    return one != word and one in gazetteer.titles().person


ANY = frozenset({"a", "an", "another", "every", "each", "any", "no"})
ANY_TOO = frozenset({"US", "UK", "EU", "UN"})


def dateline_part(parsed: Doc, first: int, last: int) -> str | None:
    """What a name is in the dateline that opens its line: ``place``, ``outlet`` or None.

    "BRIMSEL, 3 May (Coast News) - The ferry is late." names a place and an outlet.
    """
    start = first
    while start > 0 and "\n" not in parsed[start - 1].text:
        start -= 1
        if first - start > LONGEST_DATELINE:
            return None
    line = parsed[start : last + LONGEST_DATELINE].text.split("\n")[0]
    dateline = find_dateline(line)
    if dateline is None:
        return None
    where = parsed[first].idx - parsed[start].idx
    text = parsed[first:last].text
    if dateline.place is not None and where <= 1 and dateline.place.startswith(text):
        return "place" if dateline.place[len(text) :][:1] in ("", ",", " ", "/") else None
    return "outlet" if dateline.outlet == text and where < dateline.end else None


LONGEST_DATELINE = 16
"""Tokens from the start of a line to a name in its dateline, at most."""


def is_shout(parsed: Doc, first: int, text: str) -> bool:
    """A common word in capitals, "the BEST ferry": pronounceable, and no proper noun's tag."""
    in_brackets = first > 0 and parsed[first - 1].text == "("
    if in_brackets or text in WORDS_AND_BODIES:
        return False
    if parsed[first].tag_ not in PROPER and any(letter in "AEIOUY" for letter in text):
        return "." not in text
    pronounceable = (
        "." not in text
        and len(text) > 3
        and sum(letter in "AEIOUY" for letter in text) * 3 >= len(text)
    )
    around = [
        parsed[position] for position in (first - 1, first + 1) if 0 <= position < len(parsed)
    ]
    loud = any(token.is_alpha and len(token.text) > 3 and token.text.isupper() for token in around)
    return loud or pronounceable


def is_common_opening(parsed: Doc, first: int, last: int) -> bool:
    """A common word that opens a sentence and was taken for a name: "Demonstrators waited"."""
    token = parsed[first]
    common = token.tag_ not in PROPER and not gazetteer.is_given_name(token.text)
    return last - first == 1 and common and opens_sentence(token) and not token.text.isupper()
