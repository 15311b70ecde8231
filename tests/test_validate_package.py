"""A published package that was touched is refused, with the file, row and rule at fault."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ferry_dataset import ferry_package

from toolkit.digest import content_hash
from toolkit.errors import PackageError
from toolkit.validate import Report, validate_package

Place = tuple[str | None, str | None, str]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ferry_package(tmp_path_factory.mktemp("sound") / "package")


@pytest.fixture
def package(published: Path, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copytree(published, tmp_path / "package"))


def edit_descriptor(package: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    file = package / "datapackage.json"
    descriptor = json.loads(file.read_text(encoding="utf-8"))
    edit(descriptor)
    file.write_text(json.dumps(descriptor), encoding="utf-8")


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in descriptor["resources"] if one["name"] == name)


def field(descriptor: dict[str, Any], name: str, column: str) -> dict[str, Any]:
    fields = resource(descriptor, name)["schema"]["fields"]
    return next(one for one in fields if one["name"] == column)


def sign(package: Path, name: str) -> None:
    """State the file's new size and hash, as somebody would who edits a file on purpose."""

    def restate(descriptor: dict[str, Any]) -> None:
        one = resource(descriptor, name)
        raw = (package / one["path"]).read_bytes()
        one["hash"] = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        one["bytes" if "bytes" in one else "toolkit:bytes"] = len(raw)

    edit_descriptor(package, restate)


def rewrite(package: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> pa.Table:
    """Write a Parquet file anew with other rows or types, and sign it."""
    file = package / "data" / f"{name}.parquet"
    table = change(pq.read_table(file))
    pq.write_table(table, file)
    sign(package, name)
    return table


def places(report: Report) -> set[Place]:
    return set(report.counts)


def test_a_published_package_is_sound_for_us_and_for_frictionless(published: Path) -> None:
    report = validate_package(published, frictionless=True)
    assert report.findings == ()
    assert len(report.checked) == 14


def test_the_descriptor_may_be_named_instead_of_its_folder(published: Path) -> None:
    assert validate_package(published / "datapackage.json").ok


def test_a_flipped_byte_is_found(package: Path) -> None:
    file = package / "data" / "mentions.csv"
    raw = bytearray(file.read_bytes())
    raw[-3] ^= 1
    file.write_bytes(raw)
    report = validate_package(package)
    assert ("mentions-csv", None, "hash") in places(report)
    assert ("mentions-csv", "rule", "twin") in places(report)


@pytest.mark.parametrize("name", ["mentions", "mentions-csv"])
def test_a_missing_file_is_found_and_the_rest_still_checked(package: Path, name: str) -> None:
    table, _, form = name.partition("-")
    (package / "data" / f"{table}.{form or 'parquet'}").unlink()
    report = validate_package(package)
    assert (name, None, "file") in places(report)
    assert len(report.checked) == 13


def test_a_truncated_parquet_file_is_found(package: Path) -> None:
    file = package / "data" / "mentions.parquet"
    file.write_bytes(file.read_bytes()[:-20])
    found = places(validate_package(package))
    assert {
        ("mentions", None, "hash"),
        ("mentions", None, "bytes"),
        ("mentions", None, "file"),
    } <= found


def test_a_file_that_no_resource_names_is_found(package: Path) -> None:
    (package / "data" / "more.csv").write_text("a\n1\n", encoding="utf-8")
    report = validate_package(package)
    assert [one.message for one in report.findings] == ["No resource names the file data/more.csv."]


def test_a_row_dropped_from_a_signed_csv_file_is_named(package: Path) -> None:
    file = package / "data" / "mentions.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    sign(package, "mentions-csv")
    report = validate_package(package)
    assert {("mentions-csv", None, "rows"), ("mentions-csv", None, "contentHash")} <= places(report)
    twins = [one for one in report.findings if one.rule == "twin" and one.row]
    assert [one.row for one in twins] == [lines[1].split(",")[0]]


def test_a_changed_cell_of_a_signed_csv_file_is_named_with_both_values(package: Path) -> None:
    file = package / "data" / "figures.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("450.0", "451.0"), encoding="utf-8")
    sign(package, "figures-csv")
    report = validate_package(package)
    twin = next(one for one in report.findings if one.rule == "twin" and one.column == "value")
    assert (twin.row_number, twin.value) == (2, "451.0")
    assert "450.0" in twin.message


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("400.0", "many", "value"),
        ("2021-01-01", "1 January", "period_start"),
    ],
)
def test_a_csv_cell_of_another_type_is_found(
    package: Path, old: str, new: str, column: str
) -> None:
    file = package / "data" / "figures.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    sign(package, "figures-csv")
    types = [one for one in validate_package(package).findings if one.rule == "type"]
    assert [(one.table, one.column, one.value) for one in types] == [("figures-csv", column, new)]


