"""Read a Markdown file: its front matter is furniture that states metadata, the rest is text.

Markup is not rendered, so that every offset holds in the file as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from toolkit.language_tag import language_tag
from toolkit.read.content import Content
from toolkit.read.dates import find_moment
from toolkit.read.metadata import Stated, read_stated
from toolkit.read.page import Page, Piece, cut
from toolkit.read.text import Fault, open_text

MEDIA_TYPE = "text/markdown"
SUFFIXES = (".md", ".markdown")

KEYS = {
    "title": ("title",),
    "publisher": ("publisher", "source", "site"),
    "author": ("author", "authors", "byline"),
    "published": ("published_at", "published_date", "published", "date"),
    "language": ("language", "lang"),
    "url": ("url", "canonical_url", "link", "permalink"),
}
"""Field to the front matter keys that state it, the first that is there wins."""

NOTHING = ("~", "null", "Null", "NULL")
"""How YAML writes that there is no value; between quotation marks they are words."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n\s*|$)")
_FRONT_LINE = re.compile(
    r"\s*$|#.*|\s+\S.*|- .*|(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?"
)
_HEADING = re.compile(r"# +(?P<title>.*?)(?: +#+)?")


def read_markdown(raw: bytes) -> Iterator[Content | Fault]:
    """Read the one document of a Markdown file.

    Args:
        raw: The whole file.

    Yields:
        The document's content, and what is wrong with the file.
    """
    source, faults = open_text(raw)
    yield from faults
    if source is None:
        return
    values, end = read_front_matter(source)
    page = _page(source, end)
    stated = _with_front_matter(read_stated(page), values)
    yield Content(page.text, page.furniture, page.furniture_at, stated)


def read_front_matter(source: str) -> tuple[dict[str, str], int]:
    """Read the ``key: value`` lines between two lines of dashes at the very beginning.

    Counter-example: a rule made of dashes above a paragraph is no front matter.

    Returns:
        The values by lower-case key, and the code point at which the text begins.
    """
    block = _FRONT_MATTER.match(source)
    if block is None:
        return {}, 0
    lines = [_FRONT_LINE.fullmatch(line) for line in block["lines"].split("\n")]
    if not all(lines):
        return {}, 0
    values = {
        line["key"].lower(): _unquote(line["value"] or "") for line in lines if line and line["key"]
    }
    return ({}, 0) if not values else (values, block.end())


def _unquote(value: str) -> str:
    value = value.strip()
    if value in NOTHING:
        return ""
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquote(part) for part in value[1:-1].split(",") if part.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _page(source: str, end: int) -> Page:
    """The page without its front matter and the white space around the rest."""
    body = source[end:]
    begin = end + len(body) - len(body.lstrip())
    stop = max(begin, len(source.rstrip()))
    pieces = []
    if begin:
        pieces.append(Piece(0, begin, "front_matter" if end else "blank", ""))
    if stop < len(source):
        pieces.append(Piece(stop, len(source), "blank", ""))
    first_line = source[begin:].split("\n", 1)[0].rstrip()
    heading = _HEADING.fullmatch(first_line)
    return cut(source, tuple(pieces), heading["title"] if heading else None)


def _with_front_matter(stated: Stated, values: dict[str, str]) -> Stated:
    """What the front matter says goes before what the text says."""
    named = {
        field: value
        for field, keys in KEYS.items()
        if (value := next((values[key] for key in keys if values.get(key)), None))
    }
    moment = find_moment(named.get("published", ""))
    return replace(
        stated,
        title=named.get("title", stated.title),
        publisher=named.get("publisher", stated.publisher),
        author=named.get("author", stated.author),
        language=language_tag(named.get("language", "")) or stated.language,
        url=named.get("url", stated.url),
        published_date=moment.day if moment else stated.published_date,
        published_at=moment.at if moment else stated.published_at,
    )
