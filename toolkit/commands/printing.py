"""How commands print: JSON for programs, tables and colour in a terminal, plain text in a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

Advance = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def print_json(value: Any) -> None:
    """Print one JSON document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def terminal(*, error: bool = False) -> Any:
    """A rich console, on stderr if asked for."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, soft_wrap=True)


@contextmanager
def progress(label: str, *, silent: bool = False) -> Iterator[Advance | None]:
    """A progress bar on stderr while something is done; None where nobody would see it.

    Args:
        label: What is done first.
        silent: Show nothing.
    """
    console = terminal(error=True)
    if silent or not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def advance(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total)

        yield advance


def print_rows(rows: Sequence[Sequence[str]], *, no_wrap: Sequence[int] = ()) -> None:
    """Print a table in a terminal, cells between tabs in a pipe.

    Args:
        rows: The cells of each row; all rows have as many.
        no_wrap: The columns whose cells stay on one line.
    """
    console = terminal()
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, pad_edge=False, show_header=False)
    for position in range(len(rows[0]) if rows else 0):
        grid.add_column(no_wrap=position in no_wrap)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console.print(grid, soft_wrap=False)
