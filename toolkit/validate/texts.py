"""What the table ``documents`` promises about each text for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit.validate.own import Frames
from toolkit.validate.report import Finding, shown

WORD = re.compile(r"\w+")

COLUMNS = ("document_id", "text", "furniture", "furniture_at", "words")


def check_texts(frames: Frames) -> Iterator[Finding]:
    """Check that texts are normalized and counted, and that furniture has its place."""
    if "documents" not in frames:
        return
    rows = frames["documents"].select(COLUMNS).iter_rows()
    for number, (row, text, furniture, furniture_at, words) in enumerate(rows, start=1):
        for rule, column, message, value in (
            *_text_faults(text or "", words),
            *_furniture_faults(len(text or ""), furniture or [], furniture_at or []),
        ):
            yield Finding(rule, message, "documents", row, number, column, shown(value))


Fault = tuple[str, str, str, object]
"""Rule, column, message and value."""


def _text_faults(text: str, words: int | None) -> Iterator[Fault]:
    if not unicodedata.is_normalized("NFC", text):
        yield "text", "text", "The text is not in Unicode NFC.", None
    if "\r" in text:
        yield "text", "text", "The text has line ends other than LF.", None
    counted = sum(1 for _ in WORD.finditer(text))
    if words is not None and words != counted:
        yield "count", "words", f"The text has {counted} words.", words


def _furniture_faults(length: int, furniture: list[str], at: list[int]) -> Iterator[Fault]:
    if len(furniture) != len(at):
        message = f"There are {len(furniture)} pieces of furniture and {len(at)} places for them."
        yield "furniture", "furniture_at", message, None
    if any(place is None or not 0 <= place <= length for place in at):
        yield "furniture", "furniture_at", f"A place lies outside the text (0 to {length}).", at
    elif at != sorted(at):
        yield "furniture", "furniture_at", "The places are not in order.", at
