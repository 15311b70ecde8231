"""Numbers without their noun, which was counted before: "40 people died, 12 were hurt"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.figures.nouns import STATE_NOUNS, is_person
from toolkit.extract.figures.verbs import is_past_form
from toolkit.rows import Figure

SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[A-Z]|\n\s*\n")
ELLIPSIS = re.compile(
    r"\s+(?:more|others?|were|was|are|is|have|had|has|remain\w*|died|fled|survived|escaped|left|could|would"
    r"|may|might|will|in (?:(?:a )?(?:critical|serious|grave|stable|poor)\b|custody\b|hospital\b"
    r"|intensive care\b|(?:his|her|their) absence\b))\b",
    re.IGNORECASE,
)
FRAMED = re.compile(
    r"\b(?:in|since|on|between|during|over|from|within) [^,;.]{3,50}, $", re.IGNORECASE
)
"""A phrase of time or place that opens the sentence holds for all that follows."""
THERE_ARE = re.compile(
    r"\b[Tt]here (?:are|were|will be)(?: (?:now|today|still|already|currently))? $"
)
COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|as against|against|versus|up from|down from)"
    r" (?:(?:just|only|about|some|the|nearly) )*$"
)
TOTAL_TO = re.compile(
    r"\b(?:total|tally|number|count)(?: number)? (?:to|at|of)(?: (?:some|about))? $"
)
"""As in "found 14 new ferries, bringing the total to *132*"."""
FROM = re.compile(r"\bfrom (?:(?:about|some|nearly) )*$")
TO = re.compile(
    r"(?: (?:an?|per|each|every|last|in) \w+| in \w+ \d{4})?,? to"
    r" (?:(?:just|only|about|some|nearly) )*$"
)
"""As in "fell from 40 boats a day to *12*"."""
FRAMED_NEXT = re.compile(
    r"[^.;:\n\d]{0,50}(?: in \d{4})?(?:[,;] (?:and |but )?|,? (?:and|but) )"
    r"(?:(?:in|by) \d{4}|(?:in|at) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}),? "
)
"""As in "40 boats sank, and in 1990 *only 12*", "In Bergen, 40 boats sank; in Oslo, *12*"."""
ON_BOARD = re.compile(r" (?:on board|aboard)\b")
PLACE_AND = re.compile(
    r"[^.;:\n\d]{0,50} (?:in|at|near|from) (?:the )?[A-Z][\w .’'-]{1,40}?(?: in \d{4})?"
    r"(?:,|,? and) "
)
IN_PLACE = re.compile(r" (?:in|at|near|from) (?:the )?[A-Z]")
"""As in "40 people in Bergen and *12 in Oslo*"."""
AND_VERB = re.compile(r"(?: (?:in|on|at|near) [\w ]{1,25})?,? and (?:\w+ly )?(?P<verb>[a-z]+) ")
ENDS = re.compile(r"[.,;)]|$| (?:in|on|at|by|when|after|as|near|during|and)\b")
PARTICIPLE_GAP = re.compile(r" (?P<participle>[a-z]+),(?: and)? ")
PARTICIPLE = re.compile(r" (?P<participle>[a-z]+)(?=[.,;\n]|$)")
ANOTHER = re.compile(r"\b(?:another|a further|an additional)\s+$", re.IGNORECASE)
NEAR = 150
"""Code points over which "12 have been charged" can mean people counted before."""


def count_as_before(text: str, figure: Figure, earlier: Sequence[Figure]) -> Figure:
    """Give a number without a noun of its own the one that the last figure counts.

    Args:
        text: The document's text.
        figure: A figure that is no part of another.
        earlier: The figures before it, in order of the text.
    """
    return _with_unit_of_last(text, _elided(text, figure, earlier), earlier)


def _with_unit_of_last(text: str, figure: Figure, earlier: Sequence[Figure]) -> Figure:
    """As in "40 people died, 12 were hurt": a bare number counts what was counted before."""
    last = _last_outside_brackets(text, figure, earlier)
    if last is not None and last.part_of is not None:
        last = next((whole for whole in reversed(earlier) if whole.figure_id == last.part_of), None)
    if last is None or figure.unit is not None or figure.unit_kind != "count":
        return figure
    if last.unit_kind != "count" or last.unit in (None, "other") or figure.start - last.end > NEAR:
        return figure
    if not _counts_the_same(text, figure, last):
        return figure
    named = named_before(replace(figure, unit=last.unit), last)
    gaps = (PLACE_AND, FRAMED_NEXT)
    listed = any(gap.fullmatch(text, last.end, figure.start) is not None for gap in gaps)
    if listed and named.event is None:
        named = replace(named, event=last.event)
    framed = FRAMED.search(text, max(0, last.start - 70), last.start) is not None
    if not framed or SENTENCE_END.search(text, last.end, figure.start) is not None:
        return named
    dated = named.period_start is not None or named.period_end is not None
    return replace(
        named,
        period_start=named.period_start if dated else last.period_start,
        period_end=named.period_end if dated else last.period_end,
        place_id=named.place_id or last.place_id,
    )


def _last_outside_brackets(text: str, figure: Figure, earlier: Sequence[Figure]) -> Figure | None:
    """The figure before this one, not "40 crews" in "300 sailors (40 crews) came, up from 200"."""
    for last in reversed(earlier):
        opened = text[last.start - 1 : last.start] == "("
        if not opened or ")" not in text[last.end : figure.start]:
            return last
    return None


def _counts_the_same(text: str, figure: Figure, last: Figure) -> bool:
    """Whether the words around a bare number leave out the noun that was counted last.

    "40 people died, 12 were hurt", "40 died, a further 12", "40 ferries, compared with 38", "40
    people reached, 12 helped", "hurting 40 people and killing 12", "carries 40 passengers, had 60
    on board"; in the next sentence only "There are 12" and what happened to the last ones, too:
    "40 ferries were missing. She said 31 were missing."
    """
    opening = text[max(0, figure.start - 40) : figure.start]
    if SENTENCE_END.search(text, last.end, figure.start) is not None:
        again = figure.event is not None and figure.event == last.event
        return again or THERE_ARE.search(opening) is not None
    if ELLIPSIS.match(text, figure.end) is not None or ANOTHER.search(opening) is not None:
        return True
    if COMPARED.search(opening) is not None or TOTAL_TO.search(opening) is not None:
        return last.subject is not None
    if (
        TO.fullmatch(text, last.end, figure.start) is not None
        and FROM.search(text, max(0, last.start - 20), last.start) is not None
    ):
        return last.subject is not None
    if is_person(last.unit) and ON_BOARD.match(text, figure.end) is not None:
        return True
    if PLACE_AND.fullmatch(text, last.end, figure.start) and IN_PLACE.match(text, figure.end):
        return True
    if FRAMED_NEXT.fullmatch(text, last.end, figure.start) and ENDS.match(text, figure.end):
        return True
    joined = AND_VERB.fullmatch(text, last.end, figure.start)
    if joined is not None and ENDS.match(text, figure.end) is not None:
        return _is_verb_form(joined["verb"])
    gap = PARTICIPLE_GAP.fullmatch(text, last.end, figure.start)
    follows = PARTICIPLE.match(text, figure.end)
    if gap is None or follows is None:
        return False
    return all(_is_participle(match["participle"]) for match in (gap, follows))


def _is_verb_form(word: str) -> bool:
    return word.endswith("ing") or _is_participle(word)


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word == "left" or is_past_form(word)


def _elided(text: str, figure: Figure, earlier: Sequence[Figure]) -> Figure:
    """As in "14 people were killed and 30 injured", "left 14 people dead and 30 injured"."""
    last = earlier[-1] if earlier else None
    if last is None or PASSIVE_GAP.fullmatch(text, last.end, figure.start) is None:
        return figure
    if last.part_of is not None:  # "40 people, among them 3 cooks, were killed and 30 hurt"
        last = next((whole for whole in earlier if whole.figure_id == last.part_of), last)
    if last.subject is None or figure.unit not in STATE_NOUNS or not is_person(last.unit):
        return figure
    return named_before(replace(figure, unit=last.unit, subject=None), last)


PASSIVE_GAP = re.compile(
    r",?\s+(?:(?:was|were|are|is|have been|has been|had been)\s+\w+|dead|injured|wounded|missing),?"
    r"(?:\s+and)?\s+(?:another\s+)?"
)


def named_before(figure: Figure, other: Figure) -> Figure:
    """The figure with the subject of another, where its own noun was named there."""
    if figure.subject is not None or other.subject is None or other.unit_kind != "count":
        return figure
    return replace(
        figure,
        subject=other.subject,
        subject_start=other.subject_start,
        subject_end=other.subject_end,
    )
