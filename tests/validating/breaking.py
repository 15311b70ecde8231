"""Breaks a package of ours in one of many ways, at a random table, row and column.

Who breaks it takes one of three degrees of care: *none* leaves the descriptor as it is, *signed*
states the new size and hashes of the one file that was changed, and *everywhere* makes the change
in both files of the table and states all hashes anew, so that only what the rows say can tell.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.digest import content_hash
from toolkit.package.csv_files import write_csv
from toolkit.schema import table, tables

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


Touch = Callable[[pa.Table, str, random.Random], tuple[pa.Table, str | None, str | None]]
"""A table changed, with the key of the row and the column, if it is about one."""


def break_package(package: Path, seed: int) -> Break:
    """Break a package in place; the same seed breaks it in the same way."""
    rng = random.Random(seed)
    care = rng.choice([NONE, SIGNED, SIGNED, EVERYWHERE, EVERYWHERE])
    if care == NONE:
        return rng.choice([_touch_file, _touch_descriptor])(package, rng)
    return _touch_rows(package, rng, care)


# Rows


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


def _key(rows: pa.Table, name: str, index: int) -> str:
    return str(rows[table(name).primary_key[0]][index].as_py())


def _with(rows: pa.Table, column: str, index: int, value: Any) -> pa.Table:
    values = rows[column].to_pylist()
    values[index] = value
    field = rows.schema.field(column)
    place = rows.schema.get_field_index(column)
    return rows.set_column(place, field, pa.array(values, type=field.type))


def _index(rows: pa.Table, rng: random.Random) -> int:
    return rng.randrange(rows.num_rows)


def _drop(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = _index(rows, rng)
    left = [one for one in range(rows.num_rows) if one != index]
    return rows.take(pa.array(left, pa.int64())), None, None


def _double(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = _index(rows, rng)
    order = [*range(index + 1), index, *range(index + 1, rows.num_rows)]
    return rows.take(order), _key(rows, name, index), None


def _swap(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = rng.randrange(rows.num_rows - 1)
    order = list(range(rows.num_rows))
    order[index], order[index + 1] = index + 1, index
    return rows.take(order), _key(rows, name, index), None


def _cell(rows: pa.Table, name: str, rng: random.Random) -> Any:
    """Another value of the same type, where there is one."""
    index, column = _index(rows, rng), rng.choice(rows.column_names)
    value = rows[column][index].as_py()
    if value is None:
        raise LookupError(column)
    touched = _with(rows, column, index, _other(value, rng))
    return touched, _key(touched, name, index), column


def _other(value: Any, rng: random.Random) -> Any:
    if isinstance(value, str):
        place = rng.randrange(len(value) + 1)
        return f"{value[:place]}{rng.choice('aeiou')}{value[place:]}"
    if isinstance(value, list):
        return [*value, value[0]] if value else value
    if isinstance(value, datetime | date):
        return value + timedelta(days=rng.choice([-40, 40]))
    return value + rng.choice([-3, -1, 1, 3])


def _null(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index, column = _index(rows, rng), rng.choice(rows.column_names)
    if not rows.schema.field(column).nullable or rows[column][index].as_py() is None:
        raise LookupError(column)
    return _with(rows, column, index, None), _key(rows, name, index), column


def _dangling(rows: pa.Table, name: str, rng: random.Random) -> Any:
    keys = [key.columns[0] for key in table(name).foreign_keys]
    column, index = rng.choice(keys), _index(rows, rng)
    value = rows[column][index].as_py()
    if value is None:
        raise LookupError(column)
    wrong = f"{value[:2]}{rng.randrange(16**24):024x}"
    return _with(rows, column, index, wrong), _key(rows, name, index), column


def _same_id(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index = rng.randrange(1, rows.num_rows)
    column = table(name).primary_key[0]
    key = _key(rows, name, index - 1)
    return _with(rows, column, index, key), key, column


def _shift(rows: pa.Table, name: str, rng: random.Random) -> Any:
    index, by = _index(rows, rng), rng.choice([-1, 1, 2])
    start = rng.choice([one for one in rows.column_names if one.endswith("start")])
    end = start.replace("start", "end")
    first, after = rows[start][index].as_py(), rows[end][index].as_py()
    if not isinstance(first, int) or first + by < 0:
        raise LookupError(start)
    moved = _with(_with(rows, start, index, first + by), end, index, after + by)
    return moved, _key(rows, name, index), start


def _nan(rows: pa.Table, name: str, rng: random.Random) -> Any:
    doubles = [one.name for one in rows.schema if pa.types.is_floating(one.type)]
    column, index = rng.choice(doubles), _index(rows, rng)
    value = rng.choice([float("nan"), float("inf"), float("-inf")])
    return _with(rows, column, index, value), _key(rows, name, index), column


def _empty_text(rows: pa.Table, name: str, rng: random.Random) -> Any:
    texts = [one.name for one in rows.schema if pa.types.is_string(one.type)]
    column, index = rng.choice(texts), _index(rows, rng)
    touched = _with(rows, column, index, "")
    return touched, _key(touched, name, index), column


def _type(rows: pa.Table, name: str, rng: random.Random) -> Any:
    """The same values in another physical type."""
    field = rng.choice([one for one in rows.schema if not pa.types.is_nested(one.type)])
    others = [pa.int32(), pa.float64(), pa.string(), pa.large_string(), pa.timestamp("ms", "UTC")]
    other = rng.choice([one for one in others if one != field.type])
    if pa.types.is_string(field.type) and pa.types.is_large_string(other):
        raise LookupError(field.name)  # Parquet has one type of text.
    place = rows.schema.get_field_index(field.name)
    cast = rows[field.name].cast(other)
    return rows.set_column(place, field.with_type(other), cast), None, field.name


def _nullable(rows: pa.Table, name: str, rng: random.Random) -> Any:
    field = rng.choice([one for one in rows.schema if not one.nullable])
    place = rows.schema.get_field_index(field.name)
    return rows.set_column(place, field.with_nullable(True), rows[field.name]), None, field.name


def _column(rows: pa.Table, name: str, rng: random.Random) -> Any:
    column = rng.choice(rows.column_names)
    if rng.random() < 0.5:
        return rows.drop_columns([column]), None, column
    return (
        rows.rename_columns([f"{one}s" if one == column else one for one in rows.column_names]),
        None,
        column,
    )


TOUCHES: dict[str, Touch] = {
    "a row dropped": _drop,
    "a row twice": _double,
    "two rows swapped": _swap,
    "a value changed": _cell,
    "a value taken away": _null,
    "a key that dangles": _dangling,
    "an id twice": _same_id,
    "a span shifted": _shift,
    "no number (NaN, infinite)": _nan,
    "an empty text": _empty_text,
    "another physical type": _type,
    "null allowed": _nullable,
    "a column dropped or renamed": _column,
}

PARQUET_ALONE = (
    "no number (NaN, infinite)",
    "an empty text",
    "another physical type",
    "null allowed",
)
"""What CSV cannot say."""


# Files


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


# The descriptor


def _touch_descriptor(package: Path, rng: random.Random) -> Break:
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    one = rng.choice(descriptor["resources"])
    kind = rng.choice(list(EDITS))
    EDITS[kind](descriptor, one, rng)
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return Break(f"descriptor: {kind}", NONE, one["name"].removesuffix("-csv"))


def _hash(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    algorithm, _, digest = one["hash"].partition(":")
    place = rng.randrange(len(digest))
    other = rng.choice([mark for mark in "0123456789abcdef" if mark != digest[place]])
    one["hash"] = f"{algorithm}:{digest[:place]}{other}{digest[place + 1 :]}"


def _unknown_hash(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["hash"] = f"blake2b:{rng.randrange(16**64):064x}"


def _bytes(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["bytes" if "bytes" in one else "toolkit:bytes"] += rng.choice([-1, 1, 100])


def _rows(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["toolkit:rows"] += rng.choice([-1, 1])


def _path(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["path"] = rng.choice([f"data/no-{one['name']}.csv", f"../{one['path']}", f"/{one['path']}"])


def _field(one: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    fields: list[dict[str, Any]] = one["schema"]["fields"]
    return rng.choice(fields)


def _field_type(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    field = _field(one, rng)
    field["type"] = rng.choice(
        [kind for kind in ("string", "integer", "boolean", "colour") if kind != field["type"]]
    )


def _field_name(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    _field(one, rng)["name"] += "x"


def _constraint(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    constrained = [field for field in one["schema"]["fields"] if field.get("constraints")]
    constraints = rng.choice(constrained)["constraints"]
    del constraints[rng.choice(list(constraints))]


def _unknown_constraint(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    _field(one, rng).setdefault("constraints", {})["longest"] = 3


def _no_key(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["schema"]["primaryKey"] = ["nobody"]


def _no_resource(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    reference = {"resource": "nowhere", "fields": ["x"]}
    one["schema"].setdefault("foreignKeys", []).append(
        {"fields": [one["schema"]["fields"][0]["name"]], "reference": reference}
    )


def _gone(descriptor: Any, one: dict[str, Any], rng: random.Random) -> None:
    descriptor["resources"].remove(one)


def _two(descriptor: Any, one: dict[str, Any], rng: random.Random) -> None:
    descriptor["resources"].append(one)


def _no_name(_: Any, one: dict[str, Any], rng: random.Random) -> None:
    one["title"] = rng.choice([3, [], {}])


EDITS: dict[str, Callable[[Any, dict[str, Any], random.Random], None]] = {
    "a digit of a hash": _hash,
    "an unknown hash": _unknown_hash,
    "a size": _bytes,
    "a number of rows": _rows,
    "a path": _path,
    "a field's type": _field_type,
    "a field's name": _field_name,
    "a constraint dropped": _constraint,
    "a constraint that nobody knows": _unknown_constraint,
    "a key that is no column": _no_key,
    "a reference to no resource": _no_resource,
    "a resource dropped": _gone,
    "a resource twice": _two,
    "a title that is no text": _no_name,
}
