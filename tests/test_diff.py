"""Two editions are compared by key, and what changed is told with its cause."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import ferry_dataset as ferry
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from toolkit.config import Config, Correction
from toolkit.errors import PackageError
from toolkit.package import diff_packages, diff_sections, write_changes, write_package
from toolkit.package.diff import PackageDiff, change_lines, diff_to_json, version_reasons
from toolkit.package.diff.causes import possible_causes
from toolkit.package.diff.identities import changed_entities
from toolkit.package.diff.row_changes import compare_rows
from toolkit.package.diff.schema_changes import compare_schemas
from toolkit.package.diff.weights import weight
from toolkit.package.versions import Bump
from toolkit.problems import report
from toolkit.rows import Rows, make_id
from toolkit.tables import build_tables

CONFIG = Config("ferries", "Ferries")

# One table, row by row.

ROW_CASES: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, ...]]]] = [
    ("nothing", {"id": ["a"], "n": [1]}, {"id": ["a"], "n": [1]}, []),
    ("another order", {"id": ["a", "b"], "n": [1, 2]}, {"id": ["b", "a"], "n": [2, 1]}, []),
    ("added", {"id": ["a"], "n": [1]}, {"id": ["b", "a"], "n": [2, 1]}, [("row_added", "b")]),
    ("removed", {"id": ["a", "b"], "n": [1, 2]}, {"id": ["b"], "n": [2]}, [("row_removed", "a")]),
    ("a number", {"id": ["a"], "n": [1]}, {"id": ["a"], "n": [3]}, [("n", "1", "3")]),
    ("a double", {"id": ["a"], "n": [0.1]}, {"id": ["a"], "n": [4e3]}, [("n", "0.1", "4000.0")]),
    ("emptied", {"id": ["a"], "n": [True]}, {"id": ["a"], "n": [None]}, [("n", "true", None)]),
    ("filled", {"id": ["a"], "n": [None]}, {"id": ["a"], "n": ["x"]}, [("n", None, "x")]),
    (
        "a list",
        {"id": ["a"], "n": [["x"]]},
        {"id": ["a"], "n": [["x", "y"]]},
        [("n", '["x"]', '["x", "y"]')],
    ),
    (
        "everything",
        {"id": ["a", "b", "c"], "n": [1, 2, 3]},
        {"id": ["d", "c", "b"], "n": [4, 3, 0]},
        [("row_removed", "a"), ("row_added", "d"), ("n", "2", "0")],
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "told"), [case[1:] for case in ROW_CASES], ids=[case[0] for case in ROW_CASES]
)
def test_rows_are_compared_by_their_key(
    old: dict[str, Any], new: dict[str, Any], told: list[tuple[str, ...]]
) -> None:
    schema = pl.DataFrame(new).schema if None in old["n"] else pl.DataFrame(old).schema
    before, after = pl.LazyFrame(old, schema=schema), pl.LazyFrame(new, schema=schema)
    lines = compare_rows(before, after, ["id"], table="boats")
    found = [
        (row["column"], row["old"], row["new"]) if row["column"] else (row["kind"], row["row_id"])
        for row in lines.to_dicts()
    ]
    assert found == told


def test_a_key_of_several_columns_is_one_text() -> None:
    old = pl.LazyFrame({"ship": ["a", "a"], "day": [1, 2], "n": [5, 6]})
    new = pl.LazyFrame({"ship": ["a", "a"], "day": [1, 2], "n": [5, 7]})
    lines = compare_rows(old, new, ["ship", "day"], table="trips")
    assert lines["row_id"].to_list() == ["a | 2"]


@pytest.mark.parametrize(
    ("key", "ids", "message"),
    [
        ([], ["a"], "states no primary key"),
        (["ship"], ["a"], "has no column 'ship'"),
        (["id"], ["a", "a"], "does not tell them apart"),
        (["id"], ["a", None], "does not tell them apart"),
    ],
)
def test_rows_that_cannot_be_told_apart_are_not_compared(
    key: list[str], ids: list[str], message: str
) -> None:
    frame = pl.LazyFrame({"id": ids})
    with pytest.raises(PackageError, match=message):
        compare_rows(frame, frame, key, table="boats")


# Schemas.

FIELD = {"name": "n", "type": "integer", "description": "Count.", "constraints": {"maximum": 9}}
OTHER = {"name": "m", "type": "string"}

SCHEMA_CASES: list[tuple[str, list[Any], list[Any], list[tuple[str, Bump]]]] = [
    ("nothing", [FIELD], [FIELD], []),
    ("a column more", [FIELD], [FIELD, OTHER], [("column_added", Bump.MAJOR)]),
    ("a column less", [FIELD, OTHER], [FIELD], [("column_removed", Bump.MAJOR)]),
    ("moved", [FIELD, OTHER], [OTHER, FIELD], [("columns_reordered", Bump.MAJOR)]),
    ("type", [FIELD], [FIELD | {"type": "number"}], [("type_changed", Bump.MAJOR)]),
    ("words", [FIELD], [FIELD | {"description": "N."}], [("description_changed", Bump.PATCH)]),
    ("note", [FIELD], [FIELD | {"toolkit:note": "x"}], [("description_changed", Bump.PATCH)]),
]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [case[1:] for case in SCHEMA_CASES],
    ids=[case[0] for case in SCHEMA_CASES],
)
def test_columns_are_compared(old: list[Any], new: list[Any], told: list[tuple[str, Bump]]) -> None:
    changes = compare_schemas("boats", {"fields": old}, {"fields": new})
    assert [(change.kind, change.bump) for change in changes] == told


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ({}, {"required": True}, Bump.MAJOR),
        ({"required": True}, {}, Bump.MINOR),
        ({"required": True}, {"required": False}, Bump.MINOR),
        ({"maximum": 9}, {"maximum": 8}, Bump.MAJOR),
        ({"maximum": 9}, {"maximum": 10}, Bump.MINOR),
        ({"minimum": 1}, {"minimum": 0}, Bump.MINOR),
        ({"minimum": 1}, {"minimum": 2}, Bump.MAJOR),
        ({"minLength": 1}, {}, Bump.MINOR),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, Bump.MINOR),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, Bump.MAJOR),
        ({"pattern": "a"}, {"pattern": "a|b"}, Bump.MAJOR),
    ],
)
def test_a_looser_constraint_is_minor_and_a_stricter_one_major(
    old: dict[str, Any], new: dict[str, Any], bump: Bump
) -> None:
    sides = [
        {"fields": [{"name": "n", "type": "string", "constraints": one}]} for one in (old, new)
    ]
    (change,) = compare_schemas("boats", *sides)
    assert (change.kind, change.bump, change.column) == ("constraint_changed", bump, "n")


@pytest.mark.parametrize(
    ("key", "old", "new", "bump"),
    [
        ("primaryKey", ["id"], ["id", "day"], Bump.MAJOR),
        ("foreignKeys", [], [{"fields": ["ship"]}], Bump.MAJOR),
        ("foreignKeys", [{"fields": ["ship"]}], [], Bump.MINOR),
        ("uniqueKeys", [["a"], ["b"]], [["a"]], Bump.MINOR),
    ],
)
def test_a_key_that_goes_is_minor_and_one_that_comes_major(
    key: str, old: list[Any], new: list[Any], bump: Bump
) -> None:
    (change,) = compare_schemas("boats", {key: old}, {key: new})
    assert (change.kind, change.what, change.bump) == ("key_changed", key, bump)


# Entities under another id.


def entities(**names: str) -> pl.DataFrame:
    return pl.DataFrame({"entity_id": list(names), "name": list(names.values())})


def mentions(*whom: str, kind: str = "name") -> pl.DataFrame:
    return pl.DataFrame(
        {"mention_id": list(range(len(whom))), "entity_id": list(whom), "kind": [kind] * len(whom)}
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("aa", "bb", [("entity_renamed", "a", ("b",))]),
        ("ac", "bb", [("entity_merged", "a", ("b",)), ("entity_merged", "c", ("b",))]),
        ("ac", "cc", [("entity_merged", "a", ("c",))]),
        ("aa", "bc", [("entity_split", "a", ("b", "c"))]),
        ("aa", "ab", [("entity_split", "a", ("a", "b"))]),
        ("aac", "acc", []),
        ("aa", "aa", []),
        ("a", "", []),
    ],
    ids=["renamed", "merged", "joined", "split", "split off", "moved", "same", "gone"],
)
def test_entities_are_followed_by_their_mentions(
    old: str, new: str, told: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    sides = [
        (entities(**{one: one for one in sorted(set(side))}), mentions(*side))
        if side
        else (pl.DataFrame(schema=entities(a="").schema), mentions("a").clear())
        for side in (old, new)
    ]
    found = changed_entities(*sides)
    assert [(one.kind, one.old, one.new) for one in found] == told


def test_a_pronoun_that_is_read_otherwise_moves_nobody() -> None:
    old = pl.concat([mentions("a"), mentions("x", "a", kind="pronoun").tail(1)])
    new = pl.concat([mentions("a"), mentions("x", "b", kind="pronoun").tail(1)])
    assert not changed_entities((entities(a="A"), old), (entities(a="A", b="B"), new))


# Causes before a row is looked at.


@pytest.mark.parametrize(
    ("old", "new", "possible"),
    [
        ({"toolkit": "1"}, {"toolkit": "1"}, ()),
        ({"toolkit": "1"}, {"toolkit": "2"}, ("rule",)),
        (
            {"pipeline": "a", "inputs": "b"},
            {"pipeline": "c", "inputs": "d"},
            ("documents", "pipeline"),
        ),
        ({"libraries": {"spacy": "3"}}, {"libraries": {"spacy": "4"}}, ("pipeline",)),
        ({}, {"libraries": {"spacy": "4"}}, ()),
        ({"config": "a"}, {"config": "a", "corrections": "x"}, ()),
        ({"config": "a"}, {"config": "b"}, ("correction", "authorities", "metadata")),
        (
            {"config": "a", "corrections": "x", "authorities": "y", "description": "z"},
            {"config": "b", "corrections": "x", "authorities": "y", "description": "w"},
            ("metadata",),
        ),
    ],
)
def test_what_is_equal_or_not_known_in_both_certificates_is_no_cause(
    old: dict[str, Any], new: dict[str, Any], possible: tuple[str, ...]
) -> None:
    assert possible_causes(old, new) == possible


# Whole packages.


def publish(
    folder: Path,
    rows: Rows = ferry.ROWS,
    *,
    documents: tuple[Any, ...] = (ferry.ONE, ferry.TWO, ferry.NONE),
    problems: tuple[Any, ...] = ferry.PROBLEMS,
    config: Config = CONFIG,
    pipeline: str = "sha256:0",
) -> Path:
    tables = build_tables(documents, rows, problems)
    write_package(tables, folder, config=config, pipeline=pipeline)
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("diff") / "old")


def said(rows: Rows) -> Rows:
    """The dataset with another reading of one statement."""
    first, *rest = rows.statements
    return replace(rows, statements=(replace(first, cue_class="claim"), *rest))


def told(diff: PackageDiff) -> list[tuple[str, ...]]:
    return diff.rows.select("table", "kind", "column", "cause").rows()


def test_a_package_does_not_differ_from_itself(old: Path) -> None:
    diff = diff_packages(old, old)
    assert (diff.bump, diff.tables, diff.rows.height) == (Bump.NONE, (), 0)
    assert diff_sections(diff) == [("1.0.0 and 1.0.0 say the same.", [])]


def test_with_nothing_else_changed_it_was_a_rule(old: Path, tmp_path: Path) -> None:
    diff = diff_packages(old, publish(tmp_path / "new", said(ferry.ROWS)))
    assert told(diff) == [("statements", "value_changed", "cue_class", "rule")]
    assert diff.bump is Bump.MAJOR


WEIGHTS = [
    ("figures.value", "3.0", "4.0", Bump.MAJOR),
    ("statements.speaker_id", None, "e_1", Bump.MAJOR),
    ("statements.rule", "cue_clause", "correction", Bump.PATCH),
    ("entities.mentions", "9", "10", Bump.MINOR),
    ("entities.mentions", "10", "9", Bump.MAJOR),
    ("entities.aliases", '["Holm"]', '["Ada", "Holm"]', Bump.MINOR),
    ("entities.aliases", '["Holm"]', "[]", Bump.MAJOR),
    ("entities.role", None, "captain", Bump.MINOR),
    ("entities.role", "captain", "pilot", Bump.MAJOR),
    ("figures.series_id", None, "f_1", Bump.MINOR),
    ("figures.series_id", "f_1", "f_2", Bump.MAJOR),
    ("figures.series_id", "f_1", None, Bump.MAJOR),
    ("statements.mentions", "9", "10", Bump.MAJOR),
]


@pytest.mark.parametrize(("place", "old", "new", "bump"), WEIGHTS)
def test_a_changed_value_weighs_what_it_takes_from_whoever_cites_it(
    place: str, old: str | None, new: str | None, bump: Bump
) -> None:
    table, column = place.split(".")
    line = pl.DataFrame(
        {"table": [table], "column": [column], "old": [old], "new": [new]},
        schema=dict.fromkeys(("table", "column", "old", "new"), pl.String),
    )
    assert line.select(weight()).item() == bump


def test_the_heaviest_value_of_a_row_counts(old: Path, tmp_path: Path) -> None:
    holm = replace(ferry.HOLM, mentions=3, documents=3)
    news = replace(ferry.NEWS, mentions=2, rule="another", role="paper")
    diff = diff_packages(
        old, publish(tmp_path / "grown", replace(ferry.ROWS, entities=(holm, news)))
    )
    assert [(one.table, one.counts, one.bump) for one in diff.tables] == [
        ("entities", {"grown": 2}, Bump.MINOR)
    ]
    news = replace(ferry.NEWS, rule="another")
    both = (replace(ferry.HOLM, mentions=1), news)
    diff = diff_packages(old, publish(tmp_path / "less", replace(ferry.ROWS, entities=both)))
    assert diff.tables[0].counts == {"changed": 1, "relabelled": 1}
    assert version_reasons(diff) == ("entities: 1 row holds other values",)
    only = replace(ferry.ROWS, entities=(ferry.HOLM, news))
    diff = diff_packages(old, publish(tmp_path / "rule", only))
    assert diff.bump is Bump.PATCH
    assert version_reasons(diff) == ("entities: 1 row was found by another rule",)


def test_one_row_less_of_what_is_missing_takes_nothing_away(old: Path, tmp_path: Path) -> None:
    mended = publish(
        tmp_path / "new", replace(ferry.ROWS, unclaimed=()), problems=ferry.PROBLEMS[1:]
    )
    diff = diff_packages(old, mended)
    assert diff.bump is Bump.MINOR
    assert version_reasons(diff) == (
        "unclaimed: 1 row was removed",
        "problems: 1 row was removed",
    )


def test_with_another_pipeline_it_was_the_pipeline(old: Path, tmp_path: Path) -> None:
    new = publish(tmp_path / "new", said(ferry.ROWS), pipeline="sha256:1")
    assert [line[3] for line in told(diff_packages(old, new))] == ["pipeline"]


def test_what_two_causes_could_have_done_is_left_open(old: Path, tmp_path: Path) -> None:
    config = replace(CONFIG, keywords=("boats",))
    stated = replace(ferry.ONE, published_date=date(2021, 3, 4))
    new = publish(
        tmp_path / "new",
        said(ferry.ROWS),
        documents=(stated, ferry.TWO, ferry.NONE),
        pipeline="sha256:1",
        config=config,
    )
    assert told(diff_packages(old, new)) == [
        ("documents", "value_changed", "published_date", "metadata"),
        ("statements", "value_changed", "cue_class", "metadata or pipeline"),
    ]


def test_a_title_is_no_cause_of_what_a_row_says(old: Path, tmp_path: Path) -> None:
    config = replace(CONFIG, title="Boats")
    diff = diff_packages(old, publish(tmp_path / "new", said(ferry.ROWS), config=config))
    assert [line[3] for line in told(diff)] == ["rule"]
    assert [change.key for change in diff.metadata] == ["title"]


def test_texts_that_are_left_out_are_metadata(old: Path, tmp_path: Path) -> None:
    new = publish(tmp_path / "new", config=replace(CONFIG, texts="spans"))
    diff = diff_packages(old, new)
    assert {line[3] for line in told(diff)} == {"metadata"}
    assert {line[2] for line in told(diff)} == {"text", "furniture", "furniture_at"}
    assert diff.bump is Bump.MAJOR


def test_a_corrected_row_says_so(old: Path, tmp_path: Path) -> None:
    row = ferry.SAID_ONE
    line = report(
        "correction_applied",
        ferry.ONE.path,
        detail="2 of corrections.csv: set cue_class to “claim”",
        table_name="statements",
        row_id=row.statement_id,
    )
    correction = Correction(2, "set", "statements", row.statement_id, "cue_class", "claim")
    new = publish(
        tmp_path / "new",
        said(ferry.ROWS),
        problems=(*ferry.PROBLEMS, line),
        config=replace(CONFIG, corrections=(correction,)),
    )
    diff = diff_packages(old, new)
    assert told(diff) == [
        ("statements", "value_changed", "cue_class", "correction"),
        ("problems", "row_added", None, "correction"),
    ]
    assert diff.certificate == ("config", "corrections")


def test_what_a_correction_claims_goes_because_of_it(old: Path, tmp_path: Path) -> None:
    row = ferry.ROWS.unclaimed[0]
    correction = Correction(2, "add", "figures", ferry.ONE.path, "count", row.text)
    config = replace(CONFIG, corrections=(correction,))
    new = publish(tmp_path / "new", replace(ferry.ROWS, unclaimed=()), config=config)
    assert told(diff_packages(old, new)) == [("unclaimed", "row_removed", None, "correction")]


def test_rows_come_with_a_document_and_go_with_it(old: Path, tmp_path: Path) -> None:
    more = ferry.document("c/new.txt", "Ida Holm said that the pier was open.\n")
    start, end = ferry.place(more, "Ida Holm")
    mention = ferry.mention(more, "Ida Holm", ferry.HOLM)
    rows = replace(ferry.ROWS, mentions=(*ferry.ROWS.mentions, mention))
    documents = (ferry.ONE, ferry.TWO, ferry.NONE, more)
    new = publish(tmp_path / "new", rows, documents=documents)
    assert (start, end) == (mention.start, mention.end)
    forth, back = diff_packages(old, new), diff_packages(new, old)
    assert told(forth) == [
        ("documents", "row_added", None, "document_added"),
        ("mentions", "row_added", None, "document_added"),
    ]
    assert forth.bump is Bump.MINOR
    assert forth.rows["path"].to_list() == ["c/new.txt", "c/new.txt"]
    assert [line[3] for line in told(back)] == ["document_removed", "document_removed"]
    assert back.bump is Bump.MAJOR


def test_an_edited_document_is_one_line_and_not_two(old: Path, tmp_path: Path) -> None:
    edited = ferry.document(ferry.NONE.path, "The pier is open.\n")
    problems = (*ferry.PROBLEMS, report("wrong_encoding", edited.path, detail="latin-1"))
    new = publish(tmp_path / "new", documents=(ferry.ONE, ferry.TWO, edited), problems=problems)
    diff = diff_packages(old, new)
    assert told(diff) == [
        ("documents", "document_edited", "document_id", "document_edited"),
        ("problems", "row_added", None, "documents"),
    ]
    assert diff.tables[0].counts == {"edited": 1}


SHIFT = "News.\n\n"
"""What an editor puts before a document: everything behind it moves."""

PLACES = ("start", "end", "number_start", "number_end", "subject_start", "subject_end")


def shifted(row: Any, ids: dict[str, str]) -> Any:
    """A row of the second document as it is once that document was edited."""
    if row.document_id != ferry.TWO.document_id:
        return row
    places = [f"{part}_{end}" for part in ("speaker", "cue") for end in ("start", "end")]
    moved = {
        name: getattr(row, name) + len(SHIFT)
        for name in (*PLACES, *places)
        if getattr(row, name, None) is not None
    }
    key = next(iter(dataclasses.asdict(row)))
    changed = replace(row, document_id=EDITED.document_id, **moved)
    fields = {
        "statement_id": ("start", "end"),
        "figure_id": ("number_start", "number_end"),
        "mention_id": ("start", "end", "kind"),
    }[key]
    values = [getattr(changed, name) for name in fields]
    made = make_id(key[0], changed.document_id, *values)
    ids[getattr(row, key)] = made
    said = getattr(changed, "statement_id", None) if key != "statement_id" else None
    return replace(changed, **{key: made}, **({"statement_id": ids[said]} if said else {}))


EDITED = ferry.document(ferry.TWO.path, SHIFT + ferry.SECOND, published_date=date(2021, 3, 6))


def test_rows_that_only_moved_in_an_edited_document_are_told_as_such(
    old: Path, tmp_path: Path
) -> None:
    ids: dict[str, str] = {}
    rows = ferry.ROWS
    rows = replace(rows, statements=tuple(shifted(row, ids) for row in rows.statements))
    rows = replace(rows, figures=tuple(shifted(row, ids) for row in rows.figures))
    rows = replace(rows, mentions=tuple(shifted(row, ids) for row in rows.mentions))
    *others, last = rows.figures
    rows = replace(rows, figures=(*others, replace(last, event="carry")))
    new = publish(tmp_path / "new", rows, documents=(ferry.ONE, EDITED, ferry.NONE))
    diff = diff_packages(old, new)
    assert told(diff) == [
        ("documents", "document_edited", "document_id", "document_edited"),
        ("statements", "row_moved", "statement_id", "document_edited"),
        ("figures", "row_moved", "figure_id", "document_edited"),
        ("figures", "value_changed", "event", "document_edited"),
        ("mentions", "row_moved", "mention_id", "document_edited"),
    ]
    moved = diff.rows.filter(pl.col("kind") == "row_moved")
    assert dict(moved.select("row_id", "new").iter_rows()) == ids
    assert "mentions: 1 row moved in its document." in diff_sections(diff)[0][1]


def test_a_moved_document_keeps_its_rows(old: Path, tmp_path: Path) -> None:
    moved = replace(ferry.TWO, path="z/b.txt")
    new = publish(tmp_path / "new", documents=(ferry.ONE, moved, ferry.NONE))
    assert told(diff_packages(old, new)) == [
        ("documents", "value_changed", "path", "document_moved")
    ]


def test_what_dataset_toml_states_of_a_document_is_metadata(old: Path, tmp_path: Path) -> None:
    stated = replace(ferry.TWO, publisher="Harbour News")
    config = replace(CONFIG, keywords=("boats",))
    new = publish(tmp_path / "new", documents=(ferry.ONE, stated, ferry.NONE), config=config)
    assert told(diff_packages(old, new)) == [
        ("documents", "value_changed", "publisher", "metadata")
    ]


def renamed(name: str) -> Rows:
    """The dataset with one entity under a fuller name."""
    fuller = replace(ferry.NEWS, entity_id=make_id("e", "organization", name), name=name)
    return replace(
        ferry.ROWS,
        entities=(ferry.HOLM, fuller),
        mentions=tuple(
            replace(one, entity_id=fuller.entity_id)
            if one.entity_id == ferry.NEWS.entity_id
            else one
            for one in ferry.ROWS.mentions
        ),
    )


def test_a_renamed_entity_is_told_as_such_with_what_follows_it(old: Path, tmp_path: Path) -> None:
    diff = diff_packages(old, publish(tmp_path / "new", renamed("The Harbour News")))
    assert told(diff) == [
        ("entities", "entity_renamed", "entity_id", "rule"),
        ("mentions", "value_changed", "entity_id", "entity"),
    ]
    assert diff.rows["label"][0] == "“Harbour News” → “The Harbour News”"
    assert diff.tables[0].counts == {"renamed": 1}
    lines = dict(diff_sections(diff))["Entities"]
    assert lines[0].startswith("“Harbour News” is now “The Harbour News” (e_")


def test_the_version_is_explained_and_a_low_one_named(old: Path, tmp_path: Path) -> None:
    config = replace(CONFIG, version="1.1.0")
    diff = diff_packages(old, publish(tmp_path / "new", said(ferry.ROWS), config=config))
    heading, lines = diff_sections(diff)[0]
    assert heading == "1.0.0 → 1.1.0: a major change."
    assert lines == [
        "statements: 1 row holds other values.",
        "The version that follows is 2.0.0, and 1.1.0 is too low.",
    ]


def test_json_holds_every_change(old: Path, tmp_path: Path) -> None:
    diff = diff_packages(old, publish(tmp_path / "new", said(ferry.ROWS)))
    found = json.loads(json.dumps(diff_to_json(diff)))
    assert found["version"] == {
        "bump": "major",
        "follows": "2.0.0",
        "reasons": ["statements: 1 row holds other values"],
    }
    assert found["tables"] == [{"table": "statements", "changed": 1}]
    assert found["causes"] == {"rule": 1}
    (change,) = found["changes"]
    assert (change["old"], change["new"], change["path"]) == ("say", "claim", "a/ferry.txt")


def test_the_tidy_files_hold_the_same_lines(old: Path, tmp_path: Path) -> None:
    config = replace(CONFIG, title='Boats; and "ships"')
    diff = diff_packages(old, publish(tmp_path / "new", renamed("N"), config=config))
    parquet, csv = write_changes(diff, tmp_path / "changes")
    frame = pl.read_parquet(parquet)
    assert frame.equals(change_lines(diff))
    assert frame["kind"].unique().sort().to_list() == [
        "certificate_changed",
        "entity_renamed",
        "metadata_changed",
        "value_changed",
    ]
    assert pl.read_csv(csv, schema=frame.schema).equals(frame)
    descriptions = [field.metadata for field in pq.read_schema(parquet)]
    assert all(descriptions)


def test_what_a_terminal_acts_on_is_not_printed(old: Path, tmp_path: Path) -> None:
    diff = diff_packages(old, publish(tmp_path / "new", renamed("\x1b[2J\u202eswen → away")))
    text = "\n".join(line for _, lines in diff_sections(diff) for line in lines)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(("name", "column"), [("ships", "trips"), ("problems", "rule")])
def test_a_package_of_another_program_is_compared_too(
    tmp_path: Path, name: str, column: str
) -> None:
    """What ours weigh less by their names weighs the same there as anything."""
    for edition, values in (("old", [1, 2]), ("new", [1, 3])):
        folder = tmp_path / edition
        folder.mkdir()
        pq.write_table(pa.table({"ship": ["a", "b"], column: values}), folder / "rows.parquet")
        fields = [{"name": "ship", "type": "string"}, {"name": column, "type": "integer"}]
        schema = {"fields": fields, "primaryKey": "ship"}
        resource = {"name": name, "path": "rows.parquet", "schema": schema}
        version = {"version": "2021-03"} if edition == "old" else {}
        descriptor = {"resources": [resource], **version}
        (folder / "datapackage.json").write_text(json.dumps(descriptor))
    diff = diff_packages(tmp_path / "old", tmp_path / "new")
    assert diff_sections(diff)[0] == (
        "2021-03 → the new one: a major change.",
        [f"{name}: 1 row holds other values."],
    )
    assert diff_to_json(diff)["version"]["follows"] is None
    assert told(diff) == [(name, "value_changed", column, "unknown")]
    assert diff.rows["label"].to_list() == ["b"]


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        ([], "it has no table in Parquet"),
        ([{"name": "ships", "path": "ships.csv"}], "it has no table in Parquet"),
        ([{"name": "ships", "path": "ships.parquet"}], "ships has no schema there"),
        ([{"name": "ships", "path": "ships.parquet", "schema": "ships.json"}], "ships has no"),
        ([{"name": "ships", "path": "ships.parquet", "schema": {"fields": 3}}], "fields"),
        (["ships"], "it has no table in Parquet"),
        ("ships", "cannot be compared"),
    ],
)
def test_what_cannot_be_compared_says_why(tmp_path: Path, resources: Any, message: str) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}))
    with pytest.raises(PackageError, match=message) as raised:
        diff_packages(tmp_path, tmp_path)
    assert raised.value.hint
