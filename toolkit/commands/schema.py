"""``toolkit schema``: the data dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.arguments import AsJson
from toolkit.commands.printing import print_json, print_rows
from toolkit.errors import ToolkitError

if TYPE_CHECKING:
    from toolkit.schema import Table


def schema(
    table: Annotated[
        str | None, typer.Argument(metavar="TABLE", help="One table; all of them if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Explain the tables and their columns."""
    from toolkit.schema import TABLE_NAMES, table_schema, tables

    if table is not None and table not in TABLE_NAMES:
        raise ToolkitError(
            f"There is no table {table!r}.", hint=f"The tables are: {', '.join(TABLE_NAMES)}."
        )
    chosen = [one for one in tables() if table in (None, one.name)]
    if as_json:
        described = {one.name: table_schema(one, format="csv") for one in chosen}
        print_json(described if table is None else described[table])
        return
    for one in chosen:
        _print_table(one)


def _print_table(table: Table) -> None:
    from toolkit.schema import dictionary_rows

    rows = [(row["column"], row["type"], row["description"]) for row in dictionary_rows(table)]
    typer.secho(f"{table.name}: {table.description}", bold=True)
    print_rows(rows, no_wrap=(0, 1))
    typer.echo()
