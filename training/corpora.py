"""Read the annotated corpora into paragraphs, so that training and measuring see one shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from names import (
    OUTSIDE,
    UdToken,
    names_from_mentions,
    names_from_re3d,
    names_from_wikigold,
)
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

T = TypeVar("T")

MANIFEST = Path(__file__).with_name("manifest.json")

# Longer runs of sentences teach the parser nothing more and cost memory.
PARAGRAPH_WORDS = 300

UNER_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with whatever a corpus annotates; what it does not annotate is None.

    Attributes:
        words: the corpus's own words.
        spaces: whether a space follows each word.
        tags: Penn tags, one for each word.
        morphs: UD part of speech and features, `POS` and `Name=Value|...` apart.
        lemmas: UD lemmas.
        heads: index of each word's head inside the paragraph; a root is its own head.
        deps: UD relations with their subtypes.
        names: `B-PERSON`, `I-PERSON`, `O`, or an empty string where nobody looked.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...] | None = None
    pos: tuple[str, ...] | None = None
    morphs: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deps: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join(word + (" " if space else "") for word, space in pairs)

    def to_example(self, nlp: Language) -> Example:
        """Pair the gold words with the tokenizer's own reading of the raw text."""
        reference = Doc(
            nlp.vocab,
            words=list(self.words),
            spaces=list(self.spaces),
            tags=_listed(self.tags),
            pos=_listed(self.pos),
            morphs=_listed(self.morphs),
            lemmas=_listed(self.lemmas),
            heads=_listed(self.heads),
            deps=_listed(self.deps),
            ents=_listed(self.names),
        )
        return Example(nlp.make_doc(self.text), reference)


def _listed(values: tuple[T, ...] | None) -> list[T] | None:
    return None if values is None else list(values)


def check_manifest(data: Path) -> None:
    """Refuse data other than the data that the committed pipeline was trained on.

    Raises:
        SystemExit: a file is absent or its sha256 differs from `manifest.json`.
    """
    for name, expected in json.loads(MANIFEST.read_text("utf-8")).items():
        path = data / name
        if not path.is_file():
            raise SystemExit(f"{path} is missing: see training/README.md for its origin")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{path} is not the file that manifest.json names")


def read_treebank(paths: Iterable[Path], *, with_names: bool = False) -> list[Paragraph]:
    """Read CoNLL-U files as paragraphs with trees, in the order given.

    Args:
        paths: CoNLL-U files.
        with_names: keep the names that GUM's mentions give; EWT and PUD have none.
    """
    paragraphs: list[Paragraph] = []
    for path in paths:
        for sentences in _group_paragraphs(_read_conllu(path)):
            paragraphs.append(_join_sentences(sentences, with_names=with_names))
    return paragraphs


@dataclass
class _Sentence:
    tokens: list[UdToken]
    opens: bool


def _read_conllu(path: Path) -> Iterator[_Sentence]:
    tokens: list[UdToken] = []
    opens = False
    range_end, range_space = 0, True
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("#"):
            opens = opens or line.startswith(("# newpar", "# newdoc"))
        elif not line.strip():
            if tokens:
                yield _Sentence(tokens, opens)
            tokens, opens, range_end = [], False, 0
        else:
            columns = line.split("\t")
            if "." in columns[0]:  # an empty node of the enhanced graph
                continue
            space = "SpaceAfter=No" not in columns[9].split("|")
            if "-" in columns[0]:
                range_end, range_space = int(columns[0].split("-")[1]), space
                continue
            number = int(columns[0])
            if number < range_end:
                space = False
            elif number == range_end:
                space = range_space
            tokens.append(UdToken.from_columns(columns, space=space))


