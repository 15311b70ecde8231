"""Take a page apart into its text and its furniture, losing nothing.

The pieces of furniture, inserted at their places, give the page again, code point for code point.
A piece takes the white space after it with it; white space that only begins or ends the page is a
piece of its own, so that the text begins and ends with something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from toolkit.read import furniture as rules
from toolkit.read.headline import is_headline, is_headline_like, is_mail
from toolkit.read.lines import Line, ends_sentence, split_lines

HEADER_LINES = 8
"""A date line or byline further down than this many lines belongs to the text."""

ANYWHERE: dict[str, Callable[[str], bool]] = {
    "image": rules.is_image_placeholder,
    "font_widget": rules.is_font_widget,
}
HEADER: dict[str, Callable[[str], bool]] = {
    "date": rules.is_date_line,
    "share_widget": rules.is_share_widget,
    "photo_credit": rules.is_photo_credit,
}
FOOTER: dict[str, Callable[[str], bool]] = {
    "end_mark": rules.is_end_mark,
    "copyright": rules.is_copyright_line,
    "credit": rules.is_credit_line,
    "share_widget": rules.is_share_widget,
    "photo_credit": rules.is_photo_credit,
    "date": rules.is_labelled_date,
}
_SALUTATION = re.compile(r"(?:dear|hi|hello|hey|to)\b.{0,60}$|[^.!?]{1,40},$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of furniture: where it stood on the page and which rule took it off."""

    start: int
    end: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart.

    Attributes:
        text: The body; empty when there is none.
        furniture: The pieces that were taken off, verbatim, in order.
        furniture_at: For each piece the code point in ``text`` before which it stood.
        pieces: The same pieces with their kinds, for whoever reads dates and names out of them.
        headline: The first line of the text where it is a headline.
    """

    text: str
    furniture: tuple[str, ...]
    furniture_at: tuple[int, ...]
    pieces: tuple[Piece, ...]
    headline: str | None


def take_apart(source: str) -> Page:
    """Split a page into body and furniture.

    Args:
        source: The decoded page in NFC with LF line ends.
    """
    lines = split_lines(source)
    kinds = classify_lines(lines)
    first = next((number for number, kind in enumerate(kinds) if kind is None), None)
    headline = None if first is None else _headline(lines, kinds, first)
    return cut(source, _pieces(source, lines, kinds), headline)


def cut(source: str, pieces: tuple[Piece, ...], headline: str | None = None) -> Page:
    """Cut pieces out of a page.

    Args:
        source: The whole page.
        pieces: What to cut out, in order and without overlaps.
        headline: The headline found on the page, if any.
    """
    kept: list[str] = []
    places: list[int] = []
    position = length = 0
    for piece in pieces:
        kept.append(source[position : piece.start])
        length += piece.start - position
        places.append(length)
        position = piece.end
    kept.append(source[position:])
    taken = tuple(source[piece.start : piece.end] for piece in pieces)
    return Page("".join(kept), taken, tuple(places), pieces, headline)


def rebuild_source(text: str, furniture: tuple[str, ...], furniture_at: tuple[int, ...]) -> str:
    r"""Put the pieces back: the decoded source in NFC with LF line ends.

    >>> rebuild_source("The ferry sank.", ("date 2021-03-03 16 px\n\n", "\n"), (0, 15))
    'date 2021-03-03 16 px\n\nThe ferry sank.\n'
    """
    parts: list[str] = []
    position = 0
    for piece, place in zip(furniture, furniture_at, strict=True):
        parts += (text[position:place], piece)
        position = place
    return "".join((*parts, text[position:]))


def classify_lines(lines: tuple[Line, ...]) -> list[str | None]:
    """Name the kind of furniture that each line is; None for a line of the body."""
    kinds: list[str | None] = [None] * len(lines)
    for number, line in enumerate(lines):
        kinds[number] = _first_match(ANYWHERE, line.words)
    _classify_header(lines, kinds)
    _classify_footer(lines, kinds)
    return kinds


def _first_match(kinds: dict[str, Callable[[str], bool]], words: str) -> str | None:
    return next((kind for kind, rule in kinds.items() if rule(words)), None)


def _classify_header(lines: tuple[Line, ...], kinds: list[str | None]) -> None:
    """Date lines, widgets and section labels above the text; bylines below its headline."""
    if is_mail(lines):
        return
    first: int | None = None
    for number, line in enumerate(lines[:HEADER_LINES]):
        if kinds[number] is not None:
            continue
        # a line in the middle of a paragraph or stanza is no widget
        apart = line.after_blank or kinds[number - 1] is not None or number - 1 == first
        kind = _first_match(HEADER, line.words) if apart else None
        if kind is not None and not (kind == "date" and _is_log(lines)):
            kinds[number] = kind
        elif first is not None and apart and rules.byline_name(line.words) is not None:
            kinds[number] = "byline"
        elif first is not None and apart and line.before_blank and _is_dateline(lines, line):
            kinds[number] = "date"
        elif first is None and _is_section_label(lines, number):
            kinds[number] = "section"
        elif first is None:
            first = number
            if not is_headline_like(line.words):
                return
        elif ends_sentence(line.words):
            return


def _is_dateline(lines: tuple[Line, ...], line: Line) -> bool:
    """A date as a paragraph of its own below the headline, the only one of its sort."""
    if not rules.is_dateline_alone(line.words):
        return False
    return sum(rules.is_dateline_alone(other.words) for other in lines) == 1


def _is_log(lines: tuple[Line, ...]) -> bool:
    """Whether date lines head the parts of the text, as in a diary or a log."""
    return len(list(islice((line for line in lines if rules.is_date_line(line.words)), 3))) == 3


def _is_section_label(lines: tuple[Line, ...], number: int) -> bool:
    """A section's name above a date line or a headline; above plain text it may be a title."""
    if not rules.is_section_label(lines[number].words) or number + 1 == len(lines):
        return False
    following = lines[number + 1].words
    return (
        rules.is_date_line(following)
        or rules.is_section_label(following)
        or (is_headline_like(following) and is_headline(lines, number + 1))
    )


