"""Whether two packages are the same edition, to the last byte or but for who wrote the bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from toolkit.package.certificate import WRITERS
from toolkit.package.folder import CARD, CERTIFICATE, CHANGELOG, read_descriptor, same_files

PHYSICAL_KEYS = frozenset({"hash", "bytes", "toolkit:bytes", "toolkit:parts"})
"""What the descriptor says about files and not about rows."""


def says_the_same(staged: Path, output: Path, *, but: Collection[str] = ()) -> bool:
    """Whether two packages are the same edition.

    Where the same libraries wrote both, that is the same bytes. Other versions of them may write
    other bytes for the same rows; then the content hashes decide.

    Args:
        staged: One package.
        output: The other one.
        but: Files that may differ, relative to the packages.
    """
    if same_files(staged, output, but=but):
        return True
    first, second = read_descriptor(staged), read_descriptor(output)
    if first is None or second is None:
        return False
    if first[CERTIFICATE].get(WRITERS) == second[CERTIFICATE].get(WRITERS):
        return False
    texts = {CARD, CHANGELOG} - set(but)
    return _portable(staged, first, texts) == _portable(output, second, texts)


def _portable(folder: Path, descriptor: Mapping[str, Any], texts: Collection[str]) -> list[Any]:
    """Everything that a package says, without the bytes it is written in."""
    resources = [
        {key: value for key, value in resource.items() if key not in PHYSICAL_KEYS}
        for resource in descriptor["resources"]
    ]
    certificate = {key: value for key, value in descriptor[CERTIFICATE].items() if key != WRITERS}
    read = [(folder / name).read_bytes() for name in sorted(texts)]
    return [{**descriptor, "resources": resources, CERTIFICATE: certificate}, read]
