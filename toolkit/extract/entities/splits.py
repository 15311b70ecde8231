"""Cut a run of capitalised words where a title ends and a name begins.

"Norwegian Foreign Minister Anna Berg" is a nationality, a title and a name; "General Assembly" and
"Prime Minister's Office" hold no title at all.
"""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import opens_sentence
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.joins import head_before
from toolkit.extract.entities.pieces import Piece, Run
from toolkit.extract.entities.side_by_side import before_person, cut_between
from toolkit.extract.entities.titles import is_civic_office, is_head, is_title, is_title_part
from toolkit.extract.entities.word_lists import is_common_word

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

GRADES = frozenset({"master", "major", "general", "chief", "head", "principal", "class", "private"})
"""Offices that are adjectives and nouns of other names, too: "the Master Plan"."""

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
    if before.tag_ in ("NNS", "NNPS") and bare(before.text) not in known.abbreviation:
        goes_on = last < len(parsed) and parsed[last].lower_ in ("and", ",")
        if not goes_on and all(is_common_word(token.text) for token in parsed[start:last]):
            return False  # Centre for Veterans Studies
    if word in known.office and not surname:
        return False
    if before.text == "MS" and not tail.text.isupper():
        return False  # the MS Aurora
    common = all(is_common_word(token.text) for token in parsed[start:last])
    named = gazetteer.may_be_given_name(tail.text) or tail.ent_type_ in ("PERSON", "PER")
    if common and not named and (last - start > 1 or bare(before.text) in GRADES):
        return False  # Professor of Music and Dance, the Ferry Master Plan
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
    dangling = end > first and parsed[end - 1].lower_ in ("of", "the")
    return last if dangling else end  # Federation of Teachers, Office of the President


def _split_names(parsed: Doc, first: int, last: int) -> list[Piece]:
    """Cut names that only stand side by side: "Norway Anna Berg", "Nordic Council Anna Berg"."""
    cut = cut_between(parsed, first, last)
    if cut is None:
        return [Piece(first, last)]
    if cut[0] == before_person(parsed, first, last):
        return [*_split(parsed, first, cut[0]), Piece(cut[1], last, titled=True)]
    return [*_split(parsed, first, cut[0]), *_split(parsed, cut[1], last)]
