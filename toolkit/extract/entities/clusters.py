"""Put the names of one document together that name the same: "Mr Naess" is "Ola Naess".

Only on evidence: the same words, a part of a fuller name that no other name competes for, an
acronym of it, or one state's several names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from toolkit.bodies import find_body
from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.acronym_clusters import join_acronyms
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.gazetteer import fold
from toolkit.extract.entities.person_clusters import cluster_persons
from toolkit.extract.entities.short_forms import join_also_known, join_provinces, join_short_forms
from toolkit.extract.spans import Name


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
            clusters += cluster_persons(text, found, titled)
        else:
            clusters += _cluster_others(text, found, kind)
    return sorted(clusters, key=lambda cluster: (cluster.start, cluster.type))


def _cluster_others(text: str, names: list[Name], kind: str) -> list[Cluster]:
    by_key: dict[str, Cluster] = {}
    for name in names:
        printed = text[name.start : name.end]
        key = _key(printed, kind)
        by_key.setdefault(key, Cluster(kind)).add(name, printed)
    if kind in ("organization", "event", "agreement"):
        join_short_forms(by_key)
    if kind != "group":
        join_acronyms(by_key)
    join_also_known(text, by_key)
    if kind == "place":
        join_provinces(by_key)
    return list(by_key.values())


def _key(printed: str, kind: str) -> str:
    """What makes two printed forms the same: a state, a people, a known body, else the words."""
    if kind == "place":
        return gazetteer.state_code(printed) or fold(printed).removeprefix("the ")
    if kind == "group":
        code = gazetteer.nationality_code(printed)
        return code or _singular(fold(printed))
    body = find_body(printed) if kind == "organization" else None
    if body is not None:
        return fold(body)
    folded = fold(printed).removeprefix("the ").replace("organisation", "organization")
    folded = re.sub(r"(?<=\w)'(?!s\b)", "", folded.replace("centre", "center"))
    if kind == "event":
        folded = re.sub(r"^(.+) ((?:1\d|20)\d\d)$", r"\2 \1", folded)  # Summit 2031
    # "Department of Defence" and "Defence Department" are one.
    return re.sub(r"\b(department|ministry) of (?:the )?(.+)$", r"\2 \1", folded)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
