"""An edition without full texts keeps its rows, says so, and can be checked by who has them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from package_samples import PIPELINE, sample_tables
from test_serve_site import Answers
from typer.testing import CliRunner

from toolkit.build import build_package, check_package
from toolkit.cli import app
from toolkit.config import Config
from toolkit.correct import check_correction, make_correction
from toolkit.errors import SourceError, ToolkitError
from toolkit.load import load_package
from toolkit.package import write_package
from toolkit.serve.cache import served_database
from toolkit.serve.package import open_package
from toolkit.serve.site import make_site
from toolkit.show import find_document
from toolkit.texts import validate_with_texts
from toolkit.validate import validate_package

LATE = (
    "2021-03-04\n\nThe ferry carried 400 passengers, said Ida Holm, the chairwoman of the board.\n"
)
"""With a line that the reader takes for page furniture."""

CLOSED = "Per Lund denied that the clinic had closed.\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents in ``papers``, the edition without texts in ``package``, with them in ``full``."""
    folder = tmp_path_factory.mktemp("texts")
    source = folder / "papers"
    source.mkdir()
    (source / "late.txt").write_text(LATE, encoding="utf-8")
    (source / "closed.txt").write_text(CLOSED, encoding="utf-8")
    build_package(source, folder / "full")
    (source / "dataset.toml").write_text('texts = "spans"\n', encoding="utf-8")
    build_package(source, folder / "package")
    return folder


def faults(package: Path, texts: Path) -> set[tuple[str, str | None, str | None]]:
    found = validate_with_texts(package, texts).findings
    return {(one.rule, one.table, one.column) for one in found}


def test_rows_keep_their_words_and_documents_lose_theirs(papers: Path) -> None:
    spans, full = load_package(papers / "package"), load_package(papers / "full")
    left_out = ("text", "furniture", "furniture_at")
    assert spans.documents["text"].null_count() == 2
    assert spans.documents["furniture"].list.len().sum() == 0
    assert spans.documents.drop(left_out).equals(full.documents.drop(left_out))
    assert full.documents["text"].null_count() == 0
    for name in ("statements", "figures", "mentions", "entities", "unclaimed"):
        assert spans.frame(name).equals(full.frame(name))


def test_no_file_of_the_package_holds_words_that_stand_in_no_row(papers: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (papers / "package").glob("data/*.csv")]
    assert any("Ida Holm" in text for text in texts)
    assert not any("chairwoman of the board.\n" in text for text in texts)
    assert not any("denied that the clinic" in text for text in texts)


def test_the_package_says_so_to_people_and_programs(papers: Path) -> None:
    package = papers / "package"
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((package / "croissant.json").read_text(encoding="utf-8"))
    card = (package / "README.md").read_text(encoding="utf-8")
    assert descriptor["toolkit:texts"] == "spans"
    assert "leaves out the full texts" in croissant["rai:dataCollectionRawData"]
    assert "This edition leaves out the full texts" in card
    full = json.loads((papers / "full" / "datapackage.json").read_text(encoding="utf-8"))
    assert "toolkit:texts" not in full


def test_it_is_valid_with_the_texts_and_without(papers: Path) -> None:
    assert validate_package(papers / "package", frictionless=True).ok
    assert validate_with_texts(papers / "package", papers / "papers").ok
    assert validate_with_texts(papers / "full", papers / "papers").ok
    assert check_package(papers / "papers", papers / "package") == ()


def test_files_are_known_by_their_bytes_and_not_by_their_names(
    papers: Path, tmp_path: Path
) -> None:
    shutil.copy(papers / "papers" / "late.txt", tmp_path / "1.txt")
    shutil.copy(papers / "papers" / "closed.txt", tmp_path / "2.txt")
    assert validate_with_texts(papers / "package", tmp_path).ok


def test_a_document_that_is_not_there_is_told(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text(LATE, encoding="utf-8")
    (tmp_path / "closed.txt").write_text(CLOSED + "!", encoding="utf-8")
    assert faults(papers / "package", tmp_path) == {("textMissing", "documents", "text_sha256")}


def test_a_folder_without_documents_is_no_place_to_look(papers: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        validate_with_texts(papers / "package", tmp_path)


def test_a_moved_span_is_found_by_who_has_the_texts_only(papers: Path, tmp_path: Path) -> None:
    tables = {name: load_package(papers / "full").frame(name) for name in sample_tables()}
    moved = tables["mentions"].with_columns(
        pl.when(pl.int_range(pl.len()) == 0)
        .then(pl.lit("Nobody"))
        .otherwise(pl.col("text"))
        .alias("text")
    )
    arrow = {
        name: (moved if name == "mentions" else frame).to_arrow().cast(sample_tables()[name].schema)
        for name, frame in tables.items()
    }
    config = Config("papers", "papers", texts="spans")
    write_package(arrow, tmp_path / "package", config=config, pipeline=PIPELINE)
    assert validate_package(tmp_path / "package").ok
    assert faults(tmp_path / "package", papers / "papers") == {("span", "mentions", "text")}


def test_another_text_than_the_recorded_one_is_told(papers: Path, tmp_path: Path) -> None:
    tables = {name: load_package(papers / "full").frame(name) for name in sample_tables()}
    hashed = tables["documents"].with_columns(pl.lit("0" * 64).alias("text_sha256"))
    arrow = {
        name: (hashed if name == "documents" else frame)
        .to_arrow()
        .cast(sample_tables()[name].schema)
        for name, frame in tables.items()
    }
    config = Config("papers", "papers")
    write_package(arrow, tmp_path / "package", config=config, pipeline=PIPELINE)
    found = validate_package(tmp_path / "package").findings
    assert {(one.rule, one.table) for one in found} == {("textHash", "documents")}


def test_show_says_that_the_text_is_left_out(papers: Path) -> None:
    shown = find_document(papers / "package", "late")
    assert shown.lines[0] == "This edition leaves out the text."
    assert find_document(papers / "full", "late").lines[0] == ""


def test_words_to_add_cannot_be_looked_for_where_the_text_is_left_out(papers: Path) -> None:
    given = make_correction(action="add", table="statements", row_id="late.txt", value="The ferry")
    with pytest.raises(ToolkitError, match="leaves out the full texts"):
        check_correction(papers / "package", given)


def test_the_command_takes_a_folder_of_texts(papers: Path) -> None:
    arguments = ["validate", str(papers / "package"), "--texts", str(papers / "papers")]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert "keeps its promises" in result.output


def test_every_row_page_of_the_site_answers(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    opened = open_package(papers / "package")
    package = load_package(papers / "package")
    with served_database(opened) as database:
        site = Answers(make_site(database, opened))
        for name, table in package.tables.items():
            for key in package.frame(name)[table.primary_key[0]]:
                assert site.get(f"/papers/{name}/{key}").status_code == 200, name
        assert site.get("/").status_code == 200
