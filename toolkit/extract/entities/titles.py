"""Cut a run of capitalised words where a title ends and a name begins.

"Norwegian Foreign Minister Anna Berg" is a nationality, a title and a name; "General Assembly" and
"Prime Minister's Office" hold no title at all.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import NAME_LABELS, opens_sentence
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.joins import head_before
from toolkit.extract.entities.pieces import Piece, Run

INITIAL = re.compile(r"[A-Z]\.")

LONGEST_PERSON = 6
"""Tokens of a person's name after a title, particles and initials included."""

SURNAMES = frozenset(
    "king bishop judge major dean baron pope prince duke marshal abbot private cook chase page "
    "count don sheriff shah sultan emir sheikh shaikh "
    "coach chef fr head chief lord knight deacon priest forward justice".split()
)
"""Offices and forms of address that are surnames too: "Stephen King"."""


ADDRESSED = frozenset("mr mrs ms miss sir dame".split())
"""Forms of address that only a surname or a full name follows."""

LEADING = frozenset(
    "interim acting then ex longtime deputy senior late incoming outgoing former current".split()
)
"""Words before a name that belong to a title whose office stands elsewhere."""


def split_run(parsed: Doc, run: Run) -> list[Piece]:
    """The possible names in a run, without titles, in order."""
    return _split(parsed, run.first, run.last)


def _split(parsed: Doc, first: int, last: int) -> list[Piece]:
    if first >= last:
        return []
    if last - first > 1 and bare(parsed[first].text) in LEADING:
        return _split(parsed, first + 1, last)
    if last - first > 1 and _is_opening_noun(parsed, first, last):
        return [Piece(first + 1, last, titled=True)]
    if last - first > 1 and _is_opening_body(parsed, first):
        return _split(parsed, first + 1, last)
    text = _text(parsed, first, last)
    if gazetteer.is_place(text) or gazetteer.is_nationality(text):
        return [Piece(first, last)]
    named = _after_portfolio(parsed, first, last)
    if named is not None:
        return [Piece(named, last, titled=True)]
    title = _title_before_person(parsed, first, last)
    if title is not None:
        start, end = title
        return [*_split(parsed, first, start), Piece(end, last, titled=True)]
    if last - first > 1 and _is_degree(parsed, last - 1):
        return _split(parsed, first, last - 1)
    trimmed = _without_last_title(parsed, first, last)
    if trimmed < last:
        return _split(parsed, first, trimmed)
    return _split_names(parsed, first, last)


def _is_opening_noun(parsed: Doc, first: int, last: int) -> bool:
    """As in "Schoolteacher Anna Berg won": only the sentence gives the noun its capital."""
    word = bare(parsed[first].text)
    noun = word in gazetteer.titles().person and word not in gazetteer.titles().office
    surname = is_head(head_before(parsed, first, last)) or word in gazetteer.titles().also_bodies
    named = gazetteer.may_be_given_name(parsed[first].text)
    return noun and opens_sentence(parsed[first]) and not surname and not named


def _is_opening_body(parsed: Doc, first: int) -> bool:
    """As in "Carmaker Fjord Motors said": the noun in front is no part of the name."""
    word = parsed[first].lower_
    noun = word in gazetteer.heads().body_nouns and word.endswith(("er", "or"))
    return opens_sentence(parsed[first]) and (noun or word.endswith("maker"))


def _is_degree(parsed: Doc, position: int) -> bool:
    """As in "Anna Berg QC": letters after a name."""
    text = parsed[position].text
    return text.isupper() and bare(text) in gazetteer.titles().degree


def _text(parsed: Doc, first: int, last: int) -> str:
    return parsed[first:last].text


def is_title(parsed: Doc, position: int) -> bool:
    """Whether the token is a form of address or an office."""
    word = bare(parsed[position].text)
    known = gazetteer.titles()
    # "senators", but "press" is not "pres".
    plural = word.endswith("s") and len(word) > 5 and word[:-1] in known.office
    return word in known.address or word in known.office or plural


