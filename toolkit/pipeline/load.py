"""Load a language pipeline, once in each process, and name it by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, get_package_path, is_package

from toolkit.errors import ModelError
from toolkit.pipeline.titles import COMPONENT as RARE_TITLES
from toolkit.pipeline.titles import has_rare_titles

SHIPPED_MODEL = Path(__file__).parents[1] / "model"

ABBREVIATIONS = tuple(
    "Hon. Lt. Col. Maj. Capt. Cpt. Sgt. Cpl. Pvt. Spc. Cmdr. Brig. Sens. Reps. Pres. Amb. Supt. "
    "Det. Insp. Cllr. Secy. Atty. Asst. Rt. Sr. Dept. Tex. Vt. Wyo. Ald. Cdr. Cmdt. Comdr. Flt. "
    "Gp. Pte. Engr. Alh. Smt. Shri. Sra. Srta. Mme. Mlle. Fr. Const. Rs. Nos. Art. Arts. Vol. pp. "
    "approx. ca. cf. sq. fig. Fig. figs. Figs. Govt. govt. Univ. Assn. Intl.".split()
)
"""Words whose full stop ends no sentence ("said Col. Berg") and that spaCy's English rules cut."""

GLUED_MARKS = (r"[.,!?…](?=[\"“”„«»])", r"[\"“”„«»]")
"""Where a word is cut that a page has glued together: 'it is late."We know," he said."She'."""

NEEDED_COMPONENTS = ("tagger", "parser")
NOT_LOADED = ("README.md", "LICENSE")


@lru_cache(maxsize=2)
def load_pipeline(model: str | Path | None = None) -> Language:
    """Load a spaCy pipeline, once in each process.

    Args:
        model: A folder or the name of an installed spaCy package; the shipped pipeline if None.

    Raises:
        ModelError: There is no such pipeline, spaCy cannot load it, or it has no tagger or parser.
    """
    name = SHIPPED_MODEL if model is None else model
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"The language pipeline {str(name)!r} cannot be loaded: {error}",
            hint="Give --model a folder or the name of an installed spaCy pipeline "
            "(pip install ...), or leave it out to use the one that comes with the toolkit.",
        ) from error
    factories = {nlp.get_pipe_meta(component).factory for component in nlp.pipe_names}
    missing = [component for component in NEEDED_COMPONENTS if component not in factories]
    if missing:
        raise ModelError(
            f"The language pipeline {str(name)!r} has no {' and no '.join(missing)}.",
            hint="Extraction reads tags and dependencies: choose a pipeline that has both.",
        )
    tokenizer: Any = nlp.tokenizer  # a user's own may be of another kind
    if hasattr(tokenizer, "add_special_case"):
        for word in ABBREVIATIONS:
            tokenizer.add_special_case(word, [{"ORTH": word}])
        for form, norm in _rare_verbs(Path(name)):
            tokenizer.add_special_case(form, [{"ORTH": form, "NORM": norm}])
        infixes = (*(nlp.Defaults.infixes or ()), *GLUED_MARKS)
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    if has_rare_titles(Path(name)):
        nlp.add_pipe(RARE_TITLES, first=True, config={"folder": str(name)})
    return nlp


def _rare_verbs(folder: Path) -> Iterator[tuple[str, str]]:
    """Verbs of speech that its treebanks hardly had, each with a frequent one to be read as.

    They lie beside the weights, so that the hash of a pipeline covers them; another may have none.

    A tagger that has never met "condemns" takes it for an adverb, and the parse of its sentence
    is lost; as "supports", which stands in the same places, it is read.
    """
    file = folder / "rare_verbs.csv"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for line in lines[1:]:
        form, norm = line.split(",")
        yield form, norm


def pipeline_hash(model: str | Path | None = None) -> str:
    """Name a pipeline by its content, for the certificate of a rebuild.

    Args:
        model: As for :func:`load_pipeline`.

    Returns:
        The sha256 (hex) over path and content of its files in the order of their paths, without
        what is written about the pipeline and not loaded.

    Raises:
        ModelError: There is no such pipeline.
    """
    folder = SHIPPED_MODEL if model is None else Path(model)
    if not folder.is_dir() and is_package(str(model)):
        folder = get_package_path(str(model))
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in NOT_LOADED and path.suffix != ".pyc"
    }
    if not files:
        raise ModelError(f"There is no language pipeline {str(folder)!r}.")
    digest = hashlib.sha256()
    for name in sorted(files):
        content = hashlib.sha256(files[name].read_bytes()).hexdigest()
        digest.update(f"{name}\x1f{content}\n".encode())
    return digest.hexdigest()
