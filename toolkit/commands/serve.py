"""``toolkit serve``: a package as a read-only site, on a port or as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.commands.arguments import DATAPACKAGE, AnyPackage
from toolkit.commands.printing import progress


def serve(
    package: AnyPackage = DATAPACKAGE,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8001,
    sql: Annotated[bool, typer.Option("--sql", help="Let readers run their own SELECT.")] = False,
    download: Annotated[
        bool, typer.Option("--download", help="Let readers download the database file.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Another name that readers address it by, as behind a proxy."
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the site as files for a plain web server instead."),
    ] = None,
) -> None:
    """Serve a package as a read-only site."""
    from toolkit.load import load_package

    # What a zip was taken out into is there as long as it is held.
    opened = load_package(package)
    if export is not None:
        _export(opened.root, export)
        return
    from toolkit.serve import serve_package

    def announce(address: str) -> None:
        typer.echo(f"Serving {package} at {address}  (Ctrl-C stops)")

    serve_package(
        opened.root,
        host=host,
        port=port,
        sql=sql,
        download=download,
        allowed_hosts=allow_host or (),
        on_ready=announce,
    )


def _export(package: Path, folder: Path) -> None:
    from toolkit.serve import export_site

    with progress("Writing") as advance:
        written = export_site(package, folder, on_progress=advance)
    typer.echo(f"Wrote {written.pages:,} pages and {written.files:,} other files to {folder}.")
    for table in written.large_tables:
        typer.echo(
            f"The table {table} is too large for pages of its rows; all of it is in the files to "
            "download."
        )
    typer.echo(f"Look at it with: python3 -m http.server --directory {folder}")
