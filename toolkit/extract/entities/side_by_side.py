"""Find where one name ends and the next begins in a run of capitals that holds both.

"Norway Anna Berg", "Nordic Council Anna Berg", "New York Democrat" and "Danish-Swedish" are two
each; "Norwegian National Congress" and "Jordan Lee" are one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import NAME_LABELS
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.joins import head_before
from toolkit.extract.entities.titles import STORMS, is_head, is_title_part

INITIAL = re.compile(r"[A-Z]\.")


def cut_between(parsed: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Where one name ends and where the next begins, or None for a single name."""
    head = head_before(parsed, first, last)
    alone = head in gazetteer.heads().organization_alone and last - first > 2
    ends_in_head = is_head(head) or alone  # Norwegian National Congress
    opening = parsed[first]
    acronym = last - first == 2 and is_acronym(parsed[last - 1].text)
    if acronym and gazetteer.is_nationality(opening.text):
        return first + 1, first + 1
    if (
        last - first == 2
        and is_acronym(opening.text)
        and gazetteer.state_code(parsed[last - 1].text)
    ):
        return first + 1, first + 1
    many = parsed[last - 1].tag_ in ("NNS", "NNPS") or parsed[last - 1].lower_.endswith("men")
    plural = many and not is_head(bare(parsed[last - 1].text))
    if last - first == 2 and is_acronym(opening.text) and plural:
        # "NFC Sailors": who belongs to a body is no part of its name.
        return first + 1, last
    for position in range(first + 1, last - 1):
        if parsed[position].text == "/" and _is_area(parsed[first:position].text):
            return position, position + 1  # Norway/Harbour Council
    joint = _joint(parsed, first, last)
    if joint is not None:
        return joint, joint + 1
    person = before_person(parsed, first, last)
    if person is not None:
        return person, person
    sided = _beside_side(parsed, first, last)
    if sided is not None:
        return sided, sided
    whole = _one_entity(parsed, first, last)
    if whole and not _is_people(parsed, first):
        return None
    named = last - first == 2 and gazetteer.is_given_name(opening.text)  # Anna English
    people = gazetteer.is_nationality(parsed[last - 1].text) and not named
    if last - first > 1 and people and not ends_in_head:
        # "Senate Republican", "Rohingya Muslim"; "Southeast Asian" is one people.
        return None if _is_direction(parsed, first, last - 1) else (last - 1, last - 1)
    return _cut_inside(parsed, first, last, ends_in_head=ends_in_head, whole=whole)


def _cut_inside(
    parsed: Doc, first: int, last: int, *, ends_in_head: bool, whole: bool
) -> tuple[int, int] | None:
    """The first place in a run at which a person, a people or a land starts or ends."""
    for position in range(first + 1, last):
        token = parsed[position]
        left = parsed[first:position].text
        if token.text in ("-", "–", "/") and position + 1 < last:
            right = parsed[position + 1 : last].text
            if _is_area(left) and _is_area(right):
                return position, position + 1
        if token.text in ("-", "–", "/", "&", "'s", "’s") or token.lower_ in ("of", "for", "and"):
            continue
        storm = bare(parsed[position - 1].text) in STORMS
        if (
            _starts_person(parsed, position, last)
            and not storm
            and (_is_area(left) or is_head(bare(parsed[position - 1].text)))
        ):
            return position, position
        if _is_under_initials(parsed, position, last):
            return position, position
        if gazetteer.is_nationality(left) and not ends_in_head and not whole:
            return position, position
        if position < last and not ends_in_head and _is_area(left):
            rest = parsed[position:last].text
            if gazetteer.is_land(rest):
                return position, position  # Paris France; not Batu Lima
    return None


def _beside_side(parsed: Doc, first: int, last: int) -> int | None:
    """Where a party's word stands beside a place: "Republican Ohio", "New York Democrat"."""
    opening, closing = parsed[first].text, parsed[last - 1].text
    place = gazetteer.is_place(parsed[first : last - 1].text)
    place = place or bare(parsed[last - 2].text) in gazetteer.heads().place
    if bare(closing) in gazetteer.heads().sides and place and last - first > 1:
        return last - 1
    behind = gazetteer.is_place(parsed[first + 1 : last].text)
    return first + 1 if bare(opening) in gazetteer.heads().sides and behind else None


def _joint(parsed: Doc, first: int, last: int) -> int | None:
    """The hyphen between two states or peoples: "Danish-Swedish", "UK-France"."""
    for position in range(first + 1, last - 1):
        if parsed[position].text in ("-", "–", "/"):
            left, right = parsed[first:position].text, parsed[position + 1 : last].text
            if _is_area(left) and _is_area(right):
                return position
    return None


def before_person(parsed: Doc, first: int, last: int) -> int | None:
    """Where a person's name starts after a state or body whose officer it is.

    "President of Norway Anna Berg", "head of the Nordic Council Anna Berg": a name finder may take
    state and person, or body and person, for one name. "Israel Dahl" and "Jordan Lee" are persons.
    """
    if first == 0 or parsed[first - 1].lower_ not in ("of", "the"):
        return None
    for position in range(max(first + 1, last - 4), last - 1):
        left, token = parsed[first:position].text, parsed[position]
        if is_head(head_before(parsed, position, last)) or not token.text[:1].isupper():
            continue
        office = first > 1 and bare(parsed[first - 2].text) in gazetteer.titles().office
        portfolio = all(is_title_part(parsed, place) for place in range(first, position))
        if gazetteer.state_code(left) or (office and portfolio):
            return position
        named = gazetteer.is_given_name(token.text)
        named = named or token.ent_type_ in ("PERSON", "PER")
        if named and is_head(bare(parsed[position - 1].text)):
            return position
    return None


def _is_direction(parsed: Doc, first: int, last: int) -> bool:
    places = gazetteer.heads().place_first
    return all(fold(token.text) in places or token.text == "-" for token in parsed[first:last])


def _is_people(parsed: Doc, first: int) -> bool:
    """A nationality before a person: a name finder may take both for one person."""
    return parsed[first].ent_type_ in ("PERSON", "PER") and gazetteer.is_nationality(
        parsed[first].text
    )


def _one_entity(parsed: Doc, first: int, last: int) -> bool:
    """Whether the name finder sees exactly these tokens as one name."""
    label = parsed[first].ent_type_
    if label not in NAME_LABELS or parsed[first].ent_iob_ != "B":
        return False
    inside = all(token.ent_iob_ == "I" for token in parsed[first + 1 : last])
    return inside and (last >= len(parsed) or parsed[last].ent_iob_ != "I")


def _is_area(text: str) -> bool:
    return gazetteer.is_place(text) or gazetteer.is_nationality(text)


def _is_under_initials(parsed: Doc, position: int, last: int) -> bool:
    """Whether two initials and a surname follow what is no given name: "Opposition B. N. Dahl"."""
    if last - position != 3 or gazetteer.may_be_given_name(parsed[position - 1].text):
        return False
    initials = all(INITIAL.fullmatch(token.text) for token in parsed[position : last - 1])
    return initials and parsed[last - 1].text.istitle()


def _starts_person(parsed: Doc, position: int, last: int) -> bool:
    token = parsed[position]
    longer = last - position >= 2
    if token.ent_type_ in ("PERSON", "PER") and token.ent_iob_ == "B":
        return longer or not gazetteer.is_place(token.text)
    return (
        longer
        and gazetteer.may_be_given_name(token.text)
        and not is_head(bare(parsed[last - 1].text))
    )
