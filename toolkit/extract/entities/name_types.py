"""Tell what a name names: person, organization, place, event, agreement or group.

Evidence in order of weight: the word lists, the name's own head word, a title, then the trained
name finder, then the shape and the words around it. What has no evidence stays without a type.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import PROPER, opens_sentence
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.joins import head_before
from toolkit.extract.entities.name_contexts import (
    dateline_part,
    is_common_opening,
    is_located,
    is_one_of_many,
    is_serial,
    is_shout,
    is_stated_place,
    speaks,
)
from toolkit.extract.entities.own_words import (
    by_given_name,
    by_head,
    by_list,
    finder_label,
    is_common_head,
    is_law,
)
from toolkit.extract.entities.person_acts import acts_as_person
from toolkit.extract.entities.person_contexts import opens_with_family_name, person_by_context
from toolkit.extract.entities.pieces import Piece
from toolkit.extract.entities.rowless import has_no_row
from toolkit.extract.entities.surnames import ends_in_surname, is_unknown_full_name
from toolkit.extract.entities.titles import is_civic_office, is_head, is_title_part
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON, PLACE, Verdict
from toolkit.extract.entities.word_lists import is_world_family_name

SITE = re.compile(r"[A-Z][\w-]*\.[A-Za-z]{2,4}")
"""An address used as a name: "Ferry.com"."""

WITHOUT = re.compile(r"[A-Z][\w-]+ [Ww]ithout [A-Z]\w+")
"""A society that crosses something: "Rivers Without Borders"."""

PARTNERS = re.compile(r"[A-Z][a-z]{2,}(?:, [A-Z][a-z]{2,})? & [A-Z][a-z]{2,}")
"""A firm by its partners: "Berg & Dahl"."""

UPON = re.compile(
    r"[A-Z]\w+(?:-(?:upon|on|in|by|the|sur|sous|le|la|les|lès|en|am|i|under|over)){1,2}-[A-Z]\w+"
    r"|[A-Z]\w+ upon [A-Z]\w+"
)
"""A town by what it lies upon: "Brim-upon-Vale"."""

SOCIETY = re.compile(r"[A-Z][a-z]+s (?:for|against) [A-Z]\w+")
"""A society by what it is for: "Citizens for Reform"."""

FOREIGN = re.compile(r"\w (?:ohne|für|und|et|pour|sans|voor|zonder|och|og|por|para) [A-Z]")
"""A body by a small word of another language: "Ärzte ohne Grenzen"."""

NOBODY = frozenset({"international community", "internet", "world wide web", "free world"})
"""Printed with capitals at times, and no one that could be named."""


JOINED = re.compile(r"([A-Z][a-z]{2,})[A-Z][A-Za-z]*")
"""A capital inside a word, as firms write themselves: "OpenQuay"."""

PREFIXES = frozenset("mac van von fitz san del des abd abu ben ann saint bin ibn dos das".split())
"""First parts of families' names that a capital follows: "MacLeod", "VanDyke"."""


def is_joined_capital(text: str) -> bool:
    """Whether two words are written as one with both capitals: "OpenQuay", not "MacLeod".

    >>> [is_joined_capital(word) for word in ("OpenQuay", "MacLeod", "AnnaMaria", "DeSilva")]
    [True, False, False, False]
    """
    found = JOINED.fullmatch(text)
    if found is None or found[1].casefold() in PREFIXES:
        return False
    return not gazetteer.may_be_given_name(found[1])


def judge(parsed: Doc, piece: Piece) -> Verdict | None:
    """The type of one possible name by its own evidence, or None."""
    first, last = piece.first, piece.last
    text = parsed[first:last].text
    if piece.titled:
        return Verdict(PERSON, "name_after_title", True)
    if (
        has_no_row(parsed, first, last)
        or fold(text) in NOBODY
        or is_serial(parsed, first, last)
        or is_one_of_many(parsed, first, last)
        or is_law(parsed, first, last)
    ):
        return None
    return (
        _by_capital_article(parsed, first, last)
        or by_list(first, last, text)
        or _by_dateline(parsed, first, last)
        or _by_civic_office(parsed, first, last)
        or _by_apposition(parsed, first, last)
        or by_head(parsed, first, last)
        or by_given_name(parsed, first, last)
        or _by_person_context(parsed, first, last)
        or _by_finder(parsed, first, last)
        or _by_shape(parsed, first, last, text)
    )


def _by_capital_article(parsed: Doc, first: int, last: int) -> Verdict | None:
    """As in "he told The Herald": in mid-sentence only a title's article has a capital."""
    if last - first != 1 or first < 2 or parsed[first - 1].text != "The":
        return None
    led = parsed[first - 2]
    titled = parsed[first].lower_ in gazetteer.heads().after_article and not led.is_sent_end
    running = led.is_lower or led.text in (",", "of")
    return Verdict(ORGANIZATION, "name_in_gazetteer", True) if titled and running else None


