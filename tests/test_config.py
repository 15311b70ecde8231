"""What people write beside their documents is read whole, or every fault is named with its line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from toolkit.config import (
    Authority,
    Config,
    Contributor,
    Correction,
    Coverage,
    Licence,
    Source,
    StatedMetadata,
    created_date,
    load_config,
)
from toolkit.errors import ConfigError

FULL = """
name = "harbour-papers"
title = "Harbour papers"
description = "What was said about the ferry."
version = "1.2.0"
homepage = "https://harbour.info/data"
keywords = ["ferry", "harbour"]
texts = "spans"
texts_licence = "The texts remain their publishers'."
biases = "Only letters that were answered."
created = 2021-03-03

[coverage]
places = ["Westport"]
start = 2021-01-01

[licence]
name = "CC-BY-4.0"
title = "Creative Commons Attribution 4.0"
path = "https://creativecommons.org/licenses/by/4.0/"

[[contributors]]
title = "Jane Doe"
roles = ["creator"]

[[sources]]
title = "Harbour News"
path = "https://harbour.info"

[[documents]]
pattern = "2021/*"
publisher = "Harbour News"
language = "EN_gb"

[[documents]]
pattern = "2021/03*.txt"
published_date = 2021-03-03T14:30:00+02:00
title = "Ferries late"
"""


def write(folder: Path, text: str, name: str = "dataset.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str, name: str = "dataset.toml") -> list[str]:
    """The lines of the message for a file that cannot be used."""
    with pytest.raises(ConfigError) as caught:
        load_config(write(folder, text, name))
    return caught.value.message.split("\n")


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, FULL)) == Config(
        name="harbour-papers",
        title="Harbour papers",
        description="What was said about the ferry.",
        version="1.2.0",
        homepage="https://harbour.info/data",
        licence=Licence(
            "CC-BY-4.0",
            "Creative Commons Attribution 4.0",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        texts_licence="The texts remain their publishers'.",
        texts="spans",
        created=date(2021, 3, 3),
        keywords=("ferry", "harbour"),
        biases="Only letters that were answered.",
        coverage=Coverage(("Westport",), start=date(2021, 1, 1)),
        contributors=(Contributor("Jane Doe", roles=("creator",)),),
        sources=(Source("Harbour News", "https://harbour.info"),),
        documents=(
            StatedMetadata("2021/*", publisher="Harbour News", language="en-GB"),
            StatedMetadata(
                "2021/03*.txt",
                title="Ferries late",
                published_date=date(2021, 3, 3),
                published_at=datetime(2021, 3, 3, 12, 30, tzinfo=UTC),
            ),
        ),
    )


def test_without_a_description_the_folder_names_the_dataset(tmp_path: Path) -> None:
    folder = tmp_path / "Harbour Papers 2021"
    folder.mkdir()
    config = load_config(folder)
    assert (config.name, config.title) == ("harbour-papers-2021", "Harbour Papers 2021")
    assert config.texts == "full"


def test_a_later_pattern_goes_before_an_earlier_one() -> None:
    config = Config(
        name="x",
        title="X",
        documents=(
            StatedMetadata(
                "*",
                publisher="Coast TV",
                published_date=date(2020, 1, 1),
                published_at=datetime(2020, 1, 1, tzinfo=UTC),
            ),
            StatedMetadata("a/*", publisher="Harbour News", published_date=date(2021, 1, 1)),
            StatedMetadata("A/*", title="No"),
        ),
    )
    said = config.metadata_for("a/b/c.txt")
    assert (said.publisher, said.title) == ("Harbour News", None)
    assert (said.published_date, said.published_at) == (date(2021, 1, 1), None)
    assert config.metadata_for("z.txt").publisher == "Coast TV"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'", "line 1: `titel` is not a known key. Did you mean `title`?"),
        ("\ntitle = 3", 'line 2: `title` is a number, not text. Write: title = "..."'),
        ('name = "Harbour Papers"', 'line 1: `name` is not a usable name: "Harbour Papers".'),
        ('version = "1"', 'line 1: `version` is not a version: "1".'),
        ('texts = "none"', 'line 1: `texts` is "none". Write "full" or "spans".'),
        ('created = "soon"', "line 1: `created` is not a date, or a time without its offset."),
        ("created = 0001-01-01T00:30:00+14:00", "line 1: `created` is not a date, or a time"),
        ("created = 2021-03-03T14:30:00", "line 1: `created` is not a date, or a time without"),
        ('keywords = "ferry"', "line 1: `keywords` is not a list of texts."),
        ('homepage = "harbour.info"', 'line 1: `homepage` is not a web address: "harbour.info".'),
        ('licence = "CC-BY-4.0"', "line 1: `licence` is text, not a table."),
        ("[licence]\ntitle = 'Free'", "line 1: `licence` needs a name or a path."),
        ("license = 3", "line 1: `license` is not a known key. Did you mean `licence`?"),
        ("[[contributors]]\nname = 'Jane'", "line 1: `contributors` needs `title`."),
        (
            "[[documents]]\npattern = '*'\n[[documents]]\npattern = 'a'\n\npublischer = 'x'",
            "line 6: `documents.publischer` is not a known key. Did you mean `publisher`?",
        ),
        (
            "[[documents]]\npattern = '*'\nlanguage = 'English!'",
            'line 3: `documents.language` is not a language tag: "English!".',
        ),
        (
            "[coverage]\nstart = 2021-02-01\nend = 2021-01-01",
            "line 3: `coverage.end` is before `start`. Write the first day as start.",
        ),
        ("[coverage]\nplace = ['x']", "line 2: `coverage.place` is not a known key. Did you mean"),
        ("documents = 'x'", "line 1: `documents` is not a list of tables."),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_to_write(
    tmp_path: Path, text: str, message: str
) -> None:
    assert any(line.startswith(f"dataset.toml, {message}") for line in refused(tmp_path, text))


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    lines = refused(tmp_path, "titel = 'x'\ntexts = 'none'\n")
    assert [line.split(":")[0] for line in lines] == [
        "dataset.toml, line 1",
        "dataset.toml, line 2",
    ]


def test_what_is_no_toml_is_told_with_the_line(tmp_path: Path) -> None:
    (message,) = refused(tmp_path, "title = Harbour papers")
    assert message.startswith("dataset.toml is not valid TOML:")
    assert "line 1" in message


def test_what_is_no_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_bytes('title = "café"'.encode("cp1252"))
    with pytest.raises(ConfigError, match="could not be read: it is not UTF-8"):
        load_config(tmp_path)


def test_authorities_are_read_with_their_lines(tmp_path: Path) -> None:
    write(
        tmp_path,
        "name,type,aliases,country,wikidata\n"
        "Port Town,place,Porttown | Town,,Q42\n"
        "\n"
        '"Doe, Jane",person,,,\n'
        "Coastland,place,,CL,\n",
        "authorities.csv",
    )
    assert load_config(tmp_path).authorities == (
        Authority(2, "Port Town", "place", ("Porttown", "Town"), None, "Q42"),
        Authority(4, "Doe, Jane", "person"),
        Authority(5, "Coastland", "place", (), "CL"),
    )


def test_corrections_are_read_with_their_lines(tmp_path: Path) -> None:
    write(
        tmp_path,
        "action,table,row_id,column,value,reason,by\n"
        'set,figures,f_1,unit,person,"misread,\nclearly",Jane\n'
        "drop,mentions,m_1,,,,\n",
        "corrections.csv",
    )
    assert load_config(tmp_path).corrections == (
        Correction(3, "set", "figures", "f_1", "unit", "person", "misread,\nclearly", "Jane"),
        Correction(4, "drop", "mentions", "m_1", "", "", "", ""),
    )


@pytest.mark.parametrize("separator", [";", "\t"])
def test_lists_are_read_as_excel_writes_them_where_commas_part_decimals(
    tmp_path: Path, separator: str
) -> None:
    cells = (("name", "type", "aliases"), ("Port, the old", "place", "Old port"))
    lines = "".join(f"{separator.join(line)}\r\n" for line in cells)
    (tmp_path / "authorities.csv").write_bytes(lines.encode("utf-8-sig"))
    assert load_config(tmp_path).authorities == (
        Authority(2, "Port, the old", "place", ("Old port",)),
    )


@pytest.mark.parametrize(
    ("name", "text", "messages"),
    [
        (
            "authorities.csv",
            "name,typ\nPort Town,place\n",
            ['line 1: there is no column "typ". Did you mean type?'],
        ),
        (
            "authorities.csv",
            "name,type,country,wikidata\n,place,,\nA,plaice,,\nB,,Coastland,\nC,,,42\nD,place\n",
            [
                "line 2: the name is missing.",
                'line 3: type is "plaice". Did you mean place?',
                'line 4: country is "Coastland". Write the two capitals of ISO 3166-1.',
                'line 5: wikidata is "42". Write the item, as in Q42.',
                "line 6: 2 cells instead of 4. Put text with commas in quotes.",
            ],
        ),
        (
            "corrections.csv",
            "action,table,row_id,column,value\nsett,figures,f_1,unit,x\nset,figure,f_1,unit,x\n"
            "set,figures,,unit,x\nset,figures,f_1,,x\nmerge,entities,e_1,,\n",
            [
                'line 2: action is "sett". Did you mean set?',
                'line 3: table is "figure". Did you mean figures?',
                "line 4: row_id is missing. For `add` write the document's path there.",
                "line 5: `set` needs a column.",
                "line 6: `merge` needs a value.",
            ],
        ),
        ("corrections.csv", "action,table\n", ['line 1: the column "row_id" is missing.']),
        ("corrections.csv", "", ['line 1: the column "action" is missing.']),
        ("authorities.csv", 'name\n"Port Town\n', ["line 2: this is not valid CSV:"]),
        ("authorities.csv", "name,name\nA,B\n", ['line 1: the column "name" is there twice.']),
    ],
)
def test_every_faulty_line_of_a_list_is_named(
    tmp_path: Path, name: str, text: str, messages: list[str]
) -> None:
    told = refused(tmp_path, text, name)
    for message in messages:
        assert any(line.startswith(f"{name}, {message}") for line in told), told


def test_the_created_date_comes_from_no_clock() -> None:
    plain = Config(name="x", title="X")
    stated = Config(name="x", title="X", created=date(2020, 1, 1))
    newest = date(2021, 3, 3)
    assert created_date(stated, epoch="0", newest=newest) == date(2020, 1, 1)
    assert created_date(plain, epoch="0", newest=newest) == date(1970, 1, 1)
    assert created_date(plain, epoch=None, newest=newest) == newest
    assert created_date(plain, epoch=None, newest=None) is None
    with pytest.raises(ConfigError, match="not a number of seconds"):
        created_date(plain, epoch="yesterday", newest=None)


def test_the_seeds_are_described_without_a_fault() -> None:
    config = load_config(Path(__file__).parent.parent / "seeds")
    assert config.name == "missing-persons-and-landmines"
    assert config.licence is not None
    assert config.documents == ()  # nothing that the texts do not print
