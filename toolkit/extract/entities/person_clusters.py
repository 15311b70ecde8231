"""Put together the names of one person: "Mr Naess" is "Ola Naess", where nobody else could be."""

from __future__ import annotations

from collections import defaultdict

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.capitals import listed
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.gazetteer import bare, fold
from toolkit.extract.entities.word_lists import without_marks
from toolkit.extract.spans import Name


def cluster_persons(text: str, names: list[Name], titled: dict[int, str | None]) -> list[Cluster]:
    """Group the persons' names of a document, full names before single words.

    Args:
        text: The document's text.
        names: Its names of persons, in order.
        titled: For a name's start the gender that a title before it tells, where one stands there.
    """
    clusters: list[Cluster] = []
    by_full: dict[str, Cluster] = {}
    by_part: dict[str, list[Cluster]] = defaultdict(list)
    worded = {name: _words(text[name.start : name.end]) for name in names}
    short = [name for name in names if _is_short(worded[name])]
    full = [name for name in names if not _is_short(worded[name])]
    for name in sorted(full, key=lambda name: -len(worded[name])):
        words = [without_marks(word) for word in worded[name]]
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
        cluster.add(name, text[name.start : name.end])
        cluster.gender = cluster.gender or titled.get(name.start) or _gender(worded[name])
    for name in short:
        printed = fold(text[name.start : name.end])
        part = without_marks(printed)
        gender = titled.get(name.start)
        named = by_part[part] or by_part[_without_article(part)]
        fitting = [found for found in named if not _contrary(found.gender, gender)]
        chosen = _main(fitting, name)
        if chosen is None:
            chosen = Cluster("person", gender=gender)
            clusters.append(chosen)
            by_part[part].append(chosen)
        chosen.add(name, text[name.start : name.end])
        chosen.gender = chosen.gender or gender or gazetteer.given_name_gender(printed)
    return clusters


def _is_short(words: list[str]) -> bool:
    """Whether the name is a single word, or a family name with its particle: "Ten Broek"."""
    return len(words) < 2 or (len(words) == 2 and words[0] in listed("particles"))


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
    """What a person may be called by later: first or last name, the family name with its particles.

    "Juan Carlos de la Torre" may be "de la Torre", "Haider al-Abadi" may be "Abadi", "Omar bin Said
    al-Abadi" may be "bin Said".
    """
    tails = [" ".join(words[place:]) for place in range(1, len(words))]
    heads = [" ".join(words[:place]) for place in range(2, len(words))]
    plain = _without_article(words[-1])
    outer = f"{words[0]}…{words[-1]}"
    inner = [
        " ".join(words[place : place + 2])
        for place in range(1, len(words) - 2)
        if words[place] in listed("particles")
    ]
    return list(dict.fromkeys((words[-1], plain, words[0], *tails, *heads, *inner, outer)))


def _without_article(word: str) -> str:
    """An Arabic family name without its article: "al-Abadi" is "Abadi"."""
    return word.removeprefix("al-").removeprefix("el-")


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
