"""Train one pipeline on paragraphs: fixed seed, fixed number of epochs, averaged weights."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from augment import vary_print
from corpora import Paragraph
from spacy import util
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed


@dataclass(frozen=True)
class Recipe:
    """How a pipeline is trained; the section `[recipe]` of its config."""

    seed: int
    epochs: int
    dropout: float
    learn_rate: float
    batch_words: int
    chance_of_variation: float


def train_pipeline(config_path: Path, paragraphs: list[Paragraph]) -> Language:
    """Train the pipeline that a config describes and give it with its averaged weights.

    Args:
        config_path: a spaCy config with the further section `[recipe]`.
        paragraphs: the training data; what they do not annotate is not learned from.
    """
    config = util.load_config(config_path)
    recipe = Recipe(**config.pop("recipe"))
    fix_random_seed(recipe.seed)
    random_source = random.Random(recipe.seed)
    nlp = util.load_model_from_config(config, auto_fill=True)
    plain = [paragraph.to_example(nlp) for paragraph in paragraphs]
    nlp.initialize(lambda: plain)
    steps = recipe.epochs * sum(1 for _ in _batches(plain, recipe.batch_words))
    optimizer = Adam(
        _learn_rates(recipe.learn_rate, steps), L2=0.01, grad_clip=1.0, use_averages=True
    )
    started = time.monotonic()
    for epoch in range(recipe.epochs):
        losses: dict[str, float] = {}
        for batch in _batches(_varied(nlp, paragraphs, recipe, random_source), recipe.batch_words):
            nlp.update(batch, drop=recipe.dropout, sgd=optimizer, losses=losses)
            optimizer.step_schedules()
        summary = ", ".join(f"{name} {loss:.0f}" for name, loss in losses.items())
        minutes = (time.monotonic() - started) / 60
        sys.stderr.write(f"epoch {epoch + 1}/{recipe.epochs}, {minutes:.1f} minutes: {summary}\n")
    with nlp.use_params(optimizer.averages):
        return _frozen_copy(nlp)


def _frozen_copy(nlp: Language) -> Language:
    copy = util.load_model_from_config(nlp.config, auto_fill=False)
    return copy.from_bytes(nlp.to_bytes())


def _learn_rates(highest: float, steps: int) -> Generator[float, None, None]:
    """Rise for a twentieth of the steps, then fall to a twentieth of the highest rate."""
    warm = max(1, steps // 20)
    for step in range(warm):
        yield highest * (step + 1) / warm
    for step in range(steps):
        yield highest * max(0.05, 1 - step / max(1, steps - warm))
    while True:
        yield highest * 0.05


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
