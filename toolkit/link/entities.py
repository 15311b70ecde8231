"""The same person, body or place in several documents: joined on evidence, else kept apart.

What counts as evidence, strongest first:

=====================  ============================================================================
evidence               two entities of the same type are one where ...
=====================  ============================================================================
the user's list        the user's ``authorities.csv`` lists a name of each for one thing
the same state         both are a state's own name and stand for the same state
the same known body    both are names of one body on the list in ``toolkit/bodies.toml``
the same name          they share a full name: for persons one of at least two words
the same outer names   persons: first and last word agree and one of them prints more between
a short name           a name that can be short for several (a surname, an acronym) fits one only
the opening            a body's or event's name is the beginning, the letters, or all but the year
                       or the country of one longer name only, and documents of both name a third
                       thing in common
=====================  ============================================================================

Counter-examples: "Holm" is kept apart from "Ida Holm" where another document names "Per Holm"; the
organization "Georgia" is not the place "Georgia"; "Ferry Board" is kept apart from "Ferry Board for
the North" where another document names the "Ferry Board for the South".
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.bodies import find_body
from toolkit.config import Authority
from toolkit.link.groups import Groups
from toolkit.link.name_keys import name_key
from toolkit.link.openings import join_openings
from toolkit.rows import Document, Entity, Rows, make_id


@dataclass(frozen=True, slots=True)
class LinkedEntities:
    """The entities of the collection, and which of them each document's own entity became."""

    entities: tuple[Entity, ...]
    renamed: Mapping[tuple[str, str], str]
    """From (document_id, the document's own entity_id) to the entity_id in the collection."""


def link_entities(
    documents: Sequence[Document],
    rows: Sequence[Rows],
    *,
    authorities: Sequence[Authority] = (),
) -> LinkedEntities:
    """Join the entities of different documents that are the same.

    Args:
        documents: The documents, in the order of publication.
        rows: The rows of each of them, in the same order.
        authorities: What the user knows about names; it takes precedence.

    Returns:
        The entities with the collection's ids and counts, sorted by type, name and id.
    """
    found = [
        (document.document_id, entity)
        for document, part in zip(documents, rows, strict=True)
        for entity in part.entities
    ]
    known = _authority_index(authorities)
    entities = [_with_authority(entity, known) for _, entity in found]
    groups = Groups(len(entities))
    _join_by_name(entities, known, groups)
    documents_of = [document_id for document_id, _ in found]
    _join_short_names(entities, documents_of, groups)
    join_openings(entities, documents_of, groups)
    merged = {
        root: _merge([entities[position] for position in members])
        for root, members in groups.members().items()
    }
    ids = _collection_ids(merged, [document_id for document_id, _ in found])
    renamed = {
        (document_id, entity.entity_id): ids[groups.find(position)]
        for position, (document_id, entity) in enumerate(found)
    }
    named = {ids[root]: replace(entity, entity_id=ids[root]) for root, entity in merged.items()}
    counted = _count(named, renamed, rows)
    return LinkedEntities(
        tuple(sorted(counted, key=lambda row: (row.type, row.name, row.entity_id))), renamed
    )


def _authority_index(authorities: Sequence[Authority]) -> dict[str, Authority]:
    """Each listed name and alias to its line; the first line wins where two share a name."""
    index: dict[str, Authority] = {}
    for authority in authorities:
        for name in (authority.name, *authority.aliases):
            index.setdefault(name_key(name), authority)
    return index


def _authority_of(entity: Entity, known: Mapping[str, Authority]) -> Authority | None:
    for name in (entity.name, *entity.aliases):
        authority = known.get(name_key(name))
        if authority is not None:
            return authority
    return None


def _with_authority(entity: Entity, known: Mapping[str, Authority]) -> Entity:
    """The entity with what the user's file says of it; the names stay as printed."""
    authority = _authority_of(entity, known)
    if authority is None:
        return entity
    return replace(
        entity,
        type=authority.type or entity.type,
        country=authority.country or entity.country,
        wikidata=authority.wikidata,
        rule="authority",
    )


