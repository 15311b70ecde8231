"""Two editions of a dataset compared: tables, columns, constraints, rows, and why."""

from toolkit.package.diff.compare import PackageDiff, diff_editions, diff_packages
from toolkit.package.diff.files import change_lines, diff_to_json, write_changes
from toolkit.package.diff.sections import diff_sections
from toolkit.package.diff.tables import TableChange
from toolkit.package.diff.words import (
    cause_words,
    description_sentences,
    document_lines,
    following_version,
    identity_lines,
    row_lines,
    version_reasons,
)

__all__ = [
    "PackageDiff",
    "TableChange",
    "cause_words",
    "change_lines",
    "description_sentences",
    "diff_editions",
    "diff_packages",
    "diff_sections",
    "diff_to_json",
    "document_lines",
    "following_version",
    "identity_lines",
    "row_lines",
    "version_reasons",
    "write_changes",
]
