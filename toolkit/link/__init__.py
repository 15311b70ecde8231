"""Across documents: who is the same, what is said again, which figures belong side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.config import Authority
from toolkit.link.contradictions import find_contradictions
from toolkit.link.entities import link_entities
from toolkit.link.order import document_ranks
from toolkit.link.repeats import link_reprints, link_variants
from toolkit.link.series import link_series
from toolkit.problems import Problem
from toolkit.rows import Document, Rows

__all__ = ["Linked", "link_rows"]


@dataclass(frozen=True, slots=True)
class Linked:
    """The documents and rows of the whole collection, referring to each other."""

    documents: tuple[Document, ...]
    rows: Rows
    problems: tuple[Problem, ...]


def link_rows(
    documents: Sequence[Document],
    rows: Sequence[Rows],
    *,
    authorities: Sequence[Authority] = (),
) -> Linked:
    """Join what extraction found in each document to one collection.

    Args:
        documents: All documents, in any order.
        rows: The rows of each of them, in the same order.
        authorities: The user's own list of names.

    Returns:
        Documents with ``reprint_of``; statements with ``variant_of``; figures with ``series_id``;
        entities of the whole collection, and everything that points to one with its id.
    """
    ranks = document_ranks(documents)
    pairs = sorted(zip(documents, rows, strict=True), key=lambda pair: ranks[pair[0].document_id])
    documents = link_reprints([document for document, _ in pairs], ranks)
    linked = link_entities(documents, [part for _, part in pairs], authorities=authorities)
    parts = [_with_entities(document, part, linked.renamed) for document, part in pairs]
    statements = [row for part in parts for row in part.statements]
    figures = [row for part in parts for row in part.figures]
    mentions = tuple(row for part in parts for row in part.mentions)
    series = link_series(
        figures, documents=documents, entities=linked.entities, mentions=mentions, ranks=ranks
    )
    paths = {document.document_id: document.path for document in documents}
    return Linked(
        documents,
        Rows(
            statements=link_variants(statements, ranks),
            figures=series,
            entities=linked.entities,
            mentions=mentions,
            unclaimed=tuple(row for part in parts for row in part.unclaimed),
        ),
        tuple(find_contradictions(series, paths)),
    )


def _with_entities(document: Document, rows: Rows, renamed: Mapping[tuple[str, str], str]) -> Rows:
    """One document's rows, pointing to the collection's entities instead of its own."""

    def entity(own: str | None) -> str | None:
        return None if own is None else renamed[document.document_id, own]

    return replace(
        rows,
        statements=tuple(
            replace(row, speaker_id=entity(row.speaker_id)) for row in rows.statements
        ),
        figures=tuple(
            replace(row, asserted_by=entity(row.asserted_by), place_id=entity(row.place_id))
            for row in rows.figures
        ),
        mentions=tuple(
            replace(row, entity_id=renamed[document.document_id, row.entity_id])
            for row in rows.mentions
        ),
    )
