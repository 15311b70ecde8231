"""Anyone's package is checked by what its own descriptor says, in whatever layout its files are."""

from __future__ import annotations

import gzip
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.validate import Report, validate_package

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

FERRIES: dict[str, Any] = {
    "fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}],
    "primaryKey": ["id"],
}


def package(folder: Path, *resources: dict[str, Any], **more: Any) -> Path:
    descriptor = {"$schema": PROFILE, "resources": list(resources), **more}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def ferries(path: str | list[str] = "ferries.csv", **more: Any) -> dict[str, Any]:
    return {"name": "ferries", "type": "table", "path": path, "schema": FERRIES, **more}


def told(report: Report) -> list[tuple[str, int | None, str | None]]:
    return [(one.rule, one.row_number, one.column) for one in report.findings]


def validated(folder: Path, content: str | bytes, **more: Any) -> list[Any]:
    """What is found in a package of one CSV file."""
    raw = content.encode() if isinstance(content, str) else content
    (folder / "ferries.csv").write_bytes(raw)
    return told(validate_package(package(folder, ferries(**more))))


@pytest.mark.parametrize(
    ("content", "dialect"),
    [
        ("id,name\n1,Gull\n2,Tern\n", {}),
        ("id,name\r\n1,Gull\r\n2,Tern\r\n", {}),
        ("id;name\n1;Gull\n", {"delimiter": ";"}),
        ("id;name\n1;Gull\n", {"csv": {"delimiter": ";"}}),
        ("id,name\n1,'Gull, the'\n", {"quoteChar": "'"}),
        ('id,name\n1,"Gull"\n', {"quoteChar": ""}),
        ('id,name\n1,"Gull ""the"" ferry"\n', {}),
        ('id,name\n1,"Gull \\"the\\" ferry"\n', {"escapeChar": "\\", "doubleQuote": False}),
        ('id,name\n1,"Gull\nthe ferry"\n2,Tern\n', {}),
        ("id, name\n1, Gull\n", {"skipInitialSpace": True}),
        ("1,Gull\n2,Tern\n", {"header": False}),
        ("about ferries\nid,name\n1,Gull\n", {"headerRows": [2]}),
        ("i,na\nd,me\n1,Gull\n", {"headerRows": [1, 2], "headerJoin": ""}),
        ("ID,Name\n1,Gull\n", {"headerCase": False}),
        ("# of ferries\nid,name\n#2,Tern\n1,Gull\n", {"commentChar": "#", "headerRows": [2]}),
        ("id,name\nx,y\n1,Gull\n", {"commentRows": [2]}),
        ("id,name\n\n1,Gull\n\n", {"skipBlankRows": True}),
        ("id,name\n1,\\N\n", {"nullSequence": "\\N"}),
        ("\ufeffid,name\n1,Gull\n", {}),
    ],
)
def test_a_file_is_read_as_its_dialect_says(
    tmp_path: Path, content: str, dialect: dict[str, Any]
) -> None:
    assert validated(tmp_path, content, dialect=dialect) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("id,name\n1,Gull\nx,Tern\n", [("type", 2, "id")]),
        ("id,name\n1,Gull\n1,Tern\n", [("primaryKey", 2, "id")]),
        ("id,name\n1,Gull\n,Tern\n", [("primaryKey", 2, "id")]),
        ("id,name\n1,Gull\n2\n3,Tern\n", [("missingCell", 2, None)]),
        ("id,name\n1,Gull\n2,Tern,3\n3,Auk\n", [("extraCell", 2, None)]),
        ("id,name\n1,Gull\n\n3,Auk\n", [("blankRow", 2, None)]),
        ("id,name\n1,Gull\n,\n3,Auk\n", [("blankRow", 2, None)]),
        ("id,nom\n1,Gull\n", [("columns", None, "name")]),
        ("name,id\nGull,1\n", [("columns", None, None)]),
        ("id\n1\n", [("columns", None, "name")]),
        ("id,name,place\n1,Gull,North\n", [("columns", None, "place")]),
        ("id,name,\n1,Gull,North\n", [("columns", None, None)]),
        ("id,name,name\n1,Gull,North\n", [("columns", None, "name")]),
        ("", [("file", None, None)]),
        (b"id,name\n1,G\xfcll\n", [("encoding", 1, None)]),
        ('id,name\n1,"Gull\n2,Tern\n', []),  # the quotation mark is open to the end of the file
    ],
)
def test_what_is_wrong_in_a_file_is_found_in_its_row(
    tmp_path: Path, content: str | bytes, found: list[Any]
) -> None:
    assert validated(tmp_path, content) == found


