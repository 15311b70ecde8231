"""The quick reader of delimited text reads what the careful one reads, or leaves it to that one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.validate import csv_files
from toolkit.validate.batches import Rows
from toolkit.validate.csv_files import TextFile
from toolkit.validate.dialect import Dialect

PIECES = st.sampled_from(["a", '"', ",", "\n", "é", " ", '""', "\r\n", '"q"', "\r", "'", "1,2\n"])


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_two_readers_read_the_same_rows(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ferries.csv"
        file.write_bytes(f"a,b\n1,2\n{body}".encode())
        source = TextFile(file, "ferries.csv", "ferries", Dialect())
        quick = [row for frame in csv_files._quick_frames(source, 2) for row in frame.rows()]
        columns = [("a", 0), ("b", 1)]
        careful = [
            row
            for item in csv_files._careful_rows(source, columns, width=2, offset=0, skip=0)
            if isinstance(item, Rows)
            for row in item.frame.rows()
        ]
    assert quick == careful[: len(quick)]
