"""One frozen dataclass for each table's row, and the hash that names a row.

Field names, order and meaning are those of ``schemas/*.json``; ``tests/test_schema_drift.py`` holds
the two equal. All offsets count Unicode code points in ``documents.text``, half open.

The rows of the table ``problems`` are in :mod:`toolkit.problems`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

SEPARATOR = "\x1f"
"""U+001F joins the fields of an id: it cannot occur in an offset, a kind or a type."""

ID_DIGITS = 24
"""Hex digits of the sha256 that an id keeps: 96 bits, no collision at any size we serve."""


def make_id(prefix: str, *fields: object) -> str:
    """Name a row by what makes it itself.

    Args:
        prefix: One letter for the table, such as ``s`` for statements.
        fields: What identifies the row, in the contract's order; ``None`` counts as empty.

    Returns:
        The prefix, an underscore and the first 24 hex digits of the sha256 over the UTF-8 fields
        joined by U+001F.

    >>> make_id("s", "d_0", 0, 10)
    's_96cd09d71c80b075720098fc'
    """
    joined = SEPARATOR.join("" if value is None else str(value) for value in fields)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}_{digest[:ID_DIGITS]}"


def document_id(raw: bytes) -> str:
    """Name a document by its bytes: ``d_`` and 24 digits of their sha256."""
    return f"d_{hashlib.sha256(raw).hexdigest()[:ID_DIGITS]}"


def text_hash(text: str) -> str:
    """The hex digits of the sha256 of a text in UTF-8: by it a text is known that is not there."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def path_key(path: str) -> tuple[bytes, int]:
    """Where a document stands in the order of documents.

    Args:
        path: As in ``documents.path``; a member of a container ends in ``#`` and its number.

    Returns:
        The UTF-8 bytes of the path without the number, and the number (0 without one), so that
        ``a.jsonl#2`` comes before ``a.jsonl#12``.
    """
    container, mark, number = path.rpartition("#")
    if mark and number.isdecimal():
        return container.encode("utf-8", "surrogatepass"), int(number)
    return path.encode("utf-8", "surrogatepass"), 0


@dataclass(frozen=True, slots=True)
class Document:
    """One distinct document: its text as printed and what it says about itself."""

    document_id: str
    path: str
    sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_date: date | None = None
    published_at: datetime | None = None
    language: str = "und"
    url: str | None = None
    text: str | None = None
    text_sha256: str | None = None
    furniture: tuple[str, ...] = ()
    furniture_at: tuple[int, ...] = ()
    words: int = 0
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One stretch of reported speech, who is said to have said it, and with which words."""

    statement_id: str
    document_id: str
    kind: str
    text: str
    start: int
    end: int
    rule: str
    speaker_id: str | None = None
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue_class: str | None = None
    addressee: str | None = None
    addressee_start: int | None = None
    addressee_end: int | None = None
    via: str | None = None
    via_start: int | None = None
    via_end: int | None = None
    variant_of: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity: the number as printed, the bounds its words claim, and what it counts."""

    figure_id: str
    document_id: str
    text: str
    start: int
    end: int
    number: str
    number_start: int
    number_end: int
    qualifier: str
    unit_kind: str
    rule: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    statement_id: str | None = None
    asserted_by: str | None = None
    subject: str | None = None
    subject_start: int | None = None
    subject_end: int | None = None
    event: str | None = None
    place_id: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    part_of: str | None = None
    series_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organization, place, event, agreement or group.

    Extraction gives an entity for each one that a document names, with an id of its own document;
    linking joins those that are the same and counts them.
    """

    entity_id: str
    name: str
    type: str
    rule: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    country: str | None = None
    wikidata: str | None = None
    documents: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document names an entity or refers to it."""

    mention_id: str
    document_id: str
    entity_id: str
    text: str
    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Something seen that became no row, and why, so that a missing row can be found."""

    unclaimed_id: str
    document_id: str
    kind: str
    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rows:
    """What flows down from one document: its rows, before or after linking.

    Within one document's ``Rows`` every ``entity_id``, ``speaker_id``, ``asserted_by`` and
    ``place_id`` refers to an entity of the same ``Rows``.
    """

    statements: tuple[Statement, ...] = field(default=())
    figures: tuple[Figure, ...] = field(default=())
    entities: tuple[Entity, ...] = field(default=())
    mentions: tuple[Mention, ...] = field(default=())
    unclaimed: tuple[Unclaimed, ...] = field(default=())
