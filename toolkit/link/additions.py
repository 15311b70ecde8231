"""Rows that a person adds: each stands on an exact quotation of its document, or is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from toolkit.config import Correction
from toolkit.link.corrected_values import RefusedError, read_value
from toolkit.link.draft import CORRECTION, Draft
from toolkit.link.name_keys import name_key
from toolkit.rows import Document, Entity, Figure, Mention, Statement, make_id
from toolkit.schema import table

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(
    r"[-\u2013\u2014/:.,%\u00b0]*\d|[-\u2013/]"
    r"|\s*(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|mn|bn|tn|[kmb]\b)",
    re.IGNORECASE,
)
_MARKS = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')

_WORD = re.compile(r"\w\w")

CLAIMS = {"statements": "quotation", "figures": "number", "mentions": "name"}
"""What a row of each table makes of a row of ``unclaimed`` that stands inside it."""


def add_row(draft: Draft, correction: Correction) -> str:
    """Add the row that a line asks for.

    ``row_id`` is the document's path, ``value`` the exact quotation; ``text`` may hold a longer
    passage where the quotation stands more than once. ``column`` says what print does not: the
    type of an entity, the unit_kind of a figure, the id of a mention's entity.

    Returns:
        The new row's id.

    Raises:
        RefusedError: The quotation is absent or ambiguous, or no row can follow from it.
    """
    document = draft.by_path.get(correction.row_id)
    if document is None or document.document_id not in draft.documents:
        raise RefusedError(f"There is no document “{correction.row_id}”.")
    start = _place(document, correction)
    if correction.table == "statements":
        return _add_statement(draft, document, correction.value, start)
    if correction.table == "figures":
        return _add_figure(draft, document, correction, start)
    if correction.table == "mentions":
        entity_id = _meant_entity(draft, correction)
        return _add_mention(draft, document, entity_id, correction.value, start)
    if correction.table == "entities":
        return _add_entity(draft, document, correction, start)
    raise RefusedError("A document is added by putting its file into the source folder.")


def find_once(text: str, words: str) -> int:
    """Where words stand in a text.

    Raises:
        RefusedError: They stand there more than once, or not at all.
    """
    first = text.find(words)
    if first < 0:
        raise RefusedError(f"“{words}” does not stand there. Copy the words as they are printed.")
    if text.find(words, first + 1) >= 0:
        raise RefusedError(
            f"“{words}” stands there more than once. Put a longer passage that stands there once "
            "into the column text."
        )
    return first


def _place(document: Document, correction: Correction) -> int:
    text = document.text or ""
    passage = correction.text or text
    start = find_once(text, passage) + find_once(passage, correction.value)
    end = start + len(correction.value)
    if _WORD.match(text[max(start - 1, 0) : start + 1]) or _WORD.match(text[end - 1 : end + 1]):
        # "2 boats" stands in "12 boats", and is not what is printed there.
        raise RefusedError(f"“{correction.value}” begins or ends inside a word.")
    return start


def _add_statement(draft: Draft, document: Document, text: str, start: int) -> str:
    end = start + len(text)
    key = make_id("s", document.document_id, start, end)
    _refuse_known(draft, "statements", key)
    for row in draft.statements.values():
        if row.document_id == document.document_id and row.start < end and start < row.end:
            raise RefusedError(f"It overlaps {row.statement_id}. Drop that one in a line before.")
    draft.put(
        "statements",
        Statement(key, document.document_id, _kind(text), text, start, end, CORRECTION),
    )
    for figure in _inside(draft, document.document_id, start, end):
        draft.claim(replace(figure, statement_id=key))
    _claim(draft, "statements", document.document_id, start, end)
    return key


def _kind(text: str) -> str:
    """How much of a statement stands between quotation marks."""
    marks = [match.start() for match in _MARKS.finditer(text)]
    if not marks:
        return "indirect"
    return "direct" if marks == [0, len(text) - 1] else "mixed"


def _inside(draft: Draft, document_id: str, start: int, end: int) -> Sequence[Figure]:
    return [
        row
        for row in draft.figures.values()
        if row.document_id == document_id and start <= row.number_start and row.number_end <= end
    ]


def _add_figure(draft: Draft, document: Document, correction: Correction, start: int) -> str:
    text, end = correction.value, start + len(correction.value)
    number = _number(text)
    number_end = start + len(number)
    key = make_id("f", document.document_id, start, number_end)
    _refuse_known(draft, "figures", key)
    if not correction.column:
        raise RefusedError("A figure needs its unit_kind in the place of the column: count, ...")
    subject = text[len(number) :].strip()
    value = float(number.replace(",", ""))
    around = _around(draft, document.document_id, start, number_end)
    draft.claim(
        Figure(
            key,
            document.document_id,
            text=text,
            start=start,
            end=end,
            number=number,
            number_start=start,
            number_end=number_end,
            qualifier="exactly",
            unit_kind=read_value(table("figures").column("unit_kind"), correction.column),
            rule=CORRECTION,
            value=value,
            lower=value,
            upper=value,
            statement_id=around.statement_id if around else None,
            asserted_by=around.speaker_id if around else None,
            subject=subject or None,
            subject_start=end - len(subject) if subject else None,
            subject_end=end if subject else None,
        )
    )
    _claim(draft, "figures", document.document_id, start, number_end)
    return key


def _number(text: str) -> str:
    """The number that a quotation of a figure begins with, and the only one in it."""
    number = _NUMBER.match(text)
    if number is None or _SCALE.match(text, number.end()) or _NUMBER.search(text, number.end()):
        raise RefusedError(
            "The quotation of a figure begins with its number, in digits and without a scale word, "
            "and holds no other; set what words before it claim with lines of their own."
        )
    return number[0]


def _around(draft: Draft, document_id: str, start: int, end: int) -> Statement | None:
    """The statement in which a number stands."""
    return next(
        (
            row
            for row in draft.statements.values()
            if row.document_id == document_id and row.start <= start and end <= row.end
        ),
        None,
    )


def _add_entity(draft: Draft, document: Document, correction: Correction, start: int) -> str:
    if not correction.column:
        raise RefusedError("An entity needs its type in the place of the column: person, ...")
    kind = read_value(table("entities").column("type"), correction.column)
    name = correction.value
    key = make_id("e", kind, unicodedata.normalize("NFC", name).casefold())
    _refuse_known(draft, "entities", key)
    mention_id = make_id("m", document.document_id, start, start + len(name), "name")
    _refuse_known(draft, "mentions", mention_id)
    draft.put("entities", Entity(key, name, kind, CORRECTION))
    _add_mention(draft, document, key, name, start)
    return key


def _meant_entity(draft: Draft, correction: Correction) -> str:
    """The entity that the line gives, or the only one that is called so."""
    if correction.column:
        row: Entity = draft.row("entities", draft.current(correction.column))
        return row.entity_id
    key = name_key(correction.value)
    named = [
        row.entity_id
        for row in draft.entities.values()
        if key in {name_key(form) for form in (row.name, *row.aliases)}
    ]
    if len(named) != 1:
        count = "No entity is" if not named else "More than one entity is"
        raise RefusedError(
            f"{count} called “{correction.value}”. Put the entity's id in the place of the column."
        )
    return named[0]


def _add_mention(draft: Draft, document: Document, entity_id: str, text: str, start: int) -> str:
    end = start + len(text)
    key = make_id("m", document.document_id, start, end, "name")
    _refuse_known(draft, "mentions", key)
    row = Mention(key, document.document_id, entity_id, text, start, end, "name", CORRECTION)
    draft.put("mentions", row)
    draft.gain_form(row)
    _claim(draft, "mentions", document.document_id, start, end)
    return key


def _refuse_known(draft: Draft, name: str, key: str) -> None:
    if key in draft.rows(name):
        raise RefusedError(f"{key} is a row of {name} already. Set its columns instead.")


def _claim(draft: Draft, name: str, document_id: str, start: int, end: int) -> None:
    """What became a row is no longer left over."""
    draft.unclaimed = [
        row
        for row in draft.unclaimed
        if row.document_id != document_id
        or row.kind != CLAIMS[name]
        or not (start <= row.start and row.end <= end)
    ]