def is_title_part(parsed: Doc, position: int) -> bool:
    """Whether the token can belong to a title: an office, or what may stand before one."""
    word = bare(parsed[position].text)
    if parsed[position].text == ".":
        return position > 0 and is_title(parsed, position - 1)
    return is_title(parsed, position) or word in gazetteer.titles().modifier or word in ("-", "/")


def _title_before_person(parsed: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Token range of the title whose end is followed by a person's name up to ``last``."""
    for position in range(last - 2, first - 1, -1):
        tail = position + 1
        if parsed[tail].text == "." and tail + 1 < last:
            tail += 1
        if is_title(parsed, position) and _is_person_tail(parsed, first, tail, last):
            start = position
            while start > first and is_title_part(parsed, start - 1):
                if start - 1 > first and bare(parsed[start - 1].text) in gazetteer.heads().place:
                    break  # "Brim County Sheriff Anna Berg"
                start -= 1
            return start, tail
    return None


def _after_portfolio(parsed: Doc, first: int, last: int) -> int | None:
    """Where a name starts behind what an office is for: "Secretary of *State* Berg".

    Not "Secretary of State", "the State Police": a head behind, or no office in front.
    """
    known = gazetteer.titles().portfolio
    office = first - 1
    while office > 0 and (bare(parsed[office].text) in known or parsed[office].text == ","):
        office -= 1
    if office < 0 or not is_title(parsed, office) or parsed[office + 1].lower_ not in ("of", "for"):
        return None
    start = first
    while start < last and bare(parsed[start].text) in known:
        start += 1
    if not first < start < last or is_head(head_before(parsed, start, last)):
        return None
    return start if parsed[start].text.istitle() else None


def _is_person_tail(parsed: Doc, first: int, start: int, last: int) -> bool:
    if sum(token.text != "-" for token in parsed[start:last]) > LONGEST_PERSON:
        return False
    tail = parsed[start]
    word = bare(tail.text)
    known = gazetteer.titles()
    before = parsed[start - 1]
    surname = word in SURNAMES and last - start == 1
    if not tail.text[:1].isalpha() or word in known.generation:
        return False
    if word in known.office and not surname:
        return False
    if start - 1 > first and gazetteer.is_given_name(parsed[start - 2].text):
        # "Anna Dean Berg" is one name, "Victoria Mayor Anna Berg" a place with its mayor.
        placed = gazetteer.is_place(parsed[start - 2].text) and is_civic_office(before.text)
        if not placed or not gazetteer.may_be_given_name(tail.text):
            return False
    if any(token.lower_ in ("of", "for", "&", "and") for token in parsed[start:last]):
        return False
    if all(is_title_part(parsed, position) for position in range(start, last)):
        # "Mr. King" is a man; "Mr. Chief Justice" is none by name.
        addressed = bare(before.text) in ADDRESSED
        return addressed and last - start == 1 and word in SURNAMES
    if tail.ent_type_ in ("PERSON", "PER") and before.ent_type_ not in ("ORG", "LOC", "FAC"):
        return True
    if is_head(head_before(parsed, start, last)) and not gazetteer.may_be_given_name(tail.text):
        return False
    if gazetteer.is_place(_text(parsed, start, last)) or gazetteer.is_nationality(tail.text):
        return before.lower_ in known.address and not gazetteer.state_code(tail.text)
    labelled = last < len(parsed) and parsed[last].text == ":"  # MINISTER BERG: We agree
    return not tail.text.isupper() or len(bare(tail.text)) < 2 or labelled


def is_civic_office(word: str) -> bool:
    """Whether a place is printed right before this office: "Brim Mayor Anna Berg"."""
    return bare(word) in gazetteer.titles().civic


def is_head(word: str) -> bool:
    """Whether the folded word tells the type of a name that it ends."""
    known = gazetteer.heads()
    return word in known.organization | known.place | known.event | known.agreement


def _without_last_title(parsed: Doc, first: int, last: int) -> int:
    """One past the last token that is no title: "Norwegian Prime Minister" ends after one."""
    if not is_title(parsed, last - 1):
        return last
    word = bare(parsed[last - 1].text)
    if last - first >= 2:
        before = parsed[last - 2]
        named = gazetteer.is_given_name(before.text)
        if word in SURNAMES and (named or before.ent_type_ in ("PERSON", "PER")):
            return last
        if named and parsed[last - 1].ent_type_ in ("PERSON", "PER"):
            return last
        if word in SURNAMES and parsed[last - 1].ent_type_ == before.ent_type_ == "ORG":
            return last
        if is_head(word):
            return last
    if any(token.lower_ in ("to", "for", "without") for token in parsed[first:last]):
        return last  # Committee to Protect Journalists
    end = last - 1
    while end > first and is_title_part(parsed, end - 1):
        end -= 1
    return end


def _split_names(parsed: Doc, first: int, last: int) -> list[Piece]:
    """Cut names that only stand side by side: "Norway Anna Berg", "Nordic Council Anna Berg"."""
    cut = _cut(parsed, first, last)
    if cut is None:
        return [Piece(first, last)]
    if cut[0] == _before_person(parsed, first, last):
        return [*_split(parsed, first, cut[0]), Piece(cut[1], last, titled=True)]
    return [*_split(parsed, first, cut[0]), *_split(parsed, cut[1], last)]


def _cut(parsed: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Where one name ends and where the next begins, or None for a single name."""
    ends_in_head = is_head(head_before(parsed, first, last))
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
        if parsed[position].text == "/" and _is_area(_text(parsed, first, position)):
            return position, position + 1  # Norway/Harbour Council
    joint = _joint(parsed, first, last)
    if joint is not None:
        return joint, joint + 1
    before_person = _before_person(parsed, first, last)
    if before_person is not None:
        return before_person, before_person
    whole = _one_entity(parsed, first, last)
    if whole and not _is_people(parsed, first):
        return None
    if last - first > 1 and gazetteer.is_nationality(parsed[last - 1].text) and not ends_in_head:
        # "Senate Republican", "Rohingya Muslim"; "Southeast Asian" is one people.
        return None if _is_direction(parsed, first, last - 1) else (last - 1, last - 1)
    for position in range(first + 1, last):
        token = parsed[position]
        left = _text(parsed, first, position)
        if token.text in ("-", "–", "/") and position + 1 < last:
            right = _text(parsed, position + 1, last)
            if _is_area(left) and _is_area(right):
                return position, position + 1
        if token.text in ("-", "–", "/", "&", "'s", "’s") or token.lower_ in ("of", "for", "and"):
            continue
        if _starts_person(parsed, position, last) and (
            _is_area(left) or is_head(bare(parsed[position - 1].text))
        ):
            return position, position
        if _is_under_initials(parsed, position, last):
            return position, position
        if gazetteer.is_nationality(left) and not ends_in_head and not whole:
            return position, position
        if position < last and not ends_in_head and _is_area(left):
            rest = _text(parsed, position, last)
            if gazetteer.is_place(rest):
                return position, position
    return None


def _joint(parsed: Doc, first: int, last: int) -> int | None:
    """The hyphen between two states or peoples: "Danish-Swedish", "UK-France"."""
    for position in range(first + 1, last - 1):
        if parsed[position].text in ("-", "–", "/"):
            left, right = parsed[first:position].text, parsed[position + 1 : last].text
            if _is_area(left) and _is_area(right):
                return position
    return None


def _before_person(parsed: Doc, first: int, last: int) -> int | None:
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
    if token.ent_type_ in ("PERSON", "PER") and token.ent_iob_ == "B":
        return True
    longer = last - position >= 2
    return (
        longer
        and gazetteer.may_be_given_name(token.text)
        and not is_head(bare(parsed[last - 1].text))
    )
