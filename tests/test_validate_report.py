"""A report counts everything, keeps examples, and says it to people and to programs."""

from __future__ import annotations

import json

import pytest

from toolkit.validate.report import EXAMPLES, Checked, Finding, Further, make_report, shown

FINDING = Finding("pattern", "The value does not match x.", "ferries", "f_1", 3, "name", "Sun")


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (
            FINDING,
            "ferries row 3 (f_1) column name: pattern: The value does not match x. [Sun]",
        ),
        (Finding("profile", "No licence."), "package: profile: No licence."),
        (Finding("rows", "There are 2 rows.", "ferries"), "ferries: rows: There are 2 rows."),
    ],
)
def test_a_finding_is_one_line_with_place_rule_message_and_value(
    finding: Finding, line: str
) -> None:
    assert str(finding) == line


def test_all_findings_are_counted_and_the_first_of_each_kind_are_kept() -> None:
    findings = (Finding("enum", "No.", "ferries", row_number=i) for i in range(5_000))
    report = make_report(findings)
    assert report.errors == 5_000
    assert report.counts == {("ferries", None, "enum"): 5_000}
    assert [one.row_number for one in report.findings] == list(range(EXAMPLES))


def test_a_rare_kind_is_kept_among_many_of_another() -> None:
    findings = [*[Finding("enum", "No.", "ferries")] * 5_000, FINDING]
    assert FINDING in make_report(findings).findings


def test_the_summary_groups_by_kind_with_a_few_examples() -> None:
    report = make_report([FINDING, FINDING, Finding("enum", "No.", "ferries"), FINDING, FINDING])
    first, second = report.summary()
    assert (first["table"], first["column"], first["rule"], first["count"]) == (
        "ferries",
        "name",
        "pattern",
        4,
    )
    assert len(first["examples"]) == 3
    assert second["rule"] == "enum"


def test_the_summary_goes_table_after_table_with_the_package_first() -> None:
    other = Finding("enum", "No.", "harbours")
    package = Finding("profile", "No licence.")
    checked = [Checked("harbours", 1), Checked("ferries", 5)]
    report = make_report([FINDING, other, package, Finding("enum", "No.", "ferries")], checked)
    assert [(kind["table"], kind["rule"]) for kind in report.summary()] == [
        (None, "profile"),
        ("harbours", "enum"),
        ("ferries", "pattern"),
        ("ferries", "enum"),
    ]


def test_a_finding_among_its_kind_says_row_key_and_value() -> None:
    assert FINDING.in_its_kind == "row 3 (f_1): The value does not match x. [Sun]"
    assert Finding("profile", "No licence.").in_its_kind == "No licence."


def test_json_has_the_shape_of_frictionless() -> None:
    checked = Checked("ferries", 5, "data/ferries.csv", ("ferry_id", "name"))
    report = make_report([FINDING, Finding("profile", "No licence.")], [checked])
    given = json.loads(json.dumps(report.to_json()))
    assert given["valid"] is False
    assert given["stats"] == {"tasks": 1, "errors": 2, "warnings": 0}
    assert [error["type"] for error in given["errors"]] == ["package-error"]
    task = given["tasks"][0]
    assert task["place"] == "data/ferries.csv"
    assert task["stats"] == {"rows": 5, "fields": 2, "errors": 1, "warnings": 0}
    assert task["errors"][0] == {
        "type": "constraint-error",
        "title": "Constraint error",
        "message": "The value does not match x.",
        "note": "The value does not match x.",
        "tags": [],
        "toolkit:rule": "pattern",
        "rowNumber": 4,
        "fieldName": "name",
        "cell": "Sun",
        "toolkit:row": "f_1",
    }


def test_a_table_that_could_not_be_read_still_has_its_errors_in_json() -> None:
    report = make_report([Finding("file", "It is missing.", "ferries")])
    assert report.to_json()["tasks"][0]["errors"][0]["message"] == "It is missing."


def test_what_was_not_looked_at_is_told_and_is_no_fault() -> None:
    report = make_report([Finding("unchecked", "It is not fetched.", "ferries")])
    assert report.ok
    assert report.to_json()["warnings"] == ["ferries: unchecked: It is not fetched."]


def test_findings_that_are_only_counted_count() -> None:
    report = make_report([FINDING, Further(FINDING.kind, 5_000)])
    assert (report.errors, report.findings) == (5_001, (FINDING,))


def test_a_report_without_findings_is_ok() -> None:
    report = make_report([], [Checked("ferries", 5)])
    assert report.ok
    assert report.to_json()["valid"] is True


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (3, "3"),
        ("Åland 船", "Åland 船"),
        ("a\nb", "a\\nb"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("abc\u202edef", "abc\\u202edef"),
        ("x" * 200, "x" * 80 + " …"),
        ("\ud800", "\\ud800"),
    ],
)
def test_a_value_is_shown_short_on_one_line_and_without_escapes(
    value: object, text: str | None
) -> None:
    assert shown(value) == text