def test_the_rest_of_a_file_is_read_after_a_row_that_is_wrong(tmp_path: Path) -> None:
    rows = [f"{number},Gull {number}" for number in range(5_000)]
    rows[4_000] = "4000"
    rows[4_500] = "x,Tern"
    found = validated(tmp_path, "\n".join(["id,name", *rows, ""]))
    assert found == [("missingCell", 4_001, None), ("type", 4_501, "id")]


@pytest.mark.parametrize(
    ("match", "content", "wrong"),
    [
        ("equal", "name,id\nGull,1\n", False),
        ("equal", "name,id,place\nGull,1,x\n", True),
        ("subset", "place,name,id\nx,Gull,1\n", False),
        ("subset", "name\nGull\n", True),
        ("superset", "id\n1\n", False),
        ("superset", "name\nGull\n", True),  # the primary key has to be there
        ("partial", "place,id\nx,1\n", False),
        ("partial", "place\nx\n", True),
    ],
)
def test_columns_match_as_the_schema_asks(
    tmp_path: Path, match: str, content: str, wrong: bool
) -> None:
    (tmp_path / "ferries.csv").write_text(content, encoding="utf-8")
    resource = ferries(schema={**FERRIES, "fieldsMatch": [match]})
    rules = {one.rule for one in validate_package(package(tmp_path, resource)).findings}
    assert rules == ({"columns"} if wrong else set())


def test_text_in_another_encoding_is_read_where_that_is_stated(tmp_path: Path) -> None:
    content = "id,name\n1,Gülle\n".encode("latin-1")
    assert validated(tmp_path, content, encoding="iso-8859-1") == []
    assert validated(tmp_path, content, encoding="no-such") == [("file", None, None)]


@pytest.mark.parametrize("name", ["ferries.csv.gz", "ferries.csv.zip"])
def test_a_packed_file_is_read(tmp_path: Path, name: str) -> None:
    content = "id,name\n1,Gull\nx,Tern\n"
    if name.endswith(".gz"):
        (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    else:
        with zipfile.ZipFile(tmp_path / name, "w") as opened:
            opened.writestr("ferries.csv", content)
    report = validate_package(package(tmp_path, ferries(name)))
    assert told(report) == [("type", 2, "id")]


def test_a_table_in_several_files_is_one_table(tmp_path: Path) -> None:
    for number, content in enumerate(["1,Gull\n2,Tern\n", "3,Auk\n2,Skua\n"]):
        (tmp_path / f"{number}.csv").write_text(f"id,name\n{content}", encoding="utf-8")
    report = validate_package(package(tmp_path, ferries(["0.csv", "1.csv"])))
    assert told(report) == [("primaryKey", 4, "id")]
    (tmp_path / "1.csv").write_text("name,id\nAuk,3\n", encoding="utf-8")
    assert [one.message for one in validate_package(tmp_path).findings] == [
        "The file 1.csv has other columns or types than the first one."
    ]


def write_parquet(file: Path, **columns: pa.Array[Any]) -> None:
    pq.write_table(pa.table(columns), file)


def test_every_file_of_a_parquet_table_is_read(tmp_path: Path) -> None:
    write_parquet(tmp_path / "0.parquet", id=pa.array([1, 2]), name=pa.array(["a", "b"]))
    write_parquet(tmp_path / "1.parquet", id=pa.array([3, 2]), name=pa.array(["c", "d"]))
    report = validate_package(package(tmp_path, ferries(["0.parquet", "1.parquet"])))
    assert told(report) == [("primaryKey", 4, "id")]


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("integer", pa.array([1, 2], pa.int16()), []),
        ("integer", pa.array([1, None], pa.uint64()), []),
        ("integer", pa.array([1.0, 2.0]), ["physicalType"]),
        ("integer", pa.array(["1", "x"]), ["physicalType", "type"]),
        ("number", pa.array([1, 2]), []),
        ("number", pa.array([1.5, None], pa.float32()), []),
        ("boolean", pa.array([True, None]), []),
        ("boolean", pa.array([0, 1]), ["physicalType"]),
        ("date", pa.array([1, 2], pa.date32()), []),
        ("date", pa.array([1, 2], pa.timestamp("us")), ["physicalType"]),
        ("datetime", pa.array([1, 2], pa.timestamp("ns", "Europe/Oslo")), []),
        ("datetime", pa.array(["2021-03-04T09:30:00Z", "soon"]), ["physicalType", "type"]),
        ("time", pa.array([1, 2], pa.time64("us")), []),
        ("duration", pa.array([1, 2], pa.duration("s")), []),
        ("duration", pa.array(["P1D", "long"]), ["type"]),
        ("year", pa.array([2021, 2022], pa.int32()), []),
        ("yearmonth", pa.array(["2021-03", "2021-13"]), ["type"]),
        ("string", pa.array(["a", "b"]).dictionary_encode(), []),
        ("string", pa.array([b"a", b"b"]), ["physicalType"]),
        ("string", pa.array([1, 2]), ["physicalType"]),
        ("array", pa.array([[1], None]), []),
        ("array", pa.array(["[1]", "1"]), ["type"]),
        ("list", pa.array([["a"], ["b"]]), []),
        ("object", pa.array([{"a": 1}, None]), []),
        ("object", pa.array(['{"a": 1}', "[]"]), ["type"]),
        ("geopoint", pa.array([[1.0, 2.0], [3.0, 4.0]]), []),
        ("any", pa.array([{"a": 1}, None]), []),
        ("integer", pa.nulls(2), []),
    ],
)
def test_a_parquet_column_has_a_type_of_its_own(
    tmp_path: Path, kind: str, values: pa.Array[Any], found: list[str]
) -> None:
    write_parquet(tmp_path / "f.parquet", n=pa.array([1, 2]), x=values)
    schema = {"fields": [{"name": "n", "type": "integer"}, {"name": "x", "type": kind}]}
    report = validate_package(package(tmp_path, ferries("f.parquet", schema=schema)))
    assert [one.rule for one in report.findings] == found


