"""Train one pipeline on paragraphs: fixed seed, fixed number of epochs, averaged weights."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from augment import vary_print
from corpora import Paragraph
from spacy import util
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Config, fix_random_seed


@dataclass(frozen=True)
class Recipe:
    """How a pipeline is trained; a section of its config.

    Attributes:
        seed: of everything random.
        epochs: passes over the paragraphs.
        dropout: share of each layer's values that is dropped.
        learn_rate: the highest rate; it falls to a twentieth.
        batch_words: words between two updates.
        parser_moves: moves that a parser makes from one gold state; fewer are faster.
        chance_of_variation: see :func:`augment.vary_print`.
    """

    seed: int
    epochs: int
    dropout: float
    learn_rate: float
    batch_words: int
    parser_moves: int
    chance_of_variation: float


def train_pipeline(config_path: Path, paragraphs: list[Paragraph]) -> Language:
    """Train the pipeline that a config describes and give it with its averaged weights.

    Args:
        config_path: a spaCy config with the further section `[recipe]`.
        paragraphs: the training data; what they do not annotate is not learned from.
    """
    config = util.load_config(config_path)
    recipe = Recipe(**config["recipe"])
    fix_random_seed(recipe.seed)
    nlp = util.load_model_from_config(_without_recipes(config), auto_fill=True)
    plain = [paragraph.to_example(nlp) for paragraph in paragraphs]
    nlp.initialize(lambda: plain)
    return _run_recipe(nlp, paragraphs, recipe)


def continue_training(
    nlp: Language,
    config_path: Path,
    paragraphs: list[Paragraph],
    *,
    section: str,
    with_lemmas: bool,
) -> Language:
    """Train a trained pipeline further by another recipe of its config; labels stay as they are.

    Args:
        nlp: what `train_pipeline` gave; it is not changed.
        config_path: the config that it was trained with.
        paragraphs: the training data of this stage.
        section: name of the recipe's section.
        with_lemmas: give the lemmatizer back its table of labels, which a copy has lost (spaCy
            3.8: `from_bytes` does not fill `tree2label`). Without it the stage unlearns lemmas
            and `train_lemmas` has to follow.
    """
    recipe = Recipe(**util.load_config(config_path)[section])
    copy = _frozen_copy(nlp)
    if with_lemmas:
        lemmatizer: Any = copy.get_pipe("lemmatizer")
        _restore_labels(lemmatizer)
    fix_random_seed(recipe.seed)
    return _run_recipe(copy, paragraphs, recipe)


def train_lemmas(
    nlp: Language, first: Language, config_path: Path, paragraphs: list[Paragraph]
) -> Language:
    """Train the lemmatizer alone on token vectors that stay as they are.

    Args:
        nlp: what `continue_training` gave; it is not changed.
        first: what `train_pipeline` gave: its lemmatizer is where training starts.
        config_path: a config with the section `[lemma_recipe]`.
        paragraphs: the training data.
    """
    recipe = Recipe(**util.load_config(config_path)["lemma_recipe"])
    copy = _frozen_copy(nlp)
    # spaCy's lemmatizer has no type hints where it is read and written.
    source: Any = first.get_pipe("lemmatizer")
    lemmatizer: Any = copy.get_pipe("lemmatizer")
    lemmatizer.from_bytes(source.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    _restore_labels(lemmatizer)
    fix_random_seed(recipe.seed)
    frozen = [name for name in copy.pipe_names if name != "lemmatizer"]
    return _run_recipe(copy, paragraphs, recipe, frozen=frozen)


def _restore_labels(lemmatizer: Any) -> None:
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}


def _without_recipes(config: Config) -> Config:
    recipes = [name for name in config if name.endswith("recipe")]
    return Config({name: value for name, value in config.items() if name not in recipes})


def _run_recipe(
    nlp: Language, paragraphs: list[Paragraph], recipe: Recipe, *, frozen: Sequence[str] = ()
) -> Language:
    random_source = random.Random(recipe.seed)
    for name in ("parser", "ner"):
        if nlp.has_pipe(name):
            component: Any = nlp.get_pipe(name)
            component.cfg["update_with_oracle_cut_size"] = recipe.parser_moves
    plain = [paragraph.to_example(nlp) for paragraph in paragraphs]
    steps = recipe.epochs * sum(1 for _ in _batches(plain, recipe.batch_words))
    optimizer = Adam(
        _learn_rates(recipe.learn_rate, steps), L2=0.01, grad_clip=1.0, use_averages=True
    )
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        losses: dict[str, float] = {}
        for batch in _batches(_varied(nlp, paragraphs, recipe, random_source), recipe.batch_words):
            nlp.update(
                batch,
                drop=recipe.dropout,
                sgd=optimizer,
                losses=losses,
                exclude=frozen,
                annotates=["tok2vec"] if frozen else (),
            )
            optimizer.step_schedules()
        summary = ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        minutes = (time.monotonic() - started) / 60
        sys.stderr.write(f"epoch {epoch + 1}/{recipe.epochs}, {minutes:.1f} minutes: {summary}\n")
    with nlp.use_params(optimizer.averages):
        return _frozen_copy(nlp)


def _frozen_copy(nlp: Language) -> Language:
    copy = util.load_model_from_config(nlp.config, auto_fill=False)
    return copy.from_bytes(nlp.to_bytes())


def _learn_rates(highest: float, steps: int) -> list[float]:
    """Rise for a twentieth of the steps, then fall to a twentieth of the highest rate."""
    warm = max(1, steps // 20)
    rise = [highest * (step + 1) / warm for step in range(warm)]
    return rise + [highest * max(0.05, 1 - step / (steps - warm)) for step in range(steps - warm)]


def _varied(
    nlp: Language, paragraphs: list[Paragraph], recipe: Recipe, random_source: random.Random
) -> Iterator[Example]:
    order = list(range(len(paragraphs)))
    random_source.shuffle(order)
    for index in order:
        paragraph = vary_print(
            paragraphs[index], chance=recipe.chance_of_variation, random_source=random_source
        )
        yield paragraph.to_example(nlp)


def _batches(examples: Iterator[Example] | list[Example], words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.predicted)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
