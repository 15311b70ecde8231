"""Which reader reads which file. A new format is a new module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from toolkit.read import markdown, plain
from toolkit.read.content import Content
from toolkit.read.text import Fault


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type, its suffixes, and who reads it."""

    media_type: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes], Iterable[Content | Fault]]


FORMATS = (
    Format(plain.MEDIA_TYPE, plain.SUFFIXES, plain.read_plain),
    Format(markdown.MEDIA_TYPE, markdown.SUFFIXES, markdown.read_markdown),
)
_BY_SUFFIX = {suffix: kind for kind in FORMATS for suffix in kind.suffixes}


def find_format(path: str) -> Format | None:
    """The format of a file by its name; None when the toolkit does not read it.

    >>> find_format("2021/Release.TXT").media_type, find_format("scan.pdf")
    ('text/plain', None)
    """
    return _BY_SUFFIX.get(suffix_of(path))


def suffix_of(path: str) -> str:
    """The suffix in lower case; digits alone, as in ``minutes.2021``, are none."""
    suffix = PurePosixPath(path).suffix.lower()
    return "" if suffix[1:].isdigit() else suffix