def _classify_footer(lines: tuple[Line, ...], kinds: list[str | None]) -> None:
    """Sign-offs, end marks, credits and widgets below the text, from the last line upwards."""
    signed = False
    for number in range(len(lines) - 1, 0, -1):
        if kinds[number] is not None:
            continue
        kind = _first_match(FOOTER, lines[number].words)
        if kind is None and not signed and _is_sign_off(lines, kinds, number):
            kind, signed = "sign_off", True
        if kind is None:
            return
        kinds[number] = kind


def _is_sign_off(lines: tuple[Line, ...], kinds: list[str | None], number: int) -> bool:
    """An agency's or desk's name as the last paragraph, below prose; a letter has none."""
    words = lines[number].words
    before = [line for line, kind in zip(lines[:number], kinds, strict=False) if kind is None]
    if not before or not ends_sentence(before[-1].words) or _SALUTATION.fullmatch(before[0].words):
        return False
    if rules.is_outlet_name(words) or rules.source_line_name(words) is not None:
        return True
    if not lines[number].after_blank:
        return False
    if rules.is_short_name(words) or rules.is_desk_line(words):
        return any(kind is not None for kind in kinds[:number])
    return False


def _headline(lines: tuple[Line, ...], kinds: list[str | None], first: int) -> str | None:
    if rules.is_section_label(lines[first].words) or rules.is_bare_date(lines[first].words):
        return None
    body = tuple(
        # a headline right above its byline stands alone as well
        line._replace(before_blank=line.before_blank or _is_furniture(kinds, number + 1))
        for number, line in enumerate(lines)
        if kinds[number] is None
    )
    return body[0].words if is_headline(body, 0) else None


def _is_furniture(kinds: list[str | None], number: int) -> bool:
    return number < len(kinds) and kinds[number] is not None


def _pieces(source: str, lines: tuple[Line, ...], kinds: list[str | None]) -> tuple[Piece, ...]:
    """The spans to cut out: furniture with the white space after it, and the page's ends."""
    body = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    if not body:
        return tuple(_slices(0, len(source), lines, kinds))
    begin = source.index(body[0].words, body[0].start)
    end = source.index(body[-1].words, body[-1].start) + len(body[-1].words)
    return (
        *_slices(0, begin, lines, kinds),
        *_inner_pieces(lines, kinds, begin, end),
        *_slices(end, len(source), lines, kinds),
    )


def _slices(
    begin: int, end: int, lines: tuple[Line, ...], kinds: list[str | None]
) -> Iterator[Piece]:
    """Cut one end of the page, which holds no text, into a piece for each furniture line."""
    inside = [
        (line, kind)
        for line, kind in zip(lines, kinds, strict=True)
        if kind is not None and begin <= line.start and line.end <= end
    ]
    starts = [begin, *(line.start for line, _ in inside[1:]), end]
    named = [(kind, line.words) for line, kind in inside] or [("blank", "")]
    for number, (kind, words) in enumerate(named):
        if starts[number] < starts[number + 1]:
            yield Piece(starts[number], starts[number + 1], kind, words)


def _inner_pieces(
    lines: tuple[Line, ...], kinds: list[str | None], begin: int, end: int
) -> Iterator[Piece]:
    """Furniture between paragraphs: with the blank lines after it, if others stand before it."""
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is not None and begin <= line.start < end:
            stop = lines[number + 1].start if line.after_blank else line.end + 1
            yield Piece(line.start, stop, kind, line.words)
