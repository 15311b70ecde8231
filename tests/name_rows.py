"""The names of a text, for the tests of what is one and what it names."""

from __future__ import annotations

from toolkit.extract.entities.names import find_names
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse
from toolkit.rows import Document


def names_in(text: str) -> list[tuple[str, str]]:
    document = Document("d_1", "a.txt", "0", "text/plain", text=text)
    [(_, parsed)] = parse([document])
    found = find_names(parsed, find_quotations(text))
    return [(text[name.start : name.end], name.type) for name in found]
