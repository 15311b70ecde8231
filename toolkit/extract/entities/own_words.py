"""Tell a name's type by its own words: by the lists that know it, its head, its given name."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from toolkit.bodies import find_body
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import NAME_LABELS, opens_sentence
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.joins import head_before
from toolkit.extract.entities.name_contexts import is_stated_place
from toolkit.extract.entities.openings import by_opening
from toolkit.extract.entities.titles import is_head
from toolkit.extract.entities.verdicts import (
    AGREEMENT,
    EVENT,
    GROUP,
    ORGANIZATION,
    PERSON,
    PLACE,
    Verdict,
)
from toolkit.extract.entities.word_lists import is_common_word, is_company

SURNAMES_TOO = frozenset(
    "church hall field fields park parks lane hill hills west north day post bank banks street "
    "castle temple wood forest law laws court cross battle fair spring storm tower towers bill "
    "house lake rivers green press guard march week union marathon camp prince base point ground "
    "grove fort reef dock wells creek law order major young order games wars code open series "
    "lions bears labour ford gates carver order lake strait falls".split()
)
"""Heads that are surnames too: "Anna Hall" is a person."""

VISITED = frozenset("museum gallery theatre theater church library chapel".split())
"""Heads of bodies that are places, too, where something takes place in them."""

PEOPLES = frozenset({"peoples", "tribes"})

ARTICLES = frozenset({"der", "die", "das"})
"""Articles that open titles of newspapers: "Der Bote"."""

OPENS_PLACE = frozenset("lake mount mt cape port fort gulf strait isle".split())
"""First words of places: "Lake Brim"."""

PLACES_SURELY = frozenset(
    "province district county region governorate river lake mountain mountains island islands "
    "stadium arena station bridge canal palace cemetery lighthouse square boulevard route highway "
    "interstate motorway "
    "airport airfield base peninsula valley street avenue road gulf strait sea ocean desert".split()
)
"""Heads that a name finder's guess at an organization does not outweigh."""


def by_list(first: int, last: int, text: str) -> Verdict | None:
    """By the lists of states, peoples, places, bodies and events that know all of its words."""
    if gazetteer.state_code(text):
        return Verdict(PLACE, "name_of_state", True)
    if gazetteer.is_nationality(text):
        return Verdict(GROUP, "name_of_people", True)
    if gazetteer.is_place(text) and not gazetteer.is_ambiguous_place(text):
        return Verdict(PLACE, "name_in_gazetteer", last - first > 1)
    if last - first > 1 and fold(text) in gazetteer.heads().organization_alone:
        return Verdict(ORGANIZATION, "name_in_gazetteer", True)
    word = last - first == 1 and text.istitle() and is_common_word(text)
    if find_body(text) is not None and not word:
        return Verdict(ORGANIZATION, "name_in_gazetteer", True)
    if last - first > 1 and gazetteer.is_nationality(text.split()[-1]):
        opening = bare(text.split()[0])
        known = gazetteer.is_given_name(opening) or opening in gazetteer.heads().organization
        if not known:  # not "Anna English", "Air Baltic"
            return Verdict(GROUP, "name_of_people", True)
    if is_company(text):
        return Verdict(ORGANIZATION, "name_in_gazetteer", last - first > 1)
    if fold(text) in gazetteer.heads().event_alone:
        return Verdict(EVENT, "name_in_gazetteer", True)
    if last - first > 1 and gazetteer.is_subdivision(text):
        return Verdict(PLACE, "name_in_gazetteer", False)
    return None


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


def by_head(parsed: Doc, first: int, last: int) -> Verdict | None:
    """By the head word; a head alone ("the Commission") names nothing by itself."""
    head = head_before(parsed, first, last)
    finder = finder_label(parsed, first, last)
    if last - first == 1:
        return _by_head_alone(parsed[first], head, finder)
    told = _by_first_word(parsed, first, last, head, finder)
    told = told or by_opening(parsed, first, last, finder)
    if told is not None:
        return told
    if _is_street(parsed, first, last):
        return Verdict(PLACE, "name_by_head", True)
    if _is_surname(parsed, first, last, head, finder):
        return None
    return _by_kind(parsed, first, last, head, None if finder == PERSON else finder)


