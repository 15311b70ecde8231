"""Measure a pipeline on the dev parts: `python training/evaluate.py --data DIR --model DIR`."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import spacy
from corpora import Paragraph, read_treebank
from spacy.language import Language


def main() -> None:
    """Print one line of measures for each dev part, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    for name, paragraphs in dev_parts(arguments.data).items():
        print(name, json.dumps(measure_sentences(nlp, paragraphs)))
    pud = dev_parts(arguments.data)["PUD"]
    print("words per second", round(measure_speed(nlp, [part.text for part in pud])))


def dev_parts(data: Path) -> dict[str, list[Paragraph]]:
    """The dev parts with trees; GUM's also has names."""
    gum = sorted((data / "gum/dev").glob("*.conllu"))
    return {
        "EWT dev": read_treebank([data / "ewt/dev.conllu"]),
        "GUM dev": read_treebank(gum, with_names=True),
        "PUD": read_treebank([data / "pud.conllu"])[1::2],  # the other half is trained on
    }


def measure_sentences(nlp: Language, paragraphs: list[Paragraph]) -> dict[str, float]:
    """Percentages on raw text: tags, features, lemmas, attachment, sentences, names."""
    scores = nlp.evaluate([paragraph.to_example(nlp) for paragraph in paragraphs])
    keys = ["tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f"]
    if paragraphs[0].names is not None:
        keys += ["ents_p", "ents_r", "ents_f"]
    return {key: round(100 * scores[key], 2) for key in keys if scores.get(key) is not None}


def measure_speed(nlp: Language, texts: list[str]) -> float:
    """Words (without punctuation) for each second of wall time, on this core."""
    words = sum(len(text.split()) for text in texts)
    started = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return words / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
