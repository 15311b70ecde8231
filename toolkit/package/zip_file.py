"""A package as one file to keep and to send: the same bytes for the same files.

A zip keeps the time, the owner and the system of each file; here each has the same ones. Texts are
deflated, so that another release of zlib may pack them into other bytes; Parquet is packed already.
"""

from __future__ import annotations

import filecmp
import shutil
import zipfile
from pathlib import Path

from toolkit.errors import PackageError, describe_error
from toolkit.package.folder import package_files, read_descriptor

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""

UNIX = 3
MODE = 0o100644
"""A file that everybody may read."""

PACKED = ".parquet"


def archive_package(package: Path, folder: Path) -> Path:
    """Write a published package as one zip.

    Args:
        package: The package's folder.
        folder: Where the zip is to stand.

    Returns:
        The zip: ``NAME-VERSION.zip``, with everything below a folder ``NAME-VERSION``. One with
        the same bytes is left untouched.

    Raises:
        PackageError: There is no package of the toolkit, or the zip cannot be written.
    """
    descriptor = read_descriptor(package)
    if descriptor is None:
        raise PackageError(f"There is no package of the toolkit in {package}.")
    stem = f"{descriptor['name']}-{descriptor['version']}"
    target = folder / f"{stem}.zip"
    # Beside its place and under another name, so that nobody ever finds half of it.
    partial = folder / f".{stem}.zip.partial"
    try:
        with zipfile.ZipFile(partial, "w") as archive:
            for name in sorted(package_files(descriptor)):
                _add(archive, package / name, f"{stem}/{name}")
        if target.is_file() and filecmp.cmp(partial, target, shallow=False):
            partial.unlink()
        else:
            partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise PackageError(
            f"{target} cannot be written: {describe_error(error)}.",
            hint="Check the disk and the permissions of the folder, "
            "and that the package is whole: toolkit validate",
        ) from error
    return target


def _add(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    member = zipfile.ZipInfo(name, MOMENT)
    member.create_system = UNIX
    member.external_attr = MODE << 16
    member.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    member.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(member, "w") as target:
        shutil.copyfileobj(source, target)
