"""Take a sentence's first word off the name behind it: "Poor Brim waits", "Neither Berg came".

A capital on a sentence's first word says nothing, and a tagger reads a proper noun there at times.
The word goes where English prints it in lower case and the rest is known without it: as a name
elsewhere in the text, or by a given name. It stays where text or lists know the whole.
"""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import PROPER, listed, opens_sentence
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.pieces import Piece, text_of
from toolkit.extract.entities.titles import is_head
from toolkit.extract.entities.word_lists import is_common_word, is_world_family_name


def without_sentence_words(parsed: Doc, pieces: list[Piece]) -> list[Piece]:
    """The pieces, without first words that are none of their name."""
    printed = {fold(text_of(parsed, piece)) for piece in pieces if _is_single(piece)}
    printed |= {parsed[piece.last - 1].lower_ for piece in pieces if _is_full(parsed, piece)}
    inside = {
        fold(text_of(parsed, piece)) for piece in pieces if not opens_sentence(parsed[piece.first])
    }
    lasts = {fold(parsed[piece.last - 1].text) for piece in pieces if piece.last - piece.first > 1}
    named = inside | lasts
    pieces = [piece for piece in pieces if not _is_common_opening(parsed, piece, named)]
    return [
        Piece(piece.first + 1, piece.last, piece.titled)
        if _opens_with_sentence_word(parsed, piece, printed, inside)
        else piece
        for piece in pieces
    ]


def _is_common_opening(parsed: Doc, piece: Piece, named: set[str]) -> bool:
    """As in "*Cholera* spreads": a common word alone, with the sentence's capital, named nowhere.

    Only where the name finder takes it for a person: bodies are called "Apple" and "Congress".
    """
    token = parsed[piece.first]
    alone = piece.last - piece.first == 1 and not piece.titled and opens_sentence(token)
    if not alone or not token.is_title or token.ent_type_ not in ("PERSON", "PER"):
        return False
    word = token.text
    person = gazetteer.may_be_given_name(word) or is_world_family_name(word)
    known = person or gazetteer.is_nationality(word) or is_head(bare(word))
    return is_common_word(word) and not known and fold(word) not in named


def _is_single(piece: Piece) -> bool:
    return piece.last - piece.first <= 2


def _is_full(parsed: Doc, piece: Piece) -> bool:
    """Whether the piece is a person's full name, by its title or its given name."""
    given = gazetteer.is_given_name(parsed[piece.first].text)
    return piece.last - piece.first > 1 and (piece.titled or given)


def _opens_with_sentence_word(
    parsed: Doc, piece: Piece, printed: set[str], inside: set[str]
) -> bool:
    if piece.last - piece.first < 2 or not opens_sentence(parsed[piece.first]):
        return False
    word, text = parsed[piece.first].text, text_of(parsed, piece)
    common = word.istitle() and is_common_word(word) and bare(word) not in listed("openers")
    named = gazetteer.may_be_given_name(word) or is_head(bare(word))
    if not common or named or fold(text) in inside or is_head(bare(parsed[piece.last - 1].text)):
        return False
    if gazetteer.is_place(text) or gazetteer.is_nationality(word):
        return False
    behind = parsed[piece.first + 1]
    rest = parsed[piece.first + 1 : piece.last].text
    if not behind.text[:1].isupper():
        return False
    if gazetteer.is_place(rest):
        return parsed[piece.first].tag_ not in PROPER  # Visit Norway
    if parsed[piece.first].tag_ == "NNS" and not is_common_word(behind.text):
        return True  # Rivals Fjordline and Berg
    full = " " in rest and gazetteer.is_given_name(behind.text) and not is_common_word(behind.text)
    return full or fold(rest) in printed
