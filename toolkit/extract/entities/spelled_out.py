"""Join pieces that an acronym of the document spells out: "League of Ports and the Sea (LPS)"."""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities.acronyms import initials, is_acronym, letters_of
from toolkit.extract.entities.pieces import Piece, text_of

JOINS = frozenset({"and", "the", "of", "for", ",", "-", "on"})
"""What may stand between two pieces of one name."""


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
    kept: list[Piece] = []
    for piece in pieces:
        before = parsed[piece.first - 1].text if piece.first else ""
        text = text_of(parsed, piece)
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
