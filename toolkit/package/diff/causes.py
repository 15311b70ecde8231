"""Why a row is another one: told where it can be known, and left open between several where not.

What made an edition stands in its certificate. What is equal in both certificates cannot be the
cause of anything, and where a row's own document came, went or was edited, or a correction names
the row, the cause is known whatever else changed.

====================  ============================================================================
cause                 what changed
====================  ============================================================================
``document_added``    the row's document came
``document_removed``  the row's document went
``document_edited``   the row's document has other bytes under the same path
``document_moved``    the document has the same bytes under another path
``documents``         the collection: linking compares a row with those of all documents
``correction``        a line of ``corrections.csv`` came or went that names the row
``authorities``       ``authorities.csv``
``metadata``          ``dataset.toml``, as far as the row can follow from it
``entity``            the entity that the row refers to was renamed, merged or split
``pipeline``          the language pipeline
``rule``              the program: its version, or, where nothing else changed, its code
====================  ============================================================================

Several that remain possible are joined by " or ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from toolkit.package.corrected import LINE
from toolkit.package.diff.identities import EDITED, Identity
from toolkit.package.diff.row_changes import VALUE_CHANGED

CORRECTION = "correction"
DOCUMENTS = "documents"
ENTITY = "entity"
METADATA = "metadata"
PIPELINE = "pipeline"
RULE = "rule"

PARTS = {
    "inputs": DOCUMENTS,
    "corrections": CORRECTION,
    "authorities": "authorities",
    "description": METADATA,
    "pipeline": PIPELINE,
    "libraries": PIPELINE,
    "toolkit": RULE,
}
"""What a part of the certificate makes possible as a cause, in the order of telling."""

CONFIG_PARTS = ("description", "authorities", "corrections")
"""What the certificate's ``config`` is the hash of, where it does not say so in parts."""

STATED = ("title", "publisher", "author", "published_date", "published_at", "language", "url")
"""Columns of ``documents`` that ``dataset.toml`` may state."""

WITHHELD = ("text", "furniture", "furniture_at")
"""Columns that an edition without the full texts leaves empty, as ``dataset.toml`` says."""

CORRECTION_CODES = ("correction_applied", "correction_failed")

TOLD = ("problem_id", "code", "row_id", "message")
"""Columns of ``problems`` by which corrections are compared."""

_ID = re.compile(r"\b[dsfemup]_[0-9a-f]{24}\b")

SEPARATOR = " or "

PAIR = " → "
"""Between two ids that are looked up as one text."""


@dataclass(frozen=True, slots=True)
class Causes:
    """What can be said about causes before a single row is looked at.

    Attributes:
        documents: ``document_id``, ``document_path`` and ``document_cause`` of each document of
            both editions; the cause is null where the document is the same in both.
        corrected: Ids that the corrections name which only one of the two editions has.
        renamed: Ids of entities that are other ones now, each with one that it became.
        restated: Documents of which something is stated otherwise, as far as rows can follow from
            it.
        withheld: Whether one edition has the full texts and the other leaves them out.
        possible: What differs between the certificates, as causes.
    """

    documents: pl.DataFrame
    corrected: frozenset[str]
    renamed: frozenset[tuple[str, str]]
    restated: frozenset[str]
    withheld: bool
    possible: tuple[str, ...]

    def among(self, *causes: str) -> str:
        """Those of some causes that are possible; the program where none of them is."""
        return SEPARATOR.join(one for one in self.possible if one in causes) or RULE

    @property
    def linking(self) -> str:
        """Why linking, which looks at all documents, gave something else."""
        followed = [one for one in PARTS.values() if one != METADATA or self.restated]
        return self.among(*followed)