def _group_paragraphs(sentences: Iterable[_Sentence]) -> Iterator[list[_Sentence]]:
    group: list[_Sentence] = []
    for sentence in sentences:
        size = sum(len(member.tokens) for member in group)
        if group and (sentence.opens or size + len(sentence.tokens) > PARAGRAPH_WORDS):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _join_sentences(sentences: list[_Sentence], *, with_names: bool) -> Paragraph:
    tokens: list[UdToken] = []
    heads: list[int] = []
    for sentence in sentences:
        offset = len(tokens)
        for index, token in enumerate(sentence.tokens):
            heads.append(offset + (token.head - 1 if token.head else index))
        tokens.extend(sentence.tokens)
        # The corpora do not mark the space between two sentences in the same way.
        tokens[-1] = replace(tokens[-1], space=True)
    tokens[-1] = replace(tokens[-1], space=False)
    names: list[str] | None = None
    if with_names:
        names = []
        for sentence in sentences:
            names.extend(names_from_mentions(sentence.tokens))
    return Paragraph(
        words=tuple(token.word for token in tokens),
        spaces=tuple(token.space for token in tokens),
        tags=tuple(token.tag for token in tokens),
        pos=tuple(token.pos for token in tokens),
        morphs=tuple(token.features for token in tokens),
        lemmas=tuple(token.lemma for token in tokens),
        heads=tuple(heads),
        deps=tuple(token.relation for token in tokens),
        names=None if names is None else tuple(names),
    )


def read_uner(path: Path) -> list[tuple[str, Paragraph]]:
    """Read UNER's IOB2 file: pairs of a document's name and one of its sentences."""
    rows: list[tuple[str, Paragraph]] = []
    document, text = "", ""
    words: list[str] = []
    names: list[str] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ")
        elif line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.strip() and not line.startswith("#"):
            columns = line.split("\t")
            words.append(columns[1])
            prefix, _, kind = columns[2].partition("-")
            label = UNER_LABELS.get(kind)
            names.append(f"{prefix}-{label}" if label else OUTSIDE)
        elif not line.strip() and words:
            spaces = _spaces_from_text(words, text)
            rows.append((document, Paragraph(tuple(words), spaces, names=tuple(names))))
            words, names = [], []
    return rows


def _spaces_from_text(words: list[str], text: str) -> tuple[bool, ...]:
    spaces: list[bool] = []
    position = 0
    for word in words:
        position = text.index(word, position) + len(word)
        spaces.append(text[position : position + 1].isspace())
    return tuple(spaces)


def read_wikigold(path: Path) -> list[tuple[int, Paragraph]]:
    """Read WikiGold: pairs of an article's number and two or three of its sentences."""
    return [
        (article, _detokenize(words, names_from_wikigold(words, labels)))
        for article, words, labels in _read_columns(path)
    ]


def read_re3d(folder: Path) -> list[Paragraph]:
    """Read re3d's files: what names people, organizations and places; the unclear is missing."""
    return [
        _detokenize(words, names_from_re3d(words, labels))
        for path in sorted(folder.glob("*.conll"))
        for _, words, labels in _read_columns(path)
    ]


def _read_columns(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    article = 0
    words: list[str] = []
    labels: list[str] = []
    for line in path.read_text("utf-8").split("\n"):
        columns = line.split()
        if len(columns) == 2 and columns[0] != "-DOCSTART-":
            words.append(columns[0])
            labels.append(columns[1])
            continue
        if words:
            yield article, words, labels
            words, labels = [], []
        article += columns[:1] == ["-DOCSTART-"]
    if words:
        yield article, words, labels


# Words of these corpora were cut apart; printed text is not, and the tokenizer reads print.
_NO_SPACE_BEFORE = {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'", "''", "’s", "’"}
_NO_SPACE_AFTER = {"(", "[", "$", "£", "``", "“", "‘"}
_CLITICS = {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}


def _detokenize(words: list[str], names: list[str]) -> Paragraph:
    printed: list[str] = []
    spaces: list[bool] = []
    quoted = False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        space = following not in _NO_SPACE_BEFORE and following not in _CLITICS
        if word in _NO_SPACE_AFTER:
            space = False
        if word == '"':
            quoted = not quoted
            space = space and not quoted
        if following == '"' and quoted:
            space = False
        if "-" in (word, following) or "/" in (word, following):
            space = False
        if word == "’" and following == "s":
            space = False
        if word in {".", ","} and following.isdigit() and index and words[index - 1].isdigit():
            space = False
        printed.append({"``": '"', "''": '"'}.get(word, word))
        spaces.append(space and index + 1 < len(words))
    return Paragraph(tuple(printed), tuple(spaces), names=tuple(names))
