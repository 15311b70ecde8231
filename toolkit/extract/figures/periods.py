"""When a figure holds: the days that its own sentence names for what happened.

"since 10 May 2020" is open until the publication date; "in the last two years" counts back from it;
both are null where the document does not say when it was published.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.calendar_days import shift_back
from toolkit.extract.figures.dates import MONTHS, DateSpan
from toolkit.extract.figures.governing import TELLING
from toolkit.extract.figures.quantity import Reading
from toolkit.extract.figures.tokens import Tokens
from toolkit.extract.figures.verbs import verb_lemma
from toolkit.extract.spans import Cast


class Period(NamedTuple):
    """First and last day; None where open or unknown."""

    start: date | None
    end: date | None


NO_PERIOD = Period(None, None)
BEFORE_DATE = re.compile(
    r"\b(?P<word>since|from|between|in|on|during|by|until|till|through|throughout|of|over|as of|"
    r"before|after|for|within|late|early|mid)\s+(?:the\s+)?(?:(?:late|early|mid|year|month|end|start"
    r"|beginning|first half|second half|summer|spring|autumn|fall|winter|morning|evening|night)\s+"
    r"(?:of\s+)?)*$",
    re.IGNORECASE,
)
COMPARING = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|than (?:in|during|it|he|she|they|the|a))\b"
)
"""Between a figure and a date: the date is that of another number, "up from 3,900 in 2022"."""
LEVEL = re.compile(r" (?:levels?|prices|dollars|figures|terms|rates|values|peaks?|highs?|lows?)\b")
JOINED = re.compile(
    r"\s*(?:and|to|until|through|till|[-–—])\s*(?:the\s+end\s+of\s+)?", re.IGNORECASE
)


class Dated(NamedTuple):
    """A stretch of one document that says when, with its period."""

    start: int
    end: int
    period: Period
    bare: bool
    """No preposition in front: "last year", "Tuesday"."""


def find_periods(
    text: str, reading: Reading, published: date | None, cast: Cast
) -> tuple[Dated, ...]:
    """Turn the dates of a document into periods, in order of the text.

    Args:
        text: The document's text.
        reading: Its numbers and dates.
        published: Its publication date.
        cast: Its names; a year inside the name of an event ("the 1912 flood") is no period.
    """
    found = [
        dated
        for index, span in enumerate(reading.dates)
        if (dated := _dated(text, reading.dates, index, published, cast)) is not None
        and (index == 0 or not _is_second(text, reading.dates[index - 1], span))
    ]
    for span in reading.spans:
        if published is None or span.count is None:
            continue
        first = shift_back(published, span.count, span.unit)
        if first is not None:
            found.append(Dated(span.start, span.end, Period(first, published), bare=False))
    return tuple(sorted(found, key=lambda dated: (dated.start, dated.end)))


def _is_second(text: str, first: DateSpan, second: DateSpan) -> bool:
    """As in "between 1988 and *1994*": the date is the end of the one before it."""
    gap = JOINED.fullmatch(text, first.end, second.start)
    before = BEFORE_DATE.search(text, max(0, first.start - 40), first.start)
    return gap is not None and before is not None and before["word"].lower() in ("between", "from")


def _dated(
    text: str, dates: tuple[DateSpan, ...], index: int, published: date | None, cast: Cast
) -> Dated | None:
    span = dates[index]
    joined = index + 1 < len(dates) and _is_second(text, span, dates[index + 1])
    if (span.first is None and not joined) or _in_name(span, cast):
        return None
    if LEVEL.match(text, span.end) is not None:
        return None  # "80 percent below 2005 levels"
    before = BEFORE_DATE.search(text, max(0, span.start - 40), span.start)
    word = before["word"].lower() if before is not None else ""
    if joined:
        second = dates[index + 1]
        first = _in_year_of(second, text[span.start : span.end]) or span.first
        if first is not None and second.last is not None and second.last < first:
            return None  # "from 2021 to 1999" is no time
        return Dated(span.start, second.end, Period(first, second.last), bare=False)
    if word in ("after", "before"):
        return None
    if word in ("since", "from") and span.kind != "range":
        return Dated(span.start, span.end, _since(span.first, published), bare=False)
    if word in ("until", "till", "by", "through"):
        return Dated(span.start, span.end, Period(None, span.last), bare=False)
    bare = before is None and span.kind != "relative"
    return Dated(span.start, span.end, Period(span.first, span.last), bare)


def _since(first: date | None, published: date | None) -> Period:
    """What began on a day and goes on; a page that was changed later may print a later day."""
    earlier = first is not None and published is not None and published < first
    return Period(first, None if earlier else published)


def _in_year_of(second: DateSpan, printed: str) -> date | None:
    """The first day of a month without a year before one with: "between *April* and June 2020"."""
    month = MONTHS.get(printed.lower().rstrip("."))
    if month is None or second.last is None:
        return None
    return date(second.last.year - (month > second.last.month), month, 1)


def _in_name(span: DateSpan, cast: Cast) -> bool:
    return any(
        mention.kind == "name" and mention.end - mention.start > span.end - span.start
        for mention in cast.overlapping(span.start, span.end)
    )


def period_of(
    verb: Token | None, head: Token, periods: tuple[Dated, ...], tokens: Tokens,
    published: date | None,
) -> Period:  # fmt: skip
    """The period that belongs to a figure's own clause.

    Args:
        verb: The verb of which the figure is an argument, if there is one.
        head: The counted noun.
        periods: The dated stretches of the figure's sentence.
        tokens: The tokens of the document.
        published: The publication date, the end of what began "since".
    """
    near = sorted(periods, key=lambda dated: abs(dated.start - head.idx))
    for dated in near:
        if COMPARING.search(tokens.text, head.idx, max(head.idx, dated.start)) is not None:
            continue
        token = tokens.doc[tokens.at(dated.end - 1)]
        chain, since = _climb(token)
        reached = any(found.i in chain for found in (*_with_governor(verb), head))
        if not reached and verb is None:
            reached = _frames(dated, head, tokens) or _shares_noun(token, head)
        if not reached:
            continue
        if dated.bare and _modifies_a_noun(token, verb):
            continue
        if since and dated.period.start is not None:
            return _since(dated.period.start, published)
        return dated.period
    return NO_PERIOD


def _with_governor(verb: Token | None) -> list[Token]:
    """The verb, and the one that it accompanies: "in 2000 they *attacked* it, *killing* 17"."""
    if verb is None:
        return []
    tied = verb.dep_ in syntax.ADVERBIAL_CLAUSE | syntax.OPEN_COMPLEMENT and verb.tag_ == "VBG"
    return [verb, verb.head] if tied else [verb]


def _frames(dated: Dated, head: Token, tokens: Tokens) -> bool:
    """Whether the date opens the sentence right before the noun: "In 2016, 20 ferries ..."."""
    first = tokens.doc[tokens.sentence(head.i)[0]]
    opens = dated.start - first.idx <= LONGEST_OPENING
    if not opens or dated.bare or first.pos_ not in ("ADP", "SCONJ") or head.idx < dated.end:
        return False
    return head.idx - dated.end <= LONGEST_FRAMED or _is_in_clause(head, first.head.head)


def _is_in_clause(head: Token, verb: Token) -> bool:
    """Whether a noun hangs on a verb through phrases alone: "in 2018 it sold in *12 ports*"."""
    for _ in range(3):
        if head.dep_ not in syntax.OBLIQUE | syntax.CONJUNCT:
            return False
        head = head.head
        if head.i == verb.i:
            return syntax.is_verb(verb)
    return False


def _shares_noun(date_token: Token, head: Token) -> bool:
    """As in "trials on *17 farms* between 2019 and 2021": both hang on one noun."""
    phrase = date_token
    while phrase.dep_ not in syntax.OBLIQUE and phrase.head.i != phrase.i:
        phrase = phrase.head
    noun = phrase.head
    return (
        head.dep_ in syntax.OBLIQUE
        and phrase.dep_ in syntax.OBLIQUE
        and noun.i == head.head.i
        and noun.i < head.i < phrase.i
    )


LONGEST_OPENING = len("Between the end of ")
LONGEST_FRAMED = 40


def _modifies_a_noun(token: Token, verb: Token | None) -> bool:
    """Whether a year only belongs to a noun: "the 2016 budget"."""
    if token.dep_ in ("compound", "nummod", "amod", "nmod:poss", "poss"):
        return True
    return verb is not None and token.dep_ == "nmod:unmarked" and token.head.i != verb.i


def _is_apart(verb: Token) -> bool:
    """As in "40 left and *12 more stayed* in May": a clause that is joined with its own subject."""
    if verb.dep_ not in syntax.CONJUNCT or syntax.child(verb, syntax.SUBJECT) is None:
        return False
    own_auxiliary = syntax.child(verb, syntax.AUXILIARY) is not None
    return own_auxiliary or verb.tag_ != "VBN"  # "12 were killed and 40 wounded in May"


RELATIVE = syntax.RELATIVE_CLAUSE | syntax.NOUN_CLAUSE
OTHER_CLAUSE = (syntax.CLAUSE - syntax.OPEN_COMPLEMENT - syntax.ADVERBIAL_CLAUSE) | {"parataxis"}
"""Clauses whose own dates say nothing about the clause around them."""


def _climb(token: Token) -> tuple[set[int], bool]:
    """What a date hangs on, up to the verb of its clause, and whether "since" stands on the way."""
    chain: set[int] = set()
    since, start = False, token.i
    for _ in range(12):
        case = syntax.child(token, frozenset({"case", "mark"}))
        since = since or (case is not None and case.lower_ == "since") or token.lower_ == "since"
        chain.add(token.i)
        if token.head.i == token.i:
            break
        told = token.dep_ in OTHER_CLAUSE or verb_lemma(token) in TELLING
        held = since and token.dep_ in RELATIVE  # "the boatmen who have been held since May"
        if token.dep_ in syntax.APPOSITION or (syntax.is_verb(token) and _is_apart(token)):
            break
        if told and syntax.is_verb(token) and not held:
            break
        token = token.head
    chain.add(token.i)
    later = syntax.later_conjuncts(token) if start < token.i else []
    for verb in [token, *later]:
        chain.add(verb.i)
        inner = syntax.child(verb, syntax.OPEN_COMPLEMENT)
        if inner is not None:
            chain.add(inner.i)
    return chain, since
