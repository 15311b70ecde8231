"""The version number of an edition, and which place of it grows."""

from __future__ import annotations

from enum import IntEnum

from toolkit.package.folder import VERSION

FIRST_VERSION = "1.0.0"


class Bump(IntEnum):
    """Which place of the version number grows, smallest first.

    The stricter of the Data Package recipe and of Croissant 1.1, which contradict each other: a
    corrected value is a patch in the one and a new major version in the other, a new column a new
    major version in the one and a minor one in the other.
    """

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """How people say it: ``major``."""
        return self.name.lower()


def next_version(previous: str | None, bump: Bump) -> str:
    """The version number of this edition.

    Args:
        previous: The version before, ``MAJOR.MINOR.PATCH``; None when this is the first.
        bump: How much has changed since.

    >>> next_version("1.4.2", Bump.MINOR)
    '1.5.0'
    """
    if previous is None:
        return FIRST_VERSION
    major, minor, patch = parse_version(previous)
    if bump is Bump.MAJOR:
        return f"{major + 1}.0.0"
    if bump is Bump.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + bump}"


def is_version(version: str) -> bool:
    """Whether a text is ``MAJOR.MINOR.PATCH``; other people number their editions otherwise."""
    return VERSION.fullmatch(version) is not None


def parse_version(version: str) -> tuple[int, int, int]:
    """Read ``MAJOR.MINOR.PATCH``.

    Raises:
        ValueError: It is written in another way.
    """
    if not is_version(version):
        raise ValueError(f"{version!r} is not three numbers such as 1.0.0")
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch
