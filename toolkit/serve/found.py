"""What a search finds, and how it is narrowed: by speaker, kind, publisher and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from toolkit.serve.fetch import Reader
from toolkit.serve.search import search_expression

PER_PAGE = 20
FACET_SIZE = 8

FIGURES_SHOWN = 10
RANKED = 2_000
"""Rows that are compared for the best, and listed: a word that stands everywhere must not keep a
reader waiting."""

FACETED = 1_000
"""Rows that the counts beside the list look at, for the same reason."""

COUNTED = 10_000
"""Rows up to which what was found is counted; beyond them it is "more than"."""

CLAUSES = {
    "speaker": "s.speaker_id = :speaker",
    "kind": "s.kind = :kind",
    "publisher": "d.publisher = :publisher",
    "year": "substr(d.published_date, 1, 4) = :year",
}
"""What narrows statements; the last two narrow documents as well."""

OF_DOCUMENTS = ("publisher", "year")

FACETS = {
    "speaker": ("s.speaker_id", "(SELECT name FROM entities WHERE entity_id = value)"),
    "kind": ("s.kind", "value"),
    "publisher": ("d.publisher", "value"),
    "year": ("substr(d.published_date, 1, 4)", "value"),
}
"""For each way to narrow what it counts by, and how a value is called."""

TITLES = {"speaker": "Speaker", "kind": "Kind", "publisher": "Publisher", "year": "Year"}

JOINED = """JOIN statements s ON s.rowid = statements_fts.rowid
JOIN documents d USING (document_id)"""

ENTITIES = """
SELECT e.* FROM entities_fts JOIN entities e ON e.rowid = entities_fts.rowid
WHERE entities_fts MATCH :expression ORDER BY e.mentions DESC, e.rowid LIMIT :limit
"""
FOUND_ENTITIES = "FROM entities_fts WHERE entities_fts MATCH :expression"


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader typed and how far it is narrowed, as the address says it."""

    typed: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    """The value chosen for each of :data:`CLAUSES` in use."""

    def address(self, changed: Mapping[str, str | None] | None = None, *, page: int = 1) -> str:
        """The address of this search with other choices; None takes a choice away."""
        chosen = {**self.chosen, **(changed or {})}
        asked = {"q": self.typed, **{name: value for name, value in chosen.items() if value}}
        if page > 1:
            asked["page"] = str(page)
        return f"/-/search?{urlencode(asked)}"

    def clauses(self, *names: str) -> str:
        """The conditions for those of the names that are in use."""
        return "".join(f" AND {CLAUSES[name]}" for name in names if name in self.chosen)

    @property
    def narrows_documents(self) -> bool:
        """Whether what is chosen can be said of a document as well."""
        return set(self.chosen) <= set(OF_DOCUMENTS)


def search_variables(reader: Reader, search: Search, page: int) -> dict[str, Any]:
    """What the page of a search shows.

    Args:
        reader: Asks the database.
        search: What was typed and how far it is narrowed.
        page: The page of the statements, from 1.
    """
    asked = {"expression": search_expression(search.typed), **search.chosen}
    facets = {
        name: facet_links(search, name, reader.rows(facet_query(search, name), **asked))
        for name in FACETS
    }
    window = {"limit": PER_PAGE, "offset": PER_PAGE * (page - 1)}
    variables = {"statements": reader.rows(statements_query(search), **asked, **window)}
    counted = {"statements": _statements(search, *CLAUSES)}
    if search.narrows_documents:
        counted |= {"documents": _documents(search), "figures": _figures(search)}
        variables["documents"] = reader.rows(documents_query(search), **asked, limit=PER_PAGE)
        variables["figures"] = reader.rows(figures_query(search), **asked, limit=FIGURES_SHOWN)
    if not search.chosen:
        counted["entities"] = FOUND_ENTITIES
        variables["entities"] = reader.rows(ENTITIES, **asked, limit=PER_PAGE)
    return {
        **variables,
        "facets": facets,
        "chosen_names": _chosen_names(search, facets),
        "counts": {
            name: reader.row(count_query(rows), **asked)["found"] for name, rows in counted.items()
        },
        "per_page": PER_PAGE,
        "limits": {"counted": COUNTED, "faceted": FACETED, "ranked": RANKED},
    }


