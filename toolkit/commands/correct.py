"""``toolkit correct``: a line of ``corrections.csv``, checked on the package that holds the row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.commands.arguments import DATAPACKAGE, HoldingPackage, source_folder


def correct(
    row_id: Annotated[
        str, typer.Argument(metavar="ROW_ID", help="The row's id; to add a row, a document's path.")
    ],
    reason: Annotated[str, typer.Option(help="Why; it is published with the correction.")],
    action: Annotated[str, typer.Option(help="set, drop, merge (entities) or add.")] = "set",
    column: Annotated[
        str,
        typer.Option(
            help="The column to set; with add the type of an entity, the unit_kind of a figure or "
            "the id of a mention's entity."
        ),
    ] = "",
    value: Annotated[
        str,
        typer.Option(help="The new value, the entity to merge into, or the exact words to add."),
    ] = "",
    table: Annotated[str, typer.Option(help="With add: the table of the new row.")] = "",
    text: Annotated[
        str, typer.Option(help="With add: a longer passage, where the words stand twice.")
    ] = "",
    by: Annotated[str, typer.Option(help="Who says so; it is published too.")] = "",
    source: Annotated[
        Path | None,
        typer.Option(metavar="SOURCE", help="The folder of documents.", show_default="seeds"),
    ] = None,
    package: HoldingPackage = DATAPACKAGE,
    write: Annotated[
        bool, typer.Option("--write", help="Append the line to SOURCE/corrections.csv.")
    ] = False,
) -> None:
    """Make a line of corrections.csv for a row.

    The line is checked on the package, and printed or written.
    """
    from toolkit.config.correctable import correction_line
    from toolkit.correct import (
        append_correction,
        check_correction,
        corrections_layout,
        make_correction,
    )

    given = make_correction(
        action=action,
        table=table,
        row_id=row_id,
        column=column,
        value=value,
        reason=reason,
        by=by,
        text=text,
    )
    checked = check_correction(package, given)
    typer.echo(f"Checked on {package}: {checked.message}", err=True)
    if checked.missing:
        typer.echo(
            f"The build refuses it alone: {checked.missing} "
            "Make lines for the other columns too; they are applied together.",
            err=True,
        )
    if not write:
        typer.echo(correction_line(checked.correction, corrections_layout(source)))
        return
    folder = source_folder(source)
    line = append_correction(folder, checked.correction)
    typer.echo(
        f"Line {line} of {folder / 'corrections.csv'}. Apply it with: toolkit build {folder}"
    )
