"""What may follow the question mark in a table's address, checked before Datasette reads it.

Datasette 0.65 answers many a wrong parameter with an error of Python (``_timelimit=x``,
``_next=a,b,c``), and passes over others in silence, so that a mistyped filter shows every row. Here
each one is known by name: a wrong one is told to the reader, and an exception behind any other
address is a fault of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from datasette.utils.asgi import BadRequest

from toolkit.schema import Table
from toolkit.serve.plain import shorten

MOST_PARAMETERS = 100
MOST_FACETS = 12
MOST_VALUES = 500
LARGEST_PAGE = 1000
LARGEST_INTEGER = 2**63 - 1
"""The largest that SQLite holds."""
LONGEST_NAME = 40

ROW_NUMBER = "rowid"
NUMBER = re.compile(r"[0-9]{1,6}")
SWITCH = frozenset({"on", "off", "true", "false", "1", "0"})
SHAPES = frozenset({"arrays", "objects", "array", "object", "arrayfirst"})

ORDER_LOOKUPS = frozenset({"gt", "gte", "lt", "lte"})
SET_LOOKUPS = frozenset({"in", "notin"})
LIST_LOOKUPS = frozenset({"arraycontains", "arraynotcontains"})
TEXT_LOOKUPS = frozenset(
    "exact not contains endswith startswith like notlike glob date isnull notnull isblank "
    "notblank".split()
)
LOOKUPS = ORDER_LOOKUPS | SET_LOOKUPS | LIST_LOOKUPS | TEXT_LOOKUPS

Check = Callable[[str, Table], bool]


class WrongAddress(BadRequest):  # type: ignore[misc] # Datasette is not typed
    """An address that cannot be understood; its message is written for the reader."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What one parameter's value has to be."""

    check: Check
    expected: str = ""


def _anything(_value: str, _table: Table) -> bool:
    return True


def _column(value: str, table: Table) -> bool:
    return value in table.column_names


def _sortable(value: str, table: Table) -> bool:
    return value in ("", ROW_NUMBER) or _column(value, table)


def _hideable(value: str, table: Table) -> bool:
    return _column(value, table) and value not in table.primary_key


def _list_column(value: str, table: Table) -> bool:
    return _column(value, table) and table.column(value).is_list


def _day_column(value: str, table: Table) -> bool:
    return _column(value, table) and table.column(value).type in ("date", "datetime")


def _reference(value: str, table: Table) -> bool:
    return any(key.columns == (value,) for key in table.foreign_keys)


def _searchable(_value: str, table: Table) -> bool:
    return bool(table.search)


def _page_size(value: str, _table: Table) -> bool:
    if value in ("", "max"):
        return True
    return NUMBER.fullmatch(value) is not None and 1 <= int(value) <= LARGEST_PAGE


def _number(value: str, _table: Table) -> bool:
    return value == "" or NUMBER.fullmatch(value) is not None


def _number_or_max(value: str, table: Table) -> bool:
    return value == "max" or _number(value, table)


def _place(value: str, _table: Table) -> bool:
    """Where a page begins: the last row's key, with the value that it is sorted by before it."""
    return len(value.split(",")) <= 2


ANY = Parameter(_anything)
COLUMN = "a column of this table"
ON_OFF = Parameter(lambda value, _: value in SWITCH, "on or off")

OF_ANSWERS: Mapping[str, Parameter] = {
    "_shape": Parameter(lambda value, _: value in SHAPES, f"one of {', '.join(sorted(SHAPES))}"),
    "_json": ANY,
    "_json_infinity": ON_OFF,
    "_nl": ANY,
    "_extras": ANY,
}
"""How an answer in JSON is written, the only parameters that a row's address has."""

OF_TABLES: Mapping[str, Parameter] = {
    **OF_ANSWERS,
    "_search": Parameter(_searchable, "left out: this table cannot be searched"),
    "_searchmode": Parameter(lambda value, _: value == "escaped", "escaped"),
    "_sort": Parameter(_sortable, COLUMN),
    "_sort_desc": Parameter(_sortable, COLUMN),
    "_sort_by_desc": ANY,
    "_facet": Parameter(_column, COLUMN),
    "_facet_array": Parameter(_list_column, "a column of this table that holds lists"),
    "_facet_date": Parameter(_day_column, "a column of this table that holds dates or times"),
    "_facet_size": Parameter(_number_or_max, "a number or max"),
    "_size": Parameter(_page_size, f"a number from 1 to {LARGEST_PAGE}, or max"),
    "_next": Parameter(_place, "copied from the page before"),
    "_timelimit": Parameter(_number, "a number of milliseconds"),
    "_col": Parameter(_column, COLUMN),
    "_nocol": Parameter(_hideable, "a column of this table other than its key"),
    "_labels": ON_OFF,
    "_label": Parameter(_reference, "a column that refers to another row"),
    "_columns": Parameter(lambda value, _: value in ("", "all"), "all"),
    **dict.fromkeys(
        ("_nofacet", "_nocount", "_nosuggest", "_stream", "_dl", "_header", "_where"), ANY
    ),
}
"""What Datasette reads at a table's address, as far as this site offers it."""

