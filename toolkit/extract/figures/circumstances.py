"""What happened to what a figure counts, where and when: by the figure's own sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.counted import OF_THEM
from toolkit.extract.figures.elisions import IN_PLACE
from toolkit.extract.figures.events import find_event
from toolkit.extract.figures.governing import TELLING, governing_verb
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.number_words import SMALL_WORDS
from toolkit.extract.figures.periods import NO_PERIOD, Dated, Period, find_periods, period_of
from toolkit.extract.figures.places import place_of
from toolkit.extract.figures.quantity import Quantity, Reading
from toolkit.extract.figures.tokens import Tokens, anchor_of, belongs_to_noun, last_of_amount
from toolkit.extract.figures.verbs import verb_lemma
from toolkit.extract.spans import Cast

PERIOD_REACH = 300
"""Code points over which a date can belong to a figure of its sentence."""
DATE_GAP = re.compile(
    r"(?: (?:in|at|near|from) (?:the )?[A-Z][\w .’'-]{1,40}?)? (?:(?:in|on|during) )?"
)
JOINED_DATE = re.compile(r"(?:[,;]|[,;]? (?:and|but)) (?:in|by|on) $")
JOINED_PLACE = re.compile(
    r"(?:[,;]|[,;]? (?:and|but)) (?:in|at) (?:the )?(?P<name>[A-Z][^,;:\n]{1,40}),? $"
)
AMOUNT_BEHIND = re.compile(
    rf",? (?=[\d$€£]|(?:{SMALL_WORDS}|only|just|about|some|nearly|almost)\b)"
)


class Circumstances:
    """Event, place and period of the figures of one document."""

    def __init__(self, tokens: Tokens, reading: Reading, written: date | None, cast: Cast) -> None:
        """Find the dates of a document.

        Args:
            tokens: The tokens of the document.
            reading: Its numbers and dates.
            written: The day on which it was written, if it is known.
            cast: Its names.
        """
        self.doc = tokens.doc
        self.text = tokens.text
        self.tokens = tokens
        self.cast = cast
        self.written = written
        self.periods = find_periods(self.text, reading, written, cast)
        self._period_starts = [dated.start for dated in self.periods]

    def of(
        self,
        quantity: Quantity,
        counted: Counted | None,
        subject: tuple[int, int] | None,
        kind: str,
    ) -> tuple[str | None, str | None, Period]:
        """What happened, where and when.

        Args:
            quantity: The number with what its neighbours say.
            counted: The noun phrase that it counts or measures, if one was found.
            subject: The code points of that phrase without determiners.
            kind: The figure's ``unit_kind``.

        Returns:
            The event, the entity of the place, and the period; each None where none is named.
        """
        if kind in ("duration", "age"):
            return None, None, NO_PERIOD
        if counted is None and quantity.kind is None:
            event = self._event_of_them(quantity)
            if event is None:
                beside = self._date_beside(self.doc[self.tokens.at(quantity.start)], quantity)
                period = beside.period if beside is not None else NO_PERIOD
                return None, self._place_beside(quantity), period
            return event, *self._setting(quantity)
        if counted is None or subject is None:
            place, period = self._setting(quantity)
            return self._event_of_them(quantity), place, period
        verb = governing_verb(counted)
        beside = self._date_beside(counted.head, quantity)
        if beside is not None and (subject[0] < quantity.start or beside.end < quantity.start):
            period = beside.period  # "arrests fell from 40 in May to *12 in June*"
        else:
            periods = self._sentence_periods(counted.head, quantity)
            period = period_of(verb, counted.head, periods, self.tokens, self.written)
        place = place_of(verb, counted, self.cast)
        return find_event(counted), place, period

    def _setting(self, quantity: Quantity) -> tuple[str | None, Period]:
        """Where and when an amount of nothing in particular holds: "fell 3 percent in 2022"."""
        first, last = self.tokens.of(quantity.start, max(quantity.end, quantity.number_end))
        anchor = last_of_amount(anchor_of(self.doc, first, last))
        if belongs_to_noun(anchor):
            return None, NO_PERIOD
        counted = Counted(anchor, anchor, first, last, first)
        verb = anchor.head if syntax.is_verb(anchor.head) else governing_verb(counted)
        if verb is None or verb_lemma(verb) in TELLING:
            return None, NO_PERIOD
        beside = self._date_beside(anchor, quantity)
        if beside is not None:
            return place_of(verb, counted, self.cast), beside.period
        periods = self._sentence_periods(anchor, quantity)
        period = period_of(verb, verb, periods, self.tokens, self.written)
        return place_of(verb, counted, self.cast), period

    def _place_beside(self, quantity: Quantity) -> str | None:
        """As in "40 ferries in Bergen and 12 *in Oslo*", "40 in Bergen; *in Oslo*, 12"."""
        behind = IN_PLACE.match(self.text, quantity.end)
        before = JOINED_PLACE.search(self.text, max(0, quantity.start - 60), quantity.start)
        if behind is not None:
            position = behind.end() - 1
        elif before is not None:
            position = before.start("name")
        else:
            return None
        mention = self.cast.covering(position)
        named = mention is not None and self.cast.entity(mention.entity_id).type == "place"
        return mention.entity_id if mention is not None and named else None

    def _date_beside(self, head: Token, quantity: Quantity) -> Dated | None:
        """As in "to 3 percent in May from 2 percent *in April*", "and *in 1990* only 900".

        A place may stand between: "40 ferries in Oslo in May and 12 in Bergen *in June*".
        """
        for dated in self._sentence_periods(head, quantity):
            if dated.end < quantity.start and self._number_behind(dated) == quantity.start:
                return dated
            if DATE_GAP.fullmatch(self.text, quantity.end, dated.start) is not None:
                return dated
        return None

    def _event_of_them(self, quantity: Quantity) -> str | None:
        """As in "half of them *left*", "12 more were *hurt*": what they are was named before."""
        them = OF_THEM.match(self.text, quantity.end)
        if quantity.kind is not None and (them is None or quantity.kind != "percent"):
            return None
        first, last = self.tokens.of(quantity.start, quantity.number_end)
        end = last if them is None else self.tokens.at(them.end() - 1) + 1
        if end < len(self.doc) and self.doc[end].lower_ == "more":
            end += 1
        top = anchor_of(self.doc, first, end)
        return find_event(Counted(self.doc[end - 1], top, first, end, first))

    def _number_behind(self, dated: Dated) -> int | None:
        """Where the amount starts to which alone a date belongs: ", in 1990 only *900*"."""
        joined = JOINED_DATE.search(self.text, max(0, dated.start - 20), dated.start)
        behind = AMOUNT_BEHIND.match(self.text, dated.end)
        return behind.end() if joined is not None and behind is not None else None

    def _sentence_periods(self, head: Token, quantity: Quantity) -> tuple[Dated, ...]:
        """The dates of a sentence but those that belong to another number."""
        first_token, last_token = self.tokens.sentence(head.i)
        start = max(self.doc[first_token].idx, head.idx - PERIOD_REACH)
        end = min(self.doc[last_token - 1].idx + 1, head.idx + PERIOD_REACH)
        first = bisect_right(self._period_starts, start - 1)
        last = bisect_right(self._period_starts, end - 1)
        return tuple(
            dated
            for dated in self.periods[first:last]
            if self._number_behind(dated) in (None, quantity.start)
        )
