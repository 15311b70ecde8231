"""Text of unknown people made safe to print: what is invisible and acts is shown as its name.

Bidirectional controls turn the words around them, terminal escapes act where a text is printed or a
page is copied into a terminal, zero-width characters hide.
"""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls except tab and line feed
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"  # marks and bidirectional controls
    "\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"  # tags: whole sentences can hide in them
    "]"
)

JOINERS = frozenset("\u200c\u200d")
"""Left alone: Persian spelling and emoji need them, and they turn nothing around."""


def show_invisible(text: str) -> str:
    """Replace each invisible character that acts by its code point in brackets.

    >>> show_invisible("a" + chr(27) + "[31m")
    'a⟨U+001B⟩[31m'
    """
    return INVISIBLE.sub(visible_name, text)


def visible_name(match: re.Match[str]) -> str:
    """What stands for one match of :data:`INVISIBLE`: its code point, or a joiner as it is."""
    character = match.group()
    return character if character in JOINERS else f"⟨U+{ord(character):04X}⟩"
