"""Find the proper names of a document and what each of them names.

The tagger's capitalised runs, the trained name finder and the word lists each see what the others
miss. A run is cut where titles end, each piece is judged by its own evidence, and then all places
with the same words are settled together: one name has one type in a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import letters_of
from toolkit.extract.entities.capitals import (
    capital_positions,
    is_function,
    is_number_in_name,
    opens_sentence,
)
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.headlines import uninformative
from toolkit.extract.entities.known_names import (
    by_words,
    double_surnames,
    heads_alone,
    in_headlines,
    in_other_case,
    surnames_alone,
)
from toolkit.extract.entities.listed_names import listed_names
from toolkit.extract.entities.name_contexts import speaks
from toolkit.extract.entities.pieces import Piece, span_of, text_of
from toolkit.extract.entities.runs import find_runs
from toolkit.extract.entities.sentence_words import without_sentence_words
from toolkit.extract.entities.settled import settle
from toolkit.extract.entities.spelled_out import spelled_out
from toolkit.extract.entities.splits import split_run
from toolkit.extract.entities.verdicts import EVENT
from toolkit.extract.spans import Name, Quotation, Span

CALLED = re.compile(
    r"\b(conference|summit|forum|symposium|congress|seminar|workshop|exhibition|festival|campaign|"
    r"round table|roundtable|webinar|expo)\b(?:\W+\w+){0,2}?\W+"
    r"(titled|entitled|themed|called|named|on|under the title|dubbed|headlined)\W*$",
    re.IGNORECASE,
)
"""What stands before a title in marks that is the name of an event."""


def find_names(parsed: Doc, quotations: tuple[Quotation, ...]) -> tuple[Name, ...]:
    """The proper names of a text, without titles, articles and possessive endings.

    Args:
        parsed: The parse; tags, and labels of a name finder where there is one, are read.
        quotations: The text's quotations; a title in marks holds no names, but may be one.

    Returns:
        Names sorted by position, none overlapping. What has no clear type is left out.
    """
    text = parsed.text  # spaCy joins it anew at every look
    plain = uninformative(text, quotations)
    pieces = [
        piece
        for run in find_runs(parsed)
        for split in split_run(parsed, run)
        if (piece := _trimmed(parsed, split)) is not None
    ]
    inside = _Stretches(plain)
    running = [
        piece
        for piece in pieces
        if not inside.holds(span_of(parsed, piece)) or _is_titled_person(parsed, piece)
    ]
    running = [piece for piece in running if not _is_no_name(parsed, piece)]
    running = without_sentence_words(parsed, running)
    settled = settle(parsed, spelled_out(parsed, running))
    titles = _named_events(text, quotations)
    known = by_words(text, settled)
    everywhere = [*settled, *in_headlines(parsed, plain, known)]
    found = [
        *everywhere,
        *in_other_case(parsed, everywhere),
        *_inside_tokens(parsed),
        *heads_alone(parsed, everywhere),
        *surnames_alone(parsed, settled),
        *double_surnames(text, settled),
        *listed_names(text, everywhere),
    ]
    names = [name for name in found if not any(name.overlaps(*at) for at in titles)]
    events = [Name(start, end, EVENT, "name_of_titled_event") for start, end in titles]
    return tuple(_apart([*names, *events]))


def _is_titled_person(parsed: Doc, piece: Piece) -> bool:
    """Whether a headline's capitals hold a person all the same: "Remarks by Minister Anna Berg".

    Not "President Grant Travels to Oslo": a given name and one more word that is no verb.
    """
    tokens = parsed[piece.first : piece.last]
    if not piece.titled or len(tokens) != 2 or not all(token.text.istitle() for token in tokens):
        return False
    verb = tokens[1].tag_ != "NNP" and tokens[1].lower_.endswith(("s", "ed", "ing"))
    found = all(token.ent_type_ in ("PERSON", "PER") for token in tokens)
    return found or (gazetteer.may_be_given_name(tokens[0].text) and not verb)


class _Stretches:
    """Sorted stretches that answer whether they hold another."""

    def __init__(self, stretches: Iterable[Span]) -> None:
        self.stretches = sorted(stretches)
        self.starts = [stretch.start for stretch in self.stretches]

    def holds(self, span: Span) -> bool:
        position = bisect_right(self.starts, span.start) - 1
        return position >= 0 and self.stretches[position].covers(span.start, span.end)


def _inside_tokens(parsed: Doc) -> Iterator[Name]:
    """States inside a word that the tokenizer does not cut: "U.S.-led"."""
    for position in capital_positions(parsed):
        token = parsed[position]
        before, hyphen, after = token.text.partition("-")
        if hyphen and after.islower() and gazetteer.state_code(before):
            yield Name(token.idx, token.idx + len(before), "place", "name_of_state")


def _trimmed(parsed: Doc, piece: Piece) -> Piece | None:
    """The piece without marks and function words at its ends."""
    first, last = piece.first, piece.last
    named = piece.titled and gazetteer.is_given_name(parsed[first].text)  # Sergeant *Will* Berg
    while first < last and not named and not _opens_name(parsed, first):
        first += 1
    if last - first > 1 and _is_common_before_person(parsed, first):
        first += 1
    while last > first and not parsed[last - 1].text[-1].isalnum() and not _ends_name(parsed, last):
        last -= 1
    return Piece(first, last, piece.titled) if last > first else None


def _is_common_before_person(parsed: Doc, first: int) -> bool:
    """As in "Rival Anna Berg said": a common word with the sentence's capital before a person."""
    token, after = parsed[first], parsed[first + 1]
    common = token.tag_ not in ("NNP", "NNPS") and opens_sentence(token)
    known = gazetteer.may_be_given_name(token.text)
    return common and not known and gazetteer.may_be_given_name(after.text)


