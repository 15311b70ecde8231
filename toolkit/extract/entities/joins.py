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
from toolkit.extract.entities.gazetteer import bare

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
    if join in ("for", "on", "against"):
        return word in bodies or word in listed("action_nouns") or has_join(parsed, first, last)
    if join == "to" and last + 1 < len(parsed) and word in heads.organization:
        after = parsed[last + 1]
        if after.text.istitle() and after.lower_ in listed("purposes"):
            return True  # Coalition to Protect Quays
    return word in listed("action_nouns") or has_join(parsed, first, last)


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
    if not has_join(parsed, first, last):
        return False
    if before.ent_type_ in ("PERSON", "PER") or after.ent_type_ in ("PERSON", "PER"):
        return False
    if gazetteer.may_be_given_name(after.text) or bare(after.text) in gazetteer.titles().address:
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
