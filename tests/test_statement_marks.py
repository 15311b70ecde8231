"""However badly the marks of a text are mixed up, its rows hold together."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from statement_rows import statements

from toolkit.extract.statements.quotations import find_quotations

MARKS = ["“", "”", '"', "‘", "’", "'", "«", "»", "„", "‟", "``", "''", "`"]
WORDS = ["Berg said", "the quay is shut", "It leaks", "she told Holm", "according to the board"]
LINKS = [" ", " ", " ", ", ", ". ", "? ", ": ", " - ", "(", ")", "\n", "\n\n", "and", "that", "I"]


@given(st.lists(st.sampled_from(MARKS + WORDS + LINKS), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_marks_however_mixed_lose_a_document(text: str) -> None:
    """Whatever opens and closes: no error, no row past the text's end, none sharing a character."""
    document_ends = len(text)
    rows = statements(text)
    for quotation in find_quotations(text):
        assert 0 <= quotation.start < quotation.end <= document_ends
    for row in rows:
        assert row.text == text[row.start : row.end]
        assert row.text.strip()
    for before, after in pairwise(rows):
        assert before.end <= after.start
