"""Our own tables among those of a package: the checks of what they mean apply to no others."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from toolkit.schema import TABLE_NAMES, table
from toolkit.schema.pandera_rendering import polars_type

Frames = Mapping[str, pl.DataFrame]
"""Frames of our tables by name; a table that is missing or of another make is not among them."""


def own_frames(frames: Mapping[str, pl.DataFrame]) -> Frames:
    """The frames that are tables of ours, with our columns and types.

    What deviates from the schema has its finding already; the checks of meaning would only fail on
    it in a way that says less.
    """
    return {
        name: frames[name] for name in TABLE_NAMES if name in frames and _is(frames[name], name)
    }


def _is(frame: pl.DataFrame, name: str) -> bool:
    declared = {one.name: polars_type(one.arrow_type) for one in table(name).columns}
    return dict(frame.schema) == declared
