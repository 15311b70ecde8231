"""Parse documents in batches, each as it would be parsed alone.

Documents are cut into pieces, the pieces of many go through spaCy together, and the results are
joined to one ``Doc`` for each document. Its ``text`` is the document's, code point for code point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from toolkit.pipeline.join import join_pieces
from toolkit.pipeline.load import load_pipeline
from toolkit.pipeline.pieces import split_pieces

BATCH_CHARACTERS = 50_000
"""Code points that go through spaCy at once; memory grows with it, results do not change."""


class HasText(Protocol):
    """Anything with a text: :class:`toolkit.rows.Document` in a build, a stub in a test."""

    @property
    def text(self) -> str | None:
        """The text to parse; ``None`` counts as empty."""


DocumentT = TypeVar("DocumentT", bound=HasText)


def parse(
    documents: Iterable[DocumentT], *, model: str | Path | None = None
) -> Iterator[tuple[DocumentT, Doc]]:
    """Parse documents in batches; each result is what the document would give alone.

    Args:
        documents: Read lazily, a batch at a time.
        model: As for :func:`load_pipeline`.

    Yields:
        Each document with one ``Doc`` whose ``text`` equals its text. Whitespace other than single
        spaces is a token of its own (tag ``_SP``) that hangs on the word before it.

    Raises:
        ModelError: The pipeline cannot be used.
    """
    nlp = load_pipeline(model)
    batch: list[tuple[DocumentT, list[_Piece]]] = []
    size = 0
    for document in documents:
        text = document.text or ""
        batch.append((document, [_tokenize(nlp, piece) for piece in split_pieces(text)]))
        size += len(text)
        if size >= BATCH_CHARACTERS:
            yield from _parse_batch(nlp, batch)
            batch, size = [], 0
    yield from _parse_batch(nlp, batch)


def parse_text(text: str, *, model: str | Path | None = None) -> Doc:
    """Parse one text; like :func:`parse` for a single document."""
    return next(parse([_Text(text)], model=model))[1]


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text: all its tokens, and a Doc of those that are words."""

    tokens: Doc
    words: Doc


def _tokenize(nlp: Language, piece: str) -> _Piece:
    """Leave out whitespace tokens: the parser has seen none, and they must not change a parse."""
    tokens = nlp.make_doc(piece)
    kept = [token for token in tokens if not token.is_space]
    if len(kept) == len(tokens):
        return _Piece(tokens, tokens)
    spaces = [bool(token.whitespace_) for token in kept]
    for number, token in enumerate(kept):
        if token.i + 1 < len(tokens) and tokens[token.i + 1].is_space:
            spaces[number] = token is not kept[-1]
    return _Piece(tokens, Doc(nlp.vocab, words=[token.text for token in kept], spaces=spaces))


def _parse_batch(
    nlp: Language, batch: list[tuple[DocumentT, list[_Piece]]]
) -> Iterator[tuple[DocumentT, Doc]]:
    pieces = [piece.words for _, document in batch for piece in document if len(piece.words)]
    parsed = (doc for group in _groups(pieces) for doc in nlp.pipe(group, batch_size=len(group)))
    for document, document_pieces in batch:
        rows = [
            (piece.tokens, next(parsed) if len(piece.words) else piece.words)
            for piece in document_pieces
        ]
        yield document, join_pieces(nlp, rows)


def _groups(docs: list[Doc]) -> Iterator[list[Doc]]:
    group: list[Doc] = []
    size = 0
    for doc in docs:
        group.append(doc)
        size += len(doc.text)
        if size >= BATCH_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
