"""Checks of tables before they are written, and of packages once they are; one kind of report."""

from toolkit.validate.meaning import check_promises
from toolkit.validate.package import validate_package
from toolkit.validate.report import Checked, Finding, Report
from toolkit.validate.tables import validate_tables
from toolkit.validate.texts import Text

__all__ = [
    "Checked",
    "Finding",
    "Report",
    "Text",
    "check_promises",
    "validate_package",
    "validate_tables",
]
