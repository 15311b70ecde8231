"""Put a finished package in the place of the old one: whole, or not at all.

A package is put together in a hidden folder beside the output folder, so that both lie on one file
system, and takes its place in one step. A build that is killed at any moment leaves the old package
or the new one; what else it left is cleared when the next build starts.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import PackageError, describe_error
from toolkit.exchange import exchange_folders
from toolkit.package.folder import (
    check_output,
    check_source,
    package_files,
    read_descriptor,
    refuse_foreign,
    same_files,
)
from toolkit.package.lock import locked

STAGED = "package"
"""The package being put together, inside the working folder."""

ASIDE = "previous"
"""The old package while the new one takes its place, where two folders cannot change places."""

Step = Callable[[str], None]
"""Called with the name of each step that is done; a test stops the process there."""

Exchange = Callable[[Path, Path], bool]
"""Lets two folders change places in one step, or says that it cannot."""


def ignore_step(name: str) -> None:
    """Do nothing: nobody watches the steps."""


@contextmanager
def staging_folder(output: Path, *, step: Step = ignore_step) -> Iterator[Path]:
    """Give an empty folder to put a package together in, and clear it away afterwards.

    Only one build at a time can have the staging folder of an output folder.

    Args:
        output: Where the package is to stand in the end; its parents are created.
        step: Called after each step.

    Yields:
        The empty folder to write to; :func:`publish` puts it in place.

    Raises:
        PackageError: The output folder holds something that is no package, another build is
            writing to it, or a file or folder cannot be written.
    """
    output = output.resolve()
    work = working_folder(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with locked(work, output):
            recover(output)
            check_output(output)
            staged = work / STAGED
            staged.mkdir()
            step("staged")
            try:
                yield staged
            finally:
                recover(output)
    except OSError as error:
        raise PackageError(
            f"The package could not be written: {describe_error(error, file=True)}.",
            hint=f"Check the disk and the permissions of {output.parent}, or choose another "
            "folder with --output. What stood there before was left as it was.",
        ) from error


def publish(
    staged: Path, output: Path, *, step: Step = ignore_step, exchange: Exchange | None = None
) -> bool:
    """Put the staged package in the place of the old one.

    Args:
        staged: The folder that :func:`staging_folder` gave, complete and checked.
        output: The output folder; missing, empty or an older package.
        step: Called after each step.
        exchange: Lets two folders change places; by default the operating system.

    Returns:
        False where the old package is the same to the last byte; it is left untouched.

    Raises:
        OSError: A folder cannot be moved; the old package is where it was.
    """
    output = output.resolve()
    if same_files(staged, output):
        return False
    _write_to_disk(staged)
    step("written to disk")
    if not output.exists():
        staged.rename(output)
    elif not (exchange or exchange_folders)(staged, output):
        _move_aside(output, staged.with_name(ASIDE))
        step("old package aside")
        staged.rename(output)
    step("published")
    return True


def recover_package(output: Path, *, source: Path | None = None) -> None:
    """Put right what a killed build left, and refuse a folder that cannot be built to.

    For the beginning of a build, so that nobody waits for a result that cannot be written.

    Args:
        output: The output folder.
        source: The folder of the documents; it must not lie inside the output folder.

    Raises:
        PackageError: Another build is writing there, the folder cannot be written, or it holds
            something else.
    """
    if source is not None:
        check_source(source, output)
    # Folders above the output are made when there is something to put in them.
    if output.resolve().parent.is_dir():
        with staging_folder(output):
            pass


def recover(output: Path) -> None:
    """Put right what a killed build left: the package whole, the working folder empty.

    Args:
        output: The output folder, resolved. The caller holds the lock of its working folder.

    Raises:
        OSError: A folder cannot be moved or removed.
    """
    _finish(output)
    for left in working_folder(output).iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def working_folder(output: Path) -> Path:
    """Where the package for an output folder is put together: hidden, beside it."""
    return output.with_name(f".{output.name}.building")


def _finish(output: Path) -> None:
    """Bring the old package back if it was moved aside and the new one did not get its place."""
    work = working_folder(output)
    aside = work / ASIDE
    if not aside.exists() or not (work / STAGED).exists():
        return
    if output.exists():
        # A half removed copy of the one aside, unless somebody has put files there since.
        descriptor = read_descriptor(aside)
        refuse_foreign(output, package_files(descriptor) if descriptor else set())
        shutil.rmtree(output)
    aside.rename(output)


def _move_aside(output: Path, aside: Path) -> None:
    """Move the old package out of the way, also where a folder can only be copied."""
    try:
        output.rename(aside)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # A folder of a lower layer of overlayfs (a container image) cannot be renamed.
        copy = aside.with_name(f"{ASIDE}.partial")
        shutil.copytree(output, copy)
        copy.rename(aside)
        shutil.rmtree(output)


def _write_to_disk(folder: Path) -> None:
    """Make sure that the files are on the disk before they take the place of the old ones."""
    for path in [*sorted(folder.rglob("*")), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
