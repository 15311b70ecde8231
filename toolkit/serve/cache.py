"""Where built databases are kept: once for each content, found again by it.

Several processes may start at once: each writes a file of its own and puts it in place in one
step, so that whoever looks finds either nothing or a whole database.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.schema import sqlite_ddl, tables
from toolkit.serve.database import (
    BUILDER_VERSION,
    TOKENIZER,
    build_database,
    count_rows,
    indexed_columns,
)
from toolkit.serve.package import Package

APPLICATION = "toolkit"


@contextmanager
def served_database(package: Package) -> Iterator[Path]:
    """The package's database, built if it was not yet: valid while the context is open.

    Without a cache folder that can be written to, it lies in a temporary one and is removed at
    the end.

    Raises:
        PackageError: The package cannot be turned into a database.
    """
    folder = _cache_folder()
    if folder is not None:
        yield _find_or_build(package, folder)
        return
    with tempfile.TemporaryDirectory(prefix=f"{APPLICATION}-") as temporary:
        yield _find_or_build(package, Path(temporary))


def content_key(package: Package) -> str:
    """Names the database that a package gives: equal keys, equal content."""
    parts = [package.digest, str(BUILDER_VERSION), TOKENIZER]
    parts += [f"{sqlite_ddl(table)} {table.search} {indexed_columns(table)}" for table in tables()]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _cache_folder() -> Path | None:
    """The user's cache folder, made if need be; None where nothing can be written."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # XDG asks for an absolute path; without a home directory "~" stays as it is.
    if not os.path.isabs(base):
        return None
    folder = Path(base) / APPLICATION
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def _find_or_build(package: Package, folder: Path) -> Path:
    path = folder / f"{content_key(package)}.db"
    if not _is_whole(path):
        handle, name = tempfile.mkstemp(prefix=".building-", suffix=".db", dir=folder)
        os.close(handle)
        unfinished = Path(name)
        try:
            build_database(package, unfinished)
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    return path


def _is_whole(path: Path) -> bool:
    """Whether a database is there and can be read: disks fill up, people tidy caches."""
    if not path.is_file():
        return False
    try:
        count_rows(path)
    except sqlite3.DatabaseError:
        return False
    return True
