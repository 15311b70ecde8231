"""Counts beside the rows of a table page, which look at no more rows than a reader waits for.

Datasette counts over all rows that a filter or a search leaves, column by column. In a page a
number of them has to do (:data:`~toolkit.serve.dataset.FACETED`), and the page says so; a program
that asks for JSON gets all, and a whole table is counted whole, once.
"""

from __future__ import annotations

from typing import Any

from datasette.facets import ArrayFacet, ColumnFacet, DateFacet
from pluggy import HookimplMarker

from toolkit.serve.dataset import FACETED
from toolkit.serve.instance import site_of

hookimpl = HookimplMarker("datasette")


class _Bounded:
    """Makes a facet of Datasette's count in the first rows only, on pages of ours."""

    def __init__(self, ds: Any, request: Any, database: str, **options: Any) -> None:
        super().__init__(ds, request, database, **options)  # type: ignore[call-arg] # mixed in
        site, table = site_of(ds), str(options.get("table"))
        if site is None or table not in site.counts or request.url_vars.get("format"):
            return
        if options.get("row_count") != site.counts[table]:
            self.sql = f"{options['sql']} limit {FACETED}"


class BoundedColumnFacet(_Bounded, ColumnFacet):  # type: ignore[misc] # Datasette is not typed
    """The most frequent values of a column."""


class BoundedDateFacet(_Bounded, DateFacet):  # type: ignore[misc] # Datasette is not typed
    """The most frequent days of a column of times."""


class BoundedArrayFacet(_Bounded, ArrayFacet):  # type: ignore[misc] # Datasette is not typed
    """The most frequent values in the lists of a column."""


@hookimpl
def register_facet_classes() -> list[type]:
    """What counts, in the place of Datasette's own."""
    return [BoundedColumnFacet, BoundedDateFacet, BoundedArrayFacet]
