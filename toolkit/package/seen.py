"""What was seen in each document, and what became of it: a row, rightly none, or left over.

Four kinds of things are counted, as the table ``unclaimed`` has them. A number was claimed by a
figure, a verb of speech by the cue of a statement, a quotation by a statement in marks, a name by
a mention. What was not has a reason: most say that it is rightly no row ("date", "scare_quote");
those of :data:`LEFT_OVER` say that a row may be missing, and are the list to work from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

LEFT_OVER = frozenset({"no_speaker", "no_content", "no_type", "speaker_without_entity"})
"""Reasons that leave open whether a row is missing; every other one is a good reason for none."""

BECAME = ("claimed", "excluded", "left_over")
KINDS = ("quotation", "number", "cue", "name")


@dataclass(frozen=True, slots=True)
class Seen:
    """How many things of one kind were seen.

    Attributes:
        claimed: Those that became a row.
        excluded: Those that have a good reason to be none.
        left_over: Those of which nothing says that they are none.
    """

    claimed: int = 0
    excluded: int = 0
    left_over: int = 0

    def __add__(self, other: Seen) -> Seen:
        """Both together."""
        return Seen(
            self.claimed + other.claimed,
            self.excluded + other.excluded,
            self.left_over + other.left_over,
        )


class _Counted(NamedTuple):
    """One count: of a document, of a kind, of what became of it."""

    document_id: str
    kind: str
    became: str


def count_seen(tables: Mapping[str, pa.Table]) -> dict[str, dict[str, Seen]]:
    """Count what was seen in each document.

    Args:
        tables: The tables of a dataset.

    Returns:
        The path of each document, then the kind, then the counts; in the order of the documents.
    """
    counts = Counter([*_claimed(tables), *_unclaimed(tables["unclaimed"])])
    documents = tables["documents"].select(["document_id", "path"]).to_pylist()
    return {
        row["path"]: {
            kind: Seen(*(counts[_Counted(row["document_id"], kind, name)] for name in BECAME))
            for kind in KINDS
        }
        for row in documents
    }


def add_seen(documents: Mapping[str, Mapping[str, Seen]]) -> dict[str, Seen]:
    """The counts of all documents together, by kind."""
    return {kind: sum((found[kind] for found in documents.values()), Seen()) for kind in KINDS}


def _claimed(tables: Mapping[str, pa.Table]) -> Iterable[_Counted]:
    statements = tables["statements"].select(["document_id", "kind", "cue"]).to_pylist()
    for row in statements:
        if row["kind"] in ("direct", "mixed"):
            yield _Counted(row["document_id"], "quotation", "claimed")
        if row["cue"] is not None:
            yield _Counted(row["document_id"], "cue", "claimed")
    for row in tables["figures"].select(["document_id"]).to_pylist():
        yield _Counted(row["document_id"], "number", "claimed")
    for row in tables["mentions"].select(["document_id", "kind"]).to_pylist():
        if row["kind"] == "name":
            yield _Counted(row["document_id"], "name", "claimed")


def _unclaimed(unclaimed: pa.Table) -> Iterable[_Counted]:
    for row in unclaimed.select(["document_id", "kind", "reason"]).to_pylist():
        became = "left_over" if row["reason"] in LEFT_OVER else "excluded"
        yield _Counted(row["document_id"], row["kind"], became)
