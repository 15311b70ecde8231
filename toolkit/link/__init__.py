"""Across documents: who is the same, what is said again, which figures belong side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.config import Authority, Correction
from toolkit.link.candidates import nearest_rows, words_of
from toolkit.link.contradictions import find_contradictions
from toolkit.link.corrections import (
    Outcome,
    correct_links,
    correct_rows,
    correction_problems,
)
from toolkit.link.entities import link_entities
from toolkit.link.name_keys import name_key
from toolkit.link.order import document_ranks
from toolkit.link.repeats import link_reprints, link_variants
from toolkit.link.series import link_series
from toolkit.problems import Problem
from toolkit.rows import Document, Rows

__all__ = [
    "Linked",
    "Outcome",
    "correct_links",
    "correct_rows",
    "link_rows",
    "name_key",
    "nearest_rows",
    "words_of",
]


@dataclass(frozen=True, slots=True)
class Linked:
    """The documents and rows of the whole collection, referring to each other."""

    documents: tuple[Document, ...]
    rows: Rows
    problems: tuple[Problem, ...]
    outcomes: tuple[Outcome, ...] = ()
    """What became of each line of ``corrections.csv``; ``problems`` tells it too."""


def link_rows(
    documents: Sequence[Document],
    rows: Sequence[Rows],
    *,
    authorities: Sequence[Authority] = (),
    corrections: Sequence[Correction] = (),
    refused: Mapping[int, str] | None = None,
) -> Linked:
    """Join what extraction found in each document to one collection.

    Args:
        documents: All documents, in any order.
        rows: The rows of each of them, in the same order.
        authorities: The user's own list of names.
        corrections: The user's own list of changes to rows.
        refused: Lines of it that validation found to break a promise, each with the reason.

    Returns:
        Documents with ``reprint_of``; statements with ``variant_of``; figures with ``series_id``;
        entities of the whole collection, and everything that points to one with its id; all as
        corrected.
    """
    ranks = document_ranks(documents)
    pairs = sorted(zip(documents, rows, strict=True), key=lambda pair: ranks[pair[0].document_id])
    ordered = [document for document, _ in pairs]
    linked = link_entities(ordered, [part for _, part in pairs], authorities=authorities)
    parts = [_with_entities(document, part, linked.renamed) for document, part in pairs]
    joined = replace(_join(parts), entities=linked.entities)
    stated = correct_rows(ordered, joined, corrections, refused=refused)
    computed = _link_repeats(stated.documents, stated.rows)
    chosen = correct_links(*computed, corrections, refused=refused)
    paths = {document.document_id: document.path for document in chosen.documents}
    outcomes = (*stated.outcomes, *chosen.outcomes)
    return Linked(
        chosen.documents,
        chosen.rows,
        (*find_contradictions(chosen.rows.figures, paths), *correction_problems(outcomes)),
        outcomes,
    )


def _join(parts: Sequence[Rows]) -> Rows:
    """The rows of all documents, but for their entities."""
    return Rows(
        statements=tuple(row for part in parts for row in part.statements),
        figures=tuple(row for part in parts for row in part.figures),
        mentions=tuple(row for part in parts for row in part.mentions),
        unclaimed=tuple(row for part in parts for row in part.unclaimed),
    )


def _link_repeats(documents: Sequence[Document], rows: Rows) -> tuple[tuple[Document, ...], Rows]:
    """What is said again: reprints, variants and series, from the rows as corrected."""
    ranks = document_ranks(documents)
    reprinted = link_reprints(documents, ranks)
    series = link_series(
        rows.figures,
        documents=reprinted,
        entities=rows.entities,
        mentions=rows.mentions,
        ranks=ranks,
    )
    return reprinted, replace(
        rows, statements=link_variants(rows.statements, ranks), figures=series
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
