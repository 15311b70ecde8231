"""A row as a W3C Web Annotation, which annotation tools read: its words, found again by quotation.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from toolkit.serve.metadata import web_address

Row = Mapping[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
QUOTED_AROUND = 32
"""Code points before and after the words, by which they are told from the same words elsewhere."""

PLACES = ("start", "end")


def row_annotation(row_id: str, table: str, row: Row, around: Row, *, dataset: str) -> str:
    """The row as JSON-LD.

    Positions count code points, as the model asks, in the text that the dataset holds. The page
    that a document came from has another text around it, so there the quotation alone leads to it.

    Args:
        row_id: The row's key.
        table: The row's table.
        row: The row's values.
        around: The document with the words before, in and after the row's span.
        dataset: The dataset's name and version, for addresses that nothing has to answer at.
    """
    quotation = {
        "type": "TextQuoteSelector",
        "exact": around["span"],
        "prefix": (around["before"] or "")[-QUOTED_AROUND:],
        "suffix": (around["after"] or "")[:QUOTED_AROUND],
    }
    position = {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    targets = [
        {
            "source": f"urn:x-dataset:{dataset}:{around['document_id']}",
            "selector": [{k: v for k, v in quotation.items() if v}, position],
        }
    ]
    address = web_address(around["url"])
    if address is not None:
        targets.append({"source": address, "selector": targets[0]["selector"][:1]})
    fields = {
        name: value
        for name, value in row.items()
        if value not in (None, "", "[]") and not name.endswith(PLACES)
    }
    annotation = {
        "@context": CONTEXT,
        "id": f"urn:x-dataset:{dataset}:{row_id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": table},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json.dumps(fields, ensure_ascii=False),
            },
        ],
        "target": targets,
    }
    return json.dumps(annotation, ensure_ascii=False, indent=2)
