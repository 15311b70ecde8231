"""The parts of the dataset card that are counted or listed: tables, columns, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from toolkit.package.seen import add_seen, count_seen
from toolkit.schema import rules, table


def table_lines(resources: Sequence[Mapping[str, Any]]) -> str:
    """One line for each table: its name, its rows, what it is."""
    lines = ["| table | rows | |", "| --- | ---: | --- |"]
    for resource in resources:
        first = resource["description"].split(". ")[0].rstrip(".")
        lines.append(f"| `{resource['name']}` | {resource['toolkit:rows']:,} | {_cell(first)}. |")
    return "\n".join(lines)


def column_sections(tables: Mapping[str, pa.Table]) -> str:
    """For each table its columns, with type and meaning, and the rules that its rows name."""
    return "\n\n".join(_columns(name, rows) for name, rows in tables.items())


def _columns(name: str, rows: pa.Table) -> str:
    lines = [f"### {name}", "", "| column | type | |", "| --- | --- | --- |"]
    for column in table(name).columns:
        kind = f"`{column.arrow_type}`" + ("" if column.required else " or null")
        lines.append(f"| `{column.name}` | {kind} | {_cell(column.description)} |")
    explained = rules().get(name, {})
    named: list[Any] = rows["rule"].to_pylist() if "rule" in rows.column_names else []
    used = sorted(set(named))
    lines += [""] * bool(used)
    lines += [f"- rule `{rule}`: {explained.get(rule, 'not explained')}" for rule in used]
    return "\n".join(lines)


def coverage_lines(tables: Mapping[str, pa.Table]) -> str:
    """How much of what stands in the documents became rows, and how much of each row is known."""
    lines = ["| of | are | |", "| --- | --- | ---: |"]
    for name, what, column in (
        ("documents", "have a text", "text"),
        ("documents", "state their publisher", "publisher"),
        ("documents", "state their date", "published_date"),
        ("statements", "have a known speaker", "speaker_id"),
        ("figures", "are asserted by a known speaker or issuer", "asserted_by"),
    ):
        total = tables[name].num_rows
        values = tables[name][column]
        if column == "text":
            # An edition may leave out the texts that there are.
            values = pc.coalesce(values, tables[name]["text_sha256"])
        known = total - values.null_count
        lines.append(f"| {total:,} {name} | {what} | {known:,} |")
    parts = [lines, _seen(tables), _unclaimed(tables["unclaimed"]), _problems(tables)]
    return "\n\n".join("\n".join(part) for part in parts)


def _seen(tables: Mapping[str, pa.Table]) -> list[str]:
    """What was seen in the documents, and what became of it."""
    documents = count_seen(tables)
    lines = [
        "| seen | in a row | rightly in none | left over |",
        "| --- | ---: | ---: | ---: |",
    ]
    for kind, seen in add_seen(documents).items():
        lines.append(f"| {kind}s | {seen.claimed:,} | {seen.excluded:,} | {seen.left_over:,} |")
    open_still = sum(any(kind.left_over for kind in found.values()) for found in documents.values())
    return [
        *lines,
        "",
        f"{open_still:,} of {len(documents):,} documents have something left over: a quotation or a"
        " verb of speech without a statement, a capitalised name without an entity.",
    ]


def _unclaimed(unclaimed: pa.Table) -> list[str]:
    if not unclaimed.num_rows:
        return ["Everything that was seen became a row."]
    reasons = Counter(
        zip(unclaimed["kind"].to_pylist(), unclaimed["reason"].to_pylist(), strict=True)
    )
    lines = ["Seen, and no row:", "", "| what | reason | times |", "| --- | --- | ---: |"]
    ordered = sorted(reasons.items(), key=lambda entry: (entry[0][0], -entry[1], entry[0][1]))
    return lines + [f"| {kind} | {reason} | {times:,} |" for (kind, reason), times in ordered]


def _problems(tables: Mapping[str, pa.Table]) -> list[str]:
    severities = Counter(tables["problems"]["severity"].to_pylist())
    if not severities:
        return ["No problem was found with the documents."]
    found = [
        f"{severities[name]:,} {name}{'' if severities[name] == 1 else 's'}"
        for name in ("error", "warning", "note")
    ]
    return [f"The table `problems` has {', '.join(found)}."]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
