"""Train a pipeline on paragraphs: fixed seed, fixed number of passes, averaged weights."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from augment import invent_names, vary_print
from corpora import Paragraph
from spacy import util
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed


@dataclass(frozen=True)
class Recipe:
    """How one part is trained; the section `[recipe]` of its config, or another.

    Attributes:
        seed: of everything random.
        epochs: passes over the paragraphs.
        dropout: share of each layer's values that is dropped.
        learn_rate: the highest rate.
        rate_epochs: passes in which the rate rises and falls to a hundredth; with fewer `epochs`
            it ends higher.
        batch_words: words between two updates.
        parser_moves: moves that a parser makes from one gold state; fewer are faster.
        chance_of_variation: see :func:`augment.vary_print`.
        chance_of_invention: see :func:`augment.invent_names`.
        start_seed: of the untrained weights; `seed` where none is given.
    """

    seed: int
    epochs: int
    dropout: float
    learn_rate: float
    rate_epochs: int
    batch_words: int
    parser_moves: int
    chance_of_variation: float
    chance_of_invention: float = 0.0
    start_seed: int | None = None


def start_pipeline(config_path: Path, paragraphs: list[Paragraph]) -> Language:
    """Make the untrained pipeline that a config describes, with the labels of the paragraphs.

    Args:
        config_path: a spaCy config with further sections, the recipes.
        paragraphs: the training data.
    """
    config = util.load_config(config_path)
    config.pop("last_recipe", None)
    recipe = config.pop("recipe")
    fix_random_seed(recipe.get("start_seed", recipe["seed"]))
    nlp = util.load_model_from_config(config, auto_fill=True)
    plain = [paragraph.to_example(nlp) for paragraph in paragraphs]
    nlp.initialize(lambda: plain)
    return nlp


def read_recipe(config_path: Path, section: str = "recipe") -> Recipe:
    """Read a recipe of a config."""
    return Recipe(**util.load_config(config_path)[section])


def train_part(
    nlp: Language, paragraphs: list[Paragraph], recipe: Recipe, *, checkpoints: Path | None = None
) -> Language:
    """Train a pipeline by its recipe and give a copy of it with its averaged weights.

    Args:
        nlp: what `start_pipeline` or an earlier stage gave; its own weights change too.
        paragraphs: the training data; what they do not annotate is not learned from.
        recipe: how.
        checkpoints: a folder that gets the averaged weights after each pass, if any.
    """
    fix_random_seed(recipe.seed)
    random_source = random.Random(recipe.seed)
    for name in ("parser", "ner"):
        if nlp.has_pipe(name):
            component: Any = nlp.get_pipe(name)
            component.cfg["update_with_oracle_cut_size"] = recipe.parser_moves
    plain = [paragraph.to_example(nlp) for paragraph in paragraphs]
    steps = recipe.rate_epochs * sum(1 for _ in _batches(plain, recipe.batch_words))
    optimizer = Adam(
        _learn_rates(recipe.learn_rate, steps), L2=0.01, grad_clip=1.0, use_averages=True
    )
    started = time.monotonic()
    for epoch in range(1, recipe.epochs + 1):
        losses: dict[str, float] = {}
        for batch in _batches(_varied(nlp, paragraphs, recipe, random_source), recipe.batch_words):
            nlp.update(batch, drop=recipe.dropout, sgd=optimizer, losses=losses)
            optimizer.step_schedules()
        summary = ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        minutes = (time.monotonic() - started) / 60
        sys.stderr.write(f"epoch {epoch}/{recipe.epochs}, {minutes:.1f} minutes: {summary}\n")
        if checkpoints is not None:
            checkpoints.mkdir(parents=True, exist_ok=True)
            with nlp.use_params(optimizer.averages):
                nlp.to_disk(checkpoints / f"epoch-{epoch}")
    with nlp.use_params(optimizer.averages):
        averaged = util.load_model_from_config(nlp.config, auto_fill=False)
        return averaged.from_bytes(nlp.to_bytes())


def _learn_rates(highest: float, steps: int) -> list[float]:
    """Rise for a twentieth of the steps, then fall to a hundredth of the highest rate."""
    warm = max(1, steps // 20)
    rise = [highest * (step + 1) / warm for step in range(warm)]
    return rise + [highest * max(0.01, 1 - step / (steps - warm)) for step in range(steps - warm)]


def _varied(
    nlp: Language, paragraphs: list[Paragraph], recipe: Recipe, random_source: random.Random
) -> Iterator[Example]:
    order = list(range(len(paragraphs)))
    random_source.shuffle(order)
    for index in order:
        paragraph = paragraphs[index]
        if recipe.chance_of_invention:
            paragraph = invent_names(
                paragraph, chance=recipe.chance_of_invention, random_source=random_source
            )
        paragraph = vary_print(
            paragraph, chance=recipe.chance_of_variation, random_source=random_source
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
