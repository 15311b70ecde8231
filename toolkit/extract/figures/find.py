"""The table ``figures``: each quantity with its bounds, what it counts, and who asserts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from toolkit.extract import syntax
from toolkit.extract.figures.ages import apposed_age, owner_of_age
from toolkit.extract.figures.asserters import assert_all
from toolkit.extract.figures.calendar_days import day_of_writing, year_days
from toolkit.extract.figures.circumstances import Circumstances
from toolkit.extract.figures.counted import OF_THEM, find_counted
from toolkit.extract.figures.dates import DateSpan
from toolkit.extract.figures.exclusions import Excluded
from toolkit.extract.figures.governing import FINITE
from toolkit.extract.figures.lists import share_events
from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.nouns import singular, unit_of
from toolkit.extract.figures.parts import link_parts
from toolkit.extract.figures.qualifiers import bounds_of, qualifier_after
from toolkit.extract.figures.quantities import read_quantities
from toolkit.extract.figures.quantity import Quantity, Reading
from toolkit.extract.figures.refusals import COMPOUND, refuse
from toolkit.extract.figures.shares import is_share, measured_by
from toolkit.extract.figures.tokens import Tokens
from toolkit.extract.figures.years import YEAR
from toolkit.extract.spans import Cast
from toolkit.rows import Document, Figure, Statement, make_id


def find_figures(
    document: Document, parsed: Doc, statements: Sequence[Statement], cast: Cast
) -> tuple[Figure, ...]:
    """Find every quantity of one document.

    Args:
        document: The document; its text may not be None.
        parsed: The parse of exactly that text.
        statements: Its statements, sorted by start.
        cast: Its entities and mentions.

    Returns:
        The figures, sorted by start, end and id; their number spans do not overlap.
    """
    text = document.text or ""
    reading = read_quantities(text, day_of_writing(document.published_date))
    tokens = Tokens(parsed, text)
    judged = tuple(_judge(text, reading, tokens, cast))
    finder = _Finder(document, tokens, _with_years(text, reading, judged), cast)
    figures = [finder.figure(found) for found in judged if isinstance(found, Found)]
    asserted = assert_all(figures, statements)
    linked = share_events(
        text, link_parts(text, sorted(asserted, key=lambda figure: figure.number_start))
    )
    return tuple(sorted(linked, key=lambda figure: (figure.start, figure.end, figure.figure_id)))


def find_uncounted(document: Document, parsed: Doc, cast: Cast) -> tuple[Excluded, ...]:
    """Find every number that is no figure, and why.

    Args:
        document: The document; its text may not be None.
        parsed: The parse of exactly that text.
        cast: Its entities and mentions.

    Returns:
        The numbers with their reasons (``date``, ``clock_time``, ``ordinal``, ``part_of_name``,
        ``list_number``, ``score``, ``phone_number``, ``address``, ``version``, ``coordinate``,
        ``compound``, ``pronoun``, ``definite_pair``, ``definite``, ``negation``, ``markup``,
        ``idiom``), sorted.
    """
    text = document.text or ""
    reading = read_quantities(text, day_of_writing(document.published_date))
    judged = _judge(text, reading, Tokens(parsed, text), cast)
    refused = [found for found in judged if isinstance(found, Excluded)]
    return tuple(sorted({*reading.excluded, *refused}))


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity that is a figure, and what it counts."""

    quantity: Quantity
    counted: Counted | None


def _judge(text: str, reading: Reading, tokens: Tokens, cast: Cast) -> Iterator[Found | Excluded]:
    """Decide for each quantity whether it is a figure."""
    for quantity in reading.quantities:
        if not len(tokens.doc):
            return
        aged = apposed_age(text, quantity, cast)
        if aged is not None:
            yield Found(aged, None)
            continue
        countable = quantity.kind is None and not is_share(text, quantity)
        counted = (
            find_counted(quantity, tokens) if countable else measured_by(text, quantity, tokens)
        )
        reason = refuse(text, quantity, counted, tokens, cast)
        if reason is None:
            yield Found(quantity, counted)
        else:
            yield Excluded(quantity.number_start, quantity.number_end, reason)


def _with_years(text: str, reading: Reading, judged: Sequence[Found | Excluded]) -> Reading:
    """The dates with the numbers that only their sentence shows to be years: "by 2030"."""
    years = [
        DateSpan(found.start, found.end, *year_days(int(text[found.start : found.end])), "year")
        for found in judged
        if isinstance(found, Excluded)
        and found.reason == "date"
        and YEAR.fullmatch(text, found.start, found.end) is not None
    ]
    return replace(reading, dates=tuple(sorted({*reading.dates, *years})))


