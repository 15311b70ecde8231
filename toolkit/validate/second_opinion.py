"""frictionless's own validation of a package, as findings beside ours."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import frictionless

from toolkit.load import Package
from toolkit.validate.normal import is_remote
from toolkit.validate.report import UNCHECKED, Finding, shown


def check_with_frictionless(package: Package) -> Iterator[Finding]:
    """Run frictionless's validation on a package.

    It stops at 1,000 errors, and in Parquet files it sees neither hashes nor physical types. A
    package with addresses on the network is not given to it, because it would fetch them.

    Args:
        package: The package as it is published.
    """
    if _names_addresses(package.descriptor):
        yield Finding(UNCHECKED, "frictionless was not asked: it would fetch from the network.")
        return
    try:
        made = frictionless.Package.from_descriptor(
            copy.deepcopy(dict(package.descriptor)), basepath=str(package.root)
        )
        report = made.validate()
    except frictionless.FrictionlessException as raised:
        yield from (
            Finding("frictionless", shown(one.message) or "")
            for one in (raised.error, *raised.reasons)
        )
        return
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as raised:
        # It fails where it does not foresee something: bounds of another type, lists as keys.
        message = f"frictionless fails: {type(raised).__name__}: {shown(raised)}"
        yield Finding("frictionless", message)
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


def _names_addresses(value: Any) -> bool:
    """Whether a descriptor names an address where frictionless would look for something."""
    if isinstance(value, dict):
        return any(
            is_remote(one) or (isinstance(one, list) and any(map(is_remote, one)))
            for key in ("path", "schema", "dialect")
            if (one := value.get(key)) is not None
        ) or any(_names_addresses(one) for one in value.get("resources") or [])
    return False
