"""Settle together all places of a document with the same words: one name has one type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import (
    is_capital,
    is_function,
    listed,
    opens_sentence,
)
from toolkit.extract.entities.coordination import vote_for_lists
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.name_types import judge
from toolkit.extract.entities.own_words import is_common_head
from toolkit.extract.entities.pieces import Piece, span_of, text_of
from toolkit.extract.entities.shared_votes import (
    share_with_acronyms,
    share_with_bodies,
    share_with_companies,
    share_with_parts,
    share_with_storms,
)
from toolkit.extract.entities.short_forms import shortens_body
from toolkit.extract.entities.thing_contexts import is_body, is_ruled, is_taken_up_as_thing
from toolkit.extract.entities.titles import is_head, is_title_part
from toolkit.extract.entities.verdicts import FIRM, GROUP, ORGANIZATION, PERSON, PLACE, Verdict
from toolkit.extract.spans import Name, Span

RULES = re.compile(r"(?:Government|Republic|Kingdom|Parliament|State) of (?:the )?(.+)")
"""Names of bodies and states in which a land is named."""

PEOPLE_ENDS = ("n", "an", "ian", "ese")
"""What makes a people's name of a land's: "Ilmaran"."""

THING = 3
"""How much it weighs that a name is treated as a land's or body's."""


def settle(parsed: Doc, pieces: list[Piece]) -> list[Name]:
    """Give all places with the same words the type that their evidence together is for."""
    judged = [(piece, span_of(parsed, piece), judge(parsed, piece)) for piece in pieces]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for piece, _, verdict in judged:
        if verdict is not None:
            weight = FIRM if verdict.firm else 1
            votes[fold(text_of(parsed, piece))][verdict.type] += weight
    _vote_for_full_names(parsed, judged, votes)
    _vote_for_things(parsed, judged, votes)
    _vote_for_peoples(parsed, judged, votes)
    vote_for_lists(parsed, judged, votes)
    share_with_parts(votes)
    printed = {fold(text_of(parsed, piece)) for piece in pieces}
    share_with_companies(votes, printed)
    share_with_bodies(votes, printed)
    share_with_storms(votes, printed)
    share_with_acronyms(parsed, pieces, votes)
    names = [*_parts_of_persons(parsed, judged, votes), *_parts_of_bodies(parsed, judged)]
    for piece, span, verdict in judged:
        text = text_of(parsed, piece)
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
    single = {
        fold(text_of(parsed, piece)) for piece, _, _ in judged if piece.last - piece.first == 1
    }
    for piece, _, verdict in judged:
        words = parsed[piece.first : piece.last]
        plain = all(word.text.isalpha() and word.text[1:].islower() for word in words)
        if verdict is not None or len(words) != 2 or not plain or is_head(bare(words[-1].text)):
            continue
        determined = piece.first > 0 and parsed[piece.first - 1].tag_ in ("DT", "PRP$", "JJ")
        proper = all(word.tag_ == "NNP" for word in words)
        if proper and not determined and fold(words[-1].text) in single:
            votes[fold(text_of(parsed, piece))][PERSON] += 1


def _vote_for_things(
    parsed: Doc,
    judged: list[tuple[Piece, Span, Verdict | None]],
    votes: dict[str, Counter[str]],
) -> None:
    """What the text says of lands and bodies outweighs a guess at a person: "Brim's navy"."""
    persons = {
        parsed[piece.last - 1].lower_
        for piece, _, verdict in judged
        if verdict is not None and verdict.type == PERSON
        if piece.titled or piece.last - piece.first > 1
    }
    for piece, _, verdict in judged:
        ruled = RULES.fullmatch(text_of(parsed, piece))
        if ruled is not None and fold(ruled[1]) in votes:
            votes[fold(ruled[1])][PLACE] += THING
        if piece.titled or piece.last - piece.first > 2 or (verdict is not None and verdict.firm):
            continue
        name = fold(text_of(parsed, piece))
        if name in persons:
            continue
        if _may_be_body(verdict, piece) and is_body(parsed, piece.first, piece.last):
            votes[name][ORGANIZATION] += THING
            continue
        if verdict is None or verdict.type != PERSON:
            continue
        if is_ruled(parsed, piece.first, piece.last):
            votes[name][PLACE] += THING
        elif is_taken_up_as_thing(parsed, piece.first, piece.last):
            votes[name][PLACE if votes[name][PLACE] else ORGANIZATION] += THING


def _may_be_body(verdict: Verdict | None, piece: Piece) -> bool:
    """Whether nothing better than a guess says what a name of one word is."""
    guessed = verdict is None or verdict.rule in ("name_finder", "name_by_context")
    return guessed and piece.last - piece.first <= 3


def _vote_for_peoples(
    parsed: Doc,
    judged: list[tuple[Piece, Span, Verdict | None]],
    votes: dict[str, Counter[str]],
) -> None:
    """As in "the Ilmaran authorities" beside "Ilmara": a land and its people tell each other."""
    printed = {fold(text_of(parsed, piece)) for piece, _, _ in judged}
    for piece, _, _ in judged:
        name = fold(text_of(parsed, piece))
        after = parsed[piece.last] if piece.last < len(parsed) else None
        describes = after is not None and (
            after.tag_ in ("NN", "NNS") or is_title_part(parsed, piece.last)
        )
        if piece.titled or piece.last - piece.first > 1 or not describes:
            continue
        lands = [name.removesuffix(end) for end in PEOPLE_ENDS if name.endswith(end)]
        for land in lands:
            if land in printed and len(land) > 3 and not gazetteer.may_be_given_name(name):
                votes[name][GROUP] += 2 * FIRM
                votes[land][PLACE] += FIRM


def _parts_of_persons(
    parsed: Doc,
    judged: list[tuple[Piece, Span, Verdict | None]],
    votes: dict[str, Counter[str]],
) -> list[Name]:
    """Surnames that open a sentence and were tagged as common words: "Berg, 56, ..."."""
    full = [
        parsed[piece.first : piece.last]
        for piece, _, verdict in judged
        if verdict is not None and verdict.type == PERSON and piece.last - piece.first > 1
    ]
    surnames = {fold(words[-1].text) for words in full}
    surnames |= {fold(words[0].text) for words in full if gazetteer.is_family_name(words[0].text)}
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
    return [*found, *_with_particles(parsed, full)]


def _parts_of_bodies(
    parsed: Doc, judged: list[tuple[Piece, Span, Verdict | None]]
) -> Iterator[Name]:
    """First words of firms that open a sentence and were tagged as common: "Wexam's report"."""
    taken = {position for piece, _, _ in judged for position in range(piece.first, piece.last)}
    openings = {
        word
        for piece, _, verdict in judged
        if verdict is not None and verdict.type == ORGANIZATION and piece.last - piece.first > 1
        if shortens_body(word := parsed[piece.first].lower_, parsed[piece.last - 1].lower_)
    }
    for token in parsed:
        if token.i in taken or token.lower_ not in openings or not opens_sentence(token):
            continue
        owns = token.i + 1 < len(parsed) and token.nbor(1).text in ("'s", "’s")
        if owns and token.text.istitle():
            yield Name(token.idx, token.idx + len(token.text), ORGANIZATION, "name_as_elsewhere")


def _with_particles(parsed: Doc, full: list[Tokens]) -> Iterator[Name]:
    """Surnames with the particle that opens a sentence: "De la Torre conceded", "Ten Berg said"."""
    tails: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in full:
        for place in range(1, len(words) - 1):
            if words[place].lower_ in listed("particles") and words[place].is_lower:
                tails[words[place].lower_].add(tuple(word.lower_ for word in words[place:]))
    for token in parsed:
        for tail in sorted(tails.get(token.lower_, ()), key=len, reverse=True):
            words = parsed[token.i : token.i + len(tail)]
            if is_capital(token) and tuple(word.lower_ for word in words) == tail:
                yield Name(words.start_char, words.end_char, PERSON, "name_as_elsewhere")
                break


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
