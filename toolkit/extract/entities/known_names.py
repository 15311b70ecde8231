"""Find again what the text names elsewhere: in headlines, in other case, by its head alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.bodies import find_body
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import is_acronym
from toolkit.extract.entities.capitals import (
    NAME_LABELS,
    NAMES_TOO,
    is_capital,
    is_function,
    is_never,
    opens_sentence,
)
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.own_words import PLACES_SURELY
from toolkit.extract.entities.pieces import Piece, span_of, text_of
from toolkit.extract.entities.titles import is_head, is_title
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON
from toolkit.extract.entities.word_lists import is_common_word, is_company
from toolkit.extract.spans import Name, Span

DOUBLE = re.compile(r"[^\W\d_]{2,}[-‐‑][^\W\d_]{2,}")


def by_words(text: str, names: list[Name]) -> dict[str, Name]:
    """The names by their folded words; "Hasaka Province" is known as "Hasaka", too."""
    known: dict[str, Name] = {}
    for name in names:
        words = fold(text[name.start : name.end]).split()
        if len(words) > 1 and name.type == "place" and words[-1] in ("province", "governorate"):
            known.setdefault(" ".join(words[:-1]), name)
    known.update({fold(text[name.start : name.end]): name for name in names})
    return known


def in_other_case(parsed: Doc, names: list[Name]) -> Iterator[Name]:
    """Names that stand elsewhere with other capitals: "Mosul district" beside "Mosul District"."""
    words: dict[tuple[str, ...], Name] = {}
    firsts: dict[str, set[int]] = defaultdict(set)
    for name in names:
        span = parsed.char_span(name.start, name.end)
        if span is not None and len(span) > 1 and name.type != PERSON:
            key = tuple(token.lower_ for token in span)
            words.setdefault(key, name)
            firsts[key[0]].add(len(key))
    for token in parsed:
        if not is_capital(token):
            continue
        for size in sorted(firsts.get(token.lower_, ()), reverse=True):
            span = parsed[token.i : token.i + size]
            found = words.get(tuple(word.lower_ for word in span))
            if found is not None:
                yield Name(token.idx, span.end_char, found.type, "name_as_elsewhere")
                break


def heads_alone(parsed: Doc, names: list[Name]) -> Iterator[Name]:
    """A head with a capital in mid-sentence, short for the one name that it opens or ends.

    As in "the Global Coalition ... 16 Coalition aircraft", "Resolution 1120 ... The Resolution";
    of a team also where it opens a sentence: "Brim Rovers ... Rovers lost".
    """
    teams = gazetteer.heads().teams
    full: dict[str, set[str]] = defaultdict(set)
    types: dict[str, Name] = {}
    for name in names:
        span = parsed.char_span(name.start, name.end)
        if span is None or len(span) < 2 or name.type not in (ORGANIZATION, "agreement"):
            continue
        for word in (span[0], span[-1]):
            if is_head(bare(word.text)) or word.lower_ in teams:
                full[word.lower_].add(fold(span.text))
                types[word.lower_] = name
    for token in parsed:
        if len(full.get(token.lower_, ())) != 1 or not is_capital(token):
            continue
        if (opens_sentence(token) and token.lower_ not in teams) or _is_office_of(token):
            continue
        if token.text[1:].islower():
            end = token.idx + len(token.text)
            yield Name(token.idx, end, types[token.lower_].type, "name_by_head_alone")


def surnames_alone(parsed: Doc, names: list[Name]) -> Iterator[Name]:
    """A surname that is a title or a month, too, where it means the person: "Shah left".

    Not where it is the title ("Judge Dahl", "the Judge") or the month ("in May", "May 3").
    """
    surnames = {
        span[-1].text
        for name in names
        if name.type == PERSON
        and (span := parsed.char_span(name.start, name.end)) is not None
        and len(span) > 1
        and (is_title(parsed, span.end - 1) or span[-1].lower_ in NAMES_TOO)
    }
    for token in parsed if surnames else ():
        if token.text not in surnames:
            continue
        before = parsed[token.i - 1] if token.i else None
        after = parsed[token.i + 1] if token.i + 1 < len(parsed) else None
        led = before is not None and (is_capital(before) or before.pos_ in ("DET", "ADJ", "ADP"))
        if not led and (after is None or not (is_capital(after) or after.like_num)):
            yield Name(token.idx, token.idx + len(token.text), PERSON, "name_as_elsewhere")


def double_surnames(text: str, names: list[Name]) -> Iterator[Name]:
    """A surname with a hyphen wherever it stands: "Anna Berg-Holm ... Berg-Holm added".

    A parser may cut it at its hyphen; nothing else is written so.
    """
    printed = {text[name.start : name.end].split()[-1] for name in names if name.type == PERSON}
    for surname in sorted(word for word in printed if DOUBLE.fullmatch(word)):
        for found in re.finditer(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", text):
            yield Name(*found.span(), PERSON, "name_as_elsewhere")


def _is_office_of(token: Token) -> bool:
    """As in "Secretary of *State*": part of the office, no department."""
    if token.i < 2 or token.nbor(-1).lower_ != "of":
        return False
    return bare(token.nbor(-2).text) in gazetteer.titles().office


def in_headlines(parsed: Doc, plain: list[Span], known: dict[str, Name]) -> Iterator[Name]:
    """Names in Title Case or capitals that the rest of the text, or a word list, knows."""
    for stretch in plain:
        yield from _known_inside(parsed, stretch, known)


def _known_inside(parsed: Doc, stretch: Span, known: dict[str, Name]) -> Iterator[Name]:
    span = parsed.char_span(stretch.start, stretch.end, alignment_mode="expand")
    if span is None:
        return
    position = span.start
    while position < span.end:
        found = _longest_known(parsed, position, span.end, known)
        if found is None:
            position += 1
            continue
        name, position = found
        yield name


def _longest_known(
    parsed: Doc, first: int, limit: int, known: dict[str, Name]
) -> tuple[Name, int] | None:
    token = parsed[first]
    if not is_capital(token) or is_function(token) or is_never(token):
        return None
    for last in range(min(first + 8, limit), first, -1):
        span = span_of(parsed, Piece(first, last))
        text = text_of(parsed, Piece(first, last))
        kind = _known_type(parsed, first, last, text, known)
        if kind is not None:
            return Name(span.start, span.end, kind, "name_in_headline"), last
    return None


def _known_type(
    parsed: Doc, first: int, last: int, text: str, known: dict[str, Name]
) -> str | None:
    seen = known.get(fold(text))
    if seen is not None:
        return seen.type
    if gazetteer.is_place(text) and not gazetteer.is_ambiguous_place(text):
        return "place"
    if last - first == 2 and bare(parsed[first + 1].text) in ("province", "district", "county"):
        return "place"
    if last - first == 2 and bare(parsed[first + 1].text) in PLACES_SURELY:
        label = None if text.isupper() else NAME_LABELS.get(parsed[first].ent_type_)
        if gazetteer.is_place(parsed[first].text) or label in ("place", ORGANIZATION):
            return "place"
    if gazetteer.is_nationality(text):
        return "group"
    single = last - first == 1 and (is_common_word(text) or text.isupper())
    if (find_body(text) is not None or is_company(text)) and not single:
        return ORGANIZATION
    labels = {token.ent_type_ for token in parsed[first:last]}
    whole = parsed[first].ent_iob_ == "B" and (last >= len(parsed) or parsed[last].ent_iob_ != "I")
    if whole and len(labels) == 1 and labels <= set(NAME_LABELS):
        kind = NAME_LABELS[labels.pop()]
        given = gazetteer.may_be_given_name(parsed[first].text)
        if kind == PERSON and 1 < last - first <= 3 and given:
            return kind
        if kind == ORGANIZATION and is_acronym(text) and not parsed[first].sent.text.isupper():
            return kind
    return None