def test_a_list_that_is_no_json_is_found(package: Path) -> None:
    file = package / "data" / "entities.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("[]", "none", 1), encoding="utf-8")
    sign(package, "entities-csv")
    types = [one for one in validate_package(package).findings if one.rule == "type"]
    assert [(one.column, one.value) for one in types] == [("aliases", "none")]


def test_swapped_rows_are_found_by_the_content_hash(package: Path) -> None:
    rewrite(package, "mentions", lambda table: table.take([1, 0, 2]))
    assert ("mentions", None, "contentHash") in places(validate_package(package))


def test_another_physical_type_is_found_although_the_values_are_the_same(package: Path) -> None:
    def narrow(table: pa.Table) -> pa.Table:
        index = table.schema.get_field_index("start")
        narrowed = pa.field("start", pa.int32(), nullable=False)
        return table.set_column(index, narrowed, table["start"].cast(pa.int32()))

    rewrite(package, "mentions", narrow)
    assert ("mentions", "start", "physicalType") in places(validate_package(package))


def test_a_required_column_that_parquet_lets_be_null_is_found(package: Path) -> None:
    rewrite(
        package,
        "mentions",
        lambda table: table.cast(pa.schema([one.with_nullable(True) for one in table.schema])),
    )
    assert {rule for _, _, rule in places(validate_package(package))} == {"nullability"}


def test_an_edit_that_restates_every_hash_is_still_caught_by_what_the_rows_mean(
    package: Path,
) -> None:
    def shift(table: pa.Table) -> pa.Table:
        index = table.schema.get_field_index("start")
        shifted = pa.array([start + 1 for start in table["start"].to_pylist()])
        return table.set_column(index, table.schema.field("start"), shifted)

    shifted = rewrite(package, "mentions", shift)
    digest = content_hash(shifted)
    with (package / "data" / "mentions.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(shifted.column_names) + "\n")
        for row in shifted.to_pylist():
            file.write(",".join(map(str, row.values())) + "\n")
    sign(package, "mentions-csv")

    def restate(descriptor: dict[str, Any]) -> None:
        for name in ("mentions", "mentions-csv"):
            resource(descriptor, name)["toolkit:contentHash"] = digest
        descriptor["toolkit:certificate"]["contents"]["mentions"] = digest

    edit_descriptor(package, restate)
    assert places(validate_package(package)) == {
        ("mentions", "text", "span"),
        ("mentions", "mention_id", "id"),
    }


def two_of_a_name(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "mentions-csv")["name"] = "mentions"


def no_resource(descriptor: dict[str, Any]) -> None:
    descriptor["resources"].remove(resource(descriptor, "unclaimed"))


def path_outside(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "unclaimed-csv")["path"] = "../secret.csv"


def unknown_hash(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "unclaimed-csv")["hash"] = "blake2b:00"


def wrong_bytes(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "unclaimed")["toolkit:bytes"] += 1


def wrong_rows(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "unclaimed")["toolkit:rows"] += 1


def wrong_title(descriptor: dict[str, Any]) -> None:
    field(descriptor, "unclaimed", "kind")["title"] = 3


def unknown_type(descriptor: dict[str, Any]) -> None:
    field(descriptor, "unclaimed", "kind")["type"] = "words"


def unknown_constraint(descriptor: dict[str, Any]) -> None:
    field(descriptor, "unclaimed", "kind")["constraints"]["minSize"] = 3


def looser_constraint(descriptor: dict[str, Any]) -> None:
    del field(descriptor, "unclaimed-csv", "kind")["constraints"]["enum"]


def reference_to_nothing(descriptor: dict[str, Any]) -> None:
    schema = resource(descriptor, "unclaimed")["schema"]
    schema["foreignKeys"][0]["reference"]["resource"] = "ships"


def other_words(descriptor: dict[str, Any]) -> None:
    for name in ("unclaimed", "unclaimed-csv"):
        field(descriptor, name, "kind")["description"] = "Something else."


def looser_everywhere(descriptor: dict[str, Any]) -> None:
    for name in ("unclaimed", "unclaimed-csv"):
        del field(descriptor, name, "kind")["constraints"]["enum"]


def no_table_at_all(descriptor: dict[str, Any]) -> None:
    for name in ("unclaimed", "unclaimed-csv"):
        descriptor["resources"].remove(resource(descriptor, name))
    del descriptor["toolkit:certificate"]["contents"]["unclaimed"]


def another_format(descriptor: dict[str, Any]) -> None:
    resource(descriptor, "unclaimed")["format"] = "csv"


def no_resources(descriptor: dict[str, Any]) -> None:
    descriptor["resources"] = []


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (two_of_a_name, ("mentions", None, "descriptor")),
        (no_resource, ("unclaimed", None, "table")),
        (path_outside, ("unclaimed-csv", None, "path")),
        (unknown_hash, ("unclaimed-csv", None, "descriptor")),
        (wrong_bytes, ("unclaimed", None, "bytes")),
        (wrong_rows, ("unclaimed", None, "rows")),
        (wrong_title, ("unclaimed", None, "profile")),
        (unknown_type, ("unclaimed", None, "schema")),
        (unknown_constraint, ("unclaimed", "kind", "schema")),
        (looser_constraint, ("unclaimed-csv", None, "schema")),
        (reference_to_nothing, ("unclaimed", "document_id", "schema")),
        (other_words, ("unclaimed", None, "schema")),
        (looser_everywhere, ("unclaimed", None, "schema")),
        (no_table_at_all, ("unclaimed", None, "table")),
        (another_format, ("unclaimed", None, "descriptor")),
        (no_resources, (None, None, "profile")),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_an_edited_descriptor_is_refused(
    package: Path, edit: Callable[[dict[str, Any]], None], place: Place
) -> None:
    edit_descriptor(package, edit)
    assert place in places(validate_package(package))


def test_the_profile_says_what_is_wrong_and_not_that_nothing_fits(package: Path) -> None:
    edit_descriptor(package, wrong_title)
    messages = [one.message for one in validate_package(package).findings if one.rule == "profile"]
    assert len(messages) == 1
    assert messages[0].endswith(".title: 3 is not of type 'string'")


def test_frictionless_adds_its_findings_under_its_own_name(package: Path) -> None:
    file = package / "data" / "mentions.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace(",name,", ",nick,", 1), encoding="utf-8"
    )
    rules = {rule for _, _, rule in places(validate_package(package, frictionless=True))}
    assert {"hash", "frictionless:hash-count"} <= rules
    assert "frictionless:hash-count" not in {
        rule for _, _, rule in places(validate_package(package))
    }


