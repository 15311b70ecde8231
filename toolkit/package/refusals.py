"""What a build is refused before it reads anything: nobody is to wait for what cannot be written.

Nothing of anybody's is to be lost: not another dataset, and not a whole package by a trial.
"""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import PackageError
from toolkit.package.editions import open_previous
from toolkit.package.folder import ELSEWHERE, read_descriptor
from toolkit.package.versions import parse_version


def check_request(
    output: Path, *, name: str, version: str | None, previous: Path | None, limit: int | None
) -> None:
    """Refuse a build that asks for what cannot be.

    Args:
        output: The output folder: missing, empty, or an older package.
        name: The name of the dataset that is to be written there.
        version: The version that was stated.
        previous: The edition before that was named, by which a dataset may go on under a new name.
        limit: How many files are read at most.

    Raises:
        PackageError: The version is none; there is no such edition before; or another dataset, or
            a package of more documents, stands in the output folder.
    """
    if version is not None:
        check_version(version)
    if previous is not None:
        open_previous(previous)
    else:
        _check_name(output, name)
    if limit is not None:
        _check_limit(output, limit)


def check_version(stated: str) -> None:
    """Refuse a version of another form.

    Raises:
        PackageError: It is not three numbers.
    """
    try:
        parse_version(stated)
    except ValueError as error:
        raise PackageError(
            f"The version {error}.", hint="Write MAJOR.MINOR.PATCH, as in: --version 1.2.0"
        ) from error


def _check_name(output: Path, name: str) -> None:
    standing = (read_descriptor(output) or {}).get("name", name)
    if standing != name:
        raise PackageError(
            f"{output} holds the dataset {standing!r}, and this one is called {name!r}.",
            hint=f"{ELSEWHERE} If it is the same under a new name, say so: --previous {output}",
        )


def _check_limit(output: Path, limit: int) -> None:
    resources = (read_descriptor(output) or {}).get("resources", ())
    standing = next((one.get("toolkit:rows") for one in resources if one["name"] == "documents"), 0)
    if standing > limit:
        raise PackageError(
            f"{output} holds a package of {standing:,} documents, and {limit:,} would be read.",
            hint=ELSEWHERE,
        )
