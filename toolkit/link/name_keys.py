"""What two printed forms of one name share."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"[.\u2019']")
_SPACE = re.compile(r"[\s\u00a0-]+")


def name_key(name: str) -> str:
    """The name with case, full stops, hyphens, spacing and marks on letters set aside.

    >>> name_key("U.S.") == name_key("US"), name_key("José Holm") == name_key("Jose Holm")
    (True, True)
    """
    letters = unicodedata.normalize("NFD", name.casefold())
    unmarked = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFC", unmarked))
    return _SPACE.sub(" ", plain).strip()
