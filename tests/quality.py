"""Measures what is extracted, on all annotated texts that are here, and writes it down.

    python tests/quality.py [--write] [--set-aside] [--only NAME] [--packages DIR]

Prints `docs/quality.md`. With --write: writes it, the measures that every package's card states
(`toolkit/package/measures.json`), and raises the floors of `tests/quality_floors.json`; a floor
that is not kept is named, stays, and makes the command fail.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring.card import card_measures, write_card_measures
from measuring.corpora import CORPORA, SET_ASIDE, measure
from measuring.floors import misses, raise_floors, read_floors, write_floors
from measuring.page import render_page, write_page
from measuring.values import Values

from toolkit.pipeline import pipeline_hash
from toolkit.version import __version__


def main() -> None:
    """Parse the call, measure, print or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write page, card measures, floors")
    parser.add_argument(
        "--set-aside", action="store_true", help="score the set-aside half too: once, at the end"
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        choices=[corpus.name for corpus in CORPORA],
        help="measure this corpus only; may be repeated",
    )
    parser.add_argument("--packages", type=Path, help="keep (and reuse) the built packages here")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs all corpora, not --only some")
    if options.write and options.packages:
        parser.error("--write builds everything anew: kept packages may be another pipeline's")
    pipeline = pipeline_hash()
    with TemporaryDirectory() as folder:
        measured = measure_here(options.only, options.set_aside, options.packages or Path(folder))
    if pipeline_hash() != pipeline:
        sys.exit("The pipeline was replaced meanwhile: nobody knows which one was measured.")
    page = render_page(measured, version=__version__, pipeline=pipeline)
    if not options.write:
        print(page)
        return
    sys.exit(write_all(page, measured))


def measure_here(only: list[str] | None, set_aside: bool, packages: Path) -> dict[str, Values]:
    """The measures of the corpora that were asked for and are on this machine."""
    asked = [
        corpus
        for corpus in CORPORA
        if corpus.is_here
        and (only is None or corpus.name in only)
        and (corpus.name != SET_ASIDE or set_aside)
    ]
    measured: dict[str, Values] = {}
    for name, values in measure(asked, packages):
        print(f"measured {name}", file=sys.stderr)
        measured[name] = values
    return measured


def write_all(page: str, measured: Mapping[str, Values]) -> int:
    """Write page, card and floors; 1 where a floor is not kept."""
    floors = read_floors()
    write_page(page)
    write_card_measures(card_measures(measured))
    write_floors(raise_floors(floors, measured))
    broken = [
        f"{corpus}: {sentence}"
        for corpus, values in measured.items()
        for sentence in misses(floors.get(corpus, {}), values)
    ]
    print("\n".join(broken) or "All floors are kept.")
    return 1 if broken else 0


if __name__ == "__main__":
    main()
