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
from toolkit.package import TableChange, Written, archive_package, write_package
from toolkit.package.changelog import HEADER
from toolkit.package.versions import Bump, next_version, parse_version


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
    assert write(output) == Written("1.0.0", changed=False)
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
    assert write(output, config=config) == Written(
        "1.0.1",
        changed=True,
        explanation="Version 1.0.1 follows 1.0.0, a patch change: metadata: description.",
    )
    assert not write(output, config=config).changed


def test_another_pipeline_that_gives_the_same_rows_is_a_patch(output: Path) -> None:
    assert write(output, pipeline="sha256:" + "1" * 64).version == "1.0.1"


def test_the_changelog_grows_on_top_and_keeps_what_it_said(output: Path) -> None:
    first = (output / "CHANGELOG.md").read_text().removeprefix(HEADER)
    write(output, sample_tables(letters=4))
    second = (output / "CHANGELOG.md").read_text()
    assert second.startswith(
        f"{HEADER}\n## 1.1.0 (2021-03-07)\n\nMinor: documents: 1 row was added; "
    )
    assert "| documents | 1 | 0 | 0 |  |" in second
    assert second.endswith(first)
    write(output, sample_tables(letters=4), config=dataclasses.replace(CONFIG, title="Letters"))
    third = (output / "CHANGELOG.md").read_text()
    assert "## 1.1.1 (2021-03-07)\n\nPatch: metadata: title.\n\nNo row changed.\n" in third
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


def test_a_named_edition_takes_the_place_of_what_stands_there(output: Path, tmp_path: Path) -> None:
    archive = archive_package(output, tmp_path)
    for previous in (output, archive):
        target = tmp_path / f"next-{previous.name}"
        write(target, sample_tables(letters=4), previous=previous)
        assert json.loads((target / "datapackage.json").read_text())["version"] == "1.1.0"
    first, second = tmp_path / "next-out", tmp_path / f"next-{archive.name}"
    assert files(first) == files(second)
    assert write(first, sample_tables(letters=4), previous=output).changed is False


def test_a_named_edition_that_says_all_there_is_to_say_is_put_in_place(
    output: Path, tmp_path: Path
) -> None:
    assert write(tmp_path / "copy", previous=output) == Written("1.0.0", changed=True)
    assert files(tmp_path / "copy") == files(output)


def test_a_stranger_is_no_edition_before(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "ship", "type": "string"}]}
    resource = {"name": "ships", "path": "ships.parquet", "schema": schema}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    with pytest.raises(PackageError, match="is no package that the toolkit wrote"):
        write(tmp_path / "out", previous=tmp_path)
    assert not (tmp_path / "out").exists()


def test_the_version_is_explained(output: Path) -> None:
    written = write(output, sample_tables(letters=4), version="2.0.0")
    assert written.explanation.startswith(
        "Version 2.0.0 follows 1.0.0, a minor change: documents: 1 row was added; "
    )
    assert written.explanation.endswith(" It was stated; 1.1.0 would have been enough.")
