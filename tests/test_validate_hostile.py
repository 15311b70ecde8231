"""Whatever stands in a descriptor, validation gives a report or says that there is no package."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ferry_dataset import ferry_package

from toolkit.errors import PackageError
from toolkit.validate import validate_package

ODD_VALUES: list[Any] = [
    *(None, 0, -1, 3.5, True, "", "x", "(", "a/b", "../x", "sha256:zz", 10**30, float("nan")),
    *([], {}, [1], ["x"], [None], [[]], {"a": 1}),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of one table, so that each of many tries is quick."""
    package = ferry_package(tmp_path_factory.mktemp("hostile") / "package")
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    kept = [one for one in descriptor["resources"] if one["name"].startswith("entities")]
    descriptor["resources"] = kept
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return package


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*place, key)
        if isinstance(inner, dict | list):
            yield from places(inner, (*place, key))


def changed(descriptor: dict[str, Any], place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    copied = copy.deepcopy(descriptor)
    inside: Any = copied
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return copied


@pytest.mark.parametrize("seed", range(60))
def test_an_odd_value_anywhere_in_the_descriptor_raises_nothing_unexpected(
    small: Path, seed: int
) -> None:
    rng = random.Random(seed)
    file = small / "datapackage.json"
    sound = file.read_text(encoding="utf-8")
    descriptor = json.loads(sound)
    place = rng.choice(list(places(descriptor)))
    try:
        odd = changed(descriptor, place, rng.choice(ODD_VALUES))
        file.write_text(json.dumps(odd), encoding="utf-8")
        report = validate_package(small)
        assert json.dumps(report.to_json())
        assert all(str(finding) for finding in report.findings)
    finally:
        file.write_text(sound, encoding="utf-8")


FOREIGN: dict[str, Any] = {
    "profile": "data-package",
    "resources": [
        {
            "name": "ferries",
            "profile": "tabular-data-resource",
            "path": ["ferries.csv", "ferries.csv"],
            "format": "csv",
            "encoding": "utf-8",
            "stats": {"rows": 2, "hash": "x"},
            "dialect": {"delimiter": ";", "headerRows": [1], "csv": {"quoteChar": '"'}},
            "schema": {
                "fields": [
                    {"name": "n", "type": "number", "decimalChar": ",", "bareNumber": False},
                    {"name": "l", "type": "list", "delimiter": "|", "itemType": "string"},
                    {"name": "d", "format": "%d", "type": "date", "missingValues": ["-"]},
                ],
                "primaryKey": "n",
                "uniqueKeys": [["n", "d"]],
                "fieldsMatch": "exact",
                "foreignKeys": [{"fields": "n", "reference": {"resource": "two", "fields": "a"}}],
            },
        },
        {
            "name": "two",
            "data": [{"a": 1}, {"a": 2}],
            "schema": {"fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 0}}]},
        },
    ],
}


@pytest.mark.parametrize("seed", range(100))
def test_an_odd_value_in_anyones_descriptor_raises_nothing_unexpected(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    (tmp_path / "ferries.csv").write_text("n;l;d\n1,5;a|b;4\n2;;-\n", encoding="utf-8")
    odd = changed(FOREIGN, rng.choice(list(places(FOREIGN))), rng.choice(ODD_VALUES))
    if rng.random() < 0.5:
        odd["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json"
    (tmp_path / "datapackage.json").write_text(json.dumps(odd), encoding="utf-8")
    report = validate_package(tmp_path)
    assert json.dumps(report.to_json())
    assert all(str(finding) for finding in report.findings)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"\x00" * 100, b"PAR1" + b"\xff" * 60 + b"PAR1"])
def test_a_parquet_file_that_is_none_is_a_finding(tmp_path: Path, content: bytes) -> None:
    package = ferry_package(tmp_path / "package")
    (package / "data" / "entities.parquet").write_bytes(content)
    rules = {(table, rule) for table, _, rule in validate_package(package).counts}
    assert ("entities", "file") in rules


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,b\n1,2,3\n", b'"'])
def test_a_csv_file_that_is_none_is_a_finding(tmp_path: Path, content: bytes) -> None:
    package = ferry_package(tmp_path / "package")
    (package / "data" / "entities.csv").write_bytes(content)
    report = validate_package(package)
    assert {("entities-csv", "hash")} < {(table, rule) for table, _, rule in report.counts}


def test_a_list_in_place_of_the_descriptor_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(PackageError, match="no JSON object"):
        validate_package(tmp_path)
