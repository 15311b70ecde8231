"""The scorer on packages that are made from a gold file, perfect or spoilt in one place."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from scores.inputs import Gold, Row, load_gold
from scores.matching import Report
from scoring import score

TEXT = """ date 2021-03-04 + 16 px

The old bridge is safe for all crossings, Mayor Anna Berg said. She warned the crew of the night \
ferry that fog is near. Up to 40 ferries, including 3 tugs, sank off Norway.

Ferry News
"""
BRIDGE = "The old bridge is safe for all crossings"
ENTITIES = {"anna": ("Anna Berg", "person"), "norway": ("Norway", "place")}
GOLD_FOLDER = Path(__file__).parent / "gold"

Tables = dict[str, list[Row]]


def at(words: str) -> Row:
    start = TEXT.index(words)
    return {"doc": "a.txt", "start": start, "end": start + len(words), "text": words}


def list_of(words: str | None) -> list[list[int]]:
    return [[at(words)["start"], at(words)["end"]]] if words else []


def statement(key: str, words: str, source: str, cue: str, act: str, to: str | None) -> Row:
    fields = {"source": source, "cue": cue, "addressee": to, "via": None}
    spans = {name: list_of(value) for name, value in fields.items()}
    texts = {f"{name}_text": value for name, value in fields.items()}
    row = {"kind": "statement", "id": key, **at(words), "form": "indirect", "act": act}
    return {**row, **spans, **texts, "speaker": "anna", "variant_of": None}


def figure(key: str, words: str, number: str, subject: str, part_of: str | None) -> Row:
    row = {"kind": "figure", "id": key, **at(words), "part_of": part_of, "unit_kind": "count"}
    value = float(number)
    for name, what in (("number", number), ("subject", subject)):
        start = at(words)["start"] + words.index(what)
        row |= {name: what, f"{name}_start": start, f"{name}_end": start + len(what)}
    row |= {"value": value, "lower": None, "upper": value, "qualifier": "at_most"}
    row |= {"unit": subject[:-1], "event": "sink", "place": "norway", "period_start": "2021-01-01"}
    return row | {"period_end": None, "asserted_by": None, "statement": None, "series": None}


def gold_rows() -> list[Row]:
    document = {"title": None, "publisher": "Ferry News", "author": None, "language": "en"}
    document |= {"published_date": "2021-03-04", "published_at": None}
    rows: list[Row] = [
        {"kind": "meta", "docs": "texts"},
        {"kind": "doc", "doc": "a.txt", **document},
        {"kind": "furniture", **at("date 2021-03-04 + 16 px"), "sort": "date_line"},
        {"kind": "furniture", **at("Ferry News"), "sort": "sign_off"},
        statement("s1", BRIDGE, "Mayor Anna Berg", "said", "say", None),
        statement("s2", "fog is near", "She", "warned", "warn", "the crew of the night ferry"),
        figure("f1", "Up to 40 ferries", "40", "ferries", None),
        figure("f2", "3 tugs", "3", "tugs", "f1"),
        {"kind": "figure_not", **at("2021"), "reason": "furniture"},
        {"kind": "coref", **at("She"), "form": "pronoun", "cluster": "anna"},
    ]
    for key, (name, kind) in ENTITIES.items():
        entity = {"entity": key, "name": name, "type": kind, "aliases": []}
        rows.append({"kind": "entity", "doc": "a.txt", **entity, "role": None, "country": None})
        rows.append({"kind": "name", **at(name), "cluster": key})
    return rows


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    return write_gold(tmp_path, gold_rows())


def write_gold(folder: Path, rows: list[Row]) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def tables_of(gold: Gold) -> Tables:
    """The package that says exactly what the gold says."""
    documents = [document_row(row, gold) for row in gold.rows["doc"]]
    cuts = {row["path"]: row for row in documents}

    def moved(row: Row, **spans: Any) -> Row:
        shift = [*zip(cuts[row["doc"]]["furniture"], cuts[row["doc"]]["source_at"], strict=True)]
        result: Row = {"document_id": row["doc"]}
        for prefix, span in {"": (row["start"], row["end"]), **spans}.items():
            for name, offset in zip(("start", "end"), span or (None, None), strict=True):
                before = sum(len(p) for p, at in shift if offset is not None and at < offset)
                result[f"{prefix}{name}"] = None if offset is None else offset - before
        return result

    return {
        "documents": [{k: v for k, v in row.items() if k != "source_at"} for row in documents],
        "entities": [{**row, "entity_id": row["entity"]} for row in gold.rows["entity"]],
        "mentions": [
            moved(row) | {"kind": row.get("form", "name"), "entity_id": row["cluster"]}
            for row in gold.rows["name"] + gold.rows["coref"]
        ],
        "statements": [
            moved(
                row,
                speaker_=first(row["source"]),
                cue_=first(row["cue"]),
                addressee_=first(row["addressee"]),
                via_=first(row["via"]),
            )
            | {"statement_id": row["id"], "kind": row["form"], "cue_class": row["act"]}
            | {"speaker_id": row["speaker"], "variant_of": row["variant_of"], "text": row["text"]}
            | {"speaker": row["source_text"], "cue": row["cue_text"]}
            | {"addressee": row["addressee_text"], "via": row["via_text"]}
            for row in gold.rows["statement"]
        ],
        "figures": [
            {k: v for k, v in row.items() if k not in ("kind", "doc", "also")}
            | moved(
                row,
                number_=(row["number_start"], row["number_end"]),
                subject_=(row["subject_start"], row["subject_end"]) if row["subject"] else None,
            )
            | {"figure_id": row["id"], "place_id": row["place"], "series_id": row["series"]}
            | {"statement_id": row["statement"]}
            | {k: row[k] and date.fromisoformat(row[k]) for k in ("period_start", "period_end")}
            for row in gold.rows["figure"]
        ],
    }


def document_row(row: Row, gold: Gold) -> Row:
    text, pieces, places, source_at = gold.sources[row["doc"]].text, [], [], []
    kept, last = "", 0
    for piece in (r for r in gold.rows["furniture"] if r["doc"] == row["doc"]):
        kept += text[last : piece["start"]]
        pieces.append(piece["text"])
        places.append(len(kept))
        source_at.append(piece["start"])
        last = piece["end"]
    names = ("title", "publisher", "author", "published_date", "published_at", "language")
    fields = {name: row[name] for name in names}
    fields |= {"furniture": pieces, "furniture_at": places, "source_at": source_at}
    return {"document_id": row["doc"], "path": row["doc"], "text": kept + text[last:], **fields}


def first(spans: list[list[int]] | None) -> tuple[int, int] | None:
    return (spans[0][0], spans[0][1]) if spans else None


def score_edited(gold_file: Path, edit: Callable[[Tables], object]) -> Report:
    """Score the perfect package after `edit` changed its tables."""
    package = gold_file.parent / "package"
    tables = tables_of(load_gold(gold_file))
    edit(tables)
    (package / "data").mkdir(parents=True)
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows), package / "data" / f"{name}.parquet")
    return score(gold_file, package)


def nothing(tables: Tables) -> None:
    """Leave the package perfect."""


def perfect(report: Report) -> bool:
    found = all(o.right == o.predicted == o.gold for o in report.overlaps.values())
    return found and all(s.right == s.of for s in report.shares.values())


def test_a_perfect_package_scores_one_everywhere(gold_file: Path) -> None:
    report = score_edited(gold_file, nothing)
    assert perfect(report)
    assert report.overlaps["statements.at_0.8"].gold == 2
    assert report.overlaps["mentions.pronoun"].f1 == 1.0
    assert report.values()["figures.wrong_readings"] == 0


@pytest.mark.parametrize("name", ["seeds", "own"])
def test_a_gold_file_agrees_with_itself(tmp_path: Path, name: str) -> None:
    file = GOLD_FOLDER / f"{name}.jsonl"
    gold = file.read_text(encoding="utf-8").splitlines()
    meta = json.loads(gold[0])
    meta["docs"] = str((file.parent / meta["docs"]).resolve())
    rows = [meta, *map(json.loads, gold[1:])]
    assert perfect(score_edited(write_gold(tmp_path, rows), nothing))


def test_a_missing_statement_lowers_recall_alone(gold_file: Path) -> None:
    report = score_edited(gold_file, lambda tables: tables["statements"].pop())
    found = report.overlaps["statements.at_0.8"]
    assert (found.precision, found.recall) == (1.0, 0.5)
    assert report.errors["statements missed"] == ["a.txt: fog is near"]


def test_a_wrong_kind_lowers_only_the_kind(gold_file: Path) -> None:
    report = score_edited(gold_file, lambda t: t["statements"][0].update(kind="direct"))
    assert report.shares["statements.kind"].share == 0.5
    assert report.overlaps["statements.at_0.8"].f1 == 1.0
    assert report.shares["statements.cue_class"].share == 1.0


def test_a_span_that_is_too_short_counts_at_the_lower_bar_only(gold_file: Path) -> None:
    def shorten(tables: Tables) -> None:
        tables["statements"][0]["start"] += len("The old bridge ")

    report = score_edited(gold_file, shorten)
    assert report.overlaps["statements.at_0.5"].f1 == 1.0
    assert report.overlaps["statements.at_0.8"].f1 == 0.5


def test_a_second_answer_to_the_same_statement_is_wrong(gold_file: Path) -> None:
    def double(tables: Tables) -> None:
        tables["statements"].append({**tables["statements"][0], "statement_id": "again"})

    found = score_edited(gold_file, double).overlaps["statements.at_0.8"]
    assert (found.right, found.predicted, found.gold) == (2, 3, 2)


def test_a_phrase_without_its_complement_is_the_same_phrase(gold_file: Path) -> None:
    def cut(tables: Tables) -> None:
        row = tables["statements"][1]
        row["addressee_end"] = row["addressee_start"] + len("the crew")

    assert score_edited(gold_file, cut).shares["statements.addressee"].share == 1.0


def test_a_phrase_where_the_gold_has_none_is_wrong(gold_file: Path) -> None:
    def add(tables: Tables) -> None:
        row = tables["statements"][0]
        row.update(via="safe", via_start=row["start"], via_end=row["end"])

    assert score_edited(gold_file, add).shares["statements.via"].share == 0.5


def test_a_speaker_is_right_under_any_shared_name(gold_file: Path) -> None:
    def rename(tables: Tables) -> None:
        tables["entities"][0].update(name="Mayor Berg", aliases=["anna berg"])

    report = score_edited(gold_file, rename)
    assert report.shares["statements.speaker_resolved"].share == 1.0
    assert report.shares["entities.name"].share == 0.5


def test_furniture_moves_every_span_of_the_package(gold_file: Path) -> None:
    def keep_all(tables: Tables) -> None:
        cut = sum(len(piece) for piece in tables["documents"][0]["furniture"][:1])
        tables["documents"][0].update(text=TEXT, furniture=[], furniture_at=[])
        for name in ("statements", "figures", "mentions"):
            for row in tables[name]:
                for key in (k for k in row if k.endswith(("start", "end")) and "period" not in k):
                    row[key] = None if row[key] is None else row[key] + cut

    report = score_edited(gold_file, keep_all)
    assert report.shares["documents.furniture"].share == 0.0
    assert report.overlaps["statements.at_0.8"].f1 == 1.0
    assert report.overlaps["mentions.name"].f1 == 1.0


def test_text_and_furniture_that_do_not_give_the_source_are_refused(gold_file: Path) -> None:
    with pytest.raises(ValueError, match="do not give the source"):
        score_edited(gold_file, lambda t: t["documents"][0].update(furniture=["x", "y"]))


def test_figures_are_missed_invented_and_said_to_be_so(gold_file: Path) -> None:
    def replace(tables: Tables) -> None:
        start = tables["documents"][0]["text"].index("fog")
        tables["figures"][1].update(number_start=start, number_end=start + 3, text="fog")

    report = score_edited(gold_file, replace)
    assert (report.counts["figures.missed"], report.counts["figures.invented"]) == (1, 1)
    assert report.errors["figures invented"] == ["a.txt: fog (not in the gold)"]


@pytest.mark.parametrize(
    ("column", "wrong", "measure"),
    [
        ("value", 39.0, "value"),
        ("upper", None, "upper"),
        ("qualifier", "about", "qualifier"),
        ("unit", "ship", "unit"),
        ("event", None, "event"),
        ("subject_start", None, "subject"),
        ("period_start", None, "period"),
        ("place_id", "anna", "place"),
        ("asserted_by", "anna", "asserted_by"),
        ("part_of", "f2", "part_of"),
    ],
)
def test_a_wrong_field_of_a_figure_is_counted_there(
    gold_file: Path, column: str, wrong: object, measure: str
) -> None:
    report = score_edited(gold_file, lambda t: t["figures"][0].update({column: wrong}))
    shares = {name: s.share for name, s in report.shares.items() if s.share < 1}
    assert shares == {f"figures.{measure}": 0.5}


def test_numbers_that_differ_only_in_how_a_third_is_rounded_are_the_same(gold_file: Path) -> None:
    rows = gold_rows()
    next(row for row in rows if row.get("id") == "f1")["value"] = 0.333333333333333
    write_gold(gold_file.parent, rows)
    report = score_edited(gold_file, lambda t: t["figures"][0].update(value=1 / 3))
    assert report.shares["figures.value"].share == 1.0


def test_a_further_right_answer_that_the_gold_lists_is_right(gold_file: Path) -> None:
    rows = gold_rows()
    next(row for row in rows if row.get("id") == "f1")["also"] = {"event": ["founder"]}
    write_gold(gold_file.parent, rows)
    report = score_edited(gold_file, lambda t: t["figures"][0].update(event="founder"))
    assert report.shares["figures.event"].share == 1.0


def test_one_entity_split_in_two_is_one_found_and_one_wrong(gold_file: Path) -> None:
    def split(tables: Tables) -> None:
        tables["entities"].append({**tables["entities"][0], "entity_id": "other"})
        tables["mentions"].append({**tables["mentions"][0], "start": 30, "entity_id": "other"})

    found = score_edited(gold_file, split).overlaps["entities.found"]
    assert (found.right, found.predicted, found.gold) == (2, 3, 2)


def test_a_wrong_type_is_counted_with_the_types(gold_file: Path) -> None:
    report = score_edited(gold_file, lambda t: t["entities"][1].update(type="organization"))
    assert report.shares["entities.type"].share == 0.5
    assert report.overlaps["entities.found"].f1 == 1.0


def test_a_pronoun_linked_to_the_wrong_entity_is_not_found(gold_file: Path) -> None:
    report = score_edited(gold_file, lambda t: t["mentions"][-1].update(entity_id="norway"))
    assert report.overlaps["mentions.pronoun"].right == 0


def test_a_document_that_the_package_lacks_is_missed_with_all_its_rows(gold_file: Path) -> None:
    report = score_edited(gold_file, lambda t: t["documents"][0].update(path="b.txt"))
    assert report.shares["documents.read"].share == 0.0
    assert report.overlaps["statements.at_0.8"].recall == 0.0


def test_a_gold_span_that_does_not_say_what_stands_there_is_refused(gold_file: Path) -> None:
    rows = gold_rows()
    rows[-1]["start"] += 1
    with pytest.raises(ValueError, match="does not read 'Norway'"):
        load_gold(write_gold(gold_file.parent, rows))


def test_a_long_gold_span_may_state_its_two_ends_alone(gold_file: Path) -> None:
    rows = gold_rows()
    told = next(row for row in rows if row["kind"] == "statement" and row["text"] == BRIDGE)
    told["text"] = "The old … all crossings"
    assert load_gold(write_gold(gold_file.parent, rows)).rows["statement"]
    told["text"] = "The old … night crossings"
    with pytest.raises(ValueError, match="does not read"):
        load_gold(write_gold(gold_file.parent, rows))


def test_a_text_that_changed_since_it_was_annotated_is_refused(gold_file: Path) -> None:
    rows = gold_rows()
    next(row for row in rows if row["kind"] == "doc")["sha256"] = "0" * 64
    with pytest.raises(ValueError, match="not the text that was annotated"):
        load_gold(write_gold(gold_file.parent, rows))


@pytest.mark.parametrize("half", ["set_aside", "develop"])
def test_a_half_of_the_open_texts_is_annotated_as_it_was_chosen(half: str) -> None:
    chosen = tomllib.loads((GOLD_FOLDER / "open-texts.toml").read_text(encoding="utf-8"))[half]
    lines = (GOLD_FOLDER / f"open-{half.replace('_', '-')}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert {r["doc"]: r["sha256"] for r in rows if r["kind"] == "doc"} == chosen
