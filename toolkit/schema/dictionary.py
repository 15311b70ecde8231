"""The data dictionary: every table and column explained, as Markdown and as plain rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.schema.files import rules, tables
from toolkit.schema.model import Column, Constraints, ForeignKey, Table

INTRODUCTION = """\
# Data dictionary

Printed from `schemas/`; change it there.

The dataset records what documents say and who is said to have said it, never what is true. Offsets
count Unicode code points in `documents.text`, half open: `start` is the first, `end` the one after
the last. In CSV files an empty cell is a null and a list is JSON text.
"""

RULE_COLUMNS = ("rule", "reason")
"""Columns that name a rule of the program: why there is a row, or why there is none."""

BOUNDS = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("exclusive_minimum", "more than {}"),
    ("exclusive_maximum", "less than {}"),
    ("min_length", "at least {} characters"),
    ("max_length", "at most {} characters"),
)


def data_dictionary() -> str:
    """All tables, columns and rules as one Markdown page (``docs/data-dictionary.md``)."""
    return "\n".join([INTRODUCTION, *(_table_section(table) for table in tables())])


def dictionary_rows(table: Table) -> list[dict[str, Any]]:
    """One plain row for each column of a table, in order, for ``toolkit schema``.

    Returns:
        Dictionaries with the keys column, type, unit, required, description, example, constraints
        (a sentence), references (``table.column``, or None) and categories (value to label).
    """
    references = _references(table)
    return [
        {
            "column": column.name,
            "type": column.arrow_type,
            "unit": column.unit,
            "required": column.required,
            "description": column.description,
            "example": column.example,
            "constraints": describe_constraints(column, table),
            "references": references.get(column.name),
            "categories": {category.value: category.label for category in column.categories},
        }
        for column in table.columns
    ]


def describe_constraints(column: Column, table: Table) -> str:
    """What a column's values have to keep, in words; empty where anything goes."""
    constraints = column.constraints
    parts = ["primary key"] if table.primary_key == (column.name,) else []
    if constraints.unique:
        parts.append("no two rows alike")
    if constraints.enum is not None and not column.categories:
        parts.append(f"one of {', '.join(map(str, constraints.enum))}")
    if constraints.pattern:
        parts.append(f"matches `{constraints.pattern}`")
    parts += _bounds(constraints)
    return "; ".join(parts)


def _bounds(constraints: Constraints) -> Iterable[str]:
    for name, words in BOUNDS:
        value = getattr(constraints, name)
        if value is not None:
            # A text of at least one character is only "not empty".
            empty = name == "min_length" and value == 1
            yield "not empty" if empty else words.format(value)


def _references(table: Table) -> dict[str, str]:
    return {
        column: f"{key.resource or table.name}.{referenced}"
        for key in table.foreign_keys
        for column, referenced in zip(key.columns, key.referenced, strict=True)
    }


def _table_section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.description, "", *_key_lines(table), ""]
    lines += ["| column | type | always there | what it is | example |", "|---|---|---|---|---|"]
    lines += [_column_line(row) for row in dictionary_rows(table)]
    for column in table.columns:
        if column.categories:
            lines += ["", f"Values of `{column.name}`:", ""]
            lines += [f"- `{category.value}`: {category.label}" for category in column.categories]
    explained = rules().get(table.name, {})
    if explained:
        naming = next(one for one in RULE_COLUMNS if one in table.column_names)
        lines += ["", f"Values of `{naming}`:", "", *_rule_lines(explained)]
    return "\n".join([*lines, ""])


def _key_lines(table: Table) -> list[str]:
    lines = [f"Primary key: {_columns(table.primary_key)}."] if table.primary_key else []
    if table.foreign_keys:
        lines.append(
            f"Refers to: {', '.join(_reference(key, table) for key in table.foreign_keys)}."
        )
    return lines


def _reference(key: ForeignKey, table: Table) -> str:
    return f"{_columns(key.columns)} → `{key.resource or table.name}`"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _column_line(row: Mapping[str, Any]) -> str:
    unit = f" Unit: {row['unit']}." if row["unit"] else ""
    rule = row["constraints"]
    asked = f" ({rule[0].upper()}{rule[1:]}.)" if rule else ""
    cells = [
        f"`{row['column']}`",
        f"`{row['type']}`",
        "yes" if row["required"] else "",
        f"{row['description']}{unit}{asked}",
        _example(row["example"]),
    ]
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _example(value: Any) -> str:
    if value is None:
        return ""
    return f"`{value}`" if isinstance(value, str) else f"`{json.dumps(value, ensure_ascii=False)}`"


def _cell(text: str) -> str:
    """Text that stays one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def _rule_lines(explained: Mapping[str, str]) -> list[str]:
    return [f"- `{name}`: {explained[name]}" for name in sorted(explained)]
