"""Ways to break a descriptor: what it says of one resource, or which resources it names."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any


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
