"""A document's sentences, quotations and mentions side by side, so that a reference is one look.

Everything is indexed by token once, in time linear in the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import is_function
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.roles import Office
from toolkit.extract.spans import Quotation

PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})


@dataclass(slots=True)
class Actor:
    """One entity of the document while references to it are being resolved."""

    cluster: Cluster
    offices: frozenset[Office] = frozenset()
    codes: frozenset[str] = frozenset()
    """States named in its roles."""

    @property
    def type(self) -> str:
        """The entity's type."""
        return self.cluster.type

    @property
    def state(self) -> str | None:
        """The code of the state that it is, or whose people it is."""
        name = self.cluster.name
        if self.type == "place":
            return gazetteer.state_code(name)
        return gazetteer.nationality_code(name) if self.type == "group" else None

    @property
    def gender(self) -> str | None:
        """``male``, ``female`` or None where nothing tells."""
        return self.cluster.gender


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that names an entity or refers to it, with what its sentence tells about it."""

    start: int
    end: int
    actor: int
    kind: str
    rule: str
    head: int
    """Index of its head token."""
    subject: bool
    plural: bool = False
    owning: bool = False
    """Whether it stands in the possessive, or before a noun as in "the Berg report"."""


def main_state(actors: Sequence[Actor], references: Iterable[Reference]) -> str | None:
    """The state that the document names most, its people counted with it."""
    states = (actors[reference.actor].state for reference in references)
    counted = Counter(state for state in states if state is not None)
    return min(counted, key=lambda code: (-counted[code], code), default=None)


@dataclass(slots=True)
class Scene:
    """The parse with its sentences and quotations by token."""

    parsed: Doc
    sentence: list[int] = field(default_factory=list)
    """For each token the number of its sentence."""
    narrative: list[int] = field(default_factory=list)
    """For each token how many sentences with words outside quotations came before its own."""
    quoted: list[int] = field(default_factory=list)
    """For each token the number of the outermost quotation around it, or -1."""
    paragraph: list[int] = field(default_factory=list)
    persons: int = 0
    """How many persons the document names."""
    named: set[int] = field(default_factory=set)
    """The tokens of its names and descriptions."""
    by_start: dict[int, int] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)
    """For the head of a name the word of its title that stands for both: "*Head* of State Berg"."""
    _starts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, parsed: Doc, quotations: tuple[Quotation, ...]) -> Scene:
        """Index a parse and its quotations."""
        scene = cls(parsed)
        outer = [quotation for quotation in quotations if quotation.depth == 0]
        starts = [quotation.start for quotation in outer]
        sentence, narrative, paragraph, told = -1, -1, 0, False
        for token in parsed:
            if token.is_sent_start or token.i == 0:
                sentence += 1
                told = False
            if token.is_space and "\n" in token.text:
                paragraph += 1
            position = bisect_right(starts, token.idx) - 1
            inside = position >= 0 and token.idx < outer[position].end
            if not inside and token.is_alpha and not told:
                narrative += 1
                told = True
            scene.sentence.append(sentence)
            scene.narrative.append(narrative)
            scene.paragraph.append(paragraph)
            scene.quoted.append(position if inside else -1)
            scene.by_start[token.idx] = token.i
            scene._starts.append(token.idx)
        return scene

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token indices, half open, of a stretch of the text."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        return max(first, 0), max(last, first + 1)

    def head(self, start: int, end: int) -> int:
        """The token on which the others of the stretch hang."""
        first, last = self.tokens(start, end)
        for token in self.parsed[first:last]:
            if token.head.i < first or token.head.i >= last or token.head.i == token.i:
                return int(token.i)
        return last - 1

    def top(self, head: int) -> Token:
        """The head of the whole noun phrase of a name, its title with it."""
        return governor(self.parsed[self.leads.get(head, head)])

    def add_title(self, first: int, name: tuple[int, int]) -> None:
        """Let the title from ``first`` on stand for the name at these tokens."""
        start, end = name
        last = self.parsed[end - 1]
        for token in self.parsed[first:start]:
            if token.dep_ in syntax.SUBJECT and not first <= token.head.i < end:
                self.leads[self.head(self.parsed[start].idx, last.idx + len(last.text))] = token.i

    def reference(
        self, start: int, end: int, actor: int, kind: str, rule: str, head: int
    ) -> Reference:
        """One reference with what its sentence tells about it."""
        token = self.top(head)
        return Reference(
            start,
            end,
            actor,
            kind,
            rule,
            head,
            subject=token.dep_ in syntax.SUBJECT or _is_source(token) or _is_topic(token),
            plural=self.parsed[head].lower_ in PLURAL,
            owning=token.dep_ in syntax.POSSESSIVE or _modifies(self.parsed[head]),
        )


def _modifies(token: Token) -> bool:
    """Whether the name stands before a common noun: "the Berg report"."""
    return (
        token.dep_ in ("compound", "nmod", "amod")
        and token.head.tag_ in ("NN", "NNS")
        and (token.i < token.head.i)
    )


def _is_source(token: Token) -> bool:
    """As in "according to Anna Berg": who is quoted goes on being "she"."""
    first = token.left_edge.i
    words = [word.lower_ for word in token.doc[max(first - 2, 0) : first + 2]]
    return ["according", "to"] in (words[:2], words[-2:])


def _is_topic(token: Token) -> bool:
    """As in "*Berg*, a pilot, then rose": a name that opens a sentence whose verb lost its subject.

    Also "*Berg* bristles at it", where the verb was taken for a noun.
    """
    first = token.left_edge
    if first.i and not first.is_sent_start and not is_function(first.nbor(-1)):
        first = first.nbor(-1)  # *Motorist* Anna Berg
    if token.tag_ != "NNP" or not first.is_sent_start or not first.text[:1].isupper():
        return False
    if token.dep_ in ("vocative", "dislocated"):
        return True  # *Berg*, speaking to the crews, cited delays
    if token.dep_ in ("ROOT", "root"):
        return any(syntax.is_verb(found) for found in syntax.children(token, syntax.PARATAXIS))
    above = token.head
    return token.dep_ == "compound" and above.dep_ == "ROOT" and above.tag_ == "NNS"


def governor(token: Token) -> Token:
    """The head of the whole noun phrase of a name: its title, its apposition's noun."""
    for _ in range(6):
        if token.dep_ not in ("flat", "compound", "appos", "flat:name", "nn"):
            return token
        if token.head.i == token.i:
            return token
        token = token.head
    return token
