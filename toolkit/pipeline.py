"""Load the language pipeline once and parse documents with it, text for text.

The parser was trained on paragraphs, and no sentence crosses a line break. So each document is cut
into lines, the lines of many documents go through spaCy together, and the results are joined to one
``Doc`` for each document whose ``text`` is the document's text, code point for code point.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, get_package_path, is_package

from toolkit.dateline import find_dateline
from toolkit.errors import ModelError

SHIPPED_MODEL = Path(__file__).with_name("model")

LONGEST_PIECE = 10_000
"""Code points of one line that are parsed together: a megabyte without a line break is cut."""

LONGEST_WORD = 500
"""A longer run without a space is cut: the tokenizer's time grows with the square of a word."""

BATCH_CHARACTERS = 50_000
"""Code points that go through spaCy at once; memory grows with it, results do not change."""

ABBREVIATIONS = tuple(
    "Hon. Lt. Col. Maj. Capt. Cpt. Sgt. Cpl. Pvt. Spc. Cmdr. Brig. Sens. Reps. Pres. Amb. Supt. "
    "Det. Insp. Cllr. Secy. Atty. Asst. Rt. Sr. Dept. Tex. Vt. Wyo. Ald. Cdr. Cmdt. Comdr. Flt. "
    "Gp. Pte. Engr. Alh. Smt. Shri. Sra. Srta. Mme. Mlle. Fr. Const. Rs. Nos. Art. Arts. Vol. pp. "
    "approx. ca. cf. sq. fig. Fig. figs. Figs. Govt. govt. Univ. Assn. Intl.".split()
)
"""Words whose full stop ends no sentence ("said Col. Berg") and that spaCy's English rules cut."""

GLUED_MARKS = (r"[.,!?…](?=[\"“”„«»])", r"[\"“”„«»]")
"""Where a word is cut that a page has glued together: 'it is late."We know," he said."She'."""

NEEDED_COMPONENTS = ("tagger", "parser")
NOT_LOADED = ("README.md", "LICENSE")

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


class HasText(Protocol):
    """Anything with a text: :class:`toolkit.rows.Document` in a build, a stub in a test."""

    @property
    def text(self) -> str | None:
        """The text to parse; ``None`` counts as empty."""


DocumentT = TypeVar("DocumentT", bound=HasText)


@lru_cache(maxsize=2)
def load_pipeline(model: str | Path | None = None) -> Language:
    """Load a spaCy pipeline, once in each process.

    Args:
        model: A folder or the name of an installed spaCy package; the shipped pipeline if None.

    Raises:
        ModelError: There is no such pipeline, spaCy cannot load it, or it has no tagger or parser.
    """
    name = SHIPPED_MODEL if model is None else model
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"The language pipeline {str(name)!r} cannot be loaded: {error}",
            hint="Give --model a folder or the name of an installed spaCy pipeline "
            "(pip install ...), or leave it out to use the one that comes with the toolkit.",
        ) from error
    factories = {nlp.get_pipe_meta(component).factory for component in nlp.pipe_names}
    missing = [component for component in NEEDED_COMPONENTS if component not in factories]
    if missing:
        raise ModelError(
            f"The language pipeline {str(name)!r} has no {' and no '.join(missing)}.",
            hint="Extraction reads tags and dependencies: choose a pipeline that has both.",
        )
    tokenizer: Any = nlp.tokenizer  # a user's own may be of another kind
    if hasattr(tokenizer, "add_special_case"):
        for word in ABBREVIATIONS:
            tokenizer.add_special_case(word, [{"ORTH": word}])
        for form, norm in _rare_verbs(Path(name)):
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": norm}])
        infixes = (*(nlp.Defaults.infixes or ()), *GLUED_MARKS)
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def _rare_verbs(folder: Path) -> Iterator[tuple[str, str]]:
    """Verbs of speech that its treebanks hardly had, each with a frequent one to be read as.

    They lie beside the weights, so that the hash of a pipeline covers them; another may have none.

    A tagger that has never met "condemns" takes it for an adverb, and the parse of its sentence
    is lost; as "supports", which stands in the same places, it is read.
    """
    file = folder / "rare_verbs.csv"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for line in lines[1:]:
        form, norm = line.split(",")
        yield form, norm


def pipeline_hash(model: str | Path | None = None) -> str:
    """Name a pipeline by its content, for the certificate of a rebuild.

    Args:
        model: As for :func:`load_pipeline`.

    Returns:
        The sha256 (hex) over path and content of its files in the order of their paths, without
        what is written about the pipeline and not loaded.

    Raises:
        ModelError: There is no such pipeline.
    """
    folder = SHIPPED_MODEL if model is None else Path(model)
    if not folder.is_dir() and is_package(str(model)):
        folder = get_package_path(str(model))
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in NOT_LOADED and path.suffix != ".pyc"
    }
    if not files:
        raise ModelError(f"There is no language pipeline {str(folder)!r}.")
    digest = hashlib.sha256()
    for name in sorted(files):
        content = hashlib.sha256(files[name].read_bytes()).hexdigest()
        digest.update(f"{name}\x1f{content}\n".encode())
    return digest.hexdigest()


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


_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(rf"\S{{1,{LONGEST_WORD}}}\s*|\s+")


def split_pieces(text: str) -> list[str]:
    """Cut a text into what is parsed together: lines with their line breaks, long ones cut.

    Joined again the pieces are the text. A long line is cut at a space, a long word anywhere; a
    dateline is a piece of its own.
    """
    pieces: list[str] = []
    for line in _lines_without_datelines(text):
        if len(line) <= LONGEST_WORD:
            pieces.append(line)
            continue
        parts: list[str] = []
        size = 0
        for word in _WORDS.findall(line):
            if parts and size + len(word) > LONGEST_PIECE:
                pieces.append("".join(parts))
                parts, size = [], 0
            parts.append(word)
            size += len(word)
            if len(word) == LONGEST_WORD and not word[-1].isspace():  # cut out of a longer one
                pieces.append("".join(parts))
                parts, size = [], 0
        if parts:
            pieces.append("".join(parts))
    return pieces


def _lines_without_datelines(text: str) -> Iterator[str]:
    for line in _LINES.findall(text):
        dateline = find_dateline(line)
        end = 0 if dateline is None else dateline.end
        yield from filter(None, (line[:end], line[end:]))


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
        yield document, _join(nlp, rows)


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


def _join(nlp: Language, rows: list[tuple[Doc, Doc]]) -> Doc:
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
