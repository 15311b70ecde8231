"""Numbers that only their sentence shows to be no figures: pronouns, pairs, names, labels."""

from __future__ import annotations

import re

from spacy.tokens import Token

from toolkit.extract.entities.headlines import is_title_case
from toolkit.extract.figures.counted import COUNTED_PARTS, OF_THEM
from toolkit.extract.figures.dates import MONTHS, WEEKDAYS
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.nouns import IRREGULAR_NOUNS, is_person, unit_of  # fmt: skip
from toolkit.extract.figures.ones import refuse_measured_one, refuse_one
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.tokens import Tokens
from toolkit.extract.spans import Cast

DEFINITE = frozenset(
    {"the", "these", "those", "both", "other", "latter", "former", "last", "first"}
)
PARTIES = frozenset("country nation side party leader government people state neighbour".split())
"""Two of them are a known pair with "our" or "their": "our two countries"; "her two sons" count."""
LETTER_NAME = re.compile(r"^[A-Z]")
COMPOUND = re.compile(r"[-‐‑]([A-Za-z]+)")
HARD_NUMBER = frozenset({"more_than", "less_than", "at_least", "at_most", "about", "between"})


def refuse(
    text: str, quantity: Quantity, counted: Counted | None, tokens: Tokens, cast: Cast
) -> str | None:
    """Why a number is no figure, or None where it is one.

    Args:
        text: The document's text.
        quantity: The number with what its neighbours say.
        counted: The noun phrase that it counts, if one was found.
        tokens: The tokens of the document.
        cast: The document's names.
    """
    first, last = tokens.of(quantity.number_start, quantity.number_end)
    number = text[quantity.number_start : quantity.number_end]
    if counted is not None and counted.head.lower_ in (*MONTHS, *WEEKDAYS):
        counted = None  # "Coast Team 12 last December"
    named = _is_named(text, quantity, cast, tokens, first, last, counted)
    if named:
        return "part_of_name"
    if _is_title_of_time(text, quantity, tokens, first):
        return "part_of_name"
    if quantity.kind is not None:
        return refuse_measured_one(text, quantity, number)
    if quantity.year and not _counts_despite_year(quantity, counted):
        return "date"
    if number.lower() == "one":
        return refuse_one(text, quantity, counted)
    if number.lower() == "zero" and text[quantity.number_end : quantity.number_end + 1] == "-":
        return "compound"
    if _is_pair(quantity, number, tokens, first, counted):
        return "definite_pair"
    if quantity.plain and counted is not None and quantity.value != 1 and _is_address(counted):
        return "address"
    if quantity.hyphened and quantity.qualifier == "exactly":
        return _refuse_compound(text, quantity)
    if counted is None:
        return _refuse_bare(text, quantity, tokens, first)
    return None


def _is_address(counted: Counted) -> bool:
    """As in "10300 Heritage Office Building": a number before a name of several words."""
    words = counted.head.doc[counted.start : counted.end]
    head = counted.head
    lone = head.tag_ in ("NN", "NNP") and head.text.istitle() and not is_person(unit_of(head))
    if lone and len(words) == 1 and not counted.head.doc[counted.start].is_sent_start:
        return not head.text.endswith("s")  # "65 Wing"
    names = all(word.text[:1].isupper() and word.pos_ == "PROPN" for word in words)
    people = head.lower_ in IRREGULAR_NOUNS or head.text.endswith(("s", "men"))
    return len(words) > 1 and names and not people


CAPITAL_UNIT = re.compile(r"[ ](?!Celsius|Fahrenheit|Kelvin)[A-Z][a-z]{3,}$")


def _is_title_of_time(text: str, quantity: Quantity, tokens: Tokens, first: int) -> bool:
    """As in "the band 40 Seconds to Go": a unit with a capital in a line without capitals."""
    if quantity.kind not in ("duration", "measure"):
        return False
    unit = CAPITAL_UNIT.match(text, quantity.number_end, quantity.end)
    return unit is not None and not _in_title(tokens, first)


