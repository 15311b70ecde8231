"""Which files of a source folder are documents, in which order, and which are the same.

Listing opens only files that share their size with another one, so it stays cheap; reading a file
needs nothing but its entry, so any process can do it.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import SourceError, describe_error
from toolkit.problems import Problem, report
from toolkit.read.formats import find_format, suffix_of

NO_DOCUMENTS = frozenset({"dataset.toml", "corrections.csv", "authorities.csv"})
"""Files at the root of a source folder that describe the dataset."""

PACKAGE_MARK = "datapackage.json"
"""A folder inside the source that holds this is a published package, not a source."""

MAXIMUM_BYTES = 10_000_000
"""A longer file is not read: that is some 1.6 million words, no document but a collection."""

_ODD_BYTES = re.compile(rb"[\x00-\x1f%\x7f]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that may hold documents.

    Attributes:
        path: Relative to the source folder, POSIX, odd bytes percent-encoded.
        location: Where the file lies.
    """

    path: str
    location: Path


@dataclass(frozen=True, slots=True)
class Listing:
    """A source folder's files.

    Attributes:
        files: The files to read, each content once, sorted by the UTF-8 bytes of their paths.
        problems: What was passed over and why, sorted by path.
    """

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def list_files(folder: Path, *, exclude: Sequence[Path] = ()) -> Listing:
    """List the documents of a source folder.

    Hidden files, the three files that describe the dataset, and folders that hold a published
    package are passed over in silence; everything else that is not read is a problem.

    Args:
        folder: The source folder.
        exclude: Files and folders inside it that are no documents, such as the output folder.

    Raises:
        SourceError: There is no such folder, it cannot be read, or it holds no documents.
    """
    root = check_folder(folder)
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for entry in _walk(root, root, frozenset(path.resolve() for path in exclude)):
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            files.append(entry)
    if not files:
        raise _no_documents(folder, problems)
    files.sort(key=lambda file: file.path.encode())
    files, duplicates = _drop_duplicates(files)
    problems = sorted([*problems, *duplicates], key=lambda problem: (problem.path or "").encode())
    return Listing(tuple(files), tuple(problems))


def read_bytes(file: SourceFile) -> bytes | Problem:
    """Read a whole file, or say why not."""
    try:
        with file.location.open("rb") as stream:
            raw = stream.read(MAXIMUM_BYTES + 1)
            size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        return report("unreadable_file", file.path, detail=describe_error(error))
    if len(raw) > MAXIMUM_BYTES:
        detail = f"{size:,} bytes (limit {MAXIMUM_BYTES:,})"
        return report("file_too_large", file.path, detail=detail)
    return raw if raw else report("empty_file", file.path)


def encode_path(path: bytes) -> str:
    r"""A file's path as text: UTF-8, with control bytes, ``%`` and invalid bytes percent-encoded.

    >>> encode_path(b"caf\xe9/100%.txt")
    'caf%E9/100%25.txt'
    """
    escaped = _ODD_BYTES.sub(lambda match: b"%%%02X" % match[0][0], path)
    decoded = escaped.decode("utf-8", "surrogateescape")
    return "".join(
        f"%{ord(char) - 0xDC00:02X}" if 0xDC80 <= ord(char) <= 0xDCFF else char for char in decoded
    )


def check_folder(folder: Path) -> Path:
    """A source folder's own place, if it can be read.

    Raises:
        SourceError: There is no such folder, or it cannot be read.
    """
    hint = "Name the folder that holds the documents, or start one with: toolkit init DIR"
    if not folder.exists():
        raise SourceError(f"{folder}: there is no such folder.", hint=hint)
    if not folder.is_dir():
        raise SourceError(f"{folder}: this is a file, not a folder of documents.", hint=hint)
    try:
        next(os.scandir(folder), None)
    except OSError as error:
        raise SourceError(
            f"{folder}: the folder could not be read: {describe_error(error)}.",
            hint="Check its permissions and build again.",
        ) from error
    return folder.resolve()


def _no_documents(folder: Path, problems: list[Problem]) -> SourceError:
    suffixes = Counter(
        suffix_of(problem.path or "") for problem in problems if problem.code == "unknown_format"
    )
    found = ", ".join(f"{count} {suffix}" for suffix, count in sorted(suffixes.items()))
    return SourceError(
        f"{folder}: the folder holds no documents that the toolkit reads"
        + (f" (found: {found})." if found else "."),
        hint="Put plain text (.txt) or Markdown (.md) files into it.",
    )


def _walk(root: Path, folder: Path, excluded: frozenset[Path]) -> Iterator[SourceFile | Problem]:
    path = encode_path(os.fsencode(folder.relative_to(root)))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield report("unreadable_file", path, detail=describe_error(error))
        return
    if folder != root and any(entry.name == PACKAGE_MARK for entry in entries):
        return
    for entry in entries:
        location = Path(entry.path)
        described = folder == root and entry.name in NO_DOCUMENTS
        if entry.name.startswith(".") or described or location in excluded:
            continue
        if entry.is_symlink():
            yield from _follow(root, location, excluded)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, location, excluded)
        else:
            yield _candidate(root, location)


def _follow(root: Path, link: Path, excluded: frozenset[Path]) -> Iterator[SourceFile | Problem]:
    """A link to a file inside the source is a file; a folder inside is listed where it lies."""
    path = encode_path(os.fsencode(link.relative_to(root)))
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself, before Python 3.13
        yield report("unreadable_file", path, detail="the link leads nowhere")
        return
    if not target.is_relative_to(root):
        yield report("outside_source", path)
    elif not target.is_dir() and target not in excluded:
        yield _candidate(root, link)


def _candidate(root: Path, location: Path) -> SourceFile | Problem:
    path = encode_path(os.fsencode(location.relative_to(root)))
    if not location.is_file():  # a pipe, which would be waited on for ever
        return report("unreadable_file", path, detail="it is not a regular file")
    if find_format(path) is None:
        return report("unknown_format", path, detail=suffix_of(path))
    return SourceFile(path, location)


def _drop_duplicates(files: list[SourceFile]) -> tuple[list[SourceFile], list[Problem]]:
    """Keep the first of the files with the same bytes, by path."""
    sizes = {file.path: _size(file) for file in files}
    shared = Counter(sizes.values())
    first: dict[bytes, str] = {}
    kept: list[SourceFile] = []
    problems: list[Problem] = []
    for file in files:
        size = sizes[file.path]
        digest = _digest(file) if size and shared[size] > 1 and size <= MAXIMUM_BYTES else None
        original = first.setdefault(digest, file.path) if digest else file.path
        if original == file.path:
            kept.append(file)
        else:
            problems.append(report("duplicate_document", file.path, detail=original))
    return kept, problems


def _size(file: SourceFile) -> int | None:
    try:
        status = file.location.stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _digest(file: SourceFile) -> bytes | None:
    try:
        return hashlib.sha256(file.location.read_bytes()).digest()
    except OSError:
        return None  # reading reports it
