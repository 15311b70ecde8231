"""``toolkit validate``: whether a package keeps what it promises."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.arguments import DATA_AT_FAULT, DATAPACKAGE, AnyPackage, AsJson
from toolkit.commands.printing import print_json
from toolkit.visible import show_invisible

if TYPE_CHECKING:
    from toolkit.validate import Report

SHOWN_FINDINGS = 3


def validate(
    package: AnyPackage = DATAPACKAGE,
    frictionless: Annotated[
        bool, typer.Option("--frictionless", help="Add frictionless's own validation.")
    ] = False,
    texts: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="The folder of documents, for a package without their texts."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check everything that a package promises.

    For any tabular Data Package: the descriptor against the official profile and what the profile
    misses; each file's size and hash; of every row in CSV and Parquet the types, constraints, keys
    and references that its Table Schema asks for; and that two files of one table say the same. For
    a package of the toolkit also that spans are the words of their texts, ids the hashes they claim
    to be, and bounds, dates and rows in order. Nothing is fetched. Exits with 1 where something is
    wrong.
    """
    if texts is None:
        from toolkit.validate import validate_package

        report = validate_package(package, frictionless=frictionless)
    else:
        from toolkit.texts import validate_with_texts

        report = validate_with_texts(package, texts, frictionless=frictionless)
    if as_json:
        print_json(report.to_json())
    else:
        _print_report(package, report)
    if not report.ok:
        raise typer.Exit(DATA_AT_FAULT)


def _print_report(package: Path, report: Report) -> None:
    for finding in report.unchecked:
        typer.secho(f"Not checked: {show_invisible(str(finding))}", fg="yellow")
    if report.ok:
        rows = sum(one.rows for one in report.checked)
        typer.echo(
            f"{package} keeps its promises: {len(report.checked)} resources, {rows:,} rows checked."
        )
        return
    kinds = report.summary(examples=SHOWN_FINDINGS)
    for table, grouped in groupby(kinds, key=lambda kind: kind["table"]):
        typer.secho(show_invisible(table or "the package"), bold=True)
        for kind in grouped:
            place = " ".join(part for part in (kind["column"], kind["rule"]) if part)
            typer.echo(f"  {show_invisible(place)}: {kind['count']:,}")
            for finding in kind["examples"]:
                typer.echo(f"    {show_invisible(finding.in_its_kind)}")
            if kind["count"] > len(kind["examples"]):
                typer.echo(f"    ... and {kind['count'] - len(kind['examples']):,} more")
    typer.secho(f"{package} is not valid: {report.errors:,} faults.", fg="red")
