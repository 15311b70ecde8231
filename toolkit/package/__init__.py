"""Tables to a published package: Parquet, CSV, descriptor, card, changelog, Croissant, version.

The output folder is written through a hidden sibling and changes whole or not at all.
"""

from toolkit.package.changes import TableChange
from toolkit.package.compare import compare_packages, package_version
from toolkit.package.swap import recover_package
from toolkit.package.write import Written, write_package

__all__ = [
    "TableChange",
    "Written",
    "compare_packages",
    "package_version",
    "recover_package",
    "write_package",
]
