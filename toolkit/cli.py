"""The command line: each command parses, calls one function and prints what it gives.

The only module that prints and the only one that knows exit codes. Each command imports the one
function that it calls, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.errors import ToolkitError
from toolkit.visible import show_invisible

if TYPE_CHECKING:
    from toolkit.build import BuildReport, Progress
    from toolkit.package import PackageDiff
    from toolkit.schema import Table
    from toolkit.show import ShownDocument
    from toolkit.validate import Report

app = typer.Typer(
    name="toolkit",
    help="Turn a folder of documents into a dataset that can be cited: who said what, which "
    "figures they gave, and whom they named.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
PackageArgument = Annotated[Path, typer.Argument(help="The package: its folder.")]
AnyPackageArgument = Annotated[
    Path, typer.Argument(help="The package: its folder, its descriptor, or a zip of it.")
]

DATA_AT_FAULT = 1
SHOWN_PROBLEMS = 10
SHOWN_FINDINGS = 3
SHOWN_CHANGES = 5
SHOWN_REASONS = 4


def main() -> None:
    """Run the command line; the one place where an error becomes a message and an exit code."""
    try:
        app()
    except ToolkitError as error:
        if _debugging():
            raise
        typer.secho(f"toolkit: {show_invisible(error.message)}", fg="red", err=True)
        if error.hint:
            typer.echo(show_invisible(error.hint), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; close quietly instead of failing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _debugging() -> bool:
    return "--debug" in sys.argv


def _print_version(value: bool) -> None:
    if value:
        from toolkit.version import __version__

        typer.echo(f"toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print it.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options of all commands; both act elsewhere."""


