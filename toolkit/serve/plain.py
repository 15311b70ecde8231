"""Text of unknown people as HTML with nothing acting in it, and as short as there is room for."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from toolkit.visible import INVISIBLE, show_invisible, visible_name

NAME_LENGTH = 90

ELLIPSIS = "\u2026"


def show_html(value: object) -> Markup:
    """A value as HTML with nothing acting in it; markup of ours stays markup.

    The replacements are plain text, so they are harmless inside an attribute too.
    """
    if isinstance(value, Markup):
        return Markup(show_invisible(value))  # noqa: S704 - it was markup before
    return Markup(attribute_html(str(value)))  # noqa: S704 - escaped there


def mark_invisible(text: str) -> Markup:
    """Like :func:`show_html`, with the code points set apart from the text around them."""
    return Markup(text_html(text))  # noqa: S704 - escaped there


def isolated_html(text: str) -> Markup:
    """Like :func:`mark_invisible`, in an element whose direction does not reach the words around.

    An Arabic name between English words would otherwise turn a comma or a number beside it.
    """
    return Markup(f"<bdi>{text_html(text)}</bdi>")  # noqa: S704 - escaped there


def text_html(text: str) -> str:
    """The HTML of :func:`mark_invisible` as a plain string, for pages of thousands of pieces."""
    escaped = html.escape(text)
    # All that is invisible is not printable, and hardly any text has it.
    return escaped if escaped.isprintable() else INVISIBLE.sub(_marked, escaped)


def attribute_html(text: str) -> str:
    """The same without elements in it, for the value of an attribute."""
    escaped = html.escape(text)
    return escaped if escaped.isprintable() else show_invisible(escaped)


@lru_cache(maxsize=1024)
def prose_html(text: str) -> Markup:
    """A description of ours as HTML: what stands between backticks is code."""
    pieces = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def shorten(text: str, length: int) -> str:
    """At most ``length`` characters of a text, cut at a space where there is one near the end.

    >>> shorten("the ferry was late twice", 15)
    'the ferry was…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    if space > length // 2:
        cut = cut[:space]
    return cut.rstrip(" ,;:") + ELLIPSIS


def snippet_html(snippet: str) -> Markup:
    """A search's snippet as HTML: what was found stands between U+0002 and U+0003."""
    pieces = re.split("[\x02\x03]", snippet)
    return Markup().join(
        Markup("<mark>{}</mark>").format(mark_invisible(piece))
        if number % 2
        else mark_invisible(piece)
        for number, piece in enumerate(pieces)
    )


def document_name(row: Mapping[str, Any], length: int = NAME_LENGTH) -> str:
    """What people call a document: its title, else its first words, else its path.

    Args:
        row: With ``title``, ``path`` and ``opening``, the beginning of the text.
        length: The most characters it may have.

    >>> document_name({"title": None, "path": "a.txt", "opening": "The ferry was late."})
    '“The ferry was late.”'
    """
    opening = (row["opening"] or "").strip().partition("\n")[0]
    if row["title"] or not opening:
        return shorten(str(row["title"] or row["path"]), length)
    return f"“{shorten(opening, length - 2)}”"


def _marked(match: re.Match[str]) -> str:
    name = visible_name(match)
    return name if name == match.group() else f'<span class="invisible">{name}</span>'
