"""The SELECTs behind our own pages. Every value is a parameter; names come from the schemas."""

from __future__ import annotations

from toolkit.schema import Table

CONTEXT = 160
"""Code points shown before and after a row's span."""

OPENING = "substr(text, 1, 200) AS opening"
"""The beginning of a text, of which a document without a title takes its name."""

DOCUMENTS = f"""
SELECT d.*,
  (SELECT count(*) FROM statements s WHERE s.document_id = d.document_id) AS statements,
  (SELECT count(*) FROM figures f WHERE f.document_id = d.document_id) AS figures
FROM (
  SELECT document_id, path, title, {OPENING}, publisher, published_date, language, words
  FROM documents WHERE rowid IN (
    SELECT rowid FROM documents ORDER BY published_date IS NULL, published_date, rowid LIMIT :limit
  )
) d ORDER BY published_date IS NULL, published_date, path
"""

SPEAKERS = """
SELECT entity_id, name, role, type, statements
FROM (
  SELECT speaker_id, count(*) AS statements FROM statements WHERE speaker_id IS NOT NULL
  GROUP BY speaker_id ORDER BY statements DESC, speaker_id LIMIT :limit
) JOIN entities ON entity_id = speaker_id ORDER BY statements DESC, name, entity_id
"""

DAYS = """
SELECT published_date AS day, count(*) AS count FROM documents WHERE published_date IS NOT NULL
GROUP BY published_date ORDER BY published_date
"""

PROBLEMS = """
SELECT severity, code, count(*) AS problems FROM problems
GROUP BY severity, code ORDER BY severity, code
"""

DOCUMENT = """
SELECT d.*, substr(d.text, 1, 200) AS opening,
  (SELECT document_id FROM documents WHERE rowid = d.rowid - 1) AS previous_id,
  (SELECT document_id FROM documents WHERE rowid = d.rowid + 1) AS next_id
FROM documents d WHERE d.document_id = :id
"""

OF_DOCUMENT = {
    "statements": """
SELECT s.*, e.name AS speaker_name, e.type AS speaker_type,
  EXISTS (SELECT 1 FROM statements v WHERE v.variant_of = s.statement_id) AS is_repeated
FROM statements s
LEFT JOIN entities e ON e.entity_id = s.speaker_id
WHERE s.document_id = :id ORDER BY s.rowid
""",
    "figures": """
SELECT f.*, e.name AS asserter_name, p.name AS place_name FROM figures f
LEFT JOIN entities e ON e.entity_id = f.asserted_by
LEFT JOIN entities p ON p.entity_id = f.place_id
WHERE f.document_id = :id ORDER BY f.rowid
""",
    "mentions": """
SELECT m.*, e.name, e.type FROM mentions m JOIN entities e USING (entity_id)
WHERE m.document_id = :id ORDER BY m.rowid
""",
    "unclaimed": "SELECT * FROM unclaimed WHERE document_id = :id ORDER BY rowid",
    "reprints": f"""
SELECT d.document_id, d.path, d.title, {OPENING.replace("text", "d.text")}, d.publisher,
  d.published_date
FROM (SELECT coalesce(reprint_of, document_id) AS first FROM documents WHERE document_id = :id) f
JOIN documents d ON d.document_id IN (
  SELECT f.first UNION ALL
  SELECT r.document_id FROM documents r INDEXED BY idx_documents_reprint_of
  WHERE r.reprint_of = f.first)
WHERE d.document_id <> :id ORDER BY d.published_date IS NULL, d.published_date, d.rowid LIMIT 20
""",
    "sharing": f"""
SELECT d.document_id, d.path, d.title, {OPENING.replace("text", "d.text")}, d.publisher,
  d.published_date, r.shared, r.first
FROM (
  SELECT s.document_id, count(*) AS shared, min(f.first) AS first
  FROM (SELECT DISTINCT coalesce(variant_of, statement_id) AS first FROM statements
        WHERE document_id = :id) f
  JOIN statements s ON s.statement_id = f.first OR s.variant_of = f.first
  WHERE s.document_id <> :id GROUP BY s.document_id ORDER BY shared DESC LIMIT 12
) r JOIN documents d USING (document_id) ORDER BY r.shared DESC, d.rowid
""",
}
"""For each kind of row that a document's page shows, those of one document in their order."""

AROUND = f"""
SELECT document_id, path, title, {OPENING}, publisher, published_date, url,
  substr(text, max(1, :start + 1 - {CONTEXT}), min(:start, {CONTEXT})) AS before,
  substr(text, :start + 1, :end - :start) AS span,
  substr(text, :end + 1, {CONTEXT}) AS after,
  :start > {CONTEXT} AS more_before, length(text) > :end + {CONTEXT} AS more_after
FROM documents WHERE document_id = :id
"""


def names(count: int) -> str:
    """What so many documents are called; their ids are the parameters ``:id0`` and so on."""
    marks = ", ".join(f":id{number}" for number in range(count))
    return (
        f"SELECT document_id, path, title, {OPENING} FROM documents WHERE document_id IN ({marks})"
    )


def row(table: Table) -> str:
    """One row of a table by its key."""
    return f'SELECT * FROM "{table.name}" WHERE "{table.primary_key[0]}" = :id'


def label(table: Table) -> str:
    """What stands for one row of a table."""
    shown = table.label or table.primary_key[0]
    return f'SELECT "{shown}" AS label FROM "{table.name}" WHERE "{table.primary_key[0]}" = :id'


REFERENCES = "SELECT words, count FROM tallies WHERE entity_id = :id AND list = 'references'"
"""How many rows refer to an entity, by their table and column."""


def references(table: Table, column: str) -> str:
    """How many rows of a table refer to a row by a column."""
    return f'SELECT count(*) AS found FROM "{table.name}" WHERE "{column}" = :id'
