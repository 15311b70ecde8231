"""Write which verbs are read as others: `python training/rare_verbs.py --data DIR`.

A tagger that has never met "condemns" takes it for an adverb, and the parse of its sentence is
lost. Verbs of the lexicon of cues that the treebanks hardly have, and never as nouns, are given the
normal form of a frequent verb that stands in the same places.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.inflections import IRREGULAR, list_forms
from toolkit.pipeline import SHIPPED_MODEL

FEWEST_OF_VERB = 8
"""A verb that the treebanks have as often is learned, in all its forms together."""
FEWEST_OF_FORM = 4
"""The same for one of its forms."""

FREQUENT = {
    "say": ("say", "says", "said", "saying"),
    "ask": ("ask", "asks", "asked", "asking"),
    "announce": ("announce", "announces", "announced", "announcing"),
    "support": ("support", "supports", "supported", "supporting"),
    "describe": ("describe", "describes", "described", "describing"),
}


def main() -> None:
    """Count the treebanks, write the file beside the shipped pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    options = parser.parse_args()
    gum = sorted((options.data / "gum/train").glob("*.conllu"))
    files = [options.data / "ewt/train.conllu", options.data / "pud.conllu", *gum]
    lines = [f"{form},{norm}\n" for form, norm in sorted(set(rare_forms(*count_forms(files))))]
    (SHIPPED_MODEL / "rare_verbs.csv").write_text("form,norm\n" + "".join(lines), encoding="utf-8")


def count_forms(files: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """How often each form stands in CoNLL-U files: at all, and as a noun or adjective."""
    everywhere: Counter[str] = Counter()
    nominal: Counter[str] = Counter()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 4 and cells[0].isdigit():
                everywhere[cells[1].lower()] += 1
                nominal[cells[1].lower()] += cells[4].startswith("NN") or cells[4] == "JJ"
    return everywhere, nominal


def rare_forms(everywhere: Counter[str], nominal: Counter[str]) -> Iterator[tuple[str, str]]:
    """The rare forms of regular verbs of the lexicon, each with what it is read as."""
    frames: dict[str, set[str]] = {}
    for row in read_rows("cues"):
        if row["part"] == "verb" and " " not in row["cue"] and row["cue"] not in IRREGULAR:
            frames.setdefault(row["cue"], set()).update(row["frames"].split())
    for verb, stands_in in frames.items():
        forms = list_forms(verb)
        verbal = sum(everywhere[form] - nominal[form] for form in forms)
        if verbal >= FEWEST_OF_VERB or nominal[verb] or nominal[f"{verb}s"]:
            continue
        frequent = FREQUENT[read_as(stands_in)]
        for form in forms:
            if everywhere[form] < FEWEST_OF_FORM:
                yield form, frequent[_inflection(form, verb)]


def read_as(frames: set[str]) -> str:
    """The frequent verb whose complements are likest."""
    if "request" in frames:
        return "ask"
    if {"clause", "object"} <= frames:
        return "announce"
    if frames & {"clause", "quote"} and "object" not in frames:
        return "say"
    return "describe" if frames <= {"as", "predicate"} else "support"


def _inflection(form: str, verb: str) -> int:
    if form == verb:
        return 0
    return 3 if form.endswith("ing") else 2 if form.endswith("ed") else 1


if __name__ == "__main__":
    main()
