"""Breaks a package of ours in one of many ways, at a random table, row and column.

Who breaks it takes one of three degrees of care: *none* leaves the descriptor as it is, *signed*
states the new size and hashes of the one file that was changed, and *everywhere* makes the change
in both files of the table and states all hashes anew, so that only what the rows say can tell.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.digest import content_hash
from toolkit.package.csv_files import write_csv
from toolkit.schema import tables
from validating.edits import EDITS
from validating.touches import PARQUET_ALONE, TOUCHES

NONE, SIGNED, EVERYWHERE = "none", "signed", "everywhere"


@dataclass(frozen=True)
class Break:
    """What was broken, and where that has to be found."""

    kind: str
    care: str
    table: str | None
    """The table; None where it is the package as a whole."""
    row: str | None = None
    """The key of the row that was touched; None where none was, or where it is gone."""
    column: str | None = None

    def __str__(self) -> str:
        """The change on one line."""
        place = [one for one in (self.table, self.row, self.column) if one]
        return f"{self.kind} ({self.care}): {', '.join(place) or 'package'}"


def break_package(package: Path, seed: int) -> Break:
    """Break a package in place; the same seed breaks it in the same way."""
    rng = random.Random(seed)
    care = rng.choice([NONE, SIGNED, SIGNED, EVERYWHERE, EVERYWHERE])
    if care == NONE:
        return rng.choice([_touch_file, _touch_descriptor])(package, rng)
    return _touch_rows(package, rng, care)


def _touch_rows(package: Path, rng: random.Random, care: str) -> Break:
    """Change a table; a change that this table does not allow is replaced by another one."""
    while True:
        kind = rng.choice(list(TOUCHES))
        name = rng.choice([one.name for one in tables()])
        form = rng.choice(["parquet", "csv"])
        if kind in PARQUET_ALONE:
            care, form = SIGNED, "parquet"
        given = pq.read_table(package / "data" / f"{name}.parquet")
        try:
            touched, row, column = TOUCHES[kind](given, name, rng)
            if touched.equals(given, check_metadata=True):
                continue
            if care == EVERYWHERE or form == "csv":
                write_csv(touched, package, name)
        except (LookupError, ValueError, NotImplementedError):
            continue  # No such column, too few rows, or a value that CSV cannot have.
        if care == EVERYWHERE or form == "parquet":
            pq.write_table(touched, package / "data" / f"{name}.parquet")
        forms = ["parquet", "csv"] if care == EVERYWHERE else [form]
        _sign(package, name, touched, forms, everywhere=care == EVERYWHERE)
        return Break(kind, care, name, row, column)


def _sign(package: Path, name: str, rows: pa.Table, forms: list[str], *, everywhere: bool) -> None:
    """State what files now are, as somebody would who edits them on purpose."""
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    for one in descriptor["resources"]:
        if one["name"] not in {name if form == "parquet" else f"{name}-csv" for form in forms}:
            continue
        raw = (package / one["path"]).read_bytes()
        one["hash"] = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        one["bytes" if "bytes" in one else "toolkit:bytes"] = len(raw)
        if everywhere:
            one["toolkit:rows"] = rows.num_rows
            one["toolkit:contentHash"] = content_hash(rows)
            descriptor["toolkit:certificate"]["contents"][name] = content_hash(rows)
    file.write_text(json.dumps(descriptor), encoding="utf-8")


def _touch_file(package: Path, rng: random.Random) -> Break:
    file = rng.choice(sorted((package / "data").iterdir()))
    name = file.stem
    raw = bytearray(file.read_bytes())
    kind = rng.choice(
        [
            "a byte flipped",
            "cut off",
            "a file missing",
            "a file too many",
            "swapped",
            "a line too many",
        ]
    )
    if kind == "a byte flipped":
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        file.write_bytes(raw)
    elif kind == "cut off":
        file.write_bytes(raw[: rng.randrange(len(raw))])
    elif kind == "a file missing":
        file.unlink()
    elif kind == "a line too many":
        file.write_bytes(raw + b"\n")
    elif kind == "swapped":
        other = rng.choice(
            [one for one in sorted(file.parent.glob(f"*{file.suffix}")) if one != file]
        )
        file.write_bytes(other.read_bytes())
        other.write_bytes(raw)
    else:
        (file.parent / f"{name}-copy{file.suffix}").write_bytes(raw)
        return Break(kind, NONE, None)
    return Break(kind, NONE, name)


def _touch_descriptor(package: Path, rng: random.Random) -> Break:
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    one = rng.choice(descriptor["resources"])
    kind = rng.choice(list(EDITS))
    EDITS[kind](descriptor, one, rng)
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return Break(f"descriptor: {kind}", NONE, one["name"].removesuffix("-csv"))
