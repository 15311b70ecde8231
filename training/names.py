"""Map each corpus's entity annotation to four labels of names: PERSON, ORG, LOC, EVENT.

The corpora disagree about what is annotated: GUM marks every mention (also "the country"), re3d
marks common nouns, WikiGold has a class for everything else. Only proper names are kept; a
stretch of which it is unclear whether it is one is marked as missing, not as outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OUTSIDE = "O"
MISSING = ""

GUM_LABELS = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
WIKIGOLD_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
RE3D_LABELS = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"}

# WikiGold's MISC takes in events; these last words tell them from albums and languages.
EVENT_NOUNS = frozenset(
    "war wars battle siege revolution uprising crisis olympics games championship championships "
    "cup tournament festival election elections conference summit hurricane earthquake "
    "massacre genocide bombing grand prix super bowl".split()
)
CONNECTORS = frozenset("of for the and & de la del von van al bin ibn in on -".split())

# Mentions of re3d that are capitalised only because they open a sentence or are its house style.
NO_NAMES = frozenset(
    "i we he she it they you who this that these those our his her its their here there us "
    "coalition government hospital district embassy minister today".split()
)

Span = tuple[int, int, str]


@dataclass(frozen=True)
class UdToken:
    """One word of a CoNLL-U file."""

    word: str
    space: bool
    lemma: str
    pos: str
    tag: str
    features: str
    head: int  # number of the head in its sentence, 0 for the root
    relation: str
    misc: str

    @classmethod
    def from_columns(cls, columns: list[str], *, space: bool) -> UdToken:
        """Make a token from the ten columns of a line."""
        # A word that continues the previous one ("with out") has no lemma of its own.
        lemma = columns[1] if columns[2] == "_" and columns[1] != "_" else columns[2]
        return cls(
            word=columns[1],
            space=space,
            lemma=lemma,
            pos=columns[3],
            tag=columns[4],
            features=_features(columns[5]),
            head=int(columns[6]),
            relation=columns[7],
            misc=columns[9],
        )


# Features that say something about the annotation or the spelling, not about the grammar.
_IGNORED_FEATURES = frozenset({"ExtPos", "Style", "Typo"})


def _features(column: str) -> str:
    features = [] if column == "_" else column.split("|")
    return "|".join(part for part in features if part.split("=")[0] not in _IGNORED_FEATURES)


def bio_from_spans(size: int, spans: list[Span]) -> list[str]:
    """Label `size` words by spans; of two that overlap the longer is kept."""
    labels = [OUTSIDE] * size
    for start, end, label in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(value == OUTSIDE for value in labels[start:end]):
            labels[start:end] = [f"I-{label}"] * (end - start)
            labels[start] = f"B-{label}"
    return labels


def names_from_mentions(tokens: list[UdToken]) -> list[str]:
    """Labels for a sentence of GUM: its mentions that are headed by a proper noun, cut to the name.

    "Professor Cres Eastman, the chairman of the council" gives `Cres Eastman`.
    """
    spans: list[Span] = []
    for start, end, kind in _gum_mentions(tokens):
        label = GUM_LABELS.get(kind)
        if label is None:
            continue
        head = _head_of(tokens, start, end)
        if not tokens[head].tag.startswith("NNP"):
            continue
        # "the Vice President of the United States": a role; names inside it have their own mention.
        if label == "PERSON" and _ROLES.match(tokens[head].word):
            continue
        # "the Greeks": a group, no person.
        if label == "PERSON" and tokens[head].tag == "NNPS" and end - start <= 2:
            continue
        spans.append((*_name_around(tokens, head, start, end, label), label))
    return bio_from_spans(len(tokens), spans)


_MENTION = re.compile(r"\((?P<opened>[^()]+)(?P<single>\)?)|(?P<closed>[^()]+)\)")


def _gum_mentions(tokens: list[UdToken]) -> list[tuple[int, int, str]]:
    opened: dict[str, list[tuple[int, str]]] = {}
    mentions: list[tuple[int, int, str]] = []
    for index, token in enumerate(tokens):
        for field in token.misc.split("|"):
            if not field.startswith("Entity="):
                continue
            for found in _MENTION.finditer(field.removeprefix("Entity=")):
                if found["closed"]:
                    stack = opened.get(found["closed"].split("[")[0])
                    if stack:
                        start, kind = stack.pop()
                        mentions.append((start, index + 1, kind))
                    continue
                group, kind = found["opened"].split("-")[:2]
                if found["single"]:
                    mentions.append((index, index + 1, kind))
                else:
                    opened.setdefault(group.split("[")[0], []).append((index, kind))
    return mentions


def _head_of(tokens: list[UdToken], start: int, end: int) -> int:
    for index in range(start, end):
        outside = not start < tokens[index].head <= end
        if outside and tokens[index].relation != "punct":
            return index
    return start


_NAME_PARTS = frozenset(
    {"flat", "compound", "nmod", "nummod", "amod", "nmod:unmarked", "nmod:poss"}
)


def _name_around(
    tokens: list[UdToken], head: int, start: int, end: int, label: str
) -> tuple[int, int]:
    first = head
    while first > start and _leads_name(tokens[first - 1], label):
        first -= 1
    last = stop = head
    while stop + 1 < end and _continues_name(tokens, stop + 1, head):
        stop += 1
        if tokens[stop].tag.startswith("NNP") or tokens[stop].tag == "CD":
            last = stop
    while first < head and tokens[first].tag == "HYPH":
        first += 1
    return first, last + 1


def _leads_name(token: UdToken, label: str) -> bool:
    if label == "PERSON" and token.relation == "nmod:desc":  # a title
        return False
    proper = token.tag.startswith("NNP") or token.tag == "HYPH" or token.word == "&"
    return proper or (token.relation == "amod" and token.word[:1].isupper())


def _continues_name(tokens: list[UdToken], index: int, head: int) -> bool:
    token = tokens[index]
    proper = token.tag.startswith("NNP") or token.tag in {"CD", "HYPH"}
    if not proper and token.word.lower() not in CONNECTORS:
        return False
    # Climb to the word below the name's head: "Smith and Jones" and appositions end there.
    while token.head - 1 != head:
        if token.head == 0:
            return False
        token = tokens[token.head - 1]
    return token.relation in _NAME_PARTS


def names_from_wikigold(words: list[str], labels: list[str]) -> list[str]:
    """Labels for a sentence of WikiGold; of its MISC only what is called an event stays."""
    spans: list[Span] = []
    for start, end, kind in _iob_spans(labels):
        if kind == "MISC" and {word.lower() for word in words[start:end]} & EVENT_NOUNS:
            spans.append((start, end, "EVENT"))
        elif kind in WIKIGOLD_LABELS:
            spans.append((start, end, WIKIGOLD_LABELS[kind]))
    return bio_from_spans(len(words), spans)


def names_from_re3d(words: list[str], labels: list[str]) -> list[str]:
    """Labels for a sentence of re3d: mentions that consist of capitalised words and connectors.

    "the coalition" is outside; "U.S. service members" and "Foreign Office Minister" are missing:
    a name stands in them, but the corpus does not say which words are it.
    """
    spans: list[Span] = []
    unclear: list[tuple[int, int]] = []
    for start, end, kind in _iob_spans(labels):
        label = RE3D_LABELS.get(kind)
        if label is None:
            continue
        first = start
        while first < end and words[first].lower() in {"the", "a", "an"}:
            first += 1
        parts = words[first:end]
        capitals = [part[:1].isupper() for part in parts]
        if not any(capitals) or " ".join(parts).lower() in NO_NAMES:
            continue
        clean = all(
            capital or part in CONNECTORS or part.isdigit()
            for part, capital in zip(parts, capitals, strict=True)
        )
        if clean and capitals[0] and capitals[-1] and (label != "PERSON" or _is_person(parts)):
            spans.append((first, end, label))
        else:
            unclear.append((first, end))
    result = bio_from_spans(len(words), spans)
    for first, end in unclear:
        result[first:end] = [MISSING] * (end - first)
    return result


_ROLES = re.compile(
    r"(?i)minister|secretary|ambassador|president|general|commander|leader|envoy|representative|"
    r"spokes|director|chief|chair|king|queen|prince|sheikh|dr|mr|mrs|ms|sir|lord|lt|col|maj|gen"
)


def _is_person(parts: list[str]) -> bool:
    """Two to four words and none of them a title: re3d marks bare roles as persons too."""
    roles = any(_ROLES.fullmatch(part.strip(".")) or _ROLES.match(part) for part in parts)
    return 1 <= len(parts) <= 4 and not roles and "of" not in parts and "for" not in parts


def _iob_spans(labels: list[str]) -> list[Span]:
    """Spans of IOB1 or IOB2 labels: a B or a change of kind opens one."""
    spans: list[Span] = []
    start, kind = 0, ""
    for index, label in enumerate([*labels, OUTSIDE]):
        prefix, _, current = label.partition("-")
        if kind and (current != kind or prefix == "B"):
            spans.append((start, index, kind))
            kind = ""
        if current and not kind:
            start, kind = index, current
    return spans
