"""The dataset card as a page: Markdown turned to HTML in which nothing acts.

The card of a package from elsewhere is text of unknown people like any other: HTML in it is shown
as text, links lead to web pages and published files only, and no picture is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from toolkit.serve.metadata import web_address
from toolkit.visible import show_invisible

FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
NO_SLUG = re.compile(r"[^a-z0-9]+")
FILES = "/-/files/"

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the card and its address on the page."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it is shown."""

    html: Markup
    headings: tuple[Heading, ...]


def render_card(text: str, *, files: Collection[str] = ()) -> Card:
    """Turn a card into HTML, without its front matter and its title, which the page has already.

    Args:
        text: The card's Markdown.
        files: The published files, which links may lead to.
    """
    tokens = _without_title(MARKDOWN.parse(FRONT_MATTER.sub("", text)))
    headings = tuple(_name_headings(tokens))
    _demote_empty_headers(tokens)
    for token in _all(tokens):
        _disarm(token, files)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return Card(Markup(show_invisible(str(html))), headings)  # noqa: S704 - made from tokens


def _without_title(tokens: list[Token]) -> list[Token]:
    has_title = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return tokens[3:] if has_title else tokens


def _name_headings(tokens: list[Token]) -> Iterable[Heading]:
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            title = tokens[number + 1].content
            anchor = f"card-{NO_SLUG.sub('-', title.lower()).strip('-') or number}"
            token.attrSet("id", anchor)
            yield Heading(anchor, title)


def _demote_empty_headers(tokens: Sequence[Token]) -> None:
    """Make a cell without a word above a column a plain cell: a screen reader would read it out."""
    for opening, content, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not content.content:
            opening.tag = closing.tag = "td"


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _disarm(token: Token, files: Collection[str]) -> None:
    if token.attrs.pop("style", None):
        # Numbers stand to the right; the site's policy allows no style in an attribute.
        token.attrSet("class", "number")
    if token.type == "fence":
        token.info = ""
    if token.type == "link_open":
        target = str(token.attrs.pop("href", ""))
        if target in files:
            token.attrSet("href", FILES + target)
        elif web_address(target):
            token.attrSet("href", target)
            token.attrSet("rel", "nofollow noopener noreferrer")
