"""What may follow the question mark of a table's address, and what is said where it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.schema import table
from toolkit.serve.parameters import WrongAddress, check_row, check_table

STATEMENTS, DOCUMENTS = table("statements"), table("documents")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=direct",
        "start__gt=100",
        "start__gt=a",
        "rowid__lt=7",
        "text__contains=%",
        "kind__in=direct,mixed",
        'kind__in=["direct", 1, 2.5, null, true]',
        "speaker__isnull=1",
        "_search=the+ferry",
        "_search_text=ferry",
        "_sort=rowid",
        "_sort_desc=start&_size=max",
        "_sort=start&_sort_by_desc=on",
        "_next=a,b",
        "_facet=kind&_facet=cue_class&_facet_size=max",
        "_col=text&_col=kind",
        "_shape=array&_nl=on",
        "_labels=on",
        "_label=speaker_id",
        "_filter_column=kind&_filter_op=exact&_filter_value=direct",
        "_filter_column_1=&_filter_op_1=&_filter_value_1=",
        "_columns=all",
        "_timelimit=100",
        "_stream=1&_dl=1&_header=off",
    ],
)
def test_what_means_something_is_let_through(query: str) -> None:
    check_table(query, STATEMENTS)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("nothing=1", "no column “nothing”"),
        ("fts=1", "no column “fts”"),
        ("kind__nothing=1", "no comparison “nothing”"),
        ("kind__=1", "no comparison “”"),
        ("text__arraycontains=x", "text holds no lists"),
        ("start__gt=²", "“start__gt” has to be a number"),
        ("start__gt=99999999999999999999", "“start__gt” has to be a number"),
        ("start__in=[", "“start__in” has to be at most 500 values"),
        ("start__in=[[1]]", "“start__in” has to be"),
        ("start__in=[99999999999999999999]", "“start__in” has to be"),
        ("start__in=" + "1," * 500, "“start__in” has to be"),
        ("_sort=nothing", "“_sort” has to be a column"),
        ("_sort=text&_sort_desc=text", "not by both"),
        ("_facet=nothing", "“_facet” has to be a column"),
        ("_facet={}", "“_facet” has to be a column"),
        ("_facet_array=text", "that holds lists"),
        ("_facet_date=text", "that holds dates"),
        ("_facet_size=²", "“_facet_size” has to be a number"),
        ("&".join(["_facet=kind"] * 13), "12 columns at a time"),
        ("_size=0", "“_size” has to be a number from 1 to 1000"),
        ("_size=1001", "“_size” has to be a number from 1 to 1000"),
        ("_size=-1", "“_size” has to be a number from 1 to 1000"),
        ("_next=a,b,c", "copied from the page before"),
        ("_timelimit=x", "milliseconds"),
        ("_col=nothing", "“_col” has to be a column"),
        ("_nocol=statement_id", "other than its key"),
        ("_shape=nothing", "one of array"),
        ("_labels=maybe", "on or off"),
        ("_json_infinity=", "on or off"),
        ("_label=text", "refers to another row"),
        ("_searchmode=raw", "“_searchmode” has to be escaped"),
        ("_search_kind=x", "these can: text, speaker"),
        ("_searchx=x", "no parameter “_searchx”"),
        ("_through={}", "no parameter “_through”"),
        ("_fts_table=statements_fts", "no parameter “_fts_table”"),
        ("_trace=1", "no parameter “_trace”"),
        ("_" + "x" * 100, "no parameter “_xxx"),
        ("&".join(["kind=direct"] * 101), "more than 100 parameters"),
    ],
)
def test_what_means_nothing_is_told_by_name(query: str, told: str) -> None:
    with pytest.raises(WrongAddress) as caught:
        check_table(query, STATEMENTS)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 300


def test_only_columns_that_hold_lists_are_counted_by_what_their_lists_hold() -> None:
    check_table("_facet_array=furniture&furniture__arraycontains=x", DOCUMENTS)
    check_table("_facet_date=published_date", DOCUMENTS)
    with pytest.raises(WrongAddress, match="holds lists"):
        check_table("_facet_array=title", DOCUMENTS)


def test_a_table_without_text_cannot_be_searched() -> None:
    with pytest.raises(WrongAddress, match="cannot be searched"):
        check_table("_search=x", replace(STATEMENTS, search=()))


def test_what_others_append_to_the_address_of_a_row_is_passed_over() -> None:
    check_row("utm_source=letter&_shape=objects")
    with pytest.raises(WrongAddress, match="one of array"):
        check_row("_shape=nothing")
