"""Find the proper names of a document and what each of them names.

The tagger's capitalised runs, the trained name finder and the word lists each see what the others
miss. A run is cut where titles end, each piece is judged by its own evidence, and then all places
with the same words are settled together: one name has one type in a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import initials, is_acronym, letters_of, stands_for
from toolkit.extract.entities.capitals import (
    NAME_LABELS,
    find_runs,
    is_capital,
    is_function,
    is_never,
    opens_sentence,
)
from toolkit.extract.entities.clusters import LEGAL
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.headlines import uninformative
from toolkit.extract.entities.name_types import (
    EVENT,
    ORGANIZATION,
    PERSON,
    PLACES_SURELY,
    Verdict,
    is_common_head,
    judge,
)
from toolkit.extract.entities.titles import Piece, is_head, split_run
from toolkit.extract.spans import Name, Quotation, Span

FIRM = 4
"""How much a firm verdict outweighs one that other places in the text may change."""

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
    running = [piece for piece in pieces if not inside.holds(_span(parsed, piece))]
    running = [piece for piece in running if not _is_no_name(parsed, piece)]
    settled = _settle(parsed, _spelled_out(parsed, running))
    titles = _named_events(text, quotations)
    known = _known(text, settled)
    everywhere = [*settled, *_in_headlines(parsed, plain, known)]
    found = [
        *everywhere,
        *_in_other_case(parsed, everywhere),
        *_inside_tokens(parsed),
        *_heads_alone(parsed, everywhere),
    ]
    names = [name for name in found if not any(name.overlaps(*at) for at in titles)]
    events = [Name(start, end, EVENT, "name_of_titled_event") for start, end in titles]
    return tuple(_apart([*names, *events]))


def _known(text: str, names: list[Name]) -> dict[str, Name]:
    """The names by their folded words; "Hasaka Province" is known as "Hasaka", too."""
    known: dict[str, Name] = {}
    for name in names:
        words = fold(text[name.start : name.end]).split()
        if len(words) > 1 and name.type == "place" and words[-1] in ("province", "governorate"):
            known.setdefault(" ".join(words[:-1]), name)
    known.update({fold(text[name.start : name.end]): name for name in names})
    return known


def _in_other_case(parsed: Doc, names: list[Name]) -> Iterator[Name]:
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
            found = words.get(tuple(word.lower_ for word in parsed[token.i : token.i + size]))
            if found is not None:
                last = parsed[token.i + size - 1]
                yield Name(token.idx, last.idx + len(last.text), found.type, "name_as_elsewhere")
                break


def _inside_tokens(parsed: Doc) -> Iterator[Name]:
    """States inside a word that the tokenizer does not cut: "U.S.-led"."""
    for token in parsed:
        before, hyphen, after = token.text.partition("-")
        if hyphen and after.islower() and is_capital(token) and gazetteer.state_code(before):
            yield Name(token.idx, token.idx + len(before), "place", "name_of_state")


def _heads_alone(parsed: Doc, names: list[Name]) -> Iterator[Name]:
    """A head with a capital in mid-sentence, short for the one name that it opens or ends.

    As in "the Global Coalition ... 16 Coalition aircraft", "Resolution 1120 ... The Resolution".
    """
    full: dict[str, set[str]] = defaultdict(set)
    types: dict[str, Name] = {}
    for name in names:
        span = parsed.char_span(name.start, name.end)
        if span is None or len(span) < 2 or name.type not in (ORGANIZATION, "agreement"):
            continue
        for word in (span[0], span[-1]):
            if is_head(bare(word.text)):
                full[word.lower_].add(fold(span.text))
                types[word.lower_] = name
    for token in parsed:
        if len(full.get(token.lower_, ())) != 1 or opens_sentence(token) or not is_capital(token):
            continue
        if token.text[1:].islower():
            end = token.idx + len(token.text)
            yield Name(token.idx, end, types[token.lower_].type, "name_by_head_alone")


class _Stretches:
    """Sorted stretches that answer whether they hold another."""

    def __init__(self, stretches: Iterable[Span]) -> None:
        self.stretches = sorted(stretches)
        self.starts = [stretch.start for stretch in self.stretches]

    def holds(self, span: Span) -> bool:
        position = bisect_right(self.starts, span.start) - 1
        return position >= 0 and self.stretches[position].covers(span.start, span.end)


def _span(parsed: Doc, piece: Piece) -> Span:
    last = parsed[piece.last - 1]
    return Span(parsed[piece.first].idx, last.idx + len(last.text))


def _text(parsed: Doc, piece: Piece) -> str:
    return parsed[piece.first : piece.last].text


def _trimmed(parsed: Doc, piece: Piece) -> Piece | None:
    """The piece without marks and function words at its ends."""
    first, last = piece.first, piece.last
    while first < last and not _opens_name(parsed, first):
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
    known = gazetteer.is_given_name(token.text)
    return common and not known and gazetteer.is_given_name(after.text)


def _opens_name(parsed: Doc, position: int) -> bool:
    token = parsed[position]
    return token.text[0].isalnum() and (not is_function(token) or token.text.isupper())


def _ends_name(parsed: Doc, last: int) -> bool:
    text = parsed[last - 1].text
    return text.endswith(".") and len(text) > 1


def _is_no_name(parsed: Doc, piece: Piece) -> bool:
    """Letters after a name and a comma ("Anna Berg, QC"), acronyms of common words."""
    if piece.last - piece.first == 1 and piece.first > 1 and parsed[piece.first - 1].text == ",":
        text = parsed[piece.first].text
        if text.isupper() and bare(text) in gazetteer.titles().degree:
            return parsed[piece.first - 2].text[:1].isupper()
    return _is_label(parsed, piece) or _abbreviates_common_words(parsed, piece)


def _is_label(parsed: Doc, piece: Piece) -> bool:
    """A word in capitals that is a whole line, over a part of the text: "WEATHER"."""
    text = _text(parsed, piece)
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


def _spelled_out(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    """Join pieces that an acronym spells out: "League of Ports and the Sea (LPS)"."""
    return _spelled_in_brackets(parsed, _spelled_elsewhere(parsed, pieces))


JOINS = frozenset({"and", "the", "of", "for", ",", "-", "on"})
"""What may stand between two pieces of one name."""


def _spelled_elsewhere(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    """Join two neighbours whose initials are an acronym that the document prints."""
    printed = {letters_of(text) for piece in pieces if is_acronym(text := _text(parsed, piece))}
    kept: list[Piece] = []
    for piece in pieces:
        piece = _spelled_by_lower_case(parsed, piece, printed)
        if kept and not piece.titled and 0 < piece.first - kept[-1].last <= 3:
            between = parsed[kept[-1].last : piece.first]
            joined = Piece(kept[-1].first, piece.last, kept[-1].titled)
            spelled = initials(_text(parsed, joined)) & printed
            if (
                spelled
                and all(token.lower_ in JOINS for token in between)
                and len(min(spelled)) > 2
            ):
                kept[-1] = joined
                continue
        kept.append(piece)
    return kept


def _spelled_by_lower_case(parsed: Doc, piece: Piece, printed: set[str]) -> Piece:
    """The piece with words in lower case that a printed acronym takes in.

    As in "Norwegian harbour police" where the document has "NHP", too.
    """
    if piece.last - piece.first > 1 or piece.titled:
        return piece
    for last in range(piece.last + 2, piece.last, -1):
        words = parsed[piece.last : last]
        plain = len(words) == last - piece.last and all(
            word.is_lower and word.tag_ in ("NN", "NNS", "JJ") for word in words
        )
        if plain and len(words) > 1 and initials(parsed[piece.first : last].text) & printed:
            return Piece(piece.first, last)
    return piece


def _spelled_in_brackets(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        before = parsed[piece.first - 1].text if piece.first else ""
        text = _text(parsed, piece)
        if (
            before == "("
            and is_acronym(text)
            and len(kept) > 1
            and kept[-1].last == piece.first - 1
        ):
            opening = next(
                (
                    position
                    for position in range(len(kept) - 1, max(len(kept) - 4, -1), -1)
                    if piece.first - kept[position].first < 12
                    and letters_of(text)
                    in initials(parsed[kept[position].first : piece.first - 1].text)
                ),
                None,
            )
            if opening is not None:
                kept[opening:] = [Piece(kept[opening].first, piece.first - 1)]
        kept.append(piece)
    return kept


def _settle(parsed: Doc, pieces: list[Piece]) -> list[Name]:
    """Give all places with the same words the type that their evidence together is for."""
    judged = [(piece, _span(parsed, piece), judge(parsed, piece)) for piece in pieces]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for piece, _, verdict in judged:
        if verdict is not None:
            weight = FIRM if verdict.firm else 1
            votes[fold(_text(parsed, piece))][verdict.type] += weight
    _vote_for_full_names(parsed, judged, votes)
    _share_with_parts(votes)
    _share_with_companies(votes)
    _share_with_acronyms(parsed, pieces, votes)
    names = _parts_of_persons(parsed, judged, votes)
    for piece, span, verdict in judged:
        text = _text(parsed, piece)
        settled = _verdict(parsed, piece, text, verdict, votes)
        if settled is not None:
            names.append(Name(span.start, span.end, settled.type, settled.rule))
    return names


def _vote_for_full_names(
    parsed: Doc,
    judged: list[tuple[Piece, Span, Verdict | None]],
    votes: dict[str, Counter[str]],
) -> None:
    """Two unknown words whose second stands alone elsewhere are a person: "Ivalo Dahl ... Dahl"."""
    single = {fold(_text(parsed, piece)) for piece, _, _ in judged if piece.last - piece.first == 1}
    for piece, _, verdict in judged:
        words = parsed[piece.first : piece.last]
        plain = all(word.text.isalpha() and word.text[1:].islower() for word in words)
        if verdict is not None or len(words) != 2 or not plain or is_head(bare(words[-1].text)):
            continue
        determined = piece.first > 0 and parsed[piece.first - 1].tag_ in ("DT", "PRP$", "JJ")
        proper = all(word.tag_ == "NNP" for word in words)
        if proper and not determined and fold(words[-1].text) in single:
            votes[fold(_text(parsed, piece))][PERSON] += 1


def _parts_of_persons(
    parsed: Doc,
    judged: list[tuple[Piece, Span, Verdict | None]],
    votes: dict[str, Counter[str]],
) -> list[Name]:
    """Surnames that open a sentence and were tagged as common words: "Berg, 56, ..."."""
    surnames = {
        fold(parsed[piece.last - 1].text)
        for piece, _, verdict in judged
        if verdict is not None and verdict.type == PERSON and piece.last - piece.first > 1
    }
    taken = {position for piece, _, _ in judged for position in range(piece.first, piece.last)}
    found = []
    for token in parsed:
        folded = token.lower_
        if folded not in surnames or token.i in taken or not is_capital(token):
            continue
        if opens_sentence(token) and not is_function(token) and token.text[1:].islower():
            end = token.idx + len(token.text)
            found.append(Name(token.idx, end, PERSON, "name_as_elsewhere"))
            votes[folded][PERSON] += 1
    return found


def _verdict(
    parsed: Doc,
    piece: Piece,
    text: str,
    verdict: Verdict | None,
    votes: dict[str, Counter[str]],
) -> Verdict | None:
    if verdict is not None and verdict.firm:
        return verdict
    counted = votes.get(fold(text))
    if not counted:
        return verdict
    if verdict is None and piece.last - piece.first == 1 and is_common_head(parsed, piece.first):
        return None
    best = min(counted.items(), key=lambda item: (-item[1], item[0]))[0]
    if verdict is not None and verdict.type == best:
        return verdict
    return Verdict(best, "name_as_elsewhere", False)


def _share_with_parts(votes: dict[str, Counter[str]]) -> None:
    """As in "Berg" alone is the person that "Anna Berg" is."""
    shared: dict[str, int] = {}
    for name in list(votes):
        words = name.split()
        best = min(votes[name].items(), key=lambda item: (-item[1], item[0]))
        if best[0] != PERSON or not 2 <= len(words) <= 5:
            continue
        for part in (words[0], words[-1], " ".join(words[1:])):
            shared[part] = max(shared.get(part, 0), best[1])
    for part, weight in shared.items():
        firm_place = gazetteer.is_place(part) and part in votes
        if part in votes and not firm_place:
            votes[part][PERSON] += weight
        elif part not in votes and not is_head(part):
            votes[part][PERSON] += 1


def _share_with_companies(votes: dict[str, Counter[str]]) -> None:
    """As in "Fjord Copper plc": "Fjord Copper" and "Fjord" are the company; "Oslo" is a place."""
    for name in list(votes):
        words = name.split()
        if bare(words[-1]) not in LEGAL or ORGANIZATION not in votes[name]:
            continue
        for size in range(1, len(words)):
            short = " ".join(words[:size])
            if short in votes and not gazetteer.is_place(short) and not is_head(short):
                votes[short][ORGANIZATION] += 2 * FIRM


def _share_with_acronyms(parsed: Doc, pieces: list[Piece], votes: dict[str, Counter[str]]) -> None:
    """As in "World Food Programme (WFP)": the acronym is what its expansion is."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for name in list(votes):
        if " " in name:
            for letters in initials(name):
                spelled[letters].add(name)
    for form in {_text(parsed, piece) for piece in pieces if piece.last - piece.first <= 3}:
        names = spelled.get(letters_of(form), set())
        if is_acronym(form) and len(names) == 1 and len(letters_of(form)) > 2:
            [name] = names
            for kind, weight in votes[name].items():
                votes[fold(form)][kind] += 2 * weight
    for before, piece in pairwise(pieces):
        if parsed[before.last : piece.first].text.strip() not in ("(", "(the"):
            continue
        text, name = _text(parsed, piece), _text(parsed, before)
        if is_acronym(text) and stands_for(text, name, introduced=True):
            for kind, weight in votes.get(fold(name), Counter()).items():
                votes[fold(text)][kind] += 2 * weight


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


def _in_headlines(parsed: Doc, plain: list[Span], known: dict[str, Name]) -> Iterator[Name]:
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
        span = _span(parsed, Piece(first, last))
        text = _text(parsed, Piece(first, last))
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
        label = NAME_LABELS.get(parsed[first].ent_type_)
        if gazetteer.is_place(parsed[first].text) or label in ("place", ORGANIZATION):
            return "place"
    if gazetteer.is_nationality(text):
        return "group"
    labels = {token.ent_type_ for token in parsed[first:last]}
    whole = parsed[first].ent_iob_ == "B" and (last >= len(parsed) or parsed[last].ent_iob_ != "I")
    if whole and len(labels) == 1 and labels <= set(NAME_LABELS):
        kind = NAME_LABELS[labels.pop()]
        given = gazetteer.is_given_name(parsed[first].text)
        if kind == PERSON and 1 < last - first <= 3 and given:
            return kind
        if kind == ORGANIZATION and is_acronym(text) and not parsed[first].sent.text.isupper():
            return kind
    return None


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
