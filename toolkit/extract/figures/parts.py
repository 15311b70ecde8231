"""Figures that are parts of others: "20 crew, including 14 cooks", "of whom 12", "60% of them"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.extract.figures.elisions import (
    NEAR,
    SENTENCE_END,
    count_as_before,
    named_before,
)
from toolkit.extract.figures.nouns import STATE_NOUNS, is_person
from toolkit.rows import Figure

LINK = re.compile(
    r"\b(?P<link>including|included|includes|inclusive of|among (?:them|whom|which)"
    r"|(?:some )?of (?:them|whom|which)|of (?:these|those)(?=,))\b[\s,:]*"
    r"(?:(?:are|is|were|was|only|also|being)\s+)*(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
CONTINUES = re.compile(r"^[^.;:\n]{0,60}(?:,|\band\b|\bor\b)\s*(?:and\s+)?$", re.IGNORECASE)
OF_THEM = re.compile(
    r"\s+(?:[a-z]+\s+)?of\s+(?:them|whom|which|these|the\s+(?:dead|total)"
    r"|those(?!\s+(?:who|with|in|from|under|over|aged|without|that|at|on|\w+(?:ing|ed))\b))\b",
    re.IGNORECASE,
)
PERCENT_OF_THEM = re.compile(rf"\s?(?:%|\w+(?:\scent)?)(?:{OF_THEM.pattern})", re.IGNORECASE)
STATED = re.compile(
    r"(?: of (?:them|these|those))? (?:is|are|was|were|remains?|remained)"
    r" (?:still |now |also )?(?:in|on|at|under|an?|the)\b"
)
"""What a part is said to be, so that what happened to its whole says nothing of it."""
OF_IT = re.compile(r" of (?:it|that|this|which|the sum)\b")
OF_OPENS = re.compile(r"\b[Oo]f (?:the|these|those|its|their|our)\s+$")
NOUN_FRONTED = re.compile(r"(?:^|[.!?\n][\"”’)]*\s*)Of (?:the|these|those) [^\d.,;]+, $")
OF_DEFINITE = re.compile(
    r"\s+(?:of|out of)\s+(?:the|these|those|all(?: the)?|its|his|her|their|our)\s+", re.IGNORECASE
)
REACH = 400
"""Code points back to the whole: two sentences."""


def link_parts(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Set ``part_of`` where the words name a figure's whole.

    Args:
        text: The document's text.
        figures: Its figures in order of the text.

    Returns:
        The same figures; a part takes over event and period of its whole where it has none.
    """
    linked: list[Figure] = []
    for index, found in enumerate(figures):
        figure = _as_whole(found, linked)
        last = linked[-1] if linked else None
        if last is not None and last.unit_kind == figure.unit_kind == "count":
            out_of = OUT_OF.fullmatch(text, last.end, figure.start)
            if out_of is not None and figure.unit is None:
                figure = named_before(replace(figure, unit=last.unit), last)
                linked[-1] = replace(last, part_of=figure.figure_id)
        following = figures[index + 1] if index + 1 < len(figures) else None
        if following is not None and _is_of(text, figure, following):
            linked.append(replace(figure, part_of=following.figure_id))
            continue
        whole = _find_whole(text, figure, linked)
        if whole is not None:
            linked.append(_as_part(text, figure, whole))
        else:
            named = count_as_before(text, figure, linked)
            linked.append(named if named.subject is not None else replace(named, event=None))
    return linked


def _as_whole(figure: Figure, earlier: list[Figure]) -> Figure:
    """As in "12 of the *40 ferries* sank": what happened to the part did not to the whole."""
    part = earlier[-1] if earlier else None
    if (
        part is None
        or part.part_of != figure.figure_id
        or (figure.event is not None and part.event != figure.event)
    ):
        return figure
    return replace(figure, event=None, place_id=None, period_start=None, period_end=None)


OUT_OF = re.compile(r" out of (?:a total of )?")
"""As in "12 votes *out of* 40"."""
OF_NEXT = re.compile(
    r"(?:\s?(?:%|percent|per\scent))?\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|these|those|some|about|nearly)\s+)*"
    r"(?:(?:[\w-]+\s+){0,3}[\w-]+(?:['’]s|s['’])\s+)?",
    re.IGNORECASE,
)


def _is_of(text: str, figure: Figure, following: Figure) -> bool:
    """As in "20 of the 45 passengers": the whole stands right behind its part."""
    money = following.unit_kind == figure.unit_kind == "money" and following.unit == figure.unit
    if not money and (
        following.unit_kind != "count" or figure.unit_kind not in ("count", "percent", "measure")
    ):
        return False
    if OF_NEXT.fullmatch(text, figure.number_end, following.start) is None:
        return False
    return figure.unit_kind not in ("count", "money") or _fits(figure, following)


def _as_part(text: str, figure: Figure, whole: Figure) -> Figure:
    """The part with unit, subject and event of its whole; place and period of its sentence only."""
    if figure.unit in STATE_NOUNS and whole.unit_kind == "count" and is_person(whole.unit):
        # "400 passengers, of whom 31 injured": passengers are counted
        figure = replace(figure, unit=whole.unit, subject=None)
    if figure.unit_kind in ("count", "measure", "percent"):
        figure = named_before(figure, whole)
    dated = figure.period_start is not None or figure.period_end is not None
    apart = SENTENCE_END.search(text, whole.end, figure.start + 1) is not None
    counts = figure.subject is not None or figure.unit_kind == "count"
    inherited = whole.event if counts and STATED.match(text, figure.end) is None else None
    return replace(
        figure,
        part_of=whole.figure_id,
        event=(figure.event or inherited) if counts else None,
        unit=figure.unit or (whole.unit if figure.unit_kind == "count" else None),
        period_start=figure.period_start if dated or apart else whole.period_start,
        period_end=figure.period_end if dated or apart else whole.period_end,
        place_id=figure.place_id or (None if apart else whole.place_id),
    )


