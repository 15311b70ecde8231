"""An edition without the full texts, for documents that may be cited and not be published again.

Rows keep their own words, which are quotations; the text around them is left out, and so is what
the reader took off as page furniture. Every span was cut out of the text before it was left out,
and ``documents.text_sha256`` says which text that was.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

SPANS = "spans"
"""The value of ``texts`` in ``dataset.toml``, and of ``toolkit:texts`` in the descriptor."""


def without_texts(documents: pa.Table) -> pa.Table:
    """The table ``documents`` without what the documents say beside the rows."""
    count = documents.num_rows
    left_out = {
        "text": pa.nulls(count, documents.schema.field("text").type),
        "furniture": _empty_lists(documents, "furniture"),
        "furniture_at": _empty_lists(documents, "furniture_at"),
    }
    for name, values in left_out.items():
        field = documents.schema.field(name)
        documents = documents.set_column(documents.schema.get_field_index(name), field, values)
    return documents


def _empty_lists(documents: pa.Table, name: str) -> pa.Array[Any]:
    lists: list[list[Any]] = [[]] * documents.num_rows
    empty: pa.Array[Any] = pa.array(lists, type=documents.schema.field(name).type)
    return empty
