"""The command line: which commands there are, and how an error ends one.

The only module that knows what becomes of an exception: one message on stderr that says what is
wrong and what to do, and an exit code. The commands stand in ``commands/``.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from types import TracebackType
from typing import Annotated

import typer
from typer.main import get_command

from toolkit.commands.build import build
from toolkit.commands.correct import correct
from toolkit.commands.diff import diff
from toolkit.commands.init import init
from toolkit.commands.schema import schema
from toolkit.commands.serve import serve
from toolkit.commands.show import show
from toolkit.commands.validate import validate
from toolkit.errors import ToolkitError, describe_error
from toolkit.version import __version__
from toolkit.visible import show_invisible

CALL_AT_FAULT = 2
HINT_DEBUG = "See where with: toolkit --debug COMMAND ..."

app = typer.Typer(
    name="toolkit",
    help="Turn a folder of documents into a dataset that can be cited: who said what, which "
    "figures they gave, and whom they named.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _command in (build, validate, diff, show, serve, correct, schema, init):
    app.command()(_command)


def main() -> None:
    """Run the command line; the one place where an error becomes a message and an exit code."""
    _print_anything()
    if not _debugging():
        sys.excepthook = _report_fault
    try:
        get_command(app)()  # app() itself would put a hook of its own in the place of ours
    except ToolkitError as error:
        if _debugging():
            raise
        _print_error(error.message, hint=error.hint)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        _print_no_more()
        sys.exit(0)
    except OSError as error:
        if _debugging():
            raise
        _print_error(f"The system refused: {describe_error(error, file=True)}.", hint=HINT_DEBUG)
        _print_no_more()
        sys.exit(CALL_AT_FAULT)


def _debugging() -> bool:
    return "--debug" in sys.argv


def _print_anything() -> None:
    """Let no letter stop a command: a terminal may not know it, a path may be no text at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _print_no_more() -> None:
    """Close stdout quietly, instead of failing once more when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_error(message: str, *, hint: str) -> None:
    typer.secho(f"toolkit: {show_invisible(message)}", fg="red", err=True)
    if hint:
        typer.echo(show_invisible(hint), err=True)


def _report_fault(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    """In place of the traceback of what nobody foresaw; ``sys.excepthook`` calls it.

    Ctrl-C inside of polars comes out as a panic that names it.
    """
    notes = getattr(error, "__notes__", ())
    described = " ".join([f"{kind.__name__}: {error}", *notes])
    if "KeyboardInterrupt" not in described:
        _print_error(f"A fault of the toolkit itself. {described}", hint=HINT_DEBUG)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Options of all commands; both act elsewhere."""
