"""What one process does with a few files: read, parse, extract.

A module of its own, so that a worker process starts without what only the whole build needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType

from toolkit.config import Config
from toolkit.extract import extract_rows
from toolkit.language_tag import is_read_as_english
from toolkit.pipeline import parse
from toolkit.problems import Problem
from toolkit.read import SourceFile, read_file
from toolkit.rows import Document, Rows

SHARD_FILES = 16
"""Files of one shard: enough to parse together, few enough for workers to end at the same time."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What files gave: their documents, the rows of each, and what was wrong."""

    documents: tuple[Document, ...]
    rows: tuple[Rows, ...]
    problems: tuple[Problem, ...]


def extract_files(files: tuple[SourceFile, ...], *, config: Config, model: str | None) -> Extracted:
    """Read, parse and extract one shard: the same function in any process gives the same rows.

    Args:
        files: What :func:`toolkit.read.list_files` listed.
        config: Of the dataset.
        model: A spaCy pipeline in place of ours.

    Raises:
        ModelError: The pipeline cannot be used.
    """
    found: list[Document | Problem] = []
    for file in files:
        with _At(file.path):
            found += read_file(file, config=config)
    documents = tuple(item for item in found if isinstance(item, Document))
    english = [row for row in documents if is_read_as_english(row.language)]
    found_in: dict[str, Rows] = {}
    for document, parsed in parse(english, model=model):
        with _At(document.path):
            found_in[document.document_id] = extract_rows(document, parsed)
    rows = tuple(found_in.get(row.document_id, Rows()) for row in documents)
    problems = tuple(item for item in found if isinstance(item, Problem))
    return Extracted(documents, rows, problems)


class _At:
    """Names the document in whatever error comes up at it; a fault of ours can then be reported."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            error.add_note(f"It came up at the document {self._path}.")
