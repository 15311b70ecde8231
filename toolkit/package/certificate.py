"""The rebuild certificate: what a package was made from and with, so that anyone can make it again.

It holds nothing of the machine, the user or the moment.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from toolkit.config import FULL, Config
from toolkit.version import __version__

WRITERS = "writers"
"""Versions of the libraries on which the bytes of the files depend, besides their rows."""


LIBRARIES = ("spacy", "thinc")
"""What computes with the pipeline's weights; one version of each for every Python."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the rows follow from: equal values of all of it give equal rows."""

    inputs: str
    """Hash of the documents' paths and bytes, which anyone can make again from ``documents``."""
    toolkit: str
    """The version of this program."""
    pipeline: str
    """Hash of the language pipeline."""
    libraries: Mapping[str, str]
    """Versions of the libraries by which the pipeline reads."""
    config: str
    """Hash of what ``dataset.toml``, ``corrections.csv`` and ``authorities.csv`` say."""
    description: str
    """Hash of the first of them alone, so that what changed can be told."""
    corrections: str
    authorities: str

    def descriptor(self, contents: Mapping[str, str]) -> dict[str, Any]:
        """The certificate as it stands in ``datapackage.json``.

        Args:
            contents: Each table's content hash, in the order of the tables.
        """
        return {
            "inputs": self.inputs,
            "toolkit": self.toolkit,
            "pipeline": self.pipeline,
            "libraries": dict(self.libraries),
            "config": self.config,
            "description": self.description,
            "corrections": self.corrections,
            "authorities": self.authorities,
            WRITERS: {"pyarrow": pa.__version__},
            "contents": dict(contents),
        }


def certify(documents: pa.Table, config: Config, *, pipeline: str) -> Certificate:
    """The certificate of a build.

    Args:
        documents: The table ``documents``.
        config: What the source folder says about its dataset.
        pipeline: The hash of the language pipeline that parsed the documents.
    """
    paths, digests = documents["path"].to_pylist(), documents["sha256"].to_pylist()
    listed = sorted(zip(paths, digests, strict=True))
    said = _said(asdict(config))
    if config.texts == FULL:
        del said["texts"]
    lists = {name: said.get(name, []) for name in ("corrections", "authorities")}
    return Certificate(
        inputs=_hash_text("".join(f"{digest}  {path}\n" for path, digest in listed)),
        toolkit=__version__,
        pipeline=pipeline,
        libraries={name: version(name) for name in LIBRARIES},
        config=_hash_values(said),
        description=_hash_values({key: said[key] for key in said if key not in lists}),
        corrections=_hash_values(lists["corrections"]),
        authorities=_hash_values(lists["authorities"]),
    )


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes, as ``sha256:`` and hex digits.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def _said(value: Any) -> Any:
    """What is said, without what is left open: a new key that nobody uses changes no hash."""
    if isinstance(value, dict):
        said = {key: _said(one) for key, one in value.items()}
        return {key: one for key, one in said.items() if one not in (None, "", [], {})}
    return [_said(one) for one in value] if isinstance(value, list | tuple) else value


def _hash_values(values: Any) -> str:
    return _hash_text(json.dumps(values, ensure_ascii=False, sort_keys=True, default=str))


def _hash_text(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
