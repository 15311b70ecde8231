"""The measurements behind `extract.py`; each yields lines of a label and a result."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Doc

from toolkit.build import build_package
from toolkit.config import load_config
from toolkit.extract import extract_rows
from toolkit.pipeline import load_pipeline, parse
from toolkit.read import list_files, read_file
from toolkit.rows import Document

Lines = Iterator[tuple[str, str]]

COPIES = 8
"""How many times the texts are written for the workers, each time with other words in front."""


def read_texts(folder: Path) -> list[str]:
    """The bodies of all texts of a folder, as the toolkit reads them."""
    return [document.text or "" for document in read_documents(folder)]


def read_documents(folder: Path) -> list[Document]:
    """The documents of a folder."""
    config = load_config(folder)
    files = list_files(folder, exclude=[]).files
    found = (item for file in files for item in read_file(file, config=config))
    return [item for item in found if isinstance(item, Document)]


def as_documents(texts: Sequence[str]) -> list[Document]:
    """Texts as documents of a folder of their own."""
    with TemporaryDirectory() as folder:
        write_texts(texts, Path(folder))
        return read_documents(Path(folder))


def write_texts(texts: Sequence[str], folder: Path) -> None:
    """One file for each text."""
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def extract_all(documents: Sequence[Document]) -> int:
    """Parse and extract; how many statements and figures that gave."""
    rows = [extract_rows(document, parsed) for document, parsed in parse(documents)]
    return sum(len(found.statements) + len(found.figures) for found in rows)


def best(work: Callable[[], object], rounds: int, clock: Callable[[], float]) -> float:
    """The shortest time of several rounds: the others were disturbed."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def measure_parse(texts: Sequence[str], rounds: int) -> Lines:
    """Whole extraction and bare parse in turns, so that both meet the same machine."""
    nlp = load_pipeline()
    documents = as_documents(texts)
    bodies = [document.text or "" for document in documents]
    words = sum(len(body.split()) for body in bodies)
    extract_all(documents[:2])
    parsing, extracting = [], []
    for _ in range(rounds):
        parsing.append(best(lambda: list(nlp.pipe(bodies)), 1, time.process_time))
        extracting.append(best(lambda: extract_all(documents), 1, time.process_time))
    yield "nlp.pipe, words a second", f"{words / min(parsing):.0f}"
    yield "whole extraction, words a second", f"{words / min(extracting):.0f}"
    yield "extraction / nlp.pipe", f"{min(extracting) / min(parsing):.2f}"
    only_parse = best(lambda: list(parse(documents)), rounds, time.process_time)
    yield "our parse by lines / nlp.pipe", f"{only_parse / min(parsing):.2f}"


def measure_others(texts: Sequence[str], rounds: int) -> Lines:
    """What others take for a part of it, after the parse."""
    words = sum(len(text.split()) for text in texts)
    if importlib.util.find_spec("textacy") is None:
        yield "textacy", "not installed (pip install textacy quantulum3)"
    else:
        docs = list(load_pipeline().pipe(texts))
        spent = best(lambda: [_quotations(doc) for doc in docs], rounds, time.process_time)
        refused = sum(_quotations(doc) is None for doc in docs)
        yield "textacy direct_quotations, words a second", f"{words / spent:.0f}"
        yield "textacy, texts refused for an odd mark", f"{refused} of {len(docs)}"
    if importlib.util.find_spec("quantulum3") is None:
        yield "quantulum3", "not installed (pip install textacy quantulum3)"
    else:
        from quantulum3 import parser

        spent = best(lambda: [parser.parse(text) for text in texts], rounds, time.process_time)
        yield "quantulum3, words a second", f"{words / spent:.0f}"
    parsed = list(parse(as_documents(texts)))
    spent = best(
        lambda: [extract_rows(document, doc) for document, doc in parsed], rounds, time.process_time
    )
    yield "ours after the parse, words a second", f"{words / spent:.0f}"


def _quotations(doc: Doc) -> list[object] | None:
    """What textacy finds; None where it gives a text up because a quotation mark is odd."""
    from textacy.extract import direct_quotations

    try:
        return list(direct_quotations(doc))
    except ValueError:
        return None


def measure_workers(texts: Sequence[str], rounds: int) -> Lines:
    """A whole build with one and with two processes, by the clock, and whether both are equal."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        copies = [
            f"Copy {copy} of text {i}.\n\n{t}"
            for copy in range(COPIES)
            for i, t in enumerate(texts)
        ]
        write_texts(copies, source)
        spent = {}
        for workers in (1, 2):
            output = Path(folder) / f"package{workers}"
            spent[workers] = best(
                lambda output=output, workers=workers: build_package(
                    source, output, workers=workers
                ),
                rounds,
                time.perf_counter,
            )
            yield f"{workers} process{'es' * (workers > 1)}, seconds", f"{spent[workers]:.1f}"
        yield "times as fast", f"{spent[1] / spent[2]:.2f}"
        same = all(
            file.read_bytes() == (Path(folder) / "package2" / "data" / file.name).read_bytes()
            for file in (Path(folder) / "package1" / "data").iterdir()
        )
        yield "the same bytes", "yes" if same else "NO"


def measure_length(texts: Sequence[str], longest: int) -> Lines:
    """Time for documents that get longer, as seconds for each 100,000 characters."""
    extract_all(as_documents(texts[:2]))
    for label, text in long_texts(texts, longest):
        documents = as_documents([text])
        spent = best(lambda documents=documents: extract_all(documents), 1, time.process_time)
        size = max(1, sum(len(document.text or "") for document in documents))
        each = 100_000 * spent / size
        yield f"{label}, {size:,} characters", f"{spent:8.2f} s {each:8.2f} s for 100,000"


def long_texts(texts: Sequence[str], longest: int) -> Iterator[tuple[str, str]]:
    """Ordinary texts of growing length, and texts that nobody writes."""
    paragraphs = [part for text in texts for part in text.split("\n\n")]
    size = 10_000
    while size <= longest:
        yield "ordinary", fill(paragraphs, "\n\n", size)
        size *= 10
    words = " ".join(paragraphs).split()
    bare = [word.strip(".,;:!?\"'“”‘’«»„") for word in words]
    for part in (longest // 10, longest):
        yield "no sentence ends", fill([word for word in bare if word], " ", part)
    marks = min(10_000, longest // 10)
    for count in (marks // 10, marks):
        yield f"{count} quotation marks, none closed", '"It sank ' * count
        yield f"{count} quotation marks in pairs", '"It sank," she said. ' * (count // 2)
        yield f"{count} apostrophes", "'It sank ' " * (count // 2)
    word = min(100_000, longest)
    for part in (word // 10, word):
        yield "numbers alone", "1,234 " * (part // 12)
        yield "brackets", "(" * (part // 10) + ")" * (part // 10)
    yield "one word", "a" * word
    yield "one number", "1" * word


def fill(parts: Sequence[str], joint: str, size: int) -> str:
    """Parts over and over, cut at a size in code points."""
    count = 1 + size // max(1, sum(len(part) + len(joint) for part in parts) // len(parts))
    text = joint.join(islice(cycle(parts), count))
    while len(text) < size:
        text = text + joint + text
    return text[:size]