def _chosen_names(search: Search, facets: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    """What the chosen values are called; a value that the facets do not show, as it is."""
    names = {name: {row["value"]: row["label"] for row in rows} for name, rows in facets.items()}
    return {name: names[name].get(value) or value for name, value in search.chosen.items()}


def statements_query(search: Search) -> str:
    """A page of the statements, best first."""
    return f"""
SELECT s.statement_id, s.document_id, s.kind, s.speaker_id, s.speaker, s.cue,
  (SELECT name FROM entities WHERE entity_id = s.speaker_id) AS speaker_name,
  {_snippet("statements", 0)}, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date
FROM ({_best("statements", _statements(search, *CLAUSES))} OFFSET :offset) best
JOIN statements s ON s.rowid = best.place JOIN documents d USING (document_id)
ORDER BY best.score, best.place"""


def documents_query(search: Search) -> str:
    """The documents, best first."""
    return f"""
SELECT d.document_id, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date, {_snippet("documents", 1)}
FROM ({_best("documents", _documents(search))}) best
JOIN documents d ON d.rowid = best.place ORDER BY best.score, best.place"""


def figures_query(search: Search) -> str:
    """The figures, best first: their words, or what happened, hold what was typed."""
    return f"""
SELECT f.*, (SELECT name FROM entities WHERE entity_id = f.asserted_by) AS asserter_name,
  {_snippet("figures", 0)}, d.path, d.title, substr(d.text, 1, 200) AS opening, d.publisher,
  d.published_date
FROM ({_best("figures", _figures(search))}) best
JOIN figures f ON f.rowid = best.place JOIN documents d USING (document_id)
ORDER BY best.score, best.place"""


def count_query(rows: str) -> str:
    """How many rows there are, at most one more than :data:`COUNTED`."""
    return f"SELECT count(*) AS found FROM (SELECT 1 {rows} LIMIT {COUNTED + 1})"


def _best(table: str, rows: str) -> str:
    """The best of the first rows found; only these are looked up and given a snippet."""
    return f"""
  SELECT place, score FROM (
    SELECT {table}_fts.rowid AS place, bm25({table}_fts) AS score {rows} LIMIT {RANKED}
  ) ORDER BY score, place LIMIT :limit"""


def _snippet(table: str, column: int) -> str:
    """The words around what was found in the row at ``place``."""
    return f"""(SELECT snippet({table}_fts, {column}, char(2), char(3), '…', 40)
   FROM {table}_fts WHERE {table}_fts MATCH :expression AND rowid = best.place) AS snippet"""


def _statements(search: Search, *names: str, joined: bool = False) -> str:
    """The statements found; the other tables only where a choice or a count asks for them."""
    clauses = search.clauses(*names)
    joins = JOINED if clauses or joined else ""
    return f"FROM statements_fts {joins} WHERE statements_fts MATCH :expression{clauses}"


def _documents(search: Search) -> str:
    clauses = search.clauses(*OF_DOCUMENTS)
    joins = "JOIN documents d ON d.rowid = documents_fts.rowid" if clauses else ""
    return f"FROM documents_fts {joins} WHERE documents_fts MATCH :expression{clauses}"


def _figures(search: Search) -> str:
    clauses = search.clauses(*OF_DOCUMENTS)
    joins = (
        "JOIN figures f ON f.rowid = figures_fts.rowid JOIN documents d USING (document_id)"
        if clauses
        else ""
    )
    return f"FROM figures_fts {joins} WHERE figures_fts MATCH :expression{clauses}"


def facet_query(search: Search, name: str) -> str:
    """The most frequent values of one way to narrow, the others as chosen."""
    value, label = FACETS[name]
    others = [one for one in CLAUSES if one != name]
    return f"""
SELECT value, count(*) AS count, {label} AS label
FROM (SELECT {value} AS value {_statements(search, *others, joined=True)} LIMIT {FACETED})
WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value LIMIT {FACET_SIZE}"""


def facet_links(search: Search, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The values of a facet with the address that each leads to; a chosen one leads back."""
    chosen = search.chosen.get(name)
    return [
        {
            **row,
            "selected": row["value"] == chosen,
            "address": search.address({name: None if row["value"] == chosen else row["value"]}),
        }
        for row in rows
    ]
