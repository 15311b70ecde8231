"""The statements of a text by itself, for tests of what is found in it."""

from __future__ import annotations

from toolkit.extract.spans import Cast
from toolkit.extract.statements.find import find_statements
from toolkit.extract.statements.quotations import find_quotations
from toolkit.pipeline import parse_text
from toolkit.rows import Document, Statement


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a text without any known names."""
    document = Document("d_0", "a.txt", "", "text/plain", text=text)
    return find_statements(document, parse_text(text), find_quotations(text), Cast())
