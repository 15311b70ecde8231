"""How to point at one row from outside: a line to cite, BibTeX, the place in the original page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from toolkit.serve.metadata import web_address
from toolkit.serve.plain import document_name, shorten

Row = Mapping[str, Any]

QUOTED_LENGTH = 160
TITLE_LENGTH = 300
FRAGMENT_WORDS = 5
MARKS = "“”„«»\"'‘’ "
LONG_FRAGMENT = 300
"""Code points above which a text fragment names the first and last words only."""

ACTING = str.maketrans(
    {
        **{character: f"\\{character}" for character in "{}%&#_$"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
"""What TeX would take for its own."""


def row_citation(row_id: str, around: Row, *, dataset: str) -> str:
    """One line that names the words, the document they stand in, and the dataset.

    Args:
        row_id: The row's key.
        around: The document's row with the span's words.
        dataset: The dataset's own citation.
    """
    return f"{quoted_words(around)}. In: {document_citation(around)}. {dataset} Row {row_id}."


def quoted_words(around: Row) -> str:
    """The row's words between quotation marks, of which it may bring its own."""
    return f"“{shorten(str(around['span']).strip(MARKS), QUOTED_LENGTH)}”"


def document_citation(document: Row) -> str:
    """A document's name, publisher and date in one line, without a full stop."""
    parts = [
        document_name(document, TITLE_LENGTH).rstrip("."),
        document["publisher"],
        document["published_date"],
    ]
    return ", ".join(str(part) for part in parts if part)


def bibtex(kind: str, key: str, fields: Mapping[str, str | Sequence[str] | None]) -> str:
    r"""An entry of a BibTeX file; fields without a value are left out.

    Args:
        kind: The kind of entry, such as ``misc``.
        key: What the entry is cited by.
        fields: The values as text; several persons as a list.

    >>> print(bibtex("misc", "s_1", {"title": "50% late", "author": ["Harbour News"], "url": None}))
    @misc{s_1,
      title = {{50\% late}},
      author = {{Harbour News}},
    }
    """
    lines = [f"  {name} = {{{_braced(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _braced(value: str | Sequence[str]) -> str:
    """Inner braces keep capitals, and a name of several words, as they are."""
    values = [value] if isinstance(value, str) else value
    return " and ".join(f"{{{_one_line(one).translate(ACTING)}}}" for one in values)


def row_bibtex(row_id: str, around: Row, *, authors: Sequence[str], dataset: str) -> str:
    """A row as a BibTeX entry.

    Args:
        row_id: The row's key, and the entry's.
        around: The document's row with the span's words.
        authors: Who made the dataset.
        dataset: The dataset's own citation.
    """
    return bibtex(
        "misc",
        row_id,
        {
            "title": quoted_words(around),
            "author": authors,
            "howpublished": f"In: {document_citation(around)}",
            "year": (around["published_date"] or "")[:4],
            "url": web_address(around["url"]),
            "note": f"{dataset} Row {row_id}.",
        },
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


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
