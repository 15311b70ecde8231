"""How two validators judge broken packages: refused or not, and in the right place or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import frictionless
from ferry_dataset import ferry_package

from toolkit.schema import table
from toolkit.validate import Report, validate_package
from validating.breaking import EVERYWHERE, Break, break_package
from validating.sound import sound_package

FREE: dict[str, str] = {
    "documents": "title publisher author published_date published_at language url media_type "
    "furniture reprint_of",
    "statements": "speaker_id cue_class addressee via variant_of kind rule",
    "figures": "asserted_by unit unit_kind subject event place_id period_start period_end rule "
    "qualifier value upper lower part_of series_id statement_id",
    "entities": "aliases role country wikidata rule",
    "mentions": "entity_id rule",
    "unclaimed": "reason kind",
    "problems": "severity message",
}
"""Columns in which one right value may stand for another, and no other row or text gainsays it."""


@dataclass(frozen=True)
class Judged:
    """A broken package and what was said of it."""

    broken: Break
    refused: bool
    named_table: bool
    named_row: bool
    """True also where no row was touched."""
    refused_by_frictionless: bool


def judge(sound: Path, folder: Path, seed: int, *, second: bool = True) -> Judged:
    """Break a copy of a package and have it judged.

    Args:
        sound: The package.
        folder: Where the copy goes for as long as it is looked at.
        seed: Which break.
        second: Whether frictionless is asked as well.
    """
    package = folder / f"broken-{seed}"
    shutil.copytree(sound, package)
    try:
        broken = break_package(package, seed)
        report = validate_package(package)
        refused = frictionless_refuses(package, broken) if second else False
    finally:
        shutil.rmtree(package)
    return Judged(
        broken, not report.ok, names_table(report, broken), names_row(report, broken), refused
    )


def frictionless_refuses(package: Path, broken: Break) -> bool:
    """Whether plain frictionless finds anything wrong with a package.

    It looks at the descriptor and at one resource after another; here those of the broken table
    go first, and the first that it refuses is enough. Where it fails itself, as at a missing date
    of Parquet, that counts for it.
    """
    try:
        opened = frictionless.Package(str(package / "datapackage.json"))
        opened.to_descriptor(validate=True)
        touched = (broken.table, f"{broken.table}-csv")
        resources = sorted(opened.resources, key=lambda one: one.name not in touched)
        return not all(one.validate().valid for one in resources)
    except (frictionless.FrictionlessException, TypeError, ValueError):
        return True


def names_table(report: Report, broken: Break) -> bool:
    """Whether a finding is about the table that was broken, in one of its files."""
    if broken.table is None or _is_gone(broken):
        return not report.ok
    return any(one.table in (broken.table, f"{broken.table}-csv", None) for one in report.findings)


def names_row(report: Report, broken: Break) -> bool:
    """Whether a finding is about the row that was broken."""
    if broken.row is None:
        return not report.ok
    return any(one.row == broken.row for one in report.findings)


def _is_gone(broken: Break) -> bool:
    """Whether what was touched is in no file any more, so that only others can speak of it."""
    return broken.kind == "a row dropped" and broken.care == EVERYWHERE


def explanation(broken: Break) -> str | None:
    """Why nobody can tell a break from the package alone, or None."""
    if broken.care != EVERYWHERE:
        return None
    if broken.kind == "a row dropped":
        return f"a row of {broken.table} that no other row speaks of"
    if broken.column in FREE.get(broken.table or "", "").split():
        constraints = table(broken.table or "").column(broken.column or "").constraints
        kind = "of the listed ones" if constraints.enum else "of the right form"
        return f"{broken.table}.{broken.column} has another value {kind}, or none"
    return None


def sound_packages(folder: Path) -> tuple[Path, ...]:
    """The packages that are broken: one with a bit of everything, and one with more rows."""
    return ferry_package(folder / "ferries"), sound_package(folder / "letters", letters=12)


def judge_many(sound: Sequence[Path], folder: Path, number: int) -> Iterator[Judged]:
    """Judge as many broken packages, one after another, made of the sound ones in turn."""
    for seed in range(number):
        yield judge(sound[seed % len(sound)], folder, seed)