def _is_named(
    text: str, quantity: Quantity, cast: Cast, tokens: Tokens, first: int, last: int,
    counted: Counted | None,
) -> bool:  # fmt: skip
    """Whether the number lies inside a name: "Boeing 737", "the Seven Hills"."""
    for mention in cast.overlapping(quantity.number_start, quantity.number_end):
        wider = mention.end - mention.start > quantity.number_end - quantity.number_start
        if mention.kind == "name" and wider and quantity.kind in (None, "duration"):
            return True
    opened = quantity.qualifier in HARD_NUMBER and quantity.start < quantity.number_start
    if quantity.kind is not None or opened:
        return False
    doc = tokens.doc
    before = doc[first - 1] if first > 0 else None
    if (
        quantity.form == "digits"
        and before is not None
        and _is_name_before(before, doc[first], counted)
    ):
        return quantity.plain or counted is None
    if before is not None and _is_model(text, quantity, before, counted):
        return True
    capital = (
        quantity.form == "words" and LETTER_NAME.match(text[quantity.number_start :]) is not None
    )
    if capital and not doc[first].is_sent_start and last < len(doc):
        following = doc[last]
        lone = before is not None and not before.is_space and before.text not in ':;.!?“"'
        beside = following.text[:1].isupper() or (
            before is not None and before.text[:1].isupper() and not before.is_sent_start
        )
        return lone and beside and not _in_title(tokens, first)
    return False


def _is_model(text: str, quantity: Quantity, before: Token, counted: Counted | None) -> bool:
    """As in "a Boeing 737-800", not "in Bergen 20-30 people"."""
    if not _is_dashed(text, quantity) or before.tag_ not in ("NN", "NNP"):
        return False
    if not before.text[:1].isupper() or before.lower_ in MONTHS:
        return False
    return counted is None or counted.head.tag_ != "NNS"


def _in_title(tokens: Tokens, index: int) -> bool:
    first, last = tokens.sentence(index)
    return last - first < LONGEST_TITLE and is_title_case(tokens.doc[first:last].text)


LONGEST_TITLE = 40


def _is_name_before(before: Token, number: Token, counted: Counted | None) -> bool:
    """A proper noun right before digits that does not end a phrase of its own."""
    if before.text == ")" and before.i > 1 and before.doc[before.i - 2].text == "(":
        before = before.doc[before.i - 1]  # "Task Force (TF) 50"
    if before.text.islower() or before.pos_ not in ("PROPN", "NOUN", "ADJ"):
        return False
    if before.lower_ in WEEKDAYS or before.lower_ in MONTHS:
        return False  # "on Sunday 211 of its members voted"
    if counted is None:
        return not before.is_sent_start or before.pos_ == "PROPN"
    if before.pos_ != "PROPN" or counted.head.lower_ == "times":
        return False
    return before.head.i in (number.i, counted.head.i) or number.head.i == before.i


def _counts_despite_year(quantity: Quantity, counted: Counted | None) -> bool:
    """As in "2000 people" are counted, "2016 elections" were held in a year."""
    if counted is None or counted.head.tag_ not in ("NNS", "NNPS"):
        return False
    if counted.head.pos_ == "PROPN" and counted.end - counted.start > 1:
        return False  # "the 2007 Bergen Rovers"
    if is_person(unit_of(counted.head)):
        return True
    value = quantity.value or 0
    return value % 100 == 0 or not 1900 <= value <= 2050


def _is_pair(
    quantity: Quantity, number: str, tokens: Tokens, first: int, counted: Counted | None
) -> bool:
    """As in "the two sides", "these two", "the other two": known already, not counted here."""
    if number.lower() not in ("two", "2") or quantity.qualifier != "exactly":
        return False
    doc = tokens.doc
    before = [doc[i].lower_ for i in range(max(0, first - 3), first) if doc[i].pos_ != "SPACE"]
    if not before:
        return False
    if before[-1] in DEFINITE:
        return True
    if before[-1] in ("our", "their") and counted is not None:
        return counted.head.lemma_.lower() in PARTIES
    return counted is None and before[-1] in ("between", "all")


def _refuse_compound(text: str, quantity: Quantity) -> str | None:
    """As in "a 10-member council" counts members; "a two-party system" counts nothing."""
    match = COMPOUND.match(text, quantity.number_end)
    if match is None or match[1].lower() in COUNTED_PARTS:
        return None
    many = quantity.form == "digits" and (quantity.value or 0) >= MANY
    counts = many and match[1].lower() not in UNCOUNTED and COMPOUND_NOUN.match(text, match.end())
    return None if counts else "compound"


