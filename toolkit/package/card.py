"""``README.md``: the dataset card, for people and for the Hugging Face Hub."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from toolkit.attribution import citation
from toolkit.package import about
from toolkit.package.card_front import front_matter
from toolkit.package.card_tables import column_sections, coverage_lines, table_lines
from toolkit.package.card_voices import voice_lines
from toolkit.package.measures import Measure

SECTIONS = """\
## What a row is

The dataset records **what documents say, who is said to have said it, and where exactly it
stands**. It does not record what is true. A figure carries who asserts it, and two documents that
disagree give two rows. `start` and `end` count Unicode code points in the text of the document,
half open: for every span, `text == documents.text[start:end]`. {texts}

## Tables

{tables}

Each table is one Parquet file and one CSV file with the same rows. In CSV an empty cell is a null
and a list is JSON text; open it as text where a cell that begins with `=` must not be taken for a
formula.

## Load it

With the toolkit, typed and with keys known (`toolkit.load_package(".").statements`); without it:

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

The program `toolkit` {toolkit} read the documents. {reading} {annotation} The certificate in
`datapackage.json` holds the hashes of the documents, the configuration and the pipeline: equal
hashes and the same version of the program give equal rows.

## Known limits

{limits}

{missing}

## Known biases

{biases}

## Who speaks, and who does not

{voices}

## Persons, and what to use it for

{use}

## How much is known

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

`CITATION.cff` says the same for reference managers; `datapackage.json` and `croissant.json`
describe the files for programs.

## Correct it

Each row has an id that stays the same as long as the document and the place in it do. Report a
mistake with the row's id{contact}. Whoever builds the dataset writes a line into `corrections.csv`
(`toolkit correct ROW_ID`), and what it did is recorded in `problems`.
{maintenance} `CHANGELOG.md` says what changed from version to version.
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
        texts=about.texts(descriptor),
        tables=table_lines(resources),
        toolkit=descriptor["toolkit:certificate"]["toolkit"],
        reading=about.READING,
        annotation=about.ANNOTATION,
        limits=_listed(about.LIMITS),
        missing=about.MISSING,
        biases=_listed(about.biases(descriptor)),
        voices=voice_lines(tables),
        use=_listed([*about.USES, *about.PERSONAL, about.IMPACT]),
        maintenance=about.MAINTENANCE,
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


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(one.split())}" for one in sentences)


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
