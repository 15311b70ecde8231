"""Which column of a file is which of the schema, and what is wrong with the labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.schema import Column, Table
from toolkit.validate.report import Finding, shown

RULE = "columns"

MAY_HAVE_MORE = ("subset", "partial")
"""Values of ``fieldsMatch`` with which a file may have columns that the schema does not know."""

MAY_HAVE_LESS = ("superset", "partial")


@dataclass(slots=True)
class Matching:
    """The columns of a file against those of a schema."""

    positions: dict[str, int] = field(default_factory=dict)
    """For each column of the schema that the file has, which of the file's it is, from 0."""
    findings: list[Finding] = field(default_factory=list)


def schema_of_labels(labels: Sequence[str], name: str) -> Table:
    """What can be said of a table that has no schema: its columns hold anything."""
    unique = dict.fromkeys(label for label in labels if label)
    return Table(name=name, columns=tuple(Column(one, "any", "string") for one in unique))


def match_columns(
    labels: Sequence[str], table: Table, *, name: str, ignore_case: bool = False
) -> Matching:
    """Match a file's labels with a schema's columns as its ``fieldsMatch`` says.

    Columns are told by their names. Where the order is to be ``exact`` and a label is nobody's, it
    is taken for the column that has its place, so that one wrong label is one finding.

    Args:
        labels: The file's labels in order; they may be empty or stand there twice.
        table: The schema.
        name: How findings call the table.
        ignore_case: Whether labels and names may differ by case.
    """
    wanted = list(table.column_names)
    if ignore_case:
        by_fold = {one.casefold(): one for one in wanted}
        labels = [by_fold.get(label.casefold(), label) for label in labels]
    matching = Matching()
    nobodys = []
    for position, label in enumerate(labels):
        if label in matching.positions:
            message = "Two columns have this label."
            matching.findings.append(Finding(RULE, message, name, column=label))
        elif label in wanted:
            matching.positions[label] = position
        else:
            nobodys.append(position)
    missing = [one for one in wanted if one not in matching.positions]
    if table.fields_match == "exact":
        matching.findings += _in_place(labels, wanted, missing, nobodys, matching, name)
    if table.fields_match not in MAY_HAVE_MORE:
        matching.findings += (_extra(labels[position], position, name) for position in nobodys)
    if table.fields_match in MAY_HAVE_LESS:
        required = [one.name for one in table.columns if one.required]
        missing = [one for one in missing if one in (*required, *table.primary_key)]
    for one in missing:
        matching.findings.append(Finding(RULE, "The column is missing.", name, column=one))
    if table.fields_match == "partial" and wanted and not matching.positions:
        matching.findings.append(Finding(RULE, "No column is one of the schema's.", name))
    return matching


def _in_place(
    labels: Sequence[str],
    wanted: list[str],
    missing: list[str],
    nobodys: list[int],
    matching: Matching,
    name: str,
) -> Iterator[Finding]:
    """Give labels that are nobody's to the column in their place, and look at the order."""
    for position in list(nobodys):
        here = wanted[position] if position < len(wanted) else None
        if here in missing:
            message = f"The column is called {shown(labels[position])!r} in the file."
            yield Finding(RULE, message, name, column=here)
            matching.positions[here] = position
            missing.remove(here)
            nobodys.remove(position)
    order = sorted(matching.positions, key=matching.positions.__getitem__)
    if order != [one for one in wanted if one in matching.positions]:
        yield Finding(RULE, "The columns stand in another order than the schema's.", name)


def _extra(label: str, position: int, name: str) -> Finding:
    if not label:
        return Finding(
            RULE, f"Column {position + 1} has no label, and the schema does not know it.", name
        )
    return Finding(RULE, "The schema has no such column.", name, column=shown(label))
