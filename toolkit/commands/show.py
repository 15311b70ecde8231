"""``toolkit show``: one document with its rows marked in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.commands.arguments import DATAPACKAGE, AsJson, HoldingPackage
from toolkit.commands.printing import print_json, terminal
from toolkit.visible import show_invisible

if TYPE_CHECKING:
    from toolkit.show import ShownDocument

STYLES = {"statements": "on grey23", "figures": "bold yellow", "mentions": "underline"}


def show(
    document: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT", help="The document's path or id, or part of its path."),
    ],
    package: HoldingPackage = DATAPACKAGE,
    as_json: AsJson = False,
) -> None:
    """Show one document with its rows marked in the text."""
    from toolkit.show import find_document

    shown = find_document(package, document)
    if as_json:
        print_json(shown.to_json())
    else:
        _print_document(shown)


def _print_document(shown: ShownDocument) -> None:
    from rich.text import Text

    console = terminal()
    console.print(Text(show_invisible(shown.heading), style="bold"))
    marked = Text()
    for segment in shown.segments:
        style = " ".join(dict.fromkeys(STYLES[mark.table] for mark in segment.marks))
        marked.append(show_invisible(segment.text), style=style or None)
    console.print(marked)
    for line in shown.lines:
        console.print(Text(show_invisible(line)))
