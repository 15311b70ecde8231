"""The front matter of the dataset card: what the Hugging Face Hub reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from toolkit.package.yaml_values import yaml_value

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
)
"""The Hub's names for how many rows the largest table has."""

OPENING_TABLE = "statements"
"""The table that the Hub shows first."""


def front_matter(
    descriptor: Mapping[str, Any],
    tables: Mapping[str, pa.Table],
    resources: Sequence[Mapping[str, Any]],
) -> str:
    """The front matter, between its two lines of dashes.

    Args:
        descriptor: The content of ``datapackage.json``.
        tables: The tables by name, in their order.
        resources: The descriptor's Parquet resources, one for each table.
    """
    tags: list[Any] = tables["documents"]["language"].to_pylist()
    # The Hub knows languages, and no script whose language is not clear.
    languages = sorted({tag for tag in tags if tag.partition("-")[0] != "und"})
    lines = ["---", f"pretty_name: {yaml_value(descriptor['title'])}"]
    lines += [f"license: {yaml_value(_hub_licence(descriptor))}"]
    lines += [f"language: {yaml_value(languages)}"] if languages else []
    lines += [f"tags: {yaml_value(descriptor['keywords'])}"] if "keywords" in descriptor else []
    lines += [f"size_categories: [{yaml_value(_size(tables))}]", "configs:"]
    for resource in resources:
        name = resource["name"]
        if not resource["toolkit:rows"]:
            continue  # The Hub's library, datasets 5.2, stops at a table without rows.
        lines += [f"- config_name: {name}", f"  data_files: {yaml_value(resource['path'])}"]
        lines += ["  default: true"] if name == OPENING_TABLE else []
    return "\n".join([*lines, "---", ""])


def _hub_licence(descriptor: Mapping[str, Any]) -> str:
    """The Hub's name of the licence; ``other`` where the texts have one of their own."""
    licences = descriptor.get("licenses", [])
    if "toolkit:textsLicence" in descriptor or not licences:
        return "other"
    return str(licences[0].get("name", "other")).lower()


def _size(tables: Mapping[str, pa.Table]) -> str:
    largest = max(table.num_rows for table in tables.values())
    return next((name for limit, name in SIZES if largest < limit), "n>100M")
