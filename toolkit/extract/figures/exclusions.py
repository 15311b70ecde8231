"""Numbers that are no figures and can be told by their form: times, phones, labels, addresses.

Dates have their own module (:mod:`toolkit.extract.figures.dates`); what only the
parse can tell ("one" as a pronoun, "the two sides") is decided in
:mod:`toolkit.extract.figures.refusals`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from toolkit.extract.figures.labels import SMALL_NUMBERS, find_named
from toolkit.extract.lexicon import read_rows
from toolkit.extract.spans import Span

_SMALL = SMALL_NUMBERS
_ORDINAL = "|".join(row["word"] for row in read_rows("number_words") if row["kind"] == "ordinal")
_STREET = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Court|Place|Way|Terrace"
    "|Parkway|Crescent|Row|Quay|Highway"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.VERBOSE | re.MULTILINE))
    for reason, pattern in (
        ("address", r"(?:https?://|www\.)\S+ | \b[\w.+-]{1,64}@[\w-]+\.[\w.-]+"),
        ("address", r"\b[\w-]{1,64}\.(?:com|org|net|gov|edu|co\.uk)\b(?:/\S*)?"),
        ("markup", r"\b\w{1,40}=\"[\w.:/-]{0,80}\""),
        ("part_of_name", r"(?<![\w&])[@\#]\w+ | \b[Nn](?:os?\.|umbers?|r\.)\ ?\#?\d[\d,\ ]*\b"),
        ("part_of_name", rf"\b[Nn]umber[ ](?:{_SMALL})\b"),
        ("phone_number", r"(?<![\w.])\+\d{1,3}[\ \-.(/]*\d[\d\ \-.()/]{5,18}\d"),
        ("phone_number", r"(?<![\w.,])(?:\(\d{3}\)\ ?|\d{3}[\-.])\d{3}[\-.]\d{4}(?!,?\d)"),
        ("phone_number", r"(?<![\w.])(?:1-)?[89]\d\d-\d{3}-\d{4}\b"),
        ("phone_number", r"\b0\d{2,4}(?:[\ -]\d{2,4}){1,4}\b"),
        ("version", r"\b[vV](?:ersion)?\.?\ ?\d+(?:\.\d+)* | \b[Vv]ersions?\ (?:\d+(?:\.\d+)*|"
                    rf"(?:{_SMALL})\b)"),
        ("version", r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){2}(?:\.\d{1,3})+(?![\w]) "
                    r"| (?<![\w.,])\d{1,2}\.\d{1,2}\.\d{1,2}(?![\w.,]\w)"),
        ("clock_time", r"\b(?:at|by|until|till|past|before|after|from|around)?\ ?"
                       r"\d{1,2}[:.]\d{2}(?::\d{2})?\ ?(?:[ap]\.?m\b\.?|noon|midnight|hrs|hours|GMT"
                       r"|UTC|BST|E[DS]T|CET)"),
        ("clock_time", r"(?<![\d:.,])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?![\d:])"),
        ("clock_time", r"\b\d{1,2}(?:[-–]\d{1,2})?\ ?[ap]\.?m\.?(?!\w)"),
        ("clock_time", r"\b\d{1,2}\ ?[AP]\.?M\.?(?!\w)"),
        ("clock_time", rf"\b(?:\d{{1,2}}|{_SMALL})\ o['’]clock | \b(?:half|quarter)\ (?:past|to)\ "
                       rf"(?:\d{{1,2}}|{_SMALL})\b"),
        ("clock_time", rf"\b(?:{_SMALL})\ (?:thirty\ )?[ap]\.m\. | \b\d{{4}}\ ?(?:GMT|UTC|hrs)\b"),
        ("clock_time", r"\b(?:GMT|UTC)\ ?[-+−]\ ?\d{1,2}(?::?\d{2})?\b"),
        ("score", r"(?<![\d:.,])\d{1,3}:\d(?![\d:])"),
        ("coordinate", r"\d{1,3}(?:\.\d+)?\ ?[°º]\ ?(?:\d{1,2}\ ?[′'’]\ ?(?:\d{1,2}(?:\.\d+)?\ ?"
                       r"[″\"”])?\ ?)?[NSEW]\b"),
        ("list_number", r"^[ \t]*(?:\(\d{1,3}\)|\d{1,3}[.)])(?=[ \t]+\S)"),
        ("part_of_name", r"(?<=\w)(?:\([a-z\d]{1,3}\))+"),
        ("reference", r"\[\d{1,3}(?:[-–,]\ ?\d{1,3})*\]"),
        ("reference", r"(?<=[.!?”)]\ )\d{1,3}(?=\ (?:The|An?|In|At|On|This|These|That|It|He|She"
                      r"|They|We|But|And|However|Even|As|If|When|While|For|Although|There)\b)"),
        ("list_number", r"^[ \t]*\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=[ \t]+[A-Z])"),
        ("clock_time", r"\b\d{1,2}\ (?:noon|midnight)\b"),
        ("list_number", r"(?<=[\s;,:])\((?:[1-9]|1\d)\)(?=\s)"),
        ("idiom", r"\bdegrees?\ (?:below|above)\ (?:zero|freezing)\b"),
        ("ordinal", r"\b\d[\d,]*(?:st|nd|rd|th)s?\b"),
        ("ordinal", rf"(?i:\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\ ])?"
                    rf"(?:{_ORDINAL})\b)"),
        ("address", rf"\b\d{{1,5}}[A-Z]?,?\ (?:(?:[A-Z][\w.'’]*|\d{{1,3}}(?:st|nd|rd|th))\ ){{1,4}}"
                    rf"(?:{_STREET})\b"),
        ("address", r"\bP\.?\ ?O\.?\ Box\ \d+ | \b[A-Z]{2}\ \d{5}(?:-\d{4})?\b"
                    r" | \b[A-Z]{1,2}\d[A-Z\d]?\ \d[A-Z]{2}\b"),
        ("date", r"(?:(?<=\W)['’]|\b(?:the|late|early|mid)[ -])\d0['’]?s\b | \b\d0['’]s\b"),
        ("date", r"\b\d{1,2}\ (?:january|february|march|april|may|june|july|august|september"
                 r"|october|november|december)\ \d{4}\b"),
        ("date", r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|c\.|ca\.|circa|AD)\ ?1[0-4]\d\d\b"
                 r"(?=\ ?[-–,.;)(]|\ (?:to|and|until|when|after|by|as|the|he|she|it|they|at|an?)\b"
                 r"|$)"),
        ("list_number", r"(?<!\S)\d{1,2}\.(?=\ \d{1,2}\.(?:\ |$)) | (?<=\d\.\ )\d{1,2}\.(?=\ |$)"),
        ("date", r"\b(?:mid|late|early|pre|post)-(?:1[5-9]|20)\d\d\b(?!-)"),
        ("reference", r"\b\d{1,3}(?=\ \^)"),
        ("phone_number", r"\b(?:911|999|112|000)\b(?=\ (?:call|dispatch|emergency|operator|tape"
                         r"|line|system|service|recording|hotline))"),
        ("part_of_name", r"\b9/11\b | \b7/7\b"),
        ("idiom", r"\b24/7\b | \b50[-/]50\b | \b20[-/]20\b | \bfifty[-\ ]fifty\b"),
        ("phone_number", r"\b(?:[Dd]ial(?:l?ing|l?ed)?|[Cc]all(?:ing)?)\ \d{2,4}"
                         r"(?:[\ -]\d{2,4}){0,4}\b(?!\ \w+s\b|-)"),
        ("phone_number", r"\b(?:called|phoned|r[aiu]ng|text(?:ed|ing)?)\ \d{3,4}"
                         r"(?=[.,;]?$|[.,;]\ |\ (?:to|and|at|for|from|about|after|when|or|if)\b)"),
        ("address", r"\b\d{1,5}\ block\ of\ (?=[A-Z])"),
        ("address", r"(?<=,\ )[A-Z][^\W\d_]+\ \d{1,3}[a-z]?(?=,\ (?:tel|phone|fax|\+|\d{4}\b))"),
        ("idiom", r"(?:(?<=[“\"‘'«])|^)[Oo]ne\ \w+,\ one\ \w+(?=[”\"’'».!]|$)"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Excluded(Span):
    """A number, or something that looks like one, that is no figure, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Exclusions:
    """The spans of one text that hold no figures, sorted and without overlaps."""

    spans: tuple[Excluded, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the spans by position."""
        object.__setattr__(self, "_starts", tuple(span.start for span in self.spans))

    def covering(self, start: int, end: int) -> Excluded | None:
        """The excluded span that shares a character with ``[start, end)``, if there is one."""
        index = bisect_right(self._starts, start) - 1
        for span in self.spans[max(index, 0) : index + 3]:
            if span.overlaps(start, end):
                return span
        return None


def find_excluded(text: str, dates: Iterable[Span]) -> Exclusions:
    """Find what only looks like a figure.

    Args:
        text: The document's text.
        dates: The dates in it; they win over every other reading.

    Returns:
        The excluded spans with their reasons, sorted; where two readings overlap the first of
        ``PATTERNS`` wins, and the longer of two with the same reason.
    """
    taken: list[Excluded] = [Excluded(span.start, span.end, "date") for span in dates]
    for reason, pattern in PATTERNS:
        taken.extend(Excluded(m.start(), m.end(), reason) for m in pattern.finditer(text))
    taken.extend(Excluded(m.start(), m.end(), "part_of_name") for m in find_named(text))
    taken.extend(_titles(text))
    order = {id(span): rank for rank, span in enumerate(taken)}
    taken.sort(key=lambda span: (span.start, order[id(span)]))
    kept: list[Excluded] = []
    for span in taken:
        if kept and span.start < kept[-1].end:
            continue
        kept.append(span)
    return Exclusions(tuple(kept))


QUOTED_TITLE = re.compile(r"[“\"‘«](?P<title>[A-Z][^“”\"‘’«».!?;:\n]{3,60})[”\"’»]")
TITLE_SMALL = frozenset("a an and as at by for from in of on or the to with".split())


def _titles(text: str) -> Iterator[Excluded]:
    """Titles of works: “Forty Days and a Night”, not “forty days” or “Forty people drowned”."""
    for match in QUOTED_TITLE.finditer(text):
        words = re.sub(r"[-()]", " ", match["title"]).split()
        large = [word for word in words if word not in TITLE_SMALL]
        named = any(word[0].isupper() for word in large[1:])
        if named and all(word[0].isupper() or word[0].isdigit() for word in large):
            yield Excluded(match.start("title"), match.end("title"), "part_of_name")
