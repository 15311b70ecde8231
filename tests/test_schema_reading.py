"""Every cell gets the verdict that frictionless gives it, read plainly or with care."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from frictionless import Field
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SchemaError
from toolkit.schema import Column, parse_table
from toolkit.schema.native import read_native
from toolkit.schema.plain import plain_values
from toolkit.schema.reading import ColumnReader

TEXTS: dict[str, list[str]] = {
    "string": ["a", " ", "nan", "é", "a\nb"],
    "integer": [
        *("0", "-0", "+7", " 7 ", "007", "1_000", "٣", "7.0", "7,000", "1e3", "x", "--1", "9" * 18),
        *("9223372036854775807", "9223372036854775808", "-9223372036854775809", "7%", "€7", "0x1"),
    ],
    "number": [
        *(
            "0",
            "-0.5",
            "+1",
            " 1.5 ",
            ".5",
            "5.",
            "1e5",
            "1E-5",
            "1_0",
            "nan",
            "NaN",
            "inf",
            "-INF",
        ),
        *(
            "Infinity",
            "x",
            "1.2.3",
            "1,5",
            "1.000,5",
            "1 000",
            "€1.5",
            "12%",
            "0x1",
            "1d",
            "e5",
            "-",
        ),
    ],
    "boolean": ["true", "True", "TRUE", "1", "false", "0", "yes", "no", "tRUE", "2", "wahr"],
    "date": [
        *("2021-03-04", "2021-3-4", "0001-01-01", "0000-01-01", "1000-12-31", "2021-02-29"),
        *("2020-02-29", "2021-13-01", "04.03.2021", "March 4, 2021", "2021-03-04T00:00:00", "x"),
        *("20210304", "12021-01-01", " 2021-03-04", "9999-12-31", "2021/03/04", "0100-01-01"),
    ],
    "datetime": [
        *("2021-03-04T09:30:00", "2021-03-04T09:30:00Z", "2021-03-04 09:30:00", "2021-03-04"),
        *("2021-03-04T09:30:00.123456Z", "2021-03-04T09:30:00.1234567", "2021-03-04T09:30"),
        *("2021-03-04T24:00:00", "2021-03-04T25:00:00", "2021-03-04T09:30:00+02:00", "x"),
        *("2021-03-04T09:30:60", "2021-02-29T09:30:00", "04.03.2021 09:30", "2021-03-04T09:30:00z"),
        *("2021-03-04T09:30:00+0200", "2021-03-04T09:30:00-99:00", "1000-01-01T00:00:00"),
    ],
    "time": [
        *("09:30:00", "09:30", "09:30:00Z", "09:30:00.5", "24:00:00", "23:59:59", "29:00:00"),
        *("09:30:00+02:00", "9:30:00", "09:60:00", "half past nine", "093000", "9.30"),
    ],
    "duration": ["P1Y", "P1M2D", "PT5M", "P1W", "PT0.5S", "-P1D", "P", "1 day", "P1Y2M3DT4H5M6S"],
    "year": ["2021", "0999", "0000", "21", "12021", " 999", "-999", "x", "20.1", "٢٠٢١", "+999"],
    "yearmonth": ["2021-03", "2021-13", "2021-3", "0001-01", "2021", "x", "2021-03-04", "21-1"],
    "object": ["{}", '{"a": 1}', "[]", "1", "{", "null", "x", '"a"', ' {"a": 1} '],
    "array": ["[]", "[1, 2]", '["a"]', "{}", "[", "1", "null", "a,b", "[null]"],
    "list": ["a,b", "a", "1,2", "1,x", ",", "a,,b", "2021-03-04,2021-03-05", "true,false", "a;b"],
    "geopoint": [
        *("90.5, 45.5", "181,0", "0,91", "0", "a,b", "1,2,3", "[1, 2]", '{"lon": 1, "lat": 2}'),
        *('{"lon": 1}', "-180,-90", "1e1,2", "[1]"),
    ],
    "geojson": [
        *('{"type": "Point", "coordinates": [1, 2]}', '{"type": "Ferry"}', "{}", "[]", "x"),
        '{"type": "Feature", "geometry": null, "properties": {}}',
    ],
    "any": ["a", "1", "[]", " "],
}

ADDRESSES = [
    *("ida@example.org", "ida.holm@harbour.example", "ida", "ida@", "@example.org", "a b@c.de"),
    *("ida@example", "ida+tag@example.org", "ida@exa_mple.org", "IDA@EXAMPLE.ORG", "é@example.org"),
    *(
        "https://example.org/a?b#c",
        "http://example.org",
        "example.org",
        "urn:isbn:1",
        "mailto:a@b.c",
    ),
    *(
        "https://",
        "http://a b",
        "ftp://example.org/x",
        "https://exa%zz.org",
        "x:y",
        "http://[::1]/",
    ),
    *("123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "123e4567"),
    *("{123e4567-e89b-12d3-a456-426614174000}", "00000000-0000-0000-0000-000000000000"),
    *(
        "QUJD",
        "QUJ",
        "====",
        "POINT (1 2)",
        "POINT (1",
        "LINESTRING (1 2, 3 4)",
        "https://example.org/",
    ),
]

FIELDS: list[dict[str, Any]] = [
    *({"type": kind} for kind in TEXTS),
    *({"type": "string", "format": form} for form in ("email", "uri", "uuid", "binary")),
    {"type": "integer", "bareNumber": False},
    {"type": "number", "bareNumber": False},
    {"type": "number", "decimalChar": ","},
    {"type": "number", "groupChar": ","},
    {"type": "number", "decimalChar": ",", "groupChar": "."},
    {"type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": False},
    {"type": "boolean", "trueValues": ["yes", "wahr"], "falseValues": ["no"]},
    {"type": "boolean", "trueValues": ["yes"]},
    {"type": "date", "format": "any"},
    {"type": "date", "format": "%d.%m.%Y"},
    {"type": "datetime", "format": "any"},
    {"type": "datetime", "format": "%d.%m.%Y %H:%M"},
    {"type": "time", "format": "any"},
    {"type": "time", "format": "%H.%M"},
    {"type": "array", "arrayItem": {"type": "integer"}},
    {"type": "list", "itemType": "integer"},
    {"type": "list", "itemType": "date"},
    {"type": "list", "itemType": "boolean"},
    {"type": "list", "delimiter": ";"},
    {"type": "geopoint", "format": "array"},
    {"type": "geopoint", "format": "object"},
    {"type": "geojson", "format": "topojson"},
]


def column(**field: Any) -> Column:
    return parse_table({"name": "ferries", "fields": [{"name": "x", **field}]}).columns[0]


def is_value(field: dict[str, Any], text: str) -> bool:
    value, notes = Field.from_descriptor({"name": "x", **field}).read_cell(text)
    return value is not None and not notes


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: " ".join(map(str, field.values())))
def test_a_text_is_a_value_where_frictionless_reads_one(field: dict[str, Any]) -> None:
    texts = [*TEXTS[field["type"]], *(ADDRESSES if "format" in field else ())]
    cells = ColumnReader(column(**field)).read(pl.Series(texts, dtype=pl.String))
    wrong = cells.broken.get("type", pl.repeat(False, len(texts), eager=True)).to_list()
    differing = [
        text for text, ours in zip(texts, wrong, strict=True) if ours == is_value(field, text)
    ]
    assert differing == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: " ".join(map(str, field.values())))
def test_what_is_read_plainly_has_the_value_that_care_gives_it(field: dict[str, Any]) -> None:
    texts = pl.Series(TEXTS[field["type"]], dtype=pl.String)
    one = column(**field)
    plain = plain_values(texts, one)
    careful = ColumnReader(one)
    pairs = [
        (text, value, careful._careful.read(text)[0])
        for text, value in zip(texts, plain, strict=True)
        if value is not None
    ]
    assert [
        pair for pair in pairs if (type(pair[1]), str(pair[1])) != (type(pair[2]), str(pair[2]))
    ] == []


@pytest.mark.parametrize(
    "kind", ["integer", "number", "date", "datetime", "time", "year", "yearmonth"]
)
@settings(max_examples=60)
@given(texts=st.lists(st.text("0123456789-:.,TZ+e _%", max_size=20), min_size=1, max_size=20))
def test_any_text_of_digits_and_marks_gets_the_same_verdict(kind: str, texts: list[str]) -> None:
    field = {"type": kind}
    given_texts = [text for text in texts if text]
    cells = ColumnReader(column(**field)).read(pl.Series(given_texts, dtype=pl.String))
    wrong = cells.broken.get("type", pl.repeat(False, len(given_texts), eager=True)).to_list()
    assert wrong == [not is_value(field, text) for text in given_texts]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ({"type": "number", "decimalChar": ",", "groupChar": "."}, "1.234,5", 1234.5),
        ({"type": "integer", "groupChar": " "}, "12 345", 12345),
        ({"type": "integer", "bareNumber": False}, "EUR 30", 30),
        ({"type": "boolean", "trueValues": ["aye"]}, "aye", True),
        ({"type": "yearmonth"}, "21-3", "0021-03"),
    ],
)
def test_how_a_value_is_written_is_what_the_field_says(
    field: dict[str, Any], text: str, value: Any
) -> None:
    assert ColumnReader(column(**field)).read(pl.Series([text])).values.to_list() == [value]


def test_a_missing_value_is_no_value_and_its_own_list_goes_before_the_tables() -> None:
    fields = [{"name": "a"}, {"name": "b", "missingValues": [{"value": "-", "label": "not said"}]}]
    table = parse_table({"name": "t", "fields": fields, "missingValues": ["", "NA"]})
    texts = pl.Series(["", "NA", "-", "x", None])
    present = [ColumnReader(one).read(texts).present.to_list() for one in table.columns]
    assert present == [[False, False, True, True, False], [True, True, False, True, False]]


def test_an_integer_beyond_64_bits_is_read_and_held_to_its_bounds() -> None:
    reader = ColumnReader(column(type="integer", constraints={"maximum": 10**20}))
    cells = reader.read(pl.Series(["1" + "0" * 19, "1" + "0" * 21]))
    assert cells.values.to_list() == [None, None]
    assert cells.broken["maximum"].to_list() == [False, True]
    assert set(cells.broken) == {"maximum"}


def test_a_format_that_nobody_knows_is_a_fault_of_the_schema() -> None:
    with pytest.raises(SchemaError, match=r"Column x: .*hello"):
        ColumnReader(column(type="string", format="hello")).read(pl.Series(["a"]))


def test_a_bound_is_read_as_the_columns_values_are() -> None:
    reader = ColumnReader(column(type="number", decimalChar=","))
    assert reader.constant("1,5") == 1.5
    with pytest.raises(SchemaError, match="the constraint 'x' is no number"):
        reader.constant("x")


@pytest.mark.parametrize(
    ("values", "allowed"),
    [(["a"], False), ([1], False), ([["a"]], True), ([None], True)],
)
def test_a_list_column_of_a_file_holds_lists(values: list[Any], allowed: bool) -> None:
    one = column(type="any", **{"toolkit:arrowType": "list<string>"})
    assert read_native(pl.Series("x", values), ColumnReader(one))[1] is allowed
