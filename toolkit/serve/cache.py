"""Where built databases are kept: once for each content, found again by it.

Several processes may start at once: each writes a file of its own and puts it in place in one
step, so that whoever looks finds either nothing or a whole database.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import PackageError
from toolkit.schema import sqlite_ddl, tables
from toolkit.serve.database import (
    BUILDER_VERSION,
    TOKENIZER,
    build_database,
    count_rows,
    indexed_columns,
)
from toolkit.serve.package import Package, is_replaced

APPLICATION = "toolkit"
UNFINISHED = ".building-"
KEPT_DAYS = 60
"""How long a database is kept that nobody has served."""


@contextmanager
def served_database(package: Package) -> Iterator[Path]:
    """The package's database, built if it was not yet: valid while the context is open.

    A cache folder that cannot be written to is still looked into; what is not there is then built
    in a temporary folder and removed at the end.

    Raises:
        PackageError: The package cannot be turned into a database.
    """
    folder = _cache_folder()
    name = f"{content_key(package)}.db"
    if folder is not None and _is_whole(folder / name):
        yield folder / name
    elif folder is not None and _is_writable(folder):
        _clear(folder)
        yield _build(package, folder / name)
    else:
        with tempfile.TemporaryDirectory(prefix=f"{APPLICATION}-") as temporary:
            yield _build(package, Path(temporary) / name)


def content_key(package: Package) -> str:
    """Names the database that a package gives: equal keys, equal content."""
    parts = [package.digest, str(BUILDER_VERSION), TOKENIZER]
    parts += [f"{sqlite_ddl(table)} {table.search} {indexed_columns(table)}" for table in tables()]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _cache_folder() -> Path | None:
    """Where the user's cache folder is or would be; None where that is not said."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    # XDG asks for an absolute path; without a home directory "~" stays as it is.
    return Path(base) / APPLICATION if os.path.isabs(base) else None


def _is_writable(folder: Path) -> bool:
    """Whether the folder can be written to, which is made if need be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _clear(folder: Path) -> None:
    """Remove what builds left that were killed, and databases of packages long gone."""
    now = time.time()
    for pattern, days in ((f"{UNFINISHED}*", 1), ("*.db", KEPT_DAYS)):
        for path in folder.glob(pattern):
            # Another process may clear at the same time.
            with contextlib.suppress(OSError):
                if now - path.stat().st_mtime > days * 86_400:
                    path.unlink()


def _build(package: Package, path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".db", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        build_database(package, unfinished)
        if is_replaced(package.folder, package.digest):
            raise PackageError(
                f"{package.folder} was replaced while its database was built.",
                hint="Start again to serve the new package.",
            )
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _is_whole(path: Path) -> bool:
    """Whether a database is there and can be read: disks fill up, people tidy caches."""
    if not os.path.isfile(path):
        return False
    try:
        count_rows(path)
    except sqlite3.DatabaseError:
        return False
    # Used today, so that it is not cleared as one that nobody needs.
    with contextlib.suppress(OSError):
        os.utime(path)
    return True
