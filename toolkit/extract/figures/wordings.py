"""What the words around a quantity make of it: an age, a stretch that says when, a bound."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.extract.figures.digits import BLANK
from toolkit.extract.figures.nouns import PERSON_NOUNS
from toolkit.extract.figures.qualifiers import bounds_of, qualifier_after, qualifier_before
from toolkit.extract.figures.quantity import Quantity, TimeSpan
from toolkit.extract.figures.verbs import VERB_FORMS

SPAN_BEFORE = re.compile(
    r"\b(?P<way>(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bmay )(?<!\bmight )(?<!\bcould )"
    r"(?<!\bcan )last"
    rf"|past|previous|next|coming|first|following|final|recent|preceding|these|latest"
    rf"|prior|opening|closing|initial|same|upcoming|ensuing|intervening|remaining)[{BLANK}]+$",
    re.IGNORECASE,
)
SPAN_AFTER = re.compile(
    rf"(?:['’])?[{BLANK}]+(?P<way>ago|(?<=['’][{BLANK}])time|earlier|later|before|after|afterwards?|from[{BLANK}]now|hence"
    rf"|prior|previously|since|into|beforehand|on[{BLANK}]?[,.])\b",
    re.IGNORECASE,
)
AHEAD_BEFORE = re.compile(
    r"\b(?:(?:will|would|orders?|ordered|request(?:s|ed)?|demand(?:s|ed)?|ask(?:s|ed)?|urge[sd]?"
    r"|promise[sd]?|pledge[sd]?|vow(?:s|ed)?)\b(?:[^.;\n]|\.\d){0,140}[ ]within"
    r"|(?:will|would|is to|are to|due to|set to)[ ](?:be[ ])?(?:held|opened|open|reopen|close|start"
    r"|begin|return|meet|resume|end|vote|take place)[^.,;\n]{0,20}[ ]in)[ ]$"
)
"""A time limit or a day to come, counted from the day of writing: "ordered checks within 90 days",
"will open in two weeks". A rule has a duration: "must be paid within 90 days" of what it says."""
GENERAL_RULE = re.compile(r"\b(?:must|may|shall|if|when|whenever|each|every|always)\b")
FOR_BEFORE = re.compile(rf"\bfor(?:[{BLANK}]\w+){{0,2}}[{BLANK}]$", re.IGNORECASE)
OVER_CONTEXT = re.compile(
    r"\b(?:for|of|after|in|within|by|at|is|was|were|be|been|being|to|took|takes?|taken|last\w*"
    r"|spen\w+|aged?|than|with|and|or|from|now|already|has|have|had|nearly|just|well)[ ]+$"
    r"|^\s*$|[.(,:;]\s*$",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(rf"(?:[{BLANK}-]olds?\b|[{BLANK}]+of[{BLANK}]+age\b)", re.IGNORECASE)
OR_OLDER = re.compile(rf"[{BLANK}]+(?:or|and)[{BLANK}]+(?:older|younger)\b", re.IGNORECASE)
AGE_BEFORE = re.compile(
    rf"\b(?:aged|ages?|ages?[{BLANK}]of|age[{BLANK}]group)[{BLANK}]+(?:(?:just|only|from)[{BLANK}]+)?$",
    re.IGNORECASE,
)
IS_AGED = re.compile(
    r"\b(?:(?:who|[Hh]e|[Ss]he|I)(?:[ ](?:is|was|am)|['’](?:s|m))(?:[ ](?:now|only|just))?"
    r"|(?:[Hh]e|[Ss]he|who|I)[ ](?:just[ ])?turn(?:s|ed)|died[ ]at)[ ]$"
)
PEOPLE = frozenset(
    {"people", "children", "men", "women", "those", "anyone", "everyone", "kids"}
    | {f"{noun}s" for noun in PERSON_NOUNS if not noun.endswith(("s", "y", "man"))}
)
PEOPLE_LIMITED = re.compile(
    r"\b(?P<who>\w+)[ ](?:(?:all|both|mostly)[ ])?"
    r"(?:under|over|above|below|(?:older|younger)[ ]than)[ ]$",
    re.IGNORECASE,
)
NOUN_AFTER = re.compile(r"[ ](?:percent|per|million|thousand|feet|pounds|kg|km|miles|\w+s\b)|%")
WHEN_AGED = re.compile(
    r"[ ](?:when|then|today|now|at[ ]the[ ]time|last[ ]\w+|this[ ]\w+|on[ ](?:\w+day|\d)"
    r"|in[ ][A-Z]\w+|years?[ ]old)\b"
)
"""What may follow a bare age: "she was 42 when she left"."""
AS_AGED = re.compile(
    r"\b(?:as|no|not)[ ](?:young|old|younger|older)[ ](?:as|than)[ ]$", re.IGNORECASE
)
"""A bare number behind it is an age: "as young as 12"."""
AGE_UNITS = frozenset({"year", "month", "week", "day"})
REST_END = re.compile(rf"(?=[{BLANK}]*(?:[.,;)\n]|$))")
LOOKING_BACK = frozenset({"last", "past", "previous", "recent", "preceding", "latest"})


def as_age(text: str, quantity: Quantity) -> Quantity:
    """Make an age of "42 years old", "aged 42", "who is 42."; anything else stays as it is."""
    after = AGE_AFTER.match(text, quantity.end)
    if after is not None and quantity.kind == "duration" and quantity.unit in AGE_UNITS:
        return replace(quantity, end=after.end(), kind="age")
    number = quantity.number_start
    before = AGE_BEFORE.search(text, max(0, number - 24), number)
    if before is None and quantity.qualifier == "between":
        before = AGE_BEFORE.search(text, max(0, quantity.start - 24), quantity.start)
    elif before is None and quantity.qualifier == "exactly":
        opened = qualifier_before(text, quantity.start)
        start = opened.start if opened is not None else quantity.start
        before = AGE_BEFORE.search(text, max(0, start - 24), start)
    if before is not None and quantity.kind == "duration" and quantity.unit in AGE_UNITS:
        return replace(quantity, kind="age")  # "mean age 41.3 years"
    young = AS_AGED.search(text, max(0, number - 20), number) is not None
    young = young and quantity.kind is None
    told = young or _is_told_age(text, quantity)
    if (before is not None or told) and quantity.unit is None and quantity.form != "fraction":
        return replace(quantity, unit="year", kind="age")
    return quantity


def _is_told_age(text: str, quantity: Quantity) -> bool:
    """As in "people under 30", "who is 70.": years without the word."""
    if quantity.value is None or not 0 < quantity.value < 120:
        return False
    if not quantity.plain and quantity.form != "words":
        return False
    before = text[max(0, quantity.start - 30) : quantity.start]
    ends = REST_END.match(text, quantity.end) or WHEN_AGED.match(text, quantity.end)
    if ends is not None and IS_AGED.search(before) is not None:
        return True
    if OR_OLDER.match(text, quantity.end) is not None:
        return True
    limit = PEOPLE_LIMITED.search(before)
    following = NOUN_AFTER.match(text, quantity.end)  # not the verb of "men over 65 supports"
    people = limit is not None and limit["who"].lower() in PEOPLE
    return people and (following is None or following.group().strip() in VERB_FORMS)


def time_span(text: str, quantity: Quantity) -> TimeSpan | None:
    """The stretch that only says when, and is no figure: "in the last two years"."""
    before = SPAN_BEFORE.search(text, max(0, quantity.start - 20), quantity.start)
    if before is None:
        opened = qualifier_before(text, quantity.start)
        if opened is not None:
            before = SPAN_BEFORE.search(text, max(0, opened.start - 20), opened.start)
    after = SPAN_AFTER.match(text, quantity.end)
    if after is not None and FOR_BEFORE.search(text, max(0, quantity.start - 30), quantity.start):
        after = None
    found = before or after
    if found is None:
        return _time_ahead(text, quantity)
    back = found["way"].lower() in LOOKING_BACK
    start = before.start() if before is not None else quantity.start
    return TimeSpan(start, quantity.end, quantity.value if back else None, quantity.unit or "")


def _time_ahead(text: str, quantity: Quantity) -> TimeSpan | None:
    """The stretch after the day of writing by whose end something is to happen."""
    ahead = AHEAD_BEFORE.search(text, max(0, quantity.start - 180), quantity.start)
    if ahead is None or SPAN_GOES_ON.match(text, quantity.end) is not None:
        return None
    if GENERAL_RULE.search(ahead.group()) is not None:
        return None
    return TimeSpan(quantity.start, quantity.end, None, quantity.unit or "")


SPAN_GOES_ON = re.compile(rf"[{BLANK}]+(?:of|after|from|before)\b")


def qualified(text: str, quantity: Quantity) -> Quantity:
    """Read the qualifiers on both sides of a quantity into its phrase, its name and its bounds."""
    if quantity.qualifier == "between":
        return _with_approximation(text, quantity)
    if quantity.value is not None:
        return _with_bounds(text, quantity)
    before = qualifier_before(text, quantity.start)
    if before is None or text[before.start : before.end].lower() in ("over", "within"):
        return quantity  # "handed over millions"
    return replace(quantity, start=before.start)


def _with_approximation(text: str, quantity: Quantity) -> Quantity:
    """As in "about 10 to 15": the bounds stay those that are printed, the phrase begins earlier."""
    before = qualifier_before(text, quantity.start)
    return replace(quantity, start=before.start) if before is not None else quantity


def _with_bounds(text: str, quantity: Quantity) -> Quantity:
    """Read the qualifiers on both sides; a bound wins over "about"."""
    before = qualifier_before(text, quantity.start)
    if before is not None and not _bounds(text, quantity, before.start):
        before = None
    name = before.name if before is not None else quantity.qualifier
    start = before.start if before is not None else quantity.start
    end = quantity.end
    for position in dict.fromkeys((quantity.number_end, quantity.end)):
        after = qualifier_after(text, position, name)
        if after is not None and (name in ("exactly", "about") or name != after.name):
            name, end = after.name, max(end, after.end)
            break
    lower, upper = bounds_of(name, quantity.value, quantity.lower)
    return replace(quantity, start=start, end=end, qualifier=name, lower=lower, upper=upper)


def _bounds(text: str, quantity: Quantity, start: int) -> bool:
    """Whether a word before a quantity says how much: not "spread *over* three days".

    "For over three days" does, and so does "within three miles"; "within three days" says when.
    """
    word = text[start : start + 7].lower()
    if word == "within ":
        return quantity.kind == "measure"
    if quantity.kind != "duration" or not word.startswith("over "):
        return True
    return OVER_CONTEXT.search(text[max(0, start - 14) : start]) is not None
