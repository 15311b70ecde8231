"""Table Dialect: how a delimited text file is laid out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import SchemaError

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Dialect:
    """The layout of a file, with the standard's defaults."""

    delimiter: str = ","
    quote: str | None = '"'
    double_quote: bool = True
    escape: str | None = None
    skip_initial_space: bool = False
    null_sequence: str | None = None
    header_rows: tuple[int, ...] = (1,)
    """The rows that hold labels, counted from 1; none where there is no header."""
    header_join: str = " "
    header_case: bool = True
    comment: str | None = None
    comment_rows: frozenset[int] = frozenset()
    skip_blank_rows: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether a reader that knows delimiters and quotation marks reads it right."""
        contiguous = self.header_rows == tuple(range(1, len(self.header_rows) + 1))
        unusual = (self.escape, self.skip_initial_space, self.comment, self.comment_rows)
        return contiguous and not any(unusual) and self.double_quote and not self.skip_blank_rows

    @property
    def first_row(self) -> int:
        """The first row that is no header, counted from 1."""
        return self.header_rows[-1] + 1 if self.header_rows else 1

    def numbered_rows(self, lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
        """The rows of a file with their numbers, comments left out.

        Raises:
            csv.Error: Python's reader cannot go on.
        """
        reader = csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            doublequote=self.double_quote,
            escapechar=self.escape,
            skipinitialspace=self.skip_initial_space,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
        )
        for number, cells in enumerate(reader, start=1):
            if number in self.comment_rows:
                continue
            if self.comment and cells and cells[0].startswith(self.comment):
                continue
            if self.skip_blank_rows and number >= self.first_row and not any(cells):
                continue
            yield number, cells

    def labels(self, headers: Sequence[Cells]) -> list[str]:
        """The labels out of the header's rows: one above another is joined to it."""
        labels: list[str] = []
        above: dict[int, str] = {}
        for cells in headers:
            for index, cell in enumerate(one.strip() for one in cells):
                if index == len(labels):
                    labels.append(cell)
                elif above.get(index) != cell:
                    labels[index] = self.header_join.join([labels[index], cell])
                above[index] = cell
        return labels


def read_dialect(given: Mapping[str, Any], *, form: str) -> Dialect:
    """A resource's ``dialect`` as it is meant.

    Args:
        given: The descriptor; frictionless writes what concerns CSV under ``csv``.
        form: The file's format, ``csv`` or ``tsv``.

    Raises:
        SchemaError: A property has the wrong shape.
    """
    inner = given.get("csv")
    said = {**given, **inner} if isinstance(inner, Mapping) else given
    double = _flag(said, "doubleQuote", True)
    escape = _character(said, "escapeChar")
    return Dialect(
        delimiter=_character(said, "delimiter") or ("\t" if form == "tsv" else ","),
        quote=_character(said, "quoteChar", default='"'),
        # Without an escape character there would be no way to write a quotation mark at all.
        double_quote=double or escape is None,
        escape=escape,
        skip_initial_space=_flag(said, "skipInitialSpace", False),
        null_sequence=_text(said, "nullSequence"),
        header_rows=tuple(_numbers(said, "headerRows", (1,)))
        if _flag(said, "header", True)
        else (),
        header_join=" " if said.get("headerJoin") is None else _text(said, "headerJoin") or "",
        header_case=_flag(said, "headerCase", True),
        comment=_text(said, "commentChar") or None,
        comment_rows=frozenset(_numbers(said, "commentRows", ())),
        skip_blank_rows=_flag(said, "skipBlankRows", False),
    )


def _text(said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    if value is not None and not isinstance(value, str):
        raise SchemaError(f"The dialect's {key} has to be text, and it is {value!r}.")
    return value


def _character(said: Mapping[str, Any], key: str, *, default: str | None = None) -> str | None:
    value = _text(said, key)
    if value is None:
        return default
    if len(value) > 1 or value in ("\r", "\n"):
        raise SchemaError(f"The dialect's {key} has to be one character, and it is {value!r}.")
    return value or None


def _flag(said: Mapping[str, Any], key: str, default: bool) -> bool:
    value = said.get(key, default)
    if not isinstance(value, bool):
        raise SchemaError(f"The dialect's {key} has to be true or false, and it is {value!r}.")
    return value


def _numbers(said: Mapping[str, Any], key: str, default: Sequence[int]) -> list[int]:
    value = said.get(key, default)
    sound = isinstance(value, list | tuple) and all(
        isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in value
    )
    if not sound:
        raise SchemaError(f"The dialect's {key} has to be a list of row numbers: {value!r}.")
    return sorted(set(value))
