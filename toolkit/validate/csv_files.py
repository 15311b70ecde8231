"""Delimited text files as rows of text, some at a time.

Two readers again. Arrow's is quick and takes a file that is laid out plainly; the first thing that
it stumbles over, a row of another length, an empty line, a byte that is no UTF-8, ends its work,
and Python's own reader takes over from that row, which says what is wrong and goes on.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa
import pyarrow.csv

from toolkit.validate.batches import Reading, Rows
from toolkit.validate.dialect import Dialect
from toolkit.validate.packed import DAMAGED, open_packed
from toolkit.validate.report import Finding, shown

BLOCK = 8_000_000
"""Bytes of a file that Arrow holds at the same time."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""What Python makes of a byte that it cannot decode; no text in UTF-8 has one."""

BATCH_CELLS = 400_000
"""Cells that Python's reader hands on at a time."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of text and how it is laid out."""

    file: Path
    path: str
    """What findings call it."""
    name: str
    """The table."""
    dialect: Dialect
    encoding: str = "utf-8"

    def open_bytes(self) -> IO[bytes]:
        """The file's bytes, unpacked if they are packed."""
        return open_packed(self.file)

    def open_text(self) -> io.TextIOWrapper:
        """The file's text, line ends as they are, without a byte order mark.

        Raises:
            LookupError: There is no such encoding.
        """
        encoding = "utf-8-sig" if self.is_utf8 else self.encoding
        # A byte that is no text becomes a surrogate, so that its row can be named.
        return io.TextIOWrapper(
            self.open_bytes(), encoding=encoding, errors="surrogateescape", newline=""
        )

    @property
    def is_utf8(self) -> bool:
        """Whether the text is in UTF-8, under any of its names."""
        return self.encoding.lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii")


def read_labels(source: TextFile) -> list[str]:
    """The labels of a file; none where it has no header.

    Raises:
        UnicodeDecodeError: The text is in another encoding.
        LookupError: There is no such encoding.
        csv.Error: It is no delimited text.
        OSError: The file cannot be read.
    """
    _allow_long_cells()
    dialect = source.dialect
    with source.open_text() as opened:
        rows = dialect.numbered_rows(opened)
        if not dialect.header_rows:
            _, first = next(rows, (0, []))
            return [f"field{number}" for number in range(1, len(first) + 1)]
        headers = []
        for number, cells in rows:
            if number in dialect.header_rows:
                headers.append(cells)
            if number >= dialect.header_rows[-1]:
                break
    return [SURROGATE.sub("\ufffd", label) for label in dialect.labels(headers)]


def read_rows(
    source: TextFile, positions: Sequence[tuple[str, int]], *, width: int, offset: int
) -> Reading:
    """Read a file's rows.

    Args:
        source: The file.
        positions: The columns that are wanted, and where in the file each stands.
        width: How many cells a row is to have.
        offset: How many rows of the table stand in the files before.
    """
    done = 0
    if source.dialect.is_plain and source.is_utf8 and width > 1:
        for frame in _quick_frames(source, width):
            yield Rows(_wanted(frame, positions), offset + done)
            done += frame.height
        # What remains, if anything, is what Arrow could not read.
    yield from _careful_rows(source, positions, width=width, offset=offset, skip=done)


def _wanted(frame: pl.DataFrame, positions: Sequence[tuple[str, int]]) -> pl.DataFrame:
    return pl.DataFrame([frame.to_series(place).alias(name) for name, place in positions])


def _quick_frames(source: TextFile, width: int) -> Iterator[pl.DataFrame]:
    """The rows as Arrow reads them, up to the first that it cannot."""
    names = [str(number) for number in range(width)]
    dialect = source.dialect
    read = pa.csv.ReadOptions(
        skip_rows=_header_lines(source), column_names=names, block_size=BLOCK, use_threads=False
    )
    parse = pa.csv.ParseOptions(
        delimiter=dialect.delimiter,
        quote_char=dialect.quote or False,
        newlines_in_values=True,
        ignore_empty_lines=False,
    )
    convert = pa.csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.large_string()), strings_can_be_null=False
    )
    try:
        with source.open_bytes() as opened:
            batches = pa.csv.open_csv(
                opened, read_options=read, parse_options=parse, convert_options=convert
            )
            for batch in batches:
                frame = pl.from_arrow(batch)
                assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a batch is no series
                if _has_empty_rows(frame):
                    return  # To Arrow, a line without anything is a row of empty cells.
                yield frame
    except (pa.ArrowException, OSError, *DAMAGED):
        return


