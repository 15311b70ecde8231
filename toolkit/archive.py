"""A package in a zip: taken out into a folder, with nothing in it trusted.

A zip may come from anywhere. A member that would land outside the folder, a link, or a few
kilobytes that unfold to fill the disk are refused before anything is written.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from toolkit.errors import PackageError

DESCRIPTOR = "datapackage.json"
"""The descriptor's file name, fixed by the Data Package standard."""

HARMLESS_BYTES = 256 * 1024 * 1024
"""What a zip may always unfold to, however well it was packed."""

LARGEST_RATIO = 100
"""Beyond that, how many times its own size. CSV packs to a fifth or a twentieth."""

MOST_MEMBERS = 100_000
"""More files than a package of any size has."""


def extract_archive(archive: Path, folder: Path) -> Path:
    """Take a package out of a zip.

    Args:
        archive: The zip; the package lies at its top or in one folder of it.
        folder: An empty folder to take it out into.

    Returns:
        The folder that holds ``datapackage.json``.

    Raises:
        PackageError: The file is no zip or damaged, holds no package, or is not safe to unpack.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            _refuse_unsafe(archive, members)
            home = _home(archive, members)
            opened.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError) as error:
        # RuntimeError: a member has a password, or a compression that Python does not know.
        raise PackageError(
            f"{archive} cannot be unpacked: {error}.",
            hint="Fetch it again, or unpack it yourself and give the folder.",
        ) from error
    return folder.joinpath(*home.parts)


def _refuse_unsafe(archive: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    unfolded = sum(member.file_size for member in members)
    allowed = max(HARMLESS_BYTES, LARGEST_RATIO * archive.stat().st_size)
    if unfolded > allowed or len(members) > MOST_MEMBERS:
        raise PackageError(
            f"{archive} would unfold to {unfolded:,} bytes in {len(members):,} files, "
            "which is more than a package of its size holds.",
            hint="If you trust it, unpack it yourself and give the folder.",
        )
    seen: set[str] = set()
    for member in members:
        fault = _fault(member) or ("is there twice" if member.filename in seen else None)
        seen.add(member.filename)
        if fault:
            raise PackageError(f"{archive} is not safe to unpack: {member.filename!r} {fault}.")


def _fault(member: zipfile.ZipInfo) -> str | None:
    # The name as it stands in the zip: Python's own would hide a backslash or a NUL.
    name = member.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or any(mark in name for mark in "\\:\0"):
        return "leads out of it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    return None


def _home(archive: Path, members: Sequence[zipfile.ZipInfo]) -> PurePosixPath:
    """The folder in the zip that holds the descriptor: the top, or the only one of its kind."""
    found = [PurePosixPath(one.filename) for one in members if not one.is_dir()]
    homes = {path.parent for path in found if path.name == DESCRIPTOR and len(path.parts) <= 2}
    if PurePosixPath() in homes:
        return PurePosixPath()
    if len(homes) != 1:
        raise PackageError(
            f"There is no package in {archive}: it has {'no' if not homes else 'more than one'} "
            f"{DESCRIPTOR}.",
            hint="Give a zip with one package in it.",
        )
    return homes.pop()
