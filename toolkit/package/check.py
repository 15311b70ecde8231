"""Say where a published package is not what its sources give: ``toolkit build --check``."""

from __future__ import annotations

from pathlib import Path

from toolkit.package.diff import TableChange, description_sentences, diff_editions, row_lines
from toolkit.package.editions import Edition, open_edition
from toolkit.package.folder import CARD, CHANGELOG, CITATION, CROISSANT
from toolkit.package.same import says_the_same

SHOWN_ROWS = 5
"""Rows of each table that are named as examples."""


def compare_packages(package: Path, rebuilt: Path) -> tuple[str, ...]:
    """Compare a published package with what its sources give now.

    The changelog is left out: it tells of editions that only the published package remembers.

    Args:
        package: The published package: its folder or a zip.
        rebuilt: The package that was built again, with the version of the published one.

    Returns:
        What differs, from the package to what its sources give: a sentence for each difference,
        and examples of rows; none where the two are the same edition.

    Raises:
        PackageError: One of the two is no package of the toolkit, or is damaged.
    """
    old, new = open_edition(package), open_edition(rebuilt)
    if says_the_same(new.root, old.root, but=[CHANGELOG]):
        return ()
    found = diff_editions(old, new)
    said = []
    for change in found.tables:
        said.append(_sentence(change))
        said += [f"  {line}" for line in row_lines(found, table=change.table, limit=SHOWN_ROWS)]
    said += description_sentences(found)
    said += [f"{name} differs." for name in (CARD, CROISSANT, CITATION) if _differ(old, new, name)]
    return tuple(said) or ("The data files hold the same rows in other bytes.",)


def package_version(package: Path) -> str:
    """The version of a published package.

    Raises:
        PackageError: There is no package of the toolkit, or it is damaged.
    """
    return open_edition(package).version


def _sentence(change: TableChange) -> str:
    if change.gone:
        return f"Table {change.table}: the sources give no such table."
    if change.new:
        return f"Table {change.table}: is missing from the package."
    told = {
        "added": "missing from the package",
        "removed": "in the package and not in what the sources give",
        "changed": "with other values",
    }
    parts = [
        f"{count:,} {'row' if count == 1 else 'rows'} {told.get(what, what)}"
        for what, count in change.counts.items()
    ]
    return f"Table {change.table}: {', '.join([*parts, *filter(None, [change.note])])}."


def _differ(old: Edition, new: Edition, name: str) -> bool:
    first, second = old.root / name, new.root / name
    return not first.is_file() or first.read_bytes() != second.read_bytes()
