"""An entity as a voice: what it is reported to have said, how it is printed, who relays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from toolkit.serve.timeline import Event, timeline

Row = Mapping[str, Any]

SHOWN = 100
"""Statements of either sort on the page; the table has them all."""

LISTED = 12

SORTS = {"quoted": ("direct", "mixed"), "reported": ("indirect", "authorial")}
"""Words printed between quotation marks, apart from what the document words itself."""

_QUOTED = "kind IN ('direct', 'mixed')"

SAID = """
SELECT s.statement_id, s.document_id, s.text, s.kind, s.speaker, s.cue, s.cue_class, s.addressee,
  s.via, s.variant_of, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date
FROM statements s JOIN documents d USING (document_id)
WHERE s.speaker_id = :id AND s.kind IN (:first, :second)
ORDER BY d.published_date IS NULL, d.published_date, s.rowid LIMIT :limit
"""

COUNTS = f"""
SELECT count(*) AS statements, coalesce(sum({_QUOTED}), 0) AS quoted,
  count(DISTINCT document_id) AS documents
FROM statements WHERE speaker_id = :id
"""

DAYS = f"""
SELECT d.published_date AS day, s.{_QUOTED} AS quoted, count(*) AS count
FROM statements s JOIN documents d USING (document_id)
WHERE s.speaker_id = :id AND d.published_date IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2
"""

LISTS = {
    "outlets": """
SELECT d.publisher AS words, count(*) AS count FROM statements s
JOIN documents d USING (document_id) WHERE s.speaker_id = :id AND d.publisher IS NOT NULL
GROUP BY 1 ORDER BY count DESC, words LIMIT :limit
""",
    "relays": """
SELECT via AS words, count(*) AS count FROM statements
WHERE speaker_id = :id AND via IS NOT NULL GROUP BY 1 ORDER BY count DESC, words LIMIT :limit
""",
    "addressees": """
SELECT addressee AS words, count(*) AS count FROM statements
WHERE speaker_id = :id AND addressee IS NOT NULL
GROUP BY 1 ORDER BY count DESC, words LIMIT :limit
""",
    "cues": """
SELECT cue_class AS words, count(*) AS count FROM statements
WHERE speaker_id = :id AND cue_class IS NOT NULL
GROUP BY 1 ORDER BY count DESC, words LIMIT :limit
""",
    "printed": """
SELECT text AS words, count(*) AS count FROM mentions
WHERE entity_id = :id AND kind <> 'pronoun'
GROUP BY 1 ORDER BY count DESC, words LIMIT :limit
""",
}
"""Short lists about an entity: words as printed with how often they stand."""

FIGURES = """
SELECT f.*, d.path, d.title, substr(d.text, 1, 200) AS opening, d.published_date
FROM figures f JOIN documents d USING (document_id) WHERE f.asserted_by = :id
ORDER BY d.published_date IS NULL, d.published_date, f.rowid LIMIT :limit
"""

NAMED_IN = """
SELECT d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, m.count
FROM (SELECT document_id, count(*) AS count FROM mentions WHERE entity_id = :id GROUP BY 1) m
JOIN documents d USING (document_id)
ORDER BY d.published_date IS NULL, d.published_date, d.rowid LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What an entity's page shows beyond its row."""

    counts: Row
    said: Mapping[str, Sequence[Row]]
    """The statements of each of :data:`SORTS`, in the order of their dates."""
    lists: Mapping[str, Sequence[Row]]
    figures: Sequence[Row]
    named_in: Sequence[Row]
    drawing: Markup

    @property
    def reported(self) -> int:
        """How many statements the documents put in their own words."""
        return int(self.counts["statements"] - self.counts["quoted"])


def days_drawing(days: Sequence[Row]) -> Markup:
    """When the entity spoke, quoted words apart from reported ones."""
    return timeline(
        [
            Event(
                date.fromisoformat(row["day"]),
                "quoted" if row["quoted"] else "reported",
                kind="quoted" if row["quoted"] else "reported",
                count=row["count"],
            )
            for row in days
        ]
    )
