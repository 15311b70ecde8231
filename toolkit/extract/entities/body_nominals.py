"""Link "the commission", "the company", "the operator" to the one body that it can mean.

A body is meant by the head of its name, by its company's ending, or by the noun that stands against
its name: "ferry operator Fjordline", "Fjordline, a shipping company".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.nominal_phrases import nominal, phrase_start, words_of
from toolkit.extract.entities.references import Actor, Reference, Scene

NEAR = 3
"""Sentences of the narrator back within which the body was named."""
EMPTY = frozenset({"the", "new", "same"})
"""Words of a description that narrow nothing."""


class BodyFinder:
    """The bodies of a document by the nouns that may stand for them."""

    def __init__(self, scene: Scene, actors: list[Actor], references: list[Reference]) -> None:
        """Collect what each body may be called."""
        self.scene = scene
        self.actors = actors
        self.nouns: dict[str, list[int]] = defaultdict(list)
        self.seen: dict[int, list[int]] = defaultdict(list)
        for number, actor in enumerate(actors):
            if actor.type == "organization":
                for form in actor.cluster.forms:
                    self._add(number, _head_nouns(form))
        for reference in references:
            self.seen[reference.actor].append(reference.head)
            if actors[reference.actor].type == "organization":
                span = scene.tokens(reference.start, reference.end)
                self._add(reference.actor, _nouns_beside(scene.parsed, *span))

    def _add(self, number: int, nouns: Iterator[str]) -> None:
        for noun in nouns:
            if number not in self.nouns[noun]:
                self.nouns[noun].append(number)

    def find(self, token: Token, named: set[int]) -> Reference | None:
        """Which body "the commission" means: the one named right before with this noun."""
        parsed = self.scene.parsed
        first = phrase_start(parsed, token.i)
        last = token.i + 1
        if first is None or any(position in named for position in range(first, last)):
            return None
        if last < len(parsed) and (
            parsed[last].tag_ in ("NN", "NNP", "NNS") or parsed[last].lower_ in ("of", "for")
        ):
            return None
        narrowing = {bare(word.text) for word in parsed[first : token.i]} - EMPTY
        fitting = [
            number
            for number in self.nouns[bare(token.text)]
            if narrowing <= words_of(self.actors[number].cluster.forms)
        ]
        if len(fitting) != 1 or not self._is_fresh(token.i, fitting[0]):
            return None
        return nominal(self.scene, first, last, token.i, fitting[0], "nominal_by_head")

    def _is_fresh(self, position: int, number: int) -> bool:
        """Whether the body was named in the sentences right before."""
        here = self.scene.narrative[position]
        return any(
            head < position and here - self.scene.narrative[head] <= NEAR
            for head in self.seen[number]
        )


def _head_nouns(name: str) -> Iterator[str]:
    """The noun that the name's own words give: its head, "company" for a firm's ending."""
    if len(name.split()) < 2:
        return
    head = head_noun(name)
    if head in gazetteer.heads().organization:
        yield head
    if head in listed("legal"):
        yield from ("company", "firm")


def head_noun(name: str) -> str:
    """The last word of a name before its "of", "for" or "on", folded."""
    words = name.split()
    joins = (place for place, word in enumerate(words) if fold(word) in ("of", "for", "on"))
    return bare(words[max(next(joins, len(words)), 1) - 1])


def _nouns_beside(parsed: Doc, first: int, last: int) -> Iterator[str]:
    """The noun in lower case against the name: "ferry *operator* Fjordline", "X, a *charity*"."""
    known = gazetteer.heads().body_nouns
    before = parsed[first - 1].text if first > 0 else ""
    if before in known:
        yield before
    if last + 1 < len(parsed) and parsed[last].text == "," and parsed[last + 1].tag_ == "DT":
        for token in parsed[last + 2 : last + 7]:
            if token.tag_ not in ("NN", "JJ", "HYPH", "VBN"):
                return
            following = parsed[token.i + 1].tag_ if token.i + 1 < len(parsed) else ""
            if token.text in known and following not in ("NN", "NNS"):
                yield token.text
                return
