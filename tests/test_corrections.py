"""People's corrections: each line whole or not at all, and what refers to a row follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from toolkit.config import Correction
from toolkit.link import Linked, link_rows
from toolkit.rows import Document, Entity, Figure, Mention, Rows, Statement, make_id
from toolkit.schema import TABLE_NAMES, table
from toolkit.tables import build_tables
from toolkit.validate import validate_tables

LATE = (
    "Ida Holm said that 400 passengers waited. The board denied it. Holm left. "
    "The Boat Fair was on."
)
EARLY = (
    "The board said that 400 passengers waited for the ferry. Per Vik asked for 12 boats. "
    "The Boat Fair is on."
)


def document(path: str, text: str) -> Document:
    sha256 = make_id("x", path)[2:].ljust(64, "0")
    words = len(re.findall(r"\w+", text))
    return Document(f"d_{sha256[:24]}", path, sha256, "text/plain", text=text, words=words)


DOCUMENTS = (document("early.txt", EARLY), document("late.txt", LATE))
FIRST, SECOND = (row.document_id for row in DOCUMENTS)


def entity(name: str, kind: str, **fields: Any) -> Entity:
    return Entity(make_id("e", kind, name.casefold()), name, kind, "name_finder", **fields)


HOLM = entity("Ida Holm", "person", aliases=("Holm",))
VIK = entity("Per Vik", "person", role="captain")
BOARD = entity("board", "organization")
FAIR = entity("Boat Fair", "event")


def mention(of: Document, text: str, who: Entity) -> Mention:
    start = (of.text or "").index(text)
    key = make_id("m", of.document_id, start, start + len(text), "name")
    return Mention(
        key, of.document_id, who.entity_id, text, start, start + len(text), "name", "name_finder"
    )


def statement(of: Document, text: str, who: Entity | None) -> Statement:
    start = (of.text or "").index(text)
    key = make_id("s", of.document_id, start, start + len(text))
    return Statement(
        key,
        of.document_id,
        "indirect",
        text,
        start,
        start + len(text),
        "cue_clause",
        speaker_id=who.entity_id if who else None,
    )


def figure(of: Document, text: str, inside: Statement | None) -> Figure:
    start = (of.text or "").index(text)
    number, _, unit = text.partition(" ")
    end = start + len(number)
    return Figure(
        make_id("f", of.document_id, start, end),
        of.document_id,
        text=text,
        start=start,
        end=start + len(text),
        number=number,
        number_start=start,
        number_end=end,
        qualifier="exactly",
        unit_kind="count",
        rule="counted_noun",
        value=float(number),
        lower=float(number),
        upper=float(number),
        unit=unit.rstrip("s"),
        subject=unit,
        subject_start=end + 1,
        subject_end=start + len(text),
        event="wait",
        statement_id=inside.statement_id if inside else None,
        asserted_by=inside.speaker_id if inside else None,
    )


SAID_EARLY = statement(DOCUMENTS[0], "400 passengers waited for the ferry", BOARD)
SAID_LATE = statement(DOCUMENTS[1], "400 passengers waited", HOLM)
ASKED = statement(DOCUMENTS[0], "12 boats", VIK)
FOUR_EARLY = figure(DOCUMENTS[0], "400 passengers", SAID_EARLY)
FOUR_LATE = figure(DOCUMENTS[1], "400 passengers", SAID_LATE)
TWELVE = figure(DOCUMENTS[0], "12 boats", ASKED)
SHORT = mention(DOCUMENTS[1], "Holm left", HOLM)
SHORT = replace(
    SHORT,
    text="Holm",
    end=SHORT.start + 4,
    mention_id=make_id("m", SECOND, SHORT.start, SHORT.start + 4, "name"),
)
ROWS = (
    Rows(
        statements=(SAID_EARLY, ASKED),
        figures=(FOUR_EARLY, TWELVE),
        entities=(BOARD, VIK, FAIR),
        mentions=(
            mention(DOCUMENTS[0], "board", BOARD),
            mention(DOCUMENTS[0], "Per Vik", VIK),
            mention(DOCUMENTS[0], "Boat Fair", FAIR),
        ),
    ),
    Rows(
        statements=(SAID_LATE,),
        figures=(FOUR_LATE,),
        entities=(BOARD, HOLM, FAIR),
        mentions=(
            mention(DOCUMENTS[1], "Ida Holm", HOLM),
            mention(DOCUMENTS[1], "board", BOARD),
            SHORT,
            mention(DOCUMENTS[1], "Boat Fair", FAIR),
        ),
    ),
)


@dataclass(frozen=True)
class Result:
    """The corrected collection by table and id."""

    linked: Linked

    def row(self, name: str, row_id: str) -> Any:
        return self.rows(name).get(row_id)

    def rows(self, name: str) -> dict[str, Any]:
        found = self.linked.documents if name == "documents" else getattr(self.linked.rows, name)
        return {getattr(row, table(name).primary_key[0]): row for row in found}

    @property
    def failed(self) -> list[str]:
        return [row.message for row in self.linked.problems if row.code == "correction_failed"]

    @property
    def applied(self) -> list[str]:
        return [row.message for row in self.linked.problems if row.code == "correction_applied"]


def corrected(*lines: tuple[str, ...], **more: str) -> Result:
    """Link the two documents with lines such as ``("set", "figures", id, "unit", "boat")``."""
    corrections = [
        Correction(number, *line, **more)  # cells in the order of the file
        for number, line in enumerate(lines, start=2)
    ]
    linked = link_rows(DOCUMENTS, ROWS, corrections=corrections)
    report = validate_tables(build_tables(linked.documents, linked.rows, linked.problems))
    assert [str(finding) for finding in report.findings] == []
    return Result(linked)


UNCORRECTED = Result(link_rows(DOCUMENTS, ROWS))


def refusal(*line: str, **more: str) -> str:
    """Why one line is refused; nothing has changed then."""
    linked = link_rows(DOCUMENTS, ROWS, corrections=[Correction(2, *line, **more)])
    assert linked.rows == UNCORRECTED.linked.rows
    (message,) = Result(linked).failed
    return message


def test_without_corrections_nothing_is_told() -> None:
    assert corrected().linked.problems == ()
    assert corrected().row("figures", FOUR_LATE.figure_id).series_id == FOUR_EARLY.figure_id


def test_a_set_changes_the_cell_and_the_rule_and_is_told_with_its_line() -> None:
    line = ("set", "figures", TWELVE.figure_id, "event", "request", "misread", "Jane")
    result = corrected(line)
    row = result.row("figures", TWELVE.figure_id)
    assert (row.event, row.rule, row.value) == ("request", "correction", 12.0)
    assert result.applied == [
        "Line 2 of corrections.csv: set event to “request” (it was “wait”). Reason: misread. "
        "By: Jane."
    ]
    (problem,) = result.linked.problems
    assert (problem.path, problem.start, problem.row_id) == (
        "early.txt",
        TWELVE.start,
        TWELVE.figure_id,
    )


@pytest.mark.parametrize(
    ("name", "row_id", "column", "cell", "value"),
    [
        ("figures", TWELVE.figure_id, "period_start", "2021-03-04", date(2021, 3, 4)),
        ("figures", TWELVE.figure_id, "event", "", None),
        ("figures", TWELVE.figure_id, "place_id", HOLM.entity_id, HOLM.entity_id),
        ("statements", ASKED.statement_id, "kind", "authorial", "authorial"),
        ("entities", HOLM.entity_id, "wikidata", "Q42", "Q42"),
        ("entities", HOLM.entity_id, "aliases", "Ms Holm|Ida Holm|Holm", ("Holm", "Ms Holm")),
        ("documents", FIRST, "publisher", "Harbour News", "Harbour News"),
        (
            "statements",
            SAID_LATE.statement_id,
            "variant_of",
            SAID_EARLY.statement_id,
            SAID_EARLY.statement_id,
        ),
        ("documents", SECOND, "reprint_of", FIRST, FIRST),
    ],
)
def test_a_cell_is_read_as_its_columns_type(
    name: str, row_id: str, column: str, cell: str, value: object
) -> None:
    result = corrected(("set", name, row_id, column, cell))
    assert result.failed == []
    assert getattr(result.row(name, row_id), column) == value


@pytest.mark.parametrize(
    ("name", "row_id", "column", "cell", "why"),
    [
        ("figures", TWELVE.figure_id, "colour", "red", "figures has no column “colour”"),
        ("figures", TWELVE.figure_id, "figure_id", "f_1", "follows from the document"),
        ("figures", TWELVE.figure_id, "number", "13", "follows from the document"),
        ("figures", TWELVE.figure_id, "rule", "share", "follows from the document"),
        ("statements", ASKED.statement_id, "text", "12 ships", "follows from the document"),
        ("statements", ASKED.statement_id, "speaker", "Vik", "follows from the document"),
        ("entities", HOLM.entity_id, "mentions", "9", "follows from the document"),
        ("entities", HOLM.entity_id, "type", "place", "authorities.csv"),
        ("figures", TWELVE.figure_id, "value", "twelve", "is no number"),
        ("figures", TWELVE.figure_id, "value", "nan", "is no number"),
        ("figures", TWELVE.figure_id, "unit_kind", "weight", "is one of count"),
        ("figures", TWELVE.figure_id, "qualifier", "", "cannot be empty"),
        ("figures", TWELVE.figure_id, "period_start", "4 March", "is no date"),
        ("figures", TWELVE.figure_id, "part_of", "f_000000000000000000000000", "no row f_0000"),
        ("figures", TWELVE.figure_id, "part_of", TWELVE.figure_id, "cannot refer to itself"),
        ("entities", HOLM.entity_id, "country", "Norway", "has the form"),
        ("documents", FIRST, "published_at", "2021-03-04T10:00:00", "is no datetime"),
        ("documents", FIRST, "published_at", "0001-01-01T00:00:00+14:00", "is no datetime"),
        ("statements", "s_000000000000000000000000", "kind", "direct", "There is no row"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_reason(
    name: str, row_id: str, column: str, cell: str, why: str
) -> None:
    assert why in refusal("set", name, row_id, column, cell)


def test_every_bad_line_is_told_and_the_good_ones_are_applied() -> None:
    result = corrected(
        ("set", "figures", TWELVE.figure_id, "unit_kind", "weight"),
        ("set", "figures", TWELVE.figure_id, "event", "request"),
        ("drop", "mentions", "m_000000000000000000000000"),
    )
    assert [message[:7] for message in result.failed] == ["Line 2 ", "Line 4 "]
    assert result.row("figures", TWELVE.figure_id).event == "request"


def test_lines_that_only_hold_together_are_applied_together() -> None:
    result = corrected(
        ("set", "figures", TWELVE.figure_id, "qualifier", "at_most"),
        ("set", "figures", TWELVE.figure_id, "lower", ""),
    )
    row = result.row("figures", TWELVE.figure_id)
    assert (row.qualifier, row.value, row.lower, row.upper) == ("at_most", 12.0, None, 12.0)


def test_two_lines_about_one_row_share_a_problem() -> None:
    result = corrected(
        ("set", "figures", TWELVE.figure_id, "event", "request"),
        ("set", "figures", TWELVE.figure_id, "unit", "ship"),
    )
    (message,) = result.applied
    assert "Line 2 of corrections.csv: set event" in message
    assert "Line 3 of corrections.csv: set unit" in message


def test_a_second_line_for_the_same_cell_is_refused() -> None:
    result = corrected(
        ("set", "figures", TWELVE.figure_id, "event", "request"),
        ("set", "figures", TWELVE.figure_id, "event", "order"),
    )
    assert result.row("figures", TWELVE.figure_id).event == "request"
    assert "Line 2 sets the same" in result.failed[0]


def test_a_row_that_is_gone_is_refused_with_the_nearest_and_never_replaced() -> None:
    gone = "f_000000000000000000000000"
    message = refusal(
        "set", "figures", gone, "event", "request", "", "", path="late.txt", text="402 passengers"
    )
    first = message.index(f"{FOUR_LATE.figure_id} (“400 passengers”, late.txt)")
    second = message.index(f"{FOUR_EARLY.figure_id} (“400 passengers”, early.txt)")
    assert first < second
    assert TWELVE.figure_id not in message


def test_the_figures_of_a_statement_follow_its_speaker() -> None:
    result = corrected(("set", "statements", SAID_LATE.statement_id, "speaker_id", BOARD.entity_id))
    assert result.row("figures", FOUR_LATE.figure_id).asserted_by == BOARD.entity_id
    assert result.row("figures", FOUR_EARLY.figure_id).asserted_by == BOARD.entity_id


def test_a_figure_with_a_line_of_its_own_does_not_follow() -> None:
    result = corrected(
        ("set", "figures", FOUR_LATE.figure_id, "asserted_by", HOLM.entity_id),
        ("set", "statements", SAID_LATE.statement_id, "speaker_id", BOARD.entity_id),
    )
    assert result.row("figures", FOUR_LATE.figure_id).asserted_by == HOLM.entity_id


def test_a_dropped_statement_leaves_its_figures_without_it() -> None:
    result = corrected(("drop", "statements", SAID_LATE.statement_id))
    assert result.row("statements", SAID_LATE.statement_id) is None
    row = result.row("figures", FOUR_LATE.figure_id)
    assert (row.statement_id, row.asserted_by) == (None, None)


def test_a_dropped_figure_leaves_no_series_of_one() -> None:
    result = corrected(("drop", "figures", FOUR_EARLY.figure_id))
    assert result.row("figures", FOUR_LATE.figure_id).series_id is None


def test_with_a_dropped_entity_its_mentions_go_and_references_become_null() -> None:
    result = corrected(("drop", "entities", HOLM.entity_id))
    assert HOLM.entity_id not in result.rows("entities")
    assert len(result.rows("mentions")) == 5
    assert result.row("statements", SAID_LATE.statement_id).speaker_id is None
    assert result.row("figures", FOUR_LATE.figure_id).asserted_by is None


def test_with_a_dropped_document_all_its_rows_go() -> None:
    result = corrected(("drop", "documents", SECOND))
    assert set(result.rows("statements")) == {SAID_EARLY.statement_id, ASKED.statement_id}
    assert set(result.rows("entities")) == {BOARD.entity_id, VIK.entity_id, FAIR.entity_id}
    assert result.row("entities", BOARD.entity_id).documents == 1


def test_an_entity_whose_last_mention_is_dropped_goes_unless_it_speaks() -> None:
    result = corrected(
        ("drop", "mentions", ROWS[0].mentions[1].mention_id),
        ("drop", "statements", ASKED.statement_id),
    )
    assert VIK.entity_id not in result.rows("entities")
    kept = corrected(("drop", "mentions", ROWS[0].mentions[1].mention_id))
    assert kept.row("entities", VIK.entity_id).mentions == 0


def test_a_merged_entity_takes_names_mentions_and_speech_along() -> None:
    result = corrected(("merge", "entities", HOLM.entity_id, "", VIK.entity_id))
    row = result.row("entities", VIK.entity_id)
    assert (row.name, row.aliases, row.role) == ("Per Vik", ("Holm", "Ida Holm"), "captain")
    assert (row.documents, row.mentions, row.rule) == (2, 3, "correction")
    assert HOLM.entity_id not in result.rows("entities")
    assert result.row("statements", SAID_LATE.statement_id).speaker_id == VIK.entity_id
    assert result.row("figures", FOUR_LATE.figure_id).asserted_by == VIK.entity_id


@pytest.mark.parametrize("turned", [False, True])
def test_merges_in_a_row_end_in_the_last(turned: bool) -> None:
    lines = [
        ("merge", "entities", HOLM.entity_id, "", VIK.entity_id),
        ("merge", "entities", VIK.entity_id, "", BOARD.entity_id),
    ]
    result = corrected(*(lines[::-1] if turned else lines))
    assert result.failed == []
    assert result.row("entities", BOARD.entity_id).mentions == 5


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (("merge", "entities", HOLM.entity_id, "", HOLM.entity_id), "part of itself"),
        (("merge", "figures", TWELVE.figure_id, "", FOUR_LATE.figure_id), "Only entities"),
        (("merge", "entities", HOLM.entity_id, "", "e_0"), "There is no row e_0"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(line: tuple[str, ...], why: str) -> None:
    assert why in refusal(*line)


def test_a_mention_of_somebody_else_moves_with_its_form_and_counts() -> None:
    result = corrected(("set", "mentions", SHORT.mention_id, "entity_id", VIK.entity_id))
    assert result.row("entities", VIK.entity_id).aliases == ("Holm",)
    assert result.row("entities", VIK.entity_id).mentions == 2
    assert result.row("entities", HOLM.entity_id).aliases == ()


def test_a_figure_is_put_into_a_series_and_taken_out_of_one() -> None:
    joined = corrected(("set", "figures", TWELVE.figure_id, "series_id", FOUR_LATE.figure_id))
    assert {row.series_id for row in joined.rows("figures").values()} == {FOUR_EARLY.figure_id}
    left = corrected(("set", "figures", FOUR_EARLY.figure_id, "series_id", ""))
    assert {row.series_id for row in left.rows("figures").values()} == {None}


def test_a_series_is_kept_where_the_figure_that_names_it_is_taken_out() -> None:
    result = corrected(
        ("set", "figures", TWELVE.figure_id, "series_id", FOUR_LATE.figure_id),
        ("set", "figures", FOUR_EARLY.figure_id, "series_id", ""),
    )
    assert result.row("figures", FOUR_LATE.figure_id).series_id == TWELVE.figure_id
    assert result.row("figures", FOUR_EARLY.figure_id).series_id is None


def test_a_corrected_unit_takes_the_figure_out_of_its_series() -> None:
    result = corrected(("set", "figures", FOUR_LATE.figure_id, "unit", "parcel"))
    assert result.row("figures", FOUR_LATE.figure_id).series_id is None


def test_a_statement_is_added_on_an_exact_quotation_with_the_figures_in_it() -> None:
    result = corrected(("add", "statements", "late.txt", "", "denied it"))
    start = LATE.index("denied it")
    key = make_id("s", SECOND, start, start + 9)
    row = result.row("statements", key)
    assert (row.text, row.kind, row.rule) == ("denied it", "indirect", "correction")
    assert f"added {key}: “denied it”" in result.applied[0]


def test_a_later_line_sets_what_an_added_row_lacks() -> None:
    start = LATE.index("denied it")
    key = make_id("s", SECOND, start, start + 9)
    result = corrected(
        ("add", "statements", "late.txt", "", "denied it"),
        ("set", "statements", key, "speaker_id", BOARD.entity_id),
    )
    assert result.row("statements", key).speaker_id == BOARD.entity_id


def test_a_figure_is_added_with_its_number_and_its_statement() -> None:
    added = corrected(
        ("drop", "figures", FOUR_LATE.figure_id),
        ("add", "figures", "late.txt", "count", "400 passengers"),
    )
    row = added.row("figures", FOUR_LATE.figure_id)
    assert (row.value, row.qualifier, row.subject, row.asserted_by, row.statement_id) == (
        400.0,
        "exactly",
        "passengers",
        HOLM.entity_id,
        SAID_LATE.statement_id,
    )


def test_an_entity_is_added_with_its_mention() -> None:
    result = corrected(("add", "entities", "late.txt", "place", "denied"))
    row = result.row("entities", make_id("e", "place", "denied"))
    assert (row.name, row.documents, row.mentions) == ("denied", 1, 1)


def test_a_mention_is_added_to_the_only_entity_of_that_name() -> None:
    result = corrected(
        ("drop", "mentions", SHORT.mention_id),
        ("set", "entities", HOLM.entity_id, "aliases", "Holm"),
        ("add", "mentions", "late.txt", "", "Holm", "", "", "", "Holm left"),
    )
    assert result.row("mentions", SHORT.mention_id).entity_id == HOLM.entity_id


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (("add", "statements", "nowhere.txt", "", "denied it"), "There is no document"),
        (("add", "statements", "late.txt", "", "denied this"), "does not stand there"),
        (("add", "mentions", "late.txt", "", "Holm"), "more than once"),
        (("add", "statements", "late.txt", "", "passengers waited"), "overlaps s_"),
        (("add", "figures", "late.txt", "count", "passengers waited"), "begins with its number"),
        (("add", "figures", "late.txt", "count", "400 passengers"), "is a row of figures already"),
        (("add", "figures", "early.txt", "count", "2 boats"), "inside a word"),
        (("add", "figures", "late.txt", "", "400 passenger"), "inside a word"),
        (("add", "entities", "late.txt", "ship", "denied"), "is one of person"),
        (("add", "mentions", "late.txt", "", "left"), "No entity is called “left”"),
        (("add", "documents", "late.txt", "", "left"), "putting its file"),
    ],
)
def test_an_addition_that_cannot_be_placed_is_refused(line: tuple[str, ...], why: str) -> None:
    assert why in refusal(*line)


@pytest.mark.parametrize(
    "text", ["400 million boats", "4,00 boats", "400-500 boats", "3/4 boats", "12:30 boats"]
)
def test_a_number_that_goes_on_is_not_read_as_a_smaller_one(text: str) -> None:
    files = (replace(DOCUMENTS[0], text=f"They saw {text}."),)
    line = Correction(2, "add", "figures", "early.txt", "count", text)
    linked = link_rows(files, [Rows()], corrections=[line])
    assert linked.rows.figures == ()
    assert [problem.code for problem in linked.problems] == ["correction_failed"]


def test_a_line_that_validation_refuses_is_left_out_and_told() -> None:
    line = Correction(2, "set", "figures", TWELVE.figure_id, "qualifier", "at_most")
    linked = link_rows(DOCUMENTS, ROWS, corrections=[line], refused={2: "There is no upper."})
    assert linked.rows == UNCORRECTED.linked.rows
    assert "There is no upper." in linked.problems[0].message


def test_an_entity_keeps_the_id_that_was_made_with_a_mention_that_moved_away() -> None:
    names = ("Ida Holm", "Per Holm", "Holm", "Holm")
    files = [document(f"{n}.txt", f"{name} left.") for n, name in enumerate(names)]
    own = [entity(name, "person") for name in names]
    found = [mention(file, name, who) for file, name, who in zip(files, names, own, strict=True)]
    rows = [Rows(entities=(who,), mentions=(place,)) for who, place in zip(own, found, strict=True)]
    third, fourth = (make_id("e", "person", "holm", file.document_id) for file in files[2:])
    lines = [
        Correction(2, "set", "mentions", found[3].mention_id, "entity_id", third),
        Correction(3, "set", "mentions", found[2].mention_id, "entity_id", own[0].entity_id),
    ]
    linked = link_rows(files, rows, corrections=lines)
    entities = {row.entity_id: row for row in linked.rows.entities}
    assert entities[third].mentions == 1
    assert fourth not in entities
    report = validate_tables(build_tables(linked.documents, linked.rows, linked.problems))
    assert [str(finding) for finding in report.findings] == []


def test_ids_never_change_by_corrections() -> None:
    before = corrected()
    after = corrected(
        ("set", "documents", FIRST, "published_date", "2021-03-04"),
        ("set", "documents", SECOND, "published_date", "2020-03-04"),
        ("set", "figures", TWELVE.figure_id, "value", "13"),
        ("set", "figures", TWELVE.figure_id, "lower", "13"),
        ("set", "figures", TWELVE.figure_id, "upper", "13"),
    )
    assert after.failed == []
    for name in TABLE_NAMES[:5]:
        assert set(after.rows(name)) == set(before.rows(name))
    assert after.row("figures", FOUR_EARLY.figure_id).series_id == FOUR_LATE.figure_id