@app.command()
def build(
    source: Annotated[
        Path | None, typer.Argument(help="The folder of documents.", show_default="seeds")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The package to write.")] = Path(
        "datapackage"
    ),
    strict: Annotated[
        bool, typer.Option(help="Exit 1 when there are problems other than notes.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read and extract.")] = 1,
    model: Annotated[
        str | None, typer.Option(help="A spaCy pipeline in place of ours: a folder or a name.")
    ] = None,
    version: Annotated[
        str | None, typer.Option(help="The dataset's version, instead of the computed one.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            help="The edition before: a folder or a zip.", show_default="what stands in OUTPUT"
        ),
    ] = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Also write NAME-VERSION.zip beside OUTPUT.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read the first documents only, to try things out.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Rebuild and compare with OUTPUT; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read the documents in SOURCE and write the package."""
    folder = _source_folder(source)
    from toolkit.build import build_package, check_package

    with _progress("Reading", silent=as_json) as advance:
        if check:
            differences = check_package(folder, output, model=model, workers=workers)
        else:
            report = build_package(
                folder,
                output,
                model=model,
                workers=workers,
                version=version,
                previous=previous,
                archive=archive,
                limit=limit,
                on_progress=advance,
            )
    if check:
        _print_check(output, differences, as_json=as_json)
        return
    if as_json:
        _print_json(report.to_json())
    else:
        _print_build(report)
    if strict and any(problem.severity != "note" for problem in report.problems):
        raise typer.Exit(DATA_AT_FAULT)


def _source_folder(source: Path | None) -> Path:
    if source is not None:
        return source
    default = Path("seeds")
    if not default.is_dir():
        raise ToolkitError(
            "No source folder was given, and there is no folder 'seeds' here.",
            hint="Name the folder that holds your documents (toolkit build DOCUMENTS), "
            "or make a new one with toolkit init DIR.",
        )
    return default


@app.command()
def validate(
    package: AnyPackageArgument = Path("datapackage"),
    frictionless: Annotated[
        bool, typer.Option("--frictionless", help="Add frictionless's own validation.")
    ] = False,
    texts: Annotated[
        Path | None,
        typer.Option(help="The folder of documents, for a package without their texts."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check everything that a package promises, ours or anyone's tabular Data Package.

    The descriptor against the official profile and what the profile misses; each file's size and
    hash; of every row in CSV and Parquet the types, constraints, keys and references that its
    Table Schema asks for; that two files of one table say the same; and for a package of the
    toolkit that spans are the words of their texts, ids the hashes they claim to be, and bounds,
    dates and rows in order. Nothing is fetched. Exits with 1 where something is wrong.
    """
    if texts is None:
        from toolkit.validate import validate_package

        report = validate_package(package, frictionless=frictionless)
    else:
        from toolkit.texts import validate_with_texts

        report = validate_with_texts(package, texts, frictionless=frictionless)
    if as_json:
        _print_json(report.to_json())
    else:
        _print_findings(package, report)
    if not report.ok:
        raise typer.Exit(DATA_AT_FAULT)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The edition before: its folder or a zip.")],
    new: Annotated[Path, typer.Argument(help="The edition after it.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write all changes to changes.parquet and changes.csv in DIR."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what changed between two editions, why, and which version number follows."""
    from toolkit.package import diff_packages, diff_to_json, write_changes

    found = diff_packages(old, new)
    written = write_changes(found, output) if output else ()
    if as_json:
        _print_json(diff_to_json(found))
        return
    _print_diff(found)
    for path in written:
        typer.echo(f"Wrote {path}")


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="A document's path, id, or part of its path.")],
    package: Annotated[
        Path, typer.Option("--package", "-p", help="The package that holds it.")
    ] = Path("datapackage"),
    as_json: AsJson = False,
) -> None:
    """Show one document with its rows marked in the text."""
    from toolkit.show import find_document

    shown = find_document(package, document)
    if as_json:
        _print_json(shown.to_json())
    else:
        _print_document(shown)


@app.command()
def serve(
    package: PackageArgument = Path("datapackage"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8001,
    sql: Annotated[bool, typer.Option("--sql", help="Let readers run their own SELECT.")] = False,
    download: Annotated[
        bool, typer.Option("--download", help="Let readers download the database file.")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the site as files for a plain web server instead."),
    ] = None,
) -> None:
    """Serve a package as a read-only site."""
    if export is not None:
        _export(package, export)
        return
    from toolkit.serve import serve_package

    def announce(address: str) -> None:
        typer.echo(f"Serving {package} at {address}  (Ctrl-C stops)")

    serve_package(package, host=host, port=port, sql=sql, download=download, on_ready=announce)


def _export(package: Path, folder: Path) -> None:
    from toolkit.serve import export_site

    with _progress("Writing", silent=False) as advance:
        written = export_site(package, folder, on_progress=advance)
    typer.echo(f"Wrote {written.pages:,} pages and {written.files:,} other files to {folder}.")
    for table in written.large_tables:
        typer.echo(
            f"The table {table} is too large for pages of its rows; all of it is in the files to "
            "download."
        )
    typer.echo(f"Look at it with: python3 -m http.server --directory {folder}")


@app.command()
def schema(
    table: Annotated[str | None, typer.Argument(help="One table; all of them if left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Explain the tables and their columns: the data dictionary."""
    from toolkit.schema import TABLE_NAMES, table_schema, tables
    from toolkit.schema import table as table_named

    if table is not None and table not in TABLE_NAMES:
        raise ToolkitError(
            f"There is no table {table!r}.", hint=f"The tables are: {', '.join(TABLE_NAMES)}."
        )
    chosen = tables() if table is None else (table_named(table),)
    if as_json:
        described = {one.name: table_schema(one, format="csv") for one in chosen}
        _print_json(described if table is None else described[table])
        return
    for one in chosen:
        _print_table_schema(one)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Make a new source folder to fill with documents."""
    from toolkit.init import create_source

    create_source(folder)
    typer.echo(f"Made {folder}. Put your documents into it, look through its dataset.toml, then:")
    typer.echo(f"  toolkit build {folder}")


@app.command()
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
        Path | None, typer.Option(help="The folder of documents.", show_default="seeds")
    ] = None,
    package: Annotated[
        Path, typer.Option("--package", "-p", help="The package that holds the row.")
    ] = Path("datapackage"),
    write: Annotated[
        bool, typer.Option("--write", help="Append the line to SOURCE/corrections.csv.")
    ] = False,
) -> None:
    """Print a line of corrections.csv for a row, checked on the package; or write it."""
    from toolkit.config.correctable import correction_line
    from toolkit.correct import (
        append_correction,
        check_correction,
        correction_columns,
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
    if not write:
        typer.echo(correction_line(checked.correction, correction_columns(source)))
        return
    folder = _source_folder(source)
    line = append_correction(folder, checked.correction)
    typer.echo(
        f"Line {line} of {folder / 'corrections.csv'}. Apply it with: toolkit build {folder}"
    )


# What is printed, in the order of the commands.


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _terminal(*, error: bool = False) -> Any:
    """A rich console: colour and tables in a terminal, plain text in a pipe."""
    from rich.console import Console

    return Console(stderr=error, highlight=False, soft_wrap=True)


@contextmanager
def _progress(label: str, *, silent: bool) -> Iterator[Progress | None]:
    """A progress bar on stderr while documents are read; nothing in a pipe."""
    console = _terminal(error=True)
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


def _print_build(report: BuildReport) -> None:
    from rich.markup import escape

    console = _terminal()
    console.print(f"{report.documents:,} of {report.files:,} files became documents.")
    _print_rows([(f"{count:>9,}", name) for name, count in report.rows.items()])
    _print_seen(report)
    _print_problems(report)
    for sentence in report.recalled:
        typer.echo(sentence)
    state = "is up to date" if not report.changed else "written"
    output = escape(str(report.output))
    console.print(f"[bold]{output}[/bold] {state}: version {report.version}.")
    if report.explanation:
        console.print(escape(report.explanation))
    if report.archive:
        console.print(f"In one file: {escape(str(report.archive))}")
    console.print(f"Look at it with: toolkit serve {output}")


def _print_seen(report: BuildReport) -> None:
    """How much of what was seen became a row, is rightly none, or is left over, and why."""
    from toolkit.package import add_seen

    for kind, seen in add_seen(report.seen).items():
        reasons = report.unclaimed.get(kind, {})
        commonest = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:SHOWN_REASONS]
        named = ", ".join(f"{reason.replace('_', ' ')} {count:,}" for reason, count in commonest)
        typer.echo(
            f"{kind}s seen: {seen.claimed:,} in rows, {seen.excluded:,} rightly in none, "
            f"{seen.left_over:,} left over" + (f" ({named})" if named else "")
        )


def _print_problems(report: BuildReport) -> None:
    from rich.markup import escape

    console = _terminal()
    colours = {"error": "red", "warning": "yellow", "note": "dim"}
    serious = [problem for problem in report.problems if problem.severity != "note"]
    shown = (serious or list(report.problems))[:SHOWN_PROBLEMS]
    for problem in shown:
        colour = colours[problem.severity]
        place = escape(show_invisible(problem.path or ""))
        message = escape(show_invisible(problem.message))
        console.print(f"[{colour}]{problem.severity}[/{colour}] {place}: {message}")
    left = len(report.problems) - len(shown)
    if left > 0:
        console.print(f"... and {left:,} more in the table problems.")


def _print_check(output: Path, differences: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        _print_json({"package": str(output), "same": not differences, "differences": differences})
    elif differences:
        typer.echo(f"{output} is not what its sources give:")
        for difference in differences:
            typer.echo(f"  {difference}")
    else:
        typer.echo(f"{output} is what its sources give.")
    if differences:
        raise typer.Exit(DATA_AT_FAULT)


def _print_diff(found: PackageDiff) -> None:
    from toolkit.package import diff_sections

    for heading, lines in diff_sections(found, limit=SHOWN_CHANGES):
        typer.secho(heading, bold=True)
        for line in lines:
            typer.echo(f"  {line}")


def _print_findings(package: Path, report: Report) -> None:
    for finding in report.unchecked:
        typer.secho(f"Not checked: {finding}", fg="yellow")
    if report.ok:
        rows = sum(one.rows for one in report.checked)
        typer.echo(
            f"{package} keeps its promises: {len(report.checked)} resources, {rows:,} rows checked."
        )
        return
    kinds = report.summary(examples=SHOWN_FINDINGS)
    for table, grouped in groupby(kinds, key=lambda kind: kind["table"]):
        typer.secho(table or "the package", bold=True)
        for kind in grouped:
            place = " ".join(part for part in (kind["column"], kind["rule"]) if part)
            typer.echo(f"  {place}: {kind['count']:,}")
            for finding in kind["examples"]:
                typer.echo(f"    {show_invisible(finding.in_its_kind)}")
            if kind["count"] > len(kind["examples"]):
                typer.echo(f"    ... and {kind['count'] - len(kind['examples']):,} more")
    typer.secho(f"{package} is not valid: {report.errors:,} faults.", fg="red")


def _print_document(shown: ShownDocument) -> None:
    from rich.text import Text

    console = _terminal()
    console.print(Text(show_invisible(shown.heading), style="bold"))
    styles = {"statements": "on grey23", "figures": "bold yellow", "mentions": "underline"}
    marked = Text()
    for segment in shown.segments:
        style = " ".join(dict.fromkeys(styles[mark.table] for mark in segment.marks))
        marked.append(show_invisible(segment.text), style=style or None)
    console.print(marked)
    for line in shown.lines:
        console.print(Text(show_invisible(line)))


def _print_table_schema(table: Table) -> None:
    from toolkit.schema import dictionary_rows

    rows = [(row["column"], row["type"], row["description"]) for row in dictionary_rows(table)]
    typer.secho(f"{table.name}: {table.description}", bold=True)
    _print_rows(rows, no_wrap=(0, 1))
    typer.echo()


def _print_rows(rows: Sequence[Sequence[str]], *, no_wrap: Sequence[int] = ()) -> None:
    """A table in a terminal, cells between tabs in a pipe."""
    console = _terminal()
    if not console.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, show_header=False)
    for position in range(len(rows[0]) if rows else 0):
        grid.add_column(no_wrap=position in no_wrap)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console.print(grid, soft_wrap=False)
