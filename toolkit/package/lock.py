"""One build at a time: the working folder of an output folder, held while it is in use."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import PackageError


@contextmanager
def locked(work: Path, output: Path) -> Iterator[None]:
    """Make the working folder, hold it against other builds, and remove it when it is empty.

    The lock is on the folder itself: it goes with the process and leaves no file behind.
    """
    descriptor = _lock(work, output)
    try:
        yield
    finally:
        # Not empty only where recovery was refused: the old package is still in there.
        if not any(work.iterdir()):
            work.rmdir()
        os.close(descriptor)


def _lock(work: Path, output: Path) -> int:
    while True:
        work.mkdir(exist_ok=True)
        descriptor = os.open(work, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another build may have removed the folder between our open and our lock.
            if os.path.samestat(os.fstat(descriptor), os.stat(work)):
                return descriptor
        except FileNotFoundError:
            pass
        except BlockingIOError:
            os.close(descriptor)
            raise PackageError(
                f"Another build is writing to {output}.",
                hint="Wait until it has finished, or choose another folder with --output.",
            ) from None
        os.close(descriptor)
