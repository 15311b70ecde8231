"""What two printed forms of one name share."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = re.compile(r"[.\u2019']")
_SPACE = re.compile(r"[\s\u00a0-]+")


def name_key(name: str) -> str:
    """The name with case, full stops, hyphens and spacing set aside.

    >>> name_key("U.S.") == name_key("US")
    True
    """
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFC", name).casefold())
    return _SPACE.sub(" ", plain).strip()
