"""``toolkit diff``: what changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.commands.arguments import AsJson
from toolkit.commands.printing import print_json

SHOWN_CHANGES = 5


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The edition before.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The edition after it.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Write every change to changes.parquet and changes.csv there.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two editions, and why.

    Each is a package: its folder, its datapackage.json, or a zip of it. Which version number
    follows from the changes is said as well.
    """
    from toolkit.package import diff_packages, diff_sections, diff_to_json, write_changes

    found = diff_packages(old, new)
    written = write_changes(found, output) if output else ()
    if as_json:
        print_json(diff_to_json(found))
        return
    for heading, lines in diff_sections(found, limit=SHOWN_CHANGES):
        typer.secho(heading, bold=True)
        for line in lines:
            typer.echo(f"  {line}")
    for path in written:
        typer.echo(f"Wrote {path}")
