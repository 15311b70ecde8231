"""The version number and the changelog follow from what changed, and from nothing else."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.package_samples import CONFIG, PIPELINE, sample_tables
from tests.test_package import files
from toolkit.errors import PackageError
from toolkit.package import TableChange, Written, write_package
from toolkit.package.changelog import HEADER
from toolkit.package.changes import Bump, compare_tables, next_version, parse_version, promises


def write(output: Path, tables: dict[str, pa.Table] | None = None, **options: Any) -> Written:
    settings = {"config": CONFIG, "pipeline": PIPELINE, **options}
    return write_package(tables or sample_tables(), output, **settings)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write(tmp_path / "out")
    return tmp_path / "out"


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}


def changed_author(author: str) -> dict[str, pa.Table]:
    tables = sample_tables()
    documents = tables["documents"]
    where = documents.column_names.index("author")
    field = documents.schema.field("author")
    tables["documents"] = documents.set_column(
        where, field, pa.array([author] * documents.num_rows)
    )
    return tables


def test_the_first_version_is_one(output: Path) -> None:
    assert json.loads((output / "datapackage.json").read_text())["version"] == "1.0.0"
    assert (output / "CHANGELOG.md").read_text() == (
        f"{HEADER}\n## 1.0.0 (2021-03-06)\n\nFirst version: 3 documents, 3 statements, 12 figures, "
        "2 entities, 3 mentions, 3 unclaimed, 2 problems.\n"
    )


def test_nothing_changed_leaves_the_package_untouched(output: Path) -> None:
    before = stamps(output)
    assert write(output) == Written("1.0.0", changed=False, changes=())
    assert stamps(output) == before


def test_added_rows_are_a_minor_change(output: Path) -> None:
    written = write(output, sample_tables(letters=4))
    assert (written.version, written.changed) == ("1.1.0", True)
    assert written.changes[0] == TableChange("documents", added=1)
    assert not write(output, sample_tables(letters=4)).changed


def test_removed_rows_are_a_major_change(output: Path) -> None:
    written = write(output, sample_tables(letters=2))
    assert written.version == "2.0.0"
    assert written.changes[0] == TableChange("documents", removed=1)


def test_another_value_is_a_major_change(output: Path) -> None:
    written = write(output, changed_author("Ida Holm"))
    assert written.version == "2.0.0"
    assert written.changes == (TableChange("documents", changed=3),)


def test_other_metadata_are_a_patch(output: Path) -> None:
    config = dataclasses.replace(CONFIG, description="Letters about one ferry.")
    assert write(output, config=config) == Written("1.0.1", changed=True, changes=())
    assert not write(output, config=config).changed


def test_another_pipeline_that_gives_the_same_rows_is_a_patch(output: Path) -> None:
    assert write(output, pipeline="sha256:" + "1" * 64).version == "1.0.1"


def test_the_changelog_grows_on_top_and_keeps_what_it_said(output: Path) -> None:
    first = (output / "CHANGELOG.md").read_text().removeprefix(HEADER)
    write(output, sample_tables(letters=4))
    second = (output / "CHANGELOG.md").read_text()
    assert second.startswith(f"{HEADER}\n## 1.1.0 (2021-03-07)\n\n| table | rows added |")
    assert "| documents | 1 | 0 | 0 |  |" in second
    assert second.endswith(first)
    write(output, sample_tables(letters=4), config=dataclasses.replace(CONFIG, title="Letters"))
    third = (output / "CHANGELOG.md").read_text()
    assert "## 1.1.1 (2021-03-07)\n\nNo row changed: metadata," in third
    assert third.endswith(second.removeprefix(HEADER))


def test_the_date_is_the_stated_one_or_the_epoch_and_never_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    write(tmp_path / "epoch")
    stated = dataclasses.replace(CONFIG, created=date(2019, 5, 6))
    write(tmp_path / "stated", config=stated)
    for name, day in (("epoch", "2020-09-13"), ("stated", "2019-05-06")):
        descriptor = json.loads((tmp_path / name / "datapackage.json").read_text())
        assert descriptor["created"] == f"{day}T00:00:00Z"
        assert f"## 1.0.0 ({day})" in (tmp_path / name / "CHANGELOG.md").read_text()


def test_the_same_previous_package_and_sources_give_the_same_bytes(
    output: Path, tmp_path: Path
) -> None:
    write(tmp_path / "twin")
    for folder in (output, tmp_path / "twin"):
        write(folder, sample_tables(letters=6))
    assert files(output) == files(tmp_path / "twin")


def test_a_stated_version_is_used_when_it_is_high_enough(output: Path) -> None:
    assert write(output, sample_tables(letters=4), version="1.4.0").version == "1.4.0"
    assert write(output, sample_tables(letters=4), version="1.4.0").changed is False
    assert write(output, sample_tables(letters=4), version="1.5.0").version == "1.5.0"


def test_the_version_of_dataset_toml_counts_as_stated(tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, version="3.1.4")
    assert write(tmp_path / "out", config=config).version == "3.1.4"
    assert write(tmp_path / "out", config=config).changed is False


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("1.0.0", r"Version 1\.0\.0 is too low: since 1\.0\.0 there was a minor change"),
        ("0.9.0", r"Version 0\.9\.0 is too low"),
        ("1.1", r"The version '1\.1' is not three numbers"),
        ("v2.0.0", "is not three numbers"),
    ],
)
def test_a_stated_version_that_will_not_do_is_refused(
    output: Path, version: str, message: str
) -> None:
    before = files(output)
    with pytest.raises(PackageError, match=message) as raised:
        write(output, sample_tables(letters=4), version=version)
    assert "--version" in raised.value.hint
    assert files(output) == before


def test_a_damaged_package_is_no_base_for_a_version(output: Path) -> None:
    path = output / "data" / "figures.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(PackageError, match=r"figures\.parquet is not what was published") as raised:
        write(output)
    assert f"remove {output}" in raised.value.hint
    path.unlink()
    with pytest.raises(PackageError, match=r"figures\.parquet is missing"):
        write(output)


def test_other_bytes_of_another_writer_are_no_change(output: Path) -> None:
    """A package written elsewhere, where the same rows took other bytes."""
    path = output / "datapackage.json"
    descriptor = json.loads(path.read_text())
    descriptor["toolkit:certificate"]["writers"]["pyarrow"] = "99.0.0"
    figures = output / "data" / "figures.csv"
    figures.write_bytes(figures.read_bytes() + b"\n")
    for resource in descriptor["resources"]:
        if resource["name"] == "figures-csv":
            resource["hash"] = _sha256(figures)
            resource["bytes"] = figures.stat().st_size
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n")
    before = files(output)
    assert not write(output).changed
    assert files(output) == before
    assert write(output, sample_tables(letters=4)).version == "1.1.0"


def _sha256(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.mark.parametrize(
    ("previous", "bump", "following"),
    [
        (None, Bump.NONE, "1.0.0"),
        ("1.0.0", Bump.NONE, "1.0.0"),
        ("1.0.9", Bump.PATCH, "1.0.10"),
        ("1.4.2", Bump.MINOR, "1.5.0"),
        ("1.4.2", Bump.MAJOR, "2.0.0"),
    ],
)
def test_the_next_version_follows_from_the_bump(
    previous: str | None, bump: Bump, following: str
) -> None:
    assert next_version(previous, bump) == following


@pytest.mark.parametrize("version", ["", "1", "1.0", "1.0.0.0", "1.0.x", "1.-1.0", "1.0.٣"])
def test_what_is_no_version_is_not_read_as_one(version: str) -> None:
    with pytest.raises(ValueError, match="is not three numbers"):
        parse_version(version)


TABLE_CASES = [
    ("nothing", {"id": ["a"], "n": [1]}, {"id": ["a"], "n": [1]}, None, Bump.NONE),
    ("added", {"id": ["a"], "n": [1]}, {"id": ["b", "a"], "n": [2, 1]}, (1, 0, 0), Bump.MINOR),
    ("removed", {"id": ["a", "b"], "n": [1, 2]}, {"id": ["b"], "n": [2]}, (0, 1, 0), Bump.MAJOR),
    (
        "changed",
        {"id": ["a", "b"], "n": [1, 2]},
        {"id": ["a", "b"], "n": [1, 3]},
        (0, 0, 1),
        Bump.MAJOR,
    ),
    ("emptied", {"id": ["a"], "n": [1]}, {"id": ["a"], "n": [None]}, (0, 0, 1), Bump.MAJOR),
    ("lists", {"id": ["a"], "n": [["x"]]}, {"id": ["a"], "n": [["x", "y"]]}, (0, 0, 1), Bump.MAJOR),
    (
        "all",
        {"id": ["a", "b", "c"], "n": [1, 2, 3]},
        {"id": ["d", "c", "b"], "n": [4, 3, 0]},
        (1, 1, 1),
        Bump.MAJOR,
    ),
    (
        "reordered",
        {"id": ["a", "b"], "n": [1, 2]},
        {"id": ["b", "a"], "n": [2, 1]},
        None,
        Bump.NONE,
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "counts", "bump"),
    [case[1:] for case in TABLE_CASES],
    ids=[c[0] for c in TABLE_CASES],
)
def test_rows_are_compared_by_their_key(
    old: dict[str, Any], new: dict[str, Any], counts: tuple[int, int, int] | None, bump: Bump
) -> None:
    changes = compare_tables(
        {"ferries": pa.table(old)},
        {"ferries": pa.table(new, schema=pa.table(old).schema)},
        keys={"ferries": ["id"]},
        schemas_differ={"ferries": False},
    )
    found = [(change.added, change.removed, change.changed) for change in changes]
    assert found == ([counts] if counts else [])
    assert max((change.bump for change in changes), default=Bump.NONE) is bump


def test_new_and_removed_tables_are_told_apart() -> None:
    one = pa.table({"id": ["a"]})
    changes = compare_tables(
        {"boats": one}, {"ferries": one}, keys={"ferries": ["id"]}, schemas_differ={}
    )
    assert [(change.table, change.bump) for change in changes] == [
        ("ferries", Bump.MINOR),
        ("boats", Bump.MAJOR),
    ]


def test_another_column_is_a_major_change() -> None:
    changes = compare_tables(
        {"ferries": pa.table({"id": ["a"]})},
        {"ferries": pa.table({"id": ["a"], "n": [1]})},
        keys={"ferries": ["id"]},
        schemas_differ={"ferries": False},
    )
    assert [(change.schema, change.bump) for change in changes] == [(True, Bump.MAJOR)]


def test_only_what_a_schema_promises_counts_as_a_change_of_it() -> None:
    field = {"name": "n", "type": "integer", "title": "N", "description": "Count.", "example": 1}
    reworded = field | {"title": "Number", "description": "How many.", "toolkit:note": "new"}
    tightened = field | {"constraints": {"minimum": 0}}
    assert promises({"fields": [field]}) == promises({"fields": [reworded]})
    assert promises({"fields": [field]}) != promises({"fields": [tightened]})
