"""Train the pipeline that the toolkit ships: `python training/train.py --data DIR --output DIR`.

Two parts are trained one after the other (or in two processes with `--part`) and put together:
the sentence part (tags, features, trees, lemmas) on treebanks, the name part on names.
"""

from __future__ import annotations

import argparse
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
from learn import train_pipeline
from spacy.language import Language

HERE = Path(__file__).parent


def main() -> None:
    """Check the data, train both parts, write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline")
    arguments = parser.parse_args()
    check_manifest(arguments.data)
    sentences = train_sentences(arguments.data)
    names = train_names(arguments.data)
    save_pipeline(assemble_pipeline(sentences, names), arguments.output)


def train_sentences(data: Path, config: Path = HERE / "config_sentences.cfg") -> Language:
    """Train tags, features, trees and lemmas on EWT's and GUM's training parts."""
    return train_pipeline(config, sentence_data(data))


def train_names(data: Path, config: Path = HERE / "config_names.cfg") -> Language:
    """Train the name finder on GUM, WikiGold, re3d and UNER's dev part."""
    return train_pipeline(config, name_data(data))


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
