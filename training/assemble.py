"""Put the trained parts together and write only what loading them needs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

NO_TREE = 2**32 - 1
"""What spaCy writes for the part of an edit tree that is not there."""

META = {
    "lang": "en",
    "name": "toolkit_sentences_and_names",
    "version": "0.1.0",
    "description": "Small English pipeline: tags, features, lemmas, dependencies, names",
    "author": "",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
}


def assemble_pipeline(sentences: Language, lemmas: Language, names: Language) -> Language:
    """Give the sentence part with the lemmatizer and the name finder behind it."""
    sentences.add_pipe("lemmatizer", source=lemmas)
    sentences.add_pipe("ner", source=names)
    return sentences


def save_pipeline(nlp: Language, folder: Path) -> None:
    """Write the pipeline into a folder, replacing the pipeline in it and leaving other files.

    The vocabulary of a trained pipeline holds each word of its training texts; loading needs only
    the strings that labels and lemma rules refer to.
    """
    small = _with_needed_strings(nlp)
    small.meta.clear()
    small.meta.update(META)
    for name in [*nlp.pipe_names, "vocab", "tokenizer", "config.cfg", "meta.json"]:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
    small.to_disk(folder, exclude=["vectors", "lookups"])
    _tidy_meta(folder / "meta.json")


def _with_needed_strings(nlp: Language) -> Language:
    small = spacy.util.load_model_from_config(nlp.config, auto_fill=False)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    trees, labels = _prune_trees(lemmatizer.label_data["trees"], lemmatizer.cfg["labels"])
    for string in _label_strings(nlp, trees):
        small.vocab.strings.add(string)
    small.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    small_lemmatizer: Any = small.get_pipe("lemmatizer")
    small_lemmatizer.trees = type(lemmatizer.trees)(small.vocab.strings)
    small_lemmatizer.trees.from_json([_with_hashes(small, tree) for tree in trees])
    small_lemmatizer.cfg["labels"] = labels
    return small


def _with_hashes(nlp: Language, tree: dict[str, Any]) -> dict[str, Any]:
    return {
        key: nlp.vocab.strings[value] if key in {"orig", "subst"} else value
        for key, value in tree.items()
    }


def _prune_trees(
    trees: list[dict[str, Any]], labels: list[int]
) -> tuple[list[dict[str, Any]], list[int]]:
    """Keep the edit trees that labels stand on: training leaves one for each pair it met.

    Args:
        trees: all trees; a tree names its parts by their place in the list.
        labels: places of the trees that are labels.

    Returns:
        The trees that are left, parts before wholes, and the new places of the labels.
    """
    kept: list[dict[str, Any]] = []
    places: dict[int, int] = {}

    def keep(place: int) -> int:
        if place == NO_TREE:
            return NO_TREE
        if place not in places:
            tree = dict(trees[place])
            for part in ("prefix_tree", "suffix_tree"):
                if part in tree:
                    tree[part] = keep(tree[part])
            kept.append(tree)
            places[place] = len(kept) - 1
        return places[place]

    new_labels = [keep(label) for label in labels]
    return kept, new_labels


def _label_strings(nlp: Language, trees: list[dict[str, Any]]) -> list[str]:
    strings = {tree[key] for tree in trees for key in ("orig", "subst") if key in tree}
    for name in ("tagger", "morphologizer", "parser", "ner"):
        component: Any = nlp.get_pipe(name)
        for label in component.labels:
            strings.add(label)
            # "Number=Sing|POS=NOUN" is taken apart at run time.
            strings.update(label.split("|"))
            strings.add("|".join(p for p in label.split("|") if not p.startswith("POS=")))
    return sorted(strings)


def _tidy_meta(path: Path) -> None:
    meta = json.loads(path.read_text("utf-8"))
    for key in ("labels", "performance", "vectors", "spacy_git_version"):
        meta.pop(key, None)
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