FILTER_FORM = re.compile(r"_filter_(column|op|value)(_[0-9]{1,3})?")
"""The fields of the filter form, which Datasette turns into the address of the filters."""

SEARCH_COLUMN = "_search_"


def check_row(query: str) -> None:
    """Hold the parameters of a row's address to what they may be; others are let through.

    Raises:
        WrongAddress: One has a value that means nothing.
    """
    for name, value in parameters(query):
        known = OF_ANSWERS.get(name)
        if known is not None and not known.check(value, Table("", ())):
            raise _wrong(name, known.expected)


def check_table(query: str, table: Table) -> None:
    """Hold the parameters of a table's address to what they may be.

    Args:
        query: What stands after the question mark, as sent.
        table: The table that is asked for.

    Raises:
        WrongAddress: One is not known or has a value that means nothing.
    """
    pairs = parameters(query)
    names = [name for name, _ in pairs]
    if "_sort" in names and "_sort_desc" in names and "_sort_by_desc" not in names:
        raise WrongAddress("Rows can be sorted by _sort or by _sort_desc, not by both.")
    if sum(name.startswith("_facet") for name in names) > MOST_FACETS:
        raise WrongAddress(f"Rows can be counted by {MOST_FACETS} columns at a time.")
    for name, value in pairs:
        if name.startswith("_") and "__" not in name:
            _check_special(name, value, table)
        else:
            _check_filter(name, value, table)


def parameters(query: str) -> list[tuple[str, str]]:
    """The names and values in an address, read as Datasette reads them.

    Raises:
        WrongAddress: There are more than anybody needs.
    """
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError as error:
        raise WrongAddress(f"It has more than {MOST_PARAMETERS} parameters.") from error


def _check_special(name: str, value: str, table: Table) -> None:
    if FILTER_FORM.fullmatch(name):
        return
    if name.startswith(SEARCH_COLUMN):
        if name.removeprefix(SEARCH_COLUMN) not in table.search:
            raise WrongAddress(
                f"{_shown(name)} names no column that can be searched; "
                f"these can: {', '.join(table.search) or 'none'}."
            )
        return
    known = OF_TABLES.get(name)
    if known is None:
        raise WrongAddress(f"This site knows no parameter {_shown(name)}.")
    if not known.check(value, table):
        raise _wrong(name, known.expected)


def _check_filter(name: str, value: str, table: Table) -> None:
    """``kind=direct`` or ``start__gt=100``."""
    column, separator, lookup = name.rpartition("__")
    if not separator:
        column, lookup = name, "exact"
    if column != ROW_NUMBER and not _column(column, table):
        raise WrongAddress(f"This table has no column {_shown(column)}.")
    if lookup not in LOOKUPS:
        raise WrongAddress(
            f"There is no comparison {_shown(lookup)}; these there are: "
            f"{', '.join(sorted(LOOKUPS))}."
        )
    if lookup in LIST_LOOKUPS and not _list_column(column, table):
        raise WrongAddress(f"The column {column} holds no lists.")
    # Datasette makes whole numbers of digits, and takes "²" for one.
    if lookup in ORDER_LOOKUPS and value.isdigit() and not _integer(value):
        raise _wrong(name, "a number that is not too large")
    if lookup in SET_LOOKUPS and not _is_set(value):
        raise _wrong(name, f"at most {MOST_VALUES} values between commas, or a JSON list of them")


def _is_set(value: str) -> bool:
    if not value.startswith("["):
        return value.count(",") < MOST_VALUES
    try:
        values = json.loads(value)
    except (ValueError, RecursionError):
        return False
    if not isinstance(values, list) or len(values) > MOST_VALUES:
        return False
    return all(
        isinstance(one, str | float | bool | None)
        or (isinstance(one, int) and abs(one) <= LARGEST_INTEGER)
        for one in values
    )


def _integer(digits: str) -> bool:
    """Whether digits are a number that SQLite holds."""
    return digits.isascii() and len(digits) < 20 and int(digits) <= LARGEST_INTEGER


def _wrong(name: str, expected: str) -> WrongAddress:
    return WrongAddress(f"The value of {_shown(name)} has to be {expected}.")


def _shown(name: str) -> str:
    """A name that a reader sent, short enough to say."""
    return f"“{shorten(name, LONGEST_NAME)}”"
