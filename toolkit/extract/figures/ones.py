"""The word "one": a number before a counted noun, else a pronoun: "one of them", "one day"."""

from __future__ import annotations

import re

from toolkit.extract.figures.noun_phrases import Counted
from toolkit.extract.figures.quantity import Quantity

BEFORE_ONE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|the|which|another|number|other|day|in|by|square)[ -]$",
    re.IGNORECASE,
)


AFTER_ONE = re.compile(
    r"^(?:[-’']|\s+(?:of|another|that|who|which|way|thing|day|reason|hand|side|point|example|time"
    r"|place|can|could|should|would|may|might|must|has|is|was|does|such|or\s+another|more|in)\b)",
    re.IGNORECASE,
)


IDLE_NOUNS = frozenset(
    "day thing way reason hand side point example time place part kind sort case area moment night"
    " morning level sense step word question problem element aspect factor exception condition"
    " direction member hell".split()
)
"""Nouns before which "one" points rather than counts: "one day", "on the one hand"."""


NEGATED_ONE = re.compile(r"\bnot\s+$", re.IGNORECASE)


def refuse_measured_one(text: str, quantity: Quantity, number: str) -> str | None:
    """As in "one day we will": no duration; "for one year" is a figure."""
    if number.lower() == "one" and NEGATED_ONE.search(text[: quantity.number_start][-8:]):
        return "negation"
    if number.lower() != "one" or quantity.kind != "duration" or quantity.qualifier != "exactly":
        return None
    before = text[max(0, quantity.number_start - 12) : quantity.number_start]
    unit = text[quantity.number_end : quantity.end].strip(" -").lower()
    if re.search(r"\b(?:for|of|after|within|than|in|by|least|over|took|takes)\s+$", before):
        return None
    return None if unit in ("year", "month", "week", "hour") and before.strip() else "pronoun"


def refuse_one(text: str, quantity: Quantity, counted: Counted | None) -> str | None:
    """As in "one ferry sank" counts; "one of them", "no one", "one day", "the one who" do not."""
    before = text[max(0, quantity.number_start - 14) : quantity.number_start]
    after = text[quantity.number_end : quantity.number_end + 14]
    if NEGATED_ONE.search(before) is not None:
        return "negation"
    if quantity.qualifier != "exactly" and counted is not None:
        return None
    if BEFORE_ONE.search(before) is not None or AFTER_ONE.match(after) is not None:
        return "pronoun"
    if counted is None or "of" in after.split()[:1] or not _is_singular(counted):
        return "pronoun"
    return "pronoun" if counted.head.lower_ in IDLE_NOUNS else None


def _is_singular(counted: Counted) -> bool:
    """Whether one thing is counted: "one ferry", "One Republican said"."""
    head = counted.head
    if head.tag_ != "NNP":
        return head.tag_ == "NN"
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return following is not None and following.text[:1].islower()
