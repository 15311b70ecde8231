"""The document's cast: its entities, and every place that names one or refers to one.

Names are put together first; roles are read beside them; then descriptions by office and
pronouns are linked, each only where the evidence is clear. A pronoun never makes an entity.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.cluster import Cluster
from toolkit.extract.entities.clusters import cluster_names
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.nominals import find_nominals, merged
from toolkit.extract.entities.participants import resolve_speech_participants
from toolkit.extract.entities.pronouns import find_pronouns
from toolkit.extract.entities.references import Actor, Reference, Scene
from toolkit.extract.entities.roles import (
    Role,
    offices,
    role_after,
    role_before,
    role_before_comma,
    title_before,
)
from toolkit.extract.entities.told_roles import role_told
from toolkit.extract.spans import Cast, Name, Quotation
from toolkit.rows import Document, Entity, Mention, make_id

__all__ = ["resolve_mentions", "resolve_speech_participants"]

REACH = 400
"""Code points after a name within which the commas of other names matter for its role."""


def resolve_mentions(
    document: Document, parsed: Doc, names: tuple[Name, ...], quotations: tuple[Quotation, ...]
) -> Cast:
    """Find the entities of a document and all clear mentions of them.

    Args:
        document: The document.
        parsed: The parse of its text.
        names: Its names, sorted.
        quotations: Its quotations, sorted.

    Returns:
        Entities sorted by type, name, id; mentions of kind name, nominal and pronoun.
    """
    text = document.text or ""
    scene = Scene.of(parsed, quotations)
    clusters = cluster_names(text, names, _titled_genders(scene, names))
    taken = _attach_roles(scene, clusters, names)
    actors = [_actor(cluster) for cluster in clusters]
    named = _name_references(scene, clusters)
    nominals = find_nominals(scene, actors, named, taken)
    pronouns = find_pronouns(scene, actors, merged(named, nominals))
    entities = _entities(document, actors)
    mentions = [
        _mention(document, text, entities[reference.actor], reference)
        for reference in merged(named, nominals, pronouns)
    ]
    ordered = sorted(entities, key=lambda entity: (entity.type, entity.name, entity.entity_id))
    return Cast(tuple(ordered), tuple(mentions))


def _titled_genders(scene: Scene, names: tuple[Name, ...]) -> dict[int, str | None]:
    """For each titled person's name the gender that the title tells, or None."""
    found: dict[int, str | None] = {}
    known = gazetteer.titles().gender
    for name in names:
        if name.type != "person":
            continue
        title = title_before(scene.parsed, scene.tokens(name.start, name.end)[0])
        if title is not None:
            words = [bare(token.text) for token in scene.parsed[title[0] : title[1]]]
            found[name.start] = next((known[word] for word in words if word in known), None)
    return found


def _attach_roles(
    scene: Scene, clusters: list[Cluster], names: tuple[Name, ...]
) -> list[tuple[int, int]]:
    """Write each person's roles into its cluster; return names, titles and roles as stretches."""
    starts = [name.start for name in names]
    taken = [(name.start, name.end) for name in names]
    known = gazetteer.titles().gender
    for cluster in clusters:
        if cluster.type != "person":
            continue
        for member in cluster.members:
            if member.rule == "name_in_headline":
                continue  # its neighbours all look like titles
            first, last = scene.tokens(member.start, member.end)
            following = list(
                names[bisect_left(starts, member.end) : bisect_left(starts, member.end + REACH)]
            )
            for role in (
                role_before(scene.parsed, first),
                role_after(scene.parsed, last, following),
                role_told(scene.parsed, last),
            ):
                if role is not None:
                    cluster.roles.append(role.text)
                    taken.append((role.start, role.end))
                    _tell_gender(cluster, role, known)
            title = title_before(scene.parsed, first)
            if title is not None:
                described = role_before_comma(scene.parsed, title[0])
                if described is not None and described.text not in cluster.roles:
                    cluster.roles.append(described.text)  # The mayor, *Councillor* Anna Berg
                    taken.append((described.start, described.end))
                taken.append((scene.parsed[title[0]].idx, member.start))
                scene.add_title(title[0], (first, last))
    return sorted(taken)


def _tell_gender(cluster: Cluster, role: Role, known: dict[str, str]) -> None:
    told = [known[bare(word)] for word in role.text.split() if bare(word) in known]
    if told and cluster.gender is None:
        cluster.gender = told[0]


def _actor(cluster: Cluster) -> Actor:
    held = frozenset(office for role in cluster.roles for office in offices(role))
    codes = frozenset(code for role in cluster.roles for code in _codes(role))
    return Actor(cluster, held, codes)


def _codes(role: str) -> set[str]:
    words = role.replace("’", "'").replace("'s", "").replace(",", "").split()
    found = set()
    for size in (1, 2, 3):
        for position in range(len(words) - size + 1):
            phrase = " ".join(words[position : position + size])
            code = gazetteer.nationality_code(phrase) or gazetteer.state_code(phrase)
            if code is not None and phrase[:1].isupper():
                found.add(code)
    return found


def _name_references(scene: Scene, clusters: list[Cluster]) -> list[Reference]:
    found = []
    for number, cluster in enumerate(clusters):
        for member in cluster.members:
            head = scene.head(member.start, member.end)
            found.append(
                scene.reference(member.start, member.end, number, "name", member.rule, head)
            )
    return sorted(found, key=lambda reference: (reference.start, reference.end))


def _entities(document: Document, actors: list[Actor]) -> list[Entity]:
    """The entities, in the actors' order; a second one of the same type and name gets a number."""
    used: Counter[tuple[str, str]] = Counter()
    found = []
    for actor in actors:
        cluster = actor.cluster
        name = cluster.name
        key = (cluster.type, unicodedata.normalize("NFC", name).casefold())
        ordinal = (used[key],) if used[key] else ()
        used[key] += 1
        found.append(
            Entity(
                entity_id=make_id("e", *key, document.document_id, *ordinal),
                name=name,
                type=cluster.type,
                rule=_rule(cluster),
                aliases=tuple(sorted(form for form in cluster.forms if form != name)),
                role=_fullest_role(cluster.roles),
                country=gazetteer.state_code(name) if cluster.type == "place" else None,
            )
        )
    return found


def _rule(cluster: Cluster) -> str:
    """The rule of the place where the entity's name is printed first in full."""
    first = cluster.name
    for member in cluster.members:
        if member.end - member.start == len(first):
            return member.rule
    return cluster.members[0].rule


def _fullest_role(roles: list[str]) -> str | None:
    """The role with most words, then most letters, then the first printed."""
    distinct = list(dict.fromkeys(roles))
    if not distinct:
        return None
    return max(distinct, key=lambda role: (len(role.split()), len(role), -distinct.index(role)))


def _mention(document: Document, text: str, entity: Entity, reference: Reference) -> Mention:
    start, end = reference.start, reference.end
    return Mention(
        mention_id=make_id("m", document.document_id, start, end, reference.kind),
        document_id=document.document_id,
        entity_id=entity.entity_id,
        text=text[start:end],
        start=start,
        end=end,
        kind=reference.kind,
        rule=reference.rule,
    )
