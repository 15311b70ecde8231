"""What "earliest" means everywhere: by time of publication, unknown last, then path, then start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from toolkit.rows import Document, path_key

Earliness = tuple[datetime, bytes, int]
"""A sort key for documents; the smaller, the earlier."""

_UNKNOWN = datetime.max.replace(tzinfo=UTC)


def earliness(document: Document) -> Earliness:
    """The sort key of a document; a date without a time counts as its first moment in UTC."""
    moment = document.published_at
    if moment is None and document.published_date is not None:
        moment = datetime.combine(document.published_date, time.min, tzinfo=UTC)
    return moment or _UNKNOWN, *path_key(document.path)


def document_ranks(documents: Iterable[Document]) -> dict[str, int]:
    """Each document's place in the order of publication, by its id; 0 is the earliest."""
    ordered = sorted(documents, key=earliness)
    return {document.document_id: rank for rank, document in enumerate(ordered)}
