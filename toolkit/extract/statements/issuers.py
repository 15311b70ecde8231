"""Find who issues a document that says "we" or "I": by its signature, its letterhead, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.extract.spans import Cast
from toolkit.extract.statements.speaking_nouns import SPOKESPERSON

LINE = re.compile(r"[^\n]*\S[^\n]*")
SIGNATURE_LINES = 4
LONGEST_SIGNATURE = 8
"""Words of a line that only names somebody."""

HEAD_LINES = 4
ARTICLE = re.compile(r"\s*(?:the\b\s*)?", re.IGNORECASE)
DATE_BEHIND = re.compile(r"(?:\s*,)?[\s\d./-]*(?:[A-Z][a-z]+\.?)?[\s\d,./-]*")
NEXT_WORD = re.compile(r"(?:['’]s)?\s+(\w+)")
LONGEST_OFFICE = 120
OFFICE = re.compile(r"(?:(?:[A-Z][a-z]+ )?[Bb]y )?(?:(?:[A-Z][\w.'’-]*|of|for|the|and),? )*")
OFFICE_BEHIND = re.compile(r"(?: [A-Z]{2,})*(?:,(?: (?:[A-Z][\w.'’-]*|of|for|the|and|to),?)+)?")
"""What may stand around the name of the one who issues a text: "The Hon ... MP, Minister for"."""

GAVE = re.compile(
    r" (?:gave|made|delivered|issued) (?:a|an|the|this|these|his|her|their)\b[^.\n]*?\b"
    r"(?:speech|statement|address|remarks|keynote|lecture|message|briefing)\b"
    r"| (?:addressed|spoke (?:at|to|in)|opened|speaks (?:at|to|in)|addresses) "
)
"""What a line below the title tells of the one whose words follow: "gave a speech to the crews"."""

RELEASE = re.compile(
    r"^[ \t]*(?:for immediate release|(?:press|media|news) release|notes? (?:to|for) editors"
    r"|(?:media|press) (?:contacts?|enquiries|inquiries|queries|office)\b"
    r"|for (?:more|further) information\b|for media (?:enquiries|inquiries|queries)\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that only the page of a release has."""

ISSUED = frozenset(
    "briefing statement release notice bulletin communique communiqué declaration letter remarks "
    "speech address appeal message".split()
)
"""What an issuer puts its name to."""

SIGNERS = ("person", "organization")


def find_signature(text: str, cast: Cast, types: tuple[str, ...] = SIGNERS) -> str | None:
    """The entity that a document's edges name as the one who speaks in it.

    Args:
        text: The document's text.
        cast: Its entities.
        types: Who may sign: a person says "I", an organization "we".

    Returns:
        The one that a short line at the end names, without a full stop; else the one that the
        title names after "by", "of" or "from", or that the first line consists of or opens with.
    """
    lines = list(LINE.finditer(text))
    for line in lines[-SIGNATURE_LINES:] if len(lines) > SIGNATURE_LINES else []:
        words = text[line.start() : line.end()].split()
        if len(words) <= LONGEST_SIGNATURE and words[-1][-1] not in ".!?:":
            found = _named(cast, line.start(), line.end(), types)
            if found is not None:
                return found
    if not lines:
        return None
    for line in lines[:HEAD_LINES]:
        found = _letterhead(text, cast, *line.span(), types)
        if found is not None:
            return found
    for line in lines[1:HEAD_LINES] if "person" in types else []:
        found = _named_with_office(text, cast, *line.span())
        if found is not None:
            return found
    first, end = lines[0].span()
    by = re.search(r"\b(?:by|from|of)\s+(?:the\s+)?(?=[A-Z])", text[first:end])
    lead = text[first : first + by.start()].casefold().split() if by is not None else []
    if by is not None and ISSUED & set(lead):
        if "joint" in lead:
            return None  # several speak
        return _named(cast, first + by.end(), end, types)
    opening = first + (4 if text.startswith(("The ", "the "), first) else 0)
    return _of_document(text, cast, first, end, types) or _named(cast, opening, opening + 1, types)


def is_spokesperson_at(text: str, cast: Cast, person: str) -> bool:
    """Whether a line of the document's edges names a person as spokesperson of somebody."""
    lines = list(LINE.finditer(text))
    return any(
        SPOKESPERSON.search(line[0]) is not None
        and any(mention.entity_id == person for mention in cast.overlapping(*line.span()))
        for line in (*lines[:HEAD_LINES], *lines[-SIGNATURE_LINES:])
    )


def is_release(text: str, furniture: Sequence[str] = ()) -> bool:
    """Whether the page says that it is a release: "Notes to editors", "Media contact: ..."."""
    return any(RELEASE.search(piece) for piece in (text, *furniture))


def is_in_title(text: str, cast: Cast, party: str) -> bool:
    """Whether the first line names a party, by its entity or by the words of its name."""
    line = LINE.search(text)
    if line is None:
        return False
    named = any(mention.entity_id == party for mention in cast.overlapping(*line.span()))
    words = re.sub(r"^[Tt]he ", "", party)
    return named or re.search(rf"\b{re.escape(words)}\b", line[0]) is not None


def is_signed_as_titled(text: str, cast: Cast, entity_id: str | None) -> bool:
    """Whether the first line and the last one name the same body."""
    lines = list(LINE.finditer(text))
    if len(lines) <= SIGNATURE_LINES or len(lines[-1][0].split()) > LONGEST_SIGNATURE:
        return False
    return all(
        any(mention.entity_id == entity_id for mention in cast.overlapping(*line.span()))
        for line in (lines[0], lines[-1])
    )


def _letterhead(text: str, cast: Cast, start: int, end: int, types: tuple[str, ...]) -> str | None:
    """Whom a line consists of, with no more than a date behind: "Harbour Board, 3 May 2021"."""
    article = ARTICLE.match(text, start, end)
    opening = start if article is None else article.end()
    for mention in cast.overlapping(start, opening + 1):
        if mention.kind != "name" or cast.entity(mention.entity_id).type not in types:
            continue
        before = text[start : mention.start].strip().casefold()
        if before in ("", "the") and DATE_BEHIND.fullmatch(text, mention.end, end):
            return mention.entity_id
    return None


def _named_with_office(text: str, cast: Cast, start: int, end: int) -> str | None:
    """The person whom a line below the title names with office and honours, and says no more.

    Or only that the words below are theirs: "Minister Anna Berg gave a speech to the crews."
    """
    if end - start > LONGEST_OFFICE:
        return None
    for mention in cast.overlapping(start, end):
        if mention.kind != "name" or cast.entity(mention.entity_id).type != "person":
            continue
        if OFFICE.fullmatch(text, start, mention.start) is None:
            return None
        behind = OFFICE_BEHIND.fullmatch(text, mention.end, end)
        gave = behind is None and GAVE.match(text, mention.end, end) is not None
        return mention.entity_id if behind is not None or gave else None
    return None


def _of_document(text: str, cast: Cast, start: int, end: int, types: tuple[str, ...]) -> str | None:
    """Whose document a title says it is: "a *Harbour Board* briefing"."""
    for mention in cast.overlapping(start, end):
        if mention.kind == "name" and cast.entity(mention.entity_id).type in types:
            behind = NEXT_WORD.match(text, mention.end, end)
            if behind is not None and behind[1].casefold() in ISSUED:
                return mention.entity_id
    return None


def _named(cast: Cast, start: int, end: int, types: tuple[str, ...]) -> str | None:
    for mention in cast.overlapping(start, end):
        if mention.kind == "name" and cast.entity(mention.entity_id).type in types:
            return mention.entity_id
    return None
