"""How much a changed value of our tables asks of the version number.

=========================================  =======  ============================================
what changed                               version  why
=========================================  =======  ============================================
``rule``                                   patch    who found the row, not what it says
a count or the names of an entity grew     minor    they sum up rows that were added
what linking fills in where nothing was    minor    its other row, or the list's line, was added
anything else                              major    who cites the row cites another one
=========================================  =======  ============================================
"""

from __future__ import annotations

import polars as pl

from toolkit.package.versions import Bump

COUNTS = ("entities.documents", "entities.mentions")
"""Numbers that count rows, and grow with every document."""

NAMES = "entities.aliases"
"""The list that gets longer with every document that prints another form."""

FILLED = (
    "documents.reprint_of",
    "statements.variant_of",
    "figures.series_id",
    *(f"entities.{column}" for column in ("role", "country", "wikidata")),
)
"""What is null until another document or a line of ``authorities.csv`` tells it."""

NOTES = ("unclaimed", "problems")
"""Tables about what is no row: one row less there is something mended, and nothing lost."""


def weight() -> pl.Expr:
    """What a changed value does to the version number, as a number of :class:`Bump`.

    Of lines with ``table``, ``column``, and ``old`` and ``new`` as text.
    """
    place = pl.concat_str("table", "column", separator=".")
    was, now = (pl.col(side).cast(pl.Int64, strict=False) for side in ("old", "new"))
    names_was, names_now = (_names(side, place == NAMES) for side in ("old", "new"))
    longer = (place == NAMES) & (names_was.list.set_difference(names_now).list.len() == 0)
    grown = (
        (place.is_in(COUNTS) & (now > was))
        | longer
        | (place.is_in(FILLED) & pl.col("old").is_null())
    )
    return (
        pl.when(pl.col("column") == "rule")
        .then(int(Bump.PATCH))
        .when(grown.fill_null(value=False))
        .then(int(Bump.MINOR))
        .otherwise(int(Bump.MAJOR))
    )


def _names(side: str, asked: pl.Expr) -> pl.Expr:
    """The list that a cell holds as JSON; an empty one where another column is meant."""
    return pl.when(asked).then(side).otherwise(pl.lit("[]")).str.json_decode(pl.List(pl.String))
