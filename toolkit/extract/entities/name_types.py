"""Tell what a name names: person, organization, place, event, agreement or group.

Evidence in order of weight: the word lists, the name's own head word, a title, then the trained
name finder, then the shape and the words around it. What has no evidence stays without a type.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc

from toolkit.bodies import find_body
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import NAME_LABELS, PROPER, opens_sentence
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
from toolkit.extract.entities.person_contexts import opens_with_family_name, person_by_context
from toolkit.extract.entities.pieces import Piece
from toolkit.extract.entities.surnames import ends_in_surname
from toolkit.extract.entities.titles import is_civic_office, is_head, is_title_part

PERSON = "person"

ORGANIZATION = "organization"

PLACE = "place"

EVENT = "event"

AGREEMENT = "agreement"

GROUP = "group"

SITE = re.compile(r"[A-Z][\w-]*\.[A-Za-z]{2,4}")
"""An address used as a name: "Ferry.com"."""

WITHOUT = re.compile(r"[A-Z][\w-]+ [Ww]ithout [A-Z]\w+")
"""A society that crosses something: "Rivers Without Borders"."""

PARTNERS = re.compile(r"[A-Z][a-z]{2,}(?:, [A-Z][a-z]{2,})? & [A-Z][a-z]{2,}")
"""A firm by its partners: "Berg & Dahl"."""

SURNAMES_TOO = frozenset(
    "church hall field fields park parks lane hill hills west north day post bank banks street "
    "castle temple wood forest law laws court cross battle fair spring storm tower towers bill "
    "house lake rivers green press guard march week union marathon camp prince base point ground "
    "grove fort reef dock wells creek law order major young order games wars code open series "
    "lions bears labour ford gates carver order lake strait falls".split()
)
"""Heads that are surnames too: "Anna Hall" is a person."""

ARTICLES = frozenset({"der", "die", "das"})
"""Articles that open titles of newspapers: "Der Bote"."""

VESSELS = frozenset({"hms", "uss", "ss", "mv", "rms", "ins"})
"""What ships' names begin with: they are none of our types."""

NOBODY = frozenset({"international community", "internet", "world wide web", "free world"})
"""Printed with capitals at times, and no one that could be named."""

PLACES_SURELY = frozenset(
    "province district county region governorate river lake mountain mountains island islands "
    "square boulevard route highway interstate motorway "
    "airport airfield base peninsula valley street avenue road gulf strait sea ocean desert".split()
)
"""Heads that a name finder's guess at an organization does not outweigh."""


class Verdict(NamedTuple):
    """A type, the rule that gave it, and whether other places in the text may not change it."""

    type: str
    rule: str
    firm: bool


def judge(parsed: Doc, piece: Piece) -> Verdict | None:
    """The type of one possible name by its own evidence, or None."""
    first, last = piece.first, piece.last
    text = parsed[first:last].text
    if piece.titled:
        return Verdict(PERSON, "name_after_title", True)
    if (
        bare(parsed[first].text) in VESSELS
        or fold(text) in NOBODY
        or is_serial(parsed, first, last)
        or is_one_of_many(parsed, first, last)
        or _is_law(parsed, first, last)
    ):
        return None
    return (
        _by_list(first, last, text)
        or _by_dateline(parsed, first, last)
        or _by_civic_office(parsed, first, last)
        or _by_apposition(parsed, first, last)
        or _by_head(parsed, first, last)
        or _by_given_name(parsed, first, last)
        or _by_person_context(parsed, first, last)
        or _by_finder(parsed, first, last)
        or _by_shape(parsed, first, last, text)
    )


def _is_law(parsed: Doc, first: int, last: int) -> bool:
    """As in "the Harbour Act", "Executive Order 13"; not "Anna Law"."""
    known = gazetteer.heads()
    two = fold(parsed[max(last - 2, first) : last].text)
    head = head_before(parsed, first, last)
    if last - first == 1 or (head not in known.law and two not in known.law):
        return False
    return not gazetteer.may_be_given_name(parsed[first].text)


