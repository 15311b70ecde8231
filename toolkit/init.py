"""A new source folder: the file that describes a dataset, with every entry explained."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import SourceError, describe_error

TEMPLATE = """\
# What this dataset is. Every line is optional; take away the # to use one.

# A short name for files and addresses: lower-case letters, digits, "-", "_" or ".".
# name = "harbour-papers"

# title = "Harbour papers"
# description = "Statements of the harbour board and of those who live by the harbour, 2021."
# keywords = ["harbour", "ferries"]
# homepage = "https://example.org/harbour-papers"

# How the documents were chosen, and whom that leaves out. Nobody but you can know it.
# biases = "All letters that the board answered; those that it did not answer are missing."

# The date that the published files carry; left out, it is that of the newest document.
# created = 2021-12-31

# The version of this edition; left out, it follows from what changed since the one before.
# version = "1.0.0"

# "spans" publishes the rows with their own words and without the full texts of the documents, for
# sources that may be cited and not be published again.
# texts = "full"

# What holds for the documents' own words, which remain their publishers'.
# texts_licence = "The letters are published with the consent of their writers."

# The licence of your annotations.
# [licence]
# name = "CC-BY-4.0"
# title = "Creative Commons Attribution 4.0"
# path = "https://creativecommons.org/licenses/by/4.0/"

# What the documents are about; without days, those of the oldest and of the newest document.
# [coverage]
# places = ["Westport"]
# start = 2021-01-01
# end = 2021-12-31

# Who made the dataset (creator, author) or helped (contributor, editor, publisher, ...).
# [[contributors]]
# title = "Ida Holm"
# roles = ["creator"]
# organization = "Harbour archive"
# email = "ida.holm@example.org"
# path = "https://example.org/ida-holm"

# Where the documents come from.
# [[sources]]
# title = "Harbour archive"
# path = "https://example.org/archive"
# version = "2021"

# What you know about documents and they do not print. The pattern is matched against the whole
# path, and * goes across folders. A later entry goes before an earlier one.
# [[documents]]
# pattern = "harbour-news/*"
# publisher = "Harbour News"
# author = "Per Lund"
# title = "The ferry was late"
# published_date = 2021-03-05T09:30:00+01:00
# language = "en"
# url = "https://example.org/harbour-news/late"
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
            f"{folder} cannot be written: {describe_error(error)}.",
            hint="Choose another folder, or change its permissions.",
        ) from error
