"""The two lists that people keep beside their documents: names they know, rows they correct.

Both are CSV in UTF-8 with a header. Every faulty line is named; with one of them nothing is used.
Where Excel writes semicolons or tabs between cells, these are read as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from toolkit.config.values import Faults, nearest, read_text

Row = TypeVar("Row")

AUTHORITY_COLUMNS = ("name", "type", "aliases", "country", "wikidata")
CORRECTION_COLUMNS = (
    "action",
    "table",
    "row_id",
    "column",
    "value",
    "reason",
    "by",
    "path",
    "text",
)
ENTITY_TYPES = ("person", "organization", "place", "event", "agreement", "group")
ACTIONS = ("set", "drop", "merge", "add")
TABLES = ("documents", "statements", "figures", "entities", "mentions")
ALIAS_SEPARATOR = "|"
CELL_SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Authority:
    """What the user knows about one name.

    Attributes:
        line: Where it stands in ``authorities.csv``.
        aliases: Other names of the same, separated by ``|`` in the file.
        country: ISO 3166-1 alpha-2.
        wikidata: An item such as Q42.
    """

    line: int
    name: str
    type: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to one row that a person asks for.

    Attributes:
        line: Where it stands in ``corrections.csv``.
        path: The document in which the row stood when the line was written; may be empty.
        text: The row's words then. An id says nothing about its row, so that without these two no
            row can be named as the nearest to one that is gone.
    """

    line: int
    action: str
    table: str
    row_id: str
    column: str = ""
    value: str = ""
    reason: str = ""
    by: str = ""
    path: str = ""
    text: str = ""


def read_authorities(path: Path) -> tuple[Authority, ...]:
    """Read ``authorities.csv``; nothing when there is no such file.

    Raises:
        ConfigError: Naming every faulty line.
    """
    return _read_rows(path, AUTHORITY_COLUMNS, ("name",), _authority)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read ``corrections.csv``; nothing when there is no such file.

    Raises:
        ConfigError: Naming every faulty line.
    """
    return _read_rows(path, CORRECTION_COLUMNS, CORRECTION_COLUMNS[:5], parse_correction)


def cell_separator(text: str) -> str:
    r"""What stands between the cells of a list: what its header has most of, else a comma.

    The header tells, because none of our columns' names holds one of them.

    >>> cell_separator("name;type\nHarbour Board, the;organization\n")
    ';'
    """
    header = text.partition("\n")[0]
    return max(CELL_SEPARATORS, key=header.count)


def parse_correction(line: int, values: Mapping[str, str]) -> Correction | str:
    """Make one correction of its cells.

    Args:
        line: Where it stands in ``corrections.csv``.
        values: The cells by column, all of :data:`CORRECTION_COLUMNS`.

    Returns:
        The correction, or a sentence that says what is wrong with the cells.
    """
    if values["action"] not in ACTIONS:
        return _not_one_of("action", values["action"], ACTIONS)
    if values["table"] not in TABLES:
        return _not_one_of("table", values["table"], TABLES)
    if not values["row_id"]:
        return "row_id is missing. For `add` write the document's path there."
    if values["action"] == "set" and not values["column"]:
        return "`set` needs a column."
    if values["action"] in ("merge", "add") and not values["value"]:
        return f"`{values['action']}` needs a value."
    return Correction(line=line, **values)


def _authority(line: int, values: Mapping[str, str]) -> Authority | str:
    if not values["name"]:
        return "the name is missing."
    if values["type"] and values["type"] not in ENTITY_TYPES:
        return _not_one_of("type", values["type"], ENTITY_TYPES)
    if values["country"] and not re.fullmatch("[A-Z]{2}", values["country"]):
        return f'country is "{values["country"]}". Write the two capitals of ISO 3166-1.'
    if values["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", values["wikidata"]):
        return f'wikidata is "{values["wikidata"]}". Write the item, as in Q42.'
    aliases = (alias.strip() for alias in values["aliases"].split(ALIAS_SEPARATOR))
    return Authority(
        line=line,
        name=values["name"],
        type=values["type"] or None,
        aliases=tuple(alias for alias in aliases if alias),
        country=values["country"] or None,
        wikidata=values["wikidata"] or None,
    )


def _not_one_of(column: str, value: str, known: tuple[str, ...]) -> str:
    match = nearest(value, known)
    hint = f"Did you mean {match}?" if match else f"Write one of: {', '.join(known)}."
    return f'{column} is "{value}". {hint}'


def _read_rows(
    path: Path,
    columns: tuple[str, ...],
    needed: tuple[str, ...],
    make: Callable[[int, Mapping[str, str]], Row | str],
) -> tuple[Row, ...]:
    """Read every line of a CSV file; ``make`` gives the row, or a text that says what is wrong."""
    if not path.exists():
        return ()
    text = read_text(path)
    faults = Faults(path.name, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=cell_separator(text), strict=True)
    rows: list[Row] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, columns, needed, faults)
        faults.raise_any()
        for cells in reader:
            row = _make_row(reader.line_num, header, columns, cells, make)
            if isinstance(row, str):
                faults.add(reader.line_num, row)
            elif row is not None:
                rows.append(row)
    except csv.Error as error:
        faults.add(reader.line_num, f"this is not valid CSV: {error}.")
    faults.raise_any()
    return tuple(rows)


def _make_row(
    line: int,
    header: list[str],
    columns: tuple[str, ...],
    cells: list[str],
    make: Callable[[int, Mapping[str, str]], Row | str],
) -> Row | str | None:
    if not any(cell.strip() for cell in cells):
        return None
    if len(cells) != len(header):
        return f"{len(cells)} cells instead of {len(header)}. Put text with commas in quotes."
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    return make(line, {name: given.get(name, "") for name in columns})


def _check_header(
    header: list[str], columns: tuple[str, ...], needed: tuple[str, ...], faults: Faults
) -> None:
    for name in header:
        if name not in columns:
            match = nearest(name, columns)
            hint = f"Did you mean {match}?" if match else f"Known: {', '.join(columns)}."
            faults.add(1, f'there is no column "{name}". {hint}')
    for name in needed:
        if name not in header:
            faults.add(1, f'the column "{name}" is missing. Add it to the header.')
    for name in sorted({name for name in header if header.count(name) > 1}):
        faults.add(1, f'the column "{name}" is there twice. Remove one.')
