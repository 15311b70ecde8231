"""Tell whether a small word or a comma stands inside one name or between two.

"Department of Health *and* Care" is one name, "the Navy *and* the Air Force" are two.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import (
    NAME_LABELS,
    is_member,
    listed,
)
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.word_lists import is_common_word

OPENERS = frozenset({"national", "federal", "central", "royal", "state", "ministry"})
"""First words of offices, which need no article before them."""

ROMAN = re.compile(r"[IVX]{1,4}|\d{1,5}")
"""What may follow a name's head: "World War II", "Resolution 1120"."""


def head_before(parsed: Doc, first: int, last: int) -> str:
    """The folded head word of the stretch: before its first "of" or "for", else its last."""
    joins = listed("joins")
    for position in range(first + 1, last):
        if parsed[position].lower_ in joins:
            return bare(parsed[position - 1].text)
    if last - first > 1 and ROMAN.fullmatch(parsed[last - 1].text):
        last -= 1
    return bare(parsed[last - 1].text)


def takes_join(parsed: Doc, first: int, last: int, join: str) -> bool:
    """Whether the run so far ends in a head that goes on with "of", "for" and the like."""
    heads = gazetteer.heads()
    word = bare(parsed[last - 1].text)
    bodies = heads.organization | heads.event | heads.agreement
    if word in listed("company") or word in listed("legal"):
        return False  # Harbour Systems AB of Sweden
    if join == "of":
        office = word in gazetteer.titles().office
        goes_on = has_join(parsed, first, last) and is_common(parsed[last - 1])
        known = word in bodies or word in heads.place_first or word in listed("of_heads")
        return (known or goes_on) and not office
    if join in ("on", "against") and word in heads.group:
        return False  # Democrats on the Harbour Committee
    if join in ("for", "against") and word in listed("societies") and last - first == 1:
        return True
    if join in ("for", "on", "against"):
        return word in bodies or word in listed("action_nouns") or has_join(parsed, first, last)
    if join == "to":
        return _goes_on_with_to(parsed, first, last)
    article = last + 1 < len(parsed) and parsed[last + 1].lower_ == "the"
    start = last + 2 if article else last + 1
    ends = range(start + 1, min(start + 3, len(parsed) + 1))
    place = any(gazetteer.is_place(parsed[start:end].text) for end in ends)
    if join == "at":
        return place and word != head_before(parsed, first, last) and _teaches(parsed, first, last)
    unknown = start < len(parsed) and not is_common_word(parsed[start].text)
    if (place or unknown) and word not in ("cooperation", "operation"):
        return False  # the Institute for Sea Research in Norway
    return word in listed("action_nouns") or has_join(parsed, first, last)


def _goes_on_with_to(parsed: Doc, first: int, last: int) -> bool:
    """As in "Coalition to Protect Quays", "Mission of Norway to the United Nations".

    Not "from the Bank of Norway to Oslo", "the Gulf of Oslo to Bergen".
    """
    word, after = bare(parsed[last - 1].text), parsed[last + 1] if last + 1 < len(parsed) else None
    if after is None:
        return False
    purpose = after.text.istitle() and after.lower_ in listed("purposes")
    if purpose and word in gazetteer.heads().organization:
        return True
    return head_before(parsed, first, last) in listed("sent")


def _teaches(parsed: Doc, first: int, last: int) -> bool:
    """As in "University of Norway *at Bergen*"."""
    return head_before(parsed, first, last) in ("university", "college", "school")


def has_join(parsed: Doc, first: int, last: int) -> bool:
    """Whether an "of", "for" or "on" stands in the stretch."""
    return any(parsed[position].lower_ in ("of", "for", "on") for position in range(first, last))


def and_joins(parsed: Doc, first: int, last: int) -> bool:
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
    if _names_office(parsed, first, last):
        return True
    if not has_join(parsed, first, last):
        return False
    if before.ent_type_ in ("PERSON", "PER") or after.ent_type_ in ("PERSON", "PER"):
        return False
    if gazetteer.may_be_given_name(after.text) or bare(after.text) in gazetteer.titles().address:
        return False
    if gazetteer.is_place(after.text) or gazetteer.is_nationality(after.text):
        return False
    if gazetteer.state_code(before.text) and parsed[last - 2].lower_ in ("of", "in"):
        return False  # the Bank of Norway and Fjordline
    return not _opens_body(parsed, last + 1)


def _names_office(parsed: Doc, first: int, last: int) -> bool:
    """Whether "and" joins what one office is for: "the Food *and* Drug Administration".

    Both sides are common words behind an article, and the right one ends in a head: not "the Navy
    and Harbour Police", where the left side is a body, "the Louvre and Quay Museum".
    """
    known = gazetteer.heads()
    determined = first > 0 and parsed[first - 1].tag_ in ("DT", "PRP$", "POS")
    determined = determined or fold(parsed[first].text) in OPENERS
    if not determined or last - first > 3:
        return False
    left = [token for token in parsed[first:last] if not gazetteer.is_nationality(token.text)]
    end = last + 1
    while end < len(parsed) and end - last < 5 and parsed[end].text.istitle():
        end += 1
    right = parsed[last + 1 : end]
    if len(right) < 2 or bare(right[-1].text) not in known.organization or not left:
        return False
    if not all(is_common_word(word.text) for word in (*left, *right[:-1])):
        return False
    bodies = (known.organization | known.organization_alone) - listed("topics")
    return all(bare(word.text) not in bodies for word in left)


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


def list_end(parsed: Doc, first: int, last: int, limit: int) -> int | None:
    """One past a list inside a name: "Ministry of Culture, Youth and Sports", else None."""
    if (
        not has_join(parsed, first, last)
        or head_before(parsed, first, last) not in gazetteer.heads().organization
    ):
        return None
    position = last
    while position + 1 < limit and parsed[position].text == ",":
        item = position + 1
        start = item
        while item < limit and is_member(parsed[item]) and is_common(parsed[item]):
            item += 1
        if item == start or item - start > 3:
            return None
        position = item
    if position < limit and parsed[position].lower_ == "and" and position + 1 < limit:
        after = parsed[position + 1]
        if is_member(after) and is_common(after) and not _opens_body(parsed, position + 1):
            return position + 2
    return None


def is_common(token: Token) -> bool:
    """Whether the word names nothing of its own: no place, no person, no nationality."""
    known = gazetteer.is_place(token.text) or gazetteer.is_nationality(token.text)
    if token.tag_ in ("NNS", "NNPS"):
        return not known
    named = known or gazetteer.is_given_name(token.text)
    return not named and token.ent_type_ not in ("PERSON", "PER", "LOC", "GPE")
