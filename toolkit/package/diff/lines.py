"""The lines of a diff as people read them: which row, which words, which document, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from toolkit.package.diff.causes import (
    TOLD,
    Causes,
    assign_causes,
    corrected_ids,
    document_causes,
    possible_causes,
    restated_documents,
)
from toolkit.package.diff.identities import EDITED, Identity
from toolkit.package.diff.row_changes import (
    LINES,
    ROW_ADDED,
    ROW_REMOVED,
    foreign_keys,
    key_text,
    primary_key,
    with_keys,
)
from toolkit.package.editions import Edition, collect_rows, schema_of

ROWS = {
    "table": pl.String,
    **LINES,
    "cause": pl.String,
    "path": pl.String,
    "label": pl.String,
}
"""The columns of :attr:`toolkit.package.diff.compare.PackageDiff.rows`."""

DESCRIBED = {**ROWS, "document_id": pl.String, "refers": pl.Boolean}
"""What causes are told from: the row's document, and whether it refers to a corrected row."""

TEXTS = "toolkit:texts"
"""The descriptor's property that says whether an edition has the full texts."""

UNKNOWN = "unknown"
"""The cause where no certificate says what an edition was made from."""


def describe_lines(
    found: Mapping[str, pl.DataFrame],
    old: Edition,
    new: Edition,
    identities: Sequence[Identity],
) -> pl.DataFrame:
    """Put together what changed in all tables.

    Args:
        found: For each table that differs what :func:`compare_rows` found.
        old: The edition before.
        new: This edition.
        identities: What is the same under another id.

    Returns:
        :data:`ROWS`, in the order of the tables.
    """
    causes = _causes(found, old, new, identities) if found else None
    parts = [pl.DataFrame(schema=ROWS)]
    for name, lines in found.items():
        own = [one for one in identities if _table_of(one) == name]
        corrected = list(causes.corrected) if causes else []
        described = _describe(_without(lines, own), name, old, new, corrected)
        told = pl.concat([_identity_lines(name, own), described])
        if causes is not None:
            told = assign_causes(told, causes, links=_links(new.resources[name]))
        parts.append(told.select(list(ROWS)))
    return pl.concat(parts)


def _causes(
    found: Mapping[str, pl.DataFrame],
    old: Edition,
    new: Edition,
    identities: Sequence[Identity],
) -> Causes | None:
    """What is known of causes; None for packages of other programs."""
    tables = old.resources.keys() & new.resources.keys()
    if not (old.certificate and new.certificate and {"documents", "problems"} <= tables):
        return None
    before, after = (side.read("documents", "document_id", "path") for side in (old, new))
    told, tells = (side.read("problems", *TOLD) for side in (old, new))
    return Causes(
        documents=document_causes(before, after, identities),
        corrected=corrected_ids(told, tells),
        renamed=frozenset(
            (same.old, new) for same in identities if same.kind != EDITED for new in same.new
        ),
        restated=restated_documents(found.get("documents")),
        withheld=old.descriptor.get(TEXTS) != new.descriptor.get(TEXTS),
        possible=possible_causes(old.certificate, new.certificate),
    )


def _table_of(identity: Identity) -> str:
    return "documents" if identity.kind == EDITED else "entities"


def _without(lines: pl.DataFrame, identities: Sequence[Identity]) -> pl.DataFrame:
    """The lines but those that an identity tells better: what only seems to have gone or come."""
    gone = [one.old for one in identities]
    came = [new for one in identities for new in one.new]
    kind, row = pl.col("kind"), pl.col("row_id")
    seeming = ((kind == ROW_REMOVED) & row.is_in(gone)) | ((kind == ROW_ADDED) & row.is_in(came))
    return lines.filter(~seeming)


def _identity_lines(table: str, identities: Sequence[Identity]) -> pl.DataFrame:
    column = "document_id" if table == "documents" else "entity_id"
    told = [
        {
            "table": table,
            "kind": one.kind,
            "row_id": one.old,
            "column": column,
            "old": one.old,
            "new": " ".join(one.new),
            "cause": UNKNOWN,
            "path": None,
            "label": one.before if one.kind == EDITED else f"{one.before} → {one.after}",
            "document_id": one.old if one.kind == EDITED else None,
            "refers": False,
        }
        for one in identities
    ]
    return pl.DataFrame(told, schema=DESCRIBED)


def _describe(
    lines: pl.DataFrame, name: str, old: Edition, new: Edition, corrected: list[str]
) -> pl.DataFrame:
    """Each line with the words, the document and the path of its row, as it is now or was."""
    now, before = (_known_rows(edition, name, lines, corrected) for edition in (new, old))
    known = pl.concat([now, before.join(now, on="row_id", how="anti")])
    moved = pl.col("kind").is_in([ROW_ADDED, ROW_REMOVED])
    return (
        lines.join(known, on="row_id", how="left", maintain_order="left")
        .with_columns(
            (pl.col("refers") & moved).alias("refers"),
            pl.lit(name).alias("table"),
            pl.lit(UNKNOWN).alias("cause"),
        )
        .select(list(DESCRIBED))
    )


def _known_rows(
    edition: Edition, name: str, lines: pl.DataFrame, corrected: list[str]
) -> pl.DataFrame:
    schema, rows = edition.resources[name]["schema"], edition.scan(name)
    columns = schema_of(rows)
    nothing = pl.lit(None, pl.String)
    key = key_text(primary_key(schema))
    label = schema.get("toolkit:label")
    document = key if name == "documents" else pl.col("document_id")
    referring = [column for key in foreign_keys(schema) for column in key["fields"]]
    refers = [pl.col(column).is_in(corrected) for column in referring if column in columns]
    known = with_keys(rows, primary_key(schema), lines["row_id"].unique()).select(
        key.alias("row_id"),
        (pl.col(label) if label in columns else key).alias("label"),
        (document if "document_id" in columns else nothing).alias("document_id"),
        (pl.col("path") if name == "problems" and "path" in columns else nothing).alias("path"),
        pl.any_horizontal(pl.lit(False), *refers).fill_null(False).alias("refers"),
    )
    return collect_rows(known, name)


def _links(resource: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Table and column of each reference; all but those to documents are made by linking."""
    return [
        (str(resource["name"]), column)
        for key in foreign_keys(resource["schema"])
        for column in key["fields"]
        if column != "document_id"
    ]
