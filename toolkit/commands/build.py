"""``toolkit build``: a folder of documents into a package, or a check that one is up to date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.arguments import DATA_AT_FAULT, DATAPACKAGE, AsJson, source_folder
from toolkit.commands.printing import print_json, print_rows, progress, terminal
from toolkit.errors import ToolkitError
from toolkit.visible import show_invisible

if TYPE_CHECKING:
    from toolkit.build import BuildReport
    from toolkit.problems import Problem

SHOWN_PROBLEMS = 10
SHOWN_REASONS = 4
COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
"""Of each severity, the gravest first."""


def build(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="SOURCE", help="The folder of documents.", show_default="seeds"),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The package to write.")
    ] = DATAPACKAGE,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where there are problems, notes aside.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read and extract.")] = 1,
    model: Annotated[
        str | None, typer.Option(help="A spaCy pipeline in place of ours: a folder or a name.")
    ] = None,
    version: Annotated[
        str | None, typer.Option(help="The dataset's version, in place of the computed one.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option(
            metavar="PACKAGE",
            help="The edition before: a folder or a zip.",
            show_default="what stands in the output folder",
        ),
    ] = None,
    archive: Annotated[
        bool, typer.Option("--archive", help="Also write NAME-VERSION.zip beside the package.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Read the first files only, to try things out elsewhere."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Rebuild and compare with the package; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Turn a folder of documents into a package."""
    folder = source_folder(source)
    if check:
        _refuse_beside_check(
            {
                "--strict": strict,
                "--version": version,
                "--previous": previous,
                "--archive": archive,
                "--limit": limit,
            }
        )
        _check(folder, output, model=model, workers=workers, as_json=as_json)
        return
    from toolkit.build import build_package

    with progress("Reading", silent=as_json) as advance:
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
    if as_json:
        print_json(report.to_json())
    else:
        _print_report(report)
    if strict and any(problem.severity != "note" for problem in report.problems):
        raise typer.Exit(DATA_AT_FAULT)


def _refuse_beside_check(given: Mapping[str, object]) -> None:
    """Say so, rather than leave out in silence, where an option does nothing beside --check."""
    unused = [name for name, value in given.items() if value]
    if unused:
        raise ToolkitError(
            f"--check writes nothing and compares the whole package: {', '.join(unused)} has no "
            "place beside it.",
            hint="Leave one of the two out.",
        )


def _check(source: Path, package: Path, *, model: str | None, workers: int, as_json: bool) -> None:
    from toolkit.build import check_package

    with progress("Reading", silent=as_json) as advance:
        differences = check_package(
            source, package, model=model, workers=workers, on_progress=advance
        )
    if as_json:
        print_json({"package": str(package), "same": not differences, "differences": differences})
    elif differences:
        typer.echo(f"{package} is not what its sources give:")
        for difference in differences:
            typer.echo(f"  {difference}")
    else:
        typer.echo(f"{package} is what its sources give.")
    if differences:
        raise typer.Exit(DATA_AT_FAULT)


def _print_report(report: BuildReport) -> None:
    typer.echo(f"{report.documents:,} of {report.files:,} files became documents.")
    print_rows([(f"{count:>9,}", name) for name, count in report.rows.items()])
    _print_seen(report)
    _print_problems(report.problems)
    for sentence in report.recalled:
        typer.echo(show_invisible(sentence))
    state = "written" if report.changed else "is up to date"
    typer.secho(str(report.output), bold=True, nl=False)
    typer.echo(f" {state}: version {report.version}.")
    if report.explanation:
        typer.echo(show_invisible(report.explanation))
    if report.archive:
        typer.echo(f"In one file: {report.archive}")
    typer.echo(f"Look at it with: toolkit serve {report.output}")


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


def _print_problems(problems: tuple[Problem, ...]) -> None:
    """The gravest problems, one line for all files of which the same is said.

    Notes are told where there is nothing else.
    """
    from rich.text import Text

    console = terminal()
    serious = [problem for problem in problems if problem.severity != "note"]
    alike: dict[tuple[str, str], list[str]] = {}
    for problem in sorted(serious or problems, key=lambda one: list(COLOURS).index(one.severity)):
        alike.setdefault((problem.severity, problem.message), []).append(problem.path or "")
    left = len(problems)
    for (severity, message), paths in list(alike.items())[:SHOWN_PROBLEMS]:
        others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        place = f" {paths[0]}{others}" if paths[0] else ""
        line = Text(severity, style=COLOURS[severity])
        console.print(line.append(show_invisible(f"{place}: {message}"), style="default"))
        left -= len(paths)
    if left > 0:
        typer.echo(f"... and {left:,} more in the table problems.")