def _by_list(first: int, last: int, text: str) -> Verdict | None:
    if gazetteer.state_code(text):
        return Verdict(PLACE, "name_of_state", True)
    if gazetteer.is_nationality(text):
        return Verdict(GROUP, "name_of_people", True)
    if gazetteer.is_place(text) and not gazetteer.is_ambiguous_place(text):
        return Verdict(PLACE, "name_in_gazetteer", last - first > 1)
    if last - first > 1 and fold(text) in gazetteer.heads().organization_alone:
        return Verdict(ORGANIZATION, "name_in_gazetteer", True)
    if find_body(text) is not None and not (text.istitle() and last - first == 1):
        return Verdict(ORGANIZATION, "name_in_gazetteer", True)
    if last - first > 1 and gazetteer.is_nationality(text.split()[-1]):
        return Verdict(GROUP, "name_of_people", True)
    if fold(text) in gazetteer.heads().event_alone:
        return Verdict(EVENT, "name_in_gazetteer", True)
    if last - first > 1 and gazetteer.is_subdivision(text):
        return Verdict(PLACE, "name_in_gazetteer", False)
    return None


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


def finder_label(parsed: Doc, first: int, last: int) -> str | None:
    """The name finder's type where it is the same for most of the tokens."""
    labels = Counter(
        NAME_LABELS[token.ent_type_]
        for token in parsed[first:last]
        if token.ent_type_ in NAME_LABELS
    )
    if not labels:
        return None
    found, count = min(labels.items(), key=lambda item: (-item[1], item[0]))
    if found == PLACE and last - first == 1 and is_acronym(parsed[first].text):
        return None if is_stated_place(parsed, first, last) is False else found
    return found if count * 2 >= last - first else None


def _by_head(parsed: Doc, first: int, last: int) -> Verdict | None:
    """By the head word; a head alone ("the Commission") names nothing by itself."""
    known = gazetteer.heads()
    head = head_before(parsed, first, last)
    opening = bare(parsed[first].text)
    finder = finder_label(parsed, first, last)
    if last - first == 1:
        alone = head in known.organization_alone and finder != PERSON
        team = head in known.teams and parsed[first].tag_ in ("NNPS", "NNS") and finder is not None
        return Verdict(ORGANIZATION, "name_in_gazetteer", False) if alone or team else None
    lone = (
        head == opening
        and last - first > 1
        and (parsed[first + 1].lower_ not in ("of", "for") and not parsed[first + 1].text.isdigit())
    )
    weak = head in known.agreement_weak and finder not in (None, AGREEMENT, ORGANIZATION)
    if head in known.agreement and not lone and not weak:
        event = head == "convention" and opening in ("national", "republican", "democratic")
        return Verdict(EVENT if event else AGREEMENT, "name_by_head", True)
    if opening in known.organization_first and parsed[first].is_title:
        return Verdict(ORGANIZATION, "name_by_head", True)
    if last - first == 2 and opening in ARTICLES and finder != PLACE:
        return Verdict(ORGANIZATION, "name_by_head", False)
    if opening in known.event_first and head not in known.organization:
        return Verdict(EVENT, "name_by_head", finder is None)
    surname = head in SURNAMES_TOO and last - first <= 3
    before = parsed[first - 1].lower_ if first > 0 else ""
    street = bare(parsed[last - 1].text) in known.streets and not gazetteer.may_be_given_name(
        parsed[first].text
    )
    if street and (before in ("of", "in", "on", "at") or before.isdigit()):
        return Verdict(PLACE, "name_by_head", True)
    if surname and (finder == PERSON or gazetteer.may_be_given_name(parsed[first].text)):
        return None
    finder = None if finder == PERSON else finder
    if head in PLACES_SURELY:
        return Verdict(PLACE, "name_by_head", True)
    if head in known.event:
        return Verdict(EVENT, "name_by_head", finder in (None, EVENT))
    team = head in known.teams and all(token.is_alpha for token in parsed[first:last])
    if team or head in known.organization | known.organization_alone:
        return Verdict(ORGANIZATION, "name_by_head", finder in (None, ORGANIZATION))
    if head in known.place and (finder != ORGANIZATION or head in PLACES_SURELY):
        return Verdict(PLACE, "name_by_head", finder in (None, PLACE))
    if opening in (
        "lake",
        "mount",
        "mt",
        "cape",
        "port",
        "fort",
        "gulf",
        "strait",
        "isle",
    ) and finder in (
        None,
        PLACE,
    ):
        return Verdict(PLACE, "name_by_head", False)
    if head in known.group and not gazetteer.may_be_given_name(parsed[first].text):
        return Verdict(GROUP, "name_by_head", False)
    return None


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


