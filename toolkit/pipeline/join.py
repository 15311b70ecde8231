"""Join the parses of pieces to that of their text, with the white space that no parser has seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

_ATTRIBUTES: list[int | str] = [
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "ENT_IOB",
    "ENT_TYPE",
]
_TAG, _POS, _LEMMA, _DEP, _HEAD, _ENT_IOB, _ENT_TYPE = 0, 1, 3, 4, 5, 6, 7
_INSIDE, _OUTSIDE = 1, 2


def join_pieces(nlp: Language, rows: list[tuple[Doc, Doc]]) -> Doc:
    """Join parsed pieces to one Doc, with the whitespace tokens back in their places."""
    tokens = [token for piece, _ in rows for token in piece]
    joined = Doc(
        nlp.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
    )
    if tokens:
        # Heads are offsets: signed numbers that spaCy keeps in an unsigned array.
        parsed = [doc.to_array(_ATTRIBUTES).astype(np.int64) for _, doc in rows]
        is_word = np.array([not token.is_space for token in tokens])
        values = _with_whitespace(nlp, np.concatenate(parsed), is_word)
        # spaCy's stub names a type of thinc's for what is any array of unsigned numbers.
        joined.from_array(_ATTRIBUTES, values.astype(np.uint64))  # type: ignore[arg-type]
    return joined


def _with_whitespace(
    nlp: Language, words: NDArray[np.int64], is_word: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Spread the words' attributes over all tokens; whitespace hangs on the word before it.

    Args:
        nlp: Gives the strings of the attributes.
        words: One row of ``_ATTRIBUTES`` for each word.
        is_word: For each token whether it is a word.

    Returns:
        One row for each token.
    """
    size = len(is_word)
    places = np.flatnonzero(is_word)
    values = np.zeros((size, len(_ATTRIBUTES)), dtype=np.int64)
    values[places] = words
    values[places, _HEAD] = places[np.arange(len(places)) + words[:, _HEAD]] - places
    gaps = np.flatnonzero(~is_word)
    # The word before each token; whitespace that opens a document hangs on the first word.
    before = np.maximum(np.cumsum(is_word)[gaps] - 1, 0)
    values[gaps, _HEAD] = (places[before] if len(places) else 0) - gaps
    for column, string in ((_TAG, "_SP"), (_POS, "SPACE"), (_LEMMA, " "), (_DEP, "dep")):
        values[gaps, column] = nlp.vocab.strings.add(string)
    values[gaps, _ENT_IOB] = _OUTSIDE
    # "New  York": whitespace inside a name belongs to it.
    after = np.minimum(before + 1, max(len(places) - 1, 0))
    if len(places):
        inside = words[after, _ENT_IOB] == _INSIDE
        values[gaps[inside], _ENT_IOB] = _INSIDE
        values[gaps[inside], _ENT_TYPE] = words[after[inside], _ENT_TYPE]
    return values