MANY = 10
"""From here on a number in digits before a noun counts: "a 52-house estate", not "a 4-way race"."""
COMPOUND_NOUN = re.compile(r"[ ][a-z]{3,}")
UNCOUNTED = frozenset(
    "fold odd plus ish way step karat carat gauge bit proof pounder wheeler hitter character rated"
    " type series ply time star tier speed man-made based led style era born old something year-old"
    " pointed sided".split()
)


def _refuse_bare(text: str, quantity: Quantity, tokens: Tokens, first: int) -> str | None:
    """A number without a noun: some are figures ("rose to 42"), others labels or shorthand."""
    doc = tokens.doc
    before = doc[first - 1] if first > 0 and not doc[first - 1].is_space else None
    if quantity.qualifier == "between" and quantity.plain and _is_dashed(text, quantity):
        return "score"
    if _is_clock_time(text, quantity):
        return "clock_time"
    if before is not None and before.lower_ in POINTING and quantity.qualifier == "exactly":
        if SAID_WHICH.match(text, quantity.end) is not None and (quantity.value or 0) >= 20:
            return None  # "the 500 that insurers require", not "the two that sank"
        if before.lower_ == "all" and OF_THEM.match(text, quantity.end) is not None:
            return None
        return "definite" if (quantity.value or 1000) < 1000 else None
    if quantity.plain and before is not None and before.lower_ in ("a", "an"):
        return "score"  # "shot a 68", "gave it a 9"
    if (
        quantity.plain
        and text[quantity.start - 1 : quantity.end + 1] == f"({number_of(text, quantity)})"
    ):
        return "reference"
    if quantity.form == "words" and _enumerates(text, quantity):
        return "list_number"
    if before is not None and before.text in ("#", "§", "№"):
        return "part_of_name"
    return None


SAID_WHICH = re.compile(r"\s+(?:that|which|required|needed|allowed)\b")
AT_CLOCK = re.compile(r"\b(?P<verb>\w+)\s+at\s+(?:(?:about|around|nearly|almost|exactly)\s+)?$")
CLOCK_ENDS = re.compile(r"[.,;!?]|\s(?:in the (?:morning|afternoon|evening)|sharp)\b|$")
AT_A_LEVEL = frozenset(
    "stand stands stood standing remain remains remained put puts estimated peak peaks peaked cap"
    " capped fix fixed set hold holds held valued steady unchanged died die retired married number"
    " start starts aged level kept keep keeps stay stays stayed rate rated".split()
)
"""Verbs after which "at four" states a level or an age and no hour."""


def _is_clock_time(text: str, quantity: Quantity) -> bool:
    """As in "we left at about four.", not "unemployment stood at four."."""
    if quantity.form != "words" or quantity.value not in range(1, 13):
        return False
    at = AT_CLOCK.search(text, max(0, quantity.number_start - 40), quantity.number_start)
    if at is None or at["verb"].lower() in AT_A_LEVEL:
        return False
    return CLOCK_ENDS.match(text, quantity.number_end) is not None


POINTING = frozenset(
    "the these those both all other last next first past final top bottom you us we them".split()
)
"""Words after which a bare number points back: "the three", "the last nine"."""
ENUMERATED = re.compile(r"(?:[,;:—]|\band|\bis|^)\s*$", re.IGNORECASE)


def _enumerates(text: str, quantity: Quantity) -> bool:
    """As in "my worry is, one, the cost, and two, the time": words that number an argument."""
    before = text[max(0, quantity.start - 6) : quantity.start]
    after = text[quantity.end : quantity.end + 1]
    small = quantity.value is not None and quantity.value <= 5
    return small and after in (",", ":") and ENUMERATED.search(before) is not None


def number_of(text: str, quantity: Quantity) -> str:
    """The number as printed."""
    return text[quantity.number_start : quantity.number_end]


def _is_dashed(text: str, quantity: Quantity) -> bool:
    return re.fullmatch(r"\d+\s?[-–]\s?\d+", number_of(text, quantity)) is not None
