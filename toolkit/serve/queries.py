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
  FROM documents ORDER BY published_date IS NULL, published_date, rowid LIMIT :limit
) d
"""

SPEAKERS = """
SELECT entity_id, name, role, type, statements
FROM (
  SELECT speaker_id, count(*) AS statements FROM statements WHERE speaker_id IS NOT NULL
  GROUP BY speaker_id ORDER BY statements DESC, speaker_id LIMIT :limit
) JOIN entities ON entity_id = speaker_id ORDER BY statements DESC, name, entity_id
"""

SERIES = """
SELECT series_id, figures,
  (SELECT count(DISTINCT document_id) FROM figures f WHERE f.series_id = s.series_id) AS documents,
  (SELECT json_group_array(json_object('id', figure_id, 'text', text)) FROM
    (SELECT figure_id, text FROM figures f WHERE f.series_id = s.series_id
     ORDER BY f.rowid LIMIT 8)) AS members
FROM (
  SELECT series_id, count(*) AS figures FROM figures WHERE series_id IS NOT NULL
  GROUP BY series_id ORDER BY figures DESC, series_id LIMIT :limit
) s ORDER BY figures DESC, series_id
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
SELECT s.*, e.name AS speaker_name, e.type AS speaker_type FROM statements s
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
    "repeats": f"""
SELECT document_id, path, title, {OPENING} FROM documents
WHERE document_id = (SELECT reprint_of FROM documents WHERE document_id = :id)
  OR reprint_of = :id ORDER BY rowid
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

SERIES_MEMBERS = f"""
SELECT f.*, e.name AS asserter_name, d.path, d.title, {OPENING.replace("text", "d.text")},
  d.publisher, d.published_date
FROM figures f JOIN documents d USING (document_id)
LEFT JOIN entities e ON e.entity_id = f.asserted_by
WHERE f.series_id = (SELECT series_id FROM figures WHERE figure_id = :id)
ORDER BY d.published_date IS NULL, d.published_date, f.rowid
"""

SAID = """
SELECT s.statement_id, s.document_id, s.text, s.kind, s.speaker, s.cue, s.cue_class, s.addressee,
  s.via, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher, d.published_date
FROM statements s JOIN documents d USING (document_id) WHERE s.speaker_id = :id
ORDER BY d.published_date IS NULL, d.published_date, s.rowid
"""


FOUND_STATEMENTS = """
SELECT s.statement_id, s.document_id, s.kind, s.speaker_id, e.name AS speaker_name, s.speaker,
  snippet(statements_fts, 0, char(2), char(3), '…', 40) AS snippet,
  d.path, d.title, substr(d.text, 1, 200) AS opening, d.published_date
FROM statements_fts JOIN statements s ON s.rowid = statements_fts.rowid
JOIN documents d USING (document_id) LEFT JOIN entities e ON e.entity_id = s.speaker_id
WHERE statements_fts MATCH :expression ORDER BY statements_fts.rank, s.rowid LIMIT :limit
"""

FOUND_DOCUMENTS = """
SELECT d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, snippet(documents_fts, 1, char(2), char(3), '…', 40) AS snippet
FROM documents_fts JOIN documents d ON d.rowid = documents_fts.rowid
WHERE documents_fts MATCH :expression ORDER BY documents_fts.rank, d.rowid LIMIT :limit
"""

FOUND_ENTITIES = """
SELECT e.* FROM entities_fts JOIN entities e ON e.rowid = entities_fts.rowid
WHERE entities_fts MATCH :expression ORDER BY e.mentions DESC, e.rowid LIMIT :limit
"""

FOUND = {"statements": FOUND_STATEMENTS, "documents": FOUND_DOCUMENTS, "entities": FOUND_ENTITIES}


def count_found(table: str) -> str:
    """How many rows of a table a search expression finds."""
    return f"SELECT count(*) AS found FROM {table}_fts WHERE {table}_fts MATCH :expression"


def names(count: int) -> str:
    """What so many documents are called; their ids are the parameters ``:id0`` and so on."""
    marks = ", ".join(f":id{number}" for number in range(count))
    return (
        f"SELECT document_id, path, title, {OPENING} FROM documents WHERE document_id IN ({marks})"
    )


RELATED = {"entities": SAID, "figures": SERIES_MEMBERS}
"""What a row's page shows besides the row: what an entity said, a figure's whole series."""


def row(table: Table) -> str:
    """One row of a table by its key."""
    return f'SELECT * FROM "{table.name}" WHERE "{table.primary_key[0]}" = :id'


def label(table: Table) -> str:
    """What stands for one row of a table."""
    shown = table.label or table.primary_key[0]
    return f'SELECT "{shown}" AS label FROM "{table.name}" WHERE "{table.primary_key[0]}" = :id'
