"""Read a plain text file."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.read.content import Content
from toolkit.read.metadata import read_stated
from toolkit.read.page import take_apart
from toolkit.read.text import Fault, open_text

MEDIA_TYPE = "text/plain"
SUFFIXES = (".txt", "")


def read_plain(raw: bytes) -> Iterator[Content | Fault]:
    """Read the one document of a plain text file.

    Args:
        raw: The whole file.

    Yields:
        The document's content, and what is wrong with the file.
    """
    source, faults = open_text(raw)
    yield from faults
    if source is not None:
        page = take_apart(source)
        yield Content(page.text, page.furniture, page.furniture_at, read_stated(page))
