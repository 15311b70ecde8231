"""Tables to a published package: Parquet, CSV, descriptor, card, changelog, Croissant, version.

The output folder is written through a hidden sibling and changes whole or not at all.
"""

from toolkit.package.check import compare_packages, package_version
from toolkit.package.diff import (
    PackageDiff,
    TableChange,
    diff_packages,
    diff_sections,
    diff_to_json,
    write_changes,
)
from toolkit.package.refusals import check_request
from toolkit.package.seen import Seen, add_seen, count_seen
from toolkit.package.swap import recover_package
from toolkit.package.write import Written, write_package
from toolkit.package.zip_file import archive_package

__all__ = [
    "PackageDiff",
    "Seen",
    "TableChange",
    "Written",
    "add_seen",
    "archive_package",
    "check_request",
    "compare_packages",
    "count_seen",
    "diff_packages",
    "diff_sections",
    "diff_to_json",
    "package_version",
    "recover_package",
    "write_changes",
    "write_package",
]
