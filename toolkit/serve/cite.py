"""How to point at one row from outside: a line to cite, and the place in the original page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from toolkit.serve.metadata import web_address
from toolkit.serve.plain import document_name, shorten

Row = Mapping[str, Any]

QUOTED_LENGTH = 160
TITLE_LENGTH = 300
FRAGMENT_WORDS = 5
LONG_FRAGMENT = 300
"""Code points above which a text fragment names the first and last words only."""


def row_citation(row_id: str, around: Row, *, dataset: str) -> str:
    """One line that names the words, the document they stand in, and the dataset.

    Args:
        row_id: The row's key.
        around: The document's row with the span's words.
        dataset: The dataset's own citation.
    """
    document = [
        document_name(around, TITLE_LENGTH).rstrip("."),
        around["publisher"],
        around["published_date"],
    ]
    return (
        f"“{shorten(str(around['span']), QUOTED_LENGTH)}”. In: "
        f"{', '.join(str(part) for part in document if part)}. "
        f"{dataset} Row {row_id}."
    )


def source_address(around: Row) -> str | None:
    """The original page with the words picked out, where the document states an address.

    >>> row = {"url": "https://ferry.example/a", "span": "was late - twice"}
    >>> source_address(row)
    'https://ferry.example/a#:~:text=was%20late%20%2D%20twice'
    """
    address = web_address(around["url"])
    if address is None:
        return None
    span = str(around["span"])
    words = span.split()
    if len(span) > LONG_FRAGMENT or "\n" in span:
        parts = [" ".join(words[:FRAGMENT_WORDS]), " ".join(words[-FRAGMENT_WORDS:])]
    else:
        parts = [" ".join(words)]
    # A hyphen separates what a fragment may have around the words; quote() lets it stand.
    encoded = [quote(part, safe="").replace("-", "%2D") for part in parts]
    return f"{address.partition('#')[0]}#:~:text={','.join(encoded)}"
