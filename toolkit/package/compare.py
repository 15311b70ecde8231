"""Say where a package differs from another one: what ``toolkit build --check`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError
from toolkit.package.changes import TableChange
from toolkit.package.folder import CARD, CERTIFICATE, CHANGELOG, CROISSANT
from toolkit.package.previous import Previous, compare_with_previous, read_previous, says_the_same


def compare_packages(package: Path, rebuilt: Path) -> tuple[str, ...]:
    """Compare a published package with what its sources give now.

    The changelog is left out: it tells of editions that only the published package remembers.

    Args:
        package: The published package.
        rebuilt: The package that was built again, with the version of the published one.

    Returns:
        One sentence for each difference; none where the two are the same edition.

    Raises:
        PackageError: One of the two is no package of the toolkit, or is damaged.
    """
    old, new = _open(package), _open(rebuilt)
    if says_the_same(rebuilt, package, but=[CHANGELOG]):
        return ()
    tables = {name: new.table(name) for name in new.resources}
    hashes = {name: one["toolkit:contentHash"] for name, one in new.resources.items()}
    said = [_sentence(change) for change in compare_with_previous(old, tables, hashes)]
    said += _differing_keys("The descriptor", _described(old), _described(new))
    said += _differing_keys(
        "The certificate", old.descriptor[CERTIFICATE], new.descriptor[CERTIFICATE]
    )
    said += [f"{name} differs." for name in (CARD, CROISSANT) if _differ(old, new, name)]
    return tuple(said) or ("The data files hold the same rows in other bytes.",)


def package_version(package: Path) -> str:
    """The version of a published package.

    Raises:
        PackageError: There is no package of the toolkit, or it is damaged.
    """
    return _open(package).version


def _open(folder: Path) -> Previous:
    opened = read_previous(folder)
    if opened is None:
        raise PackageError(
            f"There is no package of the toolkit in {folder}.", hint="Make one with: toolkit build"
        )
    return opened


def _sentence(change: TableChange) -> str:
    if change.gone:
        return f"Table {change.table}: the sources give no such table."
    if change.new:
        return f"Table {change.table}: is missing from the package."
    counts = (
        (change.added, "missing from the package"),
        (change.removed, "in the package and not in what the sources give"),
        (change.changed, "with other values"),
    )
    parts = [
        f"{count:,} {'row' if count == 1 else 'rows'} {what}" for count, what in counts if count
    ]
    parts += ["another schema"] if change.schema else []
    return f"Table {change.table}: {', '.join(parts)}."


def _described(package: Previous) -> dict[str, Any]:
    """What the descriptor says to people; the files and the certificate are compared apart."""
    return {
        key: value
        for key, value in package.descriptor.items()
        if key not in ("resources", CERTIFICATE)
    }


def _differing_keys(what: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    keys = [*old, *(key for key in new if key not in old)]
    differing = [key for key in keys if old.get(key) != new.get(key) and key != "contents"]
    return [f"{what} differs in {', '.join(differing)}."] if differing else []


def _differ(old: Previous, new: Previous, name: str) -> bool:
    first, second = old.folder / name, new.folder / name
    return not first.is_file() or first.read_bytes() != second.read_bytes()