def test_a_package_is_checked_in_a_zip(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "ferries.csv").write_text("id,name\n1,Gull\nx,Tern\n", encoding="utf-8")
    package(folder, ferries())
    archive = shutil.make_archive(str(tmp_path / "ferries"), "zip", folder)
    assert told(validate_package(archive)) == [("type", 2, "id")]


def test_a_descriptor_of_version_one_is_checked_by_its_own_profile(tmp_path: Path) -> None:
    (tmp_path / "ferries.csv").write_text("id,name\n1,Gull\n1,Tern\n", encoding="utf-8")
    schema = {**FERRIES, "primaryKey": "id"}
    resource = {"name": "ferries", "path": "ferries.csv", "profile": "tabular-data-resource"}
    descriptor = {"profile": "data-package", "resources": [{**resource, "schema": schema}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert told(validate_package(tmp_path)) == [("primaryKey", 2, "id")]


def test_a_schema_in_a_file_of_its_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(FERRIES), encoding="utf-8")
    assert validated(tmp_path, "id,name\nx,Gull\n", schema="schema.json") == [("type", 1, "id")]
    assert validated(tmp_path, "id,name\nx,Gull\n", schema="none.json") == [("file", None, None)]


def test_what_lies_elsewhere_is_told_and_not_fetched(tmp_path: Path) -> None:
    address = "https://example.org/ferries.csv"
    report = validate_package(
        package(tmp_path, ferries(address), {**ferries(), "name": "two", "schema": address}),
        frictionless=True,
    )
    assert [(one.table, one.rule) for one in report.findings] == [("two", "file")]
    assert [one.table for one in report.unchecked] == ["two", "ferries", None]


def test_well_known_text_is_told_not_to_be_parsed(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("n,x\n1,POINT (1\n", encoding="utf-8")
    schema = {"fields": [{"name": "n"}, {"name": "x", "type": "string", "format": "wkt"}]}
    report = validate_package(package(tmp_path, ferries("f.csv", schema=schema)))
    # frictionless's own format: the official profile does not have it.
    assert [one.rule for one in report.findings] == ["profile"]
    assert [one.column for one in report.unchecked] == ["x"]


def test_a_constraint_that_a_type_does_not_have_is_told_not_to_be_checked(tmp_path: Path) -> None:
    asked = [("integer", "pattern", "1"), ("string", "jsonSchema", {}), ("boolean", "minimum", 1)]
    (tmp_path / "f.csv").write_text("a,b,c\n1,x,true\n", encoding="utf-8")
    fields = [
        {"name": name, "type": kind, "constraints": {rule: value}}
        for name, (kind, rule, value) in zip("abc", asked, strict=True)
    ]
    report = validate_package(package(tmp_path, ferries("f.csv", schema={"fields": fields})))
    told = [f"The type {kind} has no constraint '{rule}'" for kind, rule, _ in asked]
    assert [one.message.partition(",")[0] for one in report.unchecked] == told


@pytest.mark.parametrize(
    ("values", "schema", "rows"),
    [
        (pa.array([{"a": 1}, {"a": None}]), {"properties": {"a": {"type": "integer"}}}, [2]),
        (pa.array([{"a": 1}, {"a": 2}]), {"$ref": "#/$defs/one", "$defs": {}}, [1, 2]),
    ],
)
def test_a_json_schema_is_asked_of_objects_that_parquet_holds_as_such(
    tmp_path: Path, values: pa.Array[Any], schema: dict[str, Any], rows: list[int]
) -> None:
    write_parquet(tmp_path / "f.parquet", x=values)
    field = {"name": "x", "type": "object", "constraints": {"jsonSchema": schema}}
    report = validate_package(package(tmp_path, ferries("f.parquet", schema={"fields": [field]})))
    assert told(report) == [("jsonSchema", row, "x") for row in rows]


def test_a_format_that_is_not_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "ferries.xlsx").write_bytes(b"PK")
    report = validate_package(package(tmp_path, ferries("ferries.xlsx")))
    assert report.ok
    assert [str(one) for one in report.unchecked] == [
        "ferries: unchecked: Rows of the format xlsx are not read."
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ([["id", "name"], [1, "Gull"], [1, "Tern"]], [("primaryKey", 2, "id")]),
        ([{"id": 1, "name": "Gull"}, {"id": "x"}], [("type", 2, "id")]),
        ([["id", "name"], [1]], [("missingCell", 1, None)]),
        ([["id", "name"], [1, 2]], [("type", 1, "name")]),
        ({"id": 1}, [("file", None, None)]),
    ],
)
def test_rows_in_the_descriptor_are_checked(tmp_path: Path, data: Any, found: list[Any]) -> None:
    resource = {"name": "ferries", "type": "table", "data": data, "schema": FERRIES}
    assert told(validate_package(package(tmp_path, resource))) == found


