"""What describes a package is read by the tools it is written for, without a network."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import subprocess
import venv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from ferry_dataset import ferry_tables
from package_samples import CONFIG, PIPELINE, sample_tables

from toolkit.config import Coverage, Licence, Source
from toolkit.package import write_package
from toolkit.package.about import BIASES, LIMITS, TEXTS

FULL = dataclasses.replace(
    CONFIG,
    homepage="https://example.org/ferries",
    sources=(Source("The harbour's archive", "https://example.org/archive"),),
    coverage=Coverage(("Westport",), end=date(2021, 12, 31)),
    biases="The archive keeps letters to the board, and none from it.",
)

BARE = dataclasses.replace(
    CONFIG, description="", licence=None, contributors=(), keywords=(), title="Ferries"
)


@pytest.fixture(scope="module", params=["full", "bare"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "package"
    config = FULL if request.param == "full" else BARE
    write_package(sample_tables(), folder, config=config, pipeline=PIPELINE)
    return folder


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described") / "package"
    write_package(ferry_tables(), folder, config=FULL, pipeline=PIPELINE)
    return folder


def read_json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


# Croissant.


def test_mlcroissant_finds_no_error_in_the_description(package: Path) -> None:
    import mlcroissant

    issues = mlcroissant.Dataset(jsonld=str(package / "croissant.json")).metadata.ctx.issues
    assert issues.errors == set()


def test_mlcroissant_asks_for_nothing_more_where_everything_is_known(full: Path) -> None:
    import mlcroissant

    metadata = mlcroissant.Dataset(jsonld=str(full / "croissant.json")).metadata
    assert metadata.ctx.issues.warnings == set()
    assert metadata.data_limitations == list(LIMITS)
    assert metadata.data_biases == [FULL.biases, *BIASES]
    assert metadata.data_collection_raw_data == TEXTS["full"]
    assert [str(day)[:10] for day in metadata.data_collection_timeframe] == [
        "2021-03-05",
        "2021-12-31",
    ]


def test_croissant_says_what_the_descriptor_says(full: Path) -> None:
    croissant, descriptor = read_json(full / "croissant.json"), read_json(full / "datapackage.json")
    assert croissant["temporalCoverage"] == "2021-03-05/2021-12-31"
    assert croissant["spatialCoverage"] == ["Westport"]
    assert croissant["isBasedOn"] == ["https://example.org/archive"]
    assert croissant["version"] == descriptor["version"]
    assert descriptor["toolkit:coverage"] == {
        "places": ["Westport"],
        "start": "2021-03-05",
        "end": "2021-12-31",
    }


# Citation.


@pytest.fixture(scope="module")
def cffconvert(request: pytest.FixtureRequest) -> Path:
    """cffconvert in an environment of its own: it needs a jsonschema that frictionless cannot."""
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("cffconvert-2.0.0")
    program = folder / "bin" / "cffconvert"
    # The suite runs in several processes, and each of them may be the first.
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            venv.create(folder, with_pip=True, clear=True)
            wanted = ["cffconvert==2.0.0", "setuptools<81"]
            pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", *wanted]
            made = subprocess.run(pip, capture_output=True, text=True, timeout=300, check=False)
            if made.returncode:
                pytest.skip(f"cffconvert cannot be installed here: {made.stderr[-300:]}")
    return program


def test_cffconvert_accepts_the_citation_file(package: Path, cffconvert: Path) -> None:
    command = [cffconvert, "--validate", "-i", package / "CITATION.cff"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_citation_file_says_whom_and_what_to_cite(full: Path) -> None:
    said = yaml.safe_load((full / "CITATION.cff").read_text(encoding="utf-8"))
    assert said == {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": "Ferry letters: what was said",
        "abstract": "Letters about a ferry, with their quotations.",
        "version": "1.0.0",
        "date-released": "2021-03-06",
        "authors": [{"name": "The harbour's archivists", "email": "archive@example.org"}],
        "keywords": ["ferries", "letters"],
        "license": "CC-BY-4.0",
        "license-url": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://example.org/ferries",
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [("cc-by-4.0", "CC-BY-4.0"), ("Harbour licence", None), ("MIT AND ISC", None), (None, None)],
)
def test_only_a_licence_with_an_spdx_name_is_named(
    tmp_path: Path, name: str | None, said: str | None
) -> None:
    config = dataclasses.replace(CONFIG, licence=Licence(name, path="https://example.org/licence"))
    write_package(sample_tables(), tmp_path / "out", config=config, pipeline=PIPELINE)
    read = yaml.safe_load((tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8"))
    assert read.get("license") == said


def test_any_text_stands_in_yaml_as_it_is(tmp_path: Path) -> None:
    title = "a: 'b' \"c\"\x7f\x85\u2028\ufeff 😀 #\t- [x]"
    config = dataclasses.replace(CONFIG, title=title, description=f"{title}\n\n{title}")
    write_package(sample_tables(), tmp_path / "out", config=config, pipeline=PIPELINE)
    cited = yaml.safe_load((tmp_path / "out" / "CITATION.cff").read_text(encoding="utf-8"))
    front = (tmp_path / "out" / "README.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert (cited["title"], cited["abstract"]) == (title, config.description)
    assert yaml.safe_load(front)["pretty_name"] == title


# The card.


def test_the_card_says_all_that_a_reader_has_to_know(full: Path) -> None:
    card = (full / "README.md").read_text(encoding="utf-8")
    headings = [line for line in card.splitlines() if line.startswith("## ")]
    assert headings == [
        "## What a row is",
        "## Tables",
        "## Load it",
        "## How it was made",
        "## Known limits",
        "## Known biases",
        "## Who speaks, and who does not",
        "## Persons, and what to use it for",
        "## How much is known",
        "## Measured accuracy",
        "## Columns",
        "## Licence",
        "## Cite it",
        "## Correct it",
    ]
    assert f"- {FULL.biases}\n" in card
    assert "Statements by speaker: Ida Holm (2); 1 have no known speaker." in card
    assert "Documents by publisher: Harbour News (1); 2 state none." in card
    assert "of their own: Harbour News (1)." in card


def test_names_in_the_card_are_no_markup(tmp_path: Path) -> None:
    write_package(sample_tables(), tmp_path / "out", config=CONFIG, pipeline=PIPELINE)
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "=Harbour News (1)" in card
    from toolkit.package.card_voices import _text

    assert _text("a_b [c](d) <i>\n*") == "a\\_b \\[c\\](d) \\<i\\> \\*"
