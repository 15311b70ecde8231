"""frictionless's own validation of a package, as findings beside ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import frictionless

from toolkit.validate.report import Finding, shown

COLUMNS = ["name", "rowNumber", "fieldName", "type", "note", "cell"]


def check_with_frictionless(descriptor: Path) -> Iterator[Finding]:
    """Run ``frictionless validate`` on a package.

    It stops at 1,000 errors, and in Parquet files it sees neither hashes nor physical types.

    Args:
        descriptor: The package's ``datapackage.json``.
    """
    try:
        report = frictionless.validate(str(descriptor), type="package")
    except frictionless.FrictionlessException as raised:
        yield Finding("frictionless", str(raised.error.message))
        return
    tasks = {task.name: task for task in report.tasks}
    for error in report.errors:
        yield Finding(f"frictionless:{error.type}", error.message)
    for name, task in tasks.items():
        for fault in task.errors:
            plain = fault.to_descriptor()
            number = plain.get("rowNumber")
            yield Finding(
                rule=f"frictionless:{fault.type}",
                message=shown(fault.note) or "",
                table=name,
                row_number=None if number is None else number - 1,
                column=plain.get("fieldName"),
                value=shown(plain.get("cell")),
            )
