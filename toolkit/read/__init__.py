"""A source folder to its documents: list the files, then read each one, in any process."""

from __future__ import annotations

from toolkit.read.documents import read_file
from toolkit.read.files import Listing, SourceFile, check_folder, list_files, read_bytes
from toolkit.read.page import rebuild_source

__all__ = [
    "Listing",
    "SourceFile",
    "check_folder",
    "list_files",
    "read_bytes",
    "read_file",
    "rebuild_source",
]
