"""The same words again: reprints of documents and variants of statements.

Both are recorded as a reference to the earliest one, never as a merged row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.link.overlap import WORD, containment, earliest_alike, jaccard, shingles
from toolkit.rows import Document, Statement

REPRINT_SHINGLE = 5
REPRINT_JACCARD = 0.5
VARIANT_WORDS = 8
VARIANT_SHINGLE = 4
VARIANT_CONTAINMENT = 0.8


def link_reprints(documents: Sequence[Document], ranks: Mapping[str, int]) -> tuple[Document, ...]:
    """Refer each document to the earliest one with nearly the same body.

    Args:
        documents: All documents of the collection, in any order.
        ranks: Each document's place in the order of publication.

    Returns:
        The documents in the order given, with ``reprint_of`` set where the Jaccard similarity over
        sequences of 5 words is at least 0.5.
    """
    ordered = sorted(documents, key=lambda document: ranks[document.document_id])
    sets = [shingles(document.text or "", REPRINT_SHINGLE) for document in ordered]
    original = {
        ordered[later].document_id: ordered[earlier].document_id
        for later, earlier in earliest_alike(sets, REPRINT_JACCARD, jaccard).items()
    }
    return tuple(
        replace(document, reprint_of=original.get(document.document_id)) for document in documents
    )


def link_variants(
    statements: Sequence[Statement], ranks: Mapping[str, int]
) -> tuple[Statement, ...]:
    """Refer each statement to the earliest one that says the same.

    Args:
        statements: All statements of the collection, in any order.
        ranks: Each document's place in the order of publication.

    Returns:
        The statements in the order given, with ``variant_of`` set where both have at least 8 words
        and the longer one holds at least 0.8 of the shorter one's sequences of 4 words.
    """
    ordered = sorted(
        statements,
        key=lambda row: (ranks[row.document_id], row.start, row.end, row.statement_id),
    )
    sets = [
        shingles(row.text, VARIANT_SHINGLE)
        if len(WORD.findall(row.text)) >= VARIANT_WORDS
        else frozenset()
        for row in ordered
    ]
    original = {
        ordered[later].statement_id: ordered[earlier].statement_id
        for later, earlier in earliest_alike(sets, VARIANT_CONTAINMENT, containment).items()
    }
    return tuple(replace(row, variant_of=original.get(row.statement_id)) for row in statements)
