"""A Datasette that can only be read, over one built database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import datasette.views.base
import datasette.views.table
from datasette.app import Datasette
from datasette.handle_exception import handle_exception as own_handler
from datasette.plugins import pm
from datasette.utils import CustomRow
from pluggy import HookimplMarker

from toolkit.serve import facets, plugin, spreadsheet
from toolkit.serve.database import count_rows
from toolkit.serve.dataset import Site
from toolkit.serve.files import downloads, read_card
from toolkit.serve.hosts import host_name
from toolkit.serve.instance import SiteDatasette, site_of
from toolkit.serve.metadata import site_metadata
from toolkit.serve.package import Package
from toolkit.serve.reading import ServedDatabase

HERE = Path(__file__).parent
PLUGIN = "toolkit"
OWN_HANDLER = "datasette.handle_exception"
OWN_FACETS = "datasette.facets"
ASSETS = "-/assets"

hookimpl = HookimplMarker("datasette")

SETTINGS: Mapping[str, Any] = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 2000,
    "facet_time_limit_ms": 1000,
    # Suggestions try every column of a table on every page; ours are chosen in the schemas.
    "suggest_facets": False,
    "allow_csv_stream": True,
    "max_csv_mb": 100,
    "truncate_cells_html": 320,
    "template_debug": False,
    "trace_debug": False,
    # The same address may serve another dataset tomorrow: browsers ask again.
    "default_cache_ttl": 0,
}


def make_site(
    database: Path,
    package: Package,
    *,
    sql: bool = False,
    download: bool = False,
    hosts: Collection[str] = (),
) -> SiteDatasette:
    """Set up the site over a built database.

    Args:
        database: The SQLite file; it must not change while the site runs.
        package: The package that it was built from; its files can be downloaded.
        sql: Let readers run their own SELECT.
        download: Let readers download the database file.
        hosts: Names by which readers may address it, beside localhost and addresses of numbers.

    Returns:
        The Datasette instance; ``app()`` is its ASGI application, ``client`` asks it in process.
    """
    _mend_datasette()
    descriptor = package.descriptor
    site = Site(
        descriptor,
        count_rows(database),
        sql=sql,
        download=download,
        hosts=frozenset(host_name(host) for host in hosts),
        folder=package.folder,
        digest=package.digest,
        downloads=downloads(package),
        card=read_card(package),
    )
    instance = SiteDatasette(
        site,
        immutables=[str(database)],
        inspect_data={site.database: _inspection(database, site.counts)},
        metadata=site_metadata(descriptor),
        template_dir=str(HERE / "templates"),
        static_mounts=[(ASSETS, str(HERE / "assets"))],
        settings={**SETTINGS, "default_allow_sql": sql, "allow_download": download},
    )
    # Datasette names a database by its file; in addresses it goes by the dataset's name.
    instance.remove_database(database.stem)
    instance.add_database(ServedDatabase(instance, str(database), is_mutable=False), site.database)
    return instance


class IndexedRow(CustomRow):  # type: ignore[misc] # Datasette is not typed
    """A row that lacks a column the way sqlite3's own rows do.

    Datasette 0.65 sorts by a column that is not shown (``rowid``) only where the missing column is
    an IndexError; its stand-in for rows with labels raises a KeyError, which is an error 500.
    """

    def __getitem__(self, key: int | str) -> Any:
        """The value at a position or under a name."""
        try:
            return super().__getitem__(key)
        except KeyError as error:
            raise IndexError(key) from error


class Elsewhere:
    """Datasette's own page for a fault, for every instance but ours.

    All hooks of the name are called and the first answer is taken; Datasette's prints the error,
    where rich is importable with the locals of every function in between, and fails over it.
    """

    @staticmethod
    @hookimpl(trylast=True)
    def handle_exception(datasette: Datasette, request: Any, exception: Exception) -> Any:
        """What Datasette does about it."""
        return None if site_of(datasette) else own_handler(datasette, request, exception)


def _mend_datasette() -> None:
    """Register our hooks once, and mend three faults of Datasette 0.65.5."""
    if not pm.has_plugin(PLUGIN):
        pm.register(plugin, name=PLUGIN)
        pm.unregister(name=OWN_HANDLER)
        pm.register(Elsewhere, name=OWN_HANDLER)
        pm.unregister(name=OWN_FACETS)
        pm.register(facets, name=OWN_FACETS)
    datasette.views.table.CustomRow = IndexedRow
    datasette.views.base.csv = spreadsheet


def _inspection(database: Path, counts: Mapping[str, int]) -> dict[str, Any]:
    """What ``datasette inspect`` would write, so that no page counts rows again."""
    return {
        # Datasette shows the first six digits as a colour; the file's name is its content's hash.
        "hash": database.stem,
        "size": database.stat().st_size,
        "file": database.name,
        "tables": {name: {"count": count} for name, count in counts.items()},
    }
