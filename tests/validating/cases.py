"""Small packages that say what each type and constraint means, and where two validators differ.

Each case is one column and its cells; the rows that a validator finds fault with are its verdict.
Where ours is not frictionless's, the case stands in :data:`DIFFERENCES` with the reason.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import frictionless

from toolkit.validate import validate_package

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@dataclass(frozen=True)
class Case:
    """A column, what its schema asks, and its cells."""

    name: str
    field: Mapping[str, Any]
    cells: Sequence[str]
    schema: Mapping[str, Any] = field(default_factory=dict)
    """What else the schema says, such as keys."""


def asked(kind: str, cells: str, **constraints: Any) -> Case:
    """A case of one type with constraints; its cells are separated by spaces, ``~`` is empty."""
    name = f"{kind}: {', '.join(f'{rule} {json.dumps(one)}' for rule, one in constraints.items())}"
    return Case(name, {"type": kind, "constraints": constraints}, _cells(cells))


def written(kind: str, cells: Sequence[str], **lexical: Any) -> Case:
    """A case of one type with something that says how its values are written."""
    name = f"{kind}: {', '.join(f'{key} {json.dumps(one)}' for key, one in lexical.items())}"
    return Case(name, {"type": kind, **lexical}, cells)


def keyed(name: str, cells: str, **schema: Any) -> Case:
    """A case of a key."""
    return Case(name, {"type": "string"}, _cells(cells), schema)


def _cells(cells: str) -> list[str]:
    return ["" if one == "~" else one for one in cells.split(" ")]


TO_ITSELF = [{"fields": ["x"], "reference": {"fields": ["n"]}}]

CASES = (
    asked("string", "a ~ b", required=True),
    asked("string", "a ~ ~ b a", unique=True),
    asked("string", "a b c ~", enum=["a", "b"]),
    asked("string", "ab a abb ba ~", pattern="ab*"),
    asked("string", "a b ab ~", pattern="a|b"),
    asked("string", "ab aab b ~", pattern="(?=a)..?"),
    asked("string", "a ab abc é𝔘 ~", minLength=2),
    asked("string", "a ab abc é𝔘x ~", maxLength=2),
    asked("integer", "1 2 3 x ~", minimum=2),
    asked("integer", "1 2 3 ~", maximum="2"),
    asked("integer", "1 2 3 ~", exclusiveMinimum=2),
    asked("integer", "1 2 3 ~", exclusiveMaximum=2),
    asked("integer", "1 01 2 3 ~", enum=[1, 2]),
    asked("integer", "1 01 2 ~ ~", unique=True),
    asked("integer", "99999999999999999999 1 -99999999999999999999", maximum=10**19),
    asked("number", "1 2.5 2.50001 nan inf ~", maximum=2.5),
    asked("number", "1 2.5 -inf nan ~", minimum=0),
    asked("number", "0.1 0.10 .1 1e-1 0.2", enum=[0.1]),
    asked("number", "0.1 0.10 1 1.0 2 ~", unique=True),
    asked("number", "0.30000000000000004 0.30000000000000001 0.3", maximum=0.3),
    asked("number", "0.30000000000000001 0.3", enum=[0.3]),
    asked("boolean", "true 0 False ~ x", enum=[True]),
    asked("boolean", "true ~ false", required=True),
    asked("date", "2021-03-04 2021-03-05 2021-03-03 ~", minimum="2021-03-04"),
    asked("date", "2021-03-04 2021-03-05 ~", exclusiveMinimum="2021-03-04"),
    asked("date", "2021-03-04 2021-03-05", enum=["2021-03-04"]),
    asked("datetime", "2021-03-04T09:30:00Z 2021-03-04T11:30:00+02:00 2021-03-04T09:29:59Z",
          minimum="2021-03-04T09:30:00Z"),
    asked("datetime", "2021-03-04T09:30:00 2021-03-04T09:29:59", minimum="2021-03-04T09:30:00"),
    asked("time", "09:30:00 09:29:59 ~", minimum="09:30:00"),
    asked("year", "2020 2021 2022 20 ~", minimum=2021, maximum="2021"),
    asked("yearmonth", "2021-03 2021-2 2020-12 x ~", minimum="2021-02"),
    asked("yearmonth", "2021-03 2021-3 2021-04", enum=["2021-03"]),
    asked("duration", "P1D PT24H P1Y ~", enum=["P1D"]),
    asked("duration", "P1D PT23H P1Y ~", minimum="P1D"),
    asked("array", '[] [1] [1,2] {} ~', minLength=1, maxLength=1),
    asked("array", "[1] [2] [1.0]", enum=["[1]"]),
    asked("object", '{} {"a":1} [] ~', minLength=1),
    asked("object", '{"a":1} {"a":2} {"a":1.0}', enum=[{"a": 1}]),
    asked("array", '[] [1] ["a"] ~', jsonSchema={"items": {"type": "integer"}}),
    asked("object", '{"a":1} {} [] ~', jsonSchema={"required": ["a"]}),
    asked("list", "a a,b ~", minLength=2),
    asked("geopoint", "1,2 3,4 1.0,2.0", enum=["1,2"]),
    asked("geojson", "{} [] ~", required=True),
    asked("any", "1 a ~", enum=["a"]),
    asked("any", "1 a ~", required=True),
    written("string", ["-", "NA", "", "x"], missingValues=["-"], constraints={"required": True}),
    written("integer", ["-", "NA", "", "1"], missingValues=["-", "NA"]),
    written("integer", ["-1", "", "3"], missingValues=[{"value": "-1", "label": "not said"}],
            constraints={"required": True}),
    written("integer", ["12 345", "12,345", "7"], groupChar=","),
    written("integer", ["95%", "EUR 30", "x"], bareNumber=False),
    written("number", ["1.234,5", "1,5", "1.5", "x"], decimalChar=",", groupChar="."),
    written("number", ["95.5%", "$4.00 ", "-1 EUR"], bareNumber=False),
    written("boolean", ["yes", "no", "true", ""], trueValues=["yes"], falseValues=["no"]),
    written("date", ["04.03.2021", "2021-03-04", "4.3.2021"], format="%d.%m.%Y"),
    written("date", ["04.03.2021", "05.03.2021"], format="%d.%m.%Y",
            constraints={"minimum": "05.03.2021"}),
    written("date", ["4 March 2021", "2021-03-04", "soon"], format="any"),
    written("datetime", ["04.03.2021 09:30", "2021-03-04T09:30:00"], format="%d.%m.%Y %H:%M"),
    written("time", ["9.30", "09:30:00"], format="%H.%M"),
    written("string", ["a@example.org", "a@", "A.b+c@example.org"], format="email"),
    written("string", ["https://example.org", "example.org", "urn:x:y"], format="uri"),
    written("string", ["123e4567-e89b-12d3-a456-426614174000", "123"], format="uuid"),
    written("string", ["QUJD", "QUJ"], format="binary"),
    written("list", ["1;2", "1;x", "3"], delimiter=";", itemType="integer"),
    written("array", ["[1]", '["a"]'], arrayItem={"type": "integer"}),
    written("geopoint", ["[1, 2]", "1,2", "[181, 0]"], format="array"),
    written("geopoint", ['{"lon": 1, "lat": 2}', "{}"], format="object"),
    written("geojson", ['{"type": "Point", "coordinates": [1, 2]}', '{"type": "Ferry"}']),
    written("integer", ["1", "2", "3"], categories=[1, 2]),
    written("string", ["a", "b", "c"],
            categories=[{"value": "a", "label": "first"}, {"value": "b", "label": "second"}]),
    keyed("primary key", "a b a ~", primaryKey=["x"]),
    keyed("primary key of two columns", "a b a ~", primaryKey=["n", "x"]),
    keyed("unique keys", "a b a ~ ~", uniqueKeys=[["x"]]),
    keyed("foreign key to the table itself", "1 2 9 ~", foreignKeys=TO_ITSELF),
    keyed("foreign key of two columns", "1 2 9 ~", foreignKeys=[
        {"fields": ["n", "x"], "reference": {"fields": ["n", "n"]}},
    ]),
)  # fmt: skip

DIFFERENCES: dict[str, str] = {
    'string: pattern "a|b"': "A pattern is about the whole value. frictionless makes `^a|b$` of "
    "`a|b`, which lets in what begins or ends right.",
    "number: maximum 0.3": "Numbers are doubles here and decimals there: of two texts that are the "
    "same double, frictionless tells one from the other.",
    "number: enum [0.3]": "The same.",
    'duration: minimum "P1D"': "The standard gives durations a minimum and a maximum, and "
    "frictionless refuses the schema.",
    'array: jsonSchema {"items": {"type": "integer"}}': "The standard lets a JSON Schema say what "
    "arrays and objects hold, and frictionless refuses the schema.",
    'object: jsonSchema {"required": ["a"]}': "The same.",
    'integer: groupChar ","': "The standard gives integers a `groupChar`, which frictionless knows "
    "for numbers only.",
    "integer: categories [1, 2]": "frictionless does not look at categories.",
    'string: categories [{"value": "a", "label": "first"}, {"value": "b", "label": "second"}]': (
        "The same."
    ),
    "primary key of two columns": "No part of a primary key may be missing, as in SQL; "
    "frictionless refuses a row only where all parts are.",
    "unique keys": "frictionless does not look at `uniqueKeys`.",
    "foreign key of two columns": "A reference with a part missing points nowhere, as in SQL; "
    "frictionless looks for a row with the same part missing.",
}
"""Each case with another verdict than frictionless's, and why."""

