"""Read titles that treebanks hardly have before a name as one that they have: "Minister Berg".

A parser that has met presidents and Mr., but hardly a minister, takes the verb of "The board urged
Minister Berg to wait" for an adjective of the minister. With the normal form of "Mr." before the
name the sentence is read. What is printed stays as it is.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

COMPONENT = "rare_titles"
FILE = "rare_titles.csv"
READ_AS = "mr."
WINDOW = 6
"""Tokens to each side of a title; a long word in lower case among them shows that no headline,
whose verb has a capital too ("Finance Minister Resigns"), is read."""
LONG = 3


@Language.factory(COMPONENT)
class RareTitles:
    """The component, first in a pipeline: it changes normal forms and nothing else."""

    def __init__(self, nlp: Language, name: str, folder: str) -> None:  # noqa: ARG002 (spaCy's)
        """Read which titles, and which words before them, from the pipeline's folder."""
        self._places: dict[str, str] = {}
        for line in (Path(folder) / FILE).read_text(encoding="utf-8").splitlines()[1:]:
            word, place = line.split(",")
            self._places[word] = place

    def __call__(self, doc: Doc) -> Doc:
        """Give the titles before names, and the words that open them, their normal form."""
        for token in doc[: len(doc) - 1] if len(doc) else []:
            if self._is_title(token) and self._opens_name(token.nbor()) and _is_in_text(token):
                self._read(token)
        return doc

    def _is_title(self, token: Token) -> bool:
        return _is_capitalized(token) and self._places.get(token.lower_) == "title"

    def _opens_name(self, token: Token) -> bool:
        return token.text[:1].isupper() and token.lower_ not in self._places

    def _read(self, title: Token) -> None:
        index = title.i
        while index >= 0:
            token = title.doc[index]
            if not _is_capitalized(token) or token.lower_ not in self._places:
                break
            token.norm_ = READ_AS
            index -= 1


def has_rare_titles(folder: Path) -> bool:
    """Whether a pipeline says which titles to read as another."""
    return (folder / FILE).is_file()


def _is_capitalized(token: Token) -> bool:
    return token.is_title and token.is_alpha


def _is_in_text(token: Token) -> bool:
    around = token.doc[max(token.i - WINDOW, 0) : token.i + WINDOW + 2]
    return any(word.is_lower and word.is_alpha and len(word) > LONG for word in around)