def _opens_name(parsed: Doc, position: int) -> bool:
    token = parsed[position]
    plain = not is_function(token) or token.text.isupper() or is_number_in_name(token)
    return token.text[0].isalnum() and plain


def _ends_name(parsed: Doc, last: int) -> bool:
    text = parsed[last - 1].text
    return text.endswith(".") and len(text) > 1


def _is_no_name(parsed: Doc, piece: Piece) -> bool:
    """Letters after a name and a comma ("Anna Berg, QC"), acronyms of common words."""
    if piece.last - piece.first == 1 and piece.first > 1 and parsed[piece.first - 1].text == ",":
        text = parsed[piece.first].text
        if text.isupper() and bare(text) in gazetteer.titles().degree:
            return parsed[piece.first - 2].text[:1].isupper()
    if piece.last - piece.first == 1 and opens_sentence(parsed[piece.first]):
        word = bare(parsed[piece.first].text)
        if word in gazetteer.titles().person and not gazetteer.is_given_name(word):
            return not speaks(parsed, piece.first)  # Cashier ‘kept books’; Cook said
    return _is_label(parsed, piece) or _abbreviates_common_words(parsed, piece)


def _is_label(parsed: Doc, piece: Piece) -> bool:
    """A word in capitals that is a whole line, over a part of the text: "WEATHER"."""
    text = text_of(parsed, piece)
    opens = piece.first == 0 or "\n" in parsed[piece.first - 1].text
    ends = piece.last < len(parsed) and "\n" in parsed[piece.last].text
    word = piece.last - piece.first == 1 and text.isalpha() and len(text) > 4
    return opens and ends and word and text.isupper() and not gazetteer.is_place(text)


def _abbreviates_common_words(parsed: Doc, piece: Piece) -> bool:
    """As in "improvised explosive devices (IEDs)": the acronym of no name is no name."""
    if piece.last - piece.first != 1 or piece.first < 3 or parsed[piece.first - 1].text != "(":
        return False
    letters = letters_of(parsed[piece.first].text.rstrip("s"))
    before = parsed[max(piece.first - 1 - len(letters), 0) : piece.first - 1]
    words = [token.text for token in before if token.text.isalpha()]
    return len(words) == len(letters) >= 2 and all(
        word[0] == letter for word, letter in zip(words, letters, strict=True)
    )


def _named_events(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """Titles in marks that name a conference and the like, without their marks."""
    found = []
    for quotation in quotations:
        if quotation.end - quotation.start > 300 or quotation.depth > 1:
            continue
        before = text[max(quotation.start - 80, 0) : quotation.start]
        if not CALLED.search(before):
            continue
        start, end = quotation.start + 1, quotation.end - (1 if quotation.closed else 0)
        while end > start and (text[end - 1] in ".,;" or text[end - 1].isspace()):
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if end > start and text[start].isupper():
            found.append((start, end))
    return found


def _apart(names: list[Name]) -> list[Name]:
    """The names in order, an overlapping one dropped in favour of the longer."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end, name.type)):
        if kept and kept[-1].overlaps(name.start, name.end):
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return kept
