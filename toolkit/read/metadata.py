"""What a document says about itself: who published it, who wrote it, when, under which address.

Only what is printed as such counts. A date in the first sentence is when something happened, not
when the text came out, and a newspaper that the text quotes is not its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, takewhile

from toolkit.dateline import Dateline, find_dateline
from toolkit.read import furniture as rules
from toolkit.read.dates import Moment, find_moment
from toolkit.read.headline import is_headline_like
from toolkit.read.lines import ends_sentence
from toolkit.read.page import Page

OPENING = 4_000
"""Code points in which a dateline or an agency's credit is looked for."""

_OUTLET = r"[A-Z][\w&'’-]*(?:\.\w{2,})?(?:[ -][A-Z][\w&'’.-]*){0,3}"
_CREDITED = re.compile(
    rf",\s+(?!The\s)(?P<outlet>{_OUTLET})\s+reports"
    r"(?=\.(?=[\s\"“«]|$)|,?\s+(?:citing|with reference to|referring to|quoting|via)\b)"
)
_ADDRESS = re.compile(r"(?:URL|Link|Permalink|Web address)\s*:\s*(?P<url>https?://\S+)", re.I)
_UPDATED = re.compile(r"\W*(?:last )?(?:updated|modified)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document states about itself; None where it does not say."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_date: date | None = None
    published_at: datetime | None = None
    language: str | None = None
    url: str | None = None


def read_stated(page: Page) -> Stated:
    """Read title, publisher, author, date and address out of a page that was taken apart."""
    moment = _published(page)
    return Stated(
        title=page.headline,
        publisher=_signed_publisher(page) or find_publisher(page.text),
        author=_author(page),
        published_date=moment.day if moment else None,
        published_at=moment.at if moment else None,
        url=find_url(page.text),
    )


def find_publisher(text: str) -> str | None:
    """The agency that a dateline names or that the text credits with the report itself.

    Counter-examples: "..., the Harbour Post reports.", which quotes another paper, and texts
    that credit two outlets.

    >>> find_publisher("The ferry sank, Harbour News reports. Nobody was hurt.")
    'Harbour News'
    >>> find_publisher("PORT TOWN, March 3 (HN) - The ferry sank.")
    'HN'
    """
    outlet = next((line.outlet for line in _datelines(text) if line.outlet), None)
    if outlet is not None:
        return outlet
    credited = {match["outlet"] for match in _CREDITED.finditer(text[:OPENING])}
    return credited.pop() if len(credited) == 1 else None


def _datelines(text: str) -> Iterator[Dateline]:
    """The datelines that open one of the first three paragraphs."""
    paragraphs = [line for line in text[:OPENING].split("\n") if line.strip()][:3]
    return filter(None, map(find_dateline, paragraphs))


def find_url(text: str) -> str | None:
    """The document's own address, where a line of the first or last lines gives it as such."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in (*lines[:5], *lines[-3:]):
        match = _ADDRESS.fullmatch(line)
        if match:
            return match["url"]
    return None


def _signed_publisher(page: Page) -> str | None:
    for piece in page.pieces:
        if piece.kind == "sign_off":
            named = rules.source_line_name(piece.words)
            if named:
                return named
            if rules.is_outlet_name(piece.words) or rules.is_short_name(piece.words):
                return piece.words
    return None


def _author(page: Page) -> str | None:
    names = [rules.byline_name(piece.words) for piece in page.pieces if piece.kind == "byline"]
    return names[0] if names else None


def _published(page: Page) -> Moment | None:
    """The date line's moment, else a dateline's full date, else a bare date above the text."""
    for piece in page.pieces:
        if piece.kind == "date" and _UPDATED.match(piece.words) is None:
            return find_moment(piece.words)
    day = next((line.day for line in _datelines(page.text) if line.day), None)
    stated = find_moment(day) if day is not None else None
    return stated or _bare_date(page)


def _bare_date(page: Page) -> Moment | None:
    """A date on a line of its own above the text, if it is the only one: no diary.

    Counter-example: the date of an article that the text quotes below its first paragraph.
    """
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    above = takewhile(lambda line: rules.is_bare_date(line) or _heads(line, page), lines[:4])
    if not any(map(rules.is_bare_date, above)):
        return None
    bare = list(islice(filter(rules.is_bare_date, lines), 2))
    return find_moment(bare[0]) if len(bare) == 1 else None


def _heads(line: str, page: Page) -> bool:
    return line == page.headline or (is_headline_like(line) and not ends_sentence(line))