def possible_causes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What differs between two certificates, as causes.

    Args:
        old: The certificate of the edition before; empty where it has none.
        new: The certificate of this edition.
    """
    configured = old.get("config") != new.get("config")

    def differs(part: str) -> bool:
        if part in CONFIG_PARTS and not (part in old and part in new):
            # Nobody knows which of the three: the certificate has one hash for all of them.
            return configured
        return part in old and part in new and old[part] != new[part]

    differing = [part for part in PARTS if differs(part)]
    return tuple(dict.fromkeys(PARTS[part] for part in differing))


def document_causes(
    old: pl.DataFrame, new: pl.DataFrame, identities: Sequence[Identity]
) -> pl.DataFrame:
    """Each document of both editions, with the cause that it is for its rows.

    Args:
        old: The documents of the edition before.
        new: The documents of this edition.
        identities: Among them the edited documents.

    Returns:
        ``document_id``, ``document_path``, ``document_cause``.
    """
    edited = {one for same in identities if same.kind == EDITED for one in (same.old, *same.new)}

    def told(side: pl.DataFrame, other: pl.DataFrame, cause: str) -> pl.DataFrame:
        here = pl.col("document_id").is_in(other["document_id"].implode())
        known = pl.when(pl.col("document_id").is_in(list(edited))).then(pl.lit(EDITED))
        return side.select(
            "document_id",
            pl.col("path").alias("document_path"),
            pl.when(~here).then(known.otherwise(pl.lit(cause))).alias("document_cause"),
        )

    gone = told(old, new, "document_removed").filter(pl.col("document_cause").is_not_null())
    return pl.concat([told(new, old, "document_added"), gone])


def corrected_ids(old: pl.DataFrame, new: pl.DataFrame) -> frozenset[str]:
    """The ids that corrections name which only one of two editions has.

    Args:
        old: The problems of the edition before, with :data:`TOLD`.
        new: The problems of this edition.
    """
    said = pl.col("message").str.replace_all(LINE, "")
    told = [
        frame.filter(pl.col("code").is_in(CORRECTION_CODES)).select("problem_id", "row_id", said)
        for frame in (old, new)
    ]
    apart = [
        row
        for one, other in (told, told[::-1])
        for row in one.join(other, on=["problem_id", "message"], how="anti").rows()
    ]
    return frozenset(_ids_in(" ".join(filter(None, row)) for row in apart))


def _ids_in(texts: Iterable[str]) -> set[str]:
    return {found for text in texts for found in _ID.findall(text)}


def restated_documents(lines: pl.DataFrame | None) -> frozenset[str]:
    """The documents of which something is stated otherwise.

    Args:
        lines: What changed in the table ``documents``; None where nothing did.
    """
    if lines is None:
        return frozenset()
    changed = lines.filter((pl.col("kind") == VALUE_CHANGED) & pl.col("column").is_in(STATED))
    return frozenset(changed["row_id"])


def assign_causes(
    lines: pl.DataFrame, causes: Causes, *, links: Sequence[tuple[str, str]]
) -> pl.DataFrame:
    """Give each line its cause.

    Args:
        lines: What changed, with the ``document_id`` of the row and whether it ``refers`` to a
            corrected row.
        causes: What is known of causes.
        links: Table and column of what linking makes out of all documents.

    Returns:
        The lines with their ``cause``, and with the ``path`` of the row's document.
    """
    corrected = list(causes.corrected)
    renamed = [PAIR.join(pair) for pair in causes.renamed]
    moved = pl.concat_str("old", "new", separator=PAIR).is_in(renamed)
    place = pl.concat_str("table", "column", separator=".")
    linked = place.is_in([f"{table}.{column}" for table, column in links])
    linked = linked | pl.col("table").is_in(["entities", "problems"])
    stated = place.is_in([f"documents.{column}" for column in STATED])
    cause = (
        pl.when(pl.col("document_cause").is_not_null())
        .then(pl.col("document_cause"))
        .when((pl.col("kind") == VALUE_CHANGED) & moved)
        .then(pl.lit(ENTITY))
        .when(pl.col("row_id").is_in(corrected) | pl.col("refers") | _both_in(corrected))
        .then(pl.lit(CORRECTION))
        .when((pl.col("table") == "documents") & (pl.col("column") == "path"))
        .then(pl.lit("document_moved"))
        .when(stated)
        .then(pl.lit(causes.among(METADATA, RULE)))
        .when(linked)
        .then(pl.lit(causes.linking))
        .when(place.is_in([f"documents.{column}" for column in WITHHELD]))
        .then(pl.lit(METADATA if causes.withheld else RULE))
        .when(pl.col("table") == "documents")
        .then(pl.lit(RULE))
        .when(pl.col("table") == "unclaimed")
        # A row that people add claims what stood there.
        .then(pl.lit(causes.among(CORRECTION, PIPELINE, RULE)))
        .when(pl.col("document_id").is_in(list(causes.restated)))
        .then(pl.lit(causes.among(METADATA, PIPELINE, RULE)))
        .otherwise(pl.lit(causes.among(PIPELINE, RULE)))
    )
    joined = lines.join(causes.documents, on="document_id", how="left", maintain_order="left")
    return joined.with_columns(
        cause.alias("cause"), pl.coalesce("path", "document_path").alias("path")
    )


def _both_in(ids: list[str]) -> pl.Expr:
    """Whether a value went from one of some ids to another, or to or from nothing."""
    old, new = pl.col("old"), pl.col("new")
    known = (old.is_in(ids) | old.is_null()) & (new.is_in(ids) | new.is_null())
    return known & (old.is_not_null() | new.is_not_null())