def _find_whole(text: str, figure: Figure, earlier: list[Figure]) -> Figure | None:
    """The figure of which this one is a part, by the words before it and behind it."""
    if not earlier or figure.unit_kind not in ("count", "percent", "measure", "money"):
        return None
    opened = LINK.search(text, max(0, figure.start - 60), figure.start)
    if opened is not None:
        same = opened["link"].lower().startswith(("includ", "inclusive"))
        return _nearest(text, figure, earlier, opened.start(), same_sentence=same)
    last = earlier[-1]
    gap = text[last.end : figure.start]
    bare = (
        figure.unit is None
        and not (last.subject_start is not None and last.start <= last.subject_start < last.end)
        and SENTENCE_END.search(text, last.end, figure.start) is None
    )
    if last.unit_kind == "money" and figure.unit_kind in ("measure", "percent"):
        return last if OF_IT.match(text, figure.end) and len(gap) < NEAR else None
    if last.part_of is not None and ((_goes_on(gap) and _same_sort(last, figure)) or bare):
        return next((whole for whole in reversed(earlier) if whole.figure_id == last.part_of), None)
    if figure.unit is None and OF_OPENS.search(text, max(0, last.start - 12), last.start):
        same = SENTENCE_END.search(text, last.end, figure.start) is None
        return last if same and _fits(figure, last) else None
    if figure.unit_kind == "count" and NOUN_FRONTED.search(
        text, max(0, figure.start - 70), figure.start
    ):
        return _antecedent(figure, earlier)
    if text[max(0, figure.start - 4) : figure.start].lower() == "all ":
        return None  # "her children, all five of them" are no part of a number before
    them = OF_THEM.match(text, figure.number_end)
    if them is None and figure.unit_kind == "percent":
        them = PERCENT_OF_THEM.match(text, figure.number_end)
    if them is not None:
        if figure.unit_kind == "percent" and them.group().lower().endswith("total"):
            return None  # "three donors gave 80 percent of the total", whatever that is
        died = them.group().lower().endswith("dead")
        if died and (toll := _nearest_dead(figure, earlier)) is not None:
            return toll
        relative = them.group().lower().endswith(("whom", "which"))
        return _nearest(text, figure, earlier, figure.start, same_sentence=relative)
    if OF_DEFINITE.match(text, figure.number_end) is not None and figure.unit_kind == "count":
        return _antecedent(figure, earlier)
    return None


def _goes_on(gap: str) -> bool:
    """Whether a list of parts goes on: ", and 3 ...", not " were killed and 3 ..."."""
    return (
        len(gap) < 40
        and CONTINUES.match(gap) is not None
        and not re.search(r"\b(?:was|were|are|is|had|has|have|\w+ed)\b", gap) is not None
    )


def _nearest(
    text: str, figure: Figure, earlier: list[Figure], position: int, *, same_sentence: bool
) -> Figure | None:
    """The last count before the linking word that is large enough to be the whole."""
    for candidate in reversed(earlier):
        if position - candidate.end > REACH:
            return None
        if same_sentence and SENTENCE_END.search(text, candidate.end, position + 1):
            return None
        if candidate.unit_kind not in ("count", "money") or candidate.part_of is not None:
            continue
        if candidate.unit is None and text[candidate.start - 1 : candidate.start] == "(":
            continue  # "40 crews, up from last year (38). Of these, 12 left"
        if figure.unit_kind == "money" and candidate.unit != figure.unit:
            continue
        if figure.unit_kind == "count" and candidate.unit_kind != "count":
            continue
        if figure.unit_kind == "percent" or _fits(figure, candidate):
            return candidate
    return None


MORTAL = frozenset({"die", "kill", "murder", "drown", "execute", "massacre"})


def _nearest_dead(figure: Figure, earlier: list[Figure]) -> Figure | None:
    """Those who died, for "six of the dead"."""
    for candidate in reversed(earlier):
        if figure.start - candidate.end > REACH:
            return None
        if candidate.event in MORTAL and candidate.part_of is None and _fits(figure, candidate):
            return candidate
    return None


def _antecedent(figure: Figure, earlier: list[Figure]) -> Figure | None:
    """The same sort of thing, counted before: "300 of the passengers" after "4,000"."""
    for candidate in reversed(earlier):
        if figure.start - candidate.end > REACH:
            return None
        if candidate.unit_kind != "count" or candidate.part_of is not None:
            continue
        if (
            candidate.unit is not None
            and _same_sort(candidate, figure)
            and _fits(figure, candidate)
        ):
            return candidate
    return None


def _same_sort(first: Figure, second: Figure) -> bool:
    if first.unit_kind != second.unit_kind:
        return False
    return first.unit == second.unit or (is_person(first.unit) and is_person(second.unit))


def _fits(part: Figure, whole: Figure) -> bool:
    """Whether the part can be no larger than the whole."""
    small = part.value if part.value is not None else part.lower
    large = whole.value if whole.value is not None else whole.upper or whole.lower
    if small is None or large is None:
        return False
    return small <= large or (whole.value is None and whole.upper is None)
