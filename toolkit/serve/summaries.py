"""What the pages of an entity and of a series show of long lists, made once with the database.

An entity may have said tens of thousands of things. Its page lists some of them in the order of
their dates and counts over all of them; both are found here by its key instead of gone through.
"""

from __future__ import annotations

import sqlite3

from toolkit.serve.dataset import ENTITIES, references_to

LISTED = 12
"""Words of each short list of an entity: where it is printed, to whom it spoke, and so on."""

SHOWN = 20
"""Figures and documents of an entity on its page; the tables have them all."""

TABLES = """
CREATE TABLE said (
  speaker_id TEXT NOT NULL, quoted INTEGER NOT NULL, undated INTEGER NOT NULL, day TEXT NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (speaker_id, quoted, undated, day, statement)
) STRICT, WITHOUT ROWID;
CREATE TABLE given (
  series_id TEXT NOT NULL, undated INTEGER NOT NULL, day TEXT NOT NULL, figure INTEGER NOT NULL,
  PRIMARY KEY (series_id, undated, day, figure)
) STRICT, WITHOUT ROWID;
CREATE TABLE tallies (
  entity_id TEXT NOT NULL, list TEXT NOT NULL, place INTEGER NOT NULL, words TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (entity_id, list, place)
) STRICT, WITHOUT ROWID;
"""
"""`said`: the statements of each speaker by date. `given`: the figures of each series by date.
`tallies`: for each entity several lists of words or keys with how often they stand, in order."""

SAID = """
INSERT INTO said
SELECT s.speaker_id, s.kind IN ('direct', 'mixed'), d.published_date IS NULL,
  coalesce(d.published_date, ''), s.rowid
FROM statements s JOIN documents d USING (document_id)
WHERE s.speaker_id IS NOT NULL ORDER BY 1, 2, 3, 4, 5
"""

GIVEN = """
INSERT INTO given
SELECT f.series_id, d.published_date IS NULL, coalesce(d.published_date, ''), f.rowid
FROM figures f JOIN documents d USING (document_id)
WHERE f.series_id IS NOT NULL ORDER BY 1, 2, 3, 4
"""

MOST_FREQUENT = """
INSERT INTO tallies SELECT entity_id, '{name}', place, words, count FROM (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY count DESC, words) AS place
  FROM (SELECT {entity} AS entity_id, {words} AS words, count(*) AS count FROM {source}
        WHERE {entity} IS NOT NULL AND {words} IS NOT NULL GROUP BY 1, 2)
) WHERE place <= {limit}
"""

TALLIED = {
    "kinds": ("speaker_id", "kind", "statements"),
    "cues": ("speaker_id", "cue_class", "statements"),
    "addressees": ("speaker_id", "addressee", "statements"),
    "relays": ("speaker_id", "via", "statements"),
    "outlets": ("speaker_id", "publisher", "statements JOIN documents USING (document_id)"),
    "printed": ("entity_id", "text", "(SELECT * FROM mentions WHERE kind <> 'pronoun')"),
}
"""The lists of words that stand most often: whose, which, and in which table."""

DAYS = """
INSERT INTO tallies
SELECT speaker_id, CASE quoted WHEN 1 THEN 'days quoted' ELSE 'days reported' END,
  CAST(julianday(day) + 0.5 AS INTEGER), day, count(*)
FROM said WHERE NOT undated GROUP BY speaker_id, quoted, day
"""
"""Their place is the number of the day, so that a page can draw them without counting days."""

REFERENCES = """
INSERT INTO tallies SELECT "{column}", 'references', {place}, '{table}.{column}', count(*)
FROM "{table}" WHERE "{column}" IS NOT NULL GROUP BY "{column}"
"""

DOCUMENTS = """
INSERT INTO tallies SELECT speaker_id, 'documents', 1, '', count(DISTINCT document_id)
FROM statements WHERE speaker_id IS NOT NULL GROUP BY speaker_id
"""

BY_DATE = """
INSERT INTO tallies SELECT entity_id, '{name}', place, row_key, count FROM (
  SELECT entity_id, row_key, count,
    row_number() OVER (PARTITION BY entity_id ORDER BY day IS NULL, day, number) AS place
  FROM ({rows})
) WHERE place <= {limit}
"""

DATED = {
    "asserted": """
SELECT f.asserted_by AS entity_id, f.figure_id AS row_key, 1 AS count, d.published_date AS day,
  f.rowid AS number
FROM figures f JOIN documents d USING (document_id) WHERE f.asserted_by IS NOT NULL
""",
    "named in": """
SELECT m.entity_id, m.document_id AS row_key, m.count, d.published_date AS day, d.rowid AS number
FROM (SELECT entity_id, document_id, count(*) AS count FROM mentions GROUP BY 1, 2) m
JOIN documents d USING (document_id)
""",
}
"""The lists of keys in the order of their dates: the figures it asserts, where it is named."""


def add_summaries(connection: sqlite3.Connection) -> None:
    """Make the tables in a database whose other tables are filled and indexed."""
    connection.executescript(TABLES)
    connection.execute(SAID)
    connection.execute(GIVEN)
    for name, (entity, words, source) in TALLIED.items():
        connection.execute(
            MOST_FREQUENT.format(name=name, entity=entity, words=words, source=source, limit=LISTED)
        )
    for name, rows in DATED.items():
        connection.execute(BY_DATE.format(name=name, rows=rows, limit=SHOWN))
    connection.execute(DAYS)
    connection.execute(DOCUMENTS)
    for place, (table, column) in enumerate(references_to(ENTITIES)):
        connection.execute(REFERENCES.format(place=place, table=table.name, column=column.name))
