"""The texts that are measured on: where they lie, how they become a package, what they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring.dev_sets import measure_dev_set
from measuring.own_gold import measure_own_gold
from measuring.values import RESAMPLES, Value
from toolkit.build import build_package

REPO = Path(__file__).parent.parent.parent
SHARED = REPO.parent / "shared"
GOLD = REPO / "tests" / "gold"
EVAL = SHARED / "eval"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with annotations.

    Attributes:
        name: as `quality_floors.json` calls it.
        title: as the heading of a column.
        texts: what they are; `{count}` is how many there are.
        source: the folder of its texts.
        gold: our gold file; None for a dev set, whose folder holds it.
        package: corpora of the same package name are built together.
    """

    name: str
    title: str
    texts: str
    source: Path
    gold: Path | None
    package: str

    @property
    def is_here(self) -> bool:
        """Whether its texts lie on this machine."""
        return self.source.is_dir()

    @property
    def documents(self) -> list[str]:
        """The names of the annotated texts."""
        gold = self.gold or self.source.parent / "gold.jsonl"
        rows = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
        return [row["doc"] for row in rows if row["kind"] == "doc"]

    @property
    def description(self) -> str:
        """What the texts are, with their number."""
        return self.texts.format(count=len(self.documents))


def _dev(name: str, title: str, texts: str) -> Corpus:
    return Corpus(name, title, texts, EVAL / name / "docs", None, name)


def _open(name: str, title: str, texts: str) -> Corpus:
    return Corpus(name, title, texts, SHARED / "texts", GOLD / f"{name}.jsonl", "open")


SET_ASIDE = "open-set-aside"
"""The half that no rule was made from; scored only when the rules are done."""

CORPORA = (
    Corpus(
        "seeds",
        "seeds",
        "the {count} documents of `seeds/`, which the rules were made from",
        REPO / "seeds",
        GOLD / "seeds.jsonl",
        "seeds",
    ),
    Corpus(
        "own",
        "own texts",
        "{count} short texts of our own, of many kinds and made to be hard",
        GOLD / "own",
        GOLD / "own.jsonl",
        "own",
    ),
    _open(
        "open-develop",
        "open texts, development half",
        "{count} openly licensed texts of four publishers, read while the rules were made",
    ),
    _open(
        SET_ASIDE,
        "open texts, set-aside half",
        "{count} openly licensed texts of four publishers, set aside and never read for a rule",
    ),
    _dev(
        "polnear-dev", "PolNeAR dev", "{count} news articles, the development part of PolNeAR 1.0"
    ),
    _dev("gum-news-dev", "GUM news dev", "{count} news articles of GUM's development part"),
    _dev("uner-dev", "UNER dev", "{count} web texts, the development part of UNER English EWT"),
    _dev(
        "numbers-dev",
        "number specs dev",
        "{count} files of short inputs, half of the specs of Recognizers-Text and quantulum3",
    ),
)


def find_corpus(name: str) -> Corpus:
    """The corpus of that name."""
    return next(corpus for corpus in CORPORA if corpus.name == name)


def measure(
    corpora: Sequence[Corpus], packages: Path, *, resamples: int = RESAMPLES
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Build and measure corpora one after the other.

    Args:
        corpora: what to measure; those that share a package are built once.
        packages: a folder for the packages that are built.
        resamples: how often documents are drawn for the intervals; 0 for none.

    Yields:
        The corpus's name and its measures.
    """
    for corpus in corpora:
        package = packages / corpus.package
        if not package.exists():
            build(corpus, package)
        if corpus.gold is None:
            found = measure_dev_set(corpus.source.parent, package, resamples=resamples)
        else:
            found = measure_own_gold(corpus.gold, package, resamples=resamples)
        yield corpus.name, found


def build(corpus: Corpus, package: Path) -> None:
    """Build a corpus; of the open texts only those that are annotated, both halves together."""
    if corpus.package != "open":
        build_package(corpus.source, package)
        return
    with TemporaryDirectory() as folder:
        for half in (one for one in CORPORA if one.package == "open"):
            for name in half.documents:
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(half.source / name, target)
        build_package(Path(folder), package)
