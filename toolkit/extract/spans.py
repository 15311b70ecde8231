"""What the steps of extraction hand to each other within one document.

Every ``start`` and ``end`` counts Unicode code points in the document's text, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from toolkit.rows import Entity, Mention


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the document's text."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the two stretches share a character."""
        return self.start < end and start < self.end

    def covers(self, start: int, end: int) -> bool:
        """Whether the other stretch lies wholly inside this one."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Quotation(Span):
    """A stretch between quotation marks, the marks included.

    ``closed`` is False where the closing mark is missing: the next paragraph reopens the
    quotation, or the mark was forgotten and the stretch ends with its paragraph.
    ``continues`` is True where the stretch reopens the one before it.
    ``depth`` counts the quotations around it: 0 for an outermost one.
    """

    closed: bool = True
    continues: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Name(Span):
    """A proper name as printed, without titles and articles, with the type of what it names.

    ``type`` is one of ``person``, ``organization``, ``place``, ``event``, ``agreement``, ``group``.
    """

    type: str
    rule: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one document and every place that names them or refers to them.

    ``entities`` have ids of their own document (``make_id("e", type, casefolded NFC name,
    document_id)``); ``mentions`` are sorted by start and point to them.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)
    _by_id: dict[str, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the mentions by position and the entities by id."""
        object.__setattr__(self, "_starts", tuple(mention.start for mention in self.mentions))
        longest = max((mention.end - mention.start for mention in self.mentions), default=0)
        object.__setattr__(self, "_longest", longest)
        object.__setattr__(self, "_by_id", {entity.entity_id: entity for entity in self.entities})

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id."""
        return self._by_id[entity_id]

    def overlapping(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that share a character with ``[start, end)``, in order of the text."""
        first = bisect_right(self._starts, start - self._longest)
        for position in range(max(first - 1, 0), len(self.mentions)):
            mention = self.mentions[position]
            if mention.start >= end:
                return
            if mention.end > start:
                yield mention

    def covering(self, position: int) -> Mention | None:
        """The shortest mention that holds the character at ``position``, if any does."""
        found = list(self.overlapping(position, position + 1))
        return min(found, key=lambda mention: mention.end - mention.start) if found else None

    def with_mentions(self, mentions: Iterable[Mention]) -> Cast:
        """The same cast with further mentions; one that is already there is kept as it was."""
        known = {mention.mention_id: mention for mention in mentions}
        known.update({mention.mention_id: mention for mention in self.mentions})
        ordered = sorted(known.values(), key=lambda m: (m.start, m.end, m.mention_id))
        return Cast(self.entities, tuple(ordered))
