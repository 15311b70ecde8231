"""Put the names of one document together that name the same: "Mr Naess" is "Ola Naess".

Only on evidence: the same words, a part of a fuller name that no other name competes for, an
acronym of it, or one state's several names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronyms import initials, is_acronym, letters_of, shortens, stands_for
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.spans import Name

LEGAL = frozenset(
    "inc ltd llc plc corp co gmbh ag sa as asa oy ab nv bv llp company corporation".split()
)
"""Last words of a company's name that it is often printed without."""


@dataclass(slots=True)
class Cluster:
    """Names of one thing; ``forms`` counts each printed form, in order of first printing."""

    type: str
    members: list[Name] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    gender: str | None = None

    def add(self, name: Name, text: str) -> None:
        """Take in one place where the thing is named."""
        self.members.append(name)
        self.forms[text] += 1

    @property
    def name(self) -> str:
        """The fullest printed form: most words, then most letters, then the first printed."""
        order = {form: position for position, form in enumerate(self.forms)}
        return min(self.forms, key=lambda form: (*_emptiness(form), order[form]))

    @property
    def start(self) -> int:
        """Where the thing is named first."""
        return min(member.start for member in self.members)


def _emptiness(form: str) -> tuple[bool, int, int]:
    shouted = form.isupper() and len(form) > 6
    return shouted, -len(form.split()), -len(form)


def cluster_names(text: str, names: Iterable[Name], titled: dict[int, str | None]) -> list[Cluster]:
    """Group the names of a document.

    Args:
        text: The document's text.
        names: Its names, in order.
        titled: For a name's start the gender that a title before it tells, where one stands there.

    Returns:
        Clusters in order of their first name.
    """
    by_type: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_type[name.type].append(name)
    clusters: list[Cluster] = []
    for kind in sorted(by_type):
        found = by_type[kind]
        if kind == "person":
            clusters += _cluster_persons(text, found, titled)
        else:
            clusters += _cluster_others(text, found, kind)
    return sorted(clusters, key=lambda cluster: (cluster.start, cluster.type))


def _text(text: str, name: Name) -> str:
    return text[name.start : name.end]


def _cluster_others(text: str, names: list[Name], kind: str) -> list[Cluster]:
    by_key: dict[str, Cluster] = {}
    for name in names:
        printed = _text(text, name)
        key = _key(printed, kind)
        by_key.setdefault(key, Cluster(kind)).add(name, printed)
    if kind in ("organization", "event", "agreement"):
        _join_short_forms(by_key)
    if kind == "organization" or kind == "place":
        _join_acronyms(by_key)
    _join_also_known(text, by_key)
    if kind == "place":
        _join_provinces(by_key)
    return list(by_key.values())


def _key(printed: str, kind: str) -> str:
    """What makes two printed forms the same: a state's code, a people's stem, else the words."""
    if kind == "place":
        return gazetteer.state_code(printed) or fold(printed).removeprefix("the ")
    if kind == "group":
        code = gazetteer.nationality_code(printed)
        return code or _singular(fold(printed))
    folded = fold(printed).removeprefix("the ").replace("organisation", "organization")
    folded = re.sub(r"(?<=\w)'(?!s\b)", "", folded.replace("centre", "center"))
    # "Department of Defence" and "Defence Department" are one.
    return re.sub(r"\b(department|ministry) of (?:the )?(.+)$", r"\2 \1", folded)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _join_short_forms(by_key: dict[str, Cluster]) -> None:
    """Join a name to the one fuller name that starts or ends with it."""
    starts: dict[str, set[str]] = defaultdict(set)
    for key in by_key:
        words = key.split()
        for word in (words[0], words[-1]):
            if len(
                words
            ) > 1 and word in gazetteer.heads().organization | gazetteer.heads().agreement | {
                "house"
            }:
                starts[word].add(key)
        for position in range(1, len(words)):
            short = " ".join(words[:position])
            goes_on = words[position] in ("of", "for", "on")
            legal = bare(words[-1]) in LEGAL or (
                position == len(words) - 1
                and words[position] == "day"
                and short in gazetteer.heads().event_alone
            )
            if (goes_on and position >= 2) or legal:
                starts[short].add(key)
            tail = " ".join(words[position:])
            if len(words) - position >= 2 and words[position] not in ("of", "for", "the", "and"):
                starts[tail].add(key)
    for key in by_key:
        # "World Day for Clean Water" is "Clean Water Day" later on.
        named = re.search(r"\bday (?:for|of|against|on) (.+)", key)
        if named is not None:
            opening = named[1].removeprefix("the ").split()
            for size in range(1, min(len(opening), 4) + 1):
                starts[" ".join([*opening[:size], "day"])].add(key)
    for short in sorted(by_key, key=lambda key: len(key.split())):
        fuller = [key for key in sorted(starts.get(short, ())) if key in by_key and key != short]
        longest = [
            key
            for key in fuller
            if not any(key != other and key in starts and other in starts[key] for other in fuller)
        ]
        if len(longest) == 1:
            _merge(by_key, short, longest[0])


ALSO = re.compile(r"\W*(?:also |formerly |better |previously )?(?:known|called) as (?:the )?\W?")
"""What stands between a name and another name of the same thing."""


def _join_also_known(text: str, by_key: dict[str, Cluster]) -> None:
    """Join "Ferry Union, also known as the Quay League"."""
    places = sorted(
        (member.start, member.end, key) for key, found in by_key.items() for member in found.members
    )
    current = {key: key for key in by_key}
    for (_, end, key), (start, _, other) in pairwise(places):
        if start - end > 40 or not ALSO.fullmatch(text[end:start]):
            continue
        full, short = current[key], current[other]
        if full != short:
            _merge(by_key, short, full)
            current = {k: full if v == short else v for k, v in current.items()}


