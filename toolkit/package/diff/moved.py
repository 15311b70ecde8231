"""Rows that only moved: the same words in a document that was edited.

One comma more at the top of a document moves every row behind it, and a row's id is made of its
place. Rows are matched by their words, the first with the first where words stand several times;
what else is another in a matched row is told as a changed value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from toolkit.package.diff.identities import Identity
from toolkit.package.diff.row_changes import (
    KEY,
    ROW_ADDED,
    ROW_REMOVED,
    VALUE_CHANGED,
    compare_rows,
    foreign_keys,
    primary_key,
    read_rows,
)
from toolkit.package.editions import Edition, schema_of

MOVED = "row_moved"

_OLD, _NEW, _WORDS, _TIME = "\0old", "\0new", "\0words", "\0time"

NEEDED = {"document_id", "text", "start"}
"""Columns of a table whose rows stand in documents and can move."""

PLACES = ("start", "end")
"""What the names of columns end in that hold a place in the text."""


def tell_moved(
    found: Mapping[str, pl.DataFrame],
    old: Edition,
    new: Edition,
    edited: Sequence[Identity],
) -> dict[str, pl.DataFrame]:
    """Tell rows that moved as such, in place of one that went and one that came.

    Args:
        found: For each table that differs what :func:`compare_rows` found.
        old: The edition before.
        new: This edition.
        edited: The documents that were edited.

    Returns:
        The same, with lines of the kind :data:`MOVED`: the id before and the id now.
    """
    documents = {one.old: one.new[0] for one in edited}
    pairs = {
        name: _pairs(name, lines, old, new, documents)
        for name, lines in found.items()
        if edited and _columns(new, name) & _columns(old, name) >= NEEDED
    }
    ids = {was: now for one in pairs.values() for was, now in one.iter_rows()}
    return {
        name: _retold(name, lines, pairs[name], old, new, ids | documents)
        if name in pairs and pairs[name].height
        else lines
        for name, lines in found.items()
    }


def _pairs(
    name: str, lines: pl.DataFrame, old: Edition, new: Edition, documents: Mapping[str, str]
) -> pl.DataFrame:
    went = _rows(name, lines, old, ROW_REMOVED, _OLD).with_columns(
        pl.col("document_id").replace_strict(documents, default=None, return_dtype=pl.String)
    )
    came = _rows(name, lines, new, ROW_ADDED, _NEW)
    same = ["document_id", _WORDS, _TIME]
    return went.join(came, on=same, maintain_order="left").select(_OLD, _NEW)


def _rows(name: str, lines: pl.DataFrame, edition: Edition, kind: str, alias: str) -> pl.DataFrame:
    """Rows that went or came, with their words and for the how manieth time these stand there."""
    key = primary_key(edition.resources[name]["schema"])
    ids = lines.filter(pl.col("kind") == kind)["row_id"]
    words = ["text", *(["kind"] if "kind" in _columns(edition, name) else [])]
    rows = read_rows(edition.scan(name), key, ids, ["document_id", *words], name)
    return rows.select(
        pl.col(KEY).alias(alias), "document_id", pl.concat_str(words, separator="\0").alias(_WORDS)
    ).with_columns(pl.int_range(pl.len()).over("document_id", _WORDS).alias(_TIME))


def _columns(edition: Edition, name: str) -> set[str]:
    return set(schema_of(edition.scan(name)))


def _retold(
    name: str,
    lines: pl.DataFrame,
    pairs: pl.DataFrame,
    old: Edition,
    new: Edition,
    ids: Mapping[str, str],
) -> pl.DataFrame:
    (key,) = primary_key(new.resources[name]["schema"])
    row, kind = pl.col("row_id"), pl.col("kind")
    apart = ((kind == ROW_REMOVED) & row.is_in(pairs[_OLD].implode())) | (
        (kind == ROW_ADDED) & row.is_in(pairs[_NEW].implode())
    )
    moved = pairs.select(
        pl.lit(MOVED).alias("kind"),
        pl.col(_OLD).alias("row_id"),
        pl.lit(key).alias("column"),
        pl.col(_OLD).alias("old"),
        pl.col(_NEW).alias("new"),
    )
    changed = _changed(name, pairs, old, new, ids)
    return pl.concat([moved, lines.filter(~apart), changed])


def _changed(
    name: str, pairs: pl.DataFrame, old: Edition, new: Edition, ids: Mapping[str, str]
) -> pl.DataFrame:
    """What is another in the rows that moved, beside their places and the ids that follow them."""
    schema = new.resources[name]["schema"]
    (key,) = primary_key(schema)
    after = _whole_rows(new, name, pairs[_NEW])
    places = [
        column
        for column, kind in after.schema.items()
        if kind.is_integer() and column.rpartition("_")[2] in PLACES
    ]
    references = [column for one in foreign_keys(schema) for column in one["fields"]]
    before = _whole_rows(old, name, pairs[_OLD])
    shared = [column for column in {key, *references} if column in before.columns]
    before = before.with_columns(pl.col(column).replace(ids) for column in shared)
    before, after = before.drop(places, strict=False), after.drop(places)
    lines = compare_rows(before.lazy(), after.lazy(), [key], table=name)
    return lines.filter(pl.col("kind") == VALUE_CHANGED)


def _whole_rows(edition: Edition, name: str, ids: pl.Series) -> pl.DataFrame:
    key = primary_key(edition.resources[name]["schema"])
    columns = list(schema_of(edition.scan(name)))
    return read_rows(edition.scan(name), key, ids, columns, name).drop(KEY)
