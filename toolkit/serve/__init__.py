"""A published package as a read-only site: SQLite from its Parquet files, Datasette on top.

The site starts from the published files, never from memory: what is shown is what people download.
"""

from toolkit.serve.export import export_site
from toolkit.serve.server import serve_package

__all__ = ["export_site", "serve_package"]