def _by_dateline(parsed: Doc, first: int, last: int) -> Verdict | None:
    """As in "BRIMSEL, 3 May (Coast News) - The ferry is late."."""
    part = dateline_part(parsed, first, last)
    if part is None:
        return None
    return Verdict(PLACE if part == "place" else ORGANIZATION, "name_by_context", True)


def _by_civic_office(parsed: Doc, first: int, last: int) -> Verdict | None:
    """As in "*Brim* Mayor Anna Berg"; not "Republican Governor Anna Berg"."""
    if last + 1 >= len(parsed) or not is_civic_office(parsed[last].text):
        return None
    person = parsed[last + 1]
    named = person.ent_type_ in ("PERSON", "PER") or gazetteer.may_be_given_name(person.text)
    placed = all(token.tag_ == "NNP" for token in parsed[first:last])
    head = is_head(head_before(parsed, first, last)) or is_title_part(parsed, last - 1)
    return Verdict(PLACE, "name_by_context", True) if named and placed and not head else None


def _by_apposition(parsed: Doc, first: int, last: int) -> Verdict | None:
    """By the common noun that stands against the name: "ferry operator Fjordline", "Brim district".

    Not "company Anna Berg": a person, too, may stand behind a noun that a comma was left out after.
    """
    if last - first > 3 or gazetteer.may_be_given_name(parsed[first].text):
        return None
    known = gazetteer.heads()
    several = last - first > 1 and finder_label(parsed, first, last) == PERSON
    if not several and is_located(parsed, first, last):
        return Verdict(PLACE, "name_by_context", True)
    if is_head(bare(parsed[last - 1].text)) and last - first > 1:
        return None
    before = parsed[first - 1] if first > 0 else None
    if before is not None and before.text in known.body_nouns:
        return Verdict(ORGANIZATION, "name_by_context", True)
    apposed = before is not None and before.text == "," and first > 1
    noun = parsed[first - 2] if apposed else before
    if noun is not None and noun.text in SETTLED and last - first < 3:
        return Verdict(PLACE, "name_by_context", False)  # the capital Brim; the capital, Brim,
    beyond = first > 1 and parsed[first - 2].lower_ in BORDERS
    if beyond and before is not None and before.lower_ == "with":
        return Verdict(PLACE, "name_by_context", True)
    after = parsed[last] if last < len(parsed) else None
    of_place = first > 1 and parsed[first - 2].text in known.before_of_place
    if of_place and before is not None and before.lower_ == "of" and last - first == 1:
        return Verdict(PLACE, "name_by_context", False)
    determined = before is not None and before.lower_ == "the"
    if determined and after is not None and after.text in known.area_nouns:
        return Verdict(PLACE, "name_by_context", True)
    if determined and after is not None and after.text in OUTLETS:
        return Verdict(ORGANIZATION, "name_by_context", True)
    return None


OUTLETS = frozenset(
    "airline broadcaster channel daily militia movement newspaper newswire party website "
    "weekly".split()
)
"""Nouns behind the name of an outlet: "the Brim newspaper"."""

SETTLED = frozenset({"capital", "town", "village", "suburb", "island", "neighbourhood"})
"""Nouns right before the name of a place: "the capital Brim"."""

BORDERS = frozenset({"border", "borders", "frontier", "boundary"})
"""Nouns whose "with" leads to a place: "the border with Brim"."""


def _by_person_context(parsed: Doc, first: int, last: int) -> Verdict | None:
    """As in "the deckhand, Anna Berg", "referee Anna Berg", "Anna Berg, 34"."""
    rule = person_by_context(parsed, first, last)
    if rule is None and opens_with_family_name(parsed, first, last):
        return Verdict(PERSON, "name_by_family_name", False)
    return Verdict(PERSON, rule, last - first > 1) if rule is not None else None


def _by_finder(parsed: Doc, first: int, last: int) -> Verdict | None:
    found = finder_label(parsed, first, last)
    if is_common_opening(parsed, first, last):
        return None
    if last - first == 2 and found == PLACE and parsed[last - 1].tag_ == "NNPS":
        # "Bergen Wolves": a place and a plural name its team.
        known = gazetteer.is_place(parsed[first].text)
        found = ORGANIZATION if known else found
        article = first > 0 and parsed[first - 1].lower_ == "the"
        many = article or parsed[last - 1].lower_.endswith("ers")
        found = ORGANIZATION if many else found  # Brim Movers, the Brim Kestrels
    if last - first == 2 and found == PLACE and speaks(parsed, last - 1):
        found = PERSON
    if found == PLACE and ends_in_surname(parsed, first, last):
        found = PERSON
    unknown = found in (PLACE, ORGANIZATION) and is_unknown_full_name(parsed, first, last)
    whole = all(token.ent_type_ for token in parsed[first:last])
    if unknown and (found == ORGANIZATION or not whole or acts_as_person(parsed, first, last)):
        found = PERSON
    if found == PERSON and last - first == 1 and _is_no_known_person(parsed[first].text):
        placed = is_stated_place(parsed, first, last)  # between Oslo and *Brim*
        found = PLACE if placed else found
    if SITE.fullmatch(parsed[first:last].text) or is_joined_capital(parsed[first:last].text):
        found = ORGANIZATION
    if found == PERSON and last - first == 1 and _is_blend(parsed, first):
        found = ORGANIZATION
    lettered = is_acronym(parsed[first].text) and len(parsed[first].text) > 2
    if found == PERSON and lettered and gazetteer.is_place(parsed[first + 1 : last].text):
        found = ORGANIZATION  # NWK Oslo
    if found == PERSON and _ends_in_state(parsed, first, last):
        found = ORGANIZATION
    if found == PERSON and parsed[first].text[0].isdigit():
        found = ORGANIZATION  # 9th NFW
    if found is None or (last - first == 1 and is_common_head(parsed, first)):
        return None
    if found == PERSON and any(token.lower_ in ("of", "&") for token in parsed[first:last]):
        found = ORGANIZATION
    if found == PLACE and last - first > 1 and is_acronym(parsed[first].text):
        found = ORGANIZATION
    return Verdict(found, "name_finder", False)


