"""Rows to typed, sorted Arrow tables: what is checked and published is made here, and only here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import pyarrow as pa

from toolkit.problems import Problem
from toolkit.rows import Document, Entity, Rows, path_key
from toolkit.schema import Table, arrow_schema, tables

SortKey = Callable[[Any], Any]


def build_tables(
    documents: Iterable[Document], rows: Rows, problems: Iterable[Problem]
) -> dict[str, pa.Table]:
    """Make the tables of a dataset from its linked rows.

    The order of what comes in leaves no trace. Rows that stand in a document follow the order of
    the documents (by path), so that who reads ``statements`` reads one document after another.

    Args:
        documents: The distinct documents.
        rows: The linked rows of all of them.
        problems: What a reader of the dataset has to know.

    Returns:
        The tables by name, in the order of :data:`toolkit.schema.TABLE_NAMES`, with the declared
        columns and types. Whether nulls stand only where they may is for validation to say.

    Raises:
        KeyError: A row names a document that is not among ``documents``; a fault of ours.
        pyarrow.ArrowInvalid: A value does not have its column's type; a fault of ours.
    """
    ordered = sorted(documents, key=lambda document: _path_order(document.path))
    ranks = {document.document_id: rank for rank, document in enumerate(ordered)}
    content: dict[str, Sequence[Any]] = {
        "documents": ordered,
        "statements": sorted(rows.statements, key=_in_text("statement_id", ranks)),
        "figures": sorted(rows.figures, key=_in_text("figure_id", ranks)),
        "entities": sorted(rows.entities, key=_entity_order),
        "mentions": sorted(rows.mentions, key=_in_text("mention_id", ranks)),
        "unclaimed": sorted(rows.unclaimed, key=_in_text("unclaimed_id", ranks)),
        "problems": sorted(problems, key=_problem_order),
    }
    return {one.name: _arrow_table(content[one.name], one) for one in tables()}


def _arrow_table(rows: Sequence[object], described: Table) -> pa.Table:
    """Rows as columns, one column at a time: no dictionary for each of a million rows."""
    schema = arrow_schema(described)
    columns = [
        pa.array(map(attrgetter(field.name), rows), type=field.type, size=len(rows))
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _in_text(key: str, ranks: Mapping[str, int]) -> SortKey:
    """The order of rows that stand in a document: the document's, then place, then id."""
    fields = attrgetter("document_id", "start", "end", key)

    def order(row: object) -> tuple[int, int, int, str]:
        document_id, start, end, row_id = fields(row)
        return ranks[document_id], start, end, row_id

    return order


def _entity_order(entity: Entity) -> tuple[str, str, str]:
    return entity.type, entity.name, entity.entity_id


def _problem_order(problem: Problem) -> tuple[bytes, int, str, str, str]:
    path = problem.path or ""
    return *_path_order(path), problem.code, problem.problem_id


def _path_order(path: str) -> tuple[bytes, int, str]:
    """By the bytes of the path and the member's number; ``a#1`` and ``a#01`` still differ."""
    return *path_key(path), path
