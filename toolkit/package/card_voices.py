"""Who speaks in a dataset and who does not: the part of the card that is counted from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

SHOWN = 10
"""Publishers, speakers and silent names that the card lists."""

SPEAKING = ("person", "organization", "group")
"""Types of entities that could have spoken; places and events are not counted as silent."""


def voice_lines(tables: Mapping[str, pa.Table]) -> str:
    """Whose documents these are, who has most statements, and who is named and has none."""
    entities = {row["entity_id"]: row for row in tables["entities"].to_pylist()}
    said = Counter(tables["statements"]["speaker_id"].to_pylist())
    asserted = set(tables["figures"]["asserted_by"].to_pylist())
    nobody = said.pop(None, 0)
    speakers = [(entities[one]["name"], count) for one, count in said.items() if one in entities]
    silent = [
        (row["name"], row["mentions"])
        for one, row in entities.items()
        if one not in said and one not in asserted and row["type"] in SPEAKING
    ]
    publishers = Counter(tables["documents"]["publisher"].to_pylist())
    unknown = publishers.pop(None, 0)
    return "\n".join(
        [
            f"Documents by publisher: {_counted(publishers.items(), len(publishers))}"
            f"{_also(unknown, 'state none', publishers)}.",
            "",
            f"Statements by speaker: {_counted(speakers, len(speakers))}"
            f"{_also(nobody, 'have no known speaker', speakers)}.",
            "",
            "Named most often (times in brackets) without a statement or a figure of their own: "
            f"{_counted(silent, len(silent))}.",
        ]
    )


def _counted(pairs: Iterable[tuple[Any, int]], total: int) -> str:
    """The largest first, those of equal size by name."""
    ordered = sorted(pairs, key=lambda pair: (-pair[1], str(pair[0])))[:SHOWN]
    named = [f"{_text(name)} ({count:,})" for name, count in ordered]
    if total > SHOWN:
        named.append(f"and {total - SHOWN:,} more")
    return ", ".join(named) or "none"


def _also(count: int, what: str, others: object) -> str:
    if not count:
        return ""
    return f"; {count:,} {what}" if others else f" ({count:,} {what})"


def _text(name: Any) -> str:
    """A printed name where Markdown would read signs in it."""
    line = " ".join(str(name).split())
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in line)