OUTLETS = frozenset("newspaper channel broadcaster daily weekly website newswire".split())
"""Nouns behind the name of an outlet: "the Brim newspaper"."""
BORDERS = frozenset({"border", "borders", "frontier", "boundary"})
"""Nouns whose "with" leads to a place: "the border with Brim"."""


def _by_given_name(parsed: Doc, first: int, last: int) -> Verdict | None:
    """As in "Anna Berg", "Anna M. van Dam": a given name and a surname that is no head."""
    if last - first > 5 or not gazetteer.may_be_given_name(parsed[first].text):
        return None
    finder = finder_label(parsed, first, last)
    if last - first == 1:
        word = parsed[first].text
        told = gazetteer.is_given_name(word) and gazetteer.given_name_gender(word)
        return Verdict(PERSON, "name_by_given_name", False) if told else None
    if _ends_in_letters(parsed, first, last):
        return Verdict(ORGANIZATION, "name_by_shape", False)
    if is_head(bare(parsed[last - 1].text)) and bare(parsed[last - 1].text) not in SURNAMES_TOO:
        return None
    if any(token.lower_ in ("of", "for", "and", "&") for token in parsed[first:last]):
        return None
    return Verdict(PERSON, "name_by_given_name", finder in (None, PERSON))


def _ends_in_letters(parsed: Doc, first: int, last: int) -> bool:
    """As in "Victoria NFC-WTO": letters behind a word in common case are a body's."""
    words = parsed[first:last].text.split()
    closing = words[-1]
    lettered = len(closing) > 2 and "." not in closing and is_acronym(closing)
    return len(words) > 1 and words[0].istitle() and lettered


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
        found = ORGANIZATION if parsed[last - 1].lower_.endswith("ers") else found  # Brim Movers
    if last - first == 2 and found == PLACE and speaks(parsed, last - 1):
        found = PERSON
    if found == PLACE and ends_in_surname(parsed, first, last):
        found = PERSON
    if SITE.fullmatch(parsed[first:last].text):
        found = ORGANIZATION
    if found == PERSON and last - first == 1 and _is_blend(parsed, first):
        found = ORGANIZATION
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


def is_common_head(parsed: Doc, position: int) -> bool:
    """A capital on a head alone, "the Commission": short for a name, or for none; no name."""
    word = bare(parsed[position].text)
    if parsed[position].tag_ in ("NNS", "NNPS") and word.endswith("s"):
        word = word if is_head(word) else word[:-1]
    known = gazetteer.titles()
    return is_head(word) or word in known.office or word in known.modifier


def _by_shape(parsed: Doc, first: int, last: int, text: str) -> Verdict | None:
    if SITE.fullmatch(text) or WITHOUT.fullmatch(text):
        return Verdict(ORGANIZATION, "name_by_shape", True)
    if PARTNERS.fullmatch(text):
        return Verdict(ORGANIZATION, "name_by_shape", True)
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
        return None
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
    return Verdict(PERSON, "name_by_parse", False) if _is_flat(parsed, first, last) else None


def _is_flat(parsed: Doc, first: int, last: int) -> bool:
    """Whether the parse hangs all words on the first: treebanks do so with persons' names alone."""
    words = parsed[first:last]
    plain = all(word.tag_ == "NNP" and word.is_alpha and word.text.istitle() for word in words)
    known = is_head(bare(words[-1].text)) or is_common_head(parsed, last - 1)
    flat = all(word.dep_ == "flat" and word.head == words[0] for word in words[1:])
    return 1 < len(words) < 4 and plain and flat and not known