def test_where_there_is_no_package_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="There is no package at") as raised:
        validate_package(tmp_path / "nowhere")
    assert "toolkit build" in raised.value.hint


@pytest.mark.parametrize("content", ["", "[]", "{", "\ufeff{}"])
def test_a_descriptor_that_is_no_json_object_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(PackageError, match=r"datapackage\.json"):
        validate_package(tmp_path)


def test_a_table_in_several_files_is_checked_whole(package: Path) -> None:
    whole = pq.read_table(package / "data" / "mentions.parquet")
    (package / "data" / "mentions.parquet").unlink()
    folder = package / "data" / "mentions"
    folder.mkdir()
    parts = []
    for number, rows in enumerate([whole.slice(0, 1), whole.slice(1)]):
        path = folder / f"part-{number:05}-of-00002.parquet"
        pq.write_table(rows, path)
        raw = path.read_bytes()
        digest = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        name = path.relative_to(package).as_posix()
        parts.append({"path": name, "hash": digest, "bytes": len(raw)})

    def restate(descriptor: dict[str, Any]) -> None:
        one = resource(descriptor, "mentions")
        one["path"] = [part["path"] for part in parts]
        one["toolkit:parts"] = parts
        one["toolkit:bytes"] = sum(part["bytes"] for part in parts)
        del one["hash"]

    edit_descriptor(package, restate)
    assert validate_package(package).findings == ()
    second = folder / "part-00001-of-00002.parquet"
    pq.write_table(whole.slice(2), second)
    found = places(validate_package(package))
    assert {("mentions", None, "hash"), ("mentions", None, "rows")} <= found


def test_a_package_of_another_version_whose_documents_lack_a_column_is_still_checked(
    package: Path,
) -> None:
    rewrite(package, "documents", lambda table: table.drop_columns(["text"]))

    def forget(descriptor: dict[str, Any]) -> None:
        fields = resource(descriptor, "documents")["schema"]["fields"]
        fields.remove(next(one for one in fields if one["name"] == "text"))

    edit_descriptor(package, forget)
    assert ("documents", None, "schema") in places(validate_package(package))


def test_somebody_elses_package_is_checked_by_its_own_schemas(tmp_path: Path) -> None:
    (tmp_path / "stops.csv").write_text("stop;line\na;1\na;x\nb;3\n", encoding="utf-8")
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "resources": [
            {
                "name": "documents",
                "type": "table",
                "path": "stops.csv",
                "dialect": {"delimiter": ";"},
                "schema": {
                    "fields": [
                        {"name": "stop", "type": "string"},
                        {"name": "line", "type": "integer", "constraints": {"maximum": 2}},
                    ],
                    "primaryKey": ["stop"],
                },
            }
        ],
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    report = validate_package(tmp_path)
    assert [(one.rule, one.row_number, one.value) for one in report.findings] == [
        ("type", 2, "x"),
        ("maximum", 3, "3"),
        ("primaryKey", 2, "a"),
    ]
