"""A package says what it promises in terms that other people's programs read."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import dplib
import frictionless
import jsonschema
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from tests.package_samples import CONFIG, PIPELINE, sample_tables
from toolkit.config import Config
from toolkit.digest import content_hash
from toolkit.errors import PackageError
from toolkit.package import Written, compare_packages, package_version, write_package
from toolkit.package.certificate import certify
from toolkit.package.measures import Measure, read_measures
from toolkit.package.parquet_files import write_parquet
from toolkit.schema import TABLE_NAMES, arrow_schema, table

REPO = Path(__file__).parent.parent

FILES = {"datapackage.json", "README.md", "CHANGELOG.md", "CITATION.cff", "croissant.json"} | {
    f"data/{name}.{suffix}" for name in TABLE_NAMES for suffix in ("parquet", "csv")
}


def write(output: Path, **options: Any) -> Written:
    tables = options.pop("tables", None) or sample_tables()
    return write_package(tables, output, **{"config": CONFIG, "pipeline": PIPELINE, **options})


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("published") / "package"
    write(output)
    return output


@pytest.fixture(scope="module")
def descriptor(package: Path) -> dict[str, Any]:
    return json.loads((package / "datapackage.json").read_text(encoding="utf-8"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_has_the_files_of_the_contract_and_no_others(package: Path) -> None:
    assert files(package).keys() == FILES


def test_plain_frictionless_finds_it_valid(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["title", "note"])
    assert len(report.tasks) == 2 * len(TABLE_NAMES)


def test_it_keeps_the_official_profile(descriptor: dict[str, Any]) -> None:
    jsonschema.validate(descriptor, official_profile())


def official_profile() -> dict[str, Any]:
    folder = Path(dplib.__file__).parent / "profiles" / "2.0"
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_parquet_holds_the_declared_types_and_the_rows(package: Path, name: str) -> None:
    read = pq.read_table(package / "data" / f"{name}.parquet")
    assert read.schema.equals(arrow_schema(table(name)))
    assert read.equals(sample_tables()[name])


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_csv_read_with_frictionless_gives_the_rows_of_the_parquet_file(
    package: Path, name: str
) -> None:
    resource = frictionless.Package(str(package / "datapackage.json")).get_resource(f"{name}-csv")
    rows = [
        {key: float(cell) if isinstance(cell, Decimal) else cell for key, cell in row.items()}
        for row in resource.read_rows()
    ]
    assert rows == sample_tables()[name].to_pylist()


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_csv_read_with_pandas_gives_the_numbers_of_the_parquet_file(
    package: Path, name: str
) -> None:
    expected = sample_tables()[name]
    read = pd.read_csv(package / "data" / f"{name}.csv")
    for column in table(name).columns:
        if column.type in ("integer", "number"):
            values = [None if pd.isna(value) else value for value in read[column.name]]
            assert values == expected[column.name].to_pylist()


AWKWARD = [
    "a\rb",
    "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029 end",
    "nul\x00nul",
    "  lead and trail  ",
    "\ufeffmark",
    '\\"escaped\\',
    "\ttab;semicolon,comma|bar",
    '"',
    "''single'' `ticks`",
    "# comment",
    "\x1a",
    "\U0001d518\uffff",
    "word " * 60_000,
]


def test_csv_brings_any_text_back(tmp_path: Path) -> None:
    tables = sample_tables(letters=len(AWKWARD))
    documents = tables["documents"]
    where = documents.column_names.index("author")
    tables["documents"] = documents.set_column(
        where, documents.schema.field("author"), pa.array(AWKWARD)
    )
    output = tmp_path / "out"
    write(output, tables=tables)
    descriptor = output / "datapackage.json"
    assert frictionless.validate(str(descriptor)).valid
    rows = frictionless.Package(str(descriptor)).get_resource("documents-csv").read_rows()
    assert [row["author"] for row in rows] == AWKWARD
    read = pl.read_csv(output / "data" / "documents.csv")
    assert read["author"].to_list() == AWKWARD


def test_csv_is_utf8_with_line_feeds_commas_and_few_quotation_marks(package: Path) -> None:
    raw = (package / "data" / "figures.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert b'"' not in raw
    text = (package / "data" / "documents.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert [row["published_at"] for row in rows] == [
        "2021-03-04T09:30:00Z",
        "",
        "2021-03-04T09:30:00.000002Z",
    ]
    assert rows[0]["furniture_at"] == "[0, 7]"


def test_csv_writes_doubles_as_the_shortest_text_that_reads_back_equal(package: Path) -> None:
    with (package / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
        first, second, third, fourth, *_ = csv.DictReader(file)
    assert (first["value"], first["upper"]) == ("4000.0", "")
    assert (second["value"], second["upper"]) == ("0.1", "1e+16")
    assert (third["value"], third["lower"]) == ("", "2.5e-07")
    assert fourth["value"] == "-3.0"


def test_a_number_that_is_none_is_refused(tmp_path: Path) -> None:
    tables = sample_tables()
    figures = tables["figures"]
    where = figures.column_names.index("value")
    tables["figures"] = figures.set_column(
        where, figures.schema.field("value"), pa.array([float("nan")] * figures.num_rows)
    )
    with pytest.raises(ValueError, match="nan is no number"):
        write(tmp_path / "out", tables=tables)
    assert list(tmp_path.iterdir()) == []


def test_parquet_files_know_what_they_belong_to(package: Path) -> None:
    metadata = pq.read_metadata(package / "data" / "statements.parquet").metadata
    said = {key: value for key, value in metadata.items() if key != b"ARROW:schema"}
    assert said == {
        b"dataset": b"ferry-letters",
        b"licence": b"CC-BY-4.0",
        b"table": b"statements",
        b"version": b"1.0.0",
    }
    field = pq.read_schema(package / "data" / "statements.parquet").field("cue")
    assert field.metadata[b"description"].decode() == table("statements").column("cue").description


def test_parquet_files_are_compressed_indexed_and_in_row_groups(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    rows = pa.concat_tables([sample_tables()["unclaimed"]] * 50_000)
    assert write_parquet(rows, tmp_path, "unclaimed") == ["data/unclaimed.parquet"]
    file = pq.ParquetFile(tmp_path / "data" / "unclaimed.parquet")
    assert file.metadata.num_row_groups == 2
    column = file.metadata.row_group(0).column(0)
    assert (column.compression, column.has_column_index, column.has_offset_index) == (
        "ZSTD",
        True,
        True,
    )


def test_each_file_is_described_by_its_size_hash_and_rows(
    package: Path, descriptor: dict[str, Any]
) -> None:
    for resource in descriptor["resources"]:
        raw = (package / resource["path"]).read_bytes()
        size = "bytes" if resource["format"] == "csv" else "toolkit:bytes"
        assert resource[size] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        rows = sample_tables()[resource["name"].removesuffix("-csv")]
        assert resource["toolkit:rows"] == rows.num_rows
        assert resource["toolkit:contentHash"] == content_hash(rows)


def test_the_twins_of_a_table_name_each_other(descriptor: dict[str, Any]) -> None:
    twins = {one["name"]: one["toolkit:sameAs"] for one in descriptor["resources"]}
    assert twins["figures"] == "figures-csv"
    assert all(twins[other] == name for name, other in twins.items())


def test_the_descriptor_carries_what_the_user_says(descriptor: dict[str, Any]) -> None:
    assert descriptor["name"] == "ferry-letters"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["contributors"] == [
        {"title": "The harbour's archivists", "email": "archive@example.org"}
    ]
    assert descriptor["keywords"] == ["ferries", "letters"]
    assert descriptor["created"] == "2021-03-06T00:00:00Z"
    assert "sources" not in descriptor
    assert "homepage" not in descriptor


def test_what_is_left_open_in_the_description_leaves_no_trace_in_its_hash() -> None:
    """Else a new key of a later toolkit, which nobody uses, would look like a change."""
    config = Config("ferries", "Ferries", keywords=("boats",))
    certificate = certify(sample_tables()["documents"], config, pipeline=PIPELINE)
    said = b'{"keywords": ["boats"], "name": "ferries", "title": "Ferries"}'
    assert certificate.config == f"sha256:{hashlib.sha256(said).hexdigest()}"
    assert certificate.description == certificate.config
    spans = certify(
        sample_tables()["documents"], dataclasses.replace(config, texts="spans"), pipeline=PIPELINE
    )
    assert spans.config != certificate.config


def test_the_certificate_says_what_the_package_was_made_from(descriptor: dict[str, Any]) -> None:
    certificate = descriptor["toolkit:certificate"]
    assert certificate["pipeline"] == PIPELINE
    assert certificate["writers"] == {"pyarrow": pa.__version__}
    assert certificate["contents"] == {
        name: content_hash(rows) for name, rows in sample_tables().items()
    }
    listed = "".join(
        f"{row['sha256']}  {row['path']}\n" for row in sample_tables()["documents"].to_pylist()
    )
    assert certificate["inputs"] == f"sha256:{hashlib.sha256(listed.encode()).hexdigest()}"


def test_a_table_above_the_limit_becomes_several_files(tmp_path: Path) -> None:
    output = tmp_path / "out"
    tables = sample_tables(letters=40)
    write(output, tables=tables, part_bytes=12_000)
    descriptor = json.loads((output / "datapackage.json").read_text())
    figures = next(one for one in descriptor["resources"] if one["name"] == "figures")
    assert figures["path"] == [
        "data/figures/part-00000-of-00002.parquet",
        "data/figures/part-00001-of-00002.parquet",
    ]
    assert [part["path"] for part in figures["toolkit:parts"]] == figures["path"]
    assert "hash" not in figures
    read = pa.concat_tables(pq.read_table(output / path) for path in figures["path"])
    assert read.equals(tables["figures"])
    jsonschema.validate(descriptor, official_profile())
    assert not write(output, tables=tables, part_bytes=12_000).changed
    assert write(output, tables=sample_tables(letters=41), part_bytes=12_000).version == "1.1.0"


def test_tables_without_rows_make_a_valid_package(tmp_path: Path) -> None:
    output = tmp_path / "out"
    tables = {name: rows.slice(0, 0) for name, rows in sample_tables().items()}
    write(output, tables=tables, config=Config("empty", "Empty"))
    assert frictionless.validate(str(output / "datapackage.json")).valid
    jsonschema.validate(json.loads((output / "datapackage.json").read_text()), official_profile())
    assert not write(output, tables=tables, config=Config("empty", "Empty")).changed


def test_the_card_opens_with_metadata_that_the_hub_reads(package: Path) -> None:
    _, front, body = (package / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    assert said["pretty_name"] == "Ferry letters: what was said"
    assert (said["license"], said["language"]) == ("cc-by-4.0", ["en"])
    assert said["size_categories"] == ["n<1K"]
    assert [entry["config_name"] for entry in said["configs"]] == list(TABLE_NAMES)
    assert [entry["config_name"] for entry in said["configs"] if entry.get("default")] == [
        "statements"
    ]
    assert all((package / entry["data_files"]).is_file() for entry in said["configs"])
    assert "\n# Ferry letters: what was said\n\nVersion 1.0.0, 2021-03-06.\n" in body


def test_the_hub_is_not_told_of_tables_without_rows(tmp_path: Path) -> None:
    tables = sample_tables()
    tables["problems"] = tables["problems"].slice(0, 0)
    write(tmp_path / "out", tables=tables)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "config_name: unclaimed\n" in card
    assert "config_name: problems" not in card
    assert "| `problems` | 0 |" in card


def test_the_card_counts_explains_and_names_its_limits(package: Path) -> None:
    card = (package / "README.md").read_text(encoding="utf-8")
    for said in (
        "| `figures` | 12 |",
        "| 3 documents | state their publisher | 1 |",
        "| 3 statements | have a known speaker | 1 |",
        "| number | ordinal | 3 |",
        "The table `problems` has 0 errors, 2 warnings, 0 notes.",
        "The documents' own words remain their publishers'.",
        "> The harbour's archivists (2021). Ferry letters: what was said, version 1.0.0. Data set.",
        "mistake with the row's id to The harbour's archivists (archive@example.org).",
    ):
        assert said in card
    for name in TABLE_NAMES:
        for column in table(name).columns:
            assert f"| `{column.name}` | `{column.arrow_type}`" in card


def test_the_card_states_the_measured_accuracy(tmp_path: Path) -> None:
    write(tmp_path / "none", measures=[])
    assert "Not measured yet." in (tmp_path / "none" / "README.md").read_text(encoding="utf-8")
    write(tmp_path / "some", measures=[Measure("statements", 0.9, 0.8512, 0.95, "40 letters")])
    card = (tmp_path / "some" / "README.md").read_text(encoding="utf-8")
    assert "| statements | 0.900 | 0.851 to 0.950 | 40 letters |" in card


def test_what_was_last_measured_can_be_read() -> None:
    for measure in read_measures():
        assert 0 <= measure.lower <= measure.upper <= 1
        assert 0 <= measure.value <= 1


def test_a_licence_of_the_texts_makes_the_hub_say_other(tmp_path: Path) -> None:
    config = dataclasses.replace(CONFIG, texts_licence="The letters are not to be republished.")
    write(tmp_path / "out", config=config)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert 'license: "other"' in card
    assert "The letters are not to be republished." in card


def test_croissant_describes_every_file_and_every_column(
    package: Path, descriptor: dict[str, Any]
) -> None:
    croissant = json.loads((package / "croissant.json").read_text(encoding="utf-8"))
    assert croissant["conformsTo"][0] == "http://mlcommons.org/croissant/1.1"
    assert croissant["datePublished"] == "2021-03-06"
    assert croissant["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert {file["contentUrl"]: file["sha256"] for file in croissant["distribution"]} == {
        one["path"]: one["hash"].removeprefix("sha256:") for one in descriptor["resources"]
    }
    fields = {
        field["@id"]: field for records in croissant["recordSet"] for field in records["field"]
    }
    assert fields.keys() == {
        f"{name}/{column.name}" for name in TABLE_NAMES for column in table(name).columns
    }
    assert fields["documents/furniture_at"]["dataType"] == "sc:Integer"
    assert fields["documents/furniture_at"]["isArray"] is True
    assert fields["figures/asserted_by"]["references"] == {"field": {"@id": "entities/entity_id"}}
    assert "references" not in fields["figures/part_of"]


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR"},
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_any_locale_time_zone_and_hash_seed_gives_the_same_bytes(
    package: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.test_package import write; "
        "write(Path(sys.argv[1]))"
    )
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPO)}
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "again")],
        cwd=tmp_path,
        env=kept | surroundings,
        check=True,
    )
    assert files(tmp_path / "again") == files(package)


def test_nothing_of_the_machine_the_user_or_the_moment_is_published(package: Path) -> None:
    traces = {str(package.parent), str(REPO), os.uname().nodename, str(date.today())}
    for name, raw in files(package).items():
        for trace in traces:
            assert trace.encode() not in raw, f"{name} holds {trace}"


def test_the_chunks_of_the_tables_leave_no_trace(package: Path, tmp_path: Path) -> None:
    tables = {
        name: pa.concat_tables([rows.slice(0, 1), rows.slice(1)])
        for name, rows in sample_tables().items()
    }
    write(tmp_path / "out", tables=tables)
    assert files(tmp_path / "out") == files(package)


def test_a_failed_check_publishes_nothing(package: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(output)
    before = files(output)

    def refuse(folder: Path) -> None:
        assert files(folder).keys() == FILES
        raise PackageError("Not good enough.")

    with pytest.raises(PackageError, match="Not good enough"):
        write(output, tables=sample_tables(letters=5), check=refuse)
    assert files(output) == before
    assert list(tmp_path.iterdir()) == [output]


def test_equal_packages_do_not_differ(package: Path, tmp_path: Path) -> None:
    write(tmp_path / "out")
    assert compare_packages(package, tmp_path / "out") == ()


def test_a_later_edition_is_what_its_sources_give_without_the_one_before(tmp_path: Path) -> None:
    write(tmp_path / "out")
    write(tmp_path / "out", tables=sample_tables(letters=4))
    version = package_version(tmp_path / "out")
    assert version == "1.1.0"
    write(tmp_path / "rebuilt", tables=sample_tables(letters=4), version=version)
    assert compare_packages(tmp_path / "out", tmp_path / "rebuilt") == ()


def test_differences_between_packages_are_said_one_by_one(package: Path, tmp_path: Path) -> None:
    write(
        tmp_path / "out",
        tables=sample_tables(letters=4),
        config=dataclasses.replace(CONFIG, title="Other"),
    )
    said = compare_packages(package, tmp_path / "out")
    assert "Table documents: 1 row missing from the package." in said
    title = '"Ferry letters: what was said" → "Other"'
    assert f"The descriptor differs in title: {title}." in said
    assert "The certificate differs in inputs, config, description." in said
    assert "README.md differs." in said