STRONG = "strong"
"""As in "a 5,000-strong crowd": that many, of what the crowd is made of."""


class _Finder:
    """Turns the quantities of one document into rows."""

    def __init__(self, document: Document, tokens: Tokens, reading: Reading, cast: Cast) -> None:
        self.document = document
        self.doc = tokens.doc
        self.text = document.text or ""
        self.cast = cast
        self.tokens = tokens
        written = day_of_writing(document.published_date)
        self.circumstances = Circumstances(tokens, reading, written, cast)

    def figure(self, found: Found) -> Figure:
        """One row of the table, not yet asserted by anyone."""
        quantity, counted = self._with_noun(found)
        start, end = quantity.start, quantity.end
        subject = self._subject(quantity, counted)
        them = OF_THEM.match(self.text, max(quantity.number_end, quantity.end))
        if them is not None:
            end = max(end, them.end())
        if subject is not None and quantity.kind != "age" and self._follows(quantity, subject[0]):
            end = max(end, subject[1])
            end, quantity = self._noun_qualifier(quantity, end)
        unit, kind, rule = self._unit(quantity, counted)
        event, place, period = self.circumstances.of(quantity, counted, subject, kind)
        number = (quantity.number_start, quantity.number_end)
        return Figure(
            figure_id=make_id("f", self.document.document_id, *number),
            document_id=self.document.document_id,
            text=self.text[start:end], start=start, end=end,
            number=self.text[number[0] : number[1]], number_start=number[0], number_end=number[1],
            qualifier=quantity.qualifier, unit_kind=kind, rule=rule,
            value=quantity.value, lower=quantity.lower, upper=quantity.upper, unit=unit,
            subject=None if subject is None else self.text[subject[0] : subject[1]],
            subject_start=None if subject is None else subject[0],
            subject_end=None if subject is None else subject[1],
            event=event, place_id=place, period_start=period.start, period_end=period.end,
        )  # fmt: skip

    def _with_noun(self, found: Found) -> tuple[Quantity, Counted | None]:
        """A counted part inside an adjective stands in the text, not in the parse."""
        if found.quantity.hyphened and found.quantity.kind is None:
            return found.quantity, None
        return found.quantity, found.counted

    def _subject(self, quantity: Quantity, counted: Counted | None) -> tuple[int, int] | None:
        if quantity.kind == "age":
            return owner_of_age(self.text, quantity, self.tokens, self.cast)
        if counted is None:
            part = COMPOUND.match(self.text, quantity.number_end) if quantity.kind is None else None
            if part is None or not quantity.hyphened or part[1].lower() == STRONG:
                return None
            return part.span(1)
        start, end = syntax.trim(self.doc, counted.start, counted.end, counted.head.i)
        return syntax.offsets(self.doc, start, end)

    def _follows(self, quantity: Quantity, start: int) -> bool:
        """Whether the subject stands behind the number in the same phrase, over no verb."""
        if start < quantity.number_end:
            return False
        gap = self.text[quantity.number_end : start]
        if gap.count(")") > gap.count("("):
            return False  # "half (52%) of the crews"
        first, last = self.tokens.of(quantity.number_end, start)
        between = self.doc[first + 1 : last]
        numbers = [token for token in between if token.tag_ == "CD"]
        if numbers and any(token.lower_ in ("and", "or") for token in between[: -len(numbers)]):
            return False  # "at least 12 and possibly 40 boats" is two figures
        return not any(token.pos_ in ("AUX", "VERB") and token.tag_ in FINITE for token in between)

    def _noun_qualifier(self, quantity: Quantity, end: int) -> tuple[int, Quantity]:
        """As in "400 people or more": a qualifier behind the counted noun."""
        after = qualifier_after(self.text, end, quantity.qualifier)
        if (
            after is None
            or quantity.value is None
            or quantity.qualifier not in ("exactly", "about")
        ):
            return end, quantity
        lower, upper = bounds_of(after.name, quantity.value, quantity.lower)
        return after.end, replace(quantity, qualifier=after.name, lower=lower, upper=upper)

    def _unit(self, quantity: Quantity, counted: Counted | None) -> tuple[str | None, str, str]:
        """Unit, kind of unit, and the rule that found them."""
        if quantity.kind is not None:
            return quantity.unit, quantity.kind, quantity.kind
        if is_share(self.text, quantity):
            return "dimensionless", "measure", "share"
        part = COMPOUND.match(self.text, quantity.number_end) if quantity.hyphened else None
        if counted is None and part is not None:
            named = part[1].lower()
            return None if named == STRONG else singular(named), "count", "counted_part"
        if counted is None:
            return None, "count", "number_alone"
        return unit_of(counted.head), "count", "counted_noun"
