"""Train the pipeline that the toolkit ships: `python training/train.py --data DIR --output DIR`.

Two parts are trained one after the other and put together: the sentence part (tags, features,
trees, lemmas) on treebanks, in four stages, and the name part on names.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import one_thread  # noqa: F401 (before numpy is loaded)
from assemble import assemble_pipeline, save_pipeline
from corpora import (
    Paragraph,
    check_manifest,
    read_re3d,
    read_treebank,
    read_uner,
    read_wikigold,
)
from learn import continue_training, train_lemmas, train_pipeline
from spacy.language import Language

SENTENCES = Path(__file__).with_name("config_sentences.cfg")
NAMES = Path(__file__).with_name("config_names.cfg")


def main() -> None:
    """Check the data, train both parts, write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline")
    arguments = parser.parse_args()
    check_manifest(arguments.data)
    first = train_sentences(arguments.data)
    names = train_names(arguments.data)
    sentences = train_sentences_further(arguments.data, first)
    save_pipeline(assemble_pipeline(sentences, names), arguments.output)


def train_sentences(data: Path) -> Language:
    """Train tags, features, trees and lemmas on EWT's and GUM's training parts."""
    return train_pipeline(SENTENCES, sentence_data(data))


def train_sentences_further(data: Path, first: Language) -> Language:
    """Train them further, on more updates and on half of PUD's documents besides."""
    news = read_treebank([data / "pud.conllu"])[0::2]  # the other half is measured on
    paragraphs = [*sentence_data(data), *without_features(news)]
    second = continue_training(
        first, SENTENCES, paragraphs, section="second_recipe", with_lemmas=False
    )
    third = train_lemmas(second, first, SENTENCES, sentence_data(data))
    return continue_training(third, SENTENCES, paragraphs, section="third_recipe", with_lemmas=True)


def train_names(data: Path) -> Language:
    """Train the name finder on GUM, WikiGold, re3d and UNER's dev part."""
    return train_pipeline(NAMES, name_data(data))


def without_features(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """PUD without its features, which it annotates more sparsely than EWT and GUM do."""
    return [replace(paragraph, pos=None, morphs=None) for paragraph in paragraphs]


def sentence_data(data: Path) -> list[Paragraph]:
    """The paragraphs that have trees: EWT's and GUM's training parts."""
    gum = sorted((data / "gum/train").glob("*.conllu"))
    return read_treebank([data / "ewt/train.conllu", *gum])


def name_data(data: Path) -> list[Paragraph]:
    """The paragraphs that have names: GUM's training part, WikiGold, re3d, UNER's dev part."""
    gum = sorted((data / "gum/train").glob("*.conllu"))
    return [
        *read_treebank(gum, with_names=True),
        *(paragraph for _, paragraph in read_wikigold(data / "wikigold.conll")),
        *read_re3d(data / "re3d"),
        *(paragraph for _, paragraph in read_uner(data / "ewt/uner-dev.iob2")),
    ]


if __name__ == "__main__":
    main()