def _join_by_name(
    entities: Sequence[Entity], known: Mapping[str, Authority], groups: Groups
) -> None:
    """Join entities that share a listed name, a state, a known body or a full name."""
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for position, entity in enumerate(entities):
        authority = _authority_of(entity, known)
        if authority is not None:
            sharing["authority", authority.line].append(position)
        if entity.country is not None and entity.type == "place":
            sharing["country", entity.country].append(position)
        if entity.type == "organization":
            forms = (entity.name, *entity.aliases)
            for body in sorted({body for form in forms if (body := find_body(form))}):
                sharing["body", body].append(position)
        key = name_key(entity.name)
        if entity.type != "person" or " " in key:
            sharing["name", entity.type, key].append(position)
    for positions in sharing.values():
        groups.join(positions)
    _join_inner_names(entities, groups)


def _join_inner_names(entities: Sequence[Entity], groups: Groups) -> None:
    """Join "Ida Holm" and "Ida M. Holm", unless two different middles make that ambiguous."""
    outer: dict[tuple[str, str], dict[tuple[str, ...], list[int]]] = defaultdict(dict)
    for position, entity in enumerate(entities):
        words = name_key(entity.name).split()
        if entity.type == "person" and len(words) >= 2:
            middles = outer[words[0], words[-1]]
            middles.setdefault(tuple(words[1:-1]), []).append(position)
    for middles in outer.values():
        if len([middle for middle in middles if middle]) <= 1:
            groups.join(position for positions in middles.values() for position in positions)


def _join_short_names(entities: Sequence[Entity], documents: Sequence[str], groups: Groups) -> None:
    """Join a name that stands for one longer name only: a surname, an acronym, another alias.

    Two that one document keeps apart, "Mr Holm" and "Ms Holm", stay apart.
    """
    longer: dict[tuple[str, str], set[int]] = defaultdict(set)
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, entity in enumerate(entities):
        key = name_key(entity.name)
        named[entity.type, key].append(position)
        if entity.type != "person" or " " in key:
            for short in _short_forms(entity) - {key}:
                longer[entity.type, short].add(position)
    for form, positions in named.items():
        candidates = {groups.find(position) for position in longer.get(form, ())}
        apart = len({documents[position] for position in positions}) < len(positions)
        if len(candidates) <= 1 and not apart:
            groups.join([*positions, *candidates])


def _short_forms(entity: Entity) -> set[str]:
    forms = {name_key(alias) for alias in entity.aliases}
    if entity.type == "person":
        forms.add(name_key(entity.name).split()[-1])
    return {form for form in forms if form}


def _merge(members: Sequence[Entity]) -> Entity:
    """One entity of several: the fullest name, the fullest role, all other forms as aliases."""
    fullest = max(members, key=lambda row: _fullness(row.name))
    forms = {name for row in members for name in (row.name, *row.aliases)}
    roles = [row.role for row in members if row.role]
    return replace(
        fullest,
        aliases=tuple(sorted(forms - {fullest.name})),
        role=max(roles, key=_fullness) if roles else None,
        country=next((row.country for row in members if row.country), None),
        wikidata=next((row.wikidata for row in members if row.wikidata), None),
    )


def _fullness(name: str) -> tuple[int, bool, int, str]:
    """More words first, then mixed case over capitals ("HOLM"), then length, then the alphabet."""
    return len(name.split()), not name.isupper(), len(name), name


def _collection_ids(merged: Mapping[int, Entity], documents: Sequence[str]) -> dict[int, str]:
    """The contract's id of each group; ``documents`` gives the first mention's by position."""
    parts = {
        root: (entity.type, unicodedata.normalize("NFC", entity.name).casefold())
        for root, entity in merged.items()
    }
    shared = Counter(parts.values())
    used: Counter[tuple[str, ...]] = Counter()
    ids: dict[int, str] = {}
    for root, part in sorted(parts.items()):
        if shared[part] == 1:
            ids[root] = make_id("e", *part)
            continue
        # Two of one document, "Mr Holm" and "Ms Holm", are told apart by their order in it.
        key = (*part, documents[root])
        ids[root] = make_id("e", *key, *((used[key],) if used[key] else ()))
        used[key] += 1
    return ids


def _count(
    entities: Mapping[str, Entity],
    renamed: Mapping[tuple[str, str], str],
    rows: Sequence[Rows],
) -> list[Entity]:
    mentions: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for part in rows:
        for mention in part.mentions:
            entity_id = renamed[mention.document_id, mention.entity_id]
            mentions[entity_id] += 1
            documents[entity_id].add(mention.document_id)
    return [
        replace(entity, documents=len(documents[entity_id]), mentions=mentions[entity_id])
        for entity_id, entity in entities.items()
    ]
