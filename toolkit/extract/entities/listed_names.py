"""Find bodies that a list knows by several words, wherever they stand: "Save the Children".

Small words, ampersands and a sentence's first capital cut such names; the list does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.bodies import body_names
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON
from toolkit.extract.entities.word_lists import company_names
from toolkit.extract.spans import Name

OWNED = re.compile(r"(\w+)['’]s")
"""A shop by its owner's name, "McDonald's": a person may be called so, too."""


def listed_names(text: str, names: list[Name]) -> Iterator[Name]:
    """The listed bodies of a text.

    Args:
        text: The document's text.
        names: Its other names; "Macy's" is no shop where "Ann Macy" is named.
    """
    full = [text[name.start : name.end] for name in names if name.type == PERSON]
    persons = {printed.split()[-1] for printed in full if " " in printed}
    persons |= {text[name.start : name.end] for name in names if name.rule == "name_after_title"}
    for found in _pattern().finditer(text):
        owned = OWNED.fullmatch(found[0])
        before = text[found.start() - 1 : found.start()]
        if before.isalnum() or before == "-":
            continue
        if owned is None or owned[1] not in persons:
            yield Name(*found.span(), ORGANIZATION, "name_in_gazetteer")


@cache
def _pattern() -> re.Pattern[str]:
    bodies = (name for name in body_names() if " " in name or "'" in name)
    several = {*bodies, *(name for name in company_names() if " " in name)}
    ordered = sorted(several, key=lambda name: (-len(name), name))
    forms = (re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in ordered)
    # What stands before is looked at afterwards: so the search skips all that opens no name.
    return re.compile(rf"(?:{'|'.join(forms)})(?![\w-])")
