"""What is the same under another id: an edited document, a renamed, merged or split entity.

An id is a hash of what a row is, so a fuller name of a person or one more comma in a document gives
another id. That a row went and another came says less than what happened.

============  ====================================================================================
told as       where
============  ====================================================================================
edited        a document's path is still there and its bytes are others
renamed       all names of an entity that is gone are now those of one new entity, and of no other's
merged        all names of an entity that is gone are now those of one entity that has others too
split         the names of one entity are now those of several; where it is still there, of new ones
============  ====================================================================================

The names are followed by the ids of their mentions, which do not depend on whom they name. An
entity whose names all went with their documents is removed, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

EDITED = "document_edited"
RENAMED = "entity_renamed"
MERGED = "entity_merged"
SPLIT = "entity_split"


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that has another id now.

    Attributes:
        kind: :data:`EDITED`, :data:`RENAMED`, :data:`MERGED` or :data:`SPLIT`.
        old: Its id in the edition before.
        new: Its id now; of a split one the ids of all, the one that it kept first.
        before: What people knew it by.
        after: What they know it by now.
    """

    kind: str
    old: str
    new: tuple[str, ...]
    before: str
    after: str


def edited_documents(old: pl.DataFrame, new: pl.DataFrame) -> list[Identity]:
    """Documents whose path stayed and whose bytes did not, in the order of the paths.

    Args:
        old: The documents of the edition before; ``document_id`` and ``path`` are read.
        new: The documents of this edition.
    """
    columns = ["document_id", "path"]
    went = old.select(columns).join(new, on="document_id", how="anti")
    came = new.select(columns).join(old, on="document_id", how="anti")
    pairs = went.join(came, on="path", suffix="_new").sort("path")
    return [
        Identity(EDITED, before, (after,), path, path)
        for before, path, after in pairs.select("document_id", "path", "document_id_new").rows()
    ]


def changed_entities(
    old: tuple[pl.DataFrame, pl.DataFrame], new: tuple[pl.DataFrame, pl.DataFrame]
) -> list[Identity]:
    """Entities that were renamed, merged or split.

    Args:
        old: The tables ``entities`` and ``mentions`` of the edition before.
        new: The same two of this edition.
    """
    (old_entities, old_mentions), (new_entities, new_mentions) = old, new
    before, after = _names(old_entities), _names(new_entities)
    moves = _moves(old_mentions, new_mentions)
    targets: dict[str, list[str]] = defaultdict(list)
    origins: dict[str, list[str]] = defaultdict(list)
    for was, now in moves:
        if was in before and now in after:
            targets[was].append(now)
            origins[now].append(was)
    return sorted(
        _identities(before, after, targets, origins), key=lambda one: (one.before, one.old)
    )


def _names(entities: pl.DataFrame) -> dict[str, str]:
    return dict(entities.select("entity_id", "name").iter_rows())


def _moves(old: pl.DataFrame, new: pl.DataFrame) -> list[tuple[str, str]]:
    """Whom the same mentions named before and name now, each pair once.

    Proper names decide, as long as there are any: a pronoun that is read otherwise moves nobody.
    """
    columns = ["mention_id", "entity_id"]
    pairs = old.select(*columns, "kind").join(new.select(columns), on="mention_id", suffix="_new")
    named = pairs.filter(pl.col("kind") == "name")
    rest = pairs.join(named, on="entity_id", how="anti").join(
        named, left_on="entity_id_new", right_on="entity_id_new", how="anti"
    )
    both = pl.concat([named, rest]).select("entity_id", "entity_id_new").unique()
    return sorted(both.rows())


def _identities(
    before: dict[str, str],
    after: dict[str, str],
    targets: dict[str, list[str]],
    origins: dict[str, list[str]],
) -> Iterator[Identity]:
    for was, name in before.items():
        now = sorted(targets[was], key=lambda one: (one != was, one))
        came = [one for one in now if one not in before]
        if was in after:
            # Who is still there and lost names to somebody new was split.
            now = [was, *(one for one in came if set(origins[one]) == {was})]
        if len(now) > 1:
            yield Identity(SPLIT, was, tuple(now), quoted(name), quoted(*(after[x] for x in now)))
        elif len(now) == 1 and was not in after:
            renamed = now == came and origins[now[0]] == [was]
            kind = RENAMED if renamed else MERGED
            yield Identity(kind, was, tuple(now), quoted(name), quoted(after[now[0]]))


def quoted(*names: str) -> str:
    """Names as they stand in a sentence."""
    return " and ".join(f"“{name}”" for name in names)
