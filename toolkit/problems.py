"""A fault in the data is a row, not an exception: the catalogue of what can be wrong with it.

Each code is stated once, with its severity and a message that says what is wrong and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.rows import make_id

SEVERITIES = ("error", "warning", "note")

CATALOGUE: dict[str, tuple[str, str]] = {
    "empty_file": (
        "warning",
        "The file is empty. Remove it, or put the document's text into it.",
    ),
    "no_text": (
        "warning",
        "The file holds no words outside page furniture, so it gives no rows. "
        "Check that the text was saved with it.",
    ),
    "unreadable_file": (
        "error",
        "The file could not be read: {detail}. Make it a file that can be read, or remove it.",
    ),
    "binary_file": (
        "error",
        "The file is not text ({detail}). Convert it to plain text or Markdown, or remove it.",
    ),
    "unknown_format": (
        "warning",
        "The toolkit does not read {detail} files. "
        "Save the document as plain text (.txt) or Markdown (.md), or remove it.",
    ),
    "wrong_encoding": (
        "warning",
        "The file is not valid UTF-8 and was read as {detail}. "
        "Check the text, and save the file as UTF-8 if letters are wrong.",
    ),
    "undecodable_file": (
        "error",
        "The file is text in an encoding that could not be told (it is not valid {detail}). "
        "Save it as UTF-8.",
    ),
    "file_too_large": (
        "error",
        "The file has {detail}, more than one document may have. "
        "Split it into one file for each document.",
    ),
    "outside_source": (
        "error",
        "The link leads out of the source folder and was not followed. Copy the file instead.",
    ),
    "duplicate_document": (
        "note",
        "The file has the same bytes as {detail}, which has the row. Remove one of the two.",
    ),
    "other_language": (
        "warning",
        "The text is in another language ({detail}), and only English is read: it gives no rows. "
        'If it is English, state language = "en" for its path in dataset.toml.',
    ),
    "part_exceeds_whole": (
        "warning",
        "The part {detail}. Both figures are kept as printed; check the source.",
    ),
    "correction_failed": (
        "error",
        "Line {detail}",
    ),
    "correction_applied": (
        "note",
        "Line {detail}",
    ),
}
"""Code to severity and message; ``{detail}`` is filled in by :func:`report`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader of the dataset has to know about one file or row."""

    problem_id: str
    severity: str
    code: str
    path: str | None
    message: str
    table_name: str | None = None
    row_id: str | None = None
    start: int | None = None


def report(
    code: str,
    path: str | None,
    *,
    detail: str = "",
    table_name: str | None = None,
    row_id: str | None = None,
    start: int | None = None,
) -> Problem:
    """Make the problem row for a code of the catalogue.

    Args:
        code: A key of :data:`CATALOGUE`.
        path: The document's path as in ``documents.path``, or None when no document is at fault.
        detail: What the message's ``{detail}`` stands for.
        table_name: The table of the row at fault, if one is.
        row_id: That row's key.
        start: The code point in the document's text where the fault stands.

    Raises:
        KeyError: The code is not in the catalogue; a fault of ours.
    """
    severity, message = CATALOGUE[code]
    return Problem(
        problem_id=make_id("p", code, path, table_name, row_id, start),
        severity=severity,
        code=code,
        path=path,
        message=message.format(detail=detail),
        table_name=table_name,
        row_id=row_id,
        start=start,
    )
