"""Put the trained parts together and write only what loading them needs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer

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


def assemble_pipeline(sentences: Language, names: Language) -> Language:
    """Give the sentence part with the name finder as its last component."""
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
    for label in _label_strings(nlp):
        small.vocab.strings.add(label)
    return small.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])


def _label_strings(nlp: Language) -> list[str]:
    strings: set[str] = set()
    for _, component in nlp.pipeline:
        if isinstance(component, EditTreeLemmatizer):
            for tree in component.label_data["trees"]:
                strings.update(tree[key] for key in ("orig", "subst") if key in tree)
        elif hasattr(component, "labels"):
            for label in component.labels:
                strings.add(label)
                # "POS=NOUN|Number=Sing" is taken apart at run time.
                strings.update(part for part in label.split("|"))
                strings.add("|".join(p for p in label.split("|") if not p.startswith("POS=")))
    return sorted(strings)


def _tidy_meta(path: Path) -> None:
    meta = json.loads(path.read_text("utf-8"))
    for key in ("labels", "performance", "vectors", "spacy_git_version"):
        meta.pop(key, None)
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
