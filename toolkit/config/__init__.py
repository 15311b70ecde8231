"""What people write beside their documents: the dataset's description and their own lists.

``dataset.toml`` describes the dataset, ``authorities.csv`` lists names that the user knows, and
``corrections.csv`` lists changes to rows. All of them are optional. Each is read whole and every
fault in it is named with its line before anything is used.
"""

from toolkit.config.description import (
    FULL,
    Config,
    Contributor,
    Coverage,
    Licence,
    Source,
    StatedMetadata,
    created_date,
    load_config,
)
from toolkit.config.lists import Authority, Correction

__all__ = [
    "FULL",
    "Authority",
    "Config",
    "Contributor",
    "Correction",
    "Coverage",
    "Licence",
    "Source",
    "StatedMetadata",
    "created_date",
    "load_config",
]
