"""``README.md``: the dataset card, for people and for the Hugging Face Hub."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from toolkit.package.card_front import front_matter
from toolkit.package.card_tables import column_sections, coverage_lines, table_lines
from toolkit.package.citation import citation
from toolkit.package.measures import Measure

SECTIONS = """\
## What a row is

The dataset records **what documents say, who is said to have said it, and where exactly it
stands**. It does not record what is true. A figure carries who asserts it, and two documents that
disagree give two rows. `start` and `end` count Unicode code points in `documents.text`, half open:
for every span, `text == documents.text[start:end]`.

## Tables

{tables}

Each table is one Parquet file and one CSV file with the same rows. In CSV an empty cell is a null
and a list is JSON text; open it as text where a cell that begins with `=` must not be taken for a
formula.

## Load it

```python
import pandas as pd

statements = pd.read_parquet("data/statements.parquet", dtype_backend="pyarrow")
```

```python
import polars as pl

statements = pl.read_parquet("data/statements.parquet")
```

```sql
-- DuckDB
SELECT * FROM 'data/statements.parquet';
```

```python
from datasets import load_dataset

statements = load_dataset(".", "statements")
```

## How it was made

The program `toolkit` {toolkit} read the documents, parsed them with a statistical language
pipeline, and found statements, figures and names by rules; no word in a row was written by a
generative model. The column `rule` names the rule behind each row. The certificate in
`datapackage.json` holds the hashes of the documents, the configuration and the pipeline: equal
hashes and the same version of the program give equal rows.

## What to know before you use it

- The rows were made by a program and contain mistakes; check a row against its document before you
  rely on it.
- That a row is missing does not mean that nobody said it. What was seen and became no row is in the
  table `unclaimed`, with the reason.
- The documents are what somebody collected, not a sample of all that was said: counts compare
  documents, not speakers' importance or honesty.
- Names are as printed. One person can be two entities where no document joins the names.

{coverage}

## Measured accuracy

{accuracy}

## Columns

`datapackage.json` has the types, constraints and keys in machine-readable form.

{columns}

## Licence

{licence}

## Cite it

> {citation}

## Correct it

Each row has an id that stays the same as long as the document and the place in it do. Report a
mistake with the row's id{contact}. `CHANGELOG.md` says what changed from version to version.
"""

ACCURACY = """\
Counted on the hand-annotated texts of the last column, not on this dataset. The interval is what
other documents of the same sort could have given (bootstrap over documents); texts of another sort
can lie outside it."""


def dataset_card(
    descriptor: Mapping[str, Any], tables: Mapping[str, pa.Table], *, measures: Sequence[Measure]
) -> str:
    """The card of a package.

    Args:
        descriptor: The content of ``datapackage.json``.
        tables: The tables by name, in their order.
        measures: The measured accuracy of the program; empty where it was not measured.
    """
    resources = [one for one in descriptor["resources"] if one["format"] == "parquet"]
    body = SECTIONS.format(
        tables=table_lines(resources),
        toolkit=descriptor["toolkit:certificate"]["toolkit"],
        coverage=coverage_lines(tables),
        accuracy=_accuracy(measures),
        columns=column_sections(tables),
        licence=_licence(descriptor),
        citation=citation(descriptor),
        contact=_contact(descriptor),
    )
    opening = f"# {descriptor['title']}\n\nVersion {descriptor['version']}{_date(descriptor)}."
    description = descriptor.get("description")
    if description:
        opening = f"{opening}\n\n{description}"
    return f"{front_matter(descriptor, tables, resources)}\n{opening}\n\n{body}"


def _accuracy(measures: Sequence[Measure]) -> str:
    if not measures:
        return "Not measured yet."
    lines = [
        ACCURACY,
        "",
        "| what | share | 95 % interval | counted on |",
        "| --- | ---: | ---: | --- |",
    ]
    lines += [
        f"| {one.what} | {one.value:.3f} | {one.lower:.3f} to {one.upper:.3f} | {one.texts} |"
        for one in measures
    ]
    return "\n".join(lines)


def _licence(descriptor: Mapping[str, Any]) -> str:
    licences = descriptor.get("licenses", [])
    texts = descriptor.get("toolkit:textsLicence") or (
        "The documents' own words remain their publishers'."
    )
    if not licences:
        return f"No licence is stated for the annotations. {texts}"
    licence = licences[0]
    title = licence.get("title") or licence.get("name") or licence["path"]
    named = f"[{title}]({licence['path']})" if "path" in licence else title
    return f"The annotations, which is everything but the documents' own words: {named}. {texts}"


def _contact(descriptor: Mapping[str, Any]) -> str:
    for contributor in descriptor.get("contributors", ()):
        place = contributor.get("email") or contributor.get("path")
        if place:
            return f" to {contributor['title']} ({place})"
    return ""


def _date(descriptor: Mapping[str, Any]) -> str:
    return f", {descriptor['created'][:10]}" if "created" in descriptor else ""