Rows = frozenset[int] | str
"""The numbers of the rows at fault, from 1; or that the schema was refused."""

REFUSED = "refused"


def write_case(case: Case, folder: Path) -> Path:
    """The case as a package."""
    fields = [{"name": "n", "type": "string"}, {"name": "x", **case.field}]
    resource = {
        "name": "cases",
        "type": "table",
        "path": "cases.csv",
        "dialect": {"delimiter": ","},
        "schema": {"fields": fields, **case.schema},
    }
    with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["n", "x"], *([n, x] for n, x in enumerate(case.cells, start=1))])
    descriptor = {"$schema": PROFILE, "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder / "datapackage.json"


def our_verdict(descriptor: Path) -> Rows:
    """The rows that `toolkit validate` finds fault with."""
    findings = validate_package(descriptor).findings
    if any(one.row_number is None for one in findings):
        return REFUSED
    return frozenset(one.row_number for one in findings if one.row_number is not None)


def their_verdict(descriptor: Path) -> Rows:
    """The rows that frictionless finds fault with."""
    report = frictionless.validate(str(descriptor), type="package")
    errors = [error.to_descriptor() for task in report.tasks for error in task.errors]
    if report.errors or any("rowNumber" not in error for error in errors):
        return REFUSED
    return frozenset(error["rowNumber"] - 1 for error in errors)
