"""Files that are packed one by one, as the standard's compression recipe has them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import IO

PACKED_SUFFIXES = (".gz", ".zip", ".bz2", ".xz")
"""Endings that stand behind the one that names the format."""

DAMAGED = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile)
"""What reading a damaged file raises besides OSError."""

MAGIC = {b"\x1f\x8b": "gz", b"PK\x03\x04": "zip", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
"""What packed files begin with; no text does."""


def open_packed(file: Path) -> IO[bytes]:
    """Open a file to read its bytes, unpacked if they are packed.

    Nothing is unpacked to the disk, and no more than is asked for.

    Raises:
        OSError: The file cannot be read, or is a zip that does not hold one file alone.
    """
    opened = file.open("rb")
    beginning = opened.read(6)
    opened.seek(0)
    packing = next((name for mark, name in MAGIC.items() if beginning.startswith(mark)), None)
    if packing == "gz":
        return io.BufferedReader(gzip.GzipFile(fileobj=opened))
    if packing == "bz2":
        return io.BufferedReader(bz2.BZ2File(opened))
    if packing == "xz":
        return io.BufferedReader(lzma.LZMAFile(opened))
    return _only_member(opened) if packing == "zip" else opened


def _only_member(opened: IO[bytes]) -> IO[bytes]:
    try:
        archive = zipfile.ZipFile(opened)
        names = [one for one in archive.namelist() if not one.endswith("/")]
        if len(names) != 1:
            raise OSError(f"the zip holds {len(names)} files, not one")
        return archive.open(names[0])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise OSError(f"the zip cannot be read: {error}") from error
