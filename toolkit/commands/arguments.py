"""What several commands take, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import ToolkitError

DATA_AT_FAULT = 1
"""The exit code of a command that ran, and found that the data is not what it should be."""

SEEDS = Path("seeds")
"""The source folder where none is given."""

DATAPACKAGE = Path("datapackage")
"""The package where none is given."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
AnyPackage = Annotated[
    Path,
    typer.Argument(
        metavar="PACKAGE", help="The package: its folder, its datapackage.json, or a zip of it."
    ),
]
HoldingPackage = Annotated[
    Path, typer.Option("--package", "-p", metavar="PACKAGE", help="The package that holds it.")
]


def source_folder(given: Path | None) -> Path:
    """The source folder that was given, else the one called ``seeds``.

    Raises:
        ToolkitError: None was given, and there is no such folder here.
    """
    if given is not None:
        return given
    if not SEEDS.is_dir():
        raise ToolkitError(
            f"No source folder was given, and there is no folder '{SEEDS}' here.",
            hint="Name the folder that holds your documents (toolkit build DOCUMENTS), "
            "or make a new one with toolkit init DIR.",
        )
    return SEEDS
