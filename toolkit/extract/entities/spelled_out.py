"""Join pieces that an acronym of the document spells out: "League of Ports and the Sea (LPS)"."""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities.acronyms import SMALL, initials, is_acronym, letters_of
from toolkit.extract.entities.capitals import is_capital
from toolkit.extract.entities.pieces import Piece, text_of

JOINS = frozenset({"and", "the", "of", "for", ",", "-", "on"})
"""What may stand between two pieces of one name."""

INSIDE = SMALL | {"/", "'", "’", "'s", "’s", "without", "against"}
"""Further small words and marks inside a name that letters spell."""

LONGEST = 14
"""Tokens of such a name at most."""


def spelled_out(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    """Join pieces that an acronym spells out: "League of Ports and the Sea (LPS)"."""
    return _spelled_in_brackets(parsed, _spelled_elsewhere(parsed, pieces))


def _spelled_elsewhere(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    """Join two neighbours whose initials are an acronym that the document prints."""
    printed = {letters_of(text) for piece in pieces if is_acronym(text := text_of(parsed, piece))}
    kept: list[Piece] = []
    for piece in pieces:
        piece = _spelled_by_lower_case(parsed, piece, printed)
        if kept and not piece.titled and 0 < piece.first - kept[-1].last <= 3:
            between = parsed[kept[-1].last : piece.first]
            joined = Piece(kept[-1].first, piece.last, kept[-1].titled)
            spelled = initials(text_of(parsed, joined)) & printed
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
    """Take for one name what the letters in the brackets behind it spell."""
    kept: list[Piece] = []
    for piece in pieces:
        opening = _opening(parsed, piece)
        if opening is not None and not _ends_there(kept, opening, piece.first - 1):
            while kept and kept[-1].last > opening:
                kept.pop()
            kept.append(Piece(opening, piece.first - 1))
        kept.append(piece)
    return kept


def _ends_there(kept: list[Piece], opening: int, last: int) -> bool:
    """Whether the last piece is already what the letters spell, or more."""
    return bool(kept) and kept[-1].first <= opening and kept[-1].last == last


def _opening(parsed: Doc, piece: Piece) -> int | None:
    """The first token of the capitals whose initials the acronym in brackets has."""
    text = text_of(parsed, piece)
    letters = letters_of(text)
    bracketed = piece.first > 1 and parsed[piece.first - 1].text == "("
    if not bracketed or not is_acronym(text) or len(letters) < 2:
        return None
    end = piece.first - 1
    for start in range(end - 1, max(end - LONGEST, -1), -1):
        token = parsed[start]
        if token.is_space or not (is_capital(token) or token.lower_ in JOINS | INSIDE):
            return None
        if is_capital(token) and letters in initials(parsed[start:end].text):
            return start if end - start > 1 else None
    return None
