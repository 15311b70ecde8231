"""The tag of a language as BCP 47 writes it, and whether extraction reads that language."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
_SCRIPT, _REGION = 4, 2
"""How many letters these parts of a tag have."""


def language_tag(text: str) -> str | None:
    """The tag with hyphens and in the usual letters; None for what is no tag.

    Counter-examples: a language's name ("English"), a list of two ("en, de"), "null".

    >>> language_tag("EN"), language_tag("pt_br"), language_tag("zh-hant-TW"), language_tag("null")
    ('en', 'pt-BR', 'zh-Hant-TW', None)
    """
    if _TAG.fullmatch(text) is None:
        return None
    language, *rest = re.split("[-_]", text.lower())
    return "-".join((language, *map(_in_usual_letters, rest)))


def is_read_as_english(tag: str) -> bool:
    """Whether extraction reads a text of this language: English, or one that is unclear.

    >>> [is_read_as_english(tag) for tag in ("en", "en-GB", "und", "fr", "und-Arab")]
    [True, True, True, False, False]
    """
    return tag == "und" or tag.partition("-")[0] == "en"


def _in_usual_letters(part: str) -> str:
    if len(part) == _REGION:
        return part.upper()
    return part.title() if len(part) == _SCRIPT and part.isalpha() else part
