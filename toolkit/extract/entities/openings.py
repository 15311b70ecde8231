"""Tell a name's type by its first word: clubs, waters and lands, places of other languages.

=========================  ==================  ====================================================
first word                 type                but not
=========================  ==================  ====================================================
"Sporting Brim"            organization        "Sporting Life": no town follows
"Brim Raptors"             organization        "Brim Heights": a head tells its own type
"Strait of Brim"           place
"State of Kansas"          place               "State of Emergency": no land follows
"Wadi Brim", "Nuevo Brim"  place               "Villa Berg" where a name finder sees a person
"Kachin State"             place               "Ohio State": a university is called so
=========================  ==================  ====================================================
"""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.titles import is_head
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON, PLACE, Verdict

WATERS = frozenset("strait gulf bay sea horn isle isles cape port mount lake river".split())
"""First words of places that go on with "of"."""

LANDS = frozenset("state province county district city town republic kingdom".split())
"""First words of places whose "of" has the land's own name."""


def by_opening(parsed: Doc, first: int, last: int, finder: str | None) -> Verdict | None:
    """The type that the first word tells.

    Args:
        parsed: The parse.
        first: The name's first token.
        last: One past its last token.
        finder: What the name finder takes the name for.
    """
    if last - first < 2:
        return None
    if _is_club(parsed, first, last):
        return Verdict(ORGANIZATION, "name_by_head", True)
    opening = bare(parsed[first].text)
    if parsed[first + 1].lower_ == "of":
        rest = parsed[first + 2 : last].text.removeprefix("the ")
        if opening in WATERS or (opening in LANDS and gazetteer.is_land(rest)):
            return Verdict(PLACE, "name_by_head", True)
    other = is_head(bare(parsed[last - 1].text)) or last - first > 4
    if opening in gazetteer.heads().place_opening and finder != PERSON and not other:
        return Verdict(PLACE, "name_by_head", False)
    before = parsed[first : last - 1].text
    state = bare(parsed[last - 1].text) == "state" and gazetteer.is_subdivision(before)
    if state and not gazetteer.is_land(before):
        return Verdict(PLACE, "name_by_head", True)
    return None


def _is_club(parsed: Doc, first: int, last: int) -> bool:
    """As in "Sporting Brim", "Red Star Brim", "Brim FC", "New York Raptors"."""
    for size in (1, 2):
        opening = parsed[first : first + size].text.casefold()
        town = parsed[first + size : last].text
        if opening in gazetteer.heads().club_first and gazetteer.is_place(town):
            return True
    if parsed[last - 1].text in ("FC", "AFC", "CF", "SC", "FK"):
        return True
    many = parsed[last - 1].tag_ == "NNPS" and not is_head(bare(parsed[last - 1].text))
    town = parsed[first : last - 1].text
    return many and not gazetteer.state_code(town) and gazetteer.is_place(town)
