"""The same words in several places: statements that say the same, documents with the same text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.serve.compare import Comparison, compare_texts

Row = Mapping[str, Any]

PER_PAGE = 50
COMPARED = 20
"""The most versions set beside the first on one page."""

COUNTS = """
SELECT (SELECT count(DISTINCT variant_of) FROM statements) AS statements,
  (SELECT count(DISTINCT reprint_of) FROM documents) AS documents
"""

STATEMENTS = """
SELECT r.versions, s.statement_id, s.text, s.speaker, s.speaker_id,
  e.name AS speaker_name, d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening,
  d.publisher, d.published_date
FROM (
  SELECT variant_of, count(*) + 1 AS versions FROM statements WHERE variant_of IS NOT NULL
  GROUP BY variant_of ORDER BY versions DESC, variant_of LIMIT :limit OFFSET :offset
) r JOIN statements s ON s.statement_id = r.variant_of JOIN documents d USING (document_id)
LEFT JOIN entities e ON e.entity_id = s.speaker_id
ORDER BY r.versions DESC, s.statement_id
"""

DOCUMENTS = """
SELECT r.versions, d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, d.words
FROM (
  SELECT reprint_of, count(*) + 1 AS versions FROM documents WHERE reprint_of IS NOT NULL
  GROUP BY reprint_of ORDER BY versions DESC, reprint_of LIMIT :limit OFFSET :offset
) r JOIN documents d ON d.document_id = r.reprint_of
ORDER BY r.versions DESC, d.document_id
"""

STATEMENT_VERSIONS = """
SELECT s.statement_id AS row_id, s.document_id, s.text, s.kind, s.speaker, s.speaker_id, s.cue,
  s.via, e.name AS speaker_name, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, s.statement_id = f.first AS is_first
FROM (SELECT coalesce(variant_of, statement_id) AS first FROM statements WHERE statement_id = :id) f
JOIN statements s ON s.statement_id = f.first OR s.variant_of = f.first
JOIN documents d USING (document_id) LEFT JOIN entities e ON e.entity_id = s.speaker_id
ORDER BY is_first DESC, d.published_date IS NULL, d.published_date, s.rowid LIMIT :limit
"""

DOCUMENT_VERSIONS = """
SELECT d.document_id AS row_id, d.document_id, d.text, d.path, d.title,
  substr(d.text, 1, 200) AS opening, d.publisher, d.published_date,
  d.document_id = f.first AS is_first
FROM (SELECT coalesce(reprint_of, document_id) AS first FROM documents WHERE document_id = :id) f
JOIN documents d ON d.document_id IN (
  SELECT f.first UNION ALL
  SELECT r.document_id FROM documents r INDEXED BY idx_documents_reprint_of
  WHERE r.reprint_of = f.first)
ORDER BY is_first DESC, d.published_date IS NULL, d.published_date, d.rowid LIMIT :limit
"""

VERSIONS = {"s_": STATEMENT_VERSIONS, "d_": DOCUMENT_VERSIONS}
"""By the beginning of an id: the first row that says it, then those that say it again."""


@dataclass(frozen=True, slots=True)
class Version:
    """One row that repeats the first, beside it."""

    row: Row
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class RepeatsView:
    """Everything that a page of versions shows."""

    table: str
    first: Row
    versions: tuple[Version, ...]
    more: bool
    """Whether there are versions that the page does not show."""


def repeats_view(rows: Sequence[Row]) -> RepeatsView:
    """Set every version beside the first one.

    Args:
        rows: The first version, then at least one other; one more than :data:`COMPARED` where
            there are more.
    """
    first, *others = rows
    return RepeatsView(
        table="statements" if str(first["row_id"]).startswith("s_") else "documents",
        first=first,
        versions=tuple(
            Version(row, compare_texts(first["text"] or "", row["text"] or ""))
            for row in others[:COMPARED]
        ),
        more=len(others) > COMPARED,
    )
