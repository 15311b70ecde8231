"""Measure names on UNER's web texts with pipelines that were trained without them.

    python training/cross_validate.py --data DIR --uner DIR [--folds N] [--epochs N] [--names DIR]

UNER's dev part is training data of the name finder, so the shipped pipeline cannot be measured on
it. Here the name part is trained anew without each fold of its documents in turn; the sentence part
is the shipped one, which has seen none of them. The toolkit then builds each fold with the pipeline
that has not seen it, and the scorer that lies beside the folder of UNER counts all folds together.
Writes `cross_validation.json`, which `docs/quality.md` is made from.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import one_thread  # noqa: F401 (before numpy is loaded)
import spacy
from assemble import save_pipeline
from corpora import check_manifest
from learn import Recipe, read_recipe
from train import NAMES, train_names

from toolkit.build import build_package
from toolkit.pipeline import SHIPPED_MODEL

RESULT = Path(__file__).with_name("cross_validation.json")
RESAMPLES = 1000


def main() -> None:
    """Train and build fold by fold, pool, score, write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--uner", type=Path, required=True, help="docs/ and gold.jsonl of UNER dev")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--epochs", type=int, help="passes; those of the shipped recipe if absent")
    parser.add_argument(
        "--names", type=Path, help="keep the name parts here, and use again those that are here"
    )
    options = parser.parse_args()
    check_manifest(options.data)
    recipe = read_recipe(NAMES)
    epochs = options.epochs or recipe.epochs
    recipe = replace(recipe, epochs=epochs, rate_epochs=epochs)
    folds = make_folds(options.uner / "gold.jsonl", options.folds)
    scorer = load_scorer(options.uner.parent / "score.py")
    with TemporaryDirectory() as folder:
        parts = train_folds(options.data, folds, recipe, options.names or Path(folder))
        counts, report = score_folds(scorer, options.uner, parts)
    result = describe(scorer, counts, report, how=f"{len(folds)} name parts of {epochs} passes")
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


def make_folds(gold: Path, count: int) -> list[dict[str, str]]:
    """Deal UNER's documents out to folds in turn; each fold gives a text's file its UNER name."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    documents = {row["doc"]: row["id"] for row in rows if row["kind"] == "doc"}
    names = sorted(documents)
    return [{name: documents[name] for name in names[at::count]} for at in range(count)]


def train_folds(
    data: Path, folds: list[dict[str, str]], recipe: Recipe, folder: Path
) -> Iterator[tuple[list[str], Path]]:
    """Train the name part without each fold.

    Args:
        data: folder of the corpora.
        folds: what `make_folds` gave.
        recipe: how the name part is trained.
        folder: where the name parts are written.

    Yields:
        The files of a fold, and the name part that has seen none of them.
    """
    for number, fold in enumerate(folds, start=1):
        part = folder / f"without-fold-{number}-of-{len(folds)}"
        if not part.exists():
            sys.stderr.write(f"{part.name}\n")
            train_names(data, recipe, without=frozenset(fold.values())).to_disk(part)
        yield sorted(fold), part


def score_folds(
    scorer: ModuleType, uner: Path, parts: Iterator[tuple[list[str], Path]]
) -> tuple[Any, Any]:
    """Build each fold with the pipeline that has not seen it, and count its names.

    Returns:
        The scorer's tally over all documents, and its function from counts to measures.
    """
    meta, texts = scorer.load_gold(str(uner / "gold.jsonl"))
    pooled = scorer.Tally()
    report = None
    for files, part in parts:
        with TemporaryDirectory() as temporary:
            source, model, package = (Path(temporary) / name for name in ("source", "model", "out"))
            shipped = spacy.load(SHIPPED_MODEL)
            shipped.remove_pipe("ner")
            shipped.add_pipe("ner", source=spacy.load(part))
            save_pipeline(shipped, model)
            source.mkdir()
            for name in files:
                shutil.copyfile(uner / "docs" / name, source / name)
            build_package(source, package, model=str(model))
            fold = {name: texts[name] for name in files}
            pairs, rows, entities, _ = scorer.pair(fold, str(package))
        tally, report, _ = scorer.eval_entities(
            pairs, rows["mentions"], entities, inventory=meta["types"]
        )
        pooled.docs.update({name: tally.docs[name] for name in files})
        found = report(tally.total())["exact"]["typed"]
        sys.stderr.write(f"{part.name}: {json.dumps(found)}\n")
    return pooled, report


def describe(scorer: ModuleType, counts: Any, report: Any, *, how: str) -> dict[str, Any]:
    """The pooled measures as shares, with the interval over documents, and how they were taken."""
    documents = sorted(counts.docs)
    found = report(counts.total())["exact"]["typed"]
    headline = [("f1", lambda known: known["exact"]["typed"]["f1"])]
    lower, upper = scorer.bootstrap(counts, report, documents, headline, RESAMPLES)["f1"]
    return {
        "f1": found["f1"],
        "lower": lower,
        "upper": upper,
        "how": f"So it was cross-validated (`training/cross_validate.py`): {how}, each without a "
        "fold of the documents, and each document built with the one that had not seen it "
        f"(precision {100 * found['p']:.1f}, recall {100 * found['r']:.1f}, "
        f"{found['gold']} names).",
    }


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; it lies outside the project."""
    spec = importlib.util.spec_from_file_location("shared_score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