def _by_head_alone(token: Token, head: str, finder: str | None) -> Verdict | None:
    """As in "the Greens", "the Senate", "the Lions"; not "the Board"."""
    known = gazetteer.heads()
    several = token.tag_ in ("NNS", "NNPS")
    if head in known.group and several:
        party = head.endswith("s") and head not in PEOPLES and not opens_sentence(token)
        return Verdict(GROUP, "name_by_head", False) if party else None
    alone = head in known.organization_alone and finder != PERSON
    team = head in known.teams and several and finder is not None
    return Verdict(ORGANIZATION, "name_in_gazetteer", False) if alone or team else None


def _by_first_word(
    parsed: Doc, first: int, last: int, head: str, finder: str | None
) -> Verdict | None:
    """By a pact's head, or by a first word that tells: "Harbour Treaty", "Radio Norway"."""
    known = gazetteer.heads()
    opening, second = bare(parsed[first].text), parsed[first + 1]
    lone = head == opening and second.lower_ not in ("of", "for") and not second.text.isdigit()
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
    return None


def _is_street(parsed: Doc, first: int, last: int) -> bool:
    """As in "on Brim Street", "12 Brim Street"; not "on Anna Street", who may be a person."""
    if bare(parsed[last - 1].text) not in gazetteer.heads().streets:
        return False
    before = parsed[first - 1].lower_ if first > 0 else ""
    stands = before in ("of", "in", "on", "at") or before.isdigit()
    return stands and not gazetteer.may_be_given_name(parsed[first].text)


def _is_surname(parsed: Doc, first: int, last: int, head: str, finder: str | None) -> bool:
    """Whether the head is somebody's surname: "Anna Hall"."""
    if head not in SURNAMES_TOO or last - first > 3:
        return False
    if any(is_common_word(token.text) for token in parsed[first + 1 : last - 1]):
        return False
    guessed = finder == PERSON and head not in gazetteer.heads().body_rather
    return guessed or gazetteer.may_be_given_name(parsed[first].text)


def _by_kind(parsed: Doc, first: int, last: int, head: str, finder: str | None) -> Verdict | None:
    """By the list of kinds on which the head stands: "Harbour Games", "Lake Brim"."""
    known = gazetteer.heads()
    if head in PLACES_SURELY:
        return Verdict(PLACE, "name_by_head", True)
    if head in known.event:
        return Verdict(EVENT, "name_by_head", finder in (None, EVENT))
    if head in VISITED and _is_visited(parsed, first):
        return Verdict(PLACE, "name_by_head", False)
    team = head in known.teams and all(token.is_alpha for token in parsed[first:last])
    if team or head in known.organization | known.organization_alone:
        return Verdict(ORGANIZATION, "name_by_head", finder in (None, ORGANIZATION))
    if head in known.place and finder != ORGANIZATION:
        return Verdict(PLACE, "name_by_head", finder in (None, PLACE))
    if bare(parsed[first].text) in OPENS_PLACE and finder in (None, PLACE):
        return Verdict(PLACE, "name_by_head", False)
    if head in known.group and not gazetteer.may_be_given_name(parsed[first].text):
        return Verdict(GROUP, "name_by_head", False)
    return None


def _is_visited(parsed: Doc, first: int) -> bool:
    """As in "the concert at the Brim Museum": something takes place there."""
    before = first - 1
    if before > 0 and parsed[before].tag_ == "DT":
        before -= 1
    return before >= 0 and parsed[before].lower_ in ("at", "in", "inside", "outside", "near")


def by_given_name(parsed: Doc, first: int, last: int) -> Verdict | None:
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
    if bare(closing) in gazetteer.titles().generation:
        return False  # William Berg III
    lettered = len(closing) > 2 and "." not in closing and is_acronym(closing)
    return len(words) > 1 and words[0].istitle() and lettered


def is_law(parsed: Doc, first: int, last: int) -> bool:
    """As in "the Harbour Act", "Executive Order 13"; not "Anna Law"."""
    known = gazetteer.heads()
    two = fold(parsed[max(last - 2, first) : last].text)
    head = head_before(parsed, first, last)
    if last - first == 1 or (head not in known.law and two not in known.law):
        return False
    return not gazetteer.may_be_given_name(parsed[first].text)


def is_common_head(parsed: Doc, position: int) -> bool:
    """A capital on a head alone, "the Commission": short for a name, or for none; no name."""
    word = bare(parsed[position].text)
    if parsed[position].tag_ in ("NNS", "NNPS") and word.endswith("s"):
        word = word if is_head(word) else word[:-1]
    known = gazetteer.titles()
    return is_head(word) or word in known.office or word in known.modifier
