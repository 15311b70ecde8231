"""Read a plain text file."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.read.content import Content
from toolkit.read.metadata import read_stated
from toolkit.read.page import take_apart
from toolkit.read.text import Fault, decode, normalize

MEDIA_TYPE = "text/plain"
SUFFIXES = (".txt", "")


def read_plain(raw: bytes) -> Iterator[Content | Fault]:
    """Read the one document of a plain text file.

    Args:
        raw: The whole file.

    Yields:
        The document's content, and what is wrong with the file.
    """
    decoded = decode(raw)
    if isinstance(decoded, Fault):
        yield decoded
        return
    text, warning = decoded
    if warning:
        yield warning
    page = take_apart(normalize(text))
    yield Content(page.text, page.furniture, page.furniture_at, read_stated(page))