def _is_no_known_person(word: str) -> bool:
    """Whether a single word is a name of nobody that a list knows."""
    return not gazetteer.may_be_given_name(word) and not is_world_family_name(word)


def _ends_in_state(parsed: Doc, first: int, last: int) -> bool:
    """Whether a state's name ends a longer one: "Harbour Watch Norway" is a body, no person."""
    if gazetteer.may_be_given_name(parsed[first].text):
        return False
    ends = (last - 2, last - 1)
    return any(
        start - first > 1 and gazetteer.state_code(parsed[start:last].text) for start in ends
    )


def _is_blend(parsed: Doc, position: int) -> bool:
    """Letters that a name finder took for a person: "NORCOM chief", not "BERG: ..."."""
    token = parsed[position]
    label = position + 1 < len(parsed) and parsed[position + 1].text in (":", ",")
    around = parsed[max(position - 1, 0) : position + 2]
    alone = not any(other.is_upper and other.is_alpha for other in around if other.i != position)
    known = gazetteer.may_be_given_name(token.text) or gazetteer.is_family_name(token.text)
    return is_acronym(token.text) and len(token.text) > 2 and alone and not label and not known


def _by_shape(parsed: Doc, first: int, last: int, text: str) -> Verdict | None:
    if SITE.fullmatch(text) or WITHOUT.fullmatch(text):
        return Verdict(ORGANIZATION, "name_by_shape", True)
    if PARTNERS.fullmatch(text) or is_joined_capital(text):
        return Verdict(ORGANIZATION, "name_by_shape", True)
    if UPON.fullmatch(text) and not gazetteer.may_be_given_name(parsed[first].text):
        return Verdict(PLACE, "name_by_shape", False)
    if FOREIGN.search(text) or SOCIETY.fullmatch(text):
        return Verdict(ORGANIZATION, "name_by_shape", False)
    if last - first <= 3 and is_acronym(text) and not is_shout(parsed, first, text):
        return Verdict(ORGANIZATION, "name_by_shape", False)
    known = gazetteer.is_place(text) and parsed[first].tag_ in PROPER
    if known and not opens_sentence(parsed[first]):
        return Verdict(PLACE, "name_in_gazetteer", False)
    known = gazetteer.is_subdivision(text) and not gazetteer.is_given_name(text)
    if known and parsed[first].tag_ in PROPER and not is_common_head(parsed, first):
        return Verdict(PLACE, "name_in_gazetteer", False)
    return _by_context(parsed, first, last)


def _by_context(parsed: Doc, first: int, last: int) -> Verdict | None:
    """By what the name does in its sentence: who says is a person, where one is is a place."""
    # In mid-sentence a capital says more than a tag for a common noun.
    able = PROPER if opens_sentence(parsed[first]) else PROPER | {"NN", "NNS", "FW"}
    if any(token.tag_ not in able for token in parsed[first:last] if token.text.isalpha()):
        inside = not opens_sentence(parsed[first]) and is_unknown_full_name(parsed, first, last)
        return Verdict(PERSON, "name_by_person_shape", False) if inside else None
    owns = last < len(parsed) and parsed[last].tag_ == "POS"
    if last - first == 1 and (parsed[first].like_num or is_common_head(parsed, first)):
        return None  # "*Twelve* have died"
    if speaks(parsed, last - 1):
        body = _ends_in_state(parsed, first, last)
        return Verdict(ORGANIZATION if body else PERSON, "name_by_context", False)
    if not owns and is_stated_place(parsed, first, last):
        return Verdict(PLACE, "name_by_context", False)
    if ends_in_surname(parsed, first, last):
        return Verdict(PERSON, "name_by_surname", False)
    if is_unknown_full_name(parsed, first, last):
        return Verdict(PERSON, "name_by_person_shape", False)
    return None