def test_a_table_without_a_schema_holds_anything(tmp_path: Path) -> None:
    (tmp_path / "ferries.csv").write_text("id,name\n1,Gull\n2\n", encoding="utf-8")
    resource = {"name": "ferries", "type": "table", "path": "ferries.csv"}
    assert told(validate_package(package(tmp_path, resource))) == [("missingCell", 2, None)]


def test_a_file_that_is_no_table_is_checked_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "map.pdf").write_bytes(b"%PDF")
    resource = {"name": "map", "path": "map.pdf", "bytes": 5}
    assert told(validate_package(package(tmp_path, resource))) == [("bytes", None, None)]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"type": "string", "format": "hello"}, "'hello' is not one of"),
        ({"type": "number", "decimalChar": ",", "constraints": {"minimum": "x"}}, "is no number"),
        ({"type": "colour"}, "'colour' is not one that the toolkit reads"),
        ({"type": "integer", "constraints": {"maximum": "many"}}, "maximum has to be"),
        ({"type": "object", "constraints": {"jsonSchema": {"type": 1}}}, "jsonSchema: 1 is not"),
        (
            {"type": "array", "constraints": {"jsonSchema": {"$ref": "https://example.org/x"}}},
            "jsonSchema refers to 'https://example.org/x', and nothing is fetched",
        ),
    ],
)
def test_a_schema_that_nothing_could_keep_is_refused(
    tmp_path: Path, field: dict[str, Any], message: str
) -> None:
    (tmp_path / "f.csv").write_text("x,y\n1,2\n", encoding="utf-8")
    schema = {"fields": [{"name": "x", **field}, {"name": "y"}]}
    report = validate_package(package(tmp_path, ferries("f.csv", schema=schema)))
    assert [message in one.message for one in report.findings if one.rule == "schema"] == [True]


def test_there_is_no_end_to_what_is_counted(tmp_path: Path) -> None:
    rows = "".join("x,Gull\n" for _ in range(250_000))
    (tmp_path / "ferries.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    report = validate_package(package(tmp_path, ferries()))
    assert report.counts == {("ferries", "id", "type"): 250_000}
    assert len(report.findings) == 100
