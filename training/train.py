"""Train the pipeline that the toolkit ships: `python training/train.py --data DIR --output DIR`.

Three parts are trained one after the other and put together: the sentence part (tags, features,
trees) and the lemmatizer on treebanks, the name part on names.
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
from learn import Recipe, read_recipe, start_pipeline, train_part
from spacy.language import Language

SENTENCES = Path(__file__).with_name("config_sentences.cfg")
LEMMAS = Path(__file__).with_name("config_lemmas.cfg")
NAMES = Path(__file__).with_name("config_names.cfg")


def main() -> None:
    """Check the data, train the parts, write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument("--checkpoints", type=Path, help="folder for the weights of each pass")
    arguments = parser.parse_args()
    check_manifest(arguments.data)
    # the longest last: what is wrong with the data or the versions shows early
    names = train_names(arguments.data, read_recipe(NAMES), checkpoints=arguments.checkpoints)
    lemmas = train_lemmas(arguments.data)
    sentences = train_sentences(arguments.data, checkpoints=arguments.checkpoints)
    save_pipeline(assemble_pipeline(sentences, lemmas, names), arguments.output)


def train_sentences(data: Path, *, checkpoints: Path | None = None) -> Language:
    """Train tags, features and trees, at last with invented names.

    Args:
        data: folder of the corpora.
        checkpoints: a folder that gets the weights after each pass but the last.
    """
    paragraphs = sentence_data(data)
    untrained = start_pipeline(SENTENCES, paragraphs)
    folder = checkpoints and checkpoints / "sentences"
    first = train_part(untrained, paragraphs, read_recipe(SENTENCES), checkpoints=folder)
    return train_part(first, paragraphs, read_recipe(SENTENCES, "last_recipe"))


def train_lemmas(data: Path) -> Language:
    """Train the lemmatizer on the same paragraphs."""
    paragraphs = sentence_data(data)
    return train_part(start_pipeline(LEMMAS, paragraphs), paragraphs, read_recipe(LEMMAS))


def train_names(
    data: Path,
    recipe: Recipe,
    *,
    without: frozenset[str] = frozenset(),
    checkpoints: Path | None = None,
) -> Language:
    """Train the name finder on GUM, WikiGold, re3d and UNER's dev part.

    Args:
        data: folder of the corpora.
        recipe: how; the shipped one is that of the config.
        without: names of UNER's documents that are left out, to measure on them.
        checkpoints: a folder that gets the weights after each pass.
    """
    paragraphs = name_data(data, without=without)
    folder = checkpoints and checkpoints / "names"
    return train_part(start_pipeline(NAMES, paragraphs), paragraphs, recipe, checkpoints=folder)


def without_features(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """PUD without its features, which it annotates more sparsely than EWT and GUM do."""
    return [replace(paragraph, pos=None, morphs=None) for paragraph in paragraphs]


def sentence_data(data: Path) -> list[Paragraph]:
    """The paragraphs that have trees: EWT's and GUM's training parts, half of PUD three times.

    PUD alone is news; the other half of it is measured on.
    """
    gum = sorted((data / "gum/train").glob("*.conllu"))
    news = without_features(read_treebank([data / "pud.conllu"])[0::2])
    return [*read_treebank([data / "ewt/train.conllu", *gum]), *news * 3]


def name_data(data: Path, *, without: frozenset[str] = frozenset()) -> list[Paragraph]:
    """The paragraphs that have names: GUM's training part, WikiGold, re3d, UNER's dev part."""
    uner = read_uner(data / "ewt/uner-dev.iob2")
    gum = sorted((data / "gum/train").glob("*.conllu"))
    return [
        *read_treebank(gum, with_names=True),
        *(paragraph for _, paragraph in read_wikigold(data / "wikigold.conll")),
        *read_re3d(data / "re3d"),
        *(paragraph for document, paragraph in uner if document not in without),
    ]


if __name__ == "__main__":
    main()
