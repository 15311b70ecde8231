"""One parsed document to its rows: who said what, which figures they gave, whom they named.

A pure function of the document and its parse: no paths, no clock, no randomness. That is what lets
one core, a process pool and a cluster run it and give the same bytes.
"""

from __future__ import annotations

from spacy.tokens import Doc

from toolkit.extract.entities.coreference import resolve_mentions, resolve_speech_participants
from toolkit.extract.entities.names import find_names
from toolkit.extract.figures.find import find_figures
from toolkit.extract.statements.find import find_statements
from toolkit.extract.statements.quotations import find_quotations
from toolkit.extract.unclaimed import find_unclaimed
from toolkit.rows import Document, Rows

__all__ = ["extract_rows"]


def extract_rows(document: Document, parsed: Doc) -> Rows:
    """Find the statements, figures, entities and mentions of one document.

    Args:
        document: The document; its text may not be None.
        parsed: The parse of exactly ``document.text``, as ``toolkit.pipeline.parse`` gives it.

    Returns:
        The document's rows, each sorted by start, end and id. Entity ids are the document's own;
        ``toolkit.link`` joins those of different documents.
    """
    quotations = find_quotations(document.text or "")  # spaCy joins its text anew at every look
    names = find_names(parsed, quotations)
    cast = resolve_mentions(document, parsed, names, quotations)
    statements = find_statements(document, parsed, quotations, cast)
    cast = resolve_speech_participants(document, parsed, statements, cast)
    figures = find_figures(document, parsed, statements, cast)
    unclaimed = find_unclaimed(document, parsed, quotations, names, statements, figures, cast)
    return Rows(statements, figures, cast.entities, cast.mentions, unclaimed)
