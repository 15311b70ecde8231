"""Counts, and the one-to-one answers that they count."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from scores.inputs import Source, SpanOfRow

A = TypeVar("A")
B = TypeVar("B")

DETERMINERS = frozenset("the a an this that these those his her its their our my your".split())
# What may follow a noun phrase that another reading ends earlier: "the crew | of the ferry".
COMPLEMENT = frozenset(
    "of in on at to for from with by about between within who which that".split()
)


@dataclass
class Overlap:
    """Rows found: how many of the predicted are right, how many of the gold are found."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted rows that are right; 1 where there is nothing to find."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found; 1 where there is nothing to find."""
        return self.right / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 1.0


@dataclass
class Share:
    """How many of the rows that were compared are right in one field."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """Right ones among all compared; 1 where none was compared."""
        return self.right / self.of if self.of else 1.0


@dataclass
class Report:
    """All measures by name, and in words what was wrong, by the measure that it lowers."""

    overlaps: dict[str, Overlap] = field(default_factory=lambda: defaultdict(Overlap))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def compare(self, name: str, right: bool, error: str) -> None:
        """Count one compared field, and keep the error's words where it is wrong."""
        self.shares[name].right += right
        self.shares[name].of += 1
        if not right:
            self.errors[name].append(error)

    def values(self) -> dict[str, float]:
        """Every number by its dotted name, as floors name it: `statements.at_0.8.f1`."""
        flat: dict[str, float] = dict(self.counts)
        for name, overlap in self.overlaps.items():
            for part in ("precision", "recall", "f1", "right", "predicted", "gold"):
                flat[f"{name}.{part}"] = getattr(overlap, part)
        for name, share in self.shares.items():
            for part in ("share", "right", "of"):
                flat[f"{name}.{part}"] = getattr(share, part)
        return dict(sorted(flat.items()))


def pair_best(
    golds: Sequence[A], predictions: Sequence[B], likeness: Callable[[A, B], float]
) -> list[tuple[int, int, float]]:
    """Pair gold and predicted one to one, the most alike first; pairs of likeness 0 are none.

    Returns:
        Triples of gold index, predicted index, likeness, in the order of the gold.
    """
    alike = (
        (likeness(gold, prediction), i, j)
        for i, gold in enumerate(golds)
        for j, prediction in enumerate(predictions)
    )
    pairs, taken_golds, taken_predictions = [], set(), set()
    for value, i, j in sorted((t for t in alike if t[0] > 0), key=lambda t: (-t[0], t[1], t[2])):
        if i not in taken_golds and j not in taken_predictions:
            taken_golds.add(i)
            taken_predictions.add(j)
            pairs.append((i, j, value))
    return sorted(pairs)


def iou(ours: frozenset[int], theirs: frozenset[int]) -> float:
    """Intersection over union of two sets of words; 0 for two empty ones."""
    union = len(ours | theirs)
    return len(ours & theirs) / union if union else 0.0


def same_phrase(source: Source, ours: SpanOfRow, theirs: SpanOfRow) -> bool:
    """Whether two spans mean the same phrase, or both are none.

    Half of the words in common is enough, and so is a phrase that only leaves off the other's
    complement ("the crew" for "the crew of the night ferry"). Determiners never matter.
    """
    if ours is None or theirs is None:
        return ours is None and theirs is None
    one, other = sorted((content(source, ours), content(source, theirs)), key=len)
    if iou(frozenset(one), frozenset(other)) >= 0.5:
        return True
    following = other[len(one) : len(one) + 1]
    return bool(one) and one == other[: len(one)] and word(source, following[0]) in COMPLEMENT


def content(source: Source, span: SpanOfRow) -> list[int]:
    """The words of a phrase without leading determiners."""
    words = sorted(source.words(span))
    # the "A" of "Q and A" is a phrase too: the last word always stays
    while len(words) > 1 and word(source, words[0]) in DETERMINERS:
        words = words[1:]
    return words


def word(source: Source, number: int) -> str:
    """The word with that number, casefolded."""
    return source.text[source.starts[number] : source.ends[number]].casefold()