def _has_empty_rows(frame: pl.DataFrame) -> bool:
    if not (frame.to_series(0) == "").any():
        return False
    return bool(frame.select(pl.all_horizontal(pl.all() == "").any()).item())


def _header_lines(source: TextFile) -> int:
    """How many lines the header takes: a label may hold a line end."""
    if not source.dialect.header_rows:
        return 0
    with source.open_text() as opened:
        lines = _Counted(opened)
        for number, _ in source.dialect.numbered_rows(lines):
            if number >= source.dialect.header_rows[-1]:
                break
    return lines.count


class _Counted:
    """Lines, counted as they are taken."""

    def __init__(self, lines: io.TextIOWrapper) -> None:
        self._lines = lines
        self.count = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.count += 1
        return line


def _careful_rows(
    source: TextFile, positions: Sequence[tuple[str, int]], *, width: int, offset: int, skip: int
) -> Reading:
    """The rows as Python reads them, after some that were read already."""
    _allow_long_cells()
    done = skip
    size = max(1, BATCH_CELLS // max(1, width))
    try:
        with source.open_text() as opened:
            numbered = source.dialect.numbered_rows(opened)
            content = (cells for number, cells in numbered if number >= source.dialect.first_row)
            rows = islice(content, skip, None)
            while batch := list(islice(rows, size)):
                yield from _ragged(batch, source.name, width, offset + done)
                yield from _undecoded(batch, source, offset + done)
                yield Rows(_frame(batch, positions, source.dialect), offset + done)
                done += len(batch)
    except UnicodeDecodeError as error:
        message = f"The file {source.path} is not in {source.encoding}: {shown(error)}"
        yield Finding("encoding", message, source.name, row_number=offset + done + 1)
    except (csv.Error, OSError, *DAMAGED) as error:
        message = f"The file {source.path} cannot be read as CSV: {shown(error)}"
        yield Finding("file", message, source.name, row_number=offset + done + 1)


def _ragged(batch: list[list[str]], name: str, width: int, offset: int) -> Iterator[Finding]:
    """The rows with more or fewer cells than there are columns."""
    for index, cells in enumerate(batch):
        number = offset + index + 1
        if len(cells) > width:
            value = shown(cells[width])
            message = f"The row has {len(cells)} cells for {width} columns."
            yield Finding("extraCell", message, name, row_number=number, value=value)
        elif 0 < len(cells) < width:
            message = f"The row has {len(cells)} cells for {width} columns."
            yield Finding("missingCell", message, name, row_number=number)


def _undecoded(batch: list[list[str]], source: TextFile, offset: int) -> Iterator[Finding]:
    """The rows with bytes that are no text in the file's encoding, which are taken out."""
    for index, cells in enumerate(batch):
        for place, cell in enumerate(cells):
            if cell.isascii() or not SURROGATE.search(cell):
                continue
            cells[place] = SURROGATE.sub("\ufffd", cell)
            message = f"The file {source.path} is not in {source.encoding} here."
            value = shown(cells[place])
            yield Finding("encoding", message, source.name, None, offset + index + 1, value=value)


def _frame(
    batch: list[list[str]], positions: Sequence[tuple[str, int]], dialect: Dialect
) -> pl.DataFrame:
    null = dialect.null_sequence
    columns = []
    for name, place in positions:
        cells = [row[place] if place < len(row) else None for row in batch]
        column = pl.Series(name, cells, dtype=pl.String)
        columns.append(column.set(column == null, None) if null else column)
    return pl.DataFrame(columns)


def _allow_long_cells() -> None:
    # A cell may hold a whole document; Python's default is 128 KB, frictionless sets its own.
    csv.field_size_limit(sys.maxsize)