def _join_provinces(by_key: dict[str, Cluster]) -> None:
    """Join "Hasaka" to "Hasaka Province"; a city may have the name of its district."""
    for key in sorted(by_key):
        words = key.split()
        if len(words) > 1 and words[-1] in ("province", "governorate", "oblast"):
            short = " ".join(words[:-1])
            if short in by_key:
                _merge(by_key, short, key)


def _merge(by_key: dict[str, Cluster], short: str, full: str) -> None:
    gone = by_key.pop(short)
    kept = by_key[full]
    kept.members = sorted([*kept.members, *gone.members])
    kept.forms.update(gone.forms)


CROWD = 200
"""Names with one first word beyond which none is looked through for a name shortened in part."""


def _join_acronyms(by_key: dict[str, Cluster]) -> None:
    """Join an acronym to the one name whose letters it has; brackets allow a looser fit."""
    names = {key: found.name for key, found in by_key.items()}
    spelled: dict[str, list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        if " " in name:
            by_first[key.split()[0]].append(key)
            for letters in sorted(initials(name)):
                spelled[letters].append(key)
    edges = _edges(by_key)
    for key in sorted(names):
        printed = names[key]
        if is_acronym(printed):
            introduced = _introducer(names, by_key[key], edges)
            full = [introduced] if introduced else spelled[letters_of(printed)]
        elif " " in printed and any(is_acronym(word) for word in printed.split()):
            crowd = by_first[key.split()[0]]
            near = crowd if len(crowd) <= CROWD else []
            full = [other for other in near if other != key and shortens(printed, names[other])]
        else:
            continue
        there = [other for other in full if other in by_key and other != key]
        if len(there) == 1 and key in by_key:
            _merge(by_key, key, there[0])


def _edges(by_key: dict[str, Cluster]) -> dict[tuple[str, int], str]:
    """Which name starts or ends at a position."""
    found: dict[tuple[str, int], str] = {}
    for key, cluster in by_key.items():
        for member in cluster.members:
            found["start", member.start] = key
            found["end", member.end] = key
    return found


def _introducer(
    names: dict[str, str], acronym: Cluster, edges: dict[tuple[str, int], str]
) -> str | None:
    """The name right before the acronym's bracket, or in the bracket right after it."""
    printed = acronym.name
    for own in acronym.members:
        for gap in (1, 2):
            for key in (edges.get(("end", own.start - gap)), edges.get(("start", own.end + gap))):
                if key is not None and stands_for(printed, names[key], introduced=True):
                    return key
    return None


def _cluster_persons(text: str, names: list[Name], titled: dict[int, str | None]) -> list[Cluster]:
    clusters: list[Cluster] = []
    by_full: dict[str, Cluster] = {}
    by_part: dict[str, list[Cluster]] = defaultdict(list)
    short: list[Name] = []
    for name in names:
        words = _words(_text(text, name))
        if len(words) < 2:
            short.append(name)
            continue
        key = " ".join(words)
        cluster = by_full.get(key) or _same_full(words, by_part)
        if cluster is None:
            cluster = Cluster("person")
            clusters.append(cluster)
            by_full[key] = cluster
        by_full.setdefault(key, cluster)
        for part in _parts(words):
            if cluster not in by_part[part]:
                by_part[part].append(cluster)
        cluster.add(name, _text(text, name))
        cluster.gender = cluster.gender or titled.get(name.start) or _gender(words)
    for name in short:
        part = fold(_text(text, name))
        gender = titled.get(name.start)
        fitting = [found for found in by_part[part] if not _contrary(found.gender, gender)]
        chosen = _main(fitting, name)
        if chosen is None:
            chosen = Cluster("person", gender=gender)
            clusters.append(chosen)
            by_part[part].append(chosen)
        chosen.add(name, _text(text, name))
        chosen.gender = chosen.gender or gender or gazetteer.given_name_gender(part)
    return clusters


def _words(printed: str) -> list[str]:
    words = [bare(word) for word in printed.split()]
    generation = gazetteer.titles().generation
    plain = [
        word
        for word in words
        if word not in generation and not word.startswith(('"', "“", "'", "‘"))
    ]
    return [word for word in plain if word]


def _parts(words: list[str]) -> list[str]:
    """What a person may be called by later: first name, last name, all but the first."""
    return list(
        dict.fromkeys((words[-1], words[0], " ".join(words[1:]), f"{words[0]}…{words[-1]}"))
    )


def _same_full(words: list[str], by_part: dict[str, list[Cluster]]) -> Cluster | None:
    """The one person with the same first and last name, or whose longer name ends like this."""
    ends = by_part.get(f"{words[0]}…{words[-1]}", [])
    if len(ends) == 1:
        return ends[0]
    tail = by_part.get(" ".join(words), [])
    if len(tail) == 1:
        return tail[0]
    if len(words[0]) == 1:
        initial = [found for found in by_part.get(words[-1], []) if fold(found.name)[0] == words[0]]
        return initial[0] if len(initial) == 1 else None
    return None


def _gender(words: list[str]) -> str | None:
    return gazetteer.given_name_gender(words[0])


def _contrary(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _main(fitting: list[Cluster], name: Name) -> Cluster | None:
    """Whom a bare surname means: the one person who has it, else the one named most before."""
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    before = [found for found in fitting if found.start < name.start] or fitting
    return min(before, key=lambda found: (-len(found.members), found.start))
