"""The same measure in several places: figures that can be laid side by side.

Two figures are of one series when they measure the same kind of thing that underwent the same
event, nothing in their clauses conflicts (no other place, no other period, no other named event),
and their documents are about the same. Figures of different voices that disagree are the reason for
a series; one voice that gives two numbers in one document gives two measures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from toolkit.link.units import unit_class
from toolkit.rows import Document, Entity, Figure, Mention

SHARED_ENTITIES = 3
"""Named by two documents that are taken to be about the same thing."""

_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019)]*\s+|\n")


@dataclass(slots=True)
class _Series:
    """What the members of one series have stated so far; a field that nobody stated is None."""

    members: list[Figure] = field(default_factory=list)
    place_id: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    events: frozenset[str] = frozenset()
    ids: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)
    """The figures of which members are parts."""
    numbers: dict[Hashable, set[Hashable]] = field(default_factory=lambda: defaultdict(set))
    """What each voice of each document has said."""

    def accepts(self, figure: Figure, events: frozenset[str], context: _Context) -> bool:
        """Whether nothing that the figure states conflicts with what the members stated.

        Args:
            figure: The figure.
            events: The named events in its sentence.
            context: What stands around the figures.
        """
        stated = (
            (self.place_id, figure.place_id),
            (self.period_start, figure.period_start),
            (self.period_end, figure.period_end),
        )
        if any(None not in pair and pair[0] != pair[1] for pair in stated):
            return False
        if self.events and events:
            return bool(self.events & events)
        if self._is_another_measure(figure):
            return False
        return context.are_about_the_same(self.members[-1].document_id, figure.document_id)

    def _is_another_measure(self, figure: Figure) -> bool:
        """Whether a document keeps the figure and a member apart.

        A part is not its whole, and one voice that gives two numbers in one document counts two
        things: "12 ferries were late in May ... 30 ferries were late in June". Two voices may
        differ.
        """
        if figure.part_of in self.ids or {figure.figure_id, figure.part_of} & self.wholes:
            return True
        return bool(self.numbers.get(_voice(figure), set()) - {_numbers(figure)})

    def add(self, figure: Figure, events: frozenset[str]) -> None:
        """Take the figure in, with what it states."""
        self.members.append(figure)
        self.ids.add(figure.figure_id)
        if figure.part_of is not None:
            self.wholes.add(figure.part_of)
        self.numbers[_voice(figure)].add(_numbers(figure))
        self.place_id = self.place_id or figure.place_id
        self.period_start = self.period_start or figure.period_start
        self.period_end = self.period_end or figure.period_end
        self.events = self.events | events


def _numbers(figure: Figure) -> Hashable:
    return figure.value, figure.lower, figure.upper


def _voice(figure: Figure) -> Hashable:
    """Who asserts a figure where; speakers whom nobody names are as many as their statements."""
    unnamed = figure.statement_id if figure.asserted_by is None else None
    return figure.document_id, figure.asserted_by, unnamed


def link_series(
    figures: Sequence[Figure],
    *,
    documents: Sequence[Document],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    ranks: Mapping[str, int],
) -> tuple[Figure, ...]:
    """Give each figure the earliest figure of the same measure.

    Args:
        figures: All figures of the collection, with the collection's entity ids.
        documents: All documents, for the words around a figure.
        entities: All entities.
        mentions: All mentions, sorted by document and start.
        ranks: Each document's place in the order of publication.

    Returns:
        The figures in the order given; ``series_id`` is null for a measure without a second member.
    """
    nationalities = _nationalities(entities)
    context = _Context(documents, entities, mentions)
    buckets: dict[Hashable, list[_Series]] = defaultdict(list)
    for figure in sorted(figures, key=lambda row: (ranks[row.document_id], row.number_start)):
        measure = _measure(figure, nationalities, context)
        if measure is None:
            continue
        candidates = buckets[measure]
        events = context.events(figure)
        series = next((one for one in candidates if one.accepts(figure, events, context)), None)
        if series is None:
            series = _Series()
            candidates.append(series)
        series.add(figure, events)
    series_of = {
        member.figure_id: series.members[0].figure_id
        for candidates in buckets.values()
        for series in candidates
        if len(series.members) > 1
        for member in series.members
    }
    return tuple(replace(row, series_id=series_of.get(row.figure_id)) for row in figures)


def _measure(figure: Figure, nationalities: frozenset[str], context: _Context) -> Hashable | None:
    """What has to agree before two figures are compared at all; None where too little is said.

    A figure without an event measures the same only where the counted words are the same, and
    "3 percent" or "two days" of nothing in particular measure nothing that could be a series. An
    age is that of one person: the ages of two drivers are no series.
    """
    if figure.unit is None or (figure.event is None and figure.subject is None):
        return None
    subject = " ".join((figure.subject or "").casefold().split())
    if figure.unit_kind == "count" and figure.event is not None:
        return figure.unit_kind, unit_class(figure, nationalities), figure.event
    if figure.unit_kind == "count":
        # "12 members" of one body and "40 members" of another say the same one word.
        return (figure.unit_kind, figure.unit, subject) if " " in subject else None
    if figure.unit_kind == "age":
        person = context.meant_by_subject(figure)
        return (figure.unit_kind, figure.unit, person) if person is not None else None
    if not subject:
        return None
    # "5 percent of Bergen's budget" and "60 percent of the budget" are shares of two wholes
    whole = context.named_within(figure)
    return figure.unit_kind, figure.unit, figure.event, subject, whole


def _nationalities(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(
        name.casefold()
        for entity in entities
        if entity.type == "group"
        for name in (entity.name, *entity.aliases)
    )


class _Context:
    """What stands around the figures: events named beside them, entities that documents share."""

    def __init__(
        self,
        documents: Sequence[Document],
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
    ) -> None:
        self._texts = {document.document_id: document.text or "" for document in documents}
        self._event_ids = {entity.entity_id for entity in entities if entity.type == "event"}
        self._events: dict[str, list[Mention]] = defaultdict(list)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, list[Mention]] = defaultdict(list)
        self._ending: dict[tuple[str, int], str] = {}
        for mention in mentions:
            self._ending[mention.document_id, mention.end] = mention.entity_id
            if mention.entity_id in self._event_ids:
                self._events[mention.document_id].append(mention)
            if mention.kind == "name":
                self._named[mention.document_id].add(mention.entity_id)
                self._names[mention.document_id].append(mention)

    def events(self, figure: Figure) -> frozenset[str]:
        """The named events printed in the sentence of a figure."""
        mentions = self._events.get(figure.document_id)
        if not mentions:
            return frozenset()
        text = self._texts[figure.document_id]
        start, end = sentence_bounds(text, figure.start, figure.end)
        return frozenset(row.entity_id for row in mentions if start <= row.start < end)

    def meant_by_subject(self, figure: Figure) -> str | None:
        """The entity that the subject of a figure names, or refers to."""
        if figure.subject_end is None:
            return None
        return self._ending.get((figure.document_id, figure.subject_end))

    def named_within(self, figure: Figure) -> frozenset[str]:
        """The entities that the phrase of a figure names."""
        names = self._names[figure.document_id]
        first = bisect_left(names, figure.start, key=lambda mention: mention.start)
        inside = takewhile(lambda mention: mention.start < figure.end, names[first:])
        return frozenset(mention.entity_id for mention in inside)

    def are_about_the_same(self, one: str, two: str) -> bool:
        """Whether two documents name the same event or several of the same entities.

        Two reports of "12 people killed" are about one accident only where something says so; a
        country that both name is not enough.
        """
        shared = self._named[one] & self._named[two]
        return one == two or len(shared) >= SHARED_ENTITIES or bool(shared & self._event_ids)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends, by its punctuation.

    Abbreviations ("Mr. Holm") cut it short; that can only hide a named event, never invent one.
    """
    window = 1000
    before = text[max(start - window, 0) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    first = start - len(before) + ends[-1] if ends else start - len(before)
    after = _SENTENCE_END.search(text, end, end + window)
    return first, after.start() + 1 if after else min(end + window, len(text))
