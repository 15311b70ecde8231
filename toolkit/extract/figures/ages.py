"""Ages that are told by where they stand, and whose they are."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from toolkit.extract import syntax
from toolkit.extract.figures.nouns import IRREGULAR_NOUNS, PERSON_NOUNS, singular
from toolkit.extract.figures.quantity import Quantity
from toolkit.extract.figures.tokens import Tokens
from toolkit.extract.spans import Cast
from toolkit.rows import Mention

AGE_APPOSED = re.compile(r"[,);.](?=\s|$)|\s[―—–-]\s")
TWO_NAMES = re.compile(r"(?:^|[\s“\"(])(?P<name>[A-Z][\w.’'-]+[ ][A-Z][\w’'-]+)(?:,[ ]|[ ]\()$")
SAID_OF = re.compile(
    r"\b(?P<who>[Hh]e|[Ss]he|I)(?:[ ](?:is|was|am|just)|['’][sm])?[ ]"
    r"(?:(?:now|only|just|turn(?:s|ed))[ ])?$"
)
WHO_IS = re.compile(
    r",[ ]who(?:[ ](?:is|was|(?:has[ ])?turned|turns)|['’]s)[ ](?:(?:now|only|just)[ ])?$"
)
GROUP_AGED = re.compile(
    r"(?<![\w’'-])(?P<who>[A-Za-z]+),?[ ](?:(?:all|both|most|mostly|mainly)[ ])?"
    r"(?:(?:who[ ])?(?:(?:is|are|was|were)[ ])?(?:aged?|ages)[ ]"
    r"(?:\d{1,2}(?:,|,?[ ]and)[ ]){0,4}(?:and[ ])?)?$"
)
NOUN_AGED = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Ww]hose|[Aa]nother|[’']s)[ ]"
    r"(?:[\w-]+[ ]){0,3}(?P<noun>[a-z]+)(?:,[ ]|[ ]\()$"
)
"""A noun for one person behind its determiner: "a taxi driver, 31, said"."""
ONE_PERSON = PERSON_NOUNS - {"people", "crew", "staff"}
NOUNS_AGED = re.compile(
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[2-5]|[Tt]he|[Hh]is|[Hh]er|[Tt]heir)[ ]"
    r"(?:[\w-]+[ ]){0,3}(?P<noun>[a-z]+)(?:,[ ]|[ ]\()(?:\d{1,2}(?:,[ ]|,?[ ]and[ ]))*$"
)
"""A noun for several persons, and the ages before this one: "two men, 31 and 33, left"."""
MORE_AGES = re.compile(r"(?:,?[ ]and[ ]\d{1,2}|(?:,[ ]\d{1,2})+,?[ ]and[ ]\d{1,2})?[,);]")
PEOPLE_TAGS = frozenset({"NN", "NNS"})
AT_AGE = re.compile(r"\b[Aa]t(?:[ ]the[ ]age[ ]of)?[ ]$")
PERSON_FOLLOWS = re.compile(r",?[ ](?P<who>he|she|I)\b")


def apposed_age(text: str, quantity: Quantity, cast: Cast) -> Quantity | None:
    """Read "Anna Berg, 42, said": a bare number between commas behind a person's name or noun.

    Args:
        text: The document's text.
        quantity: A quantity.
        cast: The document's names.

    Returns:
        The quantity as an age, or None where it is none of this form.
    """
    if not quantity.plain or quantity.kind is not None or quantity.qualifier != "exactly":
        return None
    if quantity.value is None or not 0 < quantity.value < 120:
        return None
    aged = replace(quantity, kind="age", unit="year")
    if _nouns_aged(text, quantity) is not None:
        return aged
    opening = text[max(0, quantity.start - 2) : quantity.start]
    if opening not in (", ", " (") or AGE_APPOSED.match(text, quantity.end) is None:
        return None
    named = _name_at(quantity.start - 3, cast)
    if named is not None:
        return aged if cast.entity(named.entity_id).type == "person" else None
    if _noun_aged(text, quantity.start) is not None:
        return aged
    two_names = TWO_NAMES.search(text, max(0, quantity.start - 50), quantity.start)
    return aged if two_names is not None and quantity.value >= 16 else None


def _noun_aged(text: str, start: int) -> re.Match[str] | None:
    """As in "a man, 31, was hurt", "her son (19)": not "the crew, 31, " or "the vote, 31, "."""
    noun = NOUN_AGED.search(text, max(0, start - 60), start)
    return noun if noun is not None and noun["noun"] in ONE_PERSON else None


def _nouns_aged(text: str, quantity: Quantity) -> re.Match[str] | None:
    """As in "two men, 31 and 33, left": each of the ages, not "three rooms, 31 and 33, "."""
    noun = NOUNS_AGED.search(text, max(0, quantity.start - 90), quantity.start)
    more = MORE_AGES.match(text, quantity.end)
    if noun is None or more is None:
        return None
    single = IRREGULAR_NOUNS.get(noun["noun"], singular(noun["noun"]))
    several = single != noun["noun"] and single in ONE_PERSON
    listed = "and" in text[noun.end("noun") : more.end()]
    return noun if several and listed else None


def _name_at(position: int, cast: Cast) -> Mention | None:
    """The name that holds a character, if there is one."""
    if position < 0:
        return None
    mentions = cast.overlapping(position, position + 1)
    return next((mention for mention in mentions if mention.kind == "name"), None)


def owner_of_age(
    text: str, quantity: Quantity, tokens: Tokens, cast: Cast
) -> tuple[int, int] | None:
    """Find whose age it is: "Anna Berg, 42", "he is 27", "a 23-year-old driver", "died aged 88".

    Args:
        text: The document's text.
        quantity: An age.
        tokens: The tokens of the document.
        cast: The document's names.

    Returns:
        The code points of the name, pronoun or noun, half open; None where no one is named.
    """
    before = text[max(0, quantity.start - 50) : quantity.start]
    offset = quantity.start - len(before)
    if before.endswith((", ", " (")):
        named = _name_at(quantity.start - 3, cast)
        if named is not None:
            return named.start, named.end
        noun = _noun_aged(text, quantity.start)
        if noun is not None:
            return _run_before(tokens.at(noun.start("noun")), tokens)
    nouns = _nouns_aged(text, quantity)
    if nouns is not None:
        return _run_before(tokens.at(nouns.start("noun")), tokens)
    relative = WHO_IS.search(before)
    if relative is not None:
        named = _name_at(offset + relative.start() - 1, cast)
        if named is not None:
            return named.start, named.end
    group = GROUP_AGED.search(before)
    if group is not None and tokens.doc[tokens.at(offset + group.start("who"))].tag_ in PEOPLE_TAGS:
        return offset + group.start("who"), offset + group.end("who")
    two_names = TWO_NAMES.search(before)
    said = SAID_OF.search(before)
    if two_names is not None:
        return offset + two_names.start("name"), offset + two_names.end("name")
    if said is not None:
        return offset + said.start("who"), offset + said.end("who")
    follows = PERSON_FOLLOWS.match(text, quantity.end)
    if follows is not None and AT_AGE.search(text[offset : quantity.number_start]) is not None:
        return follows.span("who")
    return _noun_behind(quantity, tokens) or _subject_before(quantity, tokens, cast)


def _noun_behind(quantity: Quantity, tokens: Tokens) -> tuple[int, int] | None:
    """As in "a 23-year-old taxi driver"; "a 17-year-old from Bergen" names no noun."""
    doc = tokens.doc
    _, first = tokens.of(quantity.number_start, quantity.end)
    if not quantity.hyphened or first >= len(doc):
        return None
    last = first
    while last < len(doc) and doc[last].tag_ == "JJ":
        last += 1
    proper = last < len(doc) and doc[last].pos_ == "PROPN"
    head = last
    while head < len(doc) and _is_of_run(doc[head], proper=proper):
        head += 1
    while proper and head < len(doc) and doc[head].tag_ in PEOPLE_TAGS:
        head += 1  # "a 15-year-old Bergen schoolboy"
    return syntax.offsets(doc, last if proper else first, head) if head > last else None


def _run_before(last: int, tokens: Tokens) -> tuple[int, int]:
    """The nouns that end with a token: "taxi driver" in "a young taxi driver, 31"."""
    first = last
    while first and tokens.doc[first - 1].tag_ == "NN":
        first -= 1
    return syntax.offsets(tokens.doc, first, last + 1)


def _is_of_run(token: Token, *, proper: bool) -> bool:
    return token.pos_ == "PROPN" if proper else token.tag_ in ("NN", "NNS")


def _subject_before(quantity: Quantity, tokens: Tokens, cast: Cast) -> tuple[int, int] | None:
    """As in "Anna Berg has died aged 88": the subject of the verb beside the age."""
    doc = tokens.doc
    first, _ = tokens.of(quantity.start, quantity.end)
    for token in reversed(doc[max(0, first - 4) : first]):
        if not syntax.is_verb(token) or token.lower_ == "aged":
            continue
        subject = syntax.child(token, syntax.SUBJECT)
        if subject is None or subject.lower_ in syntax.RELATIVE_PRONOUNS:
            return None
        mention = cast.covering(subject.idx)
        if mention is not None:
            return mention.start, mention.end
        return (subject.idx, subject.idx + len(subject)) if subject.pos_ == "PRON" else None
    return None
