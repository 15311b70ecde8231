"""``toolkit init``: a new source folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Make a new source folder to fill with documents."""
    from toolkit.init import create_source

    create_source(folder)
    typer.echo(f"Made {folder}. Put your documents into it, look through its dataset.toml, then:")
    typer.echo(f"  toolkit build {folder}")
