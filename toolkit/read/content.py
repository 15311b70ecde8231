"""What every format's reader hands on: a document's content, before it has an id and a path."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.read.metadata import Stated


@dataclass(frozen=True, slots=True)
class Content:
    """One document's text and what it states about itself.

    Attributes:
        text: The body in NFC with LF line ends; empty when there is none.
        furniture: The pieces taken off the page, verbatim.
        furniture_at: The code point in ``text`` before which each piece stood.
        stated: What the document says about itself.
    """

    text: str
    furniture: tuple[str, ...]
    furniture_at: tuple[int, ...]
    stated: Stated
