"""A new source folder: the file that describes a dataset, with every entry explained."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import SourceError

TEMPLATE = """\
# What this dataset is. Every line is optional; take away the # to use one.

# A short name for files and addresses: lower-case letters, digits, "-", "_" or ".".
# name = "harbour-papers"

# title = "Harbour papers"
# description = "Statements of the harbour board and of those who live by the harbour, 2021."
# keywords = ["harbour", "ferries"]

# The date that the published files carry; left out, it is that of the newest document.
# created = 2021-12-31

# The licence of your annotations. The documents' own words remain their publishers'.
# [licence]
# name = "CC-BY-4.0"
# title = "Creative Commons Attribution 4.0"
# path = "https://creativecommons.org/licenses/by/4.0/"

# [[contributors]]
# title = "Ida Holm"
# roles = ["creator"]

# What you know about documents and they do not print. The pattern is matched against the whole
# path, and * goes across folders. A later entry goes before an earlier one.
# [[documents]]
# pattern = "harbour-news/*"
# publisher = "Harbour News"
# language = "en"
"""


def create_source(folder: Path) -> None:
    """Make a folder with a ``dataset.toml`` to fill in.

    Args:
        folder: The folder to make; it may be there already.

    Raises:
        SourceError: It holds a ``dataset.toml``, or it cannot be written.
    """
    path = folder / "dataset.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(TEMPLATE)
    except FileExistsError as error:
        raise SourceError(
            f"{path} is there already and was left as it is.",
            hint=f"Put your documents into {folder} and run: toolkit build {folder}",
        ) from error
    except OSError as error:
        raise SourceError(
            f"{folder} cannot be written: {(error.strerror or 'unknown error').lower()}.",
            hint="Choose another folder, or change its permissions.",
        ) from error
