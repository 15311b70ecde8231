"""What a person may set in a row, and the line of ``corrections.csv`` that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from toolkit.config.lists import CORRECTION_COLUMNS, Correction

SETTABLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": (
            "title",
            "publisher",
            "author",
            "published_date",
            "published_at",
            "language",
            "url",
            "reprint_of",
        ),
        "statements": ("kind", "speaker_id", "cue_class", "variant_of"),
        "figures": (
            "statement_id",
            "asserted_by",
            "value",
            "lower",
            "upper",
            "qualifier",
            "unit",
            "unit_kind",
            "event",
            "place_id",
            "period_start",
            "period_end",
            "part_of",
            "series_id",
        ),
        "entities": ("aliases", "role", "country", "wikidata"),
        "mentions": ("entity_id",),
    }
)
"""The columns that hold an interpretation; the others are print, its place, a count or a key."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a ``corrections.csv`` are written: its columns, and what parts the cells."""

    columns: tuple[str, ...] = CORRECTION_COLUMNS
    separator: str = ","

    @property
    def header(self) -> str:
        """The first line of the file, without its line end."""
        return self.separator.join(self.columns)


def correction_line(correction: Correction, layout: Layout = Layout()) -> str:
    """The line as it stands in ``corrections.csv``, without its line end."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=layout.separator, lineterminator="")
    writer.writerow([getattr(correction, name) for name in layout.columns])
    return stream.getvalue()
